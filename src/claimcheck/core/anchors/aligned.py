"""
Finds a passage in a newer text by laying the sentences of both beside each other.

The sentences that stand unchanged in both are landmarks. What stands between the same two of them
in either text is the same place; a sentence that stood elsewhere before is never the passage.
"""

from bisect import bisect_left
from collections.abc import Sequence

from claimcheck.core.anchors import pairing
from claimcheck.core.anchors.anchoring import GONE, Anchoring, AnchorState, Span
from claimcheck.core.anchors.diff import likeness, words
from claimcheck.core.anchors.normal import normal_form, normalise
from claimcheck.core.anchors.pairing import Window
from claimcheck.core.anchors.sameness import differs_in_typography_alone
from claimcheck.core.anchors.sentences import Sentence, landmarks, split
from claimcheck.core.anchors.settling import MAX_SHOWN_PLACES, settle
from claimcheck.core.anchors.wanted import LIKE, Wanted, find_places, fits, read, sides
from claimcheck.core.selectors import Selector

WIDE_CONTEXT_CHARS = 160
"""With the older text at hand, more of it tells two places apart."""
EDITED_IN_PLACE = 0.6
"""A sentence in the passage's place that is this much like it outweighs the old words elsewhere."""


def align(selector: Selector, before: str, after: str) -> Anchoring:
    """Find a passage of the text `before` in the text `after`."""
    return _Alignment(selector, before, after).run()


class _Alignment:
    """Both texts, and the passage's place between landmarks."""

    def __init__(self, selector: Selector, before: str, after: str) -> None:
        self._exact, self._before, self._after = selector.exact, before, after
        self._old, self._new = split(before), split(after)
        kept, self._pairs = landmarks(self._old, self._new)
        self._kept = dict(kept)
        first = bisect_left([s.end for s in self._old], selector.start + 1)
        last = bisect_left([s.start for s in self._old], selector.end) - 1
        self._own = range(first, last + 1)
        self._window = self._between(kept)
        self._span = (selector.start, selector.end)
        self._wanted: Wanted = read(_widened(selector, before))

    def _between(self, kept: list[Span]) -> Window:
        """Find the nearest landmarks that are no part of the passage."""
        left = max(((b, a) for b, a in kept if b < self._own.start), default=(-1, -1))
        ends = (len(self._old), len(self._new))
        right = min(((b, a) for b, a in kept if b >= self._own.stop), default=ends)
        return Window(range(left[0] + 1, right[0]), range(left[1] + 1, right[1]))

    def run(self) -> Anchoring:
        if not self._own or not self._wanted.quote:
            return GONE
        return self._in_place() or self._edited_or_moved()

    def _in_place(self) -> Anchoring | None:
        """Look for the same words between the same landmarks."""
        offset, part = _part(self._after, self._new, self._window.new)
        normal = normalise(part)
        places = find_places(self._wanted, normal)
        if not places:
            return None
        old_offset, old_part = _part(self._before, self._old, self._window.old)
        old = normalise(old_part)
        twins = find_places(self._wanted, old)
        spans = [_shifted(normal.span(*place), offset) for place in places]
        if len(places) == len(twins):
            own = [_shifted(old.span(*twin), old_offset)[0] for twin in twins]
            nearest = min(range(len(own)), key=lambda n: abs(own[n] - self._span[0]))
            return self._settled(spans[nearest], fits(self._wanted, normal, places[nearest]))
        found = [sides(self._wanted, normal, place) for place in places]
        nearest_two = [
            span
            for span, side in zip(spans, found, strict=True)
            if side.left >= min(len(self._wanted.prefix), 24)
            and side.right >= min(len(self._wanted.suffix), 24)
        ]
        if len(nearest_two) == 1 and len(places) > len(twins):
            return self._settled(nearest_two[0], True)
        return Anchoring(AnchorState.AMBIGUOUS, places=tuple(spans[:MAX_SHOWN_PLACES]))

    def _settled(self, span: Span, fitting: bool) -> Anchoring:
        moved = not fitting and self._neighbour_moved()
        state = AnchorState.MOVED if moved else AnchorState.EXACT
        return settle(state, self._exact, self._after, span)

    def _neighbour_moved(self) -> bool:
        """Whether a sentence next to the passage stands elsewhere now: they changed places."""
        beside = (self._own.start - 1, self._own.stop)
        return any(number in self._pairs and number not in self._kept for number in beside)

    def _edited_or_moved(self) -> Anchoring:
        edited = self._edited()
        if edited.state is AnchorState.CHANGED and self._likeness(edited) >= EDITED_IN_PLACE:
            return edited
        return self._elsewhere() or edited

    def _likeness(self, found: Anchoring) -> float:
        form = normal_form(found.found_in(self._after) or "")
        return likeness(words(self._wanted.quote), words(form))

    def _edited(self) -> Anchoring:
        known = frozenset(s.form for s in self._old)
        found = pairing.find_edited(self._old, self._new, self._window, self._own, known)
        if found is None:
            return GONE
        if found.other is not None:
            spans = (_whole(self._new, found.new), _whole(self._new, found.other))
            return Anchoring(AnchorState.AMBIGUOUS, places=spans)
        old, new = _whole(self._old, self._own), _whole(self._new, found.new)
        start, end = pairing.carry_over(
            self._before[slice(*old)],
            self._after[slice(*new)],
            (max(0, self._span[0] - old[0]), self._span[1] - old[0]),
        )
        span = (new[0] + start, new[0] + end)
        if start >= end or differs_in_typography_alone_(self._exact, self._after[slice(*span)]):
            return GONE
        return settle(AnchorState.CHANGED, self._exact, self._after, span)

    def _elsewhere(self) -> Anchoring | None:
        """Look for the same words anywhere; those that stood there before are no move."""
        old, new = normalise(self._before), normalise(self._after)
        places = find_places(self._wanted, new)
        twins = len(find_places(self._wanted, old)) - len(
            find_places(self._wanted, normalise(_part(self._before, self._old, self._window.old)[1]))
        )
        if len(places) <= twins:
            return None
        fresh = [p for p in places if not _stood(old.text, new.text, p)] if twins else places
        spans = [new.span(*place) for place in fresh or places]
        if len(spans) == 1:
            return settle(AnchorState.MOVED, self._exact, self._after, spans[0])
        return Anchoring(AnchorState.AMBIGUOUS, places=tuple(spans[:MAX_SHOWN_PLACES]))


def differs_in_typography_alone_(before: str, after: str) -> bool:
    return normal_form(before).strip() == normal_form(after).strip() and (
        differs_in_typography_alone(before, after)
    )


def _stood(old: str, new: str, place: Span) -> bool:
    """Whether a place's surroundings stood in the older text around the same words."""
    near = 16
    return new[max(0, place[0] - near) : place[1]] in old or new[place[0] : place[1] + near] in old


def _widened(selector: Selector, before: str) -> Selector:
    start, end = selector.start, selector.end
    prefix = before[max(0, start - WIDE_CONTEXT_CHARS) : start]
    return Selector(selector.exact, prefix, before[end : end + WIDE_CONTEXT_CHARS], start, end)


def _part(text: str, sentences: Sequence[Sentence], numbers: range) -> tuple[int, str]:
    """Give the text of some sentences in a row, and where it begins."""
    if not numbers:
        return 0, ""
    start, end = _whole(sentences, numbers)
    return start, text[start:end]


def _whole(sentences: Sequence[Sentence], numbers: range) -> Span:
    return sentences[numbers[0]].start, sentences[numbers[-1]].end


def _shifted(span: Span, offset: int) -> Span:
    return span[0] + offset, span[1] + offset
