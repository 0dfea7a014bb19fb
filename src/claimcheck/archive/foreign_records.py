"""
Records of WARC files that others wrote: tolerant of their habits, strict about where things end.

WARC/1.0 and 1.1: https://iipc.github.io/warc-specifications/specifications/warc-format/
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from claimcheck.archive.foreign_bytes import Damaged

MAX_HEAD_BYTES = 64 * 1024
MAX_RECORDS = 1_000_000
"""Records in one file: some 20 crawled gigabytes, a minute of reading."""

_MAX_BLANKS = 64  # line ends between two records: the format asks for two, some writers differ
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_VERSION = re.compile(r"WARC/1\.[01][ \t]*")
_LENGTH = re.compile(r"[0-9]{1,15}")
_DATE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z", re.ASCII)


class _Cursor:
    """A stream that is looked at, taken from and counted."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self.data = bytearray()
        self.offset = 0

    def fill(self) -> bool:
        piece = next(self._pieces, b"")
        self.data += piece
        return bool(piece)

    def take(self, most: int) -> bytes:
        """Take what is there, at most so much; empty at the end of the stream."""
        if not self.data:
            self.fill()
        taken = bytes(self.data[:most])
        del self.data[:most]
        self.offset += len(taken)
        return taken


@dataclass(slots=True)
class ForeignRecord:
    """
    One record: its number from 1, where it begins in the unpacked file, and its fields.

    `fields` have lower-case names; of a repeated one `values` gives all. The block can be
    taken once, and only before the next record.
    """

    number: int
    offset: int
    fields: tuple[tuple[str, str], ...]
    block_bytes: int
    _cursor: _Cursor
    _left: int

    @property
    def type(self) -> str:
        """What kind of record it is, in lower case."""
        return (self.field("warc-type") or "").lower()

    def field(self, name: str) -> str | None:
        """Give the first value of a field by its lower-case name."""
        return next((value for key, value in self.fields if key == name), None)

    def values(self, name: str) -> tuple[str, ...]:
        """Give every value of a field by its lower-case name."""
        return tuple(value for key, value in self.fields if key == name)

    def take(self, most: int) -> bytes:
        """Take the next bytes of the block, empty at its end. Raises Damaged if it is cut."""
        taken = self._cursor.take(min(most, self._left)) if self._left else b""
        if self._left and not taken:
            raise Damaged(f"{self.place}: the file ends within the record")
        self._left -= len(taken)
        return taken

    def take_head(self, most: int) -> bytes:
        """Take the first bytes of the block, as many as there are up to `most`."""
        head = bytearray()
        while len(head) < most and (piece := self.take(most - len(head))):
            head += piece
        return bytes(head)

    def skip(self) -> None:
        """Pass over what is left of the block."""
        while self.take(1024 * 1024):
            pass

    @property
    def place(self) -> str:
        """Say where it is, for people."""
        return place_of(self.number, self.offset)


def place_of(number: int, offset: int) -> str:
    """Name a record's place for people."""
    return f"record {number} at byte {offset} (unpacked)"


def iter_records(pieces: Iterator[bytes]) -> Iterator[ForeignRecord]:
    """
    Read the records of a WARC in order, each to be looked at before the next is asked for.

    Raises Damaged, naming the record, for anything that is not a whole WARC to its end.
    """
    cursor = _Cursor(pieces)
    for number in range(1, MAX_RECORDS + 2):
        _skip_blanks(cursor, number)
        if not cursor.data:
            return
        if number > MAX_RECORDS:
            raise Damaged(f"it has more than {MAX_RECORDS} records")
        record = _read_head(cursor, number)
        yield record
        record.skip()


def _skip_blanks(cursor: _Cursor, number: int) -> None:
    for _ in range(_MAX_BLANKS):
        if not cursor.data and not cursor.fill():
            return
        if cursor.data[0] not in b"\r\n":
            return
        cursor.take(1)
    raise Damaged(f"{place_of(number, cursor.offset)}: nothing but blank lines")


def _read_head(cursor: _Cursor, number: int) -> ForeignRecord:
    place = place_of(number, cursor.offset)
    searched = 0
    while not (end := _HEAD_END.search(cursor.data, searched, MAX_HEAD_BYTES)):
        searched = max(0, len(cursor.data) - 3)
        if not b"WARC/".startswith(cursor.data[:5]):
            raise Damaged(f"{place}: no WARC record begins here")
        if len(cursor.data) >= MAX_HEAD_BYTES or not cursor.fill():
            raise Damaged(f"{place}: a record's head does not end")
    begin = cursor.offset
    fields = _fields(cursor.take(end.end())[: end.start()], place)
    length = _block_bytes(fields, place)
    return ForeignRecord(number, begin, fields, length, cursor, length)


def _fields(head: bytes, place: str) -> tuple[tuple[str, str], ...]:
    version, *lines = head.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    if not _VERSION.fullmatch(version):
        raise Damaged(f"{place}: no WARC/1.0 or WARC/1.1 record begins here")
    found: list[tuple[str, str]] = []
    for line in lines:
        name, colon, value = line.partition(":")
        if line[:1] in (" ", "\t") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        elif colon and name.strip():
            found.append((name.strip().lower(), value.strip()))
        else:
            raise Damaged(f"{place}: a line of its head is no named field")
    return tuple(found)


def _block_bytes(fields: tuple[tuple[str, str], ...], place: str) -> int:
    lengths = {value for name, value in fields if name == "content-length"}
    length = lengths.pop() if len(lengths) == 1 else ""
    if not _LENGTH.fullmatch(length):
        raise Damaged(f"{place}: it does not say once how long it is")
    return int(length)


def read_date(written: str | None) -> datetime | None:
    """Read a WARC-Date to the microsecond; None for one without seconds, or for nonsense."""
    found = _DATE.fullmatch(written or "")
    if not found:
        return None
    try:
        whole = datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
    except ValueError:
        return None
    return whole.replace(microsecond=int((found[2] or "0")[:6].ljust(6, "0")))
