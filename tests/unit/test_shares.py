"""Shares of the total at work: none is lost, none is given twice, those under way come first."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.fetching.shares import Shares, Slot


def test_whoever_goes_on_comes_first() -> None:
    """A host with an open connection gets the next share before one that was never asked."""

    async def scenario() -> list[str]:
        shares, order = Shares(1), []
        await shares.acquire(goes_on=False)

        async def work(name: str, *, goes_on: bool) -> None:
            await shares.acquire(goes_on=goes_on)
            order.append(name)
            shares.release()

        waiting = [work("new", goes_on=False), work("newer", goes_on=False)]
        waiting += [work("next page", goes_on=True), work("another next page", goes_on=True)]
        tasks = [asyncio.create_task(each) for each in waiting]
        await asyncio.sleep(0)
        shares.release()
        await asyncio.gather(*tasks)
        return order

    assert asyncio.run(scenario()) == ["next page", "another next page", "new", "newer"]


def test_a_slot_that_was_held_goes_on() -> None:
    """A source that put its share down to wait comes before those that begin."""

    async def scenario() -> list[str]:
        shares, order = Shares(1), []
        under_way, new = Slot(shares), Slot(shares)
        await under_way.take()

        async def work(name: str, slot: Slot) -> None:
            await slot.take()
            order.append(name)
            slot.put_down()

        beginning = asyncio.create_task(work("new", new))
        await asyncio.sleep(0)
        under_way.put_down()  # this hands the share to the one that begins
        going_on = asyncio.create_task(work("first", under_way))
        later = asyncio.create_task(work("newest", Slot(shares)))
        await asyncio.gather(beginning, going_on, later)
        return order

    assert asyncio.run(scenario()) == ["new", "first", "newest"]


@given(
    count=st.integers(1, 4),
    workers=st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 3)), max_size=20),
)
def test_no_share_is_lost_or_doubled(count: int, workers: list[tuple[bool, bool, int]]) -> None:
    """Whoever is cancelled, and whenever: never more at work than shares, and all come back."""

    async def scenario() -> None:
        shares, at_work, most = Shares(count), 0, 0

        async def work(*, goes_on: bool, steps: int) -> None:
            nonlocal at_work, most
            await shares.acquire(goes_on=goes_on)
            at_work += 1
            most = max(most, at_work)
            try:
                for _ in range(steps):
                    await asyncio.sleep(0)
            finally:
                at_work -= 1
                shares.release()

        tasks = []
        for goes_on, is_cancelled, steps in workers:
            task = asyncio.create_task(work(goes_on=goes_on, steps=steps))
            tasks.append(task)
            await asyncio.sleep(0)
            if is_cancelled:
                tasks[len(tasks) // 2].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert most <= count
        async with asyncio.timeout(5):
            for _ in range(count):
                await shares.acquire(goes_on=False)

    asyncio.run(scenario())
