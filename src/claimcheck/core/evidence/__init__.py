"""Passages of a text that bear on a claim."""

from claimcheck.core.evidence.checked import CheckedPassage, check_passages
from claimcheck.core.evidence.passages import Passage, find_passages
from claimcheck.core.evidence.sentences import split_sentences

__all__ = ["CheckedPassage", "Passage", "check_passages", "find_passages", "split_sentences"]
