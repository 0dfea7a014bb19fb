"""A real server on loopback that writes exact bytes and keeps a log of what it was asked."""

import asyncio
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from claimcheck.core.captures import Ask, Fetched
from claimcheck.fetching.fetcher import open_fetcher
from claimcheck.fetching.transport import RecordingTransport
from claimcheck.settings import Settings

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

Act = Callable[[asyncio.StreamWriter], Awaitable[None]]
Answer = bytes | Act | Sequence[bytes]


def page(body: bytes = b"hello", *, status: str = "200 OK", headers: bytes = b"") -> bytes:
    """Write a whole answer with its length."""
    head = b"HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n" % (status.encode(), headers, len(body))
    return head + body


def redirect(location: str, *, status: int = 302, headers: bytes = b"") -> bytes:
    """Write a redirect."""
    place = b"Location: %s\r\n" % location.encode()
    return page(b"", status=f"{status} Found", headers=place + headers)


@dataclass
class Site:
    """
    One server. `answers` by path: bytes, a sequence of bytes (one a request, the last again),
    or a coroutine that writes. What is not there is 404.

    `asked` is every request in order, `peak` the most that were open at once.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[bytes] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    connections: int = 0
    open_now: int = 0
    peak: int = 0
    port: int = 0
    monotonic: Callable[[], float] = lambda: 0.0

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order, robots.txt left out."""
        return [path for path in self.all_paths if path != "/robots.txt"]

    @property
    def all_paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [raw.split(b" ", 2)[1].decode() for raw in self.asked]

    def url(self, path: str = "/", *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Give an address on this site."""
        return f"{scheme}://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection."""
        self.connections += 1
        self.open_now += 1
        self.peak = max(self.peak, self.open_now)
        try:
            raw = await reader.readuntil(b"\r\n\r\n")
            self.asked.append(raw)
            self.moments.append(self.monotonic())
            await self._answer(raw.split(b" ", 2)[1].decode(), writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open_now -= 1
            writer.close()

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        answer = self.answers.get(path, NO_ROBOTS)
        if callable(answer):
            await answer(writer)
            return
        if not isinstance(answer, bytes):
            times = self.all_paths.count(path)
            answer = answer[min(times, len(answer)) - 1]
        writer.write(answer)
        await writer.drain()


@asynccontextmanager
async def open_site(
    answers: dict[str, Answer] | None = None,
    *,
    host: str = "127.0.0.1",
    context: ssl.SSLContext | None = None,
    **more: Any,
) -> AsyncIterator[Site]:
    """Serve a site for the length of a block."""
    site = Site(answers or {}, **more)
    server = await asyncio.start_server(site.serve, host, 0, ssl=context)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()


def settings(**changes: Any) -> Settings:
    """Settings for loopback without delays."""
    values = {"allow_addresses": LOOPBACK, "host_delay_seconds": 0.0, "timeout_seconds": 20.0}
    return Settings(**(values | changes))


def names(table: dict[str, list[str]]) -> Callable[[str, int], Awaitable[list[str]]]:
    """Give a resolver that knows these names only."""

    async def resolve(host: str, port: int) -> list[str]:
        if host not in table:
            raise OSError(f"unknown {host}")
        return table[host]

    return resolve


@dataclass
class Time:
    """A clock that only waiting moves."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        """Give the moment in seconds."""
        return self.now

    def utcnow(self) -> datetime:
        """Give the same moment as a date."""
        return NOON + timedelta(seconds=self.now)

    async def sleep(self, seconds: float) -> None:
        """Wait without waiting."""
        self.waits.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


async def fetch(
    url: str,
    *,
    transport: RecordingTransport | None = None,
    time: Time | None = None,
    **changes: Any,
) -> Fetched:
    """Fetch one source as the application does."""
    clock = time or Time()
    async with open_fetcher(
        settings(**changes),
        transport=transport,
        clock=clock.utcnow,
        monotonic=clock.monotonic,
        sleep=clock.sleep,
    ) as fetcher:
        return await fetcher.fetch(Ask(url))


async def fetch_all(
    urls: Sequence[str],
    *,
    concurrency: int = 16,
    transport: RecordingTransport | None = None,
    time: Time | None = None,
    **changes: Any,
) -> list[Fetched]:
    """Fetch many sources as the application does."""
    clock = time or Time()
    async with (
        open_fetcher(
            settings(**changes),
            transport=transport,
            clock=clock.utcnow,
            monotonic=clock.monotonic,
            sleep=clock.sleep,
        ) as fetcher,
        aclosing(fetcher.fetch_all(asks(urls), concurrency=concurrency)) as results,
    ):
        return [fetched async for fetched in each(results)]


def asks(urls: Sequence[str]) -> list[Ask]:
    """Ask for each of these addresses as it is."""
    return [Ask(url) for url in urls]


async def each(batches: AsyncIterator[tuple[Fetched, ...]]) -> AsyncIterator[Fetched]:
    """Give what comes in batches one by one."""
    async for batch in batches:
        for fetched in batch:
            yield fetched
