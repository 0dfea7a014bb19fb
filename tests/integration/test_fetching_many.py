"""Many sources at once: politeness as servers see it, bounded work, clean stops."""

import asyncio
from contextlib import AsyncExitStack, aclosing, suppress
from datetime import timedelta
from itertools import pairwise

import pytest

from claimcheck import __version__
from claimcheck.core.captures import Ask, Fetched
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.fetcher import open_fetcher, user_agent
from claimcheck.fetching.politeness import Manners, Politeness
from claimcheck.fetching.shares import Shares, Slot
from fetch_support import (
    NO_ROBOTS,
    Site,
    Time,
    asks,
    each,
    fetch_all,
    open_site,
    page,
    redirect,
    settings,
)


def pages(count: int) -> dict[str, bytes]:
    """A site of so many pages."""
    return {f"/{n}": page(b"%d" % n) for n in range(count)}


def test_that_every_source_comes_back_once() -> None:
    """Good, bad and unreadable addresses over several hosts: one result each."""

    async def scenario() -> None:
        async with AsyncExitStack() as stack:
            sites = [await stack.enter_async_context(open_site(pages(5))) for _ in range(6)]
            urls = [site.url(f"/{n}") for site in sites for n in range(6)] + ["", "ftp://x/", ""]
            results = await fetch_all(urls, concurrency=4)
        assert sorted(fetched.source_url for fetched in results) == sorted(urls)
        outcomes = [fetched.outcome for fetched in results]
        assert outcomes.count(Outcome.ARCHIVED) == 30
        assert outcomes.count(Outcome.NOT_FOUND) == 6
        assert outcomes.count(Outcome.UNSUPPORTED_URL) == 3

    asyncio.run(scenario())


def test_that_no_sources_are_no_work() -> None:
    """An empty list ends at once."""
    assert asyncio.run(fetch_all([])) == []


@pytest.mark.parametrize("connections", [1, 3])
def test_that_a_host_never_has_more_connections_than_allowed(connections: int) -> None:
    """The server's own count of open connections stays within the setting."""

    async def scenario() -> Site:
        async def linger(writer: asyncio.StreamWriter) -> None:
            for _ in range(20):
                await asyncio.sleep(0)
            writer.write(page())

        async with open_site({f"/{n}": linger for n in range(20)}) as site:
            urls = [site.url(f"/{n}") for n in range(20)]
            await fetch_all(urls, host_connections=connections)
            return site

    site = asyncio.run(scenario())
    assert len(site.paths) == 20
    assert site.peak <= connections


def test_that_requests_at_a_host_lie_apart() -> None:
    """By the server's log no two requests, robots.txt and redirects included, come too close."""

    async def scenario() -> Site:
        time = Time()
        answers = pages(6) | {"/go": redirect("/1")}
        async with open_site(dict(answers), monotonic=time.monotonic) as site:
            urls = [site.url(f"/{n}") for n in range(6)] + [site.url("/go")]
            await fetch_all(urls, time=time, host_delay_seconds=2.0)
            return site

    moments = asyncio.run(scenario()).moments
    assert len(moments) == 9
    assert all(later - earlier >= 2.0 for earlier, later in pairwise(moments))


def test_that_starts_lie_apart_with_several_connections() -> None:
    """More connections at once do not shorten the delay between two starts."""

    async def scenario() -> list[Fetched]:
        async with open_site(dict(pages(9))) as site:
            urls = [site.url(f"/{n}") for n in range(9)]
            return await fetch_all(urls, concurrency=2, host_delay_seconds=2.0, host_connections=4)

    starts = sorted(f.exchanges[0].started_at for f in asyncio.run(scenario()))
    assert all(later - earlier >= timedelta(seconds=2) for earlier, later in pairwise(starts))


