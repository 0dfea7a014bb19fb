"""The spool: any bytes come back as they were, large ones without being held in memory."""

import mmap
import signal
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import spool
from claimcheck.spool import SPILL_BYTES, Spool

SIZES = st.sampled_from([0, 1, 1000, SPILL_BYTES // 2, SPILL_BYTES - 1, SPILL_BYTES, 2**20])
ENDS = st.sampled_from([0, 1, 999, SPILL_BYTES - 1, SPILL_BYTES, SPILL_BYTES + 1, 2**20, 2**23])


def noise(size: int, seed: int) -> bytes:
    """So many bytes that do not repeat themselves soon."""
    return bytes((n * 31 + seed) % 251 for n in range(997)) * (size // 997 + 1)


def filled(sizes: list[int]) -> tuple[Spool, bytes]:
    """A spool that took pieces of these sizes, and what it took."""
    parts = [noise(size, seed)[:size] for seed, size in enumerate(sizes)]
    made = Spool()
    for part in parts:
        made.write(part)
    return made, b"".join(parts)


@settings(max_examples=40, deadline=None)
@given(sizes=st.lists(SIZES, max_size=4), end=ENDS)
def test_what_goes_in_comes_out(sizes: list[int], end: int) -> None:
    """Whatever the pieces: the length and the frozen bytes are those written."""
    made, written = filled(sizes)
    assert len(made) == len(written)
    assert made.freeze(end)[:] == written[:end]
    assert filled(sizes)[0].freeze()[:] == written


@settings(max_examples=40, deadline=None)
@given(size=SIZES, start=ENDS, end=st.none() | ENDS)
def test_pieces_are_the_bytes_between(size: int, start: int, end: int | None) -> None:
    """Looked at a piece at a time, held or in a file, it is the same slice."""
    made, written = filled([size, size])
    raw = made.freeze()
    pieces = [bytes(piece) for piece in spool.pieces(raw, start, end)]
    assert b"".join(pieces) == written[start:end]
    assert all(0 < len(piece) <= spool.PIECE_BYTES for piece in pieces)


# What is written, what is asked for, and what holds it.
FORMS = (
    # just what memory takes
    (SPILL_BYTES, None, bytes),
    # one byte more
    (SPILL_BYTES + 1, None, mmap.mmap),
    # a small beginning of something large needs no file any more
    (4 * SPILL_BYTES, SPILL_BYTES, bytes),
    (4 * SPILL_BYTES, SPILL_BYTES + 1, mmap.mmap),
)


@pytest.mark.parametrize(("size", "end", "form"), FORMS)
def test_only_large_bytes_lie_in_a_file(size: int, end: int | None, form: type) -> None:
    """Small ones are plain bytes, large ones a view of a file."""
    assert isinstance(filled([size])[0].freeze(end), form)


def test_no_file_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The file has no name from its first moment, so that no crash can leave it behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made, _ = filled([2 * SPILL_BYTES])
    assert list(tmp_path.iterdir()) == []
    made.freeze()
    assert list(tmp_path.iterdir()) == []


def test_memory_is_bounded_by_the_spill() -> None:
    """Sixteen times the bytes take no more memory, to write and to look at."""
    piece = bytes(64 * 1024)

    def peak_of(pieces: int) -> int:
        tracemalloc.start()
        made = Spool()
        for _ in range(pieces):
            made.write(piece)
        held, _ = tracemalloc.get_traced_memory()
        raw = made.freeze()
        assert sum(map(len, spool.pieces(raw))) == pieces * len(piece)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert held < SPILL_BYTES // 4
        return peak

    assert peak_of(16 * 16) <= peak_of(16) + 16 * 1024
    assert peak_of(16 * 16) <= 3 * SPILL_BYTES


FULL = """
import resource, signal
from claimcheck.errors import ArchiveUnusable
from claimcheck.spool import SPILL_BYTES, Spool

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (SPILL_BYTES + 1000, SPILL_BYTES + 1000))
spool = Spool()
spool.write(bytes(SPILL_BYTES + 500))
try:
    spool.write(bytes(5000))
except ArchiveUnusable as exc:
    print(exc, "|", exc.next_step)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="the limit is one of Unix")
def test_a_full_temporary_folder_is_told() -> None:
    """Where the folder takes no more, the next step says which folder that is."""
    run = subprocess.run(
        [sys.executable, "-c", FULL], capture_output=True, text=True, check=True, timeout=60
    )
    assert "the temporary folder cannot take a large body" in run.stdout
    assert "TMPDIR" in run.stdout
