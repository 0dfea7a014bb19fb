"""Fetch and archive: what is due is captured, bytes first and rows second."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from claimcheck.app import attempts, checking, claim_facts
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, segments
from claimcheck.archive.segments import SegmentWriter
from claimcheck.core.captures import AttemptFacts, Fetched
from claimcheck.core.outcomes import SUCCESSES, Outcome
from claimcheck.database.queries import sources as source_queries
from claimcheck.fetching import fetcher

DEFAULT_CONCURRENCY = fetcher.DEFAULT_CONCURRENCY

Progress = Callable[[AttemptFacts], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    Which sources to fetch. No keys: those of every claim and report.

    Due is what was never attempted; `refresh` adds what was last attempted longer ago than
    that, `retry_failed` what last ended without success.
    """

    keys: tuple[str, ...] = ()
    refresh: timedelta | None = None
    retry_failed: bool = False


@dataclass(frozen=True, slots=True)
class Captured:
    """What a run of the fetcher did: how many sources ended how, in seconds of wall time."""

    due: int
    fetched: int
    outcomes: dict[Outcome, int]
    seconds: float


def find_due(workspace: Workspace, wanted: Wanted) -> list[str]:
    """List the addresses that are due, in order. Raises UnknownName for a key that is none."""
    now = workspace.clock()
    with workspace.reading() as session:
        chosen = _chosen_sources(session, wanted.keys)
        newest = source_queries.newest_attempts(session)
        due = []
        for source in source_queries.all_sources(session):
            if chosen is not None and source.id not in chosen:
                continue
            attempt = newest[source.id][0] if source.id in newest else None
            if (
                attempt is None
                or (wanted.retry_failed and attempt.outcome not in SUCCESSES)
                or (wanted.refresh is not None and now - attempt.finished_at >= wanted.refresh)
            ):
                due.append(source.url)
    return due


def _chosen_sources(session: Session, keys: Sequence[str]) -> set[str] | None:
    if not keys:
        return None
    return source_queries.sources_of_claims(session, claim_facts.find_claims(session, keys))


def fetch_due(
    workspace: Workspace,
    wanted: Wanted,
    *,
    concurrency: int = DEFAULT_CONCURRENCY,
    progress: Callable[[int], Progress] = lambda _: lambda _: None,
) -> Captured:
    """
    Capture every due source.

    What an earlier, killed run left behind is recovered first. `progress` is called with the
    number of due sources and gives what is called with each finished attempt. An interrupt
    ends it with everything finished so far archived and on record.
    """
    began = time.monotonic()
    folder.prepare_folder(workspace.archive)
    with attempts.sole_fetcher(workspace):
        attempts.recover(workspace)
        due = find_due(workspace, wanted)
        outcomes: Counter[Outcome] = Counter()
        if due:
            outcomes = asyncio.run(_capture_all(workspace, due, concurrency, progress(len(due))))
        # What was recovered is read too: until then nobody can tell whether a page has drifted.
        checking.read_documents(workspace)
    return Captured(len(due), outcomes.total(), dict(outcomes), time.monotonic() - began)


async def _capture_all(
    workspace: Workspace, urls: Collection[str], concurrency: int, done: Progress
) -> Counter[Outcome]:
    outcomes: Counter[Outcome] = Counter()
    with segments.open_writer(workspace.archive, now=workspace.clock()) as writer:
        opened = fetcher.open_fetcher(
            workspace.settings, transport=workspace.transport, clock=workspace.clock
        )
        async with (
            opened as fetching,
            aclosing(fetching.fetch_all(list(urls), concurrency=concurrency)) as results,
        ):
            async for fetched in results:
                facts = await _archive(workspace, writer, fetched)
                outcomes[facts.outcome] += 1
                done(facts)
    return outcomes


async def _archive(workspace: Workspace, writer: SegmentWriter, fetched: Fetched) -> AttemptFacts:
    """Archive beside the loop, and to the end even when we are cancelled meanwhile."""
    running = asyncio.ensure_future(asyncio.to_thread(attempts.archive, workspace, writer, fetched))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await running
        raise
