"""The rules of quality again, over what was archived before they were what they are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.app import attempts, reading_apart
from claimcheck.app.workspace import Workspace
from claimcheck.archive import reading
from claimcheck.core import quality, settling
from claimcheck.core.documents import Document
from claimcheck.core.outcomes import FiredRule, Method, Quality
from claimcheck.core.quality import Judgement, Sibling, siblings
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.queries import captures as capture_queries
from claimcheck.database.queries import probes as probe_queries
from claimcheck.database.queries import rejudging as rejudging_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.queries.probes import AnsweredProbe
from claimcheck.database.tables import AttemptRow, CaptureRow
from claimcheck.errors import ArchiveUnusable, UnknownName

PROBE_AGE = timedelta(hours=24)
"""What a host says of missing pages may be another thing the day after."""

BATCH_CAPTURES = 50
"""Captures that are judged together: bounds the texts in memory and the time of a transaction."""


@dataclass(frozen=True, slots=True)
class Rejudged:
    """
    One capture under the rules of now: what it was, what it is, why, and what fired.

    `after` is None where its record could not be read; `reason` then says what is wrong with
    it, and its row stays as it was.
    """

    source: str
    capture: str
    captured_at: datetime
    before: Quality
    after: Quality | None
    reason: str
    fired: tuple[FiredRule, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the capture has another quality now."""
        return self.after not in (None, self.before)


@dataclass(frozen=True, slots=True)
class _Held:
    """
    A capture with all that its judgement needs; `holder` is the one with the payload.

    A 304 said nothing of its own: what the holder's answer was is judged again.
    """

    row: CaptureRow
    holder: CaptureRow
    source: str
    attempt: AttemptRow
    document: Document | None
    sibling: Sibling | None

    @property
    def answered(self) -> CaptureRow:
        return self.holder if self.row.http_status == 304 else self.row


def rejudge(
    workspace: Workspace,
    *,
    urls: Sequence[str] = (),
    dry_run: bool = False,
    progress: Callable[[int], Callable[[int], None]] = lambda _: lambda _: None,
) -> list[Rejudged]:
    """
    Judge the captures of these sources, or all, by the rules of now, oldest first by source.

    Rows get the new quality, reason and rules; the archive keeps what it says, and how an
    attempt ended stays as it was. A capture that cannot be read is named and left alone.
    What a made-up sibling address answered is not asked again but remembered, or read where
    it was asked within a day of the capture. `progress` is called with the number of captures
    and gives what is called with each further number done. Raises UnknownName for an address
    that nobody cites.
    """
    chosen = _chosen(workspace, urls)
    return _rejudge(workspace, chosen, dry_run, progress(len(chosen)))


def rejudge_captures(workspace: Workspace, capture_ids: Sequence[str]) -> list[Rejudged]:
    """Judge these captures by the rules of now, with what else is known of their hosts by now."""
    return _rejudge(workspace, capture_ids, False, lambda _: None)


def _rejudge(
    workspace: Workspace, chosen: Sequence[str], dry_run: bool, done: Callable[[int], None]
) -> list[Rejudged]:
    found: list[Rejudged] = []
    for start in range(0, len(chosen), BATCH_CAPTURES):
        batch = chosen[start : start + BATCH_CAPTURES]
        held = _gather(workspace, batch)
        judged = [(one, _judge_again(workspace, one)) for one in held]
        if not dry_run:
            _store(workspace, judged)
        found += [again for _, again in judged]
        done(len(batch))
    return found


def _chosen(workspace: Workspace, urls: Sequence[str]) -> list[str]:
    with workspace.reading() as session:
        wanted = {_source_id(session, url) for url in urls} if urls else None
        return rejudging_queries.captures_of(session, wanted)


def _source_id(session: Session, url: str) -> str:
    source = source_queries.source_by_url(session, url)
    if source is None:
        raise UnknownName(
            f"no claim cites {url}", next_step="`claimcheck sources` lists those cited"
        )
    return source.id


