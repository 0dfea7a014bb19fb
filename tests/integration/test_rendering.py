"""The browser in a run: who asks for it, what is archived, what happens where there is none."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from capture_support import cite, count_records, serve
from claimcheck.app import auditing, capturing, doctor, rejudging, rendering, statuses
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.core import ages
from claimcheck.core.outcomes import Method, Outcome, Rendering
from claimcheck.database.tables import AttemptRow, CaptureRow
from claimcheck.errors import BadInput, ClaimcheckError, UnknownName, Unusable
from claimcheck.fetching import browser
from cli_support import Here
from conftest import OpenAs
from desk_support import events_of, problems_of, snapshot
from fetch_support import Answer, Site, page

TAGGED = b'Content-Type: text/html\r\nETag: "1"\r\n'
FACT = "The ferry carried 4,200 people."
SHORT = page(b"<div id=r></div><script src=/a.js></script>", headers=TAGGED)
SCRIPT = page(f"document.getElementById('r').textContent = '{FACT}'".encode())
LONG = page(f"<p>{FACT}</p><script src=/a.js></script>".encode() * 20, headers=TAGGED)
PLAIN = page(FACT.encode(), headers=b"Content-Type: text/plain\r\n")
PAGES: dict[str, Answer] = {"/short": SHORT, "/long": LONG, "/plain": PLAIN, "/a.js": SCRIPT}
ALL = Wanted(refresh=ages.parse_age("0s"))

needs_browser = pytest.mark.skipif(
    not any(map(shutil.which, browser.NAMES)), reason="no Chromium or Chrome is installed"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"127.0.0.1": dict(PAGES)}) as sites:
        yield sites["127.0.0.1"]


def desk(workspace: Workspace, site: Site, home: Path, **chosen: Rendering) -> None:
    """Cite these pages and choose how they are got at."""
    cite(workspace, home, *(site.url(f"/{name}") for name in chosen))
    for name, each in chosen.items():
        rendering.set_rendering(workspace, site.url(f"/{name}"), each)


def captured(workspace: Workspace) -> dict[str, list[tuple[str, str, str | None]]]:
    """Method, quality and what is referred to of every capture, by the page's name, in order."""
    query = sa.select(AttemptRow.method, CaptureRow).join(
        CaptureRow, CaptureRow.attempt_id == AttemptRow.id
    )
    found: dict[str, list[tuple[str, str, str | None]]] = {}
    with workspace.reading() as session:
        for method, row in session.execute(query.order_by(CaptureRow.captured_at)):
            name = row.final_url.rpartition("/")[2]
            found.setdefault(name, []).append((method, row.quality, row.refers_to))
    return found


@needs_browser
def test_each_source_is_got_at_as_it_is_set(
    workspace: Workspace, site: Site, tmp_path: Path
) -> None:
    """`auto` shows what is thin and nothing else; shown again, a page is kept whole again."""
    desk(workspace, site, tmp_path, short=Rendering.AUTO, long=Rendering.AUTO)
    for _ in range(2):
        assert capturing.fetch_due(workspace, ALL).outcomes[Outcome.ARCHIVED] >= 1
    found = captured(workspace)
    assert found["short"] == [(Method.BROWSER, "ok", None)] * 2
    assert [method for method, *_ in found["long"]] == [Method.FETCH] * 2
    assert found["long"][1][2] is not None, "the same bytes twice are a revisit"
    # A 304 would hide a page that is thin since yesterday.
    assert not any(b"if-none-match" in asked.lower() for asked in site.asked)
    by_name = {source.url.rpartition("/")[2]: source for source in statuses.read_sources(workspace)}
    assert [by_name["short"].captures, by_name["short"].quality] == [2, "ok"]
    assert auditing.verify_archive(workspace).problems == ()
    records, errors = count_records(workspace.archive)
    # warcio has no word on a revisit, whose payload lies elsewhere.
    assert errors == {"fastwarc": 0, "warcio": 1}
    assert records["fastwarc"] == records["warcio"]


@needs_browser
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # a browser takes its time
def test_that_a_run_can_ask_for_the_browser(open_as: OpenAs, site: Site, tmp_path: Path) -> None:
    """`fetch --browser` shows every page of the run; what is no page is kept as it came."""
    workspace = open_as()
    desk(workspace, site, tmp_path, long=Rendering.STATIC, plain=Rendering.STATIC)
    capturing.fetch_due(workspace, Wanted(browser=True))
    assert captured(workspace) == {
        "long": [(Method.BROWSER, "ok", None)],
        "plain": [(Method.FETCH, "ok", None)],
    }
    assert auditing.verify_archive(workspace).problems == ()


