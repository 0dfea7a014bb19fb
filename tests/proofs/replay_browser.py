"""
The proof that a replayed page reaches nothing outside, in a real browser.

    python tests/proofs/replay_browser.py [--screenshots FOLDER] [--chromium /usr/bin/chromium]

captures a page with every way to reach out that we know of, aimed at a canary on another port of
this machine, and opens it in Chromium: under its heading, on its own, and with every link
clicked. The canary must be asked nothing. First the same page is opened as it is, so that a
canary that nobody can reach proves nothing. Needs playwright and a Chromium of this machine.
"""

import argparse
import contextlib
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import capture_support
import replay_support
from claimcheck.app.workspace import open_workspace
from claimcheck.settings import Settings
from fetch_support import page

if TYPE_CHECKING:  # whoever has no playwright still collects the tests
    from playwright.sync_api import Browser, Page

CHROMIUM = "/usr/bin/chromium"
SETTLE_MS = 1500
LOOK_MS = 60
"""What a page starts by itself it starts at once, its late refresh within a second."""

# way, markup; {c} is the canary's origin, {h} its host and port
WAYS = (
    ("script src", "<script src={c}/script></script>"),
    ("script fetch", "<script>fetch('{c}/fetch')</script>"),
    ("script xhr", "<script>x=new XMLHttpRequest;x.open('GET','{c}/xhr');x.send()</script>"),
    ("script beacon", "<script>navigator.sendBeacon('{c}/beacon')</script>"),
    ("script socket", "<script>new WebSocket('ws://{h}/socket')</script>"),
    ("script events", "<script>new EventSource('{c}/events')</script>"),
    ("script module", "<script type=module>import '{c}/module'</script>"),
    ("script image", "<script>new Image().src='{c}/newimage'</script>"),
    ("script worker", "<script>new Worker('{c}/worker')</script>"),
    ("script window", "<script>open('{c}/open')</script>"),
    ("event handler", "<img src=x onerror=\"new Image().src='{c}/handler'\">"),
    ("img src", "<img src={c}/img>"),
    ("img srcset", "<img srcset='{c}/srcset 1x'>"),
    ("picture", "<picture><source srcset={c}/picture><img src=x></picture>"),
    ("image set", "<p style=\"background:image-set('{c}/imageset' 1x)\">a"),
    ("style attribute", "<p style='background:url({c}/styleattr)'>a"),
    ("style element", "<style>body{{background:url({c}/style)}}</style>"),
    ("style escaped", "<style>h1{{background:u\\72l({c}/escaped)}}</style><h1>a</h1>"),
    ("css import", "<style>@import '{c}/import';</style>"),
    ("css import url", "<style>@import url({c}/importurl);</style>"),
    ("font", "<style>@font-face{{font-family:f;src:url({c}/font)}}p{{font-family:f}}</style>"),
    ("css cursor", "<style>*{{cursor:url({c}/cursor),auto}}</style>"),
    ("css list", "<ul style='list-style:url({c}/list)'><li>a</ul>"),
    ("css content", "<style>p::before{{content:url({c}/content)}}</style>"),
    ("css filter", "<p style='filter:url({c}/filter#f);mask:url({c}/mask)'>a"),
    ("css selector", "<style>input[value^=s]{{background:url({c}/leak)}}</style><input value=s>"),
    ("stylesheet", "<link rel=stylesheet href={c}/sheet>"),
    ("icon", "<link rel=icon href={c}/icon>"),
    ("preload", "<link rel=preload as=image href={c}/preload>"),
    ("modulepreload", "<link rel=modulepreload href={c}/modulepreload>"),
    ("prefetch", "<link rel=prefetch href={c}/prefetch>"),
    ("prerender", "<link rel=prerender href={c}/prerender>"),
    ("preconnect", "<link rel=preconnect href={c}/>"),
    ("dns prefetch", "<link rel=dns-prefetch href={c}/>"),
    ("manifest", "<link rel=manifest href={c}/manifest>"),
    (
        "speculation",
        '<script type=speculationrules>{{"prefetch":[{{"urls":["{c}/spec"]}}]}}</script>',
    ),
    ("refresh", "<meta http-equiv=refresh content='0;url={c}/refresh'>"),
    ("base", "<base href={c}/base/><img src=relative>"),
    ("iframe", "<iframe src={c}/iframe></iframe>"),
    ("iframe srcdoc", "<iframe srcdoc='<img src={c}/srcdoc>'></iframe>"),
    ("object", "<object data={c}/object></object>"),
    ("embed", "<embed src={c}/embed>"),
    ("video", "<video src={c}/video poster={c}/poster autoplay></video>"),
    ("audio", "<audio src={c}/audio autoplay></audio>"),
    ("track", "<video><track default src={c}/track></video>"),
    ("form", "<form id=f action={c}/form><button>send</button></form><script>f.submit()</script>"),
    ("formaction", "<form><button formaction={c}/formaction>send</button></form>"),
    ("input image", "<input type=image src={c}/inputimage>"),
    ("svg image", "<svg><image href={c}/svgimage /></svg>"),
    ("svg use", "<svg><use href='{c}/svguse#a'/></svg>"),
    ("svg fill", "<svg><rect width=9 height=9 fill='url({c}/svgfill#a)'/></svg>"),
    ("svg style", "<svg><style>@import '{c}/svgstyle';</style></svg>"),
    ("svg feimage", "<svg><filter><feImage href={c}/feimage /></filter></svg>"),
    ("svg foreign", "<svg><foreignObject><img src={c}/foreign></foreignObject></svg>"),
    ("svg link", "<svg><a xlink:href={c}/svglink><text y=9>go</text></a></svg>"),
    ("template", "<div><template shadowrootmode=open><img src={c}/shadow></template></div>"),
    ("table background", "<table background={c}/background><tr><td>a</table>"),
    ("noscript", "<noscript><img src={c}/noscript></noscript>"),
    ("mutation", "<math><mtext><table><mglyph><style><!--</style><img src={c}/mxss>--></table>"),
    ("mutation form", "<form><math><mtext></form><form><mglyph><style></math><img src={c}/mxss2>"),
    ("ping", "<a href=#x ping={c}/ping>a link</a>"),
    ("link", "<a href={c}/link>a link</a>"),
    ("link javascript", "<a href=\"javascript:location='{c}/jslink'\">a link</a>"),
    (
        "area",
        "<map name=m><area shape=default href={c}/area></map><img usemap=#m width=9 height=9>",
    ),
    ("late refresh", "<meta http-equiv=refresh content='1;url={c}/late'>"),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """Ways that were tried, what the canary was asked as the page is, and in replay."""

    ways: int
    unprotected: int
    leaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Canary:
    """A port that counts whoever connects, and what they ask."""

    port: int
    asked: list[str]


@contextlib.contextmanager
def listening() -> Iterator[Canary]:
    """Listen until the block ends. A connection without a word counts too."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        canary = Canary(server.getsockname()[1], [])
        thread = threading.Thread(target=_count, args=(server, canary), daemon=True)
        thread.start()
        yield canary
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def _count(server: socket.socket, canary: Canary) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        connection.settimeout(0.5)
        with connection, contextlib.suppress(OSError):
            canary.asked.append("connected")
            canary.asked[-1] = connection.recv(200).decode("latin-1").split("\r\n")[0]
            connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def html(markups: list[str], canary: Canary) -> bytes:
    """Write a page that holds these ways, aimed at the canary."""
    host = f"127.0.0.1:{canary.port}"
    parts = [markup.format(c=f"http://{host}", h=host) for markup in markups]
    text = "<!DOCTYPE html><title>Hostile</title>" + "\n".join(parts)
    return page(text.encode(), headers=b"Content-Type: text/html\r\n")


def prove(
    home: Path,
    *,
    ways: tuple[str, ...] = (),
    chromium: str = CHROMIUM,
    screenshots: Path | None = None,
) -> Proof:
    """Capture pages with these ways out, or all, and open them; gives what the canary saw."""
    from playwright.sync_api import sync_playwright

    with (
        listening() as canary,
        _served(canary, ways) as live,
        _replayed(home, live) as (server, paths),
        # Last: the archive is written by a loop of its own, and a thread has one only.
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False)
        _open_live(browser, live)
        unprotected = len(set(canary.asked))
        canary.asked.clear()
        for path in paths:
            _open_replayed(browser, server.origin + path, screenshots)
        browser.close()
        return Proof(len(live) - 1, unprotected, tuple(canary.asked))


@contextlib.contextmanager
def _served(canary: Canary, ways: tuple[str, ...]) -> Iterator[list[str]]:
    """All ways on one page, and each on its own: one may keep another from its turn."""
    chosen = [markup for name, markup in WAYS if not ways or name in ways]
    answers = {"all": html(chosen, canary)}
    answers |= {f"way{number}": html([markup], canary) for number, markup in enumerate(chosen)}
    with capture_support.serve_one(**answers) as site:
        yield [site.url(path) for path in site.answers]


def playwright_error() -> type[Exception]:
    """What a browser raises: a page that leaves or an element that cannot be clicked."""
    from playwright.sync_api import Error

    return Error


def _open_live(browser: "Browser", urls: list[str]) -> None:
    for url in urls[1:]:
        tab = browser.new_page()
        with contextlib.suppress(playwright_error()):
            tab.goto(url, wait_until="commit")
            tab.wait_for_timeout(LOOK_MS)
        tab.close()


@contextlib.contextmanager
def _replayed(home: Path, urls: list[str]) -> Iterator[tuple[replay_support.Server, list[str]]]:
    workspace = open_workspace(
        Settings(
            database_url=f"sqlite:///{home / 'claimcheck.db'}",
            archive_url=str(home / "archive"),
            allow_addresses=(ip_network("127.0.0.0/8"),),
            host_delay_seconds=0,
            user="checker",
        )
    )
    with contextlib.closing(workspace):
        capture_support.cite(workspace, home, *urls)
        replay_support.fetch_again(workspace)
        rows = replay_support.captures(workspace)
        # the page of all ways last, and at length
        rows.sort(key=lambda row: row.final_url == urls[0])
        with replay_support.serve(workspace) as server:
            yield server, [replay_support.memento_path(row, row.final_url) for row in rows]


def _open_replayed(browser: "Browser", url: str, screenshots: Path | None) -> None:
    """Open a memento under its heading and on its own, and click whatever can be clicked."""
    whole = url.endswith("/all")
    tab = browser.new_page()
    tab.goto(url)
    tab.wait_for_timeout(SETTLE_MS if whole else LOOK_MS)
    if screenshots and whole:
        tab.screenshot(path=screenshots / "hostile.png")
    _click_all(tab)
    tab.close()
    alone = browser.new_page()
    # Asked for as an old browser asks, so that the page comes without the frame around it.
    alone.route("**/*", lambda route: route.continue_(headers={"Host": url.split("/")[2]}))
    alone.goto(url)
    alone.wait_for_timeout(SETTLE_MS if whole else LOOK_MS)
    _click_all(alone)
    alone.close()


def _click_all(tab: "Page") -> None:
    start = tab.url
    count = sum(
        len(frame.query_selector_all("a, area, button, input")) for frame in tab.frames[-1:]
    )
    for number in range(count):
        with contextlib.suppress(playwright_error()):
            tab.frames[-1].query_selector_all("a, area, button, input")[number].click(
                timeout=300, force=True
            )
            tab.wait_for_timeout(50)
        if tab.url != start or tab.frames[-1].url == "about:blank":
            tab.goto(start)


def main() -> int:
    """Run the proof and say what came of it."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--chromium", default=CHROMIUM)
    options.add_argument("--screenshots", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        proof = prove(Path(home), chromium=given.chromium, screenshots=given.screenshots)
    print(f"{proof.ways} ways out; as it is, the page asked {proof.unprotected} things outside")
    print(f"replayed: {len(proof.leaks)} requests outside")
    for leak in proof.leaks:
        print(f"!! {leak}")
    return 1 if proof.leaks or proof.unprotected < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
