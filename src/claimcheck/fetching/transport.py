"""Our httpx transport: address guard and recorder of exact bytes in one."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import httpx

from claimcheck.core.captures import TlsFacts
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching import connecting, guard
from claimcheck.fetching.recording import Broken, Ending, ExchangeFailed, Recording
from claimcheck.fetching.response_reader import CLOSED_EARLY, ResponseReader
from claimcheck.settings import Network

READ_BYTES = 64 * 1024
DEFAULT_SECONDS = 60.0

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

TIMED_OUT = Ending(Outcome.TIMEOUT, "time over", "the server did not answer in full in time")
CONNECTION_RESET = Ending(
    Outcome.CONNECT_ERROR,
    "connection reset",
    "the server broke the connection before it answered",
    transient=True,
)


@dataclass(slots=True)
class _Wire:
    """What is known of an exchange so far, so that nothing is lost when it breaks."""

    reader: ResponseReader
    started: float = field(default_factory=time.monotonic)
    request: bytes = b""
    peer: str | None = None
    tls: TlsFacts | None = None


class RecordingTransport(httpx.AsyncBaseTransport):
    """
    One HTTP/1.1 request a connection, to vetted addresses only, recorded byte for byte.

    The whole answer is read, within the limits, before the response is handed out: it carries
    no body, and `response.extensions["recording"]` (Recording) has everything. The request's
    `read` timeout is the limit in seconds for the whole exchange, a dripping server included;
    its extension `max_body_bytes` lowers the body limit. Raises ExchangeFailed when there is no
    answer to hand out. `Location` stays in the recording alone.
    """

    def __init__(
        self,
        *,
        allow: Sequence[Network] = (),
        max_body_bytes: int = 32 * 1024 * 1024,
        ssl_context: ssl.SSLContext | None = None,
        resolve: Resolve = connecting.resolve,
    ) -> None:
        self._allow = tuple(allow)
        self._max_body_bytes = max_body_bytes
        self._ssl_context = ssl_context or _default_ssl_context()
        self._resolve = resolve

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request and read its answer; see the class."""
        limit = request.extensions.get("max_body_bytes", self._max_body_bytes)
        wire = _Wire(ResponseReader(min(limit, self._max_body_bytes)))
        fault, cut = None, None
        try:
            async with asyncio.timeout(_seconds_for(request)):
                await self._converse(request, wire)
        except Broken as broken:
            fault, cut = broken.ending, broken.cut
        except TimeoutError:
            fault, cut = TIMED_OUT, "time" if wire.reader.raw else None
        return _build_response(_build_recording(wire, fault, cut), wire.reader)

    async def _converse(self, request: httpx.Request, wire: _Wire) -> None:
        host = request.url.raw_host.decode("ascii")
        secure = request.url.scheme == "https"
        port = request.url.port or (443 if secure else 80)
        addresses = await self._vetted_addresses(host, port)
        connection = await connecting.open_socket(addresses, port)
        streams = await connecting.open_streams(
            connection, self._ssl_context if secure else None, host
        )
        try:
            await _exchange(request, streams, wire)
        finally:
            streams[1].transport.abort()

    async def _vetted_addresses(self, host: str, port: int) -> tuple[guard.Address, ...]:
        try:
            literal = guard.literal_address(host)
            answers = [str(literal)] if literal else await self._resolve(host, port)
            return guard.vet(answers, port, self._allow)
        except guard.Forbidden as exc:
            raise Broken(_forbidden(exc.reason)) from exc
        except (OSError, UnicodeError) as exc:
            raise Broken(connecting.dns_fault(exc)) from exc


async def _exchange(request: httpx.Request, streams: connecting.Streams, wire: _Wire) -> None:
    reader, writer = streams
    wire.peer, wire.tls = connecting.read_peer(writer), connecting.read_tls(writer)
    wire.request = _request_bytes(request)
    writer.write(wire.request)
    try:
        while data := await reader.read(READ_BYTES):
            if wire.reader.feed(data):
                return
    except OSError as exc:
        raise _broken_connection(exc, wire) from exc
    wire.reader.finish()


def _broken_connection(exc: OSError, wire: _Wire) -> Broken:
    if wire.reader.raw:
        return Broken(CLOSED_EARLY, cut="disconnect")
    return Broken(connecting.tls_fault(exc) if isinstance(exc, ssl.SSLError) else CONNECTION_RESET)


def _request_bytes(request: httpx.Request) -> bytes:
    """
    Write the request down as it is sent. RFC 9112, section 3.

    Raises Broken for a header that would end its line: a cookie could carry one.
    """
    lines = [b"%s %s HTTP/1.1" % (request.method.encode("ascii"), request.url.raw_path)]
    # RFC 9110, section 7.2: Host first.
    headers = sorted(request.headers.raw, key=lambda header: header[0].lower() != b"host")
    lines += [b"%s: %s" % header for header in headers]
    if any(mark in line for line in lines for mark in (b"\r", b"\n", b"\0")):
        raise Broken(
            Ending(Outcome.PROTOCOL_ERROR, "unsendable header", "the site sets a broken cookie")
        )
    return b"\r\n".join([*lines, b"", b""])


def _build_recording(wire: _Wire, fault: Ending | None, cut: str | None) -> Recording:
    return Recording(
        request=wire.request,
        response=bytes(wire.reader.raw),
        seconds=time.monotonic() - wire.started,
        status=wire.reader.status,
        location=_header_text(wire.reader.header(b"location")),
        retry_after=_header_text(wire.reader.header(b"retry-after")),
        peer=wire.peer,
        tls=wire.tls,
        cut=cut,
        fault=fault,
    )


def _build_response(recording: Recording, reader: ResponseReader) -> httpx.Response:
    if recording.status is None:
        raise ExchangeFailed(recording)
    return httpx.Response(
        recording.status,
        headers=[header for header in reader.headers if _is_safe_for_httpx(*header)],
        stream=httpx.ByteStream(b""),
        extensions={"http_version": b"HTTP/1.1", "recording": recording},
    )


def _is_safe_for_httpx(name: bytes, value: bytes) -> bool:
    """It raises on a Location that it cannot read, and later on when a cookie is not ASCII."""
    return name.lower() != b"location" and (name.lower() != b"set-cookie" or value.isascii())


def _header_text(value: bytes | None) -> str | None:
    """Headers have no charset; sites write UTF-8 into Location where they should not."""
    if value is None:
        return None
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


def _seconds_for(request: httpx.Request) -> float:
    seconds = request.extensions.get("timeout", {}).get("read")
    return DEFAULT_SECONDS if seconds is None else float(seconds)


def _forbidden(reason: str) -> Ending:
    return Ending(
        Outcome.FORBIDDEN_ADDRESS, reason, f"the host is not at a public address ({reason})"
    )


def _default_ssl_context() -> ssl.SSLContext:
    """The certificates that httpx brings, and those of the system (a company's own)."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
