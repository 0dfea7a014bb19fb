"""Politeness: how many requests run at once at each host, and how far apart."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from claimcheck.fetching.host_locks import HostLocks, Pace
from claimcheck.fetching.shares import Slot

Sleep = Callable[[float], Awaitable[None]]
Monotonic = Callable[[], float]

PUSHED_BACK = frozenset({403, 429, 503})
"""A host that answers so is asked more slowly, whether or not it says for how long."""

FIRST_SLOWER_SECONDS = 1.0
MAX_SLOWER_SECONDS = 10.0
"""The longest pause that we choose ourselves; a Retry-After is obeyed whatever its length."""

_LOOK_AGAIN_SECONDS = 0.02


class AskedToWait(Exception):
    """The host has asked to be left alone for longer than anybody here wants to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


class _Gate:
    """One host: its connections, the order of its starts, and its pace."""

    __slots__ = ("connections", "pace", "slower_seconds", "starts")

    def __init__(self, connections: int) -> None:
        self.connections = asyncio.Semaphore(connections)
        self.starts = asyncio.Lock()
        self.pace = Pace()
        self.slower_seconds = 0.0


@dataclass(frozen=True, slots=True)
class Manners:
    """
    How a host is treated: `delay_seconds` between two starts, at most `connections` at once.

    Whoever would wait for a host's Retry-After for longer than `patience_seconds` gives up.
    """

    delay_seconds: float
    connections: int
    patience_seconds: float


class Politeness:
    """
    The gates of all hosts of a run: one small object for each host ever asked.

    `locks` are shared with the other processes of the run, None where there are none.
    """

    def __init__(
        self, manners: Manners, *, sleep: Sleep, monotonic: Monotonic, locks: HostLocks | None
    ) -> None:
        self._manners = manners
        self._sleep = sleep
        self._monotonic = monotonic
        self._locks = locks
        self._gates: dict[str, _Gate] = {}

    @asynccontextmanager
    async def turn(self, host: str, slot: Slot, *, paced: bool = True) -> AsyncIterator[None]:
        """
        Wait for the host's next turn and a share of the total; hold the host's while inside.

        What is not `paced`, the parts of one page, follows without a pause, unless the host has
        pushed back or has asked to wait.
        Raises AskedToWait where the host has asked for more than our patience.
        """
        gate = self._gate(host)
        slot.put_down()
        async with gate.connections, self._connection(host):
            # One after the other: starts that queued for a share would come in a burst.
            async with gate.starts:
                await self._start(host, gate, slot, paced=paced)
            try:
                yield
            finally:
                # From the end, since the server may have seen the start of it only late.
                self._set_next(host, gate)

    def note(self, host: str, status: int | None, retry_after_seconds: float | None) -> None:
        """Learn from an answer how the host wants to be asked from now on."""
        gate = self._gate(host)
        if status is None:
            return
        if status not in PUSHED_BACK:
            halved = gate.slower_seconds / 2
            gate.slower_seconds = halved if halved >= FIRST_SLOWER_SECONDS / 2 else 0.0
            return
        slower_seconds = max(gate.slower_seconds * 2, FIRST_SLOWER_SECONDS)
        gate.slower_seconds = min(slower_seconds, MAX_SLOWER_SECONDS)
        if retry_after_seconds:
            with self._pace(host, gate) as pace:
                until = self._monotonic() + retry_after_seconds
                pace.closed_until = max(pace.closed_until, until)

    async def _start(self, host: str, gate: _Gate, slot: Slot, *, paced: bool) -> None:
        while True:
            with self._pace(host, gate) as pace:
                now = self._monotonic()
                if pace.closed_until - now > self._manners.patience_seconds:
                    raise AskedToWait(pace.closed_until - now)
                next_start = pace.next_start if paced or gate.slower_seconds else now
                wait_seconds = max(next_start, pace.closed_until) - now
                if wait_seconds <= 0 and slot.is_held:
                    pace.next_start = now + self._delay_seconds(gate)
                    return
            if wait_seconds > 0:
                slot.put_down()
                await self._sleep(wait_seconds)
            else:
                await slot.take()

    def _set_next(self, host: str, gate: _Gate) -> None:
        delay_seconds = self._delay_seconds(gate)
        if delay_seconds:
            with self._pace(host, gate) as pace:
                pace.next_start = max(pace.next_start, self._monotonic() + delay_seconds)

    def _delay_seconds(self, gate: _Gate) -> float:
        return max(self._manners.delay_seconds, gate.slower_seconds)

    @contextmanager
    def _pace(self, host: str, gate: _Gate) -> Iterator[Pace]:
        if self._locks is None:
            yield gate.pace
        else:
            with self._locks.pace(host) as pace:
                yield pace

    @asynccontextmanager
    async def _connection(self, host: str) -> AsyncIterator[None]:
        """One of the host's connections that all processes of the run share."""
        if self._locks is None:
            yield
            return
        while (held := self._locks.claim(host, self._manners.connections)) is None:
            await self._sleep(_LOOK_AGAIN_SECONDS)
        try:
            yield
        finally:
            self._locks.release(held)

    def _gate(self, host: str) -> _Gate:
        if host not in self._gates:
            self._gates[host] = _Gate(self._manners.connections)
        return self._gates[host]
