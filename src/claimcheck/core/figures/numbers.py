"""Finds numbers as they are written, in digits or in words, and reads their value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_ONES_LIST = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS_LIST = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: number for number, word in enumerate(_ONES_LIST.split())}
_TENS = {word: 10 * number for number, word in enumerate(_TENS_LIST.split(), start=2)}
_SMALL = _ONES | _TENS
_SMALL_PATTERN = "|".join(sorted(_SMALL, key=len, reverse=True))

# Not inside a word, a version, an address or another number. A hyphen before it joins it to a
# name (GPT-5, F-16), unless it follows a word that only places a year (mid-2024).
_BEFORE = r"(?<![\w.,:/@-])|(?<=\d[-–—−])|(?<=\bmid-)|(?<=\bpre-)|(?<=\bpost-)|(?<=[($€£¥]-)"
_SIGNED = rf"(?:{_BEFORE}|(?<=[\s(][-−])|(?<=^[-−]))"
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d{1,20})?(?![\d,]?\d)"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f’']\d{3})+(?:[.,]\d{1,20})?(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,20})?(?![\d.]?\d)"
    r"|\d{1,24}(?:[.,]\d{1,20})?"
)
_THIN = re.compile("[ \u00a0\u2009\u202f’']")
# A number followed by these is a time, a version, an ordinal, a telephone number, an address.
_AFTER = r"(?!\d|[.,:/]\d|-\d{3,}-|(?:st|nd|rd|th)\b|s\b|@|%[0-9A-Fa-f]{2})"
_WORDS = (
    rf"(?:\b(?:{_SMALL_PATTERN})(?:[- ](?:{_SMALL_PATTERN}))?"
    rf"(?: hundred(?: and)?(?: (?:{_SMALL_PATTERN})(?:[- ](?:{_SMALL_PATTERN}))?)?)?"
    r"|\ba(?= (?:hundred|thousand|million|billion|trillion|dozen)\b))(?!\w|-\d)"
)
_LITERAL = re.compile(
    rf"{_SIGNED}(?P<digits>{_DIGITS}){_AFTER}|(?:(?<=[\s(“\"‘'>—–])|^)(?P<words>{_WORDS})", re.I
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


def find_literals(text: str) -> Iterator[Literal]:
    """Give the numbers of a text in order."""
    for match in _LITERAL.finditer(text):
        if match["digits"]:
            yield _read_digits(match["digits"], match.start(), match.end())
        else:
            value = Decimal(_read_words(match["words"].lower()))
            yield Literal(value, Decimal(1), match.start(), match.end(), spelled=True)


def _read_digits(written: str, start: int, end: int) -> Literal:
    plain = _THIN.sub("", written)
    grouped = plain != written
    if plain.count(",") > 1 or re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain, grouped = plain.replace(",", ""), True
    elif plain.count(".") > 1:
        plain, grouped = plain.replace(".", "").replace(",", "."), True
    plain = plain.replace(",", ".")
    decimals = len(plain.partition(".")[2])
    value = Decimal(plain)
    return Literal(value, Decimal(1).scaleb(-decimals), start, end, grouped=grouped)


def _read_words(written: str) -> int:
    total = 0
    for word in re.split(r"[- ]+", written):
        if word == "hundred":
            total = max(total, 1) * 100
        else:
            total += _SMALL.get(word, 1 if word == "a" else 0)
    return total
