"""After a crash at any byte or step, every whole group is kept and nothing is deleted."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.archive import folder as archive_folder
from claimcheck.archive import reading
from claimcheck.archive.pressing import GZIP_HEADER
from claimcheck.archive.recovery import recover
from claimcheck.archive.segments import open_writer
from claimcheck.archive.verify import verify
from claimcheck.core.captures import Place
from claimcheck.errors import ArchiveUnusable
from warc_support import MOVED, NOW, PAGE, archive, attempt, only_segment, row_of

NAME = "claimcheck-20260304T050607Z-0123456789abcdef.warc.gz"


@pytest.fixture
def quick_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: on a disk thousands of syncs take half a minute."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def left_open(folder: Path, data: bytes) -> Path:
    """An archive in which a process was killed after it had written `data`."""
    folder.mkdir()
    path = folder / (NAME + archive_folder.OPEN_SUFFIX)
    path.write_bytes(data)
    return path


def group_ends(folder: Path) -> list[int]:
    """The offsets at which the groups of the only segment end, and where they begin."""
    (segment,) = archive_folder.list_segments(folder)
    records = list(reading.iter_records(segment))
    ends = [r.place.offset + r.place.length for r in records if r.type == "metadata"]  # type: ignore[union-attr]
    return [records[0].place.length, *ends]


def everything(folder: Path) -> bytes:
    """Every byte of an archive, segments first, then what was moved aside."""
    files = [*sorted(folder.glob("claimcheck-*")), *sorted(folder.glob("torn/*"))]
    return b"".join(path.read_bytes() for path in files)


def test_a_cut_at_every_byte_keeps_every_whole_group(quick_path: Path) -> None:
    """Wherever the file ends, whole groups stay, the rest lies in torn/, the second run rests."""
    rows = archive(quick_path / "a", [attempt(PAGE), attempt(b"")])
    data = only_segment(quick_path / "a").read_bytes()
    ends = group_ends(quick_path / "a")
    for cut in range(len(data) + 1):
        folder = quick_path / str(cut)
        left_open(folder, data[:cut])
        whole = sum(end <= cut for end in ends[1:])
        with recover(folder, NOW) as groups:
            assert [group.facts.id for group in groups] == [row.id for row in rows[:whole]]
        assert everything(folder) == data[:cut]
        segments = [s.name for s in archive_folder.list_segments(folder)]
        assert segments == ([NAME] if whole else [])
        torn = [path.name for path in folder.glob("torn/*")]
        end = ends[whole] if whole else 0
        assert torn == ([f"{NAME}.{end}"] if cut > end or not whole else [])
        with recover(folder, NOW) as groups:
            assert groups == ()


def test_recovered_archives_verify(tmp_path: Path) -> None:
    """With the rows that recovery names, the archive is whole again."""
    archive(tmp_path / "a", [attempt(PAGE), attempt(), attempt(MOVED, PAGE)])
    data = only_segment(tmp_path / "a").read_bytes()
    left_open(tmp_path / "b", data[:-1])
    with recover(tmp_path / "b", NOW) as groups:
        rows = [row_of(group.facts, group.place) for group in groups]
    assert len(rows) == 2
    assert rows[0].capture is not None
    assert rows[0].capture.place.segment == NAME
    assert verify(tmp_path / "b", rows).problems == ()


def test_segments_are_sealed_only_when_the_rows_are_in(tmp_path: Path) -> None:
    """If inserting the rows fails, the next recovery gives the same groups again."""
    rows = archive(tmp_path / "a", [attempt(PAGE)])
    path = left_open(tmp_path / "b", only_segment(tmp_path / "a").read_bytes() + b"torn")
    with contextlib.suppress(RuntimeError), recover(tmp_path / "b", NOW) as groups:
        assert len(groups) == 1
        raise RuntimeError("the database went away")
    assert path.exists()
    with recover(tmp_path / "b", NOW) as groups:
        assert [group.facts.id for group in groups] == [rows[0].id]
    assert not path.exists()
    assert (tmp_path / "b" / NAME).exists()


def test_a_writer_that_fails_leaves_its_segment_to_recovery(tmp_path: Path) -> None:
    """After an exception the segment is not sealed, and recovery finds the group without a row."""
    facts, exchanges, _ = attempt(PAGE)
    with contextlib.suppress(RuntimeError), open_writer(tmp_path, now=NOW) as writer:
        place = writer.append(facts, exchanges)
        raise RuntimeError("the database went away")
    with recover(tmp_path, NOW) as groups:
        assert [(group.facts, group.place) for group in groups] == [(facts, place)]


def test_living_writers_are_left_alone(tmp_path: Path) -> None:
    """A segment that somebody is writing is neither given nor touched."""
    facts, exchanges, _ = attempt(PAGE)
    with open_writer(tmp_path, now=NOW) as writer:
        writer.append(facts, exchanges)
        before = everything(tmp_path)
        with recover(tmp_path, NOW) as groups:
            assert groups == ()
        assert everything(tmp_path) == before
        writer.append(*attempt(PAGE)[:2])


def test_an_older_open_copy_never_replaces_a_sealed_segment(tmp_path: Path) -> None:
    """A copy of the archive may hold a segment twice, once as it was while it was written."""
    archive(tmp_path / "a", [attempt(PAGE), attempt(PAGE)])
    data = only_segment(tmp_path / "a").read_bytes()
    path = left_open(tmp_path / "b", data[: group_ends(tmp_path / "a")[1]])
    sealed = tmp_path / "b" / NAME
    sealed.write_bytes(data)
    with recover(tmp_path / "b", NOW) as groups:
        assert groups == ()
    assert sealed.read_bytes() == data
    assert path.exists()
    assert [s.path for s in archive_folder.list_segments(tmp_path / "b")] == [sealed]


def test_recovery_writes_through_no_link(tmp_path: Path) -> None:
    """An open segment that is a link to a file elsewhere is left alone, and so is that file."""
    archive(tmp_path / "a", [attempt(PAGE)])
    target = tmp_path / "elsewhere"
    target.write_bytes(only_segment(tmp_path / "a").read_bytes() + b"more")
    before = target.read_bytes()
    path = left_open(tmp_path / "b", b"")
    path.unlink()
    path.symlink_to(target)
    with recover(tmp_path / "b", NOW) as groups:
        assert groups == ()
    assert target.read_bytes() == before
    assert path.is_symlink()


def test_two_recoveries_do_not_meet(tmp_path: Path) -> None:
    """While one recovery holds a segment, another sees nothing to do."""
    archive(tmp_path / "a", [attempt(PAGE)])
    left_open(tmp_path / "b", only_segment(tmp_path / "a").read_bytes())
    with recover(tmp_path / "b", NOW) as groups:
        assert len(groups) == 1
        with recover(tmp_path / "b", NOW) as others:
            assert others == ()


def test_no_archive_is_nothing_to_recover(tmp_path: Path) -> None:
    """A folder that does not exist, and files that are not ours, are no trouble."""
    with recover(tmp_path / "none", NOW) as groups:
        assert groups == ()
    (tmp_path / "notes.warc.gz.open").write_text("mine")
    with recover(tmp_path, NOW) as groups:
        assert groups == ()
    assert (tmp_path / "notes.warc.gz.open").read_text() == "mine"


def test_damage_in_the_middle_costs_only_its_own_group(tmp_path: Path) -> None:
    """Whole groups behind a damaged one are kept where they are."""
    rows = archive(tmp_path / "a", [attempt(PAGE), attempt(PAGE), attempt(PAGE)])
    data = bytearray(only_segment(tmp_path / "a").read_bytes())
    ends = group_ends(tmp_path / "a")
    data[ends[1] + 30] ^= 1
    left_open(tmp_path / "b", bytes(data))
    with recover(tmp_path / "b", NOW) as groups:
        assert [group.facts.id for group in groups] == [rows[0].id, rows[2].id]
    assert everything(tmp_path / "b") == data


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from claimcheck.archive.recovery import recover

NOW = datetime(2026, 3, 4, tzinfo=UTC)

left = int(sys.argv[2])

def kill(event, args):
    global left
    if event != "os.kill" and event.startswith(("open", "os.", "fcntl.")):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)

sys.addaudithook(kill)
with recover(Path(sys.argv[1]), datetime(2026, 3, 4, tzinfo=UTC)):
    pass
"""


