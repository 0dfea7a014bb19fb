"""Checks the figures of a claim against a passage or a whole page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from claimcheck.core.figures.finding import find_figures
from claimcheck.core.figures.values import (
    DATE,
    NUMBER,
    YEAR,
    Figure,
    agrees,
    agrees_without_year,
    clashes,
    comparable,
    date_year,
)
from claimcheck.core.figures.words import WORD, terms, word_terms
from claimcheck.core.status import FigureCheck

SURROUNDING_CHARS = 220
"""How far to either side the words count as said about a figure, within its sentence."""
SHARED_FOR_CLASH = 0.5
"""The share of the claim's words that must stand around a figure before it can contradict."""
SHARED_FOR_CLASH_IN_TIME = 0.6
"""For years and dates, of which a page is full."""
SHARED_FOR_COUNT = 0.4
"""The share that ties a bare small number to the claim when its noun is another."""
NEAR_WORDS = 2
"""How many words before and after a figure say what it counts."""
MAX_LOOKS = 300
"""How many figures of a page are looked at in their sentence for one figure of the claim."""
TELLING_DIGITS = 3
"""A bare number of this many significant digits speaks for itself."""

_STOP = re.compile(r"[.!?。！？](?:\s|$)|\n")


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure and the words around it: of its sentence, right before it, right after it."""

    figure: Figure
    written: str
    words: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Located:
    """A check and where in the text the figure stands that decided it; None for `not_found`."""

    check: FigureCheck
    start: int | None


def check_figures(claim: str, passage: str) -> tuple[FigureCheck, ...]:
    """Check each figure of a claim against a passage, as `locate_figures` does."""
    return tuple(located.check for located in locate_figures(claim, passage))


def locate_figures(claim: str, passage: str) -> tuple[Located, ...]:
    """
    Check each figure of a claim against a passage, or a whole page, and say where it stands.

    `match`: a figure of the same kind, unit and value is there; a bare number has to count
    the same thing. `differs`: none is, and one of the same kind and unit with another value
    is said of the same thing, by the words next to it and around it. `not_found`: anything
    else, which refutes nothing. Linear in the passage.
    """
    claimed = _claimed(claim)
    if not claimed:
        return ()
    everything = find_figures(passage)
    years = {figure.value for figure in everything if figure.kind == YEAR}
    found = [
        _complete(figure, claimed, years) for figure in everything if _is_wanted(figure, claimed)
    ]
    about = frozenset(word for said in claimed for word in said.words)
    return tuple(_check(said, claimed, found, about=about, passage=passage) for said in claimed)


@lru_cache(maxsize=256)
def _claimed(claim: str) -> tuple[_Said, ...]:
    figures = find_figures(claim)
    dates = [figure for figure in figures if figure.kind == DATE]
    kept: dict[tuple[str, str, object], Figure] = {}
    for figure in figures:
        in_date = any(date.start <= figure.start and figure.end <= date.end for date in dates)
        if figure.kind == DATE or not in_date:
            kept.setdefault((figure.kind, figure.unit, figure.value), figure)
    words = _words(claim, figures)
    return tuple(_said(claim, figure, words) for figure in kept.values())


def _is_wanted(figure: Figure, claimed: Sequence[_Said]) -> bool:
    return any(comparable(said.figure, figure) for said in claimed)


def _complete(figure: Figure, claimed: Sequence[_Said], years: set[Decimal]) -> Figure:
    """Give a date without a year that of the claim's, if the text names this year elsewhere."""
    for said in claimed:
        year = date_year(said.figure)
        if agrees_without_year(said.figure, figure) and year in years:
            return replace(figure, value=figure.value + year * 10_000)
    return figure


def _check(
    said: _Said,
    claimed: Sequence[_Said],
    found: list[Figure],
    *,
    about: frozenset[str],
    passage: str,
) -> Located:
    clash: tuple[_Said, int] | None = None
    near = [f for f in found if agrees(said.figure, f)][:MAX_LOOKS]
    near += [f for f in found if clashes(said.figure, f)][:MAX_LOOKS]
    for figure in near:
        if agrees(said.figure, figure):
            there = _read(passage, figure)
            if said.figure.kind != NUMBER or _counts_the_same(said, there, about):
                return _result(said, (there, figure.start), "match")
        elif clash is None:
            there = _read(passage, figure)
            if _speaks_of_the_same(said, there, about) and not _is_another(figure, claimed):
                clash = (there, figure.start)
    return _result(said, clash, "differs" if clash else "not_found")


def _result(said: _Said, found: tuple[_Said, int] | None, result: str) -> Located:
    source, start = (found[0].written, found[1]) if found else (None, None)
    return Located(FigureCheck(said.figure.kind, said.written, source, result), start)


def _counts_the_same(said: _Said, there: _Said, about: frozenset[str]) -> bool:
    if len(said.figure.value.normalize().as_tuple().digits) >= TELLING_DIGITS:
        return True
    if not said.after or said.after & (there.after | there.before):
        return True
    return _share(about, there) >= SHARED_FOR_COUNT


def _speaks_of_the_same(said: _Said, there: _Said, about: frozenset[str]) -> bool:
    in_time = said.figure.kind in (YEAR, DATE)
    if said.figure.kind == NUMBER and said.after and there.after and not said.after & there.after:
        return False  # 48,200 passengers and 6,350 bicycles
    beside = said.before & there.before or (not in_time and said.after & there.after)
    least = SHARED_FOR_CLASH_IN_TIME if in_time else SHARED_FOR_CLASH
    return bool(beside) and _share(about, there) >= least


def _share(about: frozenset[str], there: _Said) -> float:
    return len(about & there.words) / len(about) if about else 0.0


def _is_another(figure: Figure, claimed: Sequence[_Said]) -> bool:
    """Whether the claim itself has this figure, for something else."""
    return any(agrees(said.figure, figure) for said in claimed)


def _read(text: str, figure: Figure) -> _Said:
    """Read the sentence around a figure, as far as `SURROUNDING_CHARS`."""
    head = text[max(0, figure.start - SURROUNDING_CHARS) : figure.start]
    tail = text[figure.end : figure.end + SURROUNDING_CHARS]
    stops = [stop.end() for stop in _STOP.finditer(head)]
    head = head[stops[-1] :] if stops else head
    stop = _STOP.search(tail)
    tail = tail[: stop.start()] if stop else tail
    sentence = head + text[figure.start : figure.end] + tail
    moved = replace(figure, start=len(head), end=len(head) + figure.end - figure.start)
    return _said(sentence, moved, _words(sentence, find_figures(sentence)))


def _words(text: str, figures: list[Figure]) -> frozenset[str]:
    """The terms of a text outside its figures."""
    parts, place = [], 0
    for figure in figures:
        parts.append(text[place : max(place, figure.start)])
        place = max(place, figure.end)
    parts.append(text[place:])
    return frozenset(term for part in parts for term in terms(part) if not term[0].isdigit())


def _said(text: str, figure: Figure, words: frozenset[str]) -> _Said:
    before = _nearest(reversed(WORD.findall(text[max(0, figure.start - 60) : figure.start])))
    after = _nearest(WORD.findall(text[figure.end : figure.end + 60]))
    return _Said(figure, text[figure.start : figure.end], words, before, after)


def _nearest(words: Iterable[str]) -> frozenset[str]:
    found: list[str] = []
    for word in words:
        found += [term for term in word_terms(word) if not term[0].isdigit()]
        if len(found) >= NEAR_WORDS:
            break
    return frozenset(found[:NEAR_WORDS])
