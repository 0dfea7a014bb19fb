"""Captures and the documents that were read from them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.core.documents.document import EXTRACTOR_VERSION
from claimcheck.core.outcomes import SUCCESSES
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.queries.chunks import narrowed
from claimcheck.database.tables import (
    AttemptRow,
    CaptureRow,
    RobotsFileRow,
    SiblingProbeRow,
    SourceRow,
)


def newest_successes(session: Session, source_ids: Collection[str]) -> dict[str, CaptureRow]:
    """The newest capture of each of these sources whose attempt succeeded, by source id."""
    found: dict[str, CaptureRow] = {}
    query = (
        sa.select(CaptureRow)
        .join(AttemptRow, AttemptRow.id == CaptureRow.attempt_id)
        .where(AttemptRow.outcome.in_([outcome.value for outcome in SUCCESSES]))
        .order_by(CaptureRow.captured_at, CaptureRow.id)
    )
    for part in narrowed(query, CaptureRow.source_id, source_ids):
        found |= {row.source_id: row for row in session.scalars(part)}
    return found


def payload_holders(session: Session, captures: Collection[CaptureRow]) -> dict[str, CaptureRow]:
    """The capture whose record holds the payload of each of these, by the id of these."""
    wanted = {row.refers_to for row in captures if row.refers_to}
    held = {
        row.id: row
        for part in narrowed(sa.select(CaptureRow), CaptureRow.id, wanted)
        for row in session.scalars(part)
    }
    return {row.id: held[row.refers_to] if row.refers_to else row for row in captures}


def payload_holder(session: Session, capture: CaptureRow) -> CaptureRow:
    """The capture whose record holds the payload: the one itself, or what it refers to."""
    return payload_holders(session, [capture])[capture.id]


def newest_robots(
    session: Session, origins: Collection[str], since: datetime
) -> list[RobotsFileRow]:
    """The newest robots.txt of each of these origins, if it was answered since then."""
    query = (
        sa.select(RobotsFileRow)
        .where(RobotsFileRow.fetched_at >= since)
        .where(RobotsFileRow.capture_id.is_not(None))
        .order_by(RobotsFileRow.fetched_at, RobotsFileRow.id)
    )
    found = {
        row.origin: row
        for part in narrowed(query, RobotsFileRow.origin, origins)
        for row in session.scalars(part)
    }
    return list(found.values())


def robots_files(session: Session) -> Iterator[RobotsFileRow]:
    """Every robots.txt that was fetched, in batches."""
    query = sa.select(RobotsFileRow).order_by(RobotsFileRow.id).execution_options(yield_per=1_000)
    yield from session.scalars(query)


def known_attempts(session: Session, attempt_ids: Collection[str]) -> set[str]:
    """Those of these attempts that are on record."""
    return {
        attempt_id
        for column in (AttemptRow.id, RobotsFileRow.id, SiblingProbeRow.id)
        for part in narrowed(sa.select(column), column, attempt_ids)
        for attempt_id in session.scalars(part)
    }


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
