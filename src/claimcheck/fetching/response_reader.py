"""Reading one HTTP/1.x answer off a connection without changing or losing a byte of it."""

import re

import httptools

from claimcheck.core import http_message
from claimcheck.core.captures import NOT_HTTP
from claimcheck.core.http_message import Framing
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching import framing
from claimcheck.fetching.recording import Broken, Ending
from claimcheck.spool import Raw, Spool

MAX_HEAD_BYTES = 64 * 1024
"""Status line and headers, interim answers included; common servers stop at 8 to 32 KiB."""

MAX_SIDE_BODY_BYTES = 1024 * 1024
"""Body of an answer that is no page: an error or a redirect needs no more to prove itself."""

_HEAD_END = re.compile(rb"\n\r?\n")
_MINOR_VERSION = re.compile(rb"HTTP/1\.[0-9] ")
_LENGTH = re.compile(rb"^content-length:([^\n]*+)\n", re.I | re.M)
_NOT_BLANK = re.compile(rb"[^\r\n]")
_CLOSES = re.compile(rb"(?:^|,)[ \t]*close[ \t]*(?:,|$)", re.I)

TOO_LARGE = Ending(Outcome.TOO_LARGE, "body over the limit", "the answer is larger than allowed")
HEAD_TOO_LARGE = Ending(
    Outcome.PROTOCOL_ERROR,
    "header block over 64 KiB",
    f"the server's headers are longer than {MAX_HEAD_BYTES} bytes",
)
UNASKED_UPGRADE = Ending(
    Outcome.PROTOCOL_ERROR,
    "unasked upgrade",
    "the server switched to another protocol without being asked",
)
OTHER_PROTOCOL = Ending(Outcome.PROTOCOL_ERROR, NOT_HTTP, "the server answered in another protocol")
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
UNCLOSED = Ending(
    Outcome.PROTOCOL_ERROR,
    "ended without TLS closing alert",
    "the connection ended without saying so: somebody may have cut the answer short",
    transient=True,
)
"""RFC 9112, section 9.8."""


