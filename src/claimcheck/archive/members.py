"""One record out of one gzip member: strict, because the file may come from anywhere."""

import re
import uuid
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from claimcheck.archive.header import format_digest
from claimcheck.archive.records import MAX_BLOCK_BYTES
from claimcheck.core.captures import Place
from claimcheck.spool import Raw, Spool

_MAX_HEAD_BYTES = 64 * 1024
_PIECE_BYTES = 16 * 1024
_END = b"\r\n\r\n"

_FIELD = re.compile(r"([!#-'*+\-.^-z|~A-Z0-9]+): ?([ -~]*)")
_RECORD_ID = re.compile(r"<urn:uuid:([0-9a-f-]{36})>")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z")
_ONCE = ("warc-type", "warc-record-id", "warc-date", "content-length", "warc-block-digest")


class BadRecord(ValueError):
    """The bytes at this place are no whole record. The message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its type, its UUID, where it lies, its named fields and its block."""

    type: str
    id: str
    place: Place
    fields: tuple[tuple[str, str], ...]
    block: Raw

    def field(self, name: str) -> str | None:
        """Give the first value of a named field, whatever the case of its name."""
        wanted = name.lower()
        return next((value for key, value in self.fields if key.lower() == wanted), None)


def read_member(file: BinaryIO, segment: str, offset: int) -> Record:
    """
    Read the record at `offset`, with its block digest checked.

    Memory is bounded: a large block lies in a temporary file.
    Raises BadRecord for anything but one whole WARC/1.1 record in one gzip member.
    """
    member = _Member(file, offset)
    data = bytearray()
    while (head_end := data.find(_END)) < 0:
        if len(data) > _MAX_HEAD_BYTES or not member.read_into(data):
            raise BadRecord("no WARC header, or one that does not end")
    fields = _fields(bytes(data[:head_end]))
    found = {name.lower(): value for name, value in fields}
    del data[: head_end + len(_END)]
    block = _read_block(member, data, _block_bytes(found))
    if found["warc-block-digest"] != format_digest(block.sha256):
        raise BadRecord("the block does not have the digest that the record states")
    place = Place(segment, offset, member.length)
    return Record(found["warc-type"], parse_urn(found["warc-record-id"]), place, fields, block.raw)


@dataclass(frozen=True, slots=True)
class _Block:
    raw: Raw
    sha256: str


def _read_block(member: "_Member", data: bytearray, block_bytes: int) -> _Block:
    """Take the block out of the rest of a member, `data` being what came with its head."""
    spooled, digest, left = Spool(), sha256(), block_bytes
    while left:
        if not data and not member.read_into(data):
            raise BadRecord("the record does not end where its Content-Length says")
        piece = bytes(data[:left])
        del data[: len(piece)]
        spooled.write(piece)
        digest.update(piece)
        left -= len(piece)
    while len(data) <= len(_END) and member.read_into(data):
        pass
    if data != _END:
        raise BadRecord("the record does not end where its Content-Length says")
    return _Block(spooled.freeze(), digest.hexdigest())


def parse_urn(value: str) -> str:
    """Take the UUID out of a record identifier. Raises BadRecord when there is none."""
    match = _RECORD_ID.fullmatch(value)
    try:
        if match and str(uuid.UUID(match[1])) == match[1]:
            return match[1]
    except ValueError:
        pass
    raise BadRecord("the record's identifier is no urn:uuid")


class _Member:
    """One gzip member, inflated a bounded piece at a time."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        self._file = file
        self._inflater = zlib.decompressobj(31)
        self._pending = b""
        self._fed = 0

    @property
    def length(self) -> int:
        """Bytes of the whole member in the file; right once it has ended."""
        return self._fed - len(self._inflater.unused_data)

    def read_into(self, data: bytearray) -> bool:
        """Append the next piece, at least one byte; False at the end of the member."""
        while not self._inflater.eof:
            piece = self._inflate()
            if piece:
                data += piece
                return True
        return False

    def _inflate(self) -> bytes:
        if not self._pending:
            self._pending = self._file.read(_PIECE_BYTES)
            self._fed += len(self._pending)
            if not self._pending:
                raise BadRecord("the file ends within a record")
        try:
            # Bounded output: a bomb is refused after the first piece too many.
            piece = self._inflater.decompress(self._pending, 8 * _PIECE_BYTES)
        except zlib.error as exc:
            raise BadRecord("the compressed bytes are damaged") from exc
        self._pending = self._inflater.unconsumed_tail
        return piece


def _fields(head: bytes) -> tuple[tuple[str, str], ...]:
    version, *lines = head.decode("latin-1").split("\r\n")
    if version != "WARC/1.1":
        raise BadRecord("not a WARC/1.1 record")
    matches = [_FIELD.fullmatch(line) for line in lines]
    fields = tuple((match[1], match[2]) for match in matches if match)
    if len(fields) != len(lines):
        raise BadRecord("a header line is not a WARC named field")
    names = [name.lower() for name, _ in fields]
    wrong = [name for name in _ONCE if names.count(name) != 1]
    if wrong:
        raise BadRecord(f"the record needs exactly one {wrong[0]}")
    return fields


def _block_bytes(found: dict[str, str]) -> int:
    length = found["content-length"]
    if not re.fullmatch(r"[0-9]{1,12}", length) or int(length) > MAX_BLOCK_BYTES:
        raise BadRecord(f"a record of {length[:20]} bytes is more than is read")
    if not _DATE.fullmatch(found["warc-date"]):
        raise BadRecord("the record has no valid WARC-Date")
    return int(length)
