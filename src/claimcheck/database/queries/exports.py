"""What an export takes along: captures by where they lie, pages with their text."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.core.documents.document import EXTRACTOR_VERSION
from claimcheck.database.queries.chunks import narrowed
from claimcheck.database.tables import CaptureRow, CitationRow, ClaimRow, DocumentRow, SourceRow


@dataclass(frozen=True, slots=True)
class CapturePlace:
    """Where a capture lies, whose it is, and whose payload it needs (None: its own)."""

    id: str
    attempt_id: str
    source_id: str
    refers_to: str | None
    segment: str
    offset: int
    length: int


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


def places_in_order(session: Session) -> Iterator[CapturePlace]:
    """Every capture in the order in which they lie in the archive, in batches."""
    query = (
        sa.select(
            CaptureRow.id,
            CaptureRow.attempt_id,
            CaptureRow.source_id,
            CaptureRow.refers_to,
            CaptureRow.segment,
            CaptureRow.record_offset,
            CaptureRow.record_length,
        )
        .order_by(CaptureRow.segment, CaptureRow.record_offset)
        .execution_options(yield_per=1_000)
    )
    with session.execute(query) as rows:
        for row in rows:
            yield CapturePlace(*row)


def referred_captures(session: Session, source_ids: Collection[str] | None) -> set[str]:
    """The ids of the captures that hold the payloads of these sources' revisits. None: of all."""
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
