"""Looking up what people name by its key."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.tables import ClaimRow
from claimcheck.errors import UnknownName


def find_claims(session: Session, keys: Collection[str]) -> dict[str, ClaimRow]:
    """Read claims by key, in the order given. Raises UnknownName for keys of no claim."""
    # A key that no claims file may hold is not asked for: the drivers refuse some characters.
    known = claim_queries.claims_by_key(session, [key for key in keys if key.isprintable()])
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise no_claim(*unknown)
    return {key: known[key] for key in keys}


def no_claim(*keys: str) -> UnknownName:
    """Say that there are no such claims."""
    return UnknownName(f"no claim {', '.join(keys)}", next_step="`claimcheck list` shows the keys")
