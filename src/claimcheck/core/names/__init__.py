"""The names of a claim, and whether a source has them."""

from claimcheck.core.names.checking import check_names, claimed_names, is_acronym, one_apart
from claimcheck.core.names.finding import Name, find_names, same_person

__all__ = [
    "Name",
    "check_names",
    "claimed_names",
    "find_names",
    "is_acronym",
    "one_apart",
    "same_person",
]
