"""Passages: pinned by people, proposed by the machine."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.database.queries.chunks import chunked, narrowed
from claimcheck.database.tables import CitationRow, ClaimRow, EvidenceRow, SourceRow


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


@dataclass(frozen=True, slots=True)
class Tie:
    """Which source a claim cites."""

    claim_key: str
    source_id: str
    url: str


def ties_of(session: Session, keys: Collection[str]) -> list[Tie]:
    """What these claims cite, each claim's in the order in which it was given."""
    query = (
        sa.select(CitationRow.claim_key, CitationRow.source_id, SourceRow.url)
        .join(SourceRow, SourceRow.id == CitationRow.source_id)
        .order_by(CitationRow.claim_key, CitationRow.position)
    )
    parts = narrowed(query, CitationRow.claim_key, keys)
    return [Tie(*row) for part in parts for row in session.execute(part)]


def first_sources(session: Session, keys: Collection[str]) -> dict[str, str]:
    """One of the sources of each of these claims, the same for those that cite the same."""
    first = sa.func.min(CitationRow.source_id)
    query = sa.select(CitationRow.claim_key, first).group_by(CitationRow.claim_key)
    parts = narrowed(query, CitationRow.claim_key, keys)
    return {key: source for part in parts for key, source in session.execute(part)}


def claim_texts(session: Session, keys: Collection[str] | None = None) -> dict[str, str]:
    """The wording of these claims, or of all, by key and in the order in which they came."""
    query = sa.select(ClaimRow.key, ClaimRow.text).order_by(ClaimRow.added_in)
    parts = narrowed(query, ClaimRow.key, keys)
    return {row.key: row.text for part in parts for row in session.execute(part)}


def drop_proposed(session: Session, keys: Collection[str]) -> None:
    """Forget what the machine proposed for these claims."""
    for chunk in chunked(keys):
        session.execute(
            sa.delete(EvidenceRow).where(
                EvidenceRow.claim_key.in_(chunk), EvidenceRow.pinned_by.is_(None)
            )
        )


def proposed_rows(session: Session, keys: Collection[str]) -> dict[str, dict[str, Any]]:
    """What is proposed for these claims: what the machine writes of each row, by its id."""
    columns = [c for c in EvidenceRow.__table__.c if c.name not in ("pinned_by", "pinned_at")]
    names = [column.name for column in columns]
    query = sa.select(*columns).where(EvidenceRow.pinned_by.is_(None))
    parts = narrowed(query, EvidenceRow.claim_key, keys)
    found = (row for part in parts for row in session.connection().execute(part))
    return {row.id: dict(zip(names, row, strict=True)) for row in found}


def drop(session: Session, ids: Collection[str]) -> None:
    """Delete these passages."""
    for chunk in chunked(ids):
        session.execute(sa.delete(EvidenceRow).where(EvidenceRow.id.in_(chunk)))
