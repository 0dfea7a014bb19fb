"""Capture as a whole: real servers, both databases, a real archive."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from capture_support import cite, serve, serve_one
from claimcheck.app import attempts, auditing, capturing, checking, recovering, statuses
from claimcheck.app.capturing import Captured, Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, reading
from claimcheck.archive.members import Record
from claimcheck.core.outcomes import Outcome, Quality
from claimcheck.core.status import SourceStatus
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.tables import AttemptRow, CaptureRow
from claimcheck.errors import ArchiveUnusable, UnknownName
from fetch_support import Answer, page, redirect

TEXT = b"Content-Type: text/plain; charset=utf-8\r\n"
BODY = b"The ferry carried 4,200 people in May. It stopped for a week in June."
PAGE = page(BODY, headers=TEXT)
CHUNKED = (
    b"HTTP/1.1 200 OK\r\n" + TEXT + b"Transfer-Encoding: chunked\r\n\r\n"
    b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)
)
ALL = Wanted(refresh=timedelta(0))


def fetch(workspace: Workspace, wanted: Wanted = ALL) -> Captured:
    """Fetch and see that the archive and the rows agree afterwards."""
    done = capturing.fetch_due(workspace, wanted)
    assert auditing.verify_archive(workspace).problems == ()
    return done


def only_source(workspace: Workspace) -> SourceStatus:
    """The one source that is cited."""
    (source,) = statuses.read_sources(workspace)
    return source


def captures(workspace: Workspace) -> list[CaptureRow]:
    """All captures, oldest first."""
    with workspace.reading() as session:
        return list(session.scalars(sa.select(CaptureRow).order_by(CaptureRow.captured_at)))


def count(workspace: Workspace, table: type) -> int:
    """How many rows a table has."""
    with workspace.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


@pytest.mark.parametrize("first", [1, 2])
@pytest.mark.parametrize("names", [("named", "unnamed"), ("unnamed", "named")])
def test_a_payload_under_two_codings(
    workspace: Workspace, tmp_path: Path, first: int, names: tuple[str, str]
) -> None:
    """What is a page under one answer's headers and nothing under another's keeps its text."""
    pressed = gzip.compress(BODY, mtime=0)
    answers: dict[str, Answer] = {
        "named": page(pressed, headers=TEXT + b"Content-Encoding: gzip\r\n"),
        "unnamed": page(pressed, headers=TEXT),
    }
    with serve_one(**answers) as site:
        for count_so_far in range(first, 3):
            cite(workspace, tmp_path, *(site.url(f"/{name}") for name in names[:count_so_far]))
            fetch(workspace, Wanted())
    with workspace.reading() as session:
        (kept,) = session.scalars(sa.select(DocumentRow).where(DocumentRow.text != ""))
    assert kept.text == BODY.decode()
    assert kept.unread_reason is None


def test_what_is_due(workspace: Workspace, tmp_path: Path) -> None:
    """Due is what was never tried; --refresh and --retry-failed add, keys narrow."""
    with serve_one(good=PAGE, new=PAGE) as site:
        good, gone, new = (site.url(f"/{name}") for name in ("good", "gone", "new"))
        cite(workspace, tmp_path, good, gone)
        assert fetch(workspace, Wanted()).outcomes == {Outcome.ARCHIVED: 1, Outcome.NOT_FOUND: 1}
        cite(workspace, tmp_path, good, gone, new)
        rows = (
            # never tried before
            (Wanted(), [new]),
            # and what failed
            (Wanted(retry_failed=True), [gone, new]),
            # an age that both have reached: the clock moves with every look
            (Wanted(refresh=timedelta(seconds=1)), [gone, good, new]),
            # an age that none has
            (Wanted(refresh=timedelta(days=1)), [new]),
            # only the sources of a claim, due or not
            (Wanted(keys=("claim-0",)), []),
            (Wanted(keys=("claim-1",), retry_failed=True), [gone]),
            (Wanted(keys=("claim-2", "claim-0")), [new]),
        )
        for wanted, expected in rows:
            due = [ask.url for ask in capturing.find_due(workspace, wanted)]
            assert sorted(due) == sorted(expected), wanted
        asked = len(site.asked)
        with pytest.raises(UnknownName, match="no claim nobody, none"):
            capturing.fetch_due(workspace, Wanted(keys=("nobody", "claim-0", "none")))
        assert len(site.asked) == asked


def test_nothing_due(workspace: Workspace, tmp_path: Path) -> None:
    """A second fetch asks nobody and writes nothing."""
    with serve_one(good=PAGE) as site:
        cite(workspace, tmp_path, site.url("/good"))
        fetch(workspace, Wanted())
        segments, asked = folder.list_segments(workspace.archive), len(site.asked)
        assert fetch(workspace, Wanted()).due == 0
        assert (folder.list_segments(workspace.archive), len(site.asked)) == (segments, asked)


# How the second answer differs, the outcome, and whether its record refers to the first one.
SECOND = (
    # byte for byte the same
    ("same", PAGE, Outcome.UNCHANGED, True),
    # other headers say nothing about the page
    ("header", page(BODY, headers=TEXT + b"Date: now\r\n"), Outcome.UNCHANGED, True),
    # replay would put a plain body under a header that says chunked
    ("chunked", CHUNKED, Outcome.UNCHANGED, False),
    # the same bytes, but said to be compressed: they mean something else
    (
        "coding",
        page(BODY, headers=TEXT + b"Content-Encoding: br\r\n"),
        Outcome.UNCHANGED,
        False,
    ),
    # compressed it is another payload
    (
        "gzip",
        page(gzip.compress(BODY, mtime=0), headers=TEXT + b"Content-Encoding: gzip\r\n"),
        Outcome.ARCHIVED,
        False,
    ),
    # a word of the page is new
    ("changed", page(BODY + b" Sorry.", headers=TEXT), Outcome.ARCHIVED, False),
)


@pytest.mark.parametrize(
    ("second", "outcome", "refers"), [row[1:] for row in SECOND], ids=[row[0] for row in SECOND]
)
def test_second_capture(
    workspace: Workspace, tmp_path: Path, second: bytes, outcome: Outcome, refers: bool
) -> None:
    """The same payload is `unchanged`; a revisit record where it can be replayed as one."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        fetch(workspace)
        site.answers["/page"] = second
        assert fetch(workspace).outcomes == {outcome: 1}
    earlier, later = captures(workspace)
    assert later.refers_to == (earlier.id if refers else None)
    record = reading.read_record(workspace.archive, attempts.place_of(later))
    assert record.type == ("revisit" if refers else "response")
    assert only_source(workspace).outcome is outcome


