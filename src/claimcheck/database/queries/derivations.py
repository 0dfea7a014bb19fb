"""The figures that people computed for claims."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.database.derivation_tables import DerivationRow


def derivations_of(
    session: Session, keys: Collection[str] | None
) -> Mapping[str, Sequence[DerivationRow]]:
    """The derivations of claims by key, in the order of their making; None stands for all."""
    query = sa.select(DerivationRow).order_by(DerivationRow.derived_at, DerivationRow.id)
    if keys is not None:
        query = query.where(DerivationRow.claim_key.in_(keys))
    found: dict[str, list[DerivationRow]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.claim_key].append(row)
    return found
