"""Figures as typed values, and when two of them are the same."""

from dataclasses import dataclass
from decimal import Decimal

PERCENT, MONEY, QUANTITY = "percent", "money", "quantity"
YEAR, DATE, NUMBER = "year", "date", "number"

HEDGE_TOLERANCE = Decimal("0.05")
"""`about 100` is met by what lies within a twentieth of it."""
ROUNDING_TOLERANCE = Decimal("0.02")
"""A claim may round what its source gives in full, as long as it stays this near."""
BOUND_RANGE = Decimal("1.5")
"""`over 100` is met by what lies above it, but not by any larger figure on the page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One figure of a text.

    `value` is in base units (of the currency, the unit's dimension, the percent); a date is
    year * 10,000 + month * 100 + day, with 0 for what is not said. `unit` tells apart what
    must not be compared: `usd`, `metre`, `percentage point`. `step` is the precision it is
    written with. `bound` is `about`, `over`, `under` or empty.
    """

    kind: str
    value: Decimal
    unit: str
    step: Decimal
    bound: str
    start: int
    end: int


def agrees(claimed: Figure, found: Figure) -> bool:
    """Whether what was found bears the claimed figure out, the claim's own hedge granted."""
    if not comparable(claimed, found):
        return False
    if claimed.kind == DATE:
        return _dates_agree(claimed.value, found.value)
    a, b = claimed.value, found.value
    if a == b or claimed.kind == YEAR:
        return a == b
    if claimed.bound == "over" and a < b <= a * BOUND_RANGE:
        return True
    if claimed.bound == "under" and b < a <= b * BOUND_RANGE:
        return True
    if claimed.bound == "about" and abs(a - b) <= abs(a) * HEDGE_TOLERANCE:
        return True
    return _rounds_to(b, claimed) and abs(a - b) <= abs(a) * ROUNDING_TOLERANCE


def clashes(claimed: Figure, found: Figure) -> bool:
    """
    Whether the two cannot both be true of one thing.

    Stricter than not agreeing: a rounder or a hedged figure leaves the question open.
    """
    if not comparable(claimed, found) or agrees(claimed, found) or agrees(found, claimed):
        return False
    if claimed.kind == DATE:
        pairs = zip(_date_parts(claimed.value), _date_parts(found.value), strict=True)
        return any(a and b and a != b for a, b in pairs)
    if claimed.kind == YEAR:
        return True
    if _rounds_to(found.value, claimed) or _rounds_to(claimed.value, found):
        return False
    if "over" in (claimed.bound, found.bound) or "under" in (claimed.bound, found.bound):
        return not _bounds_meet(claimed, found)
    return True


def comparable(a: Figure, b: Figure) -> bool:
    """Whether they are of one kind and unit, so that their values can be compared at all."""
    return a.kind == b.kind and a.unit == b.unit


def _bounds_meet(a: Figure, b: Figure) -> bool:
    low, high = sorted((a, b), key=lambda figure: figure.value)
    return low.bound == "over" or high.bound == "under"


def _rounds_to(value: Decimal, written: Figure) -> bool:
    return written.step > 0 and abs(value - written.value) * 2 <= written.step


def _dates_agree(claimed: Decimal, found: Decimal) -> bool:
    # A claim may leave parts of a date out; the source has to say what the claim does say.
    pairs = zip(_date_parts(claimed), _date_parts(found), strict=True)
    return all(a in (0, b) for a, b in pairs)


def agrees_without_year(claimed: Figure, found: Figure) -> bool:
    """Whether two dates agree but for the year, which the found one leaves out."""
    if claimed.kind != DATE or found.kind != DATE or found.value >= 10_000:
        return False
    return _dates_agree(claimed.value % 10_000, found.value)


def date_year(figure: Figure) -> Decimal:
    """Give the year of a date, 0 when it has none."""
    return figure.value // 10_000


def _date_parts(value: Decimal) -> tuple[int, int, int]:
    number = int(value)
    return number // 10_000, number // 100 % 100, number % 100
