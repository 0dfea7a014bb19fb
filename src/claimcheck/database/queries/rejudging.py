"""What is judged again: captures with the source and the attempt that they belong to."""

from collections.abc import Collection, Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.database.queries.chunks import narrowed
from claimcheck.database.tables import AttemptRow, CaptureRow, SourceRow


def captures_of(session: Session, source_ids: Collection[str] | None) -> list[str]:
    """The ids of all captures of these sources, or of all, oldest first by address."""
    query = (
        sa.select(SourceRow.url, CaptureRow.captured_at, CaptureRow.id)
        .join(SourceRow, SourceRow.id == CaptureRow.source_id)
        .order_by(SourceRow.url, CaptureRow.captured_at, CaptureRow.id)
    )
    parts = narrowed(query, CaptureRow.source_id, source_ids)
    found = [row for part in parts for row in session.execute(part)]
    return [row[2] for row in sorted(found, key=lambda row: tuple(row))]


def captures_with_origin(
    session: Session, capture_ids: Collection[str]
) -> Iterator[tuple[CaptureRow, str, AttemptRow]]:
    """Each of these captures with its source's address and its attempt, in no order."""
    query = (
        sa.select(CaptureRow, SourceRow.url, AttemptRow)
        .join(SourceRow, SourceRow.id == CaptureRow.source_id)
        .join(AttemptRow, AttemptRow.id == CaptureRow.attempt_id)
    )
    for part in narrowed(query, CaptureRow.id, capture_ids):
        for row in session.execute(part):
            yield row[0], row[1], row[2]
