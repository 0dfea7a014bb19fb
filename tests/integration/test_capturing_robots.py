"""robots.txt on record: archived, kept for a day, and set aside only by a named person."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from capture_support import cite, serve_one
from claimcheck.app import auditing, capturing, recovering
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, reading
from claimcheck.archive.members import Record
from claimcheck.core.captures import Place
from claimcheck.core.outcomes import Outcome
from claimcheck.database.tables import AttemptRow, CaptureRow, RobotsFileRow
from claimcheck.errors import UnknownName
from fetch_support import Answer, page

TEXT = b"Content-Type: text/plain\r\n"
PAGE = page(b"The ferry carried 4,200 people in May.", headers=TEXT)
RULES = page(b"User-agent: *\nDisallow: /closed\n", headers=TEXT)
ALL = Wanted(refresh=timedelta(0))


def rows(workspace: Workspace, table: type) -> list:  # type: ignore[type-arg]
    """All rows of a table."""
    with workspace.reading() as session:
        return list(session.scalars(sa.select(table)))


def facts_in(workspace: Workspace) -> list[dict]:  # type: ignore[type-arg]
    """The facts of every attempt in the archive, as they are written there."""
    return [
        json.loads(record.block[:])
        for segment in folder.list_segments(workspace.archive)
        for record in reading.iter_records(segment)
        if isinstance(record, Record) and record.type == "metadata"
    ]


def test_robots_txt_is_archived(workspace: Workspace, tmp_path: Path) -> None:
    """Its bytes prove what the site allowed on that day; it is no capture of a source."""
    with serve_one(page=PAGE) as site:
        site.answers["/robots.txt"] = RULES
        cite(workspace, tmp_path, site.url("/page"))
        done = capturing.fetch_due(workspace, Wanted())
        assert (done.due, done.fetched, done.outcomes) == (1, 1, {Outcome.ARCHIVED: 1})
        origin = site.url("")
    (robots,) = rows(workspace, RobotsFileRow)
    assert (robots.origin, robots.outcome, robots.http_status) == (origin, "archived", 200)
    assert robots.segment is not None
    place = folder_place(robots)
    assert reading.read_record(workspace.archive, place).block[:] == RULES
    assert len(rows(workspace, AttemptRow)) == len(rows(workspace, CaptureRow)) == 1
    found = auditing.verify_archive(workspace)
    assert (found.captures, found.problems) == (1, ())
    # warcinfo, and a response, a request and the facts of both
    assert found.records == 7


def folder_place(row: RobotsFileRow) -> Place:
    """Where a robots.txt's record lies."""
    return Place(row.segment or "", row.record_offset or 0, row.record_length or 0)