def test_that_a_slow_host_keeps_no_other_waiting() -> None:
    """With two shares in all, a host that answers last of all holds only its own connection."""

    async def scenario() -> list[str]:
        release = asyncio.Event()

        async def wait(writer: asyncio.StreamWriter) -> None:
            await release.wait()
            writer.write(page())

        order: list[str] = []
        async with AsyncExitStack() as stack:
            slow = await stack.enter_async_context(open_site({f"/{n}": wait for n in range(9)}))
            quick = [await stack.enter_async_context(open_site(pages(3))) for _ in range(4)]
            urls = [slow.url(f"/{n}") for n in range(9)]
            urls += [site.url(f"/{n}") for site in quick for n in range(3)]
            fetcher = await stack.enter_async_context(open_fetcher(settings()))
            results = await stack.enter_async_context(
                aclosing(fetcher.fetch_all(asks(urls), concurrency=2))
            )
            async for fetched in each(results):
                order.append("slow" if fetched.source_url in urls[:9] else "quick")
                if order.count("quick") == 12:
                    release.set()
        return order

    assert asyncio.run(scenario()) == ["quick"] * 12 + ["slow"] * 9


def test_that_a_waiting_host_keeps_no_share() -> None:
    """One share in all: a host in its delay lets the others work, whose order tells so."""

    async def scenario() -> list[str]:
        delay = asyncio.Event()

        async def sleep(seconds: float) -> None:
            await delay.wait()
            now.append(now[-1] + seconds)

        async def no_robots(writer: asyncio.StreamWriter) -> None:
            writer.write(NO_ROBOTS)
            asked.append(writer)
            if len(asked) == 5:
                all_asked.set()

        now = [0.0]
        asked: list[asyncio.StreamWriter] = []
        all_asked = asyncio.Event()
        async with AsyncExitStack() as stack:
            answers = pages(1) | {"/robots.txt": no_robots}
            sites = [await stack.enter_async_context(open_site(dict(answers))) for _ in range(5)]
            fetcher = await stack.enter_async_context(
                open_fetcher(
                    settings(host_delay_seconds=1.0), monotonic=lambda: now[-1], sleep=sleep
                )
            )
            urls = [site.url("/0") for site in sites]
            results = fetcher.fetch_all(asks(urls), concurrency=1)
            first = asyncio.create_task(anext(results))
            # All hosts are asked for robots.txt although each then waits for its page.
            await all_asked.wait()
            assert not first.done()
            delay.set()
            begun = [fetched.reason for fetched in await first]
            return begun + [fetched.reason async for fetched in each(results)]

    assert asyncio.run(scenario()) == ["200"] * 5


def test_that_untaken_results_stop_the_work() -> None:
    """Whoever does not take results has at most `concurrency` of them waiting in memory."""

    async def scenario() -> list[int]:
        async with AsyncExitStack() as stack:
            sites = [await stack.enter_async_context(open_site(pages(1))) for _ in range(12)]
            fetcher = await stack.enter_async_context(open_fetcher(settings()))
            results = await stack.enter_async_context(
                aclosing(fetcher.fetch_all(asks([site.url("/0") for site in sites]), concurrency=3))
            )
            first = await anext(results)
            counts = []
            for _ in range(300):
                await asyncio.sleep(0)
                counts.append(sum(len(site.paths) for site in sites))
            rest = [fetched async for fetched in each(results)]
            assert len(first) + len(rest) == 12
            return counts

    # The batch that is being dealt with counts too.
    assert max(asyncio.run(scenario())) <= 3


@pytest.mark.parametrize("taken", [0, 2])
def test_that_closing_ends_everything(taken: int) -> None:
    """A generator that is closed early leaves no task and asks for nothing more."""

    async def scenario() -> None:
        async with open_site(pages(50)) as site:
            urls = [site.url(f"/{n}") for n in range(50)]
            async with open_fetcher(settings()) as fetcher:
                before = asyncio.all_tasks()
                results = fetcher.fetch_all(asks(urls))
                for _ in range(taken):
                    await anext(results)
                await results.aclose()
                ours = {
                    task
                    for task in asyncio.all_tasks() - before
                    if "fetch" in repr(task.get_coro())
                }
                assert not ours
                assert len(site.paths) <= taken + 2

    asyncio.run(scenario())


