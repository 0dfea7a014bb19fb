"""The entry for the application: one source, or many at once, politely."""

import asyncio
import random
import re
import time
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx

from claimcheck import __version__
from claimcheck.core.captures import Ask, Fetched
from claimcheck.core.outcomes import Method, Rendering
from claimcheck.errors import ClaimcheckError
from claimcheck.fetching import browser_render, robots
from claimcheck.fetching.browser import Browser
from claimcheck.fetching.client import (
    Limits,
    Shared,
    fetch_source,
    host_of,
    origin_of,
    read_url,
)
from claimcheck.fetching.host_locks import HostLocks
from claimcheck.fetching.politeness import Manners, Monotonic, Politeness, Sleep
from claimcheck.fetching.recording import Ending
from claimcheck.fetching.robots import KnownRobots, Robots
from claimcheck.fetching.shares import Shares, Slot
from claimcheck.fetching.transport import RecordingTransport
from claimcheck.settings import Settings

DEFAULT_CONCURRENCY = 256
"""Sources under way or waiting to be archived. Small bodies are held in memory, 64 MiB at most."""

MAX_BATCH = 64
"""Results that are archived together: one sync of the disk and one transaction for all."""

_PLAIN = re.compile(r"(https?)://([a-z0-9][a-z0-9.-]*+)(?::([1-9][0-9]{0,4}+))?+(?=[/?#]|\Z)")
"""An address whose host and port can be read at sight, as those of most sources can."""

_DEFAULT_PORTS = {"http": "80", "https": "443"}

_Results = asyncio.Queue[tuple[Fetched, Slot] | None]
_NONE_KNOWN: Mapping[str, KnownRobots] = {}
_ROBOTS_LIMITS = Limits(robots.MAX_ROBOTS_REDIRECTS, robots.MAX_ROBOTS_BYTES)
_SIBLING_LIMITS = Limits(max_tries=1)
"""A page that cannot exist is not worth a second request."""


def utcnow() -> datetime:
    """Give the time, aware, in UTC."""
    return datetime.now(UTC)


class Fetcher:
    """Fetches sources; robots rules and politeness hold over all that one fetcher does."""

    def __init__(
        self,
        shared: Shared,
        *,
        host_connections: int,
        known_robots: Mapping[str, KnownRobots],
        browser: Browser | None,
    ) -> None:
        self._shared = shared
        self._host_connections = host_connections
        self._browser = browser
        self._robots = Robots(self._fetch_robots, known_robots)
        self._robots_files: list[Fetched] = []

    async def fetch(self, ask: Ask) -> Fetched:
        """Try to get one source. Never raises for a bad one."""
        return await self._fetch(ask, Slot(Shares(1)))

    def take_robots_files(self) -> tuple[Fetched, ...]:
        """Give each robots.txt that was fetched since this was last asked."""
        taken = tuple(self._robots_files)
        self._robots_files.clear()
        return taken

    async def fetch_all(
        self, asks: Sequence[Ask], *, concurrency: int = DEFAULT_CONCURRENCY
    ) -> AsyncGenerator[tuple[Fetched, ...], None]:
        """
        Try to get all sources and give them as they finish, in no order, what is there at once.

        At most `concurrency` sources are at work or finished and not yet taken. A host that is
        slow or has many sources keeps no other host waiting. Close the generator
        (contextlib.aclosing) to stop early: everything under way ends with it.
        """
        results: _Results = asyncio.Queue()
        run = asyncio.create_task(self._run(asks, Shares(concurrency), results))
        try:
            while batch := await _take_finished(results):
                # The shares go back after the batch is dealt with: that bounds memory.
                yield tuple(fetched for fetched, _ in batch)
                for _, slot in batch:
                    slot.put_down()
            await run
        finally:
            run.cancel()
            await asyncio.wait([run])

    async def _run(self, asks: Sequence[Ask], total: Shares, results: _Results) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                for queue in map(deque, split_by_host(asks)):
                    for _ in range(min(self._host_connections, len(queue))):
                        tasks.create_task(self._work_through(queue, total, results))
        except* ClaimcheckError as failed:
            raise failed.exceptions[0] from None
        finally:
            results.put_nowait(None)

    async def _work_through(self, queue: deque[Ask], total: Shares, results: _Results) -> None:
        goes_on = False
        while queue:
            slot = Slot(total, goes_on=goes_on)
            fetched = await self._fetch(queue.popleft(), slot)
            goes_on = True
            await slot.take()  # every result holds one until it is taken
            results.put_nowait((fetched, slot))

    async def _fetch(self, ask: Ask, slot: Slot) -> Fetched:
        limits = _SIBLING_LIMITS if ask.method is Method.SIBLING else None
        fetched = await fetch_source(ask, self._shared, slot, robots=self._robots, limits=limits)
        if not await _is_to_be_shown(fetched):
            return fetched
        return await browser_render.render(
            fetched, self._shared, self._browser, robots=self._robots
        )

    async def _fetch_robots(self, url: str, slot: Slot) -> Fetched:
        ask = Ask(url, method=Method.ROBOTS)
        fetched = await fetch_source(ask, self._shared, slot, robots=None, limits=_ROBOTS_LIMITS)
        self._robots_files.append(fetched)
        return fetched


