"""Files from outside as a stream of bytes: opened without a trap, inflated within bounds."""

import errno
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from claimcheck.errors import BadInput
from claimcheck.settings import MAX_BODY_BYTES
from claimcheck.spool import Raw, Spool

MAX_INFLATED_BYTES = 16 * 1024**3
"""What one file may hold unpacked: some minutes of reading, and larger than any cited site."""

MAX_RATIO = 200
"""Unpacked bytes for each byte of the file. Pages reach 20; deflate's bombs reach 1,030."""

FREE_BYTES = 64 * 1024 * 1024
"""What may come out however small the file: a short file of one long blank page is no bomb."""

MAX_MEMBERS = 2_000_000
"""gzip members in one file: a record each, and as many empty ones again."""

PIECE_BYTES = 16 * 1024
_OUT_BYTES = 128 * 1024
_GZIP_MAGIC = b"\x1f\x8b"

Read = Callable[[int], bytes]


class Damaged(ValueError):
    """The bytes are not what they have to be. The message says where and why."""


class Budget:
    """How much one file may still unpack to. Raises Damaged when that is spent."""

    def __init__(self, file_bytes: int) -> None:
        self._left = min(MAX_INFLATED_BYTES, FREE_BYTES + MAX_RATIO * file_bytes)

    def spend(self, count: int) -> None:
        """Take `count` bytes off."""
        self._left -= count
        if self._left < 0:
            raise Damaged("it unpacks to far more than such a file holds: a bomb")


def open_file(path: Path) -> BinaryIO:
    """
    Open what a person hands in. Raises BadInput for anything but an ordinary file.

    Never waits: a FIFO or a device in its place is refused. A link is refused too, because
    what it leads to may be another file by the time that it is read.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as exc:  # ValueError: NUL in the name
        is_link = isinstance(exc, OSError) and exc.errno == errno.ELOOP
        what = "it is a link" if is_link else getattr(exc, "strerror", None) or str(exc)
        raise _not_a_file(path, what) from exc
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _not_a_file(path, "it is no ordinary file")
    return os.fdopen(descriptor, "rb", buffering=64 * 1024)


def _not_a_file(path: Path, what: str) -> BadInput:
    return BadInput(f"{path}: {what.lower()}", next_step="give the path of the file itself")


def read_whole(name: str, file: BinaryIO) -> Raw:
    """Read a file that becomes one record, in bounded memory. Raises BadInput when too large."""
    spool = Spool()
    while piece := file.read(4 * PIECE_BYTES):
        spool.write(piece)
        if len(spool) > MAX_BODY_BYTES:
            raise BadInput(
                f"{name}: larger than {MAX_BODY_BYTES // 2**20} MB",
                next_step="hand in a smaller file, or only the pages that are cited",
            )
    return spool.freeze()


def read_pieces(read: Read, budget: Budget) -> Iterator[bytes]:
    """
    Give the bytes behind `read` in pieces, inflated where they are gzip in one member or many.

    Raises Damaged for broken or endless compression. RFC 1952.
    """
    first = read(PIECE_BYTES)
    if first.startswith(_GZIP_MAGIC):
        yield from _inflate(first, read, budget)
        return
    while first:
        budget.spend(len(first))
        yield first
        first = read(PIECE_BYTES)


def _inflate(pending: bytes, read: Read, budget: Budget) -> Iterator[bytes]:
    for _ in range(MAX_MEMBERS):
        inflater = zlib.decompressobj(31)
        while not inflater.eof:
            if not pending and not (pending := read(PIECE_BYTES)):
                raise Damaged("the file ends within its compressed bytes")
            try:
                piece = inflater.decompress(pending, _OUT_BYTES)
            except zlib.error as exc:
                raise Damaged("its compressed bytes are damaged") from exc
            pending = inflater.unconsumed_tail
            budget.spend(len(piece))
            if piece:
                yield piece
        pending = _after_padding(inflater.unused_data, read)
        if not pending:
            return
    raise Damaged(f"it has more than {MAX_MEMBERS} compressed parts")


def _after_padding(pending: bytes, read: Read) -> bytes:
    """Tapes and some writers fill up with zeros behind the last member."""
    pending = pending or read(PIECE_BYTES)
    while pending and not pending.strip(b"\0"):
        pending = read(PIECE_BYTES)
    return pending
