"""HTTP/1.x responses as they were recorded: taken apart, but never changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from claimcheck import spool
from claimcheck.spool import Raw

MAX_HEAD_BYTES = 1024 * 1024
"""All header blocks of one response; servers refuse far smaller ones, so this is no page."""

# Possessive, so that a hostile line cannot make the match quadratic.
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+([1-9]\d\d)(?!\d)([^\n]*+)(?:\n|\Z)")
_HEAD_END = re.compile(rb"\n\r?\n")
CHUNK_LINE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]{0,4096})?\r?\n")


class NotHttp(ValueError):
    """The bytes are no HTTP/1.x response."""


class Framing(StrEnum):
    """What says where the body ends (RFC 9112, section 6.3)."""

    LENGTH = "length"  # a Content-Length that can be believed
    CHUNKED = "chunked"
    CLOSE = "close"  # the end of the connection
    NONE = "none"  # the status allows no body


@dataclass(frozen=True, slots=True)
class Body:
    """Where the entity lies in recorded bytes; `length` counts with Framing.LENGTH alone."""

    raw: Raw
    start: int
    framing: Framing
    length: int = 0

    def pieces(self) -> Iterator[memoryview]:
        """Give the entity, de-chunked, trailers dropped, still content-encoded, in pieces."""
        match self.framing:
            case Framing.NONE:
                return
            case Framing.LENGTH:
                yield from spool.pieces(self.raw, self.start, self.start + self.length)
            case Framing.CLOSE:
                yield from spool.pieces(self.raw, self.start)
            case Framing.CHUNKED:
                for start, end in _chunks(self.raw, self.start):
                    yield from spool.pieces(self.raw, start, end)

    @property
    def cut(self) -> bool:
        """Whether the bytes end before the entity does."""
        match self.framing:
            case Framing.LENGTH:
                return len(self.raw) - self.start < self.length
            case Framing.CHUNKED:
                last = (0, 1)
                for last in _chunks(self.raw, self.start):  # noqa: B007 -- the last one tells
                    pass
                return last[0] != last[1]
            case _:
                return False


@dataclass(frozen=True, slots=True)
class ResponseMessage:
    """
    The final response of an exchange.

    `headers` keep order, case and repeats, as latin-1. `cut` means that the body ends too
    early. `head_bytes` is where the body begins in the recorded bytes, interim responses
    included.
    """

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: Body
    cut: bool
    head_bytes: int

    @property
    def framing(self) -> Framing:
        """What says where the body ends."""
        return self.body.framing

    @property
    def payload(self) -> bytes:
        """The entity, de-chunked, still content-encoded, as a whole: mind its size."""
        return b"".join(self.body.pieces())

    @property
    def payload_bytes(self) -> int:
        """The size of the entity."""
        return sum(map(len, self.body.pieces()))

    def payload_head(self, max_bytes: int) -> bytes:
        """Give the first bytes of the entity, without touching the rest."""
        head = bytearray()
        for piece in self.body.pieces():
            head += piece[: max_bytes - len(head)]
            if len(head) == max_bytes:
                break
        return bytes(head)

    def payload_sha256(self) -> str:
        """The digest of the entity, in hexadecimal."""
        digest = sha256()
        for piece in self.body.pieces():
            digest.update(piece)
        return digest.hexdigest()

    def header(self, name: str) -> str | None:
        """Give the first value of a header, whatever the case of its name."""
        return next(iter(self.header_values(name)), None)

    def header_values(self, name: str) -> tuple[str, ...]:
        """Give all values of a header in order, whatever the case of its name."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key.lower() == wanted)

    @property
    def content_codings(self) -> tuple[str, ...]:
        """The codings of the payload in the order in which they were applied."""
        return _list_items(self.header_values("content-encoding"))


def parse_response(raw: Raw) -> ResponseMessage:
    """
    Read the final response out of recorded bytes, as a tolerant browser would.

    Interim (1xx) responses are skipped; bare LF, folded lines, odd case and cut bodies are
    accepted. Raises NotHttp when there is no status line or its headers never end within
    MAX_HEAD_BYTES. RFC 9112.
    """
    start = _skip_blank_lines(raw, 0)
    while True:
        status, reason = _status_line(raw, start)
        head_end, body_start = _head_end(raw, start)
        following = _skip_blank_lines(raw, body_start)
        interim = 100 <= status < 200 and status != 101
        if not interim or raw[following : following + 5] != b"HTTP/":
            break
        start = following
    headers = _headers(raw[start:head_end])
    framing, length = framing_of(status, headers)
    torn_head = body_start > len(raw)
    body = Body(raw, min(body_start, len(raw)), framing, length)
    return ResponseMessage(status, reason, headers, body, torn_head or body.cut, body.start)


