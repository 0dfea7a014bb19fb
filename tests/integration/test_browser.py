"""Pages shown by a real Chromium that gets every byte from our transport."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest

import fetch_support
from claimcheck.core import documents
from claimcheck.core.captures import Ask, Fetched
from claimcheck.core.outcomes import Method, Rendering
from claimcheck.errors import Unusable
from claimcheck.fetching import browser, browser_parts, fetcher
from claimcheck.fetching.browser_parts import Parts, Wish
from fetch_support import Answer, Site, page
from proofs import guard_browser

needs_browser = pytest.mark.skipif(
    not any(map(shutil.which, browser.NAMES)), reason="no Chromium or Chrome is installed"
)
HTML = b"Content-Type: text/html\r\n"
SCRIPTED = b"<div id=r></div><script src=/a.js></script>"
SCRIPT = b"fetch('/said').then(r=>r.text()).then(t=>{document.getElementById('r').textContent=t})"
FACT = b"The ferry carried 4,200 people."


async def render(answers: dict[str, Answer], **changes: object) -> tuple[Fetched, Site]:
    """Fetch and show the page at `/` of a site with these answers."""
    settings = fetch_support.settings(**changes)
    async with (
        fetch_support.open_site(answers) as site,
        browser.open_browser(browser.find_browser(), "claimcheck/test") as opened,
        fetcher.open_fetcher(settings, browser=opened) as fetching,
    ):
        return await fetching.fetch(Ask(site.url(), rendering=Rendering.BROWSER)), site


@needs_browser
def test_that_scripted_text_is_captured_and_nothing_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The DOM has what scripts wrote, the document's exchange is last, the profile is gone."""
    answers: dict[str, Answer] = {
        "/": page(SCRIPTED, headers=HTML), "/a.js": page(SCRIPT), "/said": page(FACT),
    }  # fmt: skip
    # Not pytest's own folder: a browser's socket wants a short path.
    with tempfile.TemporaryDirectory() as home:
        monkeypatch.setattr(tempfile, "tempdir", home)
        fetched, site = asyncio.run(render(answers))
        assert list(Path(home).iterdir()) == []
    dom, screenshot = fetched.resources
    assert dom.cut is None
    assert (dom.role, dom.content_type) == ("dom", "text/html; charset=utf-8")
    assert FACT in bytes(dom.block)
    assert bytes(screenshot.block).startswith(b"\x89PNG")
    assert [fetched.exchanges[-1].url, fetched.ask.method] == [site.url(), Method.BROWSER]
    assert {site.url("/a.js"), site.url("/said")} <= {each.url for each in fetched.exchanges}
    assert site.paths.count("/") == 1


@needs_browser
def test_that_the_text_of_shadow_roots_is_read() -> None:
    """Open or closed, one in another, written by a script or sent so; a picture's own parts not."""
    body = b"""<p>Above</p><a-ferry></a-ferry>
    <b-pier><template shadowrootmode=open><p>It was sent so.</p></template></b-pier>
    <input value=typed><details><summary>More</summary>folded</details>
    <script>
    const root = document.querySelector('a-ferry').attachShadow({mode: 'closed'})
    root.innerHTML = '<style>p {}</style><p>The ferry carried 4,200 people.</p><c-may></c-may>'
    root.querySelector('c-may').attachShadow({mode: 'open'}).innerHTML = '<p>In May.</p>'
    </script><p>Below</p>"""
    fetched, _ = asyncio.run(render({"/": page(body, headers=HTML)}))
    dom = fetched.resources[0]
    text = documents.read_document(bytes(dom.block), dom.content_type, dom.url).text
    assert text.split("\n") == [
        "Above", "The ferry carried 4,200 people.", "In May.", "It was sent so.",
        "More", "folded", "Below",
    ]  # fmt: skip


@needs_browser
def test_that_shadow_roots_too_large_to_keep_cost_no_page() -> None:
    """Each may bring the styles of the whole site; the page is then kept without them."""
    body = b"""<p>The ferry carried 4,200 people.</p><script>
    const style = '<style>' + 'p {color: red} '.repeat(70_000) + '</style>'
    for (let n = 0; n < 20; n++) {
        const host = document.body.appendChild(document.createElement('a-pier'))
        host.attachShadow({mode: 'open'}).innerHTML = style + 'Pier'
    }
    </script>"""
    fetched, _ = asyncio.run(render({"/": page(body, headers=HTML)}))
    dom = bytes(fetched.resources[0].block)
    assert FACT in dom
    assert dom.count(b"<a-pier></a-pier>") == 20


@needs_browser
def test_that_a_spinning_page_ends_in_time() -> None:
    """A script that never ends is stopped at the limit; what stood before it is kept."""
    spinning = FACT + b"<script>for(;;){}</script>"
    fetched, _ = asyncio.run(render({"/": page(spinning, headers=HTML)}, timeout_seconds=2.0))
    assert FACT in bytes(fetched.resources[0].block)
    assert fetched.resources[0].cut == "time"


@needs_browser
def test_that_robots_hold_for_frames() -> None:
    """A frame that robots.txt forbids is never asked for, and the page is shown without it."""
    rules = page(b"User-agent: *\nDisallow: /frame\n")
    framed = page(FACT + b"<iframe src=/frame></iframe>", headers=HTML)
    fetched, site = asyncio.run(render({"/": framed, "/robots.txt": rules, "/frame": page()}))
    assert FACT in bytes(fetched.resources[0].block)
    assert "/frame" not in site.paths


@needs_browser
def test_that_nothing_gets_past_the_guard() -> None:
    """No hostile page reaches a canary through the browser; honest parts all come."""
    proof = asyncio.run(guard_browser.prove(leading=0))
    assert proof.calls == []
    assert (proof.attacks > 100, proof.honest, proof.rendered) == (True, 200, proof.pages)


def test_that_parts_are_bounded() -> None:
    """However many parts are asked for at once, only so many bytes of them come."""
    size, count = 7 * 1024 * 1024, 16
    got, asked, received_bytes = asyncio.run(take_parts(page(bytes(size)), count))
    most = browser_parts.MAX_PARTS_BYTES + browser_parts.MAX_AT_ONCE * size
    assert browser_parts.MAX_PARTS_BYTES <= received_bytes < most
    assert 0 < got <= asked < count


async def take_parts(answer: bytes, count: int) -> tuple[int, int, int]:
    """Wish for one part so many times at once: how many came, were asked for, and all bytes."""
    settings = fetch_support.settings(host_connections=6)
    async with (
        fetch_support.open_site({"/part": answer}) as site,
        fetcher.open_fetcher(settings) as fetching,
    ):
        parts = Parts(Ask(site.url()), fetching._shared, fetching._robots)
        wish = Wish(site.url("/part"), "GET", "Image", {})
        got = await asyncio.gather(*(parts.get(wish, seconds=20.0) for _ in range(count)))
    return sum(part is not None for part in got), len(site.paths), parts.received_bytes


def test_that_a_missing_browser_is_named() -> None:
    """What is not there is said, with what to install."""
    with pytest.raises(Unusable, match="no program /no/such/browser") as raised:
        browser.find_browser("/no/such/browser")
    assert "apt install chromium" in raised.value.next_step
