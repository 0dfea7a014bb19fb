"""Asking again with validators: a 304 confirms what is held, and only what is really held."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from capture_support import cite, serve_one
from claimcheck.app import attempts, auditing, capturing, recovering, statuses
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, reading
from claimcheck.archive.records import NOT_MODIFIED
from claimcheck.core.captures import Place
from claimcheck.core.outcomes import Outcome
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.tables import AttemptRow, CaptureRow
from fetch_support import Act, Answer, Site, page, redirect

BODY = b"The ferry carried 4,200 people in May. It stopped for a week in June."
ETAG = b'ETag: "v1"\r\n'
DATED = b"Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT\r\n"
TEXT = b"Content-Type: text/plain; charset=utf-8\r\n"
PAGE = page(BODY, headers=TEXT + ETAG + DATED)
SAME = b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\nX-Seen: later\r\n\r\n'
ALL = Wanted(refresh=timedelta(0))


def confirming(site: Callable[[], Site], whole: bytes = PAGE, short: bytes = SAME) -> Act:
    """Answer as a server that knows its page's version: short to whoever has it already."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        conditional = b"\r\nIf-" in site().asked[-1]
        writer.write(short if conditional else whole)
        await writer.drain()

    return answer


def rows_of(workspace: Workspace) -> list[tuple[AttemptRow, CaptureRow]]:
    """All attempts with their captures, oldest first."""
    query = (
        sa.select(AttemptRow, CaptureRow)
        .join(CaptureRow, CaptureRow.attempt_id == AttemptRow.id)
        .order_by(AttemptRow.started_at)
    )
    with workspace.reading() as session:
        return [(attempt, capture) for attempt, capture in session.execute(query)]


def fetch(workspace: Workspace) -> dict[Outcome, int]:
    """Fetch everything again and see that archive and rows agree."""
    outcomes = capturing.fetch_due(workspace, ALL).outcomes
    assert auditing.verify_archive(workspace).problems == ()
    return outcomes


def places_by_id(workspace: Workspace) -> Callable[[str], Place | None]:
    """Where each capture's record lies."""
    return {row.id: attempts.place_of(row) for _, row in rows_of(workspace)}.get


def test_a_304_is_a_revisit_of_what_it_confirms(workspace: Workspace, tmp_path: Path) -> None:
    """Asked with both validators; the record is short, and replay gives the page to the byte."""
    with serve_one() as site:
        site.answers["/page"] = confirming(lambda: site)
        cite(workspace, tmp_path, site.url("/page"))
        assert fetch(workspace) == {Outcome.ARCHIVED: 1}
        assert fetch(workspace) == {Outcome.UNCHANGED: 1}
        asked = site.asked[-1]
    assert b'\r\nIf-None-Match: "v1"\r\n' in asked
    assert b"\r\nIf-Modified-Since: Sun, 01 Mar 2026 12:00:00 GMT\r\n" in asked
    (_, first), (attempt, second) = rows_of(workspace)
    assert (attempt.reason, attempt.http_status) == ("not modified", 304)
    assert (second.refers_to, second.payload_sha256) == (first.id, first.payload_sha256)
    assert (second.quality, second.content_type) == (first.quality, first.content_type)
    record = reading.read_record(workspace.archive, attempts.place_of(second))
    assert (record.type, record.field("warc-profile")) == ("revisit", NOT_MODIFIED)
    assert record.block[:] == SAME
    find = places_by_id(workspace)
    earlier, later = (
        reading.read_response(workspace.archive, attempts.place_of(row), find)
        for row in (first, second)
    )
    assert later.payload == earlier.payload == BODY
    assert later.headers == earlier.headers
    with workspace.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(DocumentRow)) == 1


def test_confirmed_pages_are_confirmed_again(workspace: Workspace, tmp_path: Path) -> None:
    """A third look still has validators to send, and refers to the bytes, not to a revisit."""
    with serve_one() as site:
        # The short answer repeats none of the validators: those that it confirmed still hold.
        bare = b"HTTP/1.1 304 Not Modified\r\n\r\n"
        site.answers["/page"] = confirming(lambda: site, short=bare)
        cite(workspace, tmp_path, site.url("/page"))
        assert [fetch(workspace) for _ in range(3)][1:] == [{Outcome.UNCHANGED: 1}] * 2
    (_, first), (_, second), (_, third) = rows_of(workspace)
    assert second.refers_to == third.refers_to == first.id
    assert (third.etag, third.last_modified) == (first.etag, first.last_modified)