def test_a_kill_during_recovery_loses_nothing(quick_path: Path) -> None:
    """Killed before any of its calls to the system, recovery is done again and ends the same."""
    rows = archive(quick_path / "a", [attempt(PAGE), attempt(PAGE)])
    data = only_segment(quick_path / "a").read_bytes()
    whole = group_ends(quick_path / "a")[1]
    step, killed = 0, True
    while killed:
        folder = quick_path / str(step)
        left_open(folder, data[:-5])
        run = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(step)], check=False)
        killed = run.returncode == -signal.SIGKILL
        sealed = (folder / NAME).exists()
        with recover(folder, NOW) as groups:
            assert [g.facts.id for g in groups] == ([] if sealed else [rows[0].id])
        assert (folder / NAME).read_bytes() == data[:whole]
        assert (folder / "torn" / f"{NAME}.{whole}").read_bytes() == data[whole:-5]
        step += 1
    assert run.returncode == 0
    assert step > 10


WRITER = """
import sys
from pathlib import Path
from claimcheck.archive.segments import open_writer
from warc_support import NOW, PAGE, attempt

with open_writer(Path(sys.argv[1]), now=NOW) as writer:
    while True:
        made = attempt(PAGE + bytes(2000))
        writer.append(*made[:2])
        writer.sync()
        print(made[0].id, flush=True)
"""


