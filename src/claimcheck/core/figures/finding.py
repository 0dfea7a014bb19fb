"""Finds the figures of a text: what is counted, measured, paid, dated."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from claimcheck.core.figures import dates, numbers
from claimcheck.core.figures.units import (
    ATTACHED_ONLY,
    CURRENCIES,
    MEASURES,
    MONEY_SCALES,
    PERCENTS,
    SCALES,
    SIGNS,
)
from claimcheck.core.figures.values import (
    MONEY,
    NUMBER,
    PERCENT,
    QUANTITY,
    YEAR,
    Figure,
)

FIRST_YEAR, LAST_YEAR = 1500, 2099
MAX_NUMBERS = 50_000
"""Numbers read in one text; a page of bare numbers would take minutes otherwise."""


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


_SIGN = re.compile(rf"(?:(?<=[\s(\[“\"'/–—~≈-])|^)({_any_of(SIGNS)})\s?$", re.I)
_SCALE = re.compile(rf"(\s?-?\s?)({_any_of(SCALES)})\b\.?", re.I)
_MONEY_SCALE = re.compile(r"\s?([mbt])\b", re.I)
_CURRENCY = re.compile(rf"[\s-]{{0,2}}(?:of )?({_any_of(CURRENCIES)})(?!\w)", re.I)
_PERCENT = re.compile(rf"[\s-]{{0,2}}({_any_of(PERCENTS)})(?!\w)", re.I)
_MEASURE = re.compile(rf"([\s-]{{0,2}})({_any_of(MEASURES)})(?!\w|-\w)", re.I)
_BOUNDS = (
    ("over", r"over|more than|at least|above|exceed(?:s|ed|ing)?|upwards? of|>|≥|no (?:less|fewer)"
     r" than|mehr als|über|mindestens|plus de|más de"),
    ("under", r"under|less than|fewer than|below|up to|at most|no more than|<|≤|nearly|almost"
     r"|as (?:many|much) as|weniger als|bis zu|fast|moins de|menos de|presque|casi"),
    ("about", r"about|around|approximately|approx\.?|roughly|some|circa|ca?\.|~|≈|an estimated"
     r"|etwa|rund|ungefähr|environ|près de|unos|cerca de|aproximadamente"),
)  # fmt: skip
_BOUND = re.compile(
    "(?:^|(?<=[\\s(]))(?:" + "|".join(f"(?P<{n}>{words})" for n, words in _BOUNDS) + r")\s*$", re.I
)
_RANGE_GAP = re.compile(r"\s?[-–—−]\s?|\s(?:to|and|or|bis|à|a|y|und|et)\s")
_YEAR_BEFORE_LIST = (
    "in since by of from until till to and or during before after early late mid around about"
    " through fiscal year spring summer autumn fall winter en em im seit bis depuis desde fy for"
)
_YEAR_BEFORE = frozenset(_YEAR_BEFORE_LIST.split())
_PLURAL_AFTER = re.compile(r"\s(?:people|men|women|children|staff|(?:\w+\s)?[a-z]{2,}s)\b")
_NAME_AFTER = re.compile(r"[^\W\d_]|-[A-Z]\b")  # 5G, 3-D
_SIGNED_UNITS = frozenset({"celsius", "fahrenheit"})
_SINGLE_LETTER_UNITS = frozenset("mglLsWx×")  # `5G` and `4K` are names
_LAST_WORD = re.compile(r"([^\W\d_][\w.'’-]*)[\s(#]{0,2}$")
_LABEL_LIST = (
    "section chapter page pages p pp figure fig table step part version v item no nos number"
    " footnote note article clause phase type level room route class gen generation series grade"
    " line appendix annex act volume vol issue season episode tier stage model id isbn channel"
    " highway flight world windows python release build paragraph question day week"
)
_LABELS = frozenset(_LABEL_LIST.split())
_OPENER_LIST = (
    "a about above after all almost among an and approximately around as at before below between"
    " but by even every exactly fewer for from had has have his her in into is it its just last"
    " least less more nearly next of on only or other our over roughly she he since some than that"
    " the their then there these they this those to total under until up was we were what when"
    " where which while with within you i us europe"
    " january february march april may june july august september october november december"
)
_OPENERS = frozenset(_OPENER_LIST.split())


def find_figures(text: str) -> list[Figure]:
    """
    Find the figures of a text, in order: dates, years, percentages, money, measures, counts.

    What is no figure is left out: the number in a name (H100, GPT-5.4, COVID-19), of a
    section or a version, a time of day, an ordinal, a footnote mark. Linear in the text, of
    which at most `MAX_NUMBERS` numbers are read.
    """
    found, taken = dates.find_dates(text)
    counted: list[tuple[numbers.Literal, Figure]] = []
    for literal in islice(numbers.find_literals(text), MAX_NUMBERS):
        if taken.intersection((literal.start, literal.end - 1)):
            continue
        figure = _classify(text, literal)
        if figure is None:
            continue
        if counted and _RANGE_GAP.fullmatch(text, counted[-1][1].end, figure.start):
            counted[-1], figure = _share_unit(counted[-1], (literal, figure))
        counted.append((literal, figure))
    found += [figure for _, figure in counted]
    return sorted(found, key=lambda figure: (figure.start, figure.end))


def _share_unit(
    first: tuple[numbers.Literal, Figure], second: tuple[numbers.Literal, Figure]
) -> tuple[tuple[numbers.Literal, Figure], Figure]:
    """In `10 to 15 percent` and `$1-2 billion` both ends of the range have the whole unit."""
    (low, left), (high, right) = first, second
    factor = right.value / high.value if high.value else Decimal(1)
    if left.kind == YEAR and right.kind == NUMBER and 0 < right.value < 100:
        # `2018–19` are two years; the second is written short.
        year = left.value - left.value % 100 + right.value
        right = replace(right, kind=YEAR, value=year)
    elif left.kind == MONEY and right.kind == NUMBER and left.value == low.value:
        right = replace(right, kind=MONEY, unit=left.unit)
    elif not (left.kind in (NUMBER, YEAR) and right.kind not in (NUMBER, YEAR)):
        return first, right
    left = replace(
        left, kind=right.kind, unit=right.unit, value=low.value * factor, step=low.step * factor
    )
    return (low, left), right


def _classify(text: str, literal: numbers.Literal) -> Figure | None:
    """Say what a number is by what stands around it; None when it is part of a name."""
    before = text[max(0, literal.start - 40) : literal.start]
    sign = _SIGN.search(before)
    factor, end = _scale(text, literal.end, money=sign is not None)
    start = literal.start - (len(before) - sign.start() if sign else 0)
    kind, unit, unit_factor, end = _unit(text, end, sign)
    bare = kind == NUMBER and factor == 1
    if unit in _SIGNED_UNITS and before.endswith(("-", "−")):
        literal = replace(literal, value=-literal.value)
    if bare and not literal.spelled:
        if _NAME_AFTER.match(text, end) or _names_something(before, literal):
            return None
        kind = YEAR if _is_year(before, literal, text) else NUMBER
    elif bare and literal.value <= 1:
        return None  # `one` is a pronoun more often than a count
    return Figure(
        kind=kind,
        value=literal.value * factor * unit_factor,
        unit=unit,
        step=literal.step * factor * unit_factor,
        bound=_bound(text[max(0, start - 40) : start]),
        start=start,
        end=end,
    )


def _scale(text: str, end: int, *, money: bool) -> tuple[Decimal, int]:
    factor = Decimal(1)
    while match := _SCALE.match(text, end):
        name = match[2].lower()
        if name in ATTACHED_ONLY and (match[1] or (match[2] == "K" and not money)):
            break
        factor *= SCALES[name]
        end = match.end() - match[0].endswith(".") * (name not in ("mio", "mrd"))
    letter = _MONEY_SCALE.match(text, end) if money and factor == 1 else None
    if letter:
        return MONEY_SCALES[letter[1].lower()], letter.end()
    return factor, end


def _unit(text: str, end: int, sign: re.Match[str] | None) -> tuple[str, str, Decimal, int]:
    """Give kind, unit, factor and where the unit ends."""
    one = Decimal(1)
    if sign:
        return MONEY, SIGNS[sign[1].lower()], one, end
    if match := _PERCENT.match(text, end):
        return PERCENT, PERCENTS[match[1].lower()], one, match.end()
    if match := _CURRENCY.match(text, end):
        return MONEY, CURRENCIES[match[1].lower()], one, match.end()
    match = _MEASURE.match(text, end)
    if match and _is_measure(match[1], match[2]):
        unit, factor = MEASURES[match[2].lower()]
        return QUANTITY, unit, factor, match.end()
    return NUMBER, "", one, end


def _is_measure(gap: str, name: str) -> bool:
    if " " in gap and name.lower() in ATTACHED_ONLY:
        return False
    return len(name) > 1 or name in _SINGLE_LETTER_UNITS or name == "°"


def _bound(before: str) -> str:
    match = _BOUND.search(before)
    return (match.lastgroup or "") if match else ""


def _names_something(before: str, literal: numbers.Literal) -> bool:
    """Whether a bare number belongs to the word before it: `Section 2`, `Windows 11`."""
    if literal.grouped or before.endswith(("[", "#", "§", "§ ")):
        return not literal.grouped
    match = _LAST_WORD.search(before)
    if match is None:
        return False
    word = match[1].rstrip(".'’-")
    if word.lower() in _LABELS:
        return True
    if _could_be_year(literal) or word.lower() in _OPENERS:
        return False
    opens = not before[: match.start()].strip() or before[: match.start()].rstrip()[-1] in ".!?\n"
    return word[:1].isupper() and not opens


def _could_be_year(literal: numbers.Literal) -> bool:
    plain = not literal.grouped and literal.step == 1
    return plain and FIRST_YEAR <= literal.value <= LAST_YEAR


def _is_year(before: str, literal: numbers.Literal, text: str) -> bool:
    if not _could_be_year(literal):
        return False
    match = _LAST_WORD.search(before)
    if match and match[1].lower().rstrip("-") in _YEAR_BEFORE:
        return True
    return _PLURAL_AFTER.match(text, literal.end) is None
