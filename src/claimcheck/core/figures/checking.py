"""Checks the figures of a claim against a passage or a whole page."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from claimcheck.core.figures import meaning, named
from claimcheck.core.figures.comparing import (
    CLOSE,
    DIFFERS,
    MATCH,
    NOT_FOUND,
    OPEN,
    Likeness,
    compare,
)
from claimcheck.core.figures.contexts import Said, Text, conflict
from claimcheck.core.figures.finding import find_all
from claimcheck.core.figures.languages import LOOKED_AT_CHARS, writes_decimal_comma
from claimcheck.core.figures.numbers import CJK
from claimcheck.core.figures.values import (
    DATE,
    IN_TIME,
    NAME,
    NUMBER,
    ORDINAL,
    PERIOD,
    SCORE,
    YEAR,
    Figure,
    date_year,
)
from claimcheck.core.status import FigureCheck

SHARED_FOR_CLASH = 0.5
"""The share of the claim's words that must stand around a figure before it can contradict."""
SHARED_FOR_CLASH_IN_TIME = 0.6
"""For years and dates, of which a page is full."""
SHARED_FOR_OTHER_UNIT = 0.3
"""The same number in another unit is telling by itself."""
SHARED_FOR_COUNT = 0.4
"""The share that ties a bare small number to the claim when its noun is another."""
MAX_LOOKS = 300
"""How many figures of a page are looked at in their sentence for one figure of the claim."""
TELLING_DIGITS = 3
"""A bare number of this many digits speaks for itself."""
PASSAGE_CHARS = 1_000
"""A text up to this long is a passage, which somebody found to be about the claim."""
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
    page = _read_page(passage)
    about = frozenset(word for said in claimed for word in said.words)
    look = _Look(page, claimed, about, whole_page, _share_a_language(claim, passage))
    located = (_check(said, look) for said in claimed if _is_asked(said.figure, passage))
    return tuple(found for found in located if found is not None)


@lru_cache(maxsize=4)
def _read_page(text: str) -> Text:
    """Read the figures of a text once for all claims that are checked against it."""
    return Text(text, find_all(text))


@dataclass(frozen=True, slots=True)
class _Look:
    """What one claim is looked for in."""

    page: Text
    claimed: list[Said]
    about: frozenset[str]
    whole_page: bool
    same_language: bool

    @property
    def is_passage(self) -> bool:
        """Whether the text is short enough to have been chosen for the claim."""
        return not self.whole_page and len(self.page.text) <= PASSAGE_CHARS


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure of the source and what it says of the claim's."""

    result: str
    note: str
    said: Said


def claimed_figures(claim: str) -> list[Said]:
    """Read the figures of a claim that it asserts, each once, with the words around it."""
    figures = find_all(claim)
    dates = [figure for figure in figures if figure.kind in (DATE, PERIOD)]
    kept: dict[tuple[str, str, object], Figure] = {}
    for figure in figures:
        in_date = any(date.start <= figure.start and figure.end <= date.end for date in dates)
        if (figure.kind in (DATE, PERIOD) or not in_date) and not _tells_apart(claim, figure):
            kept.setdefault((figure.kind, figure.unit, figure.value), figure)
    text = Text(claim, figures)
    return [text.read(figure, whole=True) for figure in kept.values()]


def _tells_apart(claim: str, figure: Figure) -> bool:
    """Whether a year only says which work of that name is meant: `Australia (2008 film)`."""
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


def _check(said: Said, look: _Look) -> Located | None:
    best: _Found | None = None
    looks = dict.fromkeys((MATCH, CLOSE, DIFFERS), 0)
    for figure in look.page.figures:
        likeness = compare(said.figure, _complete(figure, said.figure, look.page))
        if likeness is None or likeness.result == OPEN or looks[likeness.result] >= MAX_LOOKS:
            continue
        looks[likeness.result] += 1
        if best and _RANK[likeness.result] <= _RANK[best.result]:
            continue
        found = _judge(said, look.page.read(figure), likeness, look)
        if found and (best is None or _RANK[found.result] > _RANK[best.result]):
            best = found
        if best and best.result == MATCH:
            break
    if best is None and said.figure.kind == DATE and said.figure.value in _MONTHS_ALONE:
        return None  # `in November of that year` asserts too little to be missed
    return _located(said, best, whole_page=look.whole_page)


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


def _judge(said: Said, there: Said, likeness: Likeness, look: _Look) -> _Found | None:
    if likeness.result == DIFFERS:
        return _judge_clash(said, there, likeness, look)
    clash = conflict(said, there)
    if clash:
        return _Found(DIFFERS, clash, there) if _is_tied(said, there, look) else None
    if likeness.far and not _is_likely(said, there, look):
        return None
    if said.figure.kind in (NUMBER, ORDINAL) and not _counts_the_same(said, there, look.about):
        return None
    if likeness.result == MATCH and _stands_alone(said, there, look):
        if look.whole_page:
            return None
        return _Found(CLOSE, "nothing else there is the claim's", there)
    return _Found(likeness.result, likeness.note, there)


