"""Long lists of keys, cut so that no statement holds too many parameters."""

from collections.abc import Collection, Iterator
from itertools import islice

CHUNK = 500
"""Well under SQLite's oldest limit of 999 parameters a statement."""


def chunked(keys: Collection[str]) -> Iterator[list[str]]:
    """Cut a collection into lists of at most CHUNK."""
    rest = iter(keys)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
