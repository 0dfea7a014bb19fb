"""Long lists of keys, cut so that no statement holds too many parameters."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

Row = TypeVarTuple("Row")

CHUNK = 500
"""Well under SQLite's oldest limit of 999 parameters a statement."""


def chunked(keys: Collection[str]) -> Iterator[list[str]]:
    """Cut a collection into lists of at most CHUNK."""
    rest = iter(keys)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def narrowed(
    query: sa.Select[*Row], column: InstrumentedAttribute[str], keys: Collection[str] | None
) -> Iterator[sa.Select[*Row]]:
    """Cut a query into those for at most CHUNK keys each; None leaves it whole."""
    if keys is None:
        yield query
        return
    for chunk in chunked(keys):
        yield query.where(column.in_(chunk))
