"""Claims in: idempotent, all or nothing, and fair to what people have decided."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from capture_support import serve_one
from claimcheck.app import auditing, capturing, intake, judging, reviewing, statuses
from claimcheck.app.capturing import Wanted
from claimcheck.app.intake import Imported
from claimcheck.app.judging import Judgement, Passage
from claimcheck.app.workspace import Workspace
from claimcheck.core.claims import Origin, key_for
from claimcheck.core.workflow import State, Support, Verdict
from claimcheck.errors import ArchiveUnusable, BadInput, ClaimsFileError
from claimcheck.settings import Settings
from cli_support import export, start
from conftest import OpenAs
from fetch_support import page

FACT = "The bridge is 912 m long."
KEY = "bridge-length"


def write(folder: Path, *claims: dict[str, Any], **report: Any) -> Path:
    """Write a claims file in JSON, with a report if anything is said of one."""
    content: dict[str, Any] = {"version": 1, "claims": list(claims)}
    if report:
        content["report"] = report
    path = folder / "claims.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def claim(**changes: Any) -> dict[str, Any]:
    """The claim that most tests begin with, with changes."""
    return {"key": KEY, "text": FACT, "sources": ["http://127.0.0.1:9/a"]} | changes


def counts(done: Imported) -> tuple[int, int, int]:
    """Added, changed, unchanged."""
    return done.added, done.changed, done.unchanged


def test_a_second_import_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    """The same file twice: every row as it was, no event more."""
    path = write(tmp_path, claim(tags=["steel"], kind="figure"), claim(key="b"), key="r", title="R")
    assert counts(intake.import_file(workspace, path)) == (2, 0, 0)
    before = export(workspace.settings.database_url)
    assert counts(intake.import_file(workspace, path)) == (0, 0, 2)
    assert export(workspace.settings.database_url) == before


def test_what_is_left_out_of_a_later_file_stays(workspace: Workspace, tmp_path: Path) -> None:
    """A file says what is, not what is not: nobody loses a claim by importing another file."""
    intake.import_file(workspace, write(tmp_path, claim(), claim(key="b")))
    done = intake.import_file(workspace, write(tmp_path, claim(key="b"), claim(key="c")))
    assert counts(done) == (1, 0, 1)
    keys = [found.key for found in statuses.read_status(workspace).claims]
    assert keys == [KEY, "b", "c"]


def test_one_mistake_and_nothing_is_imported(workspace: Workspace, tmp_path: Path) -> None:
    """A good claim beside a bad one is not taken in."""
    before = export(workspace.settings.database_url)
    with pytest.raises(ClaimsFileError):
        intake.import_file(workspace, write(tmp_path, claim(), claim(key="b", text="")))
    assert export(workspace.settings.database_url) == before


def test_a_failure_half_way_leaves_nothing(
    workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    """When the head cannot be witnessed, the claims are not there either."""
    Path(settings.archive_url).write_text("no folder")
    before = export(settings.database_url)
    with pytest.raises(ArchiveUnusable):
        intake.import_file(workspace, write(tmp_path, claim()))
    assert export(settings.database_url) == before


CHANGES = (
    # a change, whether judgements are taken back, whether a signed-off claim goes back to check
    ({"text": "The bridge is 913 m long."}, True, True),  # another assertion
    ({"kind": "opinion"}, True, True),  # no longer checkable
    ({"checkable": False}, True, True),
    ({"section": "Size"}, False, False),  # where it stands is no assertion
    ({"quote": "912 m"}, False, False),
    ({"claimant": "Bridge Office"}, False, False),
    ({"kind": "figure"}, False, False),
    ({"hedge": "about"}, False, False),
    ({"tags": ["steel"]}, False, False),
    ({"more": ["/b"]}, False, True),  # a source that nobody judged
)


def sign_off(open_as: OpenAs, folder: Path, url: str) -> Workspace:
    """Take a claim through the whole review, by two people."""
    checker, reviewer = open_as("checker"), open_as("reviewer")
    intake.import_file(checker, write(folder, claim(sources=[url])))
    capturing.fetch_due(checker, Wanted())
    whole = Judgement(None, Passage(FACT), Support.SUPPORTS, Verdict.SUPPORTED)
    judging.judge(checker, KEY, whole)
    reviewing.submit(checker, KEY)
    reviewing.approve(reviewer, KEY)
    return checker


@pytest.mark.parametrize(("change", "reset", "reopened"), CHANGES, ids=lambda v: str(v)[:24])
def test_what_a_change_does_to_a_signed_off_claim(
    open_as: OpenAs, tmp_path: Path, change: dict[str, Any], reset: bool, reopened: bool
) -> None:
    """Nobody's sign-off covers what they have not seen, and no judgement is lost for less."""
    with serve_one(a=page(f"<p>{FACT}</p>".encode(), headers=b"Content-Type: text/html\r\n")) as s:
        workspace = sign_off(open_as, tmp_path, s.url("/a"))
        sources = [s.url("/a"), *(s.url(path) for path in change.get("more", []))]
    fields = {name: value for name, value in change.items() if name != "more"}
    path = write(tmp_path, claim(sources=sources, **fields))
    assert counts(intake.import_file(workspace, path)) == (0, 1, 0)
    found = statuses.read_claim_status(workspace, KEY)
    assert found.state is (State.IN_CHECK if reopened else State.SIGNED_OFF)
    assert found.verdict is (Verdict.UNVERIFIED if reset else Verdict.SUPPORTED)
    assert found.citations[0].support is (Support.UNJUDGED if reset else Support.SUPPORTS)
    assert [p.exact for p in found.citations[0].passages if p.pinned_by] == [FACT]
    assert found.verified is not reopened
    assert auditing.verify_ledger(workspace).problems == ()