def test_an_unreachable_robots_txt_is_on_record(workspace: Workspace, tmp_path: Path) -> None:
    """Why a page was not asked for can be shown later: the attempt is there without an answer."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
    assert capturing.fetch_due(workspace, Wanted()).outcomes == {Outcome.CONNECT_ERROR: 1}
    (robots,) = rows(workspace, RobotsFileRow)
    assert (robots.outcome, robots.capture_id, robots.segment) == ("connect_error", None, None)
    assert auditing.verify_archive(workspace).problems == ()


# What robots.txt answers, and whether the next fetch of the same day goes by it.
KEPT: tuple[tuple[str, Answer | None, bool], ...] = (
    ("rules", RULES, True),
    # none: everything is welcome, and that too need not be asked twice
    ("none", None, True),
    ("not for us", page(b"no", status="401 Unauthorized"), True),
    # trouble passes; nobody should be kept out for a day by it
    ("in trouble", page(b"", status="500 Error"), False),
    ("too many", page(b"", status="429 Slow"), False),
    # more than is kept in memory for every site of a run
    ("long", page(b"# %s\n" % (b"x" * 70_000)), False),
)


@pytest.mark.parametrize(("answer", "kept"), [r[1:] for r in KEPT], ids=[r[0] for r in KEPT])
def test_robots_txt_is_kept_for_a_day(
    open_as: Callable[..., Workspace], tmp_path: Path, answer: Answer | None, kept: bool
) -> None:
    """RFC 9309, 2.4: within 24 hours it is read from the archive, after that it is asked anew."""
    # A host in trouble is not tried again, which would take seconds: the time is too short.
    workspace = open_as() if kept else open_as(timeout_seconds=0.5)
    with serve_one(page=PAGE) as site:
        if answer is not None:
            site.answers["/robots.txt"] = answer
        cite(workspace, tmp_path, site.url("/page"))
        counts = []
        for later in (timedelta(0), timedelta(hours=23), timedelta(hours=2)):
            workspace.clock.now += later  # type: ignore[attr-defined]
            before = site.all_paths.count("/robots.txt")
            capturing.fetch_due(workspace, ALL)
            counts.append(site.all_paths.count("/robots.txt") > before)
    assert counts == [True, not kept, True]
    assert auditing.verify_archive(workspace).problems == ()


def test_kept_rules_bind(workspace: Workspace, tmp_path: Path) -> None:
    """What was read yesterday evening forbids this morning, without a request."""
    with serve_one(page=PAGE, closed=PAGE) as site:
        site.answers["/robots.txt"] = RULES
        cite(workspace, tmp_path, site.url("/page"))
        capturing.fetch_due(workspace, Wanted())
        cite(workspace, tmp_path, site.url("/page"), site.url("/closed"))
        outcomes = capturing.fetch_due(workspace, Wanted()).outcomes
        assert outcomes == {Outcome.ROBOTS_DENIED: 1}
        assert site.all_paths == ["/robots.txt", "/page"]


def test_damaged_rules_are_asked_for_again(workspace: Workspace, tmp_path: Path) -> None:
    """Rules that the archive cannot vouch for bind nobody."""
    with serve_one(page=PAGE) as site:
        site.answers["/robots.txt"] = RULES
        cite(workspace, tmp_path, site.url("/page"))
        capturing.fetch_due(workspace, Wanted())
        (segment,) = folder.list_segments(workspace.archive)
        data = bytearray(segment.path.read_bytes())
        place = folder_place(rows(workspace, RobotsFileRow)[0])
        data[place.offset + place.length // 2] ^= 1
        segment.path.write_bytes(data)
        capturing.fetch_due(workspace, ALL)
        assert site.all_paths.count("/robots.txt") == 2


def test_advisory_reads_the_page_and_keeps_both_verdicts(
    workspace: Workspace, tmp_path: Path
) -> None:
    """A named person may ask for one page against robots.txt: rows and record say who and what."""
    with serve_one(closed=PAGE, other=PAGE) as site:
        site.answers["/robots.txt"] = RULES
        url = site.url("/closed")
        cite(workspace, tmp_path, url)
        assert capturing.fetch_due(workspace, Wanted()).outcomes == {Outcome.ROBOTS_DENIED: 1}
        assert "/closed" not in site.all_paths
        done = capturing.fetch_due(workspace, Wanted(advisory_url=url))
        assert done.outcomes == {Outcome.ARCHIVED: 1}
    denied, asked = sorted(rows(workspace, AttemptRow), key=lambda row: row.started_at)
    assert (denied.robots_policy, denied.robots_verdict, denied.asked_by) == (
        "obey",
        "disallowed",
        None,
    )
    assert (asked.robots_policy, asked.robots_verdict, asked.asked_by) == (
        "advisory",
        "disallowed",
        "checker",
    )
    written = json.dumps([facts for facts in facts_in(workspace) if asked.id in str(facts)])
    assert all(word in written for word in ("advisory", "disallowed", "checker"))
    assert auditing.verify_archive(workspace).problems == ()


def test_advisory_holds_for_one_page_once(workspace: Workspace, tmp_path: Path) -> None:
    """The next ordinary fetch obeys again."""
    with serve_one(closed=PAGE) as site:
        site.answers["/robots.txt"] = RULES
        cite(workspace, tmp_path, site.url("/closed"))
        capturing.fetch_due(workspace, Wanted(advisory_url=site.url("/closed")))
        assert capturing.fetch_due(workspace, ALL).outcomes == {Outcome.ROBOTS_DENIED: 1}


def test_advisory_is_for_cited_pages(workspace: Workspace, tmp_path: Path) -> None:
    """Nothing is fetched that no claim cites."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        with pytest.raises(UnknownName, match="no claim cites"):
            capturing.fetch_due(workspace, Wanted(advisory_url=site.url("/closed")))
        assert site.asked == []


def test_robots_rows_can_be_brought_back(workspace: Workspace, tmp_path: Path) -> None:
    """The archive alone holds all that the rows said."""
    with serve_one(page=PAGE) as site:
        site.answers["/robots.txt"] = RULES
        cite(workspace, tmp_path, site.url("/page"))
        capturing.fetch_due(workspace, Wanted())
    (before,) = rows(workspace, RobotsFileRow)
    with workspace.writing() as session:
        session.execute(sa.delete(RobotsFileRow))
    assert len(auditing.verify_archive(workspace).problems) == 1
    assert recovering.repair(workspace).attempts == 1
    (after,) = rows(workspace, RobotsFileRow)
    names = [column.key for column in sa.inspect(RobotsFileRow).columns]
    assert [getattr(after, n) for n in names] == [getattr(before, n) for n in names]
    assert auditing.verify_archive(workspace).problems == ()
