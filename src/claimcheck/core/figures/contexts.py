"""A figure with what is said around it in its sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.core.figures import meaning
from claimcheck.core.figures.values import (
    DATE,
    IN_TIME,
    NAME,
    ORDINAL,
    SCORE,
    YEAR,
    Figure,
    date_year,
)
from claimcheck.core.figures.words import WORD, terms, word_terms

SURROUNDING_CHARS = 220
"""How far to either side the words count as said about a figure, within its sentence."""
NEAR_WORDS = 2
"""How many words before and after a figure say what it counts."""
SHOWN_CHARS = 60
"""How much of the words to either side is shown with a figure."""
AROUND_CHARS = 36
OPENING_CHARS = 12
JOINT_CHARS = 8
"""Two figures so near each other share what is said before the first."""

_STOP = re.compile(r"(?<![A-Z])[.!?](?:\s|$)|[。！？]|\n")
_BRACKETED_YEAR = re.compile(r"[^\W\d_]{0,12}\s?\((?:FY\s?|in\s)?((?:19|20)\d\d)\)")
_BEGINNINGS = frozenset({"birth", "death", "founding", "opening", "marriage"})
_PLACES = re.compile(
    r"(?:\b(?:in|during|for|of|since|by|from|to|through|until|im|seit|bis|jahr|en|depuis|desde|de)"
    r"\s|\()$",
    re.I,
)
_CLAUSE_END = re.compile(
    r"[;:]|,\s|\s(?:and|but|while|whereas|although|und|aber|während|et|mais|tandis|alors|y|pero"
    r"|mientras)\s|、|が、"
)
_CLAUSE_START = re.compile(
    r";|\s(?:but|while|whereas|although|aber|während|mais|tandis|alors|pero|mientras)\s|が、"
)


@dataclass(frozen=True, slots=True)
class Said:
    """
    A figure and the words around it: of its sentence, right before it, right after it.

    `lead` and `tail` are the text of its clause, `years` those named in its sentence.
    """

    figure: Figure
    written: str
    words: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    lead: str
    tail: str
    years: frozenset[int]
    shown: str

    @property
    def around(self) -> str:
        """The figure with the words nearest to it in its clause."""
        return f"{self.lead[-AROUND_CHARS:]}{self.written}{self.tail[:AROUND_CHARS]}"


class Text:
    """A text and its figures, in which what is said of each can be read."""

    def __init__(self, text: str, figures: Sequence[Figure]) -> None:
        self.text = text
        self.figures = figures
        self._starts = [figure.start for figure in figures]
        self._years = [(f.start, int(f.value)) for f in figures if f.kind == YEAR]
        self._first_year = self._years[0][1] if self._years else 0

    def read(self, figure: Figure, *, whole: bool = False) -> Said:
        """Read the sentence around a figure, or the whole text of a claim."""
        left, right = (0, len(self.text)) if whole else self._sentence(figure)
        first = bisect_left(self._starts, left)
        last = bisect_left(self._starts, right)
        others = [other for other in self.figures[first:last] if other.end <= right]
        near = max(left, figure.start - 60)
        lead, tail = self._clause(figure, others, left, right)
        return Said(
            figure=figure,
            written=self.text[figure.start : figure.end],
            words=self._words(others, left, right),
            before=_nearest(reversed(WORD.findall(self.text, near, figure.start))),
            after=_nearest(WORD.findall(self.text, figure.end, min(right, figure.end + 60))),
            lead=lead,
            tail=tail,
            years=self._years_of(figure, others),
            shown=self._shown(figure, left, right),
        )  # fmt: skip

    def first_year(self) -> int:
        """Give the year that a page names first, commonly that of its dateline; 0 without."""
        return self._first_year

    def year_at(self, figure: Figure, reach_chars: int) -> int:
        """Give the year that the text is in at a figure: the last one named, or the next."""
        place = bisect_left(self._years, (figure.start,))
        for at, reach in ((place - 1, reach_chars), (place, 40)):
            if 0 <= at < len(self._years) and abs(self._years[at][0] - figure.start) <= reach:
                return self._years[at][1]
        return 0

    def _sentence(self, figure: Figure) -> tuple[int, int]:
        left = max(0, figure.start - SURROUNDING_CHARS)
        stops = [stop.end() for stop in _STOP.finditer(self.text, left, figure.start)]
        right = min(len(self.text), figure.end + SURROUNDING_CHARS)
        stop = _STOP.search(self.text, figure.end, right)
        return (stops[-1] if stops else left), (stop.start() if stop else right)

    def _clause(
        self, figure: Figure, others: list[Figure], left: int, right: int
    ) -> tuple[str, str]:
        """Cut the words around a figure at the next figure of its kind and at the clause's end."""
        place = figure.start
        for other in reversed(others):
            if other.end <= place and _parts(figure, other):
                if figure.kind in IN_TIME or place - other.end > JOINT_CHARS:
                    left = max(left, other.end)
                    break
                place = other.start  # `from 5 percent to 5.25 percent` is said of both
        following = (o.start for o in others if o.start >= figure.end and _parts(figure, o))
        right = min(following, default=right)
        lead, tail = self.text[left : figure.start], self.text[figure.end : right]
        starts = [match.end() for match in _CLAUSE_START.finditer(lead)]
        end = _CLAUSE_END.search(tail)
        if figure.kind in IN_TIME and len(lead) <= OPENING_CHARS:
            end = _CLAUSE_START.search(tail)  # `In 1971, the company ...`
        return lead[starts[-1] if starts else 0 :], tail[: end.start()] if end else tail

    def _years_of(self, figure: Figure, others: list[Figure]) -> frozenset[int]:
        """Give the years that a figure is of: the one in brackets after it, or its sentence's."""
        if match := _BRACKETED_YEAR.match(self.text, figure.end):
            return frozenset({int(match[1])})
        return frozenset(year for other in others if (year := self._year(other)))

    def _year(self, figure: Figure) -> int:
        """Give the year that something is said to be in; that of `a 2016 report` is its name's."""
        if figure.kind == DATE:
            return int(date_year(figure))
        if figure.kind != YEAR:
            return 0
        before = self.text[max(0, figure.start - 12) : figure.start]
        if meaning.event(self.text[max(0, figure.start - 24) : figure.start], "") in _BEGINNINGS:
            return 0  # `founded in 1889` says when that was, not of when the other figures are
        placed = figure.unit or _PLACES.search(before) or self.text.startswith("年", figure.end)
        return int(figure.value) if placed else 0

    def _words(self, others: list[Figure], left: int, right: int) -> frozenset[str]:
        """Give the terms of the sentence outside its figures."""
        parts, place = [], left
        for other in others:
            if other.kind != NAME:
                parts.append(self.text[place : max(place, other.start)])
                place = max(place, other.end)
        parts.append(self.text[place:right])
        return frozenset(term for part in parts for term in terms(part) if not term[0].isdigit())

    def _shown(self, figure: Figure, left: int, right: int) -> str:
        start, end = max(left, figure.start - SHOWN_CHARS), min(right, figure.end + SHOWN_CHARS)
        while left < start < figure.start and not self.text[start - 1].isspace():
            start += 1
        while figure.end < end < right and not self.text[end].isspace():
            end -= 1
        words = " ".join(self.text[start:end].split())
        return f"{'…' if start > left else ''}{words}{'…' if end < right else ''}"


