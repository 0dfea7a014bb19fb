"""Checks the figures of a claim against a passage or a whole page."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from claimcheck.core.figures import named
from claimcheck.core.figures.comparing import CLOSE, DIFFERS, MATCH, NOT_FOUND, OPEN, compare
from claimcheck.core.figures.contexts import Said, Text
from claimcheck.core.figures.finding import find_all, find_in_claim
from claimcheck.core.figures.judging import Found, Look, judge
from claimcheck.core.figures.values import DATE, NAME, PERIOD, YEAR, Figure, date_year
from claimcheck.core.status import FigureCheck

MAX_LOOKS = 300
"""How many figures of a page are looked at in their sentence for one figure of the claim."""
YEAR_REACH_CHARS = 600
"""How far back a date without a year may take its year from."""

_SPELLED = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\b"


@dataclass(frozen=True, slots=True)
class Located:
    """A check and where in the text the figure stands that decided it; None for `not_found`."""

    check: FigureCheck
    start: int | None


def check_figures(claim: str, passage: str, *, whole_page: bool = False) -> tuple[FigureCheck, ...]:
    """Check each figure of a claim against a passage, as `locate_figures` does."""
    return tuple(located.check for located in locate_figures(claim, passage, whole_page=whole_page))


def locate_figures(claim: str, passage: str, *, whole_page: bool = False) -> tuple[Located, ...]:
    """
    Check each figure of a claim against a passage, or a whole page, and say where it stands.

    `match`: a figure of the same kind, unit and value is there, said of the same thing.
    `close`: one that the words of claim or source (about, over, a rounding) allow for.
    `differs`: one of the same kind with another value is said of the same thing, or the same
    figure of another metric, unit, year, event or direction. `not_found`: anything else, which
    refutes nothing; `whole_page` says whether the passage is all that the page holds. Linear
    in the passage.
    """
    claimed = claimed_figures(claim)
    if not claimed:
        return ()
    page = read_page(passage)
    about = frozenset(word for said in claimed for word in said.words)
    look = Look(page, claimed, about, claim, whole_page)
    located = (_check(said, look) for said in claimed if _is_asked(said.figure, passage))
    return tuple(found for found in located if found is not None)


@lru_cache(maxsize=4)
def read_page(text: str) -> Text:
    """Read the figures of a text once for all claims that are checked against it."""
    return Text(text, find_all(text))


def check_figures_at(
    claim: str, page: str, spans: Sequence[tuple[int, int]], wanted: Collection[str]
) -> tuple[FigureCheck, ...]:
    """
    Check the figures of a claim that are written so against some sentences of a page.

    `spans` are where these stand, in order; they are read as what they are in the page.
    """
    claimed = claimed_figures(claim)
    about = frozenset(word for said in claimed for word in said.words)
    figures = find_all(page, spans) if spans else []
    look = Look(Text(page, figures), claimed, about, claim, whole_page=True)
    located = (_check(said, look) for said in claimed if said.written in wanted)
    return tuple(found.check for found in located if found)


@lru_cache(maxsize=1_024)
def claimed_figures(claim: str) -> tuple[Said, ...]:
    """Read the figures of a claim that it asserts, each once, with the words around it."""
    figures = find_in_claim(claim)
    dates = [figure for figure in figures if figure.kind in (DATE, PERIOD)]
    kept: dict[tuple[str, str, object], Figure] = {}
    for figure in figures:
        in_date = any(date.start <= figure.start and figure.end <= date.end for date in dates)
        if (figure.kind in (DATE, PERIOD) or not in_date) and not _tells_apart(claim, figure):
            kept.setdefault((figure.kind, figure.unit, figure.value), figure)
    text = Text(claim, figures)
    return tuple(text.read(figure, whole=True) for figure in kept.values())


def _tells_apart(claim: str, figure: Figure) -> bool:
    """Whether a year only says which work of that name is meant: `Emma (1996 film)`."""
    if figure.kind != YEAR or not claim[: figure.start].rstrip().endswith("("):
        return False
    inside, closed, _ = claim[figure.end : figure.end + 40].partition(")")
    return bool(closed) and inside.strip().isalpha()


def _is_asked(figure: Figure, passage: str) -> bool:
    """Whether a name with a number can be checked: the text has the name with some number."""
    if figure.kind != NAME or named.is_label(figure):
        return True
    base = re.escape(figure.named_unit or figure.unit)
    if figure.unit.startswith("nth "):
        return re.search(rf"(?:\d(?:st|nd|rd|th)|th|third)[\s-]{base}\b", passage) is not None
    return re.search(rf"(?<!\w){base}[ \u00a0-]?(?:\d|{_SPELLED})", passage, re.I) is not None


def _check(said: Said, look: Look) -> Located | None:
    best: Found | None = None
    looks = dict.fromkeys((MATCH, CLOSE, DIFFERS), 0)
    for figure in look.page.figures:
        likeness = compare(said.figure, _complete(figure, said.figure, look.page))
        if likeness is None or likeness.result == OPEN or looks[likeness.result] >= MAX_LOOKS:
            continue
        looks[likeness.result] += 1
        if best and not _is_better(likeness.result, figure, best, said):
            continue
        found = judge(said, look.page.read(figure), likeness, look)
        if found and (best is None or _is_better(found.result, figure, best, said)):
            best = found
        if best and best.result == MATCH:
            break
    if best is None and said.figure.kind == DATE and said.figure.value in _MONTHS_ALONE:
        return None  # `in November of that year` asserts too little to be missed
    return _located(said, best, whole_page=look.whole_page)


def _is_better(result: str, figure: Figure, best: Found, said: Said) -> bool:
    """Whether a find tells more than the best so far; of two that differ the nearer value does."""
    if result != DIFFERS or best.result != DIFFERS:
        return _RANK[result] > _RANK[best.result]
    claimed = said.figure.value
    return abs(figure.value - claimed) < abs(best.said.figure.value - claimed)


_MONTHS_ALONE = frozenset(range(100, 1300, 100))
_RANK = {MATCH: 3, CLOSE: 2, DIFFERS: 1}


def _complete(figure: Figure, claimed: Figure, page: Text) -> Figure:
    """Give a date without a year the claim's, if that is the year which the text is in there."""
    year = date_year(claimed)
    if figure.kind != DATE or claimed.kind != DATE or figure.value >= 10_000 or not year:
        return figure
    if claimed.value % 10_000 // 100 != figure.value // 100:
        return figure
    if page.year_at(figure, YEAR_REACH_CHARS) != year and page.first_year() != year:
        return figure
    return replace(figure, value=figure.value + year * 10_000)


def _located(said: Said, found: Found | None, *, whole_page: bool) -> Located:
    kind, written = said.figure.kind, said.written
    if found is None:
        check = FigureCheck(
            kind, written, None, NOT_FOUND, claim_words=said.shown, whole_page=whole_page
        )
        return Located(check, None)
    check = FigureCheck(
        kind,
        written,
        found.said.written,
        found.result,
        note=found.note,
        claim_words=said.shown,
        source_words=found.said.shown,
        whole_page=whole_page,
    )
    return Located(check, found.said.figure.start)
