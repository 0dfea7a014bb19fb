"""Finds a passage again in another text, or says that it cannot be found with certainty."""

import re
from itertools import islice

from claimcheck.core.anchors import aligned, edited
from claimcheck.core.anchors.anchoring import GONE, Anchoring, AnchorState, Span
from claimcheck.core.anchors.edited import Regions
from claimcheck.core.anchors.normal import CJK, Normal, normalise
from claimcheck.core.anchors.settling import MAX_SHOWN_PLACES, settle
from claimcheck.core.anchors.wanted import Wanted, find_places, fits, nearest, read, sides
from claimcheck.core.selectors import Selector

TELLING_QUOTE_CHARS = 30
"""A shorter passage may stand anywhere by chance; alone, without its surroundings, it is no find."""


def anchor(selector: Selector, text: str, *, before: str | None = None) -> Anchoring:
    """
    Find a passage again in a text.

    Typography, white space, hyphenation and case make no difference. A passage is never taken
    for another that is like it: what is not certain is `ambiguous` or `gone`. With the text
    `before` that it was taken from, more is certain, since the sentences of both are compared.
    """
    if before is not None and before[selector.start : selector.end] == selector.exact:
        return aligned.align(selector, before, text)
    return _Search(selector, text).run()


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
        whole = [
            place
            for place, found in zip(places, around, strict=True)
            if found.whole_left and found.whole_right
        ]
        if len(whole) == 1:
            return self._found(AnchorState.EXACT, whole[0])
        if whole:
            return self._unsure(whole)
        if len(places) > 1:
            best = nearest(wanted, normal, places)
            return self._found(AnchorState.EXACT, best) if best else self._unsure(places)
        regions = edited.find_regions(wanted, normal)
        return self._only(places[0], regions) if places else self._changed(regions)

    def _marks(self) -> Anchoring:
        """A passage of nothing but dashes or blanks has no normal form."""
        text, exact = self._normal.source, self._exact
        places = [m.span() for m in islice(re.finditer(re.escape(exact), text), 2)] if exact else []
        if len(places) > 1:
            return Anchoring(AnchorState.AMBIGUOUS, places=tuple(places))
        return Anchoring(AnchorState.EXACT, *places[0]) if places else GONE

    def _only(self, place: Span, regions: Regions) -> Anchoring:
        if regions.alike:
            return self._unsure([*regions.alike, place])
        if fits(self._wanted, self._normal, place):
            return self._found(AnchorState.EXACT, place)
        return self._found(AnchorState.MOVED, place) if self._tells() else self._unsure([place])

    def _tells(self) -> bool:
        """Whether the words alone show that it is this passage: a whole sentence, not too short."""
        wanted = self._wanted
        signs = len(wanted.quote) * (2 if _is_cjk(wanted.quote) else 1)
        return signs >= TELLING_QUOTE_CHARS and not (wanted.inner_left or wanted.inner_right)

    def _changed(self, regions: Regions) -> Anchoring:
        if len(regions.alike) == 1 and regions.unique:
            return self._found(AnchorState.CHANGED, regions.alike[0])
        if regions.alike:
            return self._unsure(list(regions.alike))
        if regions.closed_up:
            return GONE
        span = edited.find_by_one_side(self._wanted, self._normal, regions)
        return self._found(AnchorState.CHANGED, span) if span else GONE

    def _found(self, state: AnchorState, place: Span) -> Anchoring:
        start, end = self._normal.span(*place)
        return settle(state, self._exact, self._normal.source, (start, end))

    def _unsure(self, places: list[Span]) -> Anchoring:
        spans = tuple(self._normal.span(*place) for place in places[:MAX_SHOWN_PLACES])
        return Anchoring(AnchorState.AMBIGUOUS, places=spans)


def _is_cjk(form: str) -> bool:
    return any("\u3041" <= sign <= "\u9fff" for sign in form)
