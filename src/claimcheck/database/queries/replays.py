"""Captures by address and moment, as replay asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.core import urls
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.tables import CaptureRow, SourceRow

MAX_MOMENTS = 10_000
"""Captures of one source that a list of them names: one a day for 27 years."""

_OLDEST_FIRST = (CaptureRow.captured_at, CaptureRow.id)
_NEWEST_FIRST = (CaptureRow.captured_at.desc(), CaptureRow.id.desc())


@dataclass(frozen=True, slots=True)
class CapturedSource:
    """A source that has captures: how many, and the newest of them."""

    source: SourceRow
    newest: CaptureRow
    captures: int
    title: str | None


def captured_sources(
    session: Session, search: str, *, offset: int, limit: int
) -> tuple[list[CapturedSource], int]:
    """
    A page of the sources that have captures, by address, and how many there are in all.

    `search` is looked for in address and title, whatever its case; empty finds all.
    """
    captured = sa.exists().where(CaptureRow.source_id == SourceRow.id)
    query = sa.select(SourceRow).where(captured)
    if search:
        query = query.where(
            SourceRow.url.icontains(search, autoescape=True)
            | SourceRow.title.icontains(search, autoescape=True)
        )
    total = session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    page = session.scalars(query.order_by(SourceRow.url).offset(offset).limit(limit))
    return [_captured(session, source) for source in page], total


def _captured(session: Session, source: SourceRow) -> CapturedSource:
    of_source = CaptureRow.source_id == source.id
    query = sa.select(CaptureRow).where(of_source).order_by(*_NEWEST_FIRST)
    newest = session.scalars(query.limit(1)).one()
    count = session.scalar(sa.select(sa.func.count()).where(of_source)) or 0
    return CapturedSource(source, newest, count, source.title or _title(session, newest))


def _title(session: Session, capture: CaptureRow) -> str | None:
    query = (
        sa.select(DocumentRow.title)
        .where(DocumentRow.payload_sha256 == capture.payload_sha256)
        .order_by(DocumentRow.extractor_version.desc())
    )
    return session.scalars(query.limit(1)).first()


def captured_source(session: Session, url: str) -> SourceRow | None:
    """The captured source of a normalised address; else one that was redirected there."""
    captured = sa.select(SourceRow).join(CaptureRow, CaptureRow.source_id == SourceRow.id).limit(1)
    itself = captured.where(SourceRow.id == urls.source_id(url))
    led_there = captured.where(CaptureRow.final_url == url).order_by(*_NEWEST_FIRST)
    return session.scalars(itself).first() or session.scalars(led_there).first()


def nearest_capture(session: Session, source_id: str, at: datetime | None) -> CaptureRow | None:
    """The capture of a source that is nearest to a moment, the earlier of two; None: newest."""
    of_source = sa.select(CaptureRow).where(CaptureRow.source_id == source_id)
    if at is None:
        return session.scalars(of_source.order_by(*_NEWEST_FIRST).limit(1)).first()
    before = of_source.where(CaptureRow.captured_at <= at).order_by(*_NEWEST_FIRST)
    after = of_source.where(CaptureRow.captured_at > at).order_by(*_OLDEST_FIRST)
    found = [row for query in (before, after) for row in session.scalars(query.limit(1))]
    return min(found, key=lambda row: abs(row.captured_at - at), default=None)


def moments(session: Session, source_id: str) -> Sequence[tuple[str, datetime]]:
    """Id and time of the newest MAX_MOMENTS captures of a source, oldest first."""
    query = (
        sa.select(CaptureRow.id, CaptureRow.captured_at)
        .where(CaptureRow.source_id == source_id)
        .order_by(*_NEWEST_FIRST)
        .limit(MAX_MOMENTS)
    )
    return [(row[0], row[1]) for row in session.execute(query)][::-1]
