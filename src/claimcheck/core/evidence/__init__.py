"""Passages of a text that bear on a claim."""

from claimcheck.core.evidence.checked import (
    CheckedClaim,
    CheckedPassage,
    check_claim,
    check_passages,
)
from claimcheck.core.evidence.index import TextIndex, build_index
from claimcheck.core.evidence.packing import pack, unpack
from claimcheck.core.evidence.passages import Coverage, Passage, cover_claim, find_passages
from claimcheck.core.evidence.sentences import split_sentences

__all__ = [
    "CheckedClaim",
    "CheckedPassage",
    "Coverage",
    "Passage",
    "TextIndex",
    "build_index",
    "check_claim",
    "check_passages",
    "cover_claim",
    "find_passages",
    "pack",
    "split_sentences",
    "unpack",
]
