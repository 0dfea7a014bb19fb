"""Where the body of an answer ends, followed as its bytes come (RFC 9112, sections 6 and 7)."""

from typing import Protocol

from claimcheck.core.http_message import CHUNK_LINE, Framing
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.recording import Broken, Ending

MAX_CHUNKS = 200_000
"""A page cut into more is an attack on our time."""

MAX_LINE_BYTES = 8 * 1024
MAX_TRAILER_BYTES = 64 * 1024

TOO_MANY_CHUNKS = Ending(
    Outcome.PROTOCOL_ERROR,
    "too many chunks",
    f"the server cut its answer into more than {MAX_CHUNKS} pieces",
)
BROKEN_CHUNKS = Ending(
    Outcome.PROTOCOL_ERROR, "broken chunks", "the server's answer breaks the rules for chunks"
)

_EMPTY_LINES = (b"\r\n", b"\n")


class BodyEnd(Protocol):
    """Takes the bytes of a body and says at which of them it ends, None before that."""

    def feed(self, data: bytes) -> int | None:
        """Take the next bytes; where the body ends, counted from its first byte."""


def follow(framing: Framing, length: int) -> BodyEnd:
    """Give what follows a body of this framing."""
    match framing:
        case Framing.NONE:
            return FixedEnd(0)
        case Framing.LENGTH:
            return FixedEnd(length)
        case Framing.CLOSE:
            return FixedEnd(None)
        case Framing.CHUNKED:
            return ChunkedEnd()


class FixedEnd:
    """A body whose length is known, or that only the connection's end ends (None)."""

    def __init__(self, length: int | None) -> None:
        self._length = length
        self._seen = 0

    def feed(self, data: bytes) -> int | None:
        """Take the next bytes; see BodyEnd."""
        self._seen += len(data)
        ended = self._length is not None and self._seen >= self._length
        return self._length if ended else None


class ChunkedEnd:
    """A body in chunks, as tolerant as `core.http_message` is when it reads it again."""

    def __init__(self) -> None:
        self._line = bytearray()
        self._in_chunk = 0
        self._after_chunk = False
        self._in_trailers = False
        self._trailer_bytes = 0
        self._chunks = 0
        self._position = 0

    def feed(self, data: bytes) -> int | None:
        """Take the next bytes; see BodyEnd. Raises Broken where they break the rules."""
        at = 0
        while at < len(data):
            if self._in_chunk:
                step = min(self._in_chunk, len(data) - at)
                self._in_chunk -= step
                at += step
                continue
            newline = data.find(b"\n", at)
            end = newline + 1 if newline >= 0 else len(data)
            self._line += data[at:end]
            at = end
            if len(self._line) > MAX_LINE_BYTES:
                raise Broken(BROKEN_CHUNKS, cut="unspecified")
            if newline >= 0 and self._ends_with_line():
                return self._position + at
        self._position += at
        return None

    def _ends_with_line(self) -> bool:
        line, self._line = bytes(self._line), bytearray()
        if self._in_trailers:
            self._trailer_bytes += len(line)
            if self._trailer_bytes > MAX_TRAILER_BYTES:
                raise Broken(BROKEN_CHUNKS, cut="unspecified")
            return line in _EMPTY_LINES
        if self._after_chunk:
            if line not in _EMPTY_LINES:
                raise Broken(BROKEN_CHUNKS, cut="unspecified")
            self._after_chunk = False
        else:
            self._begin_chunk(line)
        return False

    def _begin_chunk(self, line: bytes) -> None:
        match = CHUNK_LINE.fullmatch(line)
        if not match:
            raise Broken(BROKEN_CHUNKS, cut="unspecified")
        self._chunks += 1
        if self._chunks > MAX_CHUNKS:
            raise Broken(TOO_MANY_CHUNKS, cut="length")
        self._in_chunk = int(match[1], 16)
        self._in_trailers = self._in_chunk == 0
        self._after_chunk = not self._in_trailers
