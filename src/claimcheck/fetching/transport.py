"""Our httpx transport: address guard and recorder of exact bytes in one."""

import asyncio
import ssl
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import httpx

from claimcheck.core.captures import Connected
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching import connecting, guard
from claimcheck.fetching.recording import Broken, Ending, ExchangeFailed, Recording
from claimcheck.fetching.response_reader import ResponseReader
from claimcheck.fetching.wire import Opened, Wire
from claimcheck.settings import Network
from claimcheck.spool import Raw

DEFAULT_SECONDS = 60.0

MAX_IDLE = 256
"""Hosts whose connections are kept for another request: as many as are asked at once, or each
would be opened anew while its host waits for its turn. Each holds a descriptor."""

MAX_IDLE_SECONDS = 4.0
"""Common servers close an idle connection after five seconds or more."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
_Origin = tuple[str, str, int]

TIMED_OUT = Ending(Outcome.TIMEOUT, "time over", "the server did not answer in full in time")


@dataclass(slots=True)
class _Course:
    """What is known of an exchange so far, so that nothing is lost when it breaks."""

    reader: ResponseReader
    started: float = field(default_factory=time.monotonic)
    request: bytes = b""
    connected: Connected | None = None


class RecordingTransport(httpx.AsyncBaseTransport):
    """
    HTTP/1.1 to vetted addresses only, recorded byte for byte, connections used again.

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
        self._idle: OrderedDict[_Origin, list[tuple[Wire, Opened]]] = OrderedDict()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request and read its answer; see the class."""
        limit = request.extensions.get("max_body_bytes", self._max_body_bytes)
        course = _Course(ResponseReader(min(limit, self._max_body_bytes)))
        fault, cut = None, None
        wire = None
        try:
            async with asyncio.timeout(_seconds_for(request)):
                course.request = _request_bytes(request)
                wire = await self._converse(request, course)
        except Broken as broken:
            fault, cut = broken.ending, broken.cut
        except TimeoutError:
            fault, cut = TIMED_OUT, "time" if course.reader.received_bytes else None
        raw = course.reader.take()
        if wire is not None:
            self._keep(request, wire, usable=course.reader.leaves_connection_usable)
        return _build_response(_build_recording(course, raw, fault, cut), course.reader)

    async def aclose(self) -> None:
        """Close what is idle."""
        for kept in self._idle.values():
            for wire, _ in kept:
                wire.abort()
        self._idle.clear()

    async def _converse(self, request: httpx.Request, course: _Course) -> tuple[Wire, Opened]:
        origin = _origin_of(request.url)
        # What is not asked with GET must not be sent twice: RFC 9110, section 9.2.2.
        kept = self._take_idle(origin) if request.method == "GET" else None
        if kept:
            try:
                return await _exchange(kept, course, reused=True)
            except Broken:
                # It may have ended while it lay idle: RFC 9112, section 9.3.1.
                if course.reader.received_bytes:
                    raise
                course.connected = None
        return await _exchange(await self._connect(origin), course, reused=False)

    async def _connect(self, origin: _Origin) -> tuple[Wire, Opened]:
        scheme, host, port = origin
        began = time.monotonic()
        addresses = await self._vetted_addresses(host, port)
        connection = await connecting.open_socket(addresses, port)
        context = self._ssl_context if scheme == "https" else None
        wire = await connecting.secure(connection, context, host, Wire)
        return wire, wire.describe(tuple(map(str, addresses)), began)

    async def _vetted_addresses(self, host: str, port: int) -> tuple[guard.Address, ...]:
        try:
            literal = guard.literal_address(host)
            answers = [str(literal)] if literal else await self._resolve(host, port)
            return guard.vet(answers, port, self._allow)
        except guard.Forbidden as exc:
            raise Broken(_forbidden(exc.reason)) from exc
        except (OSError, UnicodeError) as exc:
            raise Broken(connecting.dns_fault(exc)) from exc

    def _take_idle(self, origin: _Origin) -> tuple[Wire, Opened] | None:
        kept = self._idle.get(origin, [])
        while kept:
            wire, opened = kept.pop()
            if not kept:
                self._idle.pop(origin, None)
            if wire.is_open and time.monotonic() - wire.idle_since < MAX_IDLE_SECONDS:
                return wire, opened
            wire.abort()
        return None

    def _keep(self, request: httpx.Request, used: tuple[Wire, Opened], *, usable: bool) -> None:
        wire, _ = used
        if not usable or not wire.is_open:
            wire.abort()
            return
        wire.idle_since = time.monotonic()
        self._idle.setdefault(_origin_of(request.url), []).append(used)
        while len(self._idle) > MAX_IDLE:
            _, oldest = self._idle.popitem(last=False)
            for each, _ in oldest:
                each.abort()


async def _exchange(
    used: tuple[Wire, Opened], course: _Course, *, reused: bool
) -> tuple[Wire, Opened]:
    wire, opened = used
    course.connected = Connected(
        answers=opened.answers,
        peer=opened.peer,
        connect_seconds=0.0 if reused else round(opened.connect_seconds, 6),
        reused=reused,
        tls=opened.tls,
    )
    try:
        await wire.ask(course.request, course.reader)
    except BaseException:
        wire.abort()
        raise
    return used


def _origin_of(url: httpx.URL) -> _Origin:
    return (
        url.scheme,
        url.raw_host.decode("ascii"),
        url.port or (443 if url.scheme == "https" else 80),
    )


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
    return b"\r\n".join([*lines, b"", request.content])


def _build_recording(course: _Course, raw: Raw, fault: Ending | None, cut: str | None) -> Recording:
    return Recording(
        request=course.request if course.connected else b"",
        response=raw,
        seconds=time.monotonic() - course.started,
        status=course.reader.status,
        location=_header_text(course.reader.header(b"location")),
        retry_after=_header_text(course.reader.header(b"retry-after")),
        connected=course.connected,
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