def _gather(workspace: Workspace, capture_ids: Sequence[str]) -> list[_Held]:
    with workspace.reading() as session:
        rows = list(rejudging_queries.captures_with_origin(session, capture_ids))
        probes = _probes(session, rows)
        found = {
            row.id: _Held(
                row,
                capture_queries.payload_holder(session, row),
                url,
                attempt,
                _document(source_queries.document_of(session, row.payload_sha256)),
                _sibling(row, attempt, url, probes),
            )
            for row, url, attempt in rows
        }
    return [found[capture_id] for capture_id in capture_ids if capture_id in found]


def _probes(
    session: Session, rows: Sequence[tuple[CaptureRow, str, AttemptRow]]
) -> list[AnsweredProbe]:
    """What the hosts of these captures were asked soon after, beside them."""
    moments = [row.captured_at for row, _, _ in rows]
    if not moments:
        return []
    origins = {siblings.origin_of(url) for _, url, _ in rows}
    since, until = min(moments), max(moments) + PROBE_AGE
    return probe_queries.answered_probes(session, origins, since=since, until=until)


def _sibling(
    row: CaptureRow, attempt: AttemptRow, url: str, probes: Sequence[AnsweredProbe]
) -> Sibling | None:
    """What the host said soon after of a page that it cannot have, if it was asked."""
    if attempt.method != Method.FETCH:
        return None
    origin, latest = siblings.origin_of(url), row.captured_at + PROBE_AGE
    near = (p for p in probes if p.origin == origin and row.captured_at <= p.fetched_at <= latest)
    return next((probe.sibling for probe in near), None)


def _document(row: DocumentRow | None) -> Document | None:
    if row is None:
        return None
    return Document(**{field.name: getattr(row, field.name) for field in fields(Document)})


def _judge_again(workspace: Workspace, held: _Held) -> Rejudged:
    row, before = held.row, Quality(held.row.quality)
    try:
        judged = _judge(workspace, held)
    except ArchiveUnusable as exc:
        return Rejudged(held.source, row.id, row.captured_at, before, None, exc.message, ())
    return Rejudged(
        held.source, row.id, row.captured_at, before, judged.quality, judged.reason, judged.fired
    )


def _judge(workspace: Workspace, held: _Held) -> Judgement:
    row = held.answered
    message = reading.read_response(
        workspace.archive, attempts.place_of(row), lambda _: attempts.place_of(held.holder)
    )
    # A copy lies at another archive's address, which is no redirect of the page's own.
    source_url = row.final_url if held.attempt.method == Method.MEMENTO else held.source
    judge = partial(
        quality.judge_quality,
        http_status=row.http_status or 200,
        document=held.document or reading_apart.read_message(message, row.final_url),
        cut=row.cut,
        final_url=row.final_url,
        source_url=source_url,
        headers=message.headers,
        payload_sha256=row.payload_sha256,
        remembered=tuple(_stored_rules(row)),
    )
    judged = judge()
    if held.sibling and quality.wants_sibling_probe(judged, source_url=source_url):
        judged = judge(sibling=held.sibling)
    return settling.as_shown(judged, held.attempt.reason)


def _stored_rules(row: CaptureRow) -> Iterator[FiredRule]:
    for rule in row.rules:
        yield FiredRule(rule["name"], rule["version"], rule["weight"])


def _store(workspace: Workspace, judged: Sequence[tuple[_Held, Rejudged]]) -> None:
    """Write what differs, in one transaction."""
    with workspace.writing() as session:
        for held, again in judged:
            columns = _columns(again)
            if again.after is not None and _differs(held.row, columns):
                query = sa.update(CaptureRow).where(CaptureRow.id == held.row.id)
                session.execute(query.values(**columns))


def _columns(again: Rejudged) -> dict[str, object]:
    return {
        "quality": (again.after or again.before).value,
        "quality_reason": settling.storable(again.reason),
        "rules": [asdict(rule) for rule in again.fired],
    }


def _differs(row: CaptureRow, columns: dict[str, object]) -> bool:
    return any(getattr(row, name) != value for name, value in columns.items())
