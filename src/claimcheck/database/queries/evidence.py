"""Passages: pinned by people, proposed by the machine."""

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.database.queries.chunks import chunked, narrowed
from claimcheck.database.tables import EvidenceRow


def evidence_of(
    session: Session, keys: Collection[str] | None = None
) -> dict[tuple[str, str], list[EvidenceRow]]:
    """Evidence by claim key and source id: pinned first, then proposed, best first."""
    query = sa.select(EvidenceRow).order_by(
        EvidenceRow.pinned_at.is_(None), EvidenceRow.pinned_at, EvidenceRow.rank, EvidenceRow.id
    )
    found: dict[tuple[str, str], list[EvidenceRow]] = defaultdict(list)
    for part in narrowed(query, EvidenceRow.claim_key, keys):
        for row in session.scalars(part):
            found[row.claim_key, row.source_id].append(row)
    return found


def drop_proposed(session: Session, keys: Collection[str]) -> None:
    """Forget what the machine proposed for these claims."""
    for chunk in chunked(keys):
        session.execute(
            sa.delete(EvidenceRow).where(
                EvidenceRow.claim_key.in_(chunk), EvidenceRow.pinned_by.is_(None)
            )
        )
