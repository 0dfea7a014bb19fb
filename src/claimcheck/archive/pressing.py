"""A record as one gzip member: pressed where that helps, stored as it is where it does not."""

import zlib
from collections.abc import Iterable, Iterator

from isal import isal_zlib

from claimcheck import spool
from claimcheck.spool import Raw

GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""Deflate, no name, no time, no system: the same record always gives the same bytes. RFC 1952."""

DEFLATE_LEVEL = 2
"""ISA-L's: a tenth of zlib's time at level 6, 16 % more bytes."""

SAMPLE_BYTES = 1024
DENSE = 0.95
"""A block whose middle cannot be pressed below this came pressed: most bodies do, and pictures."""


def press(head: bytes, block: Raw) -> Iterator[bytes]:
    """Give the pieces of the gzip member that holds a record's head, its block and its end."""
    deflate = _compressor(block)
    yield GZIP_HEADER
    crc = 0
    for piece in _chain(head, block):
        crc = isal_zlib.crc32(piece, crc)
        yield deflate.compress(piece)
    size = (len(head) + len(block) + 4) & 0xFFFFFFFF
    yield deflate.flush()
    yield crc.to_bytes(4, "little") + size.to_bytes(4, "little")


def _compressor(block: Raw) -> "zlib._Compress | isal_zlib.Compress":
    middle = len(block) // 2
    sample = block[middle : middle + SAMPLE_BYTES]
    if len(sample) == SAMPLE_BYTES:
        pressed = isal_zlib.compress(sample, DEFLATE_LEVEL, -15)
        if len(pressed) > DENSE * SAMPLE_BYTES:
            # Level 0 stores: pressing it again would take nine times as long and gain nothing.
            return zlib.compressobj(0, zlib.DEFLATED, -15)
    return isal_zlib.compressobj(DEFLATE_LEVEL, isal_zlib.DEFLATED, -15)


def _chain(head: bytes, block: Raw) -> Iterable[bytes | memoryview]:
    yield head
    yield from spool.pieces(block)
    yield b"\r\n\r\n"