def test_without_a_browser(open_as: OpenAs, site: Site, tmp_path: Path) -> None:
    """A page that has to be shown is not fetched at all; with `auto` it is no evidence."""
    workspace = open_as(browser="/no/such/browser")
    desk(workspace, site, tmp_path, short=Rendering.AUTO, long=Rendering.AUTO)
    capturing.fetch_due(workspace, Wanted())
    assert captured(workspace) == {
        "short": [(Method.FETCH, "empty", None)],
        "long": [(Method.FETCH, "ok", None)],
    }
    asked = len(site.paths)
    with pytest.raises(Unusable, match="no program /no/such/browser") as raised:
        capturing.fetch_due(workspace, Wanted(refresh=ALL.refresh, browser=True))
    assert "CLAIMCHECK_BROWSER" in raised.value.next_step
    assert len(site.paths) == asked


def test_judged_again_a_page_that_was_not_shown_is_still_no_evidence(
    open_as: OpenAs, site: Site, tmp_path: Path
) -> None:
    """The words that a script would have written are missing, whatever stands there."""
    workspace = open_as(browser="/no/such/browser")
    site.answers["/thin"] = page(
        b"<p>Ferries of the harbour</p><script src=/a.js></script>", headers=TAGGED
    )
    desk(workspace, site, tmp_path, thin=Rendering.AUTO)
    for _ in range(2):
        capturing.fetch_due(workspace, ALL)
    before = captured(workspace)["thin"]
    assert [quality for _, quality, _ in before] == ["empty", "empty"]
    assert before[1][2] is not None, "the second one is a revisit of the first"
    assert not any(again.is_changed for again in rejudging.rejudge(workspace))
    assert captured(workspace)["thin"] == before


def test_the_setting_is_a_step_in_the_ledger(workspace: Workspace, tmp_path: Path) -> None:
    """It stands in the chain with who chose it, once; the tables follow from it."""
    url = "http://example.org/bridge"
    cite(workspace, tmp_path, url)
    for chosen in (Rendering.BROWSER, Rendering.BROWSER, Rendering.AUTO):
        rendering.set_rendering(workspace, "HTTP://EXAMPLE.org/bridge#top", chosen)
    steps = [event for event in events_of(workspace) if event.action == "source.set"]
    assert [(event.subject, event.actor) for event in steps] == [(url, "checker")] * 2
    assert [text for _, text in auditing.read_ledger(workspace, url)] == [
        "rendering browser", "rendering auto",
    ]  # fmt: skip
    assert rendering.read_rendering(workspace, url).after is Rendering.AUTO
    assert problems_of(workspace) == []


REFUSED: tuple[tuple[str, type[ClaimcheckError]], ...] = (
    # nobody cites it
    ("http://example.org/other", UnknownName),
    # no address
    ("bridge", BadInput),
    ("http://[", BadInput),
)


@pytest.mark.parametrize(("url", "error"), REFUSED, ids=str)
def test_what_cannot_be_set(
    workspace: Workspace, tmp_path: Path, url: str, error: type[ClaimcheckError]
) -> None:
    """An address that is not cited is refused, and nothing changes."""
    cite(workspace, tmp_path, "http://example.org/bridge")
    before = snapshot(workspace)
    with pytest.raises(error):
        rendering.set_rendering(workspace, url, Rendering.BROWSER)
    assert snapshot(workspace) == before


def test_the_command_sets_and_tells(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dry run changes nothing; the step does; without an option the command tells."""
    url = "http://example.org/bridge"
    cite(workspace, tmp_path, url)
    call = Here(capsys, ("--database", workspace.settings.database_url, "--user", "checker"))
    before = snapshot(workspace)
    dry = call("source", url, "--rendering", "auto", "--dry-run", "--json").json
    assert dry == {"url": url, "before": "static", "rendering": "auto", "dry_run": True}
    assert snapshot(workspace) == before
    assert "static -> auto" in call("source", url, "--rendering", "auto").out
    assert call("source", url, "--json").json["rendering"] == "auto"
    assert call("source", url, "--rendering", "painted").code == 2
    assert call("source", "http://example.org/other").code == 2


def test_the_doctor_knows_the_browser(open_as: OpenAs) -> None:
    """What is missing is said with what it costs and what to do."""
    checks = {each.check: each for each in doctor.examine(open_as(browser="/no/such/browser"))}
    found = checks["browser"]
    assert not found.ok
    assert "as the server sends them" in found.detail
    assert "apt install chromium" in found.next
