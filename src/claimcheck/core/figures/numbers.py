"""Reads numbers as they are written, in digits or in words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from claimcheck.core.figures import number_words
from claimcheck.core.figures.languages import writes_decimal_comma

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts without spaces: a number may stand right between two of their letters."""

# Not inside a word, a version, an address or another number. A hyphen before it joins it to a
# name (GPT-5, F-16), unless it follows a word that only places a year (mid-2024).
_BEFORE = re.compile(
    r"(?<![\w.,:/@-])|(?<=\d[-–—−])|(?<=\bmid-)|(?<=\bpre-)|(?<=\bpost-)|(?<=\bmi-)"
    r"|(?<=[($€£¥]-)|(?<=[\s(~][-−])|(?<=^[-−])"
    rf"|(?<=[{CJK}])|(?<=\.\.)|(?<=\s[.,:/])",
    re.I,
)
_DIGITS = re.compile(
    r"(?!0\d)(?:\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,20})?(?![\d,]?\d)"
    r"|\d{1,2}(?:,\d{2}){1,8},\d{3}(?:\.\d{1,20})?(?![\d,]?\d)"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f’']\d{3}){1,8}(?:[.,]\d{1,20})?(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,8}(?:,\d{1,20})?(?![\d.]?\d)"
    r"|\d{1,3}(?:\.\d{3}){1,8},\d{1,20}(?![\d.]?\d)"
    r"|\d{1,24}(?:[.,]\d{1,20})?)"
    # a number followed by these is a time, a version, a telephone number, an address
    r"(?!\d|[.,:]\d|/\d|-\d{3,}-|-0\d|@|%[0-9A-Fa-f]{2})"
)
_THIN = re.compile("[ \u00a0\u2009\u202f’']")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ARTICLE = re.compile(
    r"(?:a|an|eine|ein|un|une|una)(?=[ -](?:hundred|thousand|million|billion|trillion|dozen"
    r"|decade|hundert|tausend|milliarde|milliard|millier|millón|billón)\b)",
    re.I,
)

_HALF = re.compile(
    r"(?:half a[n]?|eine halbe|un demi|media?)(?=[ -](?:million|billion|trillion|dozen|hour|century"
    r"|milliarde|stunde|milliard|millón))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Literal:
    """
    A number as written: `step` is one of its last digit, `grouped` says that its thousands
    are parted, `spelled` that it is in words.
    """

    value: Decimal
    step: Decimal
    start: int
    end: int
    grouped: bool = False
    spelled: bool = False
    digits: int = 0


def read_digits(text: str, start: int) -> Literal | None:
    """
    Read the number in digits that begins at `start`; None inside a name, time or version.

    How `1.200` is meant, which two languages read differently, the text's small words say.
    """
    if not _BEFORE.match(text, start):
        return None
    match = _DIGITS.match(text, start)
    return _read(text, match[0], start) if match else None


def _read(text: str, written: str, start: int) -> Literal:
    plain = _THIN.sub("", written)
    grouped = plain != written
    points = plain.count(".")
    if "," in plain and points and plain.rindex(",") > plain.rindex("."):
        plain, grouped = plain.replace(".", "").replace(",", "."), True
    elif _COMMAS.fullmatch(plain):
        plain, grouped = plain.replace(",", ""), True
    elif points > 1 or (
        points and plain[0] != "0" and _POINTS.fullmatch(plain) and writes_decimal_comma(text)
    ):
        plain, grouped = plain.replace(".", ""), True
    plain = plain.replace(",", ".")
    decimals = len(plain.partition(".")[2])
    step = Decimal(1).scaleb(-decimals)
    digits = len(plain.lstrip("0."))
    return Literal(Decimal(plain), step, start, start + len(written), grouped, digits=digits)


def read_spelled(text: str, start: int) -> Literal | None:
    """Read the number in words that begins at `start`; an article counts before a scale."""
    if match := _ARTICLE.match(text, start):
        return Literal(Decimal(1), Decimal(1), start, match.end(), spelled=True)
    if match := _HALF.match(text, start):
        return Literal(Decimal("0.5"), Decimal("0.1"), start, match.end(), spelled=True)
    found = number_words.read_words(text, start)
    if found is None:
        return None
    return Literal(Decimal(found[0]), Decimal(1), start, found[1], spelled=True)
