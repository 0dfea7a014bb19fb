"""What hosts answered for addresses that cannot exist."""

from collections.abc import Collection, Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.core.documents.document import EXTRACTOR_VERSION
from claimcheck.database.queries.chunks import narrowed
from claimcheck.database.tables import DocumentRow, SiblingProbeRow


def sibling_probes(session: Session) -> Iterator[SiblingProbeRow]:
    """Every probe, in batches."""
    query = sa.select(SiblingProbeRow).order_by(SiblingProbeRow.id)
    yield from session.scalars(query.execution_options(yield_per=1_000))


def answered_probes(
    session: Session, origins: Collection[str]
) -> list[tuple[SiblingProbeRow, DocumentRow]]:
    """The probes of these origins that were answered, each with its text, oldest first."""
    query = (
        sa.select(SiblingProbeRow, DocumentRow)
        .join(DocumentRow, DocumentRow.payload_sha256 == SiblingProbeRow.payload_sha256)
        .where(DocumentRow.extractor_version == EXTRACTOR_VERSION)
        .order_by(SiblingProbeRow.fetched_at, SiblingProbeRow.id)
    )
    parts = narrowed(query, SiblingProbeRow.origin, origins)
    return [(row[0], row[1]) for part in parts for row in session.execute(part)]