def _parts(figure: Figure, other: Figure) -> bool:
    """Whether another figure of the sentence ends what is said of this one."""
    if other.kind in IN_TIME:
        return figure.kind in IN_TIME and other.kind != YEAR
    return other.kind == figure.kind and other.kind != NAME and other.value != figure.until


def _nearest(words: Iterable[str]) -> frozenset[str]:
    found: list[str] = []
    for word in words:
        found += [term for term in word_terms(word) if not term[0].isdigit()]
        if len(found) >= NEAR_WORDS:
            break
    return frozenset(found[:NEAR_WORDS])


def conflict(claimed: Said, found: Said) -> str:
    """Name what the two figures are said of, where it cannot be one thing; nothing otherwise."""
    if claimed.figure.kind in (NAME, SCORE, ORDINAL):
        return ""
    if claimed.figure.kind in IN_TIME:
        one = meaning.event(claimed.lead, claimed.tail)
        other = meaning.event(found.lead, found.tail) if one else ""
        return f"another event: {other}" if meaning.events_clash(one, other) else ""
    mine = meaning.direction(claimed.lead, claimed.tail)
    # Most claims name nothing of the kind: the source is then not looked through for it.
    theirs = meaning.direction(found.lead, found.tail) if mine else ""
    if theirs and mine != theirs:
        return f"another direction: {theirs}"
    ranged = claimed.figure.until is not None or found.figure.until is not None
    if theirs and not ranged and all(meaning.direction(said.lead, "") for said in (claimed, found)):
        mine, theirs = (meaning.role(said.lead, said.figure.kind) for said in (claimed, found))
        if mine != theirs:
            return f"a change {theirs} that figure, not {mine}"
    return _other_metric(claimed, found) or _other_year(claimed, found)


def _other_metric(claimed: Said, found: Said) -> str:
    mine = meaning.metrics(claimed.lead, claimed.tail)
    theirs = meaning.metrics(found.lead, found.tail) if mine else mine
    if theirs and not meaning.metrics_meet(mine, theirs):
        return f"another metric: {', '.join(sorted(theirs))}"
    for table in ("baseline", "rate", "qualifier"):
        mine = meaning.named(table, claimed.around)
        theirs = meaning.named(table, found.around) if mine else mine
        if theirs and not mine & theirs:
            return f"another {table}: {', '.join(sorted(theirs))}"
    return ""


def _other_year(claimed: Said, found: Said) -> str:
    if claimed.years and found.years and not claimed.years & found.years:
        return f"of another year: {', '.join(map(str, sorted(found.years)))}"
    return ""
