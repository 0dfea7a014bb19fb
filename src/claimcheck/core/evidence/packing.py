"""The postings of a text as bytes, to be kept beside it."""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from isal import isal_zlib

from claimcheck.core.evidence.index import TextIndex

POSTINGS_VERSION = 2
"""Counts up whenever the same text would give other postings: other sentences, other terms."""

COLUMNS = 6
MAX_UNPACKED_BYTES = 400_000_000
"""Far above what any text of `MAX_TEXT_CHARS` packs to; more is not unpacked."""

_HEAD = struct.Struct("<HII")  # version, characters of the text, bytes of the terms
_COUNT = struct.Struct("<cI")  # type of the numbers of a column, how many bytes they take


def pack(index: TextIndex) -> bytes:
    """Write an index as bytes: differences of numbers, as narrow as they fit, and compressed."""
    terms = "\n".join([index.language, *index.terms]).encode()
    spans = [edge for span in zip(index.starts, index.ends, strict=True) for edge in span]
    above = [n - h if h >= 0 else 0 for n, h in enumerate(index.headings)]
    columns = [
        _differences(spans),
        above,
        index.figures,
        [b - a for a, b in pairwise(index.bounds)],
        [b - a for a, b in pairwise(index.firsts)],
        index.places,
    ]
    body = terms + b"".join(_pack_column(column) for column in columns)
    return _HEAD.pack(POSTINGS_VERSION, index.text_chars, len(terms)) + zlib.compress(body, 6)


def unpack(packed: bytes, text_chars: int) -> TextIndex | None:
    """Read what `pack` wrote; None when it is of another version, another text, or damaged."""
    if len(packed) < _HEAD.size:
        return None
    version, chars, terms_bytes = _HEAD.unpack_from(packed)
    if version != POSTINGS_VERSION or chars != text_chars:
        return None
    try:
        # ISA-L's, which takes half of zlib's time.
        reader = isal_zlib.decompressobj()
        body = reader.decompress(packed[_HEAD.size :], MAX_UNPACKED_BYTES)
        if not reader.eof:
            return None
        language, *terms = body[:terms_bytes].decode().split("\n")
        spans, above, figures, lengths, counts, places = _read_columns(body, terms_bytes)
    except (  # type: ignore[misc]  # isal's stub gives its error as a value, not as a class
        isal_zlib.error,
        struct.error,
        UnicodeDecodeError,
        ValueError,
    ):
        return None
    edges = list(accumulate(spans))
    return TextIndex(
        text_chars=chars,
        language=language,
        starts=edges[::2],
        ends=edges[1::2],
        headings=[n - up if up else -1 for n, up in enumerate(above)],
        figures=figures,
        bounds=list(accumulate(lengths, initial=0)),
        terms=terms,
        firsts=list(accumulate(counts, initial=0)),
        places=places,
    )


def _differences(numbers: Sequence[int]) -> Iterable[int]:
    return [b - a for a, b in pairwise([0, *numbers])]


def _pack_column(numbers: Iterable[int]) -> bytes:
    values = list(numbers)
    kind = "H" if max(values, default=0) < 1 << 16 else "I"
    column = array(kind, values)
    if sys.byteorder == "big":
        column.byteswap()
    written = column.tobytes()
    return _COUNT.pack(kind.encode(), len(written)) + written


def _read_columns(body: bytes, offset: int) -> list[Sequence[int]]:
    columns: list[Sequence[int]] = []
    for _ in range(COLUMNS):
        kind, size = _COUNT.unpack_from(body, offset)
        if kind not in (b"H", b"I"):
            raise ValueError("no column of numbers")
        offset += _COUNT.size
        column = array(kind.decode(), body[offset : offset + size])
        if sys.byteorder == "big":
            column.byteswap()
        columns.append(column)
        offset += size
    return columns
