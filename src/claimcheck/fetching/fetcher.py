"""The entry for the application: one source, or many at once, politely."""

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx

from claimcheck import __version__
from claimcheck.core.captures import Fetched
from claimcheck.fetching import robots
from claimcheck.fetching.client import Limits, Shared, fetch_source, host_of, read_url
from claimcheck.fetching.politeness import Monotonic, Politeness, Sleep, Slot
from claimcheck.fetching.recording import Ending
from claimcheck.fetching.robots import Robots
from claimcheck.fetching.transport import RecordingTransport
from claimcheck.settings import Settings

DEFAULT_CONCURRENCY = 16

_Results = asyncio.Queue[tuple[Fetched, Slot] | None]
_ROBOTS_LIMITS = Limits(robots.MAX_ROBOTS_REDIRECTS, robots.MAX_ROBOTS_BYTES)


def utcnow() -> datetime:
    """Give the time, aware, in UTC."""
    return datetime.now(UTC)


class Fetcher:
    """Fetches sources; robots rules and politeness hold over all that one fetcher does."""

    def __init__(self, shared: Shared, *, host_connections: int) -> None:
        self._shared = shared
        self._host_connections = host_connections
        self._robots = Robots(self._fetch_robots)

    async def fetch(self, url: str) -> Fetched:
        """Try to get one source. Never raises for a bad one."""
        return await self._fetch(url, Slot(asyncio.Semaphore(1)))

    async def fetch_all(
        self, urls: Sequence[str], *, concurrency: int = DEFAULT_CONCURRENCY
    ) -> AsyncGenerator[Fetched, None]:
        """
        Try to get all sources and give each as it finishes, in no order.

        At most `concurrency` sources are at work or finished and not yet taken. A host that is
        slow or has many sources keeps no other host waiting. Close the generator
        (contextlib.aclosing) to stop early: everything under way ends with it.
        """
        results: _Results = asyncio.Queue()
        run = asyncio.create_task(self._run(urls, asyncio.Semaphore(concurrency), results))
        try:
            while (finished := await results.get()) is not None:
                fetched, slot = finished
                slot.put_down()
                yield fetched
            await run
        finally:
            run.cancel()
            await asyncio.wait([run])

    async def _run(self, urls: Sequence[str], total: asyncio.Semaphore, results: _Results) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                for queue in _by_host(urls):
                    for _ in range(min(self._host_connections, len(queue))):
                        tasks.create_task(self._work_through(queue, total, results))
        finally:
            results.put_nowait(None)

    async def _work_through(
        self, queue: deque[str], total: asyncio.Semaphore, results: _Results
    ) -> None:
        while queue:
            slot = Slot(total)
            fetched = await self._fetch(queue.popleft(), slot)
            await slot.take()  # every result holds one until it is taken
            results.put_nowait((fetched, slot))

    async def _fetch(self, url: str, slot: Slot) -> Fetched:
        return await fetch_source(url, self._shared, slot, robots=self._robots)

    async def _fetch_robots(self, url: str, slot: Slot) -> Fetched:
        return await fetch_source(url, self._shared, slot, robots=None, limits=_ROBOTS_LIMITS)


@asynccontextmanager
async def open_fetcher(
    settings: Settings,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
    clock: Callable[[], datetime] = utcnow,
    monotonic: Monotonic = time.monotonic,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[Fetcher]:
    """
    Open a fetcher as the settings say.

    A `transport` of one's own has to put a Recording into `response.extensions`, as
    RecordingTransport does. `monotonic` and `sleep` drive the waiting only.
    """
    own = transport or RecordingTransport(
        allow=settings.allow_addresses, max_body_bytes=settings.max_body_bytes
    )
    politeness = Politeness(
        delay_seconds=settings.host_delay_seconds,
        connections=settings.host_connections,
        sleep=sleep,
        monotonic=monotonic,
    )
    shared = Shared(
        transport=own,
        politeness=politeness,
        user_agent=user_agent(settings.contact),
        timeout_seconds=settings.timeout_seconds,
        clock=clock,
        sleep=sleep,
        jitter=random.random,
    )
    try:
        yield Fetcher(shared, host_connections=settings.host_connections)
    finally:
        if transport is None:
            await own.aclose()


def user_agent(contact: str) -> str:
    """
    Name ourselves to a server, with the contact where there is one.

    Printable ASCII whatever the contact holds, so that it cannot end its header line.
    """
    printable = "".join(mark if " " <= mark <= "~" else "?" for mark in contact.strip())
    name = f"{robots.PRODUCT_TOKEN}/{__version__}"
    return f"{name} (+{printable})" if printable else name


def _by_host(urls: Sequence[str]) -> list[deque[str]]:
    """Sort the addresses into one queue a host, order kept; unreadable ones get one too."""
    queues: dict[str, deque[str]] = {}
    for url in urls:
        target = read_url(url)
        host = "" if isinstance(target, Ending) else host_of(target)
        queues.setdefault(host, deque()).append(url)
    return list(queues.values())
