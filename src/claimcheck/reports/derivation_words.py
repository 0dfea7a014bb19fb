"""What every form of the report says of figures that were computed for a claim."""

from collections.abc import Iterator

from claimcheck.core.status import ClaimStatus
from claimcheck.core.workflow import State


def derivation_lines(claim: ClaimStatus) -> Iterator[tuple[str, bool]]:
    """Say how each figure was computed and what has changed; whether that is an alarm."""
    for derived in claim.derivations:
        loud = derived.check == "differs" and claim.state is not State.WITHDRAWN
        yield f"derived {derived.id[:8]} by {derived.derived_by}: {derived.sentence}", loud
        yield from ((f"derived: {problem}", True) for problem in derived.changed)
        if derived.now:
            yield f"derived now: {derived.now}", False