def whole_entity(raw: Raw, content_type: str | None) -> ResponseMessage:
    """Treat bytes that never came over HTTP (a file handed in) as an answer's entity."""
    headers = (("Content-Type", content_type),) if content_type else ()
    return ResponseMessage(200, "", headers, Body(raw, 0, Framing.CLOSE), cut=False, head_bytes=0)


def _skip_blank_lines(raw: Raw, position: int) -> int:
    # Bounded: a server that sends nothing but line ends is no HTTP server.
    end = min(len(raw), position + 64)
    while position < end and raw[position] in b"\r\n":
        position += 1
    return position


def _status_line(raw: Raw, start: int) -> tuple[int, str]:
    match = _STATUS_LINE.match(raw, start, start + MAX_HEAD_BYTES)
    if not match:
        raise NotHttp("the answer has no HTTP status line")
    return int(match[1]), match[2].decode("latin-1").strip()


def _head_end(raw: Raw, start: int) -> tuple[int, int]:
    """Where the header lines end and where the body begins: past the end for a torn head."""
    match = _HEAD_END.search(raw, start, MAX_HEAD_BYTES)
    if match:
        return match.start() + 1, match.end()
    if len(raw) > MAX_HEAD_BYTES:
        raise NotHttp(f"the headers do not end within {MAX_HEAD_BYTES} bytes")
    return len(raw), len(raw) + 1


def _headers(head: bytes) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    folds: list[str] = []
    for line in head.decode("latin-1").split("\n")[1:]:
        if line[:1] in (" ", "\t"):
            folds.append(line.strip(" \t\r"))
            continue
        _unfold(found, folds)
        name, colon, value = line.partition(":")
        if colon and name.strip():
            found.append((name.strip(" \t\r"), value.strip(" \t\r")))
    _unfold(found, folds)
    return tuple(found)


def _unfold(found: list[tuple[str, str]], folds: list[str]) -> None:
    if found and folds:
        name, value = found[-1]
        found[-1] = (name, " ".join(part for part in (value, *folds) if part))
    folds.clear()


def framing_of(status: int, headers: tuple[tuple[str, str], ...]) -> tuple[Framing, int]:
    """Say what ends the body behind a head, and after how many bytes if that is known."""
    if status < 200 or status in (204, 304):
        return Framing.NONE, 0
    codings = _list_items(_values(headers, "transfer-encoding"))
    if codings:
        return (Framing.CHUNKED if codings[-1] == "chunked" else Framing.CLOSE), 0
    lengths = set(_list_items(_values(headers, "content-length")))
    if len(lengths) == 1 and re.fullmatch(r"[0-9]{1,15}", length := lengths.pop()):
        return Framing.LENGTH, int(length)
    return Framing.CLOSE, 0


def _values(headers: tuple[tuple[str, str], ...], wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in headers if name.lower() == wanted)


def _list_items(values: tuple[str, ...]) -> tuple[str, ...]:
    items = ",".join(values).split(",")
    return tuple(item.strip().lower() for item in items if item.strip())


def _chunks(raw: Raw, position: int) -> Iterator[tuple[int, int]]:
    """
    Where the content of each chunk lies; an empty one comes last if the body is whole.

    A chunk that the bytes end in reaches past their end. RFC 9112, section 7.1.
    """
    next_drop = position + spool.PIECE_BYTES
    while match := CHUNK_LINE.match(raw, position):
        start, size = match.end(), int(match[1], 16)
        if start > next_drop:
            spool.drop(raw, start)
            next_drop = start + spool.PIECE_BYTES
        end = start + size
        yield start, end
        if size == 0 or end > len(raw):
            return
        position = end + (2 if raw[end : end + 2] == b"\r\n" else 1)
        if raw[end:position] not in (b"\r\n", b"\n"):
            yield len(raw), len(raw) + 1
            return