def test_third_capture(workspace: Workspace, tmp_path: Path) -> None:
    """A revisit refers to the record that holds the payload, not to another revisit."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        for _ in range(3):
            fetch(workspace)
    first, *later = captures(workspace)
    assert [row.refers_to for row in later] == [first.id, first.id]
    assert count(workspace, DocumentRow) == 1


def test_empty_page_is_no_revisit(workspace: Workspace, tmp_path: Path) -> None:
    """Two answers without a body are the same, but there is nothing to refer to."""
    with serve_one(page=page(b"", headers=TEXT)) as site:
        cite(workspace, tmp_path, site.url("/page"))
        fetch(workspace)
        assert fetch(workspace).outcomes == {Outcome.UNCHANGED: 1}
    assert [row.refers_to for row in captures(workspace)] == [None, None]
    assert only_source(workspace).quality is Quality.EMPTY


def test_error_between(workspace: Workspace, tmp_path: Path) -> None:
    """A page that comes back after an error is compared with its last success."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        fetch(workspace)
        good = site.answers.pop("/page")
        assert fetch(workspace).outcomes == {Outcome.NOT_FOUND: 1}
        site.answers["/page"] = good
        assert fetch(workspace).outcomes == {Outcome.UNCHANGED: 1}
    first, _, last = captures(workspace)
    assert last.refers_to == first.id