def test_that_cancelling_ends_everything() -> None:
    """Ctrl-C in the middle of a run comes through, and the servers see the connections end."""

    async def scenario() -> None:
        arrived = asyncio.Event()

        async def hang(writer: asyncio.StreamWriter) -> None:
            arrived.set()
            with suppress(ConnectionError):
                await writer.wait_closed()

        async with open_site({"/0": hang}) as site:
            task = asyncio.create_task(fetch_all([site.url("/0")]))
            await arrived.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(scenario())


def test_that_a_cancelled_robots_asker_is_replaced() -> None:
    """Where the one who fetches the rules is cancelled, the next asker fetches them."""

    async def scenario() -> None:
        arrived = asyncio.Event()
        calls = []

        async def first_hangs(writer: asyncio.StreamWriter) -> None:
            calls.append(1)
            if len(calls) == 1:
                arrived.set()
                with suppress(ConnectionError):
                    await writer.wait_closed()
            writer.write(page(b""))

        answers = pages(2) | {"/robots.txt": first_hangs}
        async with (
            open_site(dict(answers)) as site,
            open_fetcher(settings(host_connections=2)) as fetcher,
        ):
            one = asyncio.create_task(fetcher.fetch(Ask(site.url("/0"))))
            await arrived.wait()
            two = asyncio.create_task(fetcher.fetch(Ask(site.url("/1"))))
            one.cancel()
            assert (await two).outcome is Outcome.ARCHIVED
            assert len(calls) == 2

    asyncio.run(scenario())


def test_that_a_cancelled_turn_frees_its_host() -> None:
    """Who is cancelled while waiting for or holding a turn blocks nobody."""

    async def scenario() -> None:
        time = Time()
        manners = Manners(delay_seconds=0.0, connections=1, patience_seconds=60.0)
        politeness = Politeness(manners, sleep=time.sleep, monotonic=time.monotonic, locks=None)
        total = Shares(1)

        async def hold() -> None:
            slot = Slot(total)
            try:
                async with politeness.turn("a:80", slot):
                    await asyncio.Event().wait()
            finally:
                slot.put_down()

        tasks = [asyncio.create_task(hold()) for _ in range(3)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        async with politeness.turn("a:80", Slot(total)):
            pass

    asyncio.run(scenario())


def test_that_a_mistake_of_ours_comes_through() -> None:
    """A programming error ends the run loudly; it is no outcome."""

    async def scenario() -> None:
        def broken_clock() -> None:
            raise RuntimeError("no clock")

        async with (
            open_fetcher(settings(), clock=broken_clock) as fetcher,  # type: ignore[arg-type]
            aclosing(fetcher.fetch_all(asks(["http://127.0.0.1:1/"]))) as results,
        ):
            with pytest.raises(ExceptionGroup, match="unhandled errors"):
                await anext(results)

    asyncio.run(scenario())


AGENTS = [
    ("", f"claimcheck/{__version__}"),
    ("desk@example.org", f"claimcheck/{__version__} (+desk@example.org)"),
    (" https://example.org/bot ", f"claimcheck/{__version__} (+https://example.org/bot)"),
    ("a\r\nX-Evil: 1", f"claimcheck/{__version__} (+a??X-Evil: 1)"),  # ends no line
    ("Büro", f"claimcheck/{__version__} (+B?ro)"),  # headers are ASCII
]


@pytest.mark.parametrize(("contact", "agent"), AGENTS)
def test_that_we_name_ourselves(contact: str, agent: str) -> None:
    """The User-Agent is the product, its version and the contact, on one line."""
    assert user_agent(contact) == agent
