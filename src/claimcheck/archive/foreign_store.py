"""Blocks taken out of a file from outside, one behind the other in a file without a name."""

import mmap
import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass

from claimcheck.errors import ArchiveUnusable
from claimcheck.spool import SPILL_BYTES, Raw


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block lies in the store, in bytes."""

    start: int
    length: int


class Store:
    """Takes blocks of any size and gives them back; memory holds none of them."""

    def __init__(self, held: ExitStack) -> None:
        made = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 -- closed with `held`
        self._file = held.enter_context(made)
        self._end = 0

    def keep(self, pieces: Iterable[bytes]) -> Spot:
        """Write a block. Raises ArchiveUnusable when the temporary folder takes no more."""
        # Aligned, so that a large block can be mapped by itself.
        start = -(-self._end // mmap.ALLOCATIONGRANULARITY) * mmap.ALLOCATIONGRANULARITY
        end = start
        try:
            for piece in pieces:
                rest = memoryview(piece)
                while rest:
                    written = os.pwrite(self._file.fileno(), rest, end)
                    end, rest = end + written, rest[written:]
        except OSError as exc:
            raise ArchiveUnusable(
                f"the temporary folder cannot take the file's pages: {exc.strerror or exc}",
                next_step="free space there, or set TMPDIR to a folder with room",
            ) from exc
        self._end = end
        return Spot(start, end - start)

    def read(self, spot: Spot) -> Raw:
        """Give a block back, a large one without loading it."""
        if spot.length <= SPILL_BYTES:
            return os.pread(self._file.fileno(), spot.length, spot.start)
        return mmap.mmap(
            self._file.fileno(), spot.length, access=mmap.ACCESS_READ, offset=spot.start
        )
