"""What hosts answered for addresses that cannot exist."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.core.documents.document import EXTRACTOR_VERSION
from claimcheck.core.quality import Sibling
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.queries.chunks import narrowed
from claimcheck.database.tables import SiblingProbeRow


@dataclass(frozen=True, slots=True)
class AnsweredProbe:
    """What a host said of a page that it cannot have, and when."""

    origin: str
    fetched_at: datetime
    sibling: Sibling


def sibling_probes(session: Session) -> Iterator[SiblingProbeRow]:
    """Every probe, in batches."""
    query = sa.select(SiblingProbeRow).order_by(SiblingProbeRow.id)
    yield from session.scalars(query.execution_options(yield_per=1_000))


def answered_probes(
    session: Session, origins: Collection[str], *, since: datetime, until: datetime
) -> list[AnsweredProbe]:
    """The probes of these origins that were answered in that time, oldest first."""
    query = (
        sa.select(
            SiblingProbeRow.origin,
            SiblingProbeRow.fetched_at,
            SiblingProbeRow.http_status,
            SiblingProbeRow.payload_sha256,
            DocumentRow.title,
            sa.func.length(DocumentRow.text),
        )
        .join(DocumentRow, DocumentRow.payload_sha256 == SiblingProbeRow.payload_sha256)
        .where(DocumentRow.extractor_version == EXTRACTOR_VERSION)
        .where(SiblingProbeRow.http_status.is_not(None))
        .where(SiblingProbeRow.fetched_at.between(since, until))
        .order_by(SiblingProbeRow.fetched_at, SiblingProbeRow.id)
    )
    parts = narrowed(query, SiblingProbeRow.origin, origins)
    return [
        AnsweredProbe(origin, at, Sibling(*said))
        for p in parts
        for origin, at, *said in session.execute(p)
    ]
