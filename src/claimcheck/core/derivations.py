"""Figures that no source states but that follow from ones it does: changes, shares, sums."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How a figure follows from others."""

    CHANGE = "change"  # by how many percent the second operand is above the first
    POINTS = "points"  # by how many percentage points
    DIFFERENCE = "difference"  # the second less the first
    SUM = "sum"  # all operands together
    SHARE = "share"  # the first in percent of the second
    MULTIPLE = "multiple"  # how many times the first the second is
    MEAN = "mean"  # the sum by the number of operands


@dataclass(frozen=True, slots=True)
class Operand:
    """
    A figure that something is computed from, as its source writes it.

    `value` is what was read, in base units, as decimal text; `where` says where it stands, for
    people and for whoever reads it again.
    """

    written: str
    value: str
    kind: str
    unit: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Derivation:
    """
    A computed figure with all that it takes to compute it again; its fields are plain JSON.

    `result` is exact, as a fraction in text (`12`, `37/3`), in the unit named.
    """

    kind: str
    operands: tuple[Operand, ...]
    result: str
    result_kind: str
    unit: str


def as_json(derivation: Derivation) -> dict[str, Any]:
    """Give a derivation as plain JSON values."""
    return asdict(derivation)


def from_json(kept: Mapping[str, Any]) -> Derivation:
    """Give back what `as_json` gave, as it was; `computing.rerun` says whether it still holds."""
    operands = tuple(Operand(**operand) for operand in kept["operands"])
    return Derivation(**{**kept, "operands": operands})
