"""How a host is treated: apart, after what it asked for, slower when it pushes back."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from claimcheck.core.captures import Fetched
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.host_locks import HostLocks
from claimcheck.fetching.politeness import (
    FIRST_SLOWER_SECONDS,
    MAX_SLOWER_SECONDS,
    AskedToWait,
    Manners,
    Politeness,
)
from claimcheck.fetching.shares import Shares, Slot
from fetch_support import NOON, Site, Time, fetch_all, open_site, page

HOST = "a:80"


def polite(time: Time, *, locks: HostLocks | None = None, **manners: float) -> Politeness:
    """Politeness on a clock that only waiting moves."""
    kept = {"delay_seconds": 0.0, "connections": 1, "patience_seconds": 60.0} | manners
    return Politeness(
        Manners(**kept),  # type: ignore[arg-type]
        sleep=time.sleep,
        monotonic=time.monotonic,
        locks=locks,
    )


async def take_turn(politeness: Politeness, time: Time, seconds: float = 0.0) -> float:
    """Take a turn that lasts so long; gives how long was waited for it."""
    slot, began = Slot(Shares(1)), time.now
    async with politeness.turn(HOST, slot):
        waited = time.now - began
        time.now += seconds
    slot.put_down()
    return waited


def test_that_the_delay_counts_from_the_end() -> None:
    """A slow answer does not use up the pause that the server is owed behind it."""

    async def scenario() -> list[float]:
        time = Time()
        politeness = polite(time, delay_seconds=2.0)
        return [await take_turn(politeness, time, seconds) for seconds in (5.0, 0.0, 30.0, 0.0)]

    assert asyncio.run(scenario()) == [0.0, 2.0, 2.0, 2.0]


def test_that_time_that_passed_anyway_is_not_waited_again() -> None:
    """The delay is a pause of the host's, not one of ours."""

    async def scenario() -> float:
        time = Time()
        politeness = polite(time, delay_seconds=2.0)
        await take_turn(politeness, time)
        time.now += 1.5
        return await take_turn(politeness, time)

    assert asyncio.run(scenario()) == 0.5


# What a host answers in turn, and the pause before the answer behind each.
PACES: tuple[tuple[Sequence[int | None], Sequence[float]], ...] = (
    # a good host is asked at once
    ((200, 404, 500, 302), (0, 0, 0, 0)),
    # each push doubles the pause, up to the longest that we choose
    ((429, 429, 403, 503, 429, 429), (1, 2, 4, 8, 10, 10)),
    # and each other answer halves the one behind the next, until it is gone
    ((429, 429, 429, 200, 404, 200, 200, 200), (1, 2, 4, 4, 2, 1, 0.5, 0)),
    # no answer says nothing about the pace
    ((429, None, None), (1, 1, 1)),
)


@pytest.mark.parametrize(("statuses", "pauses"), PACES, ids=range(len(PACES)))
def test_that_the_pace_adapts(statuses: Sequence[int | None], pauses: Sequence[float]) -> None:
    """429, 403 and 503 slow us down without being told how long; good answers undo it."""

    async def scenario() -> list[float]:
        time, waited = Time(), []
        politeness = polite(time)
        await take_turn(politeness, time)
        for status in statuses:
            async with politeness.turn(HOST, Slot(Shares(1))):
                politeness.note(HOST, status, None)
            waited.append(await take_turn(politeness, time))
        return waited

    assert asyncio.run(scenario()) == list(pauses)
    assert max(pauses) in (0, 1, FIRST_SLOWER_SECONDS * 4, MAX_SLOWER_SECONDS)


def test_that_the_setting_is_the_least() -> None:
    """Adapting never makes us faster than the desk has set."""

    async def scenario() -> list[float]:
        time = Time()
        politeness = polite(time, delay_seconds=3.0)
        await take_turn(politeness, time)
        politeness.note(HOST, 429, None)
        first = await take_turn(politeness, time)
        for _ in range(2):
            politeness.note(HOST, 429, None)
        return [first, await take_turn(politeness, time), await take_turn(politeness, time)]

    assert asyncio.run(scenario()) == [3.0, 3.0, 4.0]


def test_that_retry_after_binds_all_who_ask_the_host() -> None:
    """Once a host has named a time, nobody asks it before; the longest one named counts."""

    async def scenario() -> None:
        time = Time()
        politeness = polite(time)
        politeness.note(HOST, 429, 40.0)
        politeness.note(HOST, 503, 10.0)
        assert await take_turn(politeness, time) == 40.0
        politeness.note(HOST, 200, 500.0)  # on a good answer it means nothing
        assert await take_turn(politeness, time) <= MAX_SLOWER_SECONDS
        politeness.note("b:80", 429, 40.0)
        assert await take_turn(politeness, time) <= MAX_SLOWER_SECONDS

    asyncio.run(scenario())


