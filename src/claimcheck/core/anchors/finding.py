"""Finds a passage again in another text, or says that it cannot be found with certainty."""

import re
from itertools import islice

from claimcheck.core.anchors import aligned, edited
from claimcheck.core.anchors.anchoring import GONE, Anchoring, AnchorState, Span
from claimcheck.core.anchors.edited import Regions
from claimcheck.core.anchors.normal import Normal, normalise
from claimcheck.core.anchors.settling import MAX_SHOWN_PLACES, settle
from claimcheck.core.anchors.wanted import (
    TELLING_CHARS,
    Sides,
    Wanted,
    find_places,
    fits,
    has_own_sentence,
    nearest,
    read,
    sides,
    stands_out,
    tells,
)
from claimcheck.core.selectors import Selector

MAX_LINES = 60_000
"""A text of more lines is no page that anybody cites; to compare all of them would take seconds."""


def anchor(selector: Selector, text: str, *, before: str | None = None) -> Anchoring:
    """
    Find a passage again in a text.

    Typography, white space, hyphenation and case make no difference. A passage is never taken
    for another that is like it: what is not certain is `ambiguous` or `gone`. With the text
    `before` that it was taken from, more is certain, since the sentences of both are compared.
    """
    if before is not None and _can_be_laid_beside(selector, before, text):
        return aligned.align(selector, before, text)
    return _Search(selector, text).run()


def _can_be_laid_beside(selector: Selector, before: str, text: str) -> bool:
    if before[selector.start : selector.end] != selector.exact:
        return False
    return max(before.count("\n"), text.count("\n")) <= MAX_LINES


class _Search:
    """One search by the passage and its surroundings alone."""

    def __init__(self, selector: Selector, text: str) -> None:
        self._exact = selector.exact
        self._wanted: Wanted = read(selector)
        self._normal: Normal = normalise(text)

    def run(self) -> Anchoring:
        wanted, normal = self._wanted, self._normal
        if not wanted.quote:
            return self._marks()
        places = find_places(wanted, normal)
        around = [sides(wanted, normal, place) for place in places]
        whole = [p for p, s in zip(places, around, strict=True) if s.whole_left and s.whole_right]
        if len(whole) == 1 and stands_out(wanted, normal, whole[0], places):
            return self._found(AnchorState.EXACT, whole[0])
        if len(places) > 1:
            best = None if whole else nearest(wanted, normal, places)
            return self._found(AnchorState.EXACT, best) if best else self._unsure(whole or places)
        regions = edited.find_regions(wanted, normal)
        return self._only(places[0], around[0], regions) if places else self._changed(regions)

    def _marks(self) -> Anchoring:
        """A passage of nothing but dashes or blanks has no normal form."""
        text, exact = self._normal.source, self._exact
        places = [m.span() for m in islice(re.finditer(re.escape(exact), text), 2)] if exact else []
        if len(places) > 1:
            return Anchoring(AnchorState.AMBIGUOUS, places=tuple(places))
        return Anchoring(AnchorState.EXACT, *places[0]) if places else GONE

    def _only(self, place: Span, around: Sides, regions: Regions) -> Anchoring:
        """Judge the only place of the words, which is not between all of the same surroundings."""
        wanted = self._wanted
        if regions.alike:
            return self._unsure([*regions.alike, place])
        left = around.whole_left and len(wanted.prefix) >= TELLING_CHARS
        right = around.whole_right and len(wanted.suffix) >= TELLING_CHARS
        known = tells(wanted) or has_own_sentence(wanted, around)
        if known and ((left and len(regions.lefts) == 1) or (right and len(regions.rights) == 1)):
            return self._found(AnchorState.EXACT, place)
        if not known:
            return self._unsure([place])
        fitting = fits(wanted, self._normal, place)
        return self._found(AnchorState.EXACT if fitting else AnchorState.MOVED, place)

    def _changed(self, regions: Regions) -> Anchoring:
        if len(regions.alike) == 1 and regions.unique:
            return self._found(AnchorState.CHANGED, regions.alike[0])
        if regions.alike:
            return self._unsure(list(regions.alike))
        return GONE

    def _found(self, state: AnchorState, place: Span) -> Anchoring:
        start, end = self._normal.span(*place)
        return settle(state, self._exact, self._normal.source, (start, end))

    def _unsure(self, places: list[Span]) -> Anchoring:
        spans = tuple(self._normal.span(*place) for place in places[:MAX_SHOWN_PLACES])
        return Anchoring(AnchorState.AMBIGUOUS, places=spans)
