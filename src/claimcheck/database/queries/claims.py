"""Claims and their citations."""

from collections import defaultdict
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.database.queries.chunks import narrowed
from claimcheck.database.tables import CitationRow, ClaimRow, ReportRow, SourceRow


def all_claims(session: Session) -> Sequence[ClaimRow]:
    """Every claim, in the order in which they came."""
    return session.scalars(sa.select(ClaimRow).order_by(ClaimRow.added_in)).all()


def claims_by_key(session: Session, keys: Collection[str]) -> dict[str, ClaimRow]:
    """The claims of these keys; those that do not exist are left out."""
    return {
        row.key: row
        for part in narrowed(sa.select(ClaimRow), ClaimRow.key, keys)
        for row in session.scalars(part)
    }


def citations_of(
    session: Session, keys: Collection[str] | None = None
) -> dict[str, list[tuple[CitationRow, SourceRow]]]:
    """Citations with their sources by claim key, in the order they were given. None: of all."""
    query = (
        sa.select(CitationRow, SourceRow)
        .join(SourceRow, SourceRow.id == CitationRow.source_id)
        .order_by(CitationRow.claim_key, CitationRow.position)
    )
    found: dict[str, list[tuple[CitationRow, SourceRow]]] = defaultdict(list)
    for part in narrowed(query, CitationRow.claim_key, keys):
        for citation, source in session.execute(part):
            found[citation.claim_key].append((citation, source))
    return found


def reports(session: Session) -> Sequence[ReportRow]:
    """Every report, by key."""
    return session.scalars(sa.select(ReportRow).order_by(ReportRow.key)).all()


def report_by_key(session: Session, key: str) -> ReportRow | None:
    """One report, if it exists."""
    return session.get(ReportRow, key)
