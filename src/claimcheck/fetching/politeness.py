"""Politeness: how many requests run at once, in all and at each host, and how far apart."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Sleep = Callable[[float], Awaitable[None]]
Monotonic = Callable[[], float]


class Slot:
    """
    One source's share of the total number at work.

    Taken with its first request and kept until its result is handed out, which bounds the
    memory of a run; put down whenever the source only waits, so that others can work.
    """

    def __init__(self, total: asyncio.Semaphore) -> None:
        self._total = total
        self._is_held = False

    async def take(self) -> None:
        """Wait for a share, unless it is held already."""
        if not self._is_held:
            await self._total.acquire()
            self._is_held = True

    def put_down(self) -> None:
        """Give the share back, if it is held."""
        if self._is_held:
            self._is_held = False
            self._total.release()


class _Gate:
    """One host: its connections, the order of its starts, the earliest next start."""

    __slots__ = ("connections", "next_start", "starts")

    def __init__(self, connections: int) -> None:
        self.connections = asyncio.Semaphore(connections)
        self.starts = asyncio.Lock()
        self.next_start = float("-inf")


class Politeness:
    """
    The gates of all hosts of a run: one small object for each host ever asked.

    `delay_seconds` lie between two starts at a host, at most `connections` are open to it.
    """

    def __init__(
        self, *, delay_seconds: float, connections: int, sleep: Sleep, monotonic: Monotonic
    ) -> None:
        self._delay_seconds = delay_seconds
        self._connections = connections
        self._sleep = sleep
        self._monotonic = monotonic
        self._gates: dict[str, _Gate] = {}

    @asynccontextmanager
    async def turn(self, host: str, slot: Slot) -> AsyncIterator[None]:
        """Wait for the host's next turn and a share of the total; hold the host's while inside."""
        if host not in self._gates:
            self._gates[host] = _Gate(self._connections)
        gate = self._gates[host]
        slot.put_down()
        async with gate.connections:
            # The slot is taken inside the lock: starts that queued for it would come in a burst.
            async with gate.starts:
                await self._wait_until(gate.next_start)
                await slot.take()
                gate.next_start = self._monotonic() + self._delay_seconds
            yield

    async def _wait_until(self, moment: float) -> None:
        # A loop, because a timer may fire a little early.
        while (left := moment - self._monotonic()) > 0:
            await self._sleep(left)
