"""What an export takes along: captures by where they lie, pages with their text."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from claimcheck.core.documents.document import EXTRACTOR_VERSION
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.queries.chunks import CHUNK, narrowed
from claimcheck.database.tables import CaptureRow, CitationRow, ClaimRow, SourceRow


@dataclass(frozen=True, slots=True)
class CapturePlace:
    """Where a capture lies, whose it is, and where the capture before it ends (None: first)."""

    id: str
    attempt_id: str
    source_id: str
    segment: str
    offset: int
    length: int
    after: int | None


@dataclass(frozen=True, slots=True)
class CapturedPage:
    """A capture with the title and the text that were read from it."""

    id: str
    url: str
    captured_at: datetime
    title: str | None
    text: str | None


def sources_of_report(session: Session, report_key: str) -> set[str]:
    """The ids of all sources that the claims of a report cite."""
    query = (
        sa.select(CitationRow.source_id)
        .join(ClaimRow, ClaimRow.key == CitationRow.claim_key)
        .where(ClaimRow.report_key == report_key)
    )
    return set(session.scalars(query))


def places_in_order(
    session: Session, source_ids: Collection[str] | None, others: Collection[str]
) -> Iterator[CapturePlace]:
    """
    The captures of these sources, and these others, in the order in which they lie, in batches.

    None gives every capture, and so do more sources than one statement can ask for.
    """
    before = aliased(CaptureRow)
    after = (
        sa.select(before.record_offset + before.record_length)
        .where(before.segment == CaptureRow.segment)
        .where(before.record_offset < CaptureRow.record_offset)
        .order_by(before.record_offset.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        sa.select(
            CaptureRow.id,
            CaptureRow.attempt_id,
            CaptureRow.source_id,
            CaptureRow.segment,
            CaptureRow.record_offset,
            CaptureRow.record_length,
            after,
        )
        .order_by(CaptureRow.segment, CaptureRow.record_offset)
        .execution_options(yield_per=1_000)
    )
    if source_ids is not None and len(source_ids) + len(others) <= CHUNK:
        asked_for = CaptureRow.source_id.in_(source_ids)
        query = query.where(sa.or_(asked_for, CaptureRow.id.in_(others)))
    with session.execute(query) as rows:
        for row in rows:
            yield CapturePlace(*row)


def referred_captures(session: Session, source_ids: Collection[str]) -> set[str]:
    """The ids of the captures that hold the payloads of these sources' revisits."""
    query = sa.select(CaptureRow.refers_to).where(CaptureRow.refers_to.is_not(None))
    parts = narrowed(query, CaptureRow.source_id, source_ids)
    return {held for part in parts for held in session.scalars(part) if held}


def captured_pages(session: Session, source_ids: Collection[str] | None) -> Iterator[CapturedPage]:
    """The captures of these sources by address and time, with their texts. None: of all."""
    query = (
        sa.select(
            CaptureRow.id,
            CaptureRow.final_url,
            CaptureRow.captured_at,
            DocumentRow.title,
            DocumentRow.text,
        )
        .join(SourceRow, SourceRow.id == CaptureRow.source_id)
        .outerjoin(
            DocumentRow,
            sa.and_(
                DocumentRow.payload_sha256 == CaptureRow.payload_sha256,
                DocumentRow.extractor_version == EXTRACTOR_VERSION,
            ),
        )
        .order_by(SourceRow.url, CaptureRow.captured_at, CaptureRow.id)
        .execution_options(yield_per=50)
    )
    for part in narrowed(query, CaptureRow.source_id, source_ids):
        with session.execute(part) as rows:
            for row in rows:
                yield CapturedPage(*row)
