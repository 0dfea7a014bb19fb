"""Verification finds every change of the archive and every disagreement with the rows."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.archive import folder as archive_folder
from claimcheck.archive import reading
from claimcheck.archive.segments import open_writer
from claimcheck.archive.verify import ExpectedAttempt, ExpectedCapture, Verification, verify
from claimcheck.core.captures import Place
from claimcheck.errors import ArchiveUnusable
from warc_support import (
    MOVED,
    NOW,
    PAGE,
    archive,
    attempt,
    only_segment,
    refer_to,
    row_of,
)

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"


@pytest.fixture
def rows(tmp_path: Path) -> list[ExpectedAttempt]:
    """An archive in `tmp_path / "a"` with one attempt of each sort, and its rows."""
    first = attempt(MOVED, PAGE)
    noise = b"HTTP/1.1 200 OK\r\n\r\n" + random.Random(1).randbytes(300)
    others = (attempt(CHUNKED), attempt(noise), attempt(), attempt(PAGE, referred=refer_to(first)))
    return archive(tmp_path / "a", [first, *others])


def whats(verification: Verification) -> str:
    """What was found, in one text."""
    return "; ".join(problem.what for problem in verification.problems)


def test_a_whole_archive_has_no_problems(tmp_path: Path, rows: list[ExpectedAttempt]) -> None:
    """Everything is counted and nothing found."""
    assert verify(tmp_path / "a", iter(rows)) == Verification(1, 17, 4, (), ())


def test_no_archive_and_no_rows_is_whole(tmp_path: Path) -> None:
    """Before the first fetch there is nothing to find."""
    assert verify(tmp_path / "none", []) == Verification(0, 0, 0, (), ())


def test_every_flipped_bit_is_found(tmp_path: Path, rows: list[ExpectedAttempt]) -> None:
    """A few hundred bits anywhere, each bit of a gzip header and each bit at the end."""
    path = only_segment(tmp_path / "a")
    data = path.read_bytes()
    bits = {*random.Random(7).sample(range(len(data) * 8), 300)}
    bits |= {*range(80), *range(len(data) * 8 - 96, len(data) * 8)}
    missed = []
    for bit in sorted(bits):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        if not verify(tmp_path / "a", rows).problems:
            missed.append(bit)
    assert missed == []


def test_problems_say_where_and_what_next(tmp_path: Path, rows: list[ExpectedAttempt]) -> None:
    """A damaged record is named by segment and byte, with a next step."""
    path = only_segment(tmp_path / "a")
    assert rows[1].capture is not None
    place = rows[1].capture.place
    data = bytearray(path.read_bytes())
    data[place.offset + 40] ^= 1
    path.write_bytes(data)
    verification = verify(tmp_path / "a", rows)
    assert (path.name, place.offset) in {(p.segment, p.offset) for p in verification.problems}
    assert all(problem.next_step for problem in verification.problems)
    # The records before and behind are still read.
    assert verification.records == 16
    with pytest.raises(ArchiveUnusable, match=f"byte {place.offset}"):
        reading.read_response(tmp_path / "a", place, lambda _: None)


def test_bytes_between_and_behind_records_are_found(
    tmp_path: Path, rows: list[ExpectedAttempt]
) -> None:
    """Bytes that belong to no record are damage, in the middle and at the end."""
    path = only_segment(tmp_path / "a")
    data = path.read_bytes()
    assert rows[1].capture is not None
    at = rows[1].capture.place.offset
    path.write_bytes(data + b"more")
    assert [p.offset for p in verify(tmp_path / "a", rows).problems] == [len(data)]
    path.write_bytes(data[:at] + b"more" + data[at:])
    assert "no WARC header" in whats(verify(tmp_path / "a", rows)) or at in {
        p.offset for p in verify(tmp_path / "a", rows).problems
    }


def test_a_removed_group_is_found(tmp_path: Path, rows: list[ExpectedAttempt]) -> None:
    """Whole records cut out cleanly break the digest that later groups hold of the bytes before."""
    path = only_segment(tmp_path / "a")
    (segment,) = archive_folder.list_segments(tmp_path / "a")
    groups = [r.place for r in reading.iter_records(segment) if r.type == "metadata"]  # type: ignore[union-attr]
    data = path.read_bytes()
    begin, end = (place.offset + place.length for place in groups[:2])
    path.write_bytes(data[:begin] + data[end:])
    kept = [rows[0], *rows[2:]]
    assert "not those that were written" in whats(verify(tmp_path / "a", kept))


def test_a_tail_that_was_cut_is_found_by_the_rows(
    tmp_path: Path, rows: list[ExpectedAttempt]
) -> None:
    """A last group that was cut off cleanly is missed by its row."""
    path = only_segment(tmp_path / "a")
    (segment,) = archive_folder.list_segments(tmp_path / "a")
    groups = [r.place for r in reading.iter_records(segment) if r.type == "metadata"]  # type: ignore[union-attr]
    path.write_bytes(path.read_bytes()[: groups[-2].offset + groups[-2].length])
    verification = verify(tmp_path / "a", rows)
    assert [p.what for p in verification.problems] == [
        "the segment is not the one that was sealed",
        f"capture {rows[-1].capture.id} has a row but no whole record",  # type: ignore[union-attr]
    ]


def _capture(row: ExpectedAttempt) -> ExpectedCapture:
    assert row.capture is not None
    return row.capture


Rows = list[ExpectedAttempt]
CHANGED_ROWS: list[tuple[str, Callable[[Rows], Rows]]] = [
    # a record without a row
    ("has no row", lambda rows: rows[1:]),
    # rows without a record, with and without a capture
    ("a row but no whole record", lambda rows: [*rows, replace(rows[0], id="another")]),
    ("a row but no record", lambda rows: [*rows, ExpectedAttempt("another", None)]),
    # a row that says something else than its record
    ("does not agree", lambda rows: [replace(rows[0], capture=None), *rows[1:]]),
    ("does not agree", lambda rows: _with(rows, payload_sha256="0" * 64)),
    ("does not agree", lambda rows: _with(rows, id=rows[1].id)),
    ("does not agree", lambda rows: _with(rows, place=_capture(rows[1]).place)),
    # a segment that is not there
    ("segment is missing; 1 captures", lambda rows: [*rows, _elsewhere(rows[0])]),
]


def _with(rows: Rows, **changes: object) -> Rows:
    return [replace(rows[0], capture=replace(_capture(rows[0]), **changes)), *rows[1:]]  # type: ignore[arg-type]


def _elsewhere(row: ExpectedAttempt) -> ExpectedAttempt:
    place = Place("claimcheck-20250101T000000Z-0123456789abcdef.warc.gz", 0, 10)
    return ExpectedAttempt("another", replace(_capture(row), place=place))


@pytest.mark.parametrize(("what", "change"), CHANGED_ROWS)
def test_rows_that_disagree_are_found(
    tmp_path: Path, rows: Rows, what: str, change: Callable[[Rows], Rows]
) -> None:
    """One problem for each disagreement between a row and the archive."""
    (problem,) = verify(tmp_path / "a", change(rows)).problems
    assert what in problem.what
    assert problem.next_step


def test_a_missing_segment_is_named_once(tmp_path: Path, rows: Rows) -> None:
    """A segment that is gone is one problem that counts the captures resting on it."""
    path = only_segment(tmp_path / "a")
    path.unlink()
    problems = verify(tmp_path / "a", rows).problems
    assert [p.what for p in problems if p.segment == path.name] == [
        "the segment is missing; 4 captures rest on it"
    ]


def test_an_attempt_archived_twice_is_found(tmp_path: Path) -> None:
    """The same segment under another name doubles its attempts."""
    rows = archive(tmp_path / "a", [attempt(PAGE)])
    copy = tmp_path / "a" / "claimcheck-20270101T000000Z-0123456789abcdef.warc.gz"
    copy.write_bytes(only_segment(tmp_path / "a").read_bytes())
    assert "archived twice" in whats(verify(tmp_path / "a", rows))


def test_a_revisit_without_its_payload_is_found(tmp_path: Path) -> None:
    """A revisit whose earlier capture is nowhere proves nothing, and that is said."""
    rows = archive(tmp_path / "a", [attempt(PAGE, referred=refer_to(attempt(PAGE)))])
    assert "it refers to" in whats(verify(tmp_path / "a", rows))
    assert rows[0].capture is not None
    with pytest.raises(ArchiveUnusable, match="not known"):
        reading.read_response(tmp_path / "a", rows[0].capture.place, lambda _: None)


def test_a_segment_left_open_is_told_with_the_way_out(tmp_path: Path, rows: Rows) -> None:
    """What a killed process left is one problem: rows to come, torn bytes, half a group."""
    sealed = only_segment(tmp_path / "a")
    path = sealed.rename(sealed.with_name(sealed.name + archive_folder.OPEN_SUFFIX))
    data = path.read_bytes()
    for left, known in [
        (data, rows[:2]),
        (data + b"torn", rows),
        (data[:-900], rows[:-1]),
        (b"", []),
    ]:
        path.write_bytes(left)
        (problem,) = verify(tmp_path / "a", known).problems
        assert "ended early" in problem.what
        assert "claimcheck fetch" in problem.next_step


def test_a_segment_left_by_an_interrupt_is_whole(tmp_path: Path, rows: Rows) -> None:
    """With every row in and no torn byte, a segment that was not sealed lacks nothing."""
    path = only_segment(tmp_path / "a")
    path.rename(path.with_name(path.name + archive_folder.OPEN_SUFFIX))
    assert verify(tmp_path / "a", rows) == Verification(1, 17, 4, (), ())


def test_a_fetch_that_is_running_is_no_problem(tmp_path: Path) -> None:
    """A segment in use may hold groups whose rows are still to come and half a record."""
    made = [attempt(PAGE), attempt(PAGE)]
    with open_writer(tmp_path, now=NOW) as writer:
        places = [writer.append(*one[:2]) for one in made]
        rows = [row_of(made[0][0], places[0])]
        path = only_segment(tmp_path)
        whole = path.read_bytes()
        with path.open("ab") as file:
            file.write(whole[:50])
        verification = verify(tmp_path, rows)
        assert verification.problems == ()
        assert verification.in_use == (path.name.removesuffix(archive_folder.OPEN_SUFFIX),)
        assert verification.captures == 2
