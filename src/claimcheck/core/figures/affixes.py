"""Reads what stands around a number: its scale, its unit, what it is counted by."""

import re
from dataclasses import dataclass
from decimal import Decimal

from claimcheck.core.figures.languages import writes_decimal_comma
from claimcheck.core.figures.numbers import CJK
from claimcheck.core.figures.units import (
    ATTACHED_ONLY,
    CJK_SCALES,
    COUNT_SCALES,
    CURRENCIES,
    DECIMAL_COMMA_SCALES,
    MEASURES,
    MONEY_SCALES,
    PERCENTS,
    PERS,
    SCALES,
    SIGNS,
    TIMELY,
)
from claimcheck.core.figures.values import MONEY, NUMBER, PERCENT, QUANTITY

_GAP = re.compile("(?:[ \u00a0\u2009\u202f]{1,2}|-(?=[^\\W\\d])|[-‑] ?(?=[^\\W\\d]))?")
_WORDS = re.compile(
    r"(?:[^\W\d_]|[%％°µμ℃$€£¥₹])[^\s\d,;:!?()\[\]\"“”–—]{0,24}[²³23]?"
    r"(?:[ \u00a0][^\W\d_][\w.’'-]{0,20}){0,2}"
)
_SIGN = re.compile(
    r"(?:(?<=[\s(\[“\"'/–—~≈+>≥<≤:-])|^|(?<=["
    + CJK
    + r"]))("
    + "|".join(re.escape(name) for name in sorted(SIGNS, key=len, reverse=True))
    + r")[ \u00a0]?$",
    re.I,
)
_CJK_NUMBER = re.compile(r"\s?(百万|千万|[百千]?[万萬億亿兆]|[百千])(?![^\d,.]?年)")
_CJK_REST = re.compile(r"(\d[\d,]{0,12})(百万|千万|[百千]?[万萬億亿兆]|[百千])?")
_PER = re.compile(
    r"\s?/\s?([a-z]{1,10})\b|[ -](?:per|pro|par|por|je|each)[ -]([^\W\d_]{1,12})\b"
    r"|[ ](?:an?|im|am|al) ([^\W\d_]{1,8})\b|[ ]([^\W\d_]{5,12})\b",
    re.I,
)
_COUNTED_PER = re.compile(
    r"(?:\s[^\W\d_]{2,20}){1,2}\s(?:an?|per|each|every|pro|par|por)\s([^\W\d_]{1,10})\b", re.I
)
_A_TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year"})
_SINGLE_LETTER_UNITS = frozenset("mglLsWhx×")  # `5G` and `4K` are names
_CASED = {"mW": ("power", Decimal("0.001")), "Mb": ("bits", Decimal(10**6)),
          "Gb": ("bits", Decimal(10**9)), "Tb": ("bits", Decimal(10**12))}  # fmt: skip
