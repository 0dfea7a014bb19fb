"""The work of one fetch, shared out by host over processes: each has its loop and its segment."""

import asyncio
import multiprocessing
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, ExitStack, aclosing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from multiprocessing import connection as pipes
from multiprocessing.context import SpawnProcess
from pathlib import Path

from claimcheck.app import attempts, processes, recovering, rejudging, rendering
from claimcheck.app.probing import Doubts
from claimcheck.app.workspace import Workspace, connect_workspace
from claimcheck.archive import reading, segments
from claimcheck.archive.segments import SegmentWriter
from claimcheck.core import content_coding
from claimcheck.core.captures import Ask, AttemptFacts, Fetched, Place
from claimcheck.core.outcomes import BESIDE_SOURCES, Outcome
from claimcheck.database.queries import captures as capture_queries
from claimcheck.database.tables import RobotsFileRow
from claimcheck.errors import ArchiveUnusable, ClaimcheckError
from claimcheck.fetching import fetcher, loop
from claimcheck.fetching.browser import Browser
from claimcheck.fetching.fetcher import Fetcher
from claimcheck.fetching.host_locks import HostLocks
from claimcheck.fetching.robots import MAX_ROBOTS_BYTES, KnownRobots
from claimcheck.settings import Settings

SOURCES_A_WORKER = 64
"""A process takes half a second to start, in which one alone captures more than these."""

ROBOTS_AGE = timedelta(hours=24)
"""RFC 9309, section 2.4: a robots.txt should not be used for longer."""

MAX_KNOWN_BYTES = 64 * 1024
"""A longer robots.txt is asked for again rather than kept in memory."""


@dataclass(frozen=True, slots=True)
class Done:
    """What is told of a finished source: little, as it goes from process to process."""

    source_url: str
    outcome: Outcome


Progress = Callable[[Done], None]


@dataclass(frozen=True, slots=True)
class Share:
    """What one process captures. `locks` is the folder that the processes of a run share."""

    asks: tuple[Ask, ...]
    concurrency: int
    locks: Path | None


@dataclass(frozen=True, slots=True)
class _Failed:
    """What a worker could not do, in words that cross from process to process."""

    error: type[ClaimcheckError]
    message: str
    next_step: str


def capture_all(
    workspace: Workspace, share: Share, workers: int | None, done: Progress
) -> Counter[Outcome]:
    """
    Capture all of a share, over so many processes of which this one is the first.

    A transport of the workspace's own stays in this process. Raises what a worker could not do,
    after the others have done their part.
    """
    shares = [share]
    if workspace.transport is None:
        shares = _split(share, _count_workers(workers, len(share.asks)))
    if len(shares) == 1:
        return _capture_here(workspace, share, done)
    with tempfile.TemporaryDirectory(prefix="claimcheck-") as locks:
        first, *others = [replace(each, locks=Path(locks)) for each in shares]
        with _working(workspace.settings, others, done) as counted:
            counted += _capture_here(workspace, first, done)
    return counted


def _capture_here(workspace: Workspace, share: Share, done: Progress) -> Counter[Outcome]:
    counted: Counter[Outcome] = Counter()
    tell = partial(_count, counted, done=done)
    with processes.seldom_collecting():
        loop.run(_capture_share(workspace, share, tell))
    return counted


