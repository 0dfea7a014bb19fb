"""Captures and the documents that were read from them."""

from collections.abc import Collection, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.core.documents.document import EXTRACTOR_VERSION
from claimcheck.core.outcomes import SUCCESSES
from claimcheck.database.queries.chunks import narrowed
from claimcheck.database.tables import AttemptRow, CaptureRow, DocumentRow, SourceRow


def newest_success(session: Session, source_id: str) -> CaptureRow | None:
    """The newest capture of a source whose attempt succeeded."""
    query = (
        sa.select(CaptureRow)
        .join(AttemptRow, AttemptRow.id == CaptureRow.attempt_id)
        .where(CaptureRow.source_id == source_id)
        .where(AttemptRow.outcome.in_([outcome.value for outcome in SUCCESSES]))
        .order_by(CaptureRow.captured_at.desc(), CaptureRow.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()


def payload_holder(session: Session, capture: CaptureRow) -> CaptureRow:
    """The capture whose record holds the payload: the one itself, or what it refers to."""
    if capture.refers_to is None:
        return capture
    return session.get_one(CaptureRow, capture.refers_to)


def known_attempts(session: Session, attempt_ids: Collection[str]) -> set[str]:
    """Those of these attempts that are on record."""
    queries = narrowed(sa.select(AttemptRow.id), AttemptRow.id, attempt_ids)
    return {attempt_id for part in queries for attempt_id in session.scalars(part)}


def known_sources(session: Session, source_ids: Collection[str]) -> set[str]:
    """Those of these sources that are cited in this database."""
    queries = narrowed(sa.select(SourceRow.id), SourceRow.id, source_ids)
    return {source_id for part in queries for source_id in session.scalars(part)}


def capture_by_id(session: Session, capture_id: str) -> CaptureRow | None:
    """One capture, if it exists."""
    return session.get(CaptureRow, capture_id)


def unread_captures(session: Session) -> Sequence[CaptureRow]:
    """One capture for each payload that this version has not read yet."""
    read = (
        sa.select(DocumentRow.payload_sha256)
        .where(DocumentRow.payload_sha256 == CaptureRow.payload_sha256)
        .where(DocumentRow.extractor_version == EXTRACTOR_VERSION)
        .exists()
    )
    query = sa.select(CaptureRow).where(~read).order_by(CaptureRow.id)
    return list({row.payload_sha256: row for row in session.scalars(query)}.values())


def attempts_with_captures(session: Session) -> Iterator[tuple[AttemptRow, CaptureRow | None]]:
    """Every attempt with its capture where it has one, in batches."""
    query = (
        sa.select(AttemptRow, CaptureRow)
        .outerjoin(CaptureRow, CaptureRow.attempt_id == AttemptRow.id)
        .order_by(AttemptRow.id)
        .execution_options(yield_per=1_000)
    )
    for row in session.execute(query):
        yield row[0], row[1]