def test_a_new_version_is_a_capture_of_its_own(workspace: Workspace, tmp_path: Path) -> None:
    """Validators are an offer: a server that has something new sends it."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        fetch(workspace)
        site.answers["/page"] = page(BODY + b" Sorry.", headers=TEXT + ETAG.replace(b"1", b"2"))
        assert fetch(workspace) == {Outcome.ARCHIVED: 1}
        assert b"If-None-Match" in site.asked[-1]
        fetch(workspace)
        assert b'\r\nIf-None-Match: "v2"\r\n' in site.asked[-1]
        assert b"If-Modified-Since" not in site.asked[-1]


# First answers that a 304 could not confirm: nothing conditional is sent after them.
NOT_CONFIRMABLE: tuple[tuple[str, Answer], ...] = (
    ("no validators", page(BODY, headers=TEXT)),
    # an error page's own version is not the page's
    ("an error", page(BODY, status="404 Not Found", headers=ETAG)),
    ("an error for a while", page(BODY, status="403 Forbidden", headers=ETAG)),
    # what is no evidence is asked for whole, in case the page is back
    ("nothing in it", page(b"", headers=TEXT + ETAG)),
    # the validators are those of another address
    ("a redirect", redirect("/there", headers=ETAG)),
    # what cannot go into a header as it is
    ("8-bit", page(BODY, headers=TEXT + b'ETag: "\xe9"\r\n')),
    ("too long", page(BODY, headers=TEXT + b'ETag: "%s"\r\n' % (b"x" * 1_000))),
)


@pytest.mark.parametrize(
    "first", [row[1] for row in NOT_CONFIRMABLE], ids=[row[0] for row in NOT_CONFIRMABLE]
)
def test_what_cannot_be_confirmed_is_asked_for_whole(
    workspace: Workspace, tmp_path: Path, first: Answer
) -> None:
    """No validators go out for it, so no 304 comes back that says nothing."""
    with serve_one(page=first, there=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        fetch(workspace)
        fetch(workspace)
        assert site.paths.count("/page") == 2
        assert not any(b"\r\nIf-" in asked for asked in site.asked)


def test_a_304_for_a_damaged_capture_confirms_nothing(workspace: Workspace, tmp_path: Path) -> None:
    """Said so as the outcome; the next fetch asks for the page, and keeps it whole again."""
    with serve_one() as site:
        site.answers["/page"] = confirming(lambda: site)
        cite(workspace, tmp_path, site.url("/page"))
        fetch(workspace)
        (segment,) = folder.list_segments(workspace.archive)
        data = bytearray(segment.path.read_bytes())
        ((_, first),) = rows_of(workspace)
        data[first.record_offset + first.record_length // 2] ^= 1
        segment.path.write_bytes(data)
        assert capturing.fetch_due(workspace, ALL).outcomes == {Outcome.HTTP_ERROR: 1}
        _, (attempt, second) = rows_of(workspace)
        assert attempt.reason == "304 for a damaged capture"
        assert second.refers_to is None
        record = reading.read_record(workspace.archive, attempts.place_of(second))
        assert (record.type, record.block[:]) == ("response", SAME)
        assert capturing.fetch_due(workspace, ALL).outcomes == {Outcome.UNCHANGED: 1}
        assert b"\r\nIf-" not in site.asked[-1]
    *_, (_, third) = rows_of(workspace)
    assert third.refers_to is None
    message = reading.read_response(workspace.archive, attempts.place_of(third), lambda _: None)
    assert message.payload == BODY
    # Only the damage itself is left to report.
    found = auditing.verify_archive(workspace).problems
    assert {problem.segment for problem in found} == {segment.name}


def test_an_unasked_304_is_no_page(workspace: Workspace, tmp_path: Path) -> None:
    """A server that answers so without a condition says nothing at all."""
    with serve_one(page=SAME) as site:
        cite(workspace, tmp_path, site.url("/page"))
        assert fetch(workspace) == {Outcome.HTTP_ERROR: 1}
    (source,) = statuses.read_sources(workspace)
    assert source.outcome is Outcome.HTTP_ERROR


def test_confirmed_pages_survive_the_loss_of_their_rows(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The archive alone tells that a page was confirmed: repair brings the same rows back."""
    with serve_one() as site:
        site.answers["/page"] = confirming(lambda: site)
        cite(workspace, tmp_path, site.url("/page"))
        fetch(workspace)
        fetch(workspace)
    before = [(vars_of(a), vars_of(c)) for a, c in rows_of(workspace)]
    with workspace.writing() as session:
        session.execute(sa.delete(CaptureRow).where(CaptureRow.refers_to.is_not(None)))
        session.execute(sa.delete(CaptureRow))
        session.execute(sa.delete(AttemptRow))
    assert recovering.repair(workspace).attempts == 2
    assert [(vars_of(a), vars_of(c)) for a, c in rows_of(workspace)] == before
    assert auditing.verify_archive(workspace).problems == ()


def vars_of(row: AttemptRow | CaptureRow) -> dict[str, object]:
    """A row's columns."""
    return {column.key: getattr(row, column.key) for column in sa.inspect(type(row)).columns}
