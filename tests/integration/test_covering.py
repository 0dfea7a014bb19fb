"""Coverage of a report on a real desk, waivers in the ledger, reports from the web."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck.app import (
    capturing,
    covering,
    intake,
    manuscripts,
    report_addresses,
    report_texts,
    reporting,
    reviewing,
    revising,
)
from claimcheck.app.capturing import Wanted
from claimcheck.app.report_texts import ReportText
from claimcheck.app.workspace import Workspace
from claimcheck.core.claims_file import parse_claims_file
from claimcheck.core.coverage import Standing
from claimcheck.core.manuscripts import read_plain_manuscript
from claimcheck.errors import BadInput, Refused, UnknownName
from desk_support import Pages, events_of, problems_of, serve_pages, snapshot
from proposal_samples import CLAIMS, REPORT

QUESTION = "Who pays for the new quay?"


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serve_pages() as served:
        yield served


def bring(workspace: Workspace, claims: str = CLAIMS) -> None:
    intake.import_claims(workspace, parse_claims_file(claims.encode(), "claims.yaml"))


def opened(workspace: Workspace, report: str = "report.txt", **more: str) -> ReportText:
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    return report_texts.open_report(workspace, report, **more)  # type: ignore[arg-type]


def open_texts(workspace: Workspace) -> list[str]:
    found = covering.read_coverage(workspace, opened(workspace))
    return [sentence.proposal.text for sentence in found.of(Standing.OPEN)]


def test_a_withdrawn_claim_covers_nothing(workspace: Workspace) -> None:
    """What is no longer asserted leaves its sentence open."""
    bring(workspace)
    assert open_texts(workspace) == []
    reviewing.withdraw(workspace, "crane", "doubtful")
    assert open_texts(workspace) == ["The port authority has reportedly sold the old crane."]


def test_a_waiver_is_an_event_and_can_be_taken_back(workspace: Workspace) -> None:
    """Who waived what, and why, stands in the ledger; the ledger gives the table again."""
    bring(workspace)
    report = opened(workspace)
    done = covering.waive(workspace, report, "pays for the", "nobody claims it", dry_run=False)
    assert (done.report, done.exact) == ("port-2025", QUESTION)
    (waived,) = covering.read_coverage(workspace, report).of(Standing.WAIVED)
    assert (waived.reason, waived.by) == ("nobody claims it", "checker")
    assert problems_of(workspace) == []
    covering.unwaive(workspace, report, "Who PAYS", dry_run=False)
    assert covering.read_coverage(workspace, report).of(Standing.WAIVED) == []
    assert [e.action for e in events_of(workspace)][-2:] == ["sentence.waived", "sentence.unwaived"]
    assert problems_of(workspace) == []


def test_a_waiver_is_refused_where_it_is_not_clear(workspace: Workspace) -> None:
    """Without a reason, without one place, twice, or for what is not on record: no event."""
    report = opened(workspace)
    with pytest.raises(BadInput, match="belongs to a report"):
        covering.waive(workspace, report, QUESTION, "x", dry_run=False)
    bring(workspace)
    report = opened(workspace)
    covering.waive(workspace, report, QUESTION, "x", dry_run=False)
    before = snapshot(workspace)
    for quote, reason, refusal in (
        (QUESTION, " ", Refused),
        (QUESTION, "again", Refused),
        ("old crane", "stands twice", BadInput),
        ("no such words", "x", BadInput),
        ("", "x", BadInput),
        (QUESTION, "bell \x07", BadInput),
    ):
        with pytest.raises(refusal):
            covering.waive(workspace, report, quote, reason, dry_run=False)
    for quote in ("no such words", ""):
        with pytest.raises(BadInput):
            covering.unwaive(workspace, report, quote, dry_run=False)
    assert snapshot(workspace) == before


def test_a_file_is_the_report_whose_claims_quote_it(workspace: Workspace) -> None:
    """Among several reports; where none is quoted the key has to be said."""
    assert opened(workspace).key is None
    bring(workspace)
    bring(workspace, "version: 1\nreport: {key: other, title: O}\nclaims: [{key: o, text: T.}]")
    assert opened(workspace).key == "port-2025"
    assert opened(workspace, key="other").key == "other"
    with pytest.raises(UnknownName, match="there is no report nope"):
        opened(workspace, key="nope")
    Path("new.txt").write_text("It rained all day in the town.\n", encoding="utf-8")
    with pytest.raises(BadInput, match="which report"):
        report_texts.open_report(workspace, "new.txt")


def test_a_report_is_known_by_its_archived_address(workspace: Workspace, pages: Pages) -> None:
    """The key of a report whose address is archived is enough; without either it is not."""
    bring(workspace)
    with pytest.raises(BadInput, match="is not known"):
        report_texts.open_report(workspace, "port-2025")
    with pytest.raises(UnknownName):
        report_texts.open_report(workspace, "nope")
    url = pages.put("/report", *REPORT.split("\n")[:3])
    intake.import_claims(
        workspace,
        parse_claims_file(
            f"version: 1\nreport: {{key: port-2025, title: P, url: '{url}', "
            f"references: [{{url: '{url}'}}]}}\nclaims: [{{key: o, text: T.}}]".encode(),
            "claims.yaml",
        ),
    )
    capturing.fetch_due(workspace, Wanted())
    found = covering.read_coverage(workspace, report_texts.open_report(workspace, "port-2025"))
    covered = [sentence.claims for sentence in found.of(Standing.COVERED)]
    assert covered == [("containers",), ("ferries",), ("crane",)]


def test_an_address_is_captured_once_and_read_from_the_archive(
    workspace: Workspace, pages: Pages
) -> None:
    """A dry run fetches nothing; the first real run archives the page, the next reads the copy."""
    url = pages.put("/report", "The quay is 912 m long.")
    with pytest.raises(BadInput, match="is not archived"):
        report_addresses.read_address(workspace, url, dry_run=True)
    assert events_of(workspace) == []
    first = report_addresses.read_address(workspace, url)
    assert "The quay is 912 m long." in first.text
    events = len(events_of(workspace))
    pages.put("/report", "The quay is 915 m long.")
    assert report_addresses.read_address(workspace, url) == first
    assert len(events_of(workspace)) == events
    key = report_addresses.known_key(workspace, url)
    assert key is not None
    assert key.endswith("-report")
    assert report_addresses.known_key(workspace, f"{url}-2") is None
    assert problems_of(workspace) == []


def test_an_address_that_gives_no_report_is_named(workspace: Workspace, pages: Pages) -> None:
    """A missing page, a page that no longer answers, a bad address: the next step is told."""
    with pytest.raises(BadInput, match="no report"):
        report_addresses.read_address(workspace, f"{pages.base}/missing")
    with pytest.raises(BadInput, match="could not be captured"):
        report_addresses.read_address(workspace, "http://127.0.0.1:9/")
    with pytest.raises(BadInput):
        report_addresses.read_address(workspace, "http://user:password@x.example/")


FILES = (
    ("report.pdf", b"%PDF-1.7", "of this form is not read"),
    ("report.txt", b"  \n", "holds no text"),
    ("report.txt", b"a" * (manuscripts.MAX_TEXT_CHARS + 1), "characters"),
    ("report.docx", b"PK\x03\x04", "no Word document"),
    ("report.md", None, "no such file"),
)


@pytest.mark.parametrize(("name", "content", "message"), FILES)
def test_a_file_that_is_no_report_is_named(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    """One line that says what is wrong with it."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=message):
        manuscripts.read_file(tmp_path / name)


def test_a_file_in_another_encoding_is_read(tmp_path: Path) -> None:
    """Western text of an older editor, and UTF-16, come out as written."""
    for encoding in ("latin-1", "utf-16", "utf-8-sig"):
        (tmp_path / "report.txt").write_text("Die Brücke ist 912 m lang. Sie hält.", encoding)
        assert "Brücke" in manuscripts.read_file(tmp_path / "report.txt").text


def test_the_status_report_shows_what_is_open(workspace: Workspace) -> None:
    """As soon as a report's text is on record, its coverage is part of the status report."""
    bring(workspace)
    assert reporting.read_report(workspace).coverage == ()
    first = revising.compare(workspace, "port-2025", read_plain_manuscript(REPORT))
    revising.carry_out(workspace, first)
    reviewing.withdraw(workspace, "crane", "doubtful")
    (found,) = reporting.read_report(workspace).coverage
    assert (found.report, found.sentences, found.not_checkable) == ("port-2025", 9, 3)
    assert (found.covered, found.waived) == (5, 0)
    assert [each.text for each in found.open] == [
        "The port authority has reportedly sold the old crane."
    ]