def test_that_patience_ends() -> None:
    """Who would have to wait longer than a capture may take is told so, and holds nothing."""

    async def scenario() -> None:
        time = Time()
        politeness = polite(time, patience_seconds=60.0)
        politeness.note(HOST, 429, 61.0)
        slot = Slot(Shares(1))
        with pytest.raises(AskedToWait) as asked:
            async with politeness.turn(HOST, slot):
                pass
        assert asked.value.seconds == 61.0
        assert (time.waits, slot.is_held) == ([], False)
        time.now += 1.0
        assert await take_turn(politeness, time) == 60.0

    asyncio.run(scenario())


def test_that_processes_go_by_each_others_pace(tmp_path: Path) -> None:
    """What one process was told by a host, the others of the run obey as well."""

    async def scenario() -> list[float]:
        time = Time()
        here, there = (polite(time, delay_seconds=2.0, locks=HostLocks(tmp_path)) for _ in "ab")
        first = await take_turn(here, time)
        second = await take_turn(there, time)
        here.note(HOST, 429, 30.0)
        return [first, second, await take_turn(there, time)]

    assert asyncio.run(scenario()) == [0.0, 2.0, 30.0]


def test_that_processes_share_the_connections(tmp_path: Path) -> None:
    """While one process has its turn with a host, another waits for it."""

    async def scenario() -> None:
        time = Time()
        locks = HostLocks(tmp_path)
        held = locks.claim(HOST, 1)
        assert held is not None
        turn = asyncio.create_task(take_turn(polite(time, locks=HostLocks(tmp_path)), time))
        for _ in range(50):
            await asyncio.sleep(0)
        assert not turn.done()
        locks.release(held)
        assert await turn > 0

    asyncio.run(scenario())


def pushing(seconds: bytes) -> list[bytes]:
    """A page that is there at the second try, after a 429."""
    return [page(status="429 Slow", headers=b"Retry-After: %s\r\n" % seconds), page(b"there")]


async def fetch_site(answers: dict, *, others: int = 3) -> tuple[Site, list[Fetched]]:  # type: ignore[type-arg]
    """Fetch `/first` and other pages of its host, on a clock that only waiting moves."""
    time = Time()
    async with AsyncExitStack() as stack:
        pages = {f"/{n}": page(b"%d" % n) for n in range(others)}
        site = await stack.enter_async_context(open_site(answers | pages, monotonic=time.monotonic))
        urls = [site.url("/first"), *(site.url(path) for path in pages)]
        return site, await fetch_all(urls, time=time, timeout_seconds=60.0)


def in_seconds_or_as_a_date() -> tuple[bytes, bytes]:
    """Thirty seconds, both ways (RFC 9110, 10.2.3)."""
    return b"30", format_datetime(NOON + timedelta(seconds=30), usegmt=True).encode()


@pytest.mark.parametrize("value", in_seconds_or_as_a_date(), ids=["seconds", "date"])
def test_that_other_pages_wait_too(value: bytes) -> None:
    """A Retry-After on one page keeps every page of the host waiting, and no longer than that."""
    site, results = asyncio.run(fetch_site({"/first": pushing(value)}))
    assert [fetched.outcome for fetched in results] == [Outcome.ARCHIVED] * 4
    pushed = site.all_paths.index("/first")
    before, after = site.moments[: pushed + 1], site.moments[pushed + 1 :]
    assert max(before) == 0.0
    assert len(after) == 4
    assert 30.0 <= min(after) < 32.0
    assert all(later - earlier <= MAX_SLOWER_SECONDS for earlier, later in pairwise(after))


def test_that_a_host_that_asks_for_an_hour_is_left_alone() -> None:
    """Its other pages are not asked for in this run, and say why; the page itself says so too."""
    site, results = asyncio.run(fetch_site({"/first": pushing(b"3600")}))
    found = {fetched.source_url.rsplit("/", 1)[1]: fetched for fetched in results}
    assert site.paths == ["/first"]
    assert (found["first"].outcome, found["first"].reason) == (
        Outcome.BLOCKED,
        "retry-after too long",
    )
    for name in "012":
        assert (found[name].outcome, found[name].reason) == (
            Outcome.BLOCKED,
            "the host asked to wait",
        )
        assert found[name].exchanges == ()
        assert "3600 seconds" in (found[name].error or "")


def test_that_another_host_is_not_kept_waiting() -> None:
    """A Retry-After is one host's."""

    async def scenario() -> None:
        async with open_site({"/first": pushing(b"3600")}) as one, open_site({"/": page()}) as two:
            urls = [one.url("/first"), two.url("/")]
            results = await fetch_all(urls)
        found = {fetched.source_url: fetched.outcome for fetched in results}
        assert found == {urls[0]: Outcome.BLOCKED, urls[1]: Outcome.ARCHIVED}

    asyncio.run(scenario())
