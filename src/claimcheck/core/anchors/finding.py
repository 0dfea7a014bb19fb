"""Finds a passage again in another text, or says that it cannot be found with certainty."""

from claimcheck.core.anchors import aligned, edited
from claimcheck.core.anchors.anchoring import GONE, Anchoring, AnchorState, Span
from claimcheck.core.anchors.edited import Regions
from claimcheck.core.anchors.normal import CJK, Normal, normalise
from claimcheck.core.anchors.settling import MAX_SHOWN_PLACES, settle
from claimcheck.core.anchors.wanted import Wanted, find_places, fits, read, sides
from claimcheck.core.selectors import Selector

TELLING_QUOTE_CHARS = 16
"""A shorter passage may stand anywhere by chance; alone, without its surroundings, it is no find."""
MARGIN_CHARS = 4
"""By how much the surroundings of one place must be nearer than those of any other, per side."""


def anchor(selector: Selector, text: str, *, before: str | None = None) -> Anchoring:
    """
    Find a passage again in a text.

    Typography, white space, hyphenation and case make no difference. A passage is never taken
    for another that is like it: what is not certain is `ambiguous` or `gone`. With the text
    `before` that it was taken from, more is certain, since the sentences of both are compared.
    """
    if before is not None and before[selector.start : selector.end] == selector.exact:
        return aligned.align(selector, before, text)
    verbatim = _verbatim(selector, text)
    return verbatim or _Search(selector, text).run()


def _verbatim(selector: Selector, text: str) -> Anchoring | None:
    """The same words between the same words, once: no need to look further."""
    whole = selector.prefix + selector.exact + selector.suffix
    place = text.find(whole)
    enough = len(whole) - len(selector.exact) >= TELLING_QUOTE_CHARS
    if place < 0 or not enough or text.find(whole, place + 1) >= 0:
        return None
    start = place + len(selector.prefix)
    return Anchoring(AnchorState.EXACT, start, start + len(selector.exact))


class _Search:
    """One search by the passage and its surroundings alone."""

    def __init__(self, selector: Selector, text: str) -> None:
        self._exact = selector.exact
        self._wanted: Wanted = read(selector)
        self._normal: Normal = normalise(text)

    def run(self) -> Anchoring:
        wanted, normal = self._wanted, self._normal
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
            best = self._best(places)
            return self._found(AnchorState.EXACT, best) if best else self._unsure(places)
        regions = edited.find_regions(wanted, normal)
        return self._only(places[0], regions) if places else self._changed(regions)

    def _best(self, places: list[Span]) -> Span | None:
        """Choose the place that is nearer on both sides: one side may be a neighbour's."""
        scored = [(sides(self._wanted, self._normal, place), place) for place in places]
        for found, place in scored:
            others = [other for other, at in scored if at != place]
            left = found.left >= max(other.left for other in others) + MARGIN_CHARS
            right = found.right >= max(other.right for other in others) + MARGIN_CHARS
            if left and right and (found.whole_left or found.whole_right):
                return place
        return None

    def _only(self, place: Span, regions: Regions) -> Anchoring:
        if fits(self._wanted, self._normal, place):
            return self._found(AnchorState.EXACT, place)
        if regions.alike:
            return self._unsure([*regions.alike, place])
        signs = len(self._wanted.quote) * (2 if _is_cjk(self._wanted.quote) else 1)
        if signs < TELLING_QUOTE_CHARS:
            return self._unsure([place])
        return self._found(AnchorState.MOVED, place)

    def _changed(self, regions: Regions) -> Anchoring:
        if len(regions.alike) == 1 and not regions.closed_up:
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
