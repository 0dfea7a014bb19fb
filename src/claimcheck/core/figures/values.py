"""Figures as typed values."""

from dataclasses import dataclass
from decimal import Decimal

PERCENT, MONEY, QUANTITY = "percent", "money", "quantity"
YEAR, DATE, PERIOD = "year", "date", "period"
NUMBER, ORDINAL, SCORE, NAME = "number", "ordinal", "score", "name"

AGE = "years of age"
"""The unit of a bare number that the words around it make an age."""
IN_TIME = frozenset({YEAR, DATE, PERIOD})


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One figure of a text.

    `value` is in base units (of the currency, the unit's dimension, the percent); a date is
    year * 10,000 + month * 100 + day, with 0 for what is not said. `unit` tells apart what
    must not be compared (`usd`, `length`, `percentage point`), says which part of a year is
    meant (`mid`, `fiscal`), or is a name without its number. `named_unit` is the unit as a
    text names it (`miles`), `per` what a rate is counted by. `step` is the precision it is
    written with, `digits` how many digits are written. `bound` is `about`, `over`, `at least`,
    `under`, `at most`, `nearly` or empty, `until` the other end of a range, `factor` what the
    number as written was multiplied by.
    """

    kind: str
    value: Decimal
    unit: str
    step: Decimal
    bound: str
    start: int
    end: int
    named_unit: str = ""
    per: str = ""
    digits: int = 0
    until: Decimal | None = None
    factor: Decimal = Decimal(1)


def date_year(figure: Figure) -> Decimal:
    """Give the year of a date, 0 when it has none."""
    return figure.value // 10_000


def date_parts(value: Decimal) -> tuple[int, int, int]:
    """Give year, month and day of a date's value, 0 for what is not said."""
    number = int(value)
    return number // 10_000, number // 100 % 100, number % 100
