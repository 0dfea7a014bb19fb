"""How many sources are at work at once: shares of a total, and who gets the next one."""

import asyncio
from collections import deque


class Shares:
    """
    So many shares. Whoever goes on at a host comes before those who begin at one.

    In turn alone, each host would wait for all others before its next page, and its connection
    would be closed meanwhile: every page would cost a new one.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._going_on: deque[asyncio.Future[None]] = deque()
        self._beginning: deque[asyncio.Future[None]] = deque()

    async def acquire(self, *, goes_on: bool) -> None:
        """Wait for a share."""
        if self._free > 0:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        (self._going_on if goes_on else self._beginning).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()  # it was given to us in the moment in which we were cancelled
            raise

    def release(self) -> None:
        """Give a share back, to whoever is next."""
        for waiting in (self._going_on, self._beginning):
            while waiting:
                turn = waiting.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._free += 1


class Slot:
    """
    One source's share of the total number at work.

    Taken with its first request and kept until its result is handed out, which bounds the
    memory of a run; put down whenever the source only waits, so that others can work. With
    `goes_on` the host's connection is already there.
    """

    def __init__(self, total: Shares, *, goes_on: bool = False) -> None:
        self._total = total
        self._goes_on = goes_on
        self._is_held = False

    @property
    def is_held(self) -> bool:
        """Whether the share is taken."""
        return self._is_held

    async def take(self) -> None:
        """Wait for a share, unless it is held already."""
        if not self._is_held:
            await self._total.acquire(goes_on=self._goes_on)
            self._is_held = self._goes_on = True

    def put_down(self) -> None:
        """Give the share back, if it is held."""
        if self._is_held:
            self._is_held = False
            self._total.release()
