"""Finds the figures of a text: what is counted, measured, paid, dated, named by a number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain

from claimcheck.core.figures import cjk, dates, named, periods, scores, shares
from claimcheck.core.figures.affixes import (
    counted_per,
    read_cjk_rest,
    read_scale,
    read_sign,
    read_unit,
)
from claimcheck.core.figures.bounds import read_bound
from claimcheck.core.figures.number_words import ARTICLES, small_numbers
from claimcheck.core.figures.numbers import CJK, Literal, read_digits, read_spelled
from claimcheck.core.figures.ranges import join_range
from claimcheck.core.figures.values import AGE, NAME, NUMBER, ORDINAL, QUANTITY, YEAR, Figure

FIRST_YEAR, LAST_YEAR = 1500, 2099
FIRST_YEAR_SAID = 1000
"""From here on a number is a year where the word before it says so."""
MAX_FIGURES = 50_000
"""Figures read in one text; a page of bare numbers would take minutes otherwise."""

_PLACE = re.compile(rf"(\d)|([^\W\d_{CJK}]{{1,40}}+)|([{cjk.TRIGGERS}])")
_DIGIT, _LETTERS = 1, 2
"""The groups of `_PLACE`."""
_RUN = re.compile(r"[\d.,:/]{0,80}")
_YEAR_BEFORE_LIST = (
    "in since by of from until till to and or during before after early late mid around about"
    " through fiscal year spring summer autumn fall winter en em im seit bis depuis desde fy for"
    " jahr année año anno circa ca c"
)
_YEAR_BEFORE = frozenset(_YEAR_BEFORE_LIST.split())
_PLURAL_AFTER = re.compile(r"\s(?:people|men|women|children|staff|(?:[a-z]\w+\s)?[a-z]{2,}s)\b")
_NAME_AFTER = re.compile(rf"[^\W\d_{CJK}]|-[A-Z]\b")  # 5G, 3-D
_LAST_WORD = re.compile(r"([^\W\d_]+)[.\s(-]{0,3}$")
_SIGNED_UNITS = frozenset({"celsius", "fahrenheit"})
_AGE = re.compile(
    r"\b(?:aged?|age of|ages|im alter von|âgée?s? de|a la edad de|, at)"
    r"\s?(?:about|over|under)?\s?$",
    re.I,
)
_AGE_AFTER = re.compile(r"\s?(?:,|\.|\band\b|$|[-–]\d)")


def find_figures(text: str) -> list[Figure]:
    """
    Find the figures of a text, in order: dates, years, percentages, money, measures, counts.

    What is no figure is left out: the number in a name (H100, GPT-5.4, COVID-19), of a
    section or a version, a time of day, a footnote mark. Linear in the text, of which at most
    `MAX_FIGURES` figures are read.
    """
    return [figure for figure in find_all(text) if figure.kind != NAME]


@lru_cache(maxsize=1_024)
def find_in_claim(claim: str) -> tuple[Figure, ...]:
    """Do as `find_all` does for a claim, which is asked about more than once."""
    return tuple(find_all(claim))


def find_all(text: str, spans: Sequence[tuple[int, int]] | None = None) -> list[Figure]:
    """
    Find the figures of a text and the names that a number is part of.

    `spans` are the places to look at, in order, each read as what it is in the whole text.
    """
    found: list[Figure] = []
    for figures in _read_places(text, spans or [(0, len(text))]):
        if found and len(figures) == 1:
            found[-1], figure = join_range(text, found[-1], figures[0])
            found.append(figure)
        else:
            found += figures
        if len(found) >= MAX_FIGURES:
            break
    return sorted(found, key=lambda figure: (figure.start, figure.end))


def _read_places(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[list[Figure]]:
    done = 0
    triggers = _triggers()
    for place in chain.from_iterable(_PLACE.finditer(text, *span) for span in spans):
        start = place.start()
        if start < done:
            continue
        if place.lastindex == _LETTERS:
            folded, end = place[0].lower(), place.end()
            # Most words open no figure: they are let go before anything is called.
            if folded not in triggers and text[end : end + 1] not in _JOINING:
                continue
            figures = _from_word(text, start, folded, triggers)
        elif place.lastindex == _DIGIT:
            figures = _from_digit(text, start)
            run = None if figures else _RUN.match(text, start)
            done = max(done, run.end() if run else 0)
        else:
            figures = cjk.read(text, start)
        if figures:
            done = max(done, *(figure.end for figure in figures))
            yield figures


@cache
def _triggers() -> frozenset[str]:
    """The words that can open a figure, in lower case."""
    return (
        frozenset(small_numbers())
        | ARTICLES
        | shares.TRIGGERS
        | set(dates.MONTHS)
        | periods.TRIGGERS
    )


_JOINING = frozenset("0123456789-")


def _from_word(text: str, start: int, folded: str, triggers: frozenset[str]) -> list[Figure]:
    end = start + len(folded)
    following = text[end : end + 2]
    joined = following[:1].isdigit() or (following[:1] == "-" and following[1:].isdigit())
    if not joined and folded not in triggers:
        return []
    if start and (text[start - 1].isalnum() and text[start - 1] < "\u3040"):
        return []
    if folded in dates.MONTHS and (found := dates.read_from_month(text, start)):
        return found
    if found := periods.read_from_word(text, start):
        return found
    if joined:
        name = named.read_joined(text, start) if text[start - 1 : start] != "-" else None
        return [name] if name else []
    return _from_number_word(text, start, folded)


def _from_number_word(text: str, start: int, folded: str) -> list[Figure]:
    if share := shares.read_from_word(text, start, folded):
        return [_bounded(text, share)]
    literal = read_spelled(text, start)
    figure = _classify(text, literal) if literal else None
    return [figure] if figure else []


def _from_digit(text: str, start: int) -> list[Figure]:
    if found := dates.read_from_digit(text, start) or periods.read_from_digit(text, start):
        return found
    if found := cjk.read_fraction(text, start):
        return found
    if figure := shares.read_from_digit(text, start) or scores.read_score(text, start):
        return [_bounded(text, figure)]
    if version := named.read_version(text, start):
        return [version]
    literal = read_digits(text, start)
    figure = _classify(text, literal) if literal else None
    return [figure] if figure else []


def _bounded(text: str, figure: Figure) -> Figure:
    if figure.kind == ORDINAL:
        return named.ordinal(text, figure)
    return replace(figure, bound=read_bound(text, figure.start, figure.end))


def _classify(text: str, literal: Literal) -> Figure | None:
    """Say what a number is by what stands around it; None when it is no figure at all."""
    before = text[max(0, literal.start - 40) : literal.start]
    sign = read_sign(before) if not literal.spelled else None
    money = sign is not None
    factor, end = read_scale(text, literal.end, money=money, spelled=literal.spelled)
    value = literal.value * factor
    if factor > 1 and text[end - 1] > "\u3040":
        rest, end = read_cjk_rest(text, end)
        value += rest
    unit = read_unit(text, end, sign[0] if sign else None, factor)
    start = literal.start - (sign[1] if sign else 0)
    if unit.kind == NUMBER and factor == 1:
        return _bare(text, literal, before, end=unit.end)
    if unit.unit in _SIGNED_UNITS and before.endswith(("-", "−")):
        value = -value
    value, step = value * unit.factor, literal.step * factor * unit.factor
    if unit.unit == "fahrenheit":
        value, step = (value - 32) / Decimal("1.8"), step / Decimal("1.8")
    measured = "celsius" if unit.unit == "fahrenheit" else unit.unit
    bound = read_bound(text, start, unit.end)
    return Figure(
        unit.kind, value, measured, step, bound, start, unit.end, unit.named, unit.per,
        digits=literal.digits, factor=factor * unit.factor,
    )  # fmt: skip


def _bare(text: str, literal: Literal, before: str, *, end: int) -> Figure | None:
    """Read a number without unit or scale: a name's, a year, an age, a count."""
    start, written = literal.start, text[literal.start : literal.end]
    if literal.spelled:
        if literal.value <= 1:
            return None  # `one` is a pronoun more often than a count
        if written[0].isupper() and (name := named.capital_before(before)):
            place = start - len(before) + before.rfind(name)  # Part Two
            return named.spelled(name, literal, place)
    elif _NAME_AFTER.match(text, end):
        return None
    elif word := named.read_spaced(
        (before, text[end : end + named.AFTER_CHARS]),
        literal,
        written,
        could_be_year=_could_be_year(literal, FIRST_YEAR),
    ):
        return named.spaced(word, literal, written, before_word(before, word, start))
    elif _is_year(before, literal, text):
        part, begin = periods.part_of_year(text, start, end)
        return Figure(YEAR, literal.value, part, Decimal(1), "", begin, end, digits=4)
    bound = read_bound(text, start, end)
    if _is_age(text, before, literal):
        return Figure(
            QUANTITY, literal.value * 12, "months", Decimal(12), bound, start, end, AGE,
            digits=literal.digits, factor=Decimal(12),
        )  # fmt: skip
    per = counted_per(text, end)
    return Figure(
        NUMBER, literal.value, "", literal.step, bound, start, end, per=per, digits=literal.digits
    )  # fmt: skip


def before_word(before: str, word: str, start: int) -> int:
    """Give where the name of a spaced number begins."""
    place = before.rfind(word)
    return start - len(before) + place if place >= 0 else start


def _is_age(text: str, before: str, literal: Literal) -> bool:
    plausible = not literal.spelled and literal.step == 1 and 1 <= literal.value <= 120
    return (
        plausible
        and _AGE.search(before) is not None
        and _AGE_AFTER.match(text, literal.end) is not None
    )


def _could_be_year(literal: Literal, first: int) -> bool:
    plain = not literal.grouped and literal.step == 1 and not literal.spelled
    return plain and first <= literal.value <= LAST_YEAR


def _is_year(before: str, literal: Literal, text: str) -> bool:
    if text.startswith("年", literal.end) and _could_be_year(literal, FIRST_YEAR_SAID):
        return True
    match = _LAST_WORD.search(before)
    if _could_be_year(literal, FIRST_YEAR_SAID) and match and match[1].lower() in _YEAR_BEFORE:
        return _could_be_year(literal, FIRST_YEAR) or not _PLURAL_AFTER.match(text, literal.end)
    return _could_be_year(literal, FIRST_YEAR) and not _PLURAL_AFTER.match(text, literal.end)