def _stands_alone(said: Said, there: Said, look: _Look) -> bool:
    """Whether a sentence in the claim's language shares the figure with it and no word."""
    if said.figure.kind in IN_TIME or said.figure.kind in (NAME, SCORE) or not there.words:
        return False
    if not look.same_language or not look.about or look.about & there.words:
        return False
    if look.is_passage and there.figure.digits >= TELLING_DIGITS:
        return False
    ways = {meaning.direction(each.lead, each.tail) for each in (said, there)}
    measured = [meaning.metrics(each.lead, each.tail) for each in (said, there)]
    return not measured[0] & measured[1] and (len(ways) > 1 or ways == {""})


def _share_a_language(claim: str, passage: str) -> bool:
    """Whether two texts may be in one language, by their script and their decimal sign."""
    scripts = [re.search(rf"[{CJK}]", text[:LOOKED_AT_CHARS]) is None for text in (claim, passage)]
    return scripts[0] == scripts[1] and (
        writes_decimal_comma(claim) == writes_decimal_comma(passage)
    )


def _judge_clash(said: Said, there: Said, likeness: Likeness, look: _Look) -> _Found | None:
    if _is_another(there.figure, look) or (not likeness.same_number and conflict(said, there)):
        return None
    if likeness.same_number:
        same = look.is_passage or _share(look.about, there) >= SHARED_FOR_OTHER_UNIT
    elif not look.about:
        same = look.is_passage
    else:
        same = _speaks_of_the_same(said, there, look.about) or _is_the_only_one(said, there, look)
    return _Found(DIFFERS, likeness.note, there) if same else None


def _is_the_only_one(said: Said, there: Said, look: _Look) -> bool:
    """Whether claim and passage have one figure each of this kind and unit, and words in common."""
    in_time = said.figure.kind in IN_TIME
    least = SHARED_FOR_COUNT if in_time else SHARED_FOR_OTHER_UNIT
    if not look.is_passage or _share(look.about, there) < least:
        return False
    if said.figure.kind == NUMBER and _counts_another(said, there):
        return False
    mine = sum(compare(said.figure, other.figure) is not None for other in look.claimed)
    theirs = sum(compare(said.figure, other) is not None for other in look.page.figures)
    return mine == theirs == 1


def _is_likely(said: Said, there: Said, look: _Look) -> bool:
    """Whether a figure that only the claim's words allow for is of what the claim counts."""
    beside = said.after & there.after or said.before & there.before
    return bool(beside) and _share(look.about, there) >= SHARED_FOR_OTHER_UNIT


def _is_tied(said: Said, there: Said, look: _Look) -> bool:
    """Whether the source's sentence shares a word with the claim at all."""
    return look.is_passage or bool(look.about & there.words)


def _located(said: Said, found: _Found | None, *, whole_page: bool) -> Located:
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


def _counts_the_same(said: Said, there: Said, about: frozenset[str]) -> bool:
    if max(said.figure.digits, len(said.figure.value.normalize().as_tuple().digits)) >= (
        TELLING_DIGITS
    ):
        return True
    if meaning.metrics(said.lead, said.tail) & meaning.metrics(there.lead, there.tail):
        return True
    if not said.after or said.after & (there.after | there.before | there.words):
        return True
    return _share(about, there) >= SHARED_FOR_COUNT


def _speaks_of_the_same(said: Said, there: Said, about: frozenset[str]) -> bool:
    in_time = said.figure.kind in IN_TIME
    if said.figure.kind in (NUMBER, ORDINAL) and _counts_another(said, there):
        return False  # 48,200 passengers and 6,350 bicycles
    beside = bool(said.before & there.before or (not in_time and said.after & there.after))
    beside = beside or (in_time and not said.before)
    if said.figure.kind in (NAME, SCORE):
        beside = bool(about & there.words)
    if not in_time:
        beside = beside or bool(said.before & there.after or said.after & there.before)
    elif event := meaning.event(said.lead, said.tail):
        beside = beside or event == meaning.event(there.lead, there.tail)
    least = SHARED_FOR_CLASH_IN_TIME if in_time and not beside else SHARED_FOR_CLASH
    if said.figure.kind in (NAME, SCORE):
        least = SHARED_FOR_OTHER_UNIT
    return beside and _share(about, there) >= least


def _counts_another(said: Said, there: Said) -> bool:
    if said.tail[:1] > "\u3040" and said.tail[:1] == there.tail[:1]:
        return False  # the counter of Japanese, such as 人
    return bool(said.after and there.after and not said.after & there.after)


def _share(about: frozenset[str], there: Said) -> float:
    return len(about & there.words) / len(about) if about else 0.0


def _is_another(figure: Figure, look: _Look) -> bool:
    """Whether the claim itself has this figure, for something else."""
    likenesses = (compare(said.figure, figure) for said in look.claimed)
    return any(likeness and likeness.result in (MATCH, CLOSE) for likeness in likenesses)