def test_a_dropped_source_takes_its_evidence_along(open_as: OpenAs, tmp_path: Path) -> None:
    """The pinned passage goes with its citation and does not come back with the address."""
    with serve_one(a=page(f"<p>{FACT}</p>".encode(), headers=b"Content-Type: text/html\r\n")) as s:
        workspace, cited = sign_off(open_as, tmp_path, s.url("/a")), s.url("/a")
    other = "http://127.0.0.1:9/b"
    for sources in ([other], [other, cited]):
        intake.import_file(workspace, write(tmp_path, claim(sources=sources)))
        found = statuses.read_claim_status(workspace, KEY)
        assert found.state is State.IN_CHECK
        assert [c.source.url for c in found.citations] == sources
        assert {c.support for c in found.citations} == {Support.UNJUDGED}
        assert not any(c.passages for c in found.citations)
        assert auditing.verify_ledger(workspace).problems == ()


def test_the_order_and_origin_of_sources_follow_the_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Sources change places and origin without a judgement being touched."""
    one, two = "http://127.0.0.1:9/1", "http://127.0.0.1:9/2"
    intake.import_file(workspace, write(tmp_path, claim(sources=[one, two])))
    path = write(tmp_path, claim(sources=[{"url": two, "origin": "author"}, one]))
    assert counts(intake.import_file(workspace, path)) == (0, 1, 0)
    cited = statuses.read_claim_status(workspace, KEY).citations
    assert [(c.source.url, c.origin) for c in cited] == [
        (two, Origin.AUTHOR),
        (one, Origin.INFERRED),
    ]
    assert auditing.verify_ledger(workspace).problems == ()


def test_a_report_changes_without_its_claims(workspace: Workspace, tmp_path: Path) -> None:
    """Title and references follow the file; no claim counts as changed."""
    intake.import_file(workspace, write(tmp_path, claim(), key="r", title="Draft"))
    references = [{"url": "http://127.0.0.1:9/ref", "title": "Yearbook"}]
    path = write(tmp_path, claim(), key="r", title="Final", references=references)
    assert counts(intake.import_file(workspace, path)) == (0, 0, 1)
    assert [r.title for r in statuses.read_status(workspace).reports] == ["Final"]
    titles = {source.url: source.title for source in statuses.read_sources(workspace)}
    assert titles["http://127.0.0.1:9/ref"] == "Yearbook"
    assert auditing.verify_ledger(workspace).problems == ()


def test_a_table_may_name_its_reports(workspace: Workspace, tmp_path: Path) -> None:
    """A CSV names reports by key; one that nobody described is titled by it, others stay."""
    intake.import_file(workspace, write(tmp_path, claim(), key="r", title="The report"))
    table = tmp_path / "claims.csv"
    one, two = "http://127.0.0.1:9/1", "http://127.0.0.1:9/2"
    table.write_text(f"key,text,source,report\nx,It is old.,{one} {two},r\ny,It is new.,,other\n")
    done = intake.import_file(workspace, table)
    assert (counts(done), done.sources) == ((2, 0, 0), 2)
    titles = {found.key: found.title for found in statuses.read_status(workspace).reports}
    assert titles == {"r": "The report", "other": "other"}
    assert len(statuses.read_claim_status(workspace, "x").citations) == 2


def test_two_imports_at_once_both_land(settings: Settings, open_as: OpenAs, tmp_path: Path) -> None:
    """Two processes, overlapping files: every claim once, the chain whole."""
    many = [claim(key=f"c{n}", text=f"It is {n} m long.") for n in range(120)]
    shared = {
        "CLAIMCHECK_DATABASE_URL": settings.database_url,
        "CLAIMCHECK_ARCHIVE_URL": settings.archive_url,
    }
    running = []
    for name, part in (("first", many[:80]), ("second", many[40:])):
        folder = tmp_path / name
        folder.mkdir()
        write(folder, *part)
        running.append(start(folder, "import", "claims.json", "--json", **shared))
    done = [json.loads(process.communicate(timeout=60)[0]) for process in running]
    assert sum(one["added"] for one in done) == 120
    assert sum(one["unchanged"] for one in done) == 40
    workspace = open_as()
    assert len(statuses.read_status(workspace).claims) == 120
    assert auditing.verify_ledger(workspace).problems == ()


def test_two_who_set_up_the_same_folder_at_once(tmp_path: Path) -> None:
    """The SQLite file is created once, and both commands work."""
    running = [start(tmp_path, "add", f"It is {n} m long.", "--json") for n in range(3)]
    ended = [(process.communicate(timeout=60), process.returncode) for process in running]
    assert [code for _, code in ended] == [0, 0, 0], ended


def test_threads_that_add_the_same_claim_add_it_once(open_as: OpenAs) -> None:
    """Whoever comes second is told that it is there."""
    draft = intake.draft_claim({"text": FACT, "source": ""})
    done: list[Imported] = []
    workspaces = [open_as("checker"), open_as("reviewer")]
    threads = [
        threading.Thread(target=lambda w=w: done.append(intake.add_claim(w, draft)))
        for w in workspaces
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.added for one in done) == [0, 1]


def test_the_key_of_a_text_stays_the_same() -> None:
    """Readable, a valid key, and told apart from one for nearly the same text."""
    assert key_for(FACT) == key_for(FACT)
    assert key_for(FACT) != key_for(FACT + " ")
    assert key_for(FACT).startswith("the-bridge-is-912-m-")
    for odd in ("平和", "…", "x" * 5_000, "Ä" * 200):
        assert intake.draft_claim({"text": odd, "source": ""}).key == key_for(odd)


def test_mistakes_of_what_was_typed_come_at_once() -> None:
    """Every mistake in one message, and what to write instead of the first."""
    with pytest.raises(BadInput) as caught:
        intake.draft_claim({"text": FACT, "source": "nowhere", "kind": "rumour"})
    assert "http" in caught.value.message
    assert "rumour" in caught.value.message
    assert caught.value.next_step
