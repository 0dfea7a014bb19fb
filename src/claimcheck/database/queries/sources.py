"""Sources, how often they were fetched and how that ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from claimcheck.core.documents.document import EXTRACTOR_VERSION
from claimcheck.core.outcomes import PINNABLE, Method
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.queries.chunks import chunked, narrowed
from claimcheck.database.tables import (
    AttemptRow,
    CaptureRow,
    CitationRow,
    ClaimRow,
    ReportRow,
    SourceRow,
)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """
    A source with its newest attempt and the capture to rely on.

    `capture` is the newest that can serve as evidence (then `usable`), else the newest of all;
    `brought_by` is the attempt that brought it.
    """

    source: SourceRow
    attempt: AttemptRow | None
    attempt_capture: CaptureRow | None
    capture: CaptureRow | None
    brought_by: AttemptRow | None
    usable: bool
    attempts: int
    captures: int
    title: str | None
    readable: bool
    unread_reason: str | None


@dataclass(frozen=True, slots=True)
class CaptureKey:
    """Which capture a passage is of, and which payload it has."""

    id: str
    payload_sha256: str
    captured_at: datetime


_BY_LOOKUP = (
    sa.select(AttemptRow.id)
    .where(AttemptRow.id == CaptureRow.attempt_id)
    .where(AttemptRow.method == Method.MEMENTO.value)
    .exists()
)
# An archive's answer that does not say of which day it is may be anything, well as it reads.
_USABLE = sa.and_(
    CaptureRow.quality.in_([quality.value for quality in PINNABLE]),
    CaptureRow.memento_at.is_not(None) | ~_BY_LOOKUP,
)
# Another archive's copy says what the page said then, not what it says on the day of the lookup.
_SHOWN_AT = sa.func.coalesce(CaptureRow.memento_at, CaptureRow.captured_at)
_LIVE = AttemptRow.method.in_([Method.FETCH.value, Method.BROWSER.value])


def all_sources(session: Session) -> Sequence[SourceRow]:
    """Every source, by address."""
    return session.scalars(sa.select(SourceRow).order_by(SourceRow.url)).all()


def source_by_url(session: Session, url: str) -> SourceRow | None:
    """The source of a normalised address, or of the address as a claim cites it."""
    cited = sa.select(CitationRow.source_id).where(CitationRow.cited_as == url)
    query = sa.select(SourceRow).where((SourceRow.url == url) | SourceRow.id.in_(cited))
    return session.scalars(query.order_by(SourceRow.url)).first()


def sources_of_claims(session: Session, keys: Collection[str]) -> set[str]:
    """The ids of all sources that these claims cite."""
    queries = narrowed(sa.select(CitationRow.source_id), CitationRow.claim_key, keys)
    return {source_id for part in queries for source_id in session.scalars(part)}


def newest_attempts(session: Session) -> dict[str, tuple[AttemptRow, int]]:
    """
    The newest attempt of each source and how many there were, by source id.

    It says how the page itself fares: what was handed in counts until that was asked for, a
    lookup in another archive never.
    """
    newest = (sa.case((_LIVE, 1), else_=0), AttemptRow.finished_at)
    return _newest(session, AttemptRow, newest, AttemptRow.method != Method.MEMENTO.value)


def newest_captures(session: Session) -> dict[str, tuple[CaptureRow, int]]:
    """The newest capture of each source and how many there are, by source id."""
    return _newest(session, CaptureRow, (CaptureRow.captured_at,))


def usable_captures(session: Session) -> dict[str, CaptureRow]:
    """The newest capture of each source that can serve as evidence, by source id."""
    found = _newest(session, CaptureRow, (_SHOWN_AT,), _USABLE)
    return {source_id: capture for source_id, (capture, _) in found.items()}


def usable_capture(session: Session, source_id: str) -> CaptureRow | None:
    """The newest capture of one source that can serve as evidence."""
    query = (
        sa.select(CaptureRow)
        .where(CaptureRow.source_id == source_id)
        .where(_USABLE)
        .order_by(_SHOWN_AT.desc(), CaptureRow.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()


def capture_keys(session: Session, source_ids: Collection[str]) -> dict[str, CaptureKey]:
    """The newest capture that can serve as evidence of each of these sources, by source id."""
    newest = [by.desc() for by in (_SHOWN_AT, CaptureRow.id)]
    number = sa.func.row_number().over(partition_by=CaptureRow.source_id, order_by=newest)
    columns = (CaptureRow.source_id, CaptureRow.id, CaptureRow.payload_sha256)
    found = {}
    for chunk in chunked(source_ids):
        ranked = (
            sa.select(*columns, CaptureRow.captured_at, number.label("newest"))
            .where(CaptureRow.source_id.in_(chunk), _USABLE)
            .subquery()
        )
        for row in session.execute(sa.select(ranked).where(ranked.c.newest == 1)):
            found[row.source_id] = CaptureKey(row.id, row.payload_sha256, row.captured_at)
    return found


def _newest(
    session: Session, entity: Any, newest: Sequence[Any], *where: sa.ColumnElement[bool]
) -> dict[str, tuple[Any, int]]:
    same_source = {"partition_by": entity.source_id}
    ranked = (
        sa.select(
            entity,
            sa.func.row_number()
            .over(**same_source, order_by=[by.desc() for by in (*newest, entity.id)])
            .label("newest"),
            sa.func.count().over(**same_source).label("count"),
        )
        .where(*where)
        .subquery()
    )
    row = aliased(entity, ranked)
    query = sa.select(row, ranked.c.count).where(ranked.c.newest == 1)
    return {found.source_id: (found, count) for found, count in session.execute(query)}


def document_of(session: Session, payload_sha256: str) -> DocumentRow | None:
    """The readable text of a payload, as this version reads it."""
    return session.get(DocumentRow, (payload_sha256, EXTRACTOR_VERSION))


def source_records(session: Session) -> dict[str, SourceRecord]:
    """Every source with what is known of it, by source id, in the order of addresses."""
    attempts, captures = newest_attempts(session), newest_captures(session)
    usable, heads = usable_captures(session), _document_heads(session)
    attempt_captures = _captures_by_attempt(session, attempts)
    chosen = {key: usable.get(key, newest) for key, (newest, _) in captures.items()}
    brought = attempts_of(session, [capture.id for capture in chosen.values()])
    records = {}
    for source in all_sources(session):
        attempt, attempt_count = attempts.get(source.id, (None, 0))
        capture, capture_count = chosen.get(source.id), captures.get(source.id, (None, 0))[1]
        title, readable, unread = heads.get(
            capture.payload_sha256 if capture else "", (None, False, None)
        )
        records[source.id] = SourceRecord(
            source=source,
            attempt=attempt,
            attempt_capture=attempt_captures.get(attempt.id) if attempt else None,
            capture=capture,
            brought_by=brought[capture.id][1] if capture else None,
            usable=source.id in usable,
            attempts=attempt_count,
            captures=capture_count,
            title=source.title or title,
            readable=readable and source.id in usable,
            unread_reason=unread,
        )
    return records


def attempts_of(
    session: Session, capture_ids: Collection[str]
) -> dict[str, tuple[CaptureRow, AttemptRow]]:
    """These captures, each with the attempt that brought it, by capture id."""
    query = sa.select(CaptureRow, AttemptRow).join(
        AttemptRow, AttemptRow.id == CaptureRow.attempt_id
    )
    return {
        row[0].id: (row[0], row[1])
        for part in narrowed(query, CaptureRow.id, capture_ids)
        for row in session.execute(part)
    }


def published_days(session: Session, source_ids: Collection[str]) -> dict[str, date]:
    """The day on which the first report that cites a source was published, by source id."""
    query = (
        sa.select(CitationRow.source_id, sa.func.min(ReportRow.published_on))
        .join(ClaimRow, ClaimRow.key == CitationRow.claim_key)
        .join(ReportRow, ReportRow.key == ClaimRow.report_key)
        .where(ReportRow.published_on.is_not(None))
        .group_by(CitationRow.source_id)
    )
    parts = narrowed(query, CitationRow.source_id, source_ids)
    return {row[0]: row[1] for part in parts for row in session.execute(part) if row[1]}


def _captures_by_attempt(
    session: Session, attempts: dict[str, tuple[AttemptRow, int]]
) -> dict[str, CaptureRow]:
    ids = [attempt.id for attempt, _ in attempts.values()]
    return {
        row.attempt_id: row
        for part in narrowed(sa.select(CaptureRow), CaptureRow.attempt_id, ids)
        for row in session.scalars(part)
    }


def _document_heads(session: Session) -> dict[str, tuple[str | None, bool, str | None]]:
    """Title, whether there is text, and why there is none, by payload digest."""
    query = sa.select(
        DocumentRow.payload_sha256,
        DocumentRow.title,
        DocumentRow.text != "",
        DocumentRow.unread_reason,
    ).where(DocumentRow.extractor_version == EXTRACTOR_VERSION)
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(query)}
