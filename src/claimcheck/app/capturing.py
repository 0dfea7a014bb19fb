"""Fetch and archive: what is due is captured, bytes first and rows second."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from claimcheck.app import lookups, reading, recovering, sharing
from claimcheck.app.sharing import Progress, Share
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder
from claimcheck.core.captures import Ask, Validators
from claimcheck.core.outcomes import (
    PINNABLE,
    SUCCESSES,
    Method,
    Outcome,
    Rendering,
    RobotsPolicy,
)
from claimcheck.database.queries import captures as capture_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.tables import AttemptRow, CaptureRow, SourceRow
from claimcheck.errors import UnknownName
from claimcheck.fetching import fetcher

DEFAULT_CONCURRENCY = fetcher.DEFAULT_CONCURRENCY


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    Which sources to fetch. No keys: those of every claim and report.

    Due is what was never attempted; `refresh` adds what was last attempted longer ago than
    that, `retry_failed` what last ended without success. `advisory_url` is one page that the
    user asks for by name: it is fetched whatever robots.txt says, and that is kept. `browser`
    shows every page of this run in the browser, whatever is set for its source.
    """

    keys: tuple[str, ...] = ()
    refresh: timedelta | None = None
    retry_failed: bool = False
    advisory_url: str | None = None
    browser: bool = False


@dataclass(frozen=True, slots=True)
class Captured:
    """What a run of the fetcher did: how many sources ended how, in seconds of wall time."""

    due: int
    fetched: int
    outcomes: dict[Outcome, int]
    seconds: float


def find_due(workspace: Workspace, wanted: Wanted) -> list[Ask]:
    """List what is due, in order of address. Raises UnknownName for a key that is none."""
    if wanted.advisory_url is not None:
        return [_advisory(workspace, wanted, wanted.advisory_url)]
    with workspace.reading() as session:
        chosen = _chosen_sources(session, wanted.keys)
        newest = source_queries.newest_attempts(session)
        due = [
            (source, newest[source.id][0] if source.id in newest else None)
            for source in source_queries.all_sources(session)
            if chosen is None or source.id in chosen
        ]
        due = [each for each in due if _is_due(workspace, wanted, each[1])]
        held = capture_queries.newest_successes(session, [source.id for source, _ in due])
    return [_ask(wanted, source, attempt, held.get(source.id)) for source, attempt in due]


def _advisory(workspace: Workspace, wanted: Wanted, url: str) -> Ask:
    with workspace.reading() as session:
        source = source_queries.source_by_url(session, url)
    if source is None:
        raise UnknownName(
            "no claim cites this address", next_step="`claimcheck sources` lists those cited"
        )
    return Ask(
        source.url,
        robots=RobotsPolicy.ADVISORY,
        by=workspace.user,
        rendering=_rendering(wanted, source),
    )


def _rendering(wanted: Wanted, source: SourceRow) -> Rendering:
    return Rendering.BROWSER if wanted.browser else Rendering(source.rendering)


def _is_due(workspace: Workspace, wanted: Wanted, attempt: AttemptRow | None) -> bool:
    if attempt is None or (wanted.retry_failed and attempt.outcome not in SUCCESSES):
        return True
    age = workspace.clock() - attempt.finished_at
    return wanted.refresh is not None and age >= wanted.refresh


def _ask(
    wanted: Wanted, source: SourceRow, attempt: AttemptRow | None, held: CaptureRow | None
) -> Ask:
    """Ask for a page, with its validators where a 304 would confirm what we hold."""
    rendering = _rendering(wanted, source)
    confirmable = (
        # A browser needs the page, and whether it is needed shows only on the page.
        rendering is Rendering.STATIC
        and attempt is not None
        and attempt.outcome in SUCCESSES
        and attempt.method == Method.FETCH
        and held is not None
        and held.final_url == source.url
        and held.quality in PINNABLE
        and (held.etag or held.last_modified)
    )
    if not confirmable or held is None:
        return Ask(source.url, rendering=rendering)
    return Ask(source.url, validators=Validators(held.etag, held.last_modified))


def _chosen_sources(session: Session, keys: Sequence[str]) -> set[str] | None:
    if not keys:
        return None
    return source_queries.sources_of_claims(session, lookups.find_claims(session, keys))


def fetch_due(
    workspace: Workspace,
    wanted: Wanted,
    *,
    concurrency: int = DEFAULT_CONCURRENCY,
    workers: int | None = None,
    progress: Callable[[int], Progress] = lambda _: lambda _: None,
) -> Captured:
    """
    Capture every due source.

    What an earlier, killed run left behind is recovered first. `workers` are processes, by
    default as many as there are cores and work for. `progress` is called with the number of
    due sources and gives what is called with each finished attempt. An interrupt ends it with
    everything finished so far archived and on record.
    """
    began = time.monotonic()
    folder.prepare_folder(workspace.archive)
    with recovering.sole_fetcher(workspace):
        recovering.recover(workspace)
        due = find_due(workspace, wanted)
        outcomes: Counter[Outcome] = Counter()
        if due:
            share = Share(tuple(due), concurrency, None)
            outcomes = sharing.capture_all(workspace, share, workers, progress(len(due)))
        # What was recovered is read too: until then nobody can tell whether a page has drifted.
        reading.read_documents(workspace)
    return Captured(len(due), outcomes.total(), dict(outcomes), time.monotonic() - began)
