"""The chain of seals: whoever touches a finished segment, or the chain itself, is found."""

import json
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.archive import recovery, seals
from claimcheck.archive.seals import FIRST, SEALS_NAME, BrokenSeal, Seal, Sealed
from claimcheck.archive.verify import ExpectedAttempt, Verification, verify
from claimcheck.errors import ArchiveUnusable
from warc_support import NOW, PAGE, archive, attempt

Rows = list[ExpectedAttempt]


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    """An archive in `tmp_path` of three sealed segments, and its rows."""
    return [row for _ in range(3) for row in archive(tmp_path, [attempt(PAGE)])]


def lines_of(folder: Path) -> list[bytes]:
    """The chain's lines, line ends included."""
    return (folder / SEALS_NAME).read_bytes().splitlines(keepends=True)


def write(folder: Path, lines: list[bytes]) -> None:
    """Put other lines in place of the chain."""
    (folder / SEALS_NAME).write_bytes(b"".join(lines))


def chain_of(folder: Path) -> list[Seal]:
    """The chain, which has to hold."""
    chain = list(seals.read(folder))
    assert all(isinstance(item, Seal) for item in chain)
    return [item for item in chain if isinstance(item, Seal)]


def whats(found: Verification) -> list[str]:
    """What was found and where."""
    return [f"{problem.segment} {problem.offset}: {problem.what}" for problem in found.problems]


def test_segments_are_chained(tmp_path: Path, rows: Rows) -> None:
    """Each finished segment has one line with its size and digest, and the line before it."""
    chain = chain_of(tmp_path)
    assert [seal.number for seal in chain] == [1, 2, 3]
    assert [seal.previous for seal in chain] == [FIRST, chain[0].hash, chain[1].hash]
    for seal in chain:
        data = (tmp_path / seal.sealed.segment).read_bytes()
        assert seal.sealed == Sealed(seal.sealed.segment, len(data), sha256(data).hexdigest())
        assert seal.sealed_at == NOW.isoformat()
    assert verify(tmp_path, rows).problems == ()


def test_a_line_can_be_checked_by_hand(tmp_path: Path, rows: Rows) -> None:
    """Its hash is the digest of the line without it, so that no tool of ours is needed."""
    for line in lines_of(tmp_path):
        body, stated = line[: line.rindex(b',"hash"')] + b"}", json.loads(line)["hash"]
        assert sha256(body).hexdigest() == stated


def test_the_same_seal_is_written_once(tmp_path: Path, rows: Rows) -> None:
    """Killed between the line and the new name, a segment is sealed again without a second line."""
    before = lines_of(tmp_path)
    for seal in chain_of(tmp_path):
        seals.append(tmp_path, seal.sealed, NOW)
    assert lines_of(tmp_path) == before


