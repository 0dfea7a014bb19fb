"""Other archives: their copies of what is gone, and their own captures as extra witnesses."""

import uuid
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy.orm import Session

from claimcheck.app import attempts, recovering
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, segments
from claimcheck.core import mementos, urls
from claimcheck.core.captures import Ask, AttemptFacts, Fetched
from claimcheck.core.outcomes import SUCCESSES, Method, Outcome, Quality, Submission
from claimcheck.core.settling import storable
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.queries import submissions as submission_queries
from claimcheck.database.queries.sources import SourceRecord
from claimcheck.database.tables import SubmissionRow
from claimcheck.errors import BadInput, UnknownName
from claimcheck.fetching import loop, memento, save_page
from claimcheck.fetching.save_page import Answer

FAILED = frozenset(
    {
        Outcome.NOT_FOUND,
        Outcome.DNS_ERROR,
        Outcome.CONNECT_ERROR,
        Outcome.HTTP_ERROR,
        Outcome.TIMEOUT,
        Outcome.BLOCKED,
    }
)
"""How a page ends of which another archive may have a copy."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """
    One page and where its extra witness stands.

    `reason` is one of `save_page.NEXT_STEP`, None where nothing went wrong.
    """

    source: str
    state: Submission
    job: str | None = None
    copy_url: str | None = None
    reason: str | None = None
    error: str | None = None
    next_step: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What the service is asked: to capture a page, or how the job of a submission stands."""

    url: str
    capture_id: str
    submission_id: str | None = None
    job: str | None = None


def find_lost(
    workspace: Workspace, named: Sequence[str] = (), *, at: datetime | None = None
) -> list[Ask]:
    """
    List what another archive is asked for: these sources, or all whose page failed.

    A source that has such a copy is asked for by name only. The copy is wanted of `at`, else of
    the day on which the first report that cites it was published, else of now. Raises
    UnknownName and BadInput.
    """
    now, by = workspace.clock(), workspace.user
    with workspace.reading() as session:
        wanted = _named_ids(session, named)
        records = source_queries.source_records(session)
        chosen = [key for key, record in records.items() if _is_wanted(key, record, wanted)]
        days = source_queries.published_days(session, chosen)
    moments = {key: datetime.combine(day, time(), UTC) for key, day in days.items()}
    return [
        memento.ask_for_copy(
            workspace.settings.timegate,
            records[key].source.url,
            at=at or moments.get(key, now),
            by=by,
        )
        for key in chosen
    ]


def look_up(
    workspace: Workspace,
    asks: Sequence[Ask],
    *,
    progress: Callable[[AttemptFacts], None] = lambda _: None,
) -> list[AttemptFacts]:
    """
    Capture other archives' copies, each as a capture of its own, and say how each ended.

    How the page itself fares is not touched. Raises ArchiveUnusable.
    """
    if not asks:
        return []
    folder.prepare_folder(workspace.archive)
    with recovering.sole_fetcher(workspace):
        recovering.recover(workspace)
        return loop.run(_capture(workspace, asks, progress))


async def _capture(
    workspace: Workspace, asks: Sequence[Ask], progress: Callable[[AttemptFacts], None]
) -> list[AttemptFacts]:
    found: list[AttemptFacts] = []

    def keep(batch: Sequence[Fetched]) -> None:
        # In the loop, so that an interrupt finds it done: there is little to wait for beside it.
        for facts in attempts.archive(workspace, writer, batch) if batch else ():
            if facts.method is Method.MEMENTO:
                found.append(facts)
                progress(facts)

    with segments.open_writer(workspace.archive, now=workspace.clock()) as writer:
        opened = memento.open_fetcher(
            workspace.settings, transport=workspace.transport, clock=workspace.clock
        )
        async with opened as fetching, aclosing(fetching.fetch_all(asks)) as batches:
            async for batch in batches:
                keep((*fetching.take_robots_files(), *map(mementos.as_memento, batch)))
            keep(fetching.take_robots_files())
    return found


