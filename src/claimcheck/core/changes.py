"""What an event changes: one row of one table at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Row = dict[str, Any]
Key = tuple[str, ...]


class Effect(StrEnum):
    """How a change meets the row that may be there already."""

    INSERT = "insert"  # there is none
    ENSURE = "ensure"  # keep the one that is there
    UPDATE = "update"  # change these columns of it
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of one table, by the table's primary key."""

    table: str
    key: Key
    effect: Effect
    values: Mapping[str, Any]
