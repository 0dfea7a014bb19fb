"""Reads calendar dates."""

import re
from datetime import date
from decimal import Decimal

from claimcheck.core.figures.numbers import CJK
from claimcheck.core.figures.values import DATE, YEAR, Figure

_MONTH_LIST = """
january jan januar jänner janvier janv enero ene gennaio
february feb februar février fevrier févr febrero febbraio
march mar märz mars marzo|april apr avril avr abril aprile|may mai mayo maggio
june jun juni juin junio giugno|july jul juli juillet juil julio luglio
august aug août aout agosto ago
september sept sep septembre septiembre setiembre settembre
october oct oktober okt octobre octubre ottobre
november nov novembre noviembre|december dec dezember dez décembre diciembre dic dicembre
"""
MONTHS = {
    name: number
    for number, names in enumerate(_MONTH_LIST.strip().replace("\n", "|").split("|"), start=1)
    for name in names.split()
}
_MONTH = r"(?P<month>[^\W\d_]{3,10})\b\.?"
_YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)(?!\d)"
_SHORT = r"(?P<short>\d\d)(?![\d:%-]|[.,]\d)"
# A blank between the parts of a date is none that ends a line: the next line begins anew.
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_BC = r"(?![^\S\n]?(?:b\.?c\.?|v\. ?chr|av\. j))"
_FROM_DIGIT = (
    re.compile(rf"{_YEAR}[-/](?P<number>\d\d)[-/](?P<day>\d\d)(?!\d)"),
    re.compile(
        r"(?:(?P<year>\d{4})|(?P<era>令和|平成|昭和)(?P<reign>\d{1,2}|元))年度?[^\S\n]?"
        r"(?:(?P<number>\d{1,2})月[^\S\n]?(?:(?P<day>\d{1,2})日)?)"
    ),
    re.compile(r"(?P<number>\d{1,2})月[^\S\n]?(?P<day>\d{1,2})日"),
    re.compile(
        r"(?P<day>\d{1,2})\.[^\S\n]?(?P<number>\d{1,2})\.[^\S\n]?(?:"
        + _YEAR
        + r"|(?P<short>\d\d)\b)"
    ),
    re.compile(
        rf"{_DAY}(?:[^\S\n]|-)(?:of |de |del )?{_MONTH}"
        rf"(?:(?:,?(?:[^\S\n]|-)(?:of |de |del )?){_YEAR}\b|,?[^\S\n]['’]?{_SHORT})?",
        re.I,
    ),
)
_FROM_MONTH = (
    re.compile(rf"{_MONTH}[^\S\n]{_DAY}(?![\d%]|[.,:]\d)(?:[^\S\n]?,?[^\S\n]{_YEAR}\b)?"),
    re.compile(rf"{_MONTH}[^\S\n]?,?[^\S\n](?:of |de |del )?{_YEAR}\b"),
)
_DAYS_OF_MONTH = re.compile(
    rf"{_MONTH}[^\S\n](?P<first>\d{{1,2}})(?:[^\S\n]?[-–—][^\S\n]?|[^\S\n](?:to|and|through)[^\S\n])"
    rf"(?P<day>\d{{1,2}})(?![\d%]|[.,:]\d)(?:[^\S\n]?,?[^\S\n]{_YEAR}\b)?",
)
_MONTH_ALONE = re.compile(
    r"(?:\b(?:in|since|until|till|by|through|from|of|to|for|last|next|early|late|mid|during|im|seit"
    r"|bis|ab|ende|anfang|mitte|en|depuis|fin|début|desde|hasta|for)(?:[^\S\n]|-))$",
    re.I,
)
_RANGE_OF_DAYS = re.compile(
    r"(?P<first>\d{1,2})[^\S\n]?(?:[-–—]|to|and|bis|und|au|et|al?|y)[^\S\n]?(?=\d{1,2}\.?[^\S\n])",
    re.I,
)
_NEVER_ALONE = frozenset({"may", "march", "mar", "jan", "dec", "sep", "ago", "mai", "mars", "jun"})
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_LAST_CENTURY_FROM = 50
"""`22 Oct 19` is of 2019, `22 Oct 72` of 1972."""
_JOINS_BEFORE = re.compile(rf"(?<![\w.,/-])|(?<=[{CJK}])|(?<=[a-z]\.)")