@asynccontextmanager
async def open_fetcher(
    settings: Settings,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
    clock: Callable[[], datetime] = utcnow,
    monotonic: Monotonic = time.monotonic,
    sleep: Sleep = asyncio.sleep,
    locks: HostLocks | None = None,
    known_robots: Mapping[str, KnownRobots] = _NONE_KNOWN,
    browser: Browser | None = None,
) -> AsyncIterator[Fetcher]:
    """
    Open a fetcher as the settings say.

    A `transport` of one's own has to put a Recording into `response.extensions`, as
    RecordingTransport does. `monotonic` and `sleep` drive the waiting only; `locks` are those
    that the processes of one run share. Without a `browser` no page is shown in one.
    """
    own = transport or RecordingTransport(
        allow=settings.allow_addresses, max_body_bytes=settings.max_body_bytes
    )
    manners = Manners(
        settings.host_delay_seconds, settings.host_connections, settings.timeout_seconds
    )
    shared = Shared(
        transport=own,
        politeness=Politeness(manners, sleep=sleep, monotonic=monotonic, locks=locks),
        user_agent=user_agent(settings.contact),
        timeout_seconds=settings.timeout_seconds,
        clock=clock,
        sleep=sleep,
        jitter=random.random,
    )
    try:
        yield Fetcher(
            shared,
            host_connections=settings.host_connections,
            known_robots=known_robots,
            browser=browser,
        )
    finally:
        if transport is None:
            await own.aclose()


async def _is_to_be_shown(fetched: Fetched) -> bool:
    rendering = fetched.ask.rendering
    if rendering is Rendering.AUTO:
        # Reading a large page takes long enough to hold up everything else under way.
        return await asyncio.to_thread(browser_render.is_thin, fetched)
    return rendering is Rendering.BROWSER


def user_agent(contact: str) -> str:
    """
    Name ourselves to a server, with the contact where there is one.

    Printable ASCII whatever the contact holds, so that it cannot end its header line.
    """
    printable = "".join(mark if " " <= mark <= "~" else "?" for mark in contact.strip())
    name = f"{robots.PRODUCT_TOKEN}/{__version__}"
    return f"{name} (+{printable})" if printable else name


def split_by_host(asks: Sequence[Ask]) -> list[list[Ask]]:
    """Sort what is asked for by host, order kept; unreadable addresses are a host of their own."""
    queues: dict[str, list[Ask]] = {}
    for ask in asks:
        queues.setdefault(_host_of_url(ask.address or ask.url), []).append(ask)
    return list(queues.values())


def _host_of_url(url: str) -> str:
    if plain := _PLAIN.match(url):
        scheme, host, port = plain.groups()
        return f"{host}:{port or _DEFAULT_PORTS[scheme]}"
    target = read_url(url)
    return "" if isinstance(target, Ending) else host_of(target)


def origin_of_url(url: str) -> str | None:
    """Give scheme, host and port of an address, None for one that cannot be asked for."""
    plain = _PLAIN.match(url)
    if plain and plain[3] != _DEFAULT_PORTS[plain[1]]:
        return plain[0]
    target = read_url(url)
    return None if isinstance(target, Ending) else origin_of(target)


async def _take_finished(results: _Results) -> list[tuple[Fetched, Slot]]:
    """Wait for a result and take what else is there; nothing at the end."""
    batch: list[tuple[Fetched, Slot]] = []
    finished = await results.get()
    while finished is not None:
        batch.append(finished)
        if results.empty() or len(batch) == MAX_BATCH:
            return batch
        finished = results.get_nowait()
    if batch:
        results.put_nowait(None)
    return batch