def _is_wanted(key: str, record: SourceRecord, named: set[str] | None) -> bool:
    if named is not None:
        return key in named
    attempt, page = record.attempt, record.attempt_capture
    has_copy = record.usable and record.brought_by and record.brought_by.method == Method.MEMENTO
    if attempt is None or has_copy:
        return False
    is_gone = page is not None and page.quality == Quality.SOFT_404
    return attempt.outcome in FAILED or (attempt.outcome in SUCCESSES and is_gone)


def _named_ids(session: Session, named: Sequence[str]) -> set[str] | None:
    return {_source_id(session, url) for url in named} or None


def _source_id(session: Session, url: str) -> str:
    try:
        source = source_queries.source_by_url(session, urls.normalise_url(url))
    except urls.BadUrl as exc:
        raise BadInput(f"{url}: {exc.mistake}", next_step=exc.instead) from exc
    if source is None:
        raise UnknownName(
            f"no claim cites {url}", next_step="`claimcheck sources` lists those cited"
        )
    return source.id


def find_unwitnessed(workspace: Workspace, named: Sequence[str] = ()) -> list[Due]:
    """
    List the pages to submit: these, or all, of which the archive's capture has no witness yet.

    Raises UnknownName and BadInput, also for a named page that was never captured.
    """
    with workspace.reading() as session:
        wanted = _named_ids(session, named)
        records = source_queries.source_records(session)
        held = {
            record.capture.id: record.source.url
            for key, record in records.items()
            if record.capture and (wanted is None or key in wanted)
        }
        known = submission_queries.witnessed(session, workspace.settings.save_page, list(held))
    if wanted is not None and len(held) < len(wanted):
        raise BadInput(
            "a page is submitted as an extra witness, and one of these was never captured here",
            next_step="run `claimcheck fetch` first",
        )
    return [Due(url, capture_id) for capture_id, url in held.items() if capture_id not in known]


def find_open(workspace: Workspace, named: Sequence[str] = ()) -> list[Due]:
    """List the submissions that the service has not finished, of these pages or of all."""
    with workspace.reading() as session:
        wanted = _named_ids(session, named)
        service = workspace.settings.save_page
        found = submission_queries.still_open(session, service, wanted)
        return [Due(url, row.capture_id, row.id, row.job) for row, url in found]


def submit(workspace: Workspace, due: Sequence[Due]) -> list[Submitted]:
    """
    Ask the service for each of these, and put on record where it stands.

    What it would answer to the next page as well ends the run; the rest is due next time.
    """
    return loop.run(_submit(workspace, due)) if due else []


async def _submit(workspace: Workspace, due: Sequence[Due]) -> list[Submitted]:
    done: list[Submitted] = []
    opened = save_page.open_service(workspace.settings, transport=workspace.transport)
    async with opened as service:
        for each in due:
            asked = service.check(each.job) if each.job else service.submit(each.url)
            answer = await asked
            _keep(workspace, each, answer)
            done.append(_tell(each, answer))
            if answer.reason in save_page.STOPPING:
                break
    return done


def _keep(workspace: Workspace, due: Due, answer: Answer) -> None:
    now = workspace.clock()
    error = f"{answer.reason}: {answer.error}" if answer.reason else None
    with workspace.writing() as session:
        row = None
        if due.submission_id:
            row = submission_queries.submission_by_id(session, due.submission_id)
        if row is None:
            row = SubmissionRow(
                id=str(uuid.uuid4()),
                capture_id=due.capture_id,
                service=workspace.settings.save_page,
                asked_at=now,
            )
            session.add(row)
        else:
            row.checked_at = now
        row.state, row.job = answer.state.value, answer.job or due.job
        row.copy_url = storable(answer.copy_url) if answer.copy_url else None
        row.error = storable(error) if error else None


def _tell(due: Due, answer: Answer) -> Submitted:
    return Submitted(
        source=due.url,
        state=answer.state,
        job=answer.job or due.job,
        copy_url=answer.copy_url,
        reason=answer.reason,
        error=answer.error,
        next_step=save_page.NEXT_STEP[answer.reason] if answer.reason else None,
    )
