"""Drafting claims: what a report asserts, sentence by sentence."""

from claimcheck.core.proposals.proposing import (
    Part,
    Proposal,
    Proposed,
    propose,
    propose_claims,
    ranked,
)
from claimcheck.core.proposals.worth import CHECKWORTHY_THRESHOLD

__all__ = [
    "CHECKWORTHY_THRESHOLD",
    "Part",
    "Proposal",
    "Proposed",
    "propose",
    "propose_claims",
    "ranked",
]