def test_unchanged_beside_a_lost_segment(workspace: Workspace, tmp_path: Path) -> None:
    """Nothing refers to a record that is damaged: the page is kept whole again."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        fetch(workspace)
        (segment,) = folder.list_segments(workspace.archive)
        segment.path.write_bytes(segment.path.read_bytes()[:200])
        done = capturing.fetch_due(workspace, ALL)
    assert done.outcomes == {Outcome.UNCHANGED: 1}
    _, later = captures(workspace)
    assert later.refers_to is None
    place = attempts.place_of(later)
    assert reading.read_response(workspace.archive, place, lambda _: None).payload == BODY


def test_error_page(workspace: Workspace, tmp_path: Path) -> None:
    """A 404 page is archived as proof of the attempt and never as evidence."""
    missing = page(b"<h1>No such ferry</h1><p>It has sailed.", status="404 Not Found")
    with serve_one(gone=missing) as site:
        cite(workspace, tmp_path, site.url("/gone"))
        assert fetch(workspace).outcomes == {Outcome.NOT_FOUND: 1}
    source = only_source(workspace)
    assert (source.http_status, source.quality) == (404, Quality.ERROR_PAGE)
    (capture,) = captures(workspace)
    message = reading.read_response(workspace.archive, attempts.place_of(capture), lambda _: None)
    assert b"It has sailed." in message.payload
    assert checking.find_evidence(workspace) == []


def test_redirects_on_record(workspace: Workspace, tmp_path: Path) -> None:
    """Every hop of a redirect chain is in the archive; the row says where it ended."""
    hops = {"a": redirect("/b"), "b": redirect("/c", status=301), "c": PAGE}
    with serve_one(**hops) as site:
        cite(workspace, tmp_path, site.url("/a"))
        fetch(workspace)
        assert site.paths == ["/a", "/b", "/c"]
        source = only_source(workspace)
        assert (source.url, source.final_url) == (site.url("/a"), site.url("/c"))
    (segment,) = folder.list_segments(workspace.archive)
    records = [item for item in reading.iter_records(segment) if isinstance(item, Record)]
    asked = [r.field("warc-target-uri") for r in records if r.type == "response"]
    assert asked == [site.url(path) for path in ("/robots.txt", "/a", "/b", "/c")]


def test_too_large(open_as: Callable[..., Workspace], tmp_path: Path) -> None:
    """What is over the limit is archived up to there, and says so."""
    workspace = open_as(max_body_bytes=len(BODY) - 10)
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        assert fetch(workspace).outcomes == {Outcome.TOO_LARGE: 1}
    (capture,) = captures(workspace)
    assert (capture.cut, capture.quality) == ("length", Quality.TRUNCATED)
    assert capture.payload_bytes == len(BODY) - 10
    record = reading.read_record(workspace.archive, attempts.place_of(capture))
    assert record.field("warc-truncated") == "length"


def test_no_answer(workspace: Workspace, tmp_path: Path) -> None:
    """A server that is not there is an attempt on record without a capture."""
    with serve_one(page=PAGE) as site:
        url = site.url("/page")
    cite(workspace, tmp_path, url)
    assert fetch(workspace).outcomes == {Outcome.CONNECT_ERROR: 1}
    assert (count(workspace, AttemptRow), count(workspace, CaptureRow)) == (1, 0)
    assert only_source(workspace).error


# What a server may put into its headers, in the raw, and what of it is on record afterwards.
HOSTILE = (
    # NUL is what Postgres refuses in any text
    (b"Content-Type: text/plain;\x00 charset=utf-8\r\n", "text/plain;\ufffd charset=utf-8"),
    # bytes that are no UTF-8, an encoded surrogate among them
    (b"Content-Type: text/plain; \xff\xfe\xed\xa0\x80\r\n", "text/plain; \xff\xfe\xed\xa0\x80"),
    # the body below read in this encoding holds a lone surrogate
    (b"Content-Type: text/plain; charset=utf-16-be\r\n", "text/plain; charset=utf-16-be"),
)


@pytest.mark.parametrize(("header", "kept"), HOSTILE, ids=["nul", "bytes", "utf-16"])
def test_hostile_headers(workspace: Workspace, tmp_path: Path, header: bytes, kept: str) -> None:
    """No header can keep an attempt off the record; the archive has it as it came."""
    body = b"\x00The\xed\xa0\x80 ferry carried 4,200 people in \xd8\x00May.\x00"
    with serve_one(page=page(body, headers=header)) as site:
        cite(workspace, tmp_path, site.url("/page"))
        assert fetch(workspace).outcomes == {Outcome.ARCHIVED: 1}
    (capture,) = captures(workspace)
    assert capture.content_type == kept
    record = reading.read_record(workspace.archive, attempts.place_of(capture))
    assert header in record.block


def test_hostile_redirect(workspace: Workspace, tmp_path: Path) -> None:
    """A redirect to a garbled address ends as an outcome with a row."""
    garbled = page(b"", status="302 Found", headers=b"Location: /\x00\xed\xa0\x80\xff\r\n")
    with serve_one(page=garbled) as site:
        cite(workspace, tmp_path, site.url("/page"))
        assert fetch(workspace).outcomes == {Outcome.UNSUPPORTED_URL: 1}
    assert only_source(workspace).attempts == 1


def test_second_fetch_is_told(workspace: Workspace, tmp_path: Path) -> None:
    """Two fetches on one archive would capture every source twice: the second is refused."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        folder.prepare_folder(workspace.archive)
        with (
            recovering.sole_fetcher(workspace),
            pytest.raises(ArchiveUnusable, match="another fetch is at work") as refused,
        ):
            capturing.fetch_due(workspace, Wanted())
        assert refused.value.next_step
        assert site.asked == []
        assert fetch(workspace, Wanted()).outcomes == {Outcome.ARCHIVED: 1}


def test_many_addresses(workspace: Workspace, tmp_path: Path) -> None:
    """Sources on several hosts each get one row, and progress hears of each."""
    answers: dict[str, dict[str, Answer]] = {
        f"127.0.0.{number}": {f"/{path}": PAGE for path in range(4)} for number in range(2, 6)
    }
    heard: list[str] = []
    with serve(answers) as sites:
        urls = [sites[host].url(path, host=host) for host in sites for path in sites[host].answers]
        cite(workspace, tmp_path, *urls)
        done = capturing.fetch_due(
            workspace, Wanted(), progress=lambda _: lambda facts: heard.append(facts.source_url)
        )
    assert (done.due, done.fetched) == (16, 16)
    assert sorted(heard) == sorted(urls)
    assert count(workspace, AttemptRow) == count(workspace, CaptureRow) == 16