def test_many_writers_make_one_chain(tmp_path: Path) -> None:
    """Segments that end at the same time come one after the other."""
    sealed = [Sealed(f"segment-{n}", n, FIRST) for n in range(24)]
    together = threading.Barrier(4)

    def work(mine: list[Sealed]) -> None:
        together.wait()
        for each in mine:
            seals.append(tmp_path, each, NOW)

    threads = [threading.Thread(target=work, args=(sealed[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    chain = chain_of(tmp_path)
    assert [seal.number for seal in chain] == list(range(1, 25))
    assert {seal.sealed for seal in chain} == set(sealed)


def edited(line: bytes, *, rehashed: bool) -> bytes:
    """The line with another digest of its segment, and with its own hash put right if asked."""
    row = json.loads(line)
    other = line.replace(row["sha256"].encode(), b"f" * 64)
    body = other[: other.rindex(b',"hash"')] + b"}"
    hashed = sha256(body).hexdigest().encode() if rehashed else row["hash"].encode()
    return body[:-1] + b',"hash":"' + hashed + b'"}\n'


# What is done to the three lines, and what has to be said of it.
EDITS: tuple[tuple[str, Callable[..., list[bytes]], str], ...] = (
    ("an edited line", lambda a, b, c: [a, edited(b, rehashed=False), c], "as it was written"),
    ("an edited last line", lambda a, b, c: [a, b, edited(c, rehashed=False)], "as it was written"),
    ("an edited, hashed line", lambda a, b, c: [a, edited(b, rehashed=True), c], "does not follow"),
    (
        "an edited, hashed last line",
        lambda a, b, c: [a, b, edited(c, rehashed=True)],
        "is not the one that was sealed",
    ),
    ("a missing first line", lambda a, b, c: [b, c], "does not follow"),
    ("a missing line", lambda a, b, c: [a, c], "does not follow"),
    ("a missing last line", lambda a, b, c: [a, b], "has no seal"),
    ("no line at all", lambda a, b, c: [], "has no seal"),
    ("lines swapped", lambda a, b, c: [b, a, c], "does not follow"),
    ("a line twice", lambda a, b, c: [a, b, b, c], "does not follow"),
    ("a line between", lambda a, b, c: [a, b"{}\n", b, c], "as it was written"),
    ("an empty line", lambda a, b, c: [a, b"\n", b, c], "as it was written"),
    ("other spaces", lambda a, b, c: [a, b.replace(b":", b": ", 1), c], "as it was written"),
    ("a torn line", lambda a, b, c: [a, b, c[:-9]], "as it was written"),
    ("a torn line end", lambda a, b, c: [a, b, c[:-1]], "as it was written"),
    ("a line without end", lambda a, b, c: [a, b, c, b"x" * 10_000], "as it was written"),
    ("no JSON", lambda a, b, c: [a, b"[" * 5_000 + b"\n", b, c], "as it was written"),
)


@pytest.mark.parametrize(
    ("edit", "said"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS]
)
def test_every_edit_of_the_chain_is_found(
    tmp_path: Path, rows: Rows, edit: Callable[..., list[bytes]], said: str
) -> None:
    """Whatever is done to the lines, verification tells, with the next step."""
    write(tmp_path, edit(*lines_of(tmp_path)))
    found = verify(tmp_path, rows)
    assert any(said in what for what in whats(found)), whats(found)
    assert all(problem.next_step for problem in found.problems)


def test_every_changed_byte_of_the_chain_is_found(tmp_path: Path, rows: Rows) -> None:
    """One byte of one line is enough."""
    data = (tmp_path / SEALS_NAME).read_bytes()
    for offset in range(0, len(data), 7):
        changed = bytearray(data)
        changed[offset] ^= 1
        (tmp_path / SEALS_NAME).write_bytes(changed)
        assert verify(tmp_path, rows).problems, offset


def test_a_broken_line_is_placed(tmp_path: Path, rows: Rows) -> None:
    """The byte where the line begins is named; the good ones beside it are still read."""
    first, second, third = lines_of(tmp_path)
    write(tmp_path, [first, second.replace(b"a", b"b"), third])
    read = list(seals.read(tmp_path))
    assert isinstance(read[0], Seal)
    assert read[1] == BrokenSeal(len(first), "the line is not as it was written")
    # What follows a broken line follows nothing.
    assert read[2] == BrokenSeal(
        len(first) + len(second), "the line does not follow the line before it"
    )
    assert isinstance(read[3], Seal)


def test_a_removed_segment_is_found(tmp_path: Path, rows: Rows) -> None:
    """Without its rows too, as long as its line is there; with its line removed, by the rows."""
    last = chain_of(tmp_path)[2].sealed.segment
    (tmp_path / last).unlink()
    others = [row for row in rows if row.capture and row.capture.place.segment != last]
    assert whats(verify(tmp_path, others)) == [f"{last} 0: the segment is missing; it was sealed"]
    by_rows = [f"{last} 0: the segment is missing; 1 captures rest on it"]
    assert whats(verify(tmp_path, rows)) == by_rows
    write(tmp_path, lines_of(tmp_path)[:2])
    assert whats(verify(tmp_path, rows)) == by_rows


def test_a_middle_segment_removed_with_its_line_is_found(tmp_path: Path, rows: Rows) -> None:
    """Even where its rows are gone as well: the next line names a line that is not there."""
    first, _, third = lines_of(tmp_path)
    middle = chain_of(tmp_path)[1].sealed.segment
    (tmp_path / middle).unlink()
    write(tmp_path, [first, third])
    others = [row for row in rows if row.capture and row.capture.place.segment != middle]
    assert whats(verify(tmp_path, others)) == [
        f"{SEALS_NAME} {len(first)}: the line does not follow the line before it"
    ]


def test_a_torn_line_is_moved_aside(tmp_path: Path, rows: Rows) -> None:
    """After a crash within a line the next seal is whole, and the torn bytes are kept."""
    first, second, third = lines_of(tmp_path)
    write(tmp_path, [first, second, third[:30]])
    rows += archive(tmp_path, [attempt(PAGE)])
    assert [seal.number for seal in chain_of(tmp_path)] == [1, 2, 3]
    torn = tmp_path / "torn" / f"{SEALS_NAME}.{len(first) + len(second)}"
    assert torn.read_bytes() == third[:30]
    # The segment whose line was torn gets its seal by repair.
    assert ["has no seal" in what for what in whats(verify(tmp_path, rows))] == [True]
    assert recovery.seal_forgotten(tmp_path, NOW) == 1
    assert verify(tmp_path, rows).problems == ()
    assert recovery.seal_forgotten(tmp_path, NOW) == 0


def test_an_unreadable_chain_is_told(tmp_path: Path, rows: Rows) -> None:
    """A folder in its place is no chain."""
    (tmp_path / SEALS_NAME).unlink()
    (tmp_path / SEALS_NAME).mkdir()
    with pytest.raises(ArchiveUnusable, match="seals cannot be read"):
        verify(tmp_path, rows)
    with pytest.raises(ArchiveUnusable, match="seals cannot be written"):
        archive(tmp_path, [attempt(PAGE)])


@settings(max_examples=80, deadline=None)
@given(
    raw=st.binary(max_size=200)
    | st.text(alphabet='{}[]",:0 \n', max_size=60).map(str.encode)
    | st.lists(st.sampled_from(['{"segment":', "1", '"a"', "null", ",", "}", "\n", '"bytes":']))
    .map("".join).map(str.encode)
)  # fmt: skip
def test_hostile_chains_raise_nothing(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """Any bytes are read to their end as lines that do not hold."""
    folder = tmp_path_factory.mktemp("chain")
    (folder / SEALS_NAME).write_bytes(raw)
    assert all(isinstance(item, BrokenSeal) for item in seals.read(folder))