class ResponseReader:
    """
    Takes the bytes of one answer as they come and knows when it is whole.

    `status` and `headers` are None and empty until the head of the final answer is there.
    """

    def __init__(self, max_body_bytes: int) -> None:
        self.status: int | None = None
        self.headers: list[tuple[bytes, bytes]] = []
        self._raw = Spool()
        self._head = bytearray()
        self._read_bytes = 0
        self._max_body_bytes = max_body_bytes
        self._head_end = 0
        self._body: framing.BodyEnd | None = None
        self._ends_with_connection = False
        self._stays_open = False
        self._end: int | None = None

    @property
    def received_bytes(self) -> int:
        """How much came so far."""
        return len(self._raw)

    def feed(self, data: bytes) -> bool:
        """
        Take the next bytes; True when the answer is whole.

        Raises Broken at a limit and where the bytes are not HTTP.
        """
        self._raw.write(data)
        if self._body is None:
            self._head += data
            self._read_heads()
            if self._body is None:
                return False
            data = bytes(self._head[self._head_end :])
            self._head.clear()
        ends_at = self._body.feed(data)
        limit = self._head_end + self._body_limit()
        end = self._head_end + ends_at if ends_at is not None else len(self._raw)
        if end > limit:
            self._end = limit
            raise Broken(TOO_LARGE, cut="length")
        if ends_at is not None:
            self._end = end
        return ends_at is not None

    def finish(self, *, was_closed: bool = True) -> None:
        """
        Take the end of the connection. Raises Broken unless it also ends the answer.

        That can only be where the server said that it would send no more (`was_closed`).
        """
        if not len(self._raw):
            raise Broken(NOTHING_CAME)
        if not self._ends_with_connection:
            raise Broken(CLOSED_EARLY, cut="disconnect")
        if not was_closed:
            raise Broken(UNCLOSED, cut="disconnect")

    def take(self) -> Raw:
        """Give what came, up to the end of the answer or the limit; the reader ends with it."""
        return self._raw.freeze(self._end)

    @property
    def leaves_connection_usable(self) -> bool:
        """Whether another request may follow: a whole answer, and not a byte more than it."""
        return self._stays_open and self._end == len(self._raw)

    def header(self, wanted: bytes) -> bytes | None:
        """Give the first value of a header, named in lower case."""
        return next((value for name, value in self.headers if name.lower() == wanted), None)

    def _read_heads(self) -> None:
        """Take apart the heads that are there, interim answers skipped."""
        while self._body is None:
            start = _NOT_BLANK.search(self._head, self._read_bytes)
            if start is None:
                break
            begins = bytes(self._head[start.start() : start.start() + 5])
            # What is no HTTP at all would never end its head.
            if not b"HTTP/".startswith(begins[: len(b"HTTP/")]):
                raise Broken(OTHER_PROTOCOL)
            end = _HEAD_END.search(self._head, start.start())
            if end is None:
                break
            self._read_bytes = end.end()
            self._read_head(_Head(bytes(self._head[start.start() : end.end()])))
        if max(self._read_bytes, len(self._head) if self._body is None else 0) > MAX_HEAD_BYTES:
            raise Broken(HEAD_TOO_LARGE, cut="length")

    def _read_head(self, head: "_Head") -> None:
        if head.status == 101:
            raise Broken(UNASKED_UPGRADE)
        if 100 <= head.status < 200:
            return
        self.status, self.headers = head.status, head.headers
        self._head_end = self._read_bytes
        found, length = http_message.framing_of(
            head.status, tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in head.headers)
        )
        self._body = framing.follow(found, length)
        self._ends_with_connection = found is Framing.CLOSE
        closes = any(
            name.lower() == b"connection" and _CLOSES.search(value) for name, value in head.headers
        )
        self._stays_open = head.version == "1.1" and found is not Framing.CLOSE and not closes

    def _body_limit(self) -> int:
        if self.status is not None and 200 <= self.status < 300:
            return self._max_body_bytes
        return min(self._max_body_bytes, MAX_SIDE_BODY_BYTES)


class _Head:
    """One head, read by llhttp. Raises Broken where it is not one of HTTP."""

    def __init__(self, raw: bytes) -> None:
        self.headers: list[tuple[bytes, bytes]] = []
        parser = httptools.HttpResponseParser(self)
        # What browsers accept too: folded and 8-bit headers, bare LF, a length beside chunks.
        # None can smuggle anything here: a connection with a byte too many serves no more.
        parser.set_dangerous_leniencies(
            lenient_headers=True,
            lenient_chunked_length=True,
            lenient_optional_cr_before_lf=True,
            # A later minor version is read as the highest that we know: RFC 9110, section 2.5.
            lenient_version=_MINOR_VERSION.match(raw) is not None,
        )
        try:
            parser.feed_data(_with_one_length(raw))
        except httptools.HttpParserCallbackError:
            raise
        except httptools.HttpParserUpgrade:
            raise Broken(UNASKED_UPGRADE) from None
        except httptools.HttpParserError as exc:
            raise Broken(_not_http(exc)) from exc
        self.status = int(parser.get_status_code())
        self.version = str(parser.get_http_version())

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by the parser."""
        self.headers.append((name, value or b""))


def _with_one_length(head: bytes) -> bytes:
    """Give the head with its lengths as one where they agree: RFC 9110, section 8.6."""
    found = [match[1] for match in _LENGTH.finditer(head)]
    items = [item.strip(b" \t\r") for item in b",".join(found).split(b",")]
    if len(items) < 2 or len(set(items)) > 1 or not items[0].isdigit():
        return head
    return _LENGTH.sub(b"", head).replace(b"\n", b"\nContent-Length: %s\r\n" % items[0], 1)


def _not_http(exc: httptools.HttpParserError) -> Ending:
    return Ending(
        Outcome.PROTOCOL_ERROR, NOT_HTTP, f"the server's answer is not proper HTTP ({exc})"
    )
