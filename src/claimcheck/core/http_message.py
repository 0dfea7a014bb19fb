"""HTTP/1.x responses as they were recorded: taken apart, but never changed."""

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum

MAX_HEAD_BYTES = 1024 * 1024
"""All header blocks of one response; servers refuse far smaller ones, so this is no page."""

MAX_CODINGS = 4
"""Content codings on one body. Real pages have one; each layer multiplies a bomb."""

MAX_MEMBERS = 1000
"""Members of one gzip body. Real pages have one; empty ones cost time and give nothing."""

# Possessive, so that a hostile line cannot make the match quadratic.
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+([1-9]\d\d)(?!\d)([^\n]*+)(?:\n|\Z)")
_HEAD_END = re.compile(rb"\n\r?\n")
_CHUNK_LINE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]{0,4096})?\r?\n")
_SLICE_BYTES = 1024
_GZIP, _WRAPPED, _BARE = 31, 15, -15  # zlib's `wbits`


class NotHttp(ValueError):
    """The bytes are no HTTP/1.x response."""


class CannotDecode(ValueError):
    """The content coding is unknown to us, or the bytes are not in it."""


class Framing(StrEnum):
    """What says where the body ends (RFC 9112, section 6.3)."""

    LENGTH = "length"  # a Content-Length that can be believed
    CHUNKED = "chunked"
    CLOSE = "close"  # the end of the connection
    NONE = "none"  # the status allows no body


@dataclass(frozen=True, slots=True)
class ResponseMessage:
    """
    The final response of an exchange.

    `headers` keep order, case and repeats, as latin-1. `payload` is the entity: de-chunked,
    trailers dropped, still content-encoded. `cut` means that the body ends too early.
    `head_bytes` is where the body begins in the recorded bytes, interim responses included.
    """

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    framing: Framing
    cut: bool
    head_bytes: int

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


@dataclass(frozen=True, slots=True)
class Decoded:
    """Content without its codings. `cut`: the stream tore, or there was more than allowed."""

    content: bytes
    cut: bool


def parse_response(raw: bytes) -> ResponseMessage:
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
        if not interim or not raw.startswith(b"HTTP/", following):
            break
        start = following
    headers = _headers(raw[start:head_end])
    framing, length = _framing(status, headers)
    payload, cut = _payload(raw, body_start, framing, length)
    torn_head = body_start > len(raw)
    return ResponseMessage(
        status, reason, headers, payload, framing, cut or torn_head, min(body_start, len(raw))
    )


def decode_content(payload: bytes, codings: tuple[str, ...], *, max_bytes: int) -> Decoded:
    """
    Undo the content codings, last applied first, giving at most `max_bytes`.

    A torn stream gives what can be read of it, to within its last kibibyte. The bound on the
    output holds at every layer, so time and memory are bounded whatever the ratio.
    Raises CannotDecode for a coding other than gzip, deflate and identity, for more than
    MAX_CODINGS of them, and for bytes that are not in it. RFC 9110, section 8.4.
    """
    layers = [coding.lower() for coding in codings if coding.lower() != "identity"]
    if len(layers) > MAX_CODINGS:
        raise CannotDecode(f"{len(layers)} content codings on one body")
    content, cut = payload, False
    for coding in reversed(layers):
        layer = _decode_layer(content, coding, max_bytes)
        content, cut = layer.content, cut or layer.cut
    return Decoded(content[:max_bytes], cut or len(content) > max_bytes)


def _skip_blank_lines(raw: bytes, position: int) -> int:
    # Bounded: a server that sends nothing but line ends is no HTTP server.
    end = min(len(raw), position + 64)
    while position < end and raw[position] in b"\r\n":
        position += 1
    return position


def _status_line(raw: bytes, start: int) -> tuple[int, str]:
    match = _STATUS_LINE.match(raw, start, start + MAX_HEAD_BYTES)
    if not match:
        raise NotHttp("the answer has no HTTP status line")
    return int(match[1]), match[2].decode("latin-1").strip()


def _head_end(raw: bytes, start: int) -> tuple[int, int]:
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


def _framing(status: int, headers: tuple[tuple[str, str], ...]) -> tuple[Framing, int]:
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


def _payload(raw: bytes, start: int, framing: Framing, length: int) -> tuple[bytes, bool]:
    match framing:
        case Framing.NONE:
            return b"", False
        case Framing.LENGTH:
            return raw[start : start + length], len(raw) - start < length
        case Framing.CHUNKED:
            return _dechunk(raw, start)
        case Framing.CLOSE:
            return raw[start:], False


def _dechunk(raw: bytes, position: int) -> tuple[bytes, bool]:
    """The chunks' content, and whether it ended before the last chunk (RFC 9112, 7.1)."""
    entity = bytearray()
    view = memoryview(raw)
    while match := _CHUNK_LINE.match(raw, position):
        size = int(match[1], 16)
        if size == 0:
            return bytes(entity), False
        end = match.end() + size
        entity += view[match.end() : end]
        if end > len(raw):
            break
        position = end + (2 if raw.startswith(b"\r\n", end) else 1)
        if raw[end:position] not in (b"\r\n", b"\n"):
            break
    return bytes(entity), True


def _decode_layer(source: bytes, coding: str, max_bytes: int) -> Decoded:
    match coding:
        case "gzip" | "x-gzip":
            return _inflate(source, _GZIP, max_bytes)
        case "deflate":
            # Some servers send the bare stream, without the zlib wrapper that the name
            # means: RFC 9110, section 8.4.1.2.
            try:
                return _inflate(source, _WRAPPED, max_bytes)
            except CannotDecode:
                return _inflate(source, _BARE, max_bytes)
        case _:
            raise CannotDecode(f"the content coding {coding[:40]!r} is not known")


def _inflate(source: bytes, wbits: int, max_bytes: int) -> Decoded:
    """One layer undone; gzip may come in several members, other trailing bytes are ignored."""
    content = bytearray()
    inflater, members, position = zlib.decompressobj(wbits), 1, 0
    try:
        while position < len(source) and members <= MAX_MEMBERS:
            piece = source[position : position + _SLICE_BYTES]
            content += inflater.decompress(piece, max_bytes + 1 - len(content))
            if len(content) > max_bytes:
                break
            position += len(piece) - len(inflater.unused_data)
            if inflater.eof:
                if wbits != _GZIP or not source.startswith(b"\x1f\x8b", position):
                    return Decoded(bytes(content), cut=False)
                inflater, members = zlib.decompressobj(wbits), members + 1
    except zlib.error as exc:
        # A bare stream has no header to know it by: broken means that it never was one.
        if not content or wbits == _BARE:
            raise CannotDecode(f"the content cannot be decoded ({exc})") from exc
    return Decoded(bytes(content[:max_bytes]), cut=bool(source))
