"""Reads spans of time that are no dates: quarters, half-years, decades, centuries, seasons."""

import re
from decimal import Decimal
from itertools import pairwise

from claimcheck.core.figures.values import PERIOD, YEAR, Figure

_NTH = {
    name: number
    for number, names in enumerate(
        (
            "first 1st erste ersten erster premier première primer primera",
            "second 2nd zweite zweiten zweiter deuxième second segundo segunda",
            "third 3rd dritte dritten dritter troisième tercer tercera",
            "fourth 4th final vierte vierten vierter quatrième cuarto cuarta",
        ),
        start=1,
    )
    for name in names.split()
}
_QUARTER_NAMES = r"(?:fiscal |financial )?(?:quarter|quartal|trimestre)\b"
_HALF_NAMES = r"(?:half|halbjahr|semestre)(?= of (?:the year|\d)| \d{4}|\b)"
_CENTURY_LIST = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
    " nineteenth twentieth twenty-first"
)
_CENTURIES = {word: number for number, word in enumerate(_CENTURY_LIST.split(), start=10)}
_ROMAN = {"X": 10, "V": 5, "I": 1}

_FROM_DIGIT = (
    ("decade", re.compile(r"((?:1[0-9]|20)\d0)\s?(?:['’]?s\b|er(?:[ -]?Jahren?)?\b|年代)")),
    ("century", re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.|e|ème)?[\s-]*(?:century|jahrhunderts?|jh\b"
                           r"|siècle|世紀)", re.I)),
    ("quarter", re.compile(rf"([1-4])(?:st|nd|rd|th|\.|er|e|º)?\s{_QUARTER_NAMES}", re.I)),
    ("half", re.compile(r"([12])\.\sHalbjahr\b")),
    ("quarter", re.compile(r"([1-4])[QTq](?![^\W\d_])")),
    ("half", re.compile(r"([12])[H](?![^\W\d_])")),
)  # fmt: skip
_FROM_WORD = (
    ("quarter", re.compile(r"[QT]([1-4])\b")),
    ("half", re.compile(r"H([12])\b")),
    ("quarter", re.compile(rf"([^\W\d_]{{5,9}})[\s-]{_QUARTER_NAMES}", re.I)),
    ("half", re.compile(rf"([^\W\d_]{{5,9}})[\s-]{_HALF_NAMES}", re.I)),
    ("century", re.compile(r"([^\W\d_]{5,12}(?:-first)?)[\s-]century\b", re.I)),
    ("century", re.compile(r"(?:siglo|siècle)\s([XVI]{1,5})\b")),
    ("century", re.compile(r"([XVI]{1,5})(?:e|ème|º)?\s(?:siècle|secolo)\b")),
)
_CJK_QUARTER = re.compile(r"第([1-4一二三四])四半期")
_PARTS = (
    ("mid", r"(?:mid(?:dle of)?|the middle of|mitte|mi|mediados de|à la mi)"),
    (
        "early",
        r"(?:early(?: in)?|the (?:start|beginning) of|anfang|début|principios de|inicios de)",
    ),
    ("late", r"(?:late(?: in)?|the end of|end of|ende|fin|la fin de|finales de|year-end)"),
    ("spring", r"(?:spring(?: of)?|frühjahr|frühling|printemps|primavera de)"),
    ("summer", r"(?:summer(?: of)?|sommer|été|verano de)"),
    ("autumn", r"(?:autumn(?: of)?|fall(?: of)?|herbst|automne|otoño de)"),
    ("winter", r"(?:winter(?: of)?|hiver|invierno de)"),
    ("fiscal", r"(?:fiscal(?: year)?|financial year|FY ?|geschäftsjahr|exercice|ejercicio)"),
)
_PART = re.compile(
    r"(?:^|(?<=[^\w]))(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _PARTS)
    + r")[\s-]?$",
    re.I,
)
_PART_AFTER = re.compile(r"年?(?:(?P<early>初め|初頭|年初)|(?P<mid>半ば)|(?P<late>末|終わり)"
                         r"|(?P<fiscal>年?度))")  # fmt: skip
_SHORT_FISCAL = re.compile(r"FY\s?['’]?(?:20)?(\d\d)\b")
LOOK_BACK_CHARS = 24
TRIGGERS = frozenset(_NTH) | {word.partition("-")[0] for word in _CENTURIES} | {
    "siglo", "siècle", "fy", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix",
    "xx", "xxi", "q", "h", "t", "xe", "xie", "xiie", "xiiie", "xive", "xve", "xvie", "xviie",
    "xviiie", "xixe", "xxe", "xxie",
}  # fmt: skip


def read_from_digit(text: str, start: int) -> list[Figure]:
    """Read the period that begins at a digit."""
    return _first(text, start, _FROM_DIGIT)


def read_from_word(text: str, start: int) -> list[Figure]:
    """Read the period that begins at a word, such as `Q3` or `nineteenth century`."""
    if fiscal := _SHORT_FISCAL.match(text, start):
        value = Decimal(2000 + int(fiscal[1]))
        return [Figure(YEAR, value, "fiscal", Decimal(1), "", *fiscal.span(), digits=4)]
    return _first(text, start, _FROM_WORD)


def read_cjk_quarter(text: str, start: int) -> list[Figure]:
    """Read 第3四半期."""
    match = _CJK_QUARTER.match(text, start)
    return (
        [_period("quarter", "一二三四".find(match[1]) + 1 or int(match[1]), match)] if match else []
    )


def _first(
    text: str, start: int, patterns: tuple[tuple[str, re.Pattern[str]], ...]
) -> list[Figure]:
    for unit, pattern in patterns:
        match = pattern.match(text, start)
        number = _number(match[1]) if match else None
        if match and number is not None:
            return [_period(unit, number, match)]
    return []


def _period(unit: str, number: int, match: re.Match[str]) -> Figure:
    return Figure(PERIOD, Decimal(number), unit, Decimal(1), "", *match.span())


def _number(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    folded = written.lower()
    if set(written) <= set(_ROMAN):
        values = [_ROMAN[sign] for sign in written] + [0]
        return sum(-a if a < b else a for a, b in pairwise(values))
    return _NTH.get(folded, _CENTURIES.get(folded))


def part_of_year(text: str, start: int, end: int) -> tuple[str, int]:
    """Say which part of a year is meant by the words before or after it, and where it begins."""
    before = text[max(0, start - LOOK_BACK_CHARS) : start]
    match = _PART.search(before)
    if match and match.lastgroup:
        return match.lastgroup, start - len(before) + match.start()
    after = _PART_AFTER.match(text, end)
    return (after.lastgroup or "", start) if after else ("", start)