_DEGREES = {"C": ("celsius", Decimal(1)), "F": ("fahrenheit", Decimal(1))}
"""Right at the number only: `48.8C`."""
_MAX_CJK_UNIT = 9


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts or measures, and where that ends in the text."""

    kind: str
    unit: str
    factor: Decimal
    named: str
    end: int
    per: str = ""


def read_sign(before: str) -> tuple[str, int] | None:
    """Give the currency whose sign ends the text before a number, and how long the sign is."""
    match = _SIGN.search(before)
    return (SIGNS[match[1].lower()], len(before) - match.start()) if match else None


def read_scale(text: str, end: int, *, money: bool, spelled: bool) -> tuple[Decimal, int]:
    """Give what the words after a number multiply it by, and where they end."""
    factor = Decimal(1)
    while found := _one_scale(text, end, money=money):
        factor, end = factor * found[0], found[1]
    following = text[end : end + 2]
    if factor == 1 and not spelled and following and not following[1:].isalnum():
        letter = following[0]
        if money and letter.lower() in MONEY_SCALES:
            return MONEY_SCALES[letter.lower()], end + 1
        if letter in COUNT_SCALES:
            return COUNT_SCALES[letter], end + 1
    return factor, end


def _one_scale(text: str, end: int, *, money: bool) -> tuple[Decimal, int] | None:
    if match := _CJK_NUMBER.match(text, end):
        return CJK_SCALES.get(match[1]) or _cjk_product(match[1]), match.end()
    gap = _GAP.match(text, end)
    word = _LETTERS.match(text, gap.end()) if gap else None
    if gap is None or word is None:
        return None
    name = word[0].lower()
    factor = SCALES.get(name)
    if factor is None or (name == "k" and gap[0]):
        return None
    if word[0] == "K" and not money and not _LONG.search(text[max(0, end - 3) : end]):
        return None  # `4K` is a name, `200K` is not
    if name in DECIMAL_COMMA_SCALES and writes_decimal_comma(text):
        factor = DECIMAL_COMMA_SCALES[name]
    dot = text.startswith(".", word.end()) and name in ("mio", "mrd", "md")
    return factor, word.end() + dot


_LONG = re.compile(r"(?!10)\d\d$|\d\d\d$")
_LETTERS = re.compile(r"[^\W\d_]{1,12}(?!\w)")


def _cjk_product(name: str) -> Decimal:
    product = Decimal(1)
    for sign in name:
        product *= CJK_SCALES[sign]
    return product


def read_cjk_rest(text: str, end: int) -> tuple[Decimal, int]:
    """Give what follows a first part such as 1億 in 1億2000万, and where it ends."""
    match = _CJK_REST.match(text, end)
    if match is None:
        return Decimal(0), end
    scale = CJK_SCALES.get(match[2]) or _cjk_product(match[2]) if match[2] else Decimal(1)
    return Decimal(match[1].replace(",", "")) * scale, match.end()


def read_unit(text: str, end: int, sign: str | None, factor: Decimal) -> Unit:
    """Read the unit that follows a number, and what a rate is counted by."""
    found = _plain_unit(text, end, sign, factor)
    if found.kind == NUMBER and text.startswith(("割", "％"), end):
        found = Unit(PERCENT, "percent", Decimal(10 if text[end] == "割" else 1), "", end + 1)
    per, place = _read_per(text, found.end) if found.kind != PERCENT else ("", found.end)
    return Unit(found.kind, found.unit, found.factor, found.named, place, per)


def _plain_unit(text: str, end: int, sign: str | None, factor: Decimal) -> Unit:
    one = Decimal(1)
    if sign:
        return Unit(MONEY, sign, one, "", end)
    if CJK_FIRST.match(text, end):
        return _cjk_unit(text, end)
    gap = _GAP.match(text, end)
    match = _WORDS.match(text, gap.end()) if gap else None
    if gap is None or match is None:
        return Unit(NUMBER, "", one, "", end)
    for name in _prefixes(match[0]):
        unit = _named(name, gap[0], gap.end() + len(name), factor)
        if unit:
            return unit
    return Unit(NUMBER, "", one, "", end)


CJK_FIRST = re.compile(rf"[ \u3000]?[{CJK}％]")


def _prefixes(words: str) -> list[str]:
    """Give the first three, two and one words, each with and without what may end a sentence."""
    parts = words.replace("\u00a0", " ").split(" ")
    found = []
    for count in range(len(parts), 0, -1):
        joined = " ".join(parts[:count])
        found += [joined, joined.rstrip(".'’-/")]
    word = parts[0]
    if "-" in word:
        found += [word[:i] for i, sign in enumerate(word) if sign == "-"][::-1]
    if "/" in word:
        found.append(word.partition("/")[0])
    if word[0] in "%％€$£¥₹":
        found.append(word[0])
    if word.endswith(("2", "3")):
        found.append(word[:-1])
    return [name for name in found if name]


def _named(name: str, gap: str, end: int, factor: Decimal) -> Unit | None:
    folded = name.lower().replace("\u00a0", " ")
    one = Decimal(1)
    if folded.startswith(("d'", "d’")):
        folded = folded[2:]
    if folded.startswith("de ") and folded[3:] in CURRENCIES:
        folded = folded[3:]
    if folded.startswith("of ") and folded[3:] in CURRENCIES:
        folded = folded[3:]
    if folded in PERCENTS and PERCENTS[folded] == "basis point":
        return Unit(PERCENT, "percentage point", Decimal("0.01"), name, end)
    if folded in PERCENTS:
        return Unit(PERCENT, PERCENTS[folded], one, name, end)
    if folded in ("pound", "pounds") and factor >= 1000:
        return Unit(MONEY, "gbp", one, name, end)
    if folded in CURRENCIES:
        return Unit(MONEY, CURRENCIES[folded], one, name, end)
    if name in _DEGREES and not gap:
        return Unit(QUANTITY, *_DEGREES[name], name, end)
    if name in _CASED:
        return Unit(QUANTITY, *_CASED[name], name, end)
    if folded in MEASURES and _is_measure(gap, name):
        return Unit(QUANTITY, *MEASURES[folded], name, end)
    return None


def _is_measure(gap: str, name: str) -> bool:
    if " " in gap and name.lower() in ATTACHED_ONLY:
        return False
    return len(name) > 1 or name in _SINGLE_LETTER_UNITS or name == "°"


def _cjk_unit(text: str, end: int) -> Unit:
    start = end + (text[end] in " \u3000")
    for length in range(_MAX_CJK_UNIT, 0, -1):
        name = text[start : start + length]
        unit = _named(name, "", start + length, Decimal(1)) if len(name) == length else None
        if unit:
            return unit
    return Unit(NUMBER, "", Decimal(1), "", end)


def counted_per(text: str, end: int) -> str:
    """Give what a count is a rate of, after what it counts: `60,000 vehicles a day`."""
    match = _COUNTED_PER.match(text, end)
    per = PERS.get(match[1].lower(), "") if match else ""
    return per if per in _A_TIME else ""


def _read_per(text: str, end: int) -> tuple[str, int]:
    match = _PER.match(text, end)
    if match is None:
        return "", end
    if match[4]:
        per = TIMELY.get(match[4].lower(), "")
    else:
        per = PERS.get((match[1] or match[2] or match[3]).lower(), "")
        if match[3] and per not in _A_TIME:
            per = ""
    return per, match.end() if per else end