def _count_workers(wanted: int | None, sources: int) -> int:
    if wanted is not None:
        return wanted
    return max(1, min(processes.count_cores(), sources // SOURCES_A_WORKER))


def _split(share: Share, count: int) -> list[Share]:
    """Deal the hosts out, the largest first, always to whoever has the least."""
    hands: list[list[Ask]] = [[] for _ in range(count)]
    for host in sorted(fetcher.split_by_host(share.asks), key=len, reverse=True):
        min(hands, key=len).extend(host)
    concurrency = max(1, share.concurrency // count)
    return [Share(tuple(hand), concurrency, None) for hand in hands if hand]


@contextmanager
def _working(
    settings: Settings, shares: Sequence[Share], done: Progress
) -> Iterator[Counter[Outcome]]:
    """Run a worker for each share meanwhile; count what they do, and end with them."""
    counted: Counter[Outcome] = Counter()
    failures: list[_Failed] = []
    guard = threading.Lock()

    def listen(receiver: pipes.Connection) -> None:
        for message in _messages(receiver):
            with guard:
                if isinstance(message, _Failed):
                    failures.append(message)
                else:
                    _count(counted, message, done)

    with ExitStack() as ended:
        for share in shares:
            process, receiver = _start(settings, share)
            ended.callback(_end, process, failures)
            listener = threading.Thread(target=listen, args=(receiver,))
            listener.start()
            ended.callback(listener.join)
        yield counted
    if failures:
        raise failures[0].error(failures[0].message, next_step=failures[0].next_step)


def _count(counted: Counter[Outcome], finished: Sequence[Done], done: Progress) -> None:
    for each in finished:
        counted[each.outcome] += 1
        done(each)


def _messages(receiver: pipes.Connection) -> Iterator[list[Done] | _Failed]:
    with receiver:
        while True:
            try:
                yield receiver.recv()
            except (EOFError, OSError):
                return


def _start(settings: Settings, share: Share) -> tuple[SpawnProcess, pipes.Connection]:
    # Spawned, not forked: nothing of our loop, threads or database goes over.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(settings, share, sender), daemon=True)
    process.start()
    sender.close()
    return process, receiver


def _end(process: SpawnProcess, failures: list[_Failed]) -> None:
    process.join()
    if process.exitcode:
        failures.append(
            _Failed(
                ArchiveUnusable,
                "a worker of this fetch ended early",
                "run the same command again: it recovers what the worker left behind",
            )
        )
    process.close()


def _work(settings: Settings, share: Share, sender: pipes.Connection) -> None:
    """One worker, from its first line to its last."""
    processes.end_with_parent()  # nobody records that a killed fetch's worker is done
    workspace = connect_workspace(settings)
    try:
        with processes.seldom_collecting(), recovering.as_worker(workspace.archive):
            loop.run(_capture_share(workspace, share, sender.send))
    except ClaimcheckError as exc:
        sender.send(_Failed(type(exc), str(exc), exc.next_step))
    except KeyboardInterrupt:
        pass  # the interrupt is everybody's; whoever started us says so
    finally:
        workspace.close()
        sender.close()


async def _capture_share(
    workspace: Workspace, share: Share, tell: Callable[[list[Done]], None]
) -> None:
    doubts = Doubts()

    async def keep(batch: Sequence[Fetched]) -> None:
        archived = await _archive(workspace, writer, batch)
        for facts in archived:
            doubts.note(facts)
        tell([Done(f.source_url, f.outcome) for f in archived if f.method not in BESIDE_SOURCES])

    agent = fetcher.user_agent(workspace.settings.contact)
    async with rendering.browser_for(workspace.settings, share.asks, agent) as browser:
        with segments.open_writer(workspace.archive, now=workspace.clock()) as writer:
            async with (
                _open_fetcher(workspace, share, browser) as fetching,
                aclosing(fetching.fetch_all(share.asks, concurrency=share.concurrency)) as batches,
            ):
                async for batch in batches:
                    await keep((*fetching.take_robots_files(), *batch))
                await keep(fetching.take_robots_files())
                async with aclosing(fetching.fetch_all(doubts.asks)) as answered:
                    async for batch in answered:
                        await keep((*fetching.take_robots_files(), *batch))
    if doubts.asks:
        await asyncio.to_thread(rejudging.rejudge_captures, workspace, doubts.capture_ids)


def _open_fetcher(
    workspace: Workspace, share: Share, browser: Browser | None
) -> AbstractAsyncContextManager[Fetcher]:
    return fetcher.open_fetcher(
        workspace.settings,
        transport=workspace.transport,
        clock=workspace.clock,
        locks=HostLocks(share.locks) if share.locks else None,
        known_robots=_known_robots(workspace, share.asks),
        browser=browser,
    )


async def _archive(
    workspace: Workspace, writer: SegmentWriter, batch: Sequence[Fetched]
) -> list[AttemptFacts]:
    """Archive beside the loop, and to the end even when we are cancelled meanwhile."""
    if not batch:
        return []
    running = asyncio.ensure_future(asyncio.to_thread(attempts.archive, workspace, writer, batch))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await running
        raise


def _known_robots(workspace: Workspace, asks: Sequence[Ask]) -> Mapping[str, KnownRobots]:
    """The robots.txt of these sources' hosts that were read not long ago, from the archive."""
    origins = {fetcher.origin_of_url(ask.address or ask.url) for ask in asks} - {None}
    since = workspace.clock() - ROBOTS_AGE
    with workspace.reading() as session:
        rows = capture_queries.newest_robots(session, [o for o in origins if o], since)
    known = {row.origin: _read_known(workspace, row) for row in rows}
    return {origin: robots for origin, robots in known.items() if robots}


def _read_known(workspace: Workspace, row: RobotsFileRow) -> KnownRobots | None:
    status = row.http_status or 0
    if 400 <= status < 500 and status != 429:
        return KnownRobots(status, b"")
    if not 200 <= status < 300 or row.outcome != Outcome.ARCHIVED or row.segment is None:
        return None
    place = Place(row.segment, row.record_offset or 0, row.record_length or 0)
    try:
        message = reading.read_response(workspace.archive, place, lambda _: None)
        decoded = content_coding.read_content(message, max_bytes=MAX_ROBOTS_BYTES)
    except (ArchiveUnusable, content_coding.CannotDecode):
        return None
    kept = not decoded.cut and not message.cut and len(decoded.content) <= MAX_KNOWN_BYTES
    return KnownRobots(status, decoded.content) if kept else None
