"""Sources, how often they were fetched and how that ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from claimcheck.core.documents.document import EXTRACTOR_VERSION
from claimcheck.core.outcomes import PINNABLE
from claimcheck.database.queries.chunks import chunked, narrowed
from claimcheck.database.tables import AttemptRow, CaptureRow, CitationRow, DocumentRow, SourceRow


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """
    A source with its newest attempt and the capture to rely on.

    `capture` is the newest that can serve as evidence, else the newest of all.
    """

    source: SourceRow
    attempt: AttemptRow | None
    attempt_capture: CaptureRow | None
    capture: CaptureRow | None
    attempts: int
    captures: int
    title: str | None
    readable: bool
    unread_reason: str | None


_USABLE = CaptureRow.quality.in_([quality.value for quality in PINNABLE])


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
    """The newest attempt of each source and how many there were, by source id."""
    return _newest(session, AttemptRow, AttemptRow.finished_at)


def newest_captures(session: Session) -> dict[str, tuple[CaptureRow, int]]:
    """The newest capture of each source and how many there are, by source id."""
    return _newest(session, CaptureRow, CaptureRow.captured_at)


def usable_captures(session: Session) -> dict[str, CaptureRow]:
    """The newest capture of each source that can serve as evidence, by source id."""
    found = _newest(session, CaptureRow, CaptureRow.captured_at, _USABLE)
    return {source_id: capture for source_id, (capture, _) in found.items()}


def usable_capture(session: Session, source_id: str) -> CaptureRow | None:
    """The newest capture of one source that can serve as evidence."""
    query = (
        sa.select(CaptureRow)
        .where(CaptureRow.source_id == source_id)
        .where(_USABLE)
        .order_by(CaptureRow.captured_at.desc(), CaptureRow.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()


def usable_texts(
    session: Session, source_ids: Collection[str]
) -> dict[str, tuple[CaptureRow, str]]:
    """The newest usable capture of each of these sources with its text, where there is any."""
    captures: dict[str, CaptureRow] = {}
    for chunk in chunked(source_ids):
        of_these = CaptureRow.source_id.in_(chunk)
        found = _newest(session, CaptureRow, CaptureRow.captured_at, _USABLE, of_these)
        captures |= {source_id: capture for source_id, (capture, _) in found.items()}
    texts = _texts(session, {capture.payload_sha256 for capture in captures.values()})
    return {
        source_id: (capture, texts[capture.payload_sha256])
        for source_id, capture in captures.items()
        if capture.payload_sha256 in texts
    }


def _texts(session: Session, digests: Collection[str]) -> dict[str, str]:
    query = (
        sa.select(DocumentRow.payload_sha256, DocumentRow.text)
        .where(DocumentRow.extractor_version == EXTRACTOR_VERSION)
        .where(DocumentRow.text != "")
    )
    return {
        digest: text
        for part in narrowed(query, DocumentRow.payload_sha256, digests)
        for digest, text in session.execute(part)
    }


def _newest(
    session: Session, entity: Any, time: Any, *where: sa.ColumnElement[bool]
) -> dict[str, tuple[Any, int]]:
    same_source = {"partition_by": entity.source_id}
    ranked = (
        sa.select(
            entity,
            sa.func.row_number()
            .over(**same_source, order_by=(time.desc(), entity.id.desc()))
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
    records = {}
    for source in all_sources(session):
        attempt, attempt_count = attempts.get(source.id, (None, 0))
        newest, capture_count = captures.get(source.id, (None, 0))
        capture = usable.get(source.id, newest)
        title, readable, unread = heads.get(
            capture.payload_sha256 if capture else "", (None, False, None)
        )
        records[source.id] = SourceRecord(
            source=source,
            attempt=attempt,
            attempt_capture=attempt_captures.get(attempt.id) if attempt else None,
            capture=capture,
            attempts=attempt_count,
            captures=capture_count,
            title=source.title or title,
            readable=readable and source.id in usable,
            unread_reason=unread,
        )
    return records


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
