"""Reading one HTTP/1.x answer off a connection without changing or losing a byte of it."""

import re

import httptools

from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.recording import Broken, Ending

MAX_HEAD_BYTES = 64 * 1024
"""Status line and headers, interim answers included; common servers stop at 8 to 32 KiB."""

MAX_SIDE_BODY_BYTES = 1024 * 1024
"""Body of an answer that is no page: an error or a redirect needs no more to prove itself."""

MAX_CHUNKS = 200_000
"""A page cut into more is an attack on our time."""

_HEAD_END = re.compile(rb"\n\r?\n")
_CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r\n")
_TRAILERS = re.compile(rb"(?:[^\r\n]+\r\n)*+\r\n")
_NOT_BLANK = re.compile(rb"[^\r\n]")

TOO_LARGE = Ending(Outcome.TOO_LARGE, "body over the limit", "the answer is larger than allowed")
HEAD_TOO_LARGE = Ending(
    Outcome.PROTOCOL_ERROR,
    "header block over 64 KiB",
    f"the server's headers are longer than {MAX_HEAD_BYTES} bytes",
)
TOO_MANY_CHUNKS = Ending(
    Outcome.PROTOCOL_ERROR,
    "too many chunks",
    f"the server cut its answer into more than {MAX_CHUNKS} pieces",
)
UNASKED_UPGRADE = Ending(
    Outcome.PROTOCOL_ERROR,
    "unasked upgrade",
    "the server switched to another protocol without being asked",
)
OTHER_PROTOCOL = Ending(
    Outcome.PROTOCOL_ERROR, "not HTTP", "the server answered in another protocol"
)
NOTHING_CAME = Ending(
    Outcome.PROTOCOL_ERROR,
    "empty response",
    "the server closed the connection without an answer",
    transient=True,
)
CLOSED_EARLY = Ending(
    Outcome.PROTOCOL_ERROR,
    "connection closed early",
    "the connection broke before the answer was whole",
    transient=True,
)


class ResponseReader:
    """
    Takes the bytes of one answer as they come and knows when it is whole.

    `raw` is what came, up to the end of the answer or the limit; `status` and `headers` are
    None and empty until the head of the final answer is there.
    """

    def __init__(self, max_body_bytes: int) -> None:
        self.raw = bytearray()
        self.status: int | None = None
        self.headers: list[tuple[bytes, bytes]] = []
        self._max_body_bytes = max_body_bytes
        self._interim = 0
        self._head_end = 0
        self._chunks = 0
        self._is_whole = False
        self._is_http = True
        self._parser = httptools.HttpResponseParser(self)
        # What browsers accept too: folded and 8-bit headers, bare LF, a length beside chunks.
        # None can smuggle anything here, because each connection serves one request.
        self._parser.set_dangerous_leniencies(
            lenient_headers=True,
            lenient_chunked_length=True,
            lenient_optional_cr_before_lf=True,
            lenient_spaces_after_chunk_size=True,
        )

    def feed(self, data: bytes) -> bool:
        """
        Take the next bytes; True when the answer is whole.

        Raises Broken at a limit and where the bytes are not HTTP.
        """
        self.raw += data
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserCallbackError:
            raise
        except httptools.HttpParserUpgrade:
            raise Broken(UNASKED_UPGRADE) from None
        except httptools.HttpParserError as exc:
            # Once the answer is whole, what follows it on the connection is not ours.
            if not self._is_whole:
                raise Broken(_not_http(exc)) from exc
        self._check_limits()
        return self._is_whole

    def finish(self) -> None:
        """Take the end of the connection. Raises Broken unless it also ends the answer."""
        if not self.raw:
            raise Broken(NOTHING_CAME)
        if self.status is None or not self._ends_with_connection():
            raise Broken(CLOSED_EARLY, cut="disconnect")

    def header(self, wanted: bytes) -> bytes | None:
        """Give the first value of a header, named in lower case."""
        return next((value for name, value in self.headers if name.lower() == wanted), None)

    def on_message_begin(self) -> None:
        """Called by the parser."""

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by the parser, for trailers too: those are no headers."""
        if self.status is None:
            self.headers.append((name, value or b""))

    def on_headers_complete(self) -> None:
        """Called by the parser, for interim answers too."""
        if self.status is not None:
            return
        status = self._parser.get_status_code()
        if 100 <= status < 200:
            self._interim += 1
            self.headers.clear()
            return
        self.status = status
        self._head_end = _find_head_end(self.raw, self._interim + 1)
        # The parser takes RTSP and ICE too, which nothing later on could read.
        start = _NOT_BLANK.search(self.raw, _find_head_end(self.raw, self._interim))
        self._is_http = start is not None and self.raw.startswith(b"HTTP/", start.start())

    def on_chunk_header(self) -> None:
        """Called by the parser."""
        self._chunks += 1

    def on_message_complete(self) -> None:
        """Called by the parser, for interim answers too."""
        self._is_whole = self.status is not None

    def _check_limits(self) -> None:
        head_bytes = len(self.raw) if self.status is None else self._head_end
        if head_bytes > MAX_HEAD_BYTES:
            raise Broken(HEAD_TOO_LARGE, cut="length")
        if self.status is None:
            return
        if not self._is_http:
            raise Broken(OTHER_PROTOCOL)
        if self._chunks > MAX_CHUNKS:
            raise Broken(TOO_MANY_CHUNKS, cut="length")
        if self._is_whole:
            del self.raw[self._message_end() :]
        limit = self._head_end + self._body_limit()
        if len(self.raw) > limit:
            del self.raw[limit:]
            raise Broken(TOO_LARGE, cut="length")

    def _body_limit(self) -> int:
        if self.status is not None and 200 <= self.status < 300:
            return self._max_body_bytes
        return min(self._max_body_bytes, MAX_SIDE_BODY_BYTES)

    def _is_chunked(self) -> bool:
        codings = b",".join(v for n, v in self.headers if n.lower() == b"transfer-encoding")
        return codings.lower().rpartition(b",")[2].strip() == b"chunked"

    def _ends_with_connection(self) -> bool:
        if self.header(b"transfer-encoding") is not None:
            return not self._is_chunked()
        return self.header(b"content-length") is None

    def _message_end(self) -> int:
        if self.status in (204, 304):
            return self._head_end
        if self._is_chunked():
            return _find_chunks_end(self.raw, self._head_end)
        return self._head_end + int(self.header(b"content-length") or 0)


def _not_http(exc: httptools.HttpParserError) -> Ending:
    return Ending(
        Outcome.PROTOCOL_ERROR, "not HTTP", f"the server's answer is not proper HTTP ({exc})"
    )


def _find_head_end(raw: bytearray, heads: int) -> int:
    """Where the last of so many heads ends; blank lines before a status line are skipped."""
    position = 0
    for _ in range(heads):
        start = _NOT_BLANK.search(raw, position)
        end = _HEAD_END.search(raw, start.start() if start else position)
        position = end.end() if end else len(raw)
    return position


def _find_chunks_end(raw: bytearray, position: int) -> int:
    """
    Where a chunked body that is known to be whole ends, trailers included (RFC 9112, 7.1).

    Where the framing is odd only the parser knows how it took it: then everything is kept.
    """
    while line := _CHUNK_LINE.match(raw, position):
        size = int(line[1], 16)
        if size == 0:
            end = _TRAILERS.match(raw, line.end())
            return end.end() if end else len(raw)
        position = line.end() + size + 2
    return len(raw)