def test_a_killed_writer_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    """After kill -9 every attempt that was synced is recovered, and the archive verifies."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout:
        acknowledged = [process.stdout.readline().strip() for _ in range(20)]
        process.kill()
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.wait()
    with recover(tmp_path, NOW) as groups:
        rows = [row_of(group.facts, group.place) for group in groups]
    assert [row.id for row in rows][: len(acknowledged)] == acknowledged
    assert len(rows) <= len(acknowledged) + 1
    assert verify(tmp_path, rows).problems == ()


PIECES = st.one_of(st.binary(max_size=50), st.tuples(st.integers(0, 4000), st.integers(0, 4000)))


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(PIECES, max_size=4))
def test_hostile_segments_are_read_to_their_end(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes | tuple[int, int]]
) -> None:
    """Any bytes are records or damage, side by side without a gap, and recovery survives them."""
    folder = tmp_path_factory.mktemp("fuzz")
    archive(folder / "a", [attempt(MOVED, PAGE)])
    valid = only_segment(folder / "a").read_bytes()
    hostile = b"".join(p if isinstance(p, bytes) else valid[p[0] : sum(p)] for p in pieces)
    left_open(folder / "b", hostile)
    (segment,) = archive_folder.list_segments(folder / "b")
    position = 0
    for item in reading.iter_records(segment):
        assert item.place.offset == position
        assert item.place.length > 0
        position += item.place.length
    assert position == len(hostile)
    with recover(folder / "b", NOW):
        pass
    assert everything(folder / "b") == hostile


def test_reading_a_bomb_is_bounded(tmp_path: Path) -> None:
    """A member that inflates to far more than it declares is refused early."""
    head = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n"
    for text in (b"WARC/1.1\r\n" + bytes(50_000_000), head % 10**11, head % -1, bytes(50_000_000)):
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        member = GZIP_HEADER + deflate.compress(text) + deflate.flush() + bytes(8)
        folder = tmp_path / str(len(member))
        path = left_open(folder, member)
        (item,) = reading.iter_records(archive_folder.list_segments(folder)[0])
        assert isinstance(item, reading.Damage)
        with pytest.raises(ArchiveUnusable):
            reading.read_record(folder, Place(NAME, 0, len(member)))
        path.unlink()
