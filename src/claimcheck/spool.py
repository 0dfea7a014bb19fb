"""Bytes of any size in bounded memory: small ones held, large ones in a file without a name."""

import mmap
import tempfile
import weakref
from collections.abc import Iterator
from typing import IO

from claimcheck.errors import ArchiveUnusable

SPILL_BYTES = 256 * 1024
"""What is held in memory; hundreds of captures are under way at once, most of them smaller."""

PIECE_BYTES = 1024 * 1024

Raw = bytes | mmap.mmap
"""Recorded bytes. Both can be sliced, searched and looked at through a memoryview."""


class Spool:
    """Takes bytes as they come. Past SPILL_BYTES they go to a file in the temporary folder."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._file: IO[bytes] | None = None
        self._bytes = 0

    def __len__(self) -> int:
        return self._bytes

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Append. Raises ArchiveUnusable when the temporary folder takes no more."""
        self._bytes += len(data)
        if self._file is None and self._bytes <= SPILL_BYTES:
            self._held += data
            return
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 -- see below
                # Whoever gives up half-way need not remember to close it.
                weakref.finalize(self, self._file.close)
                _write_all(self._file, self._held)
                self._held = bytearray()
            _write_all(self._file, data)
        except OSError as exc:
            raise ArchiveUnusable(
                f"the temporary folder cannot take a large body: {exc.strerror or exc}",
                next_step="free space there, or set TMPDIR to a folder with room",
            ) from exc

    def freeze(self, end: int | None = None) -> Raw:
        """Give everything written, or the bytes before `end`; nothing may be written later."""
        size = self._bytes if end is None else min(end, self._bytes)
        if self._file is None:
            return bytes(self._held[:size])
        with self._file as file:
            if size <= SPILL_BYTES:
                file.seek(0)
                return file.read(size)
            return mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)


def pieces(raw: Raw, start: int = 0, end: int | None = None) -> Iterator[memoryview]:
    """
    Look at recorded bytes a piece at a time.

    What lies in a file leaves memory again behind each piece, so that a large body never
    counts as a whole.
    """
    view = memoryview(raw)
    stop = len(raw) if end is None else min(end, len(raw))
    for position in range(start, stop, PIECE_BYTES):
        yield view[position : min(position + PIECE_BYTES, stop)]
        if position + PIECE_BYTES < stop:
            drop(raw, position + PIECE_BYTES)


def drop(raw: Raw, before: int) -> None:
    """Let go of the memory that a look at the bytes before a place has taken."""
    if isinstance(raw, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):  # not on Windows
        whole = min(before, len(raw)) // mmap.PAGESIZE * mmap.PAGESIZE
        if whole:
            raw.madvise(mmap.MADV_DONTNEED, 0, whole)


def _write_all(file: IO[bytes], data: bytes | bytearray | memoryview) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