def read_from_digit(text: str, start: int) -> list[Figure]:
    """Read the date that begins at a digit: the date, and its year as a figure of its own."""
    if not _JOINS_BEFORE.match(text, start):
        return []
    for pattern in _FROM_DIGIT:
        match = pattern.match(text, start)
        figures = _read(match) if match else []
        if figures:
            return figures
    return _first_of_range(text, start)


def _first_of_range(text: str, start: int) -> list[Figure]:
    """Read 3 in `3-5 March 2024`, which has its month and year from the second day."""
    days = _RANGE_OF_DAYS.match(text, start)
    second = read_from_digit_plain(text, days.end()) if days else []
    if days is None or not second or not second[0].value % 100:
        return []
    value = second[0].value - second[0].value % 100 + Decimal(days["first"])
    day = Figure(DATE, value, "", Decimal(1), "", start, days.end("first"))
    return [day, *second]


def read_from_digit_plain(text: str, start: int) -> list[Figure]:
    """Read the one date that begins at a digit and names its month in a word."""
    match = _FROM_DIGIT[-1].match(text, start)
    return _read(match) if match else []


def _read_days(text: str, start: int) -> list[Figure]:
    """Read `June 5 to 7, 2025` as its two days."""
    match = _DAYS_OF_MONTH.match(text, start)
    month = MONTHS.get(match["month"].lower(), 0) if match else 0
    if match is None or not month or not 0 < int(match["first"]) < int(match["day"]) <= 31:
        return []
    value = Decimal(int(match["year"] or 0) * 10_000 + month * 100)
    days = [(value + int(match[name]), match.span(name)) for name in ("first", "day")]
    found = [Figure(DATE, day, "", Decimal(1), "", *span) for day, span in days]
    if match["year"]:
        year = Decimal(match["year"])
        found.append(Figure(YEAR, year, "", Decimal(1), "", *match.span("year"), digits=4))
    return found


def read_from_month(text: str, start: int) -> list[Figure]:
    """Read the date that begins with the name of a month; alone only after a word such as `in`."""
    if days := _read_days(text, start):
        return days
    for pattern in _FROM_MONTH:
        match = pattern.match(text, start)
        figures = _read(match) if match else []
        if figures:
            return figures
    return _read_alone(text, start)


def _read_alone(text: str, start: int) -> list[Figure]:
    word = re.compile(r"[^\W\d_]{3,10}").match(text, start)
    if word is None or word[0].lower() in _NEVER_ALONE or not word[0][0].isupper():
        return []
    if not _MONTH_ALONE.search(text[max(0, start - 12) : start]):
        return []
    value = Decimal(MONTHS[word[0].lower()] * 100)
    return [Figure(DATE, value, "", Decimal(1), "", start, word.end())]


def _read(match: re.Match[str]) -> list[Figure]:
    parts = match.groupdict()
    year, day = _year(parts), int(parts.get("day") or 0)
    written = parts.get("month")
    month = MONTHS.get(written.lower(), 0) if written else int(parts["number"] or 0)
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return []
    start, end = match.span()
    value = Decimal(year * 10_000 + month * 100 + day)
    found = [Figure(DATE, value, "", Decimal(1), "", start, end)]
    if year:
        named = next(name for name in ("year", "short", "reign") if parts.get(name))
        found.append(Figure(YEAR, Decimal(year), "", Decimal(1), "", *match.span(named)))
    return found


def _year(parts: dict[str, str | None]) -> int:
    if era := parts.get("era"):
        reign = parts["reign"] or "元"
        return _ERAS[era] + (1 if reign == "元" else int(reign))
    if short := parts.get("short"):
        return int(short) + (1900 if int(short) >= _LAST_CENTURY_FROM else 2000)
    return int(parts.get("year") or 0)
