"""Finds calendar dates."""

import re
from datetime import date
from decimal import Decimal

from claimcheck.core.figures.values import DATE, YEAR, Figure

_MONTH_LIST = """
january jan januar janvier enero|february feb februar février febrero
march mar märz mars marzo|april apr avril abril|may mai mayo|june jun juni juin junio
july jul juli juillet julio|august aug août agosto|september sept sep septembre septiembre
october oct oktober okt octobre octubre|november nov novembre noviembre
december dec dezember dez décembre diciembre
"""
_MONTHS = {
    name: number
    for number, names in enumerate(_MONTH_LIST.strip().replace("\n", "|").split("|"), start=1)
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_PATTERNS = (
    re.compile(rf"(?<![\w-]){_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"\b(?P<month>{_MONTH})\b\.?\s{_DAY}(?![\d%]|[.,]\d)(?:,?\s{_YEAR}\b)?", re.I),
    re.compile(
        rf"(?<![\w.,-]){_DAY}\s(?:of |de )?(?P<month>{_MONTH})\b\.?(?:,?\s(?:de )?{_YEAR}\b)?", re.I
    ),
    re.compile(rf"\b(?P<month>{_MONTH})\b\.?,?\s(?:of |de )?{_YEAR}\b", re.I),
    re.compile(rf"(?<![\w./-])(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.\s?{_YEAR}\b"),
)


def find_dates(text: str) -> tuple[list[Figure], set[int]]:
    """
    Find the dates of a text and the positions they take up.

    A date with a year gives that year as a figure too, so that `in 2024` finds it. Dates such
    as 03/04/2024, which two continents read differently, are left out.
    """
    found: list[Figure] = []
    taken: set[int] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            figures = [] if match.start() in taken else _read(match)
            if figures:
                found += figures
                taken.update(range(match.start(), match.end()))
    return found, taken


def _read(match: re.Match[str]) -> list[Figure]:
    parts = match.groupdict()
    year, day = int(parts.get("year") or 0), int(parts.get("day") or 0)
    written = parts.get("month")
    month = _MONTHS[written.lower()] if written else int(parts["number"])
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return []
    start, end = match.span()
    value = Decimal(year * 10_000 + month * 100 + day)
    found = [Figure(DATE, value, "", Decimal(1), "", start, end)]
    if year:
        found.append(Figure(YEAR, Decimal(year), "", Decimal(1), "", *match.span("year")))
    return found
