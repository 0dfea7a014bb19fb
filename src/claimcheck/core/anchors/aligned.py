"""
Finds a passage in a newer text by laying the sentences of both beside each other.

The sentences that stand unchanged in both are landmarks. What stands between the same two of them
in either text is the same place; a sentence that stood elsewhere before is never the passage.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from claimcheck.core.anchors import pairing
from claimcheck.core.anchors.anchoring import GONE, Anchoring, AnchorState, Span
from claimcheck.core.anchors.diff import likeness, words
from claimcheck.core.anchors.edited import narrowed
from claimcheck.core.anchors.normal import Normal, normal_form, normalise
from claimcheck.core.anchors.pairing import Window
from claimcheck.core.anchors.sentences import Sentence, landmarks, rejoined, split
from claimcheck.core.anchors.settling import MAX_SHOWN_PLACES, settle
from claimcheck.core.anchors.wanted import (
    EDGES,
    MARGIN_CHARS,
    TELLING_CHARS,
    Wanted,
    find_places,
    nearest,
    read,
    sides,
    tells,
)
from claimcheck.core.selectors import Selector

WIDE_CONTEXT_CHARS = 160
"""With the older text at hand, more of it tells two places apart."""
NEAR_CHARS = 24
"""Surroundings that are the same so far out on both sides are the same."""
MAX_OWN = 24
"""With more places of the same words nothing will tell which one it is."""
EDITED_IN_PLACE = 0.6
"""A sentence in the passage's place that is this much like it outweighs the old words elsewhere."""


def align(selector: Selector, before: str, after: str) -> Anchoring:
    """Find a passage of the text `before` in the text `after`."""
    return _Alignment(selector, before, after).run()


class _Alignment:
    """Both texts, and the passage's place between landmarks."""

    def __init__(self, selector: Selector, before: str, after: str) -> None:
        self._exact, self._before, self._after = selector.exact, before, after
        old, new = split(before), split(after)
        self._new = rejoined(new, after, frozenset(s.form for s in old))
        self._old = rejoined(old, before, frozenset(s.form for s in self._new))
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

    @cached_property
    def _old_normal(self) -> Normal:
        return normalise(self._before)

    @cached_property
    def _new_normal(self) -> Normal:
        return normalise(self._after)

    @cached_property
    def _twins(self) -> list[Span]:
        """Where the words stand in the older text, in its normal form."""
        return find_places(self._wanted, self._old_normal)

    @cached_property
    def _places(self) -> list[Span]:
        """Where the words stand in the newer text, in its normal form."""
        return find_places(self._wanted, self._new_normal)

    def _in_place(self) -> Anchoring | None:
        """Look for the same words in the same sentence, or between the same landmarks."""
        own = self._own_places()
        places = own or self._places_in_window()
        if not places:
            return None
        alike = [place for place in self._places if self._stands_alike(place)]
        if len(self._places) > len(self._twins) and len(alike) > 1:
            best = nearest(self._wanted, self._new_normal, alike)
            return self._settled(best) if best else self._unsure(alike)
        if len(own) == 1:
            return self._settled(alike[0] if len(alike) == 1 else own[0])
        twins = _inside(self._old_normal, self._twins, _whole(self._old, self._window.old))
        if len(places) == len(twins) and (len(places) == 1 or self._window_is_unchanged()):
            start = self._old_normal.place(self._span[0])
            mine = min(range(len(twins)), key=lambda n: abs(twins[n][0] - start))
            return self._settled(places[mine])
        here = [place for place in places if place in alike]
        return self._settled(here[0]) if len(here) == 1 else self._unsure(places)

    def _places_in_window(self) -> list[Span]:
        span = _whole(self._new, self._window.new)
        found = _inside(self._new_normal, self._places, span)
        return found if len(found) > MAX_OWN else [place for place in found if self._is_own(place)]

    def _own_places(self) -> list[Span]:
        """Where the words stand in the sentences that are the passage's own, word for word."""
        places = [self._pairs.get(number, -1) for number in self._own]
        if -1 in places or places != [*range(places[0], places[0] + len(places))]:
            return []
        span = _whole(self._new, range(places[0], places[-1] + 1))
        return _inside(self._new_normal, self._places, span)

    def _window_is_unchanged(self) -> bool:
        old = [self._old[n].form for n in self._window.old]
        return old == [self._new[n].form for n in self._window.new]

    def _stands_alike(self, place: Span) -> bool:
        found = sides(self._wanted, self._new_normal, place)
        left, right = self._asked
        return found.left >= left and found.right >= right

    @cached_property
    def _asked(self) -> Span:
        """How much of the surroundings must be the same: more than any twin of the passage has."""
        start = self._old_normal.place(self._span[0])
        own = [place for place in self._twins if place[1] > start]
        twins = [sides(self._wanted, self._old_normal, p) for p in self._twins if p not in own[:1]]
        left = max([NEAR_CHARS, *(twin.left + MARGIN_CHARS for twin in twins)])
        right = max([NEAR_CHARS, *(twin.right + MARGIN_CHARS for twin in twins)])
        return min(left, len(self._wanted.prefix)), min(right, len(self._wanted.suffix))

    def _unsure(self, places: list[Span]) -> Anchoring:
        spans = tuple(self._new_normal.span(*place) for place in places[:MAX_SHOWN_PLACES])
        return Anchoring(AnchorState.AMBIGUOUS, places=spans)

    def _settled(self, place: Span) -> Anchoring:
        lost = any(n in self._pairs and n not in self._kept for n in self._own)
        found = sides(self._wanted, self._new_normal, place)
        fitting = max(found.left, found.right) >= NEAR_CHARS
        moved = not fitting and (lost or self._neighbour_moved())
        state = AnchorState.MOVED if moved else AnchorState.EXACT
        return settle(state, self._exact, self._after, self._new_normal.span(*place))

    def _neighbour_moved(self) -> bool:
        """Whether a sentence next to the passage stands elsewhere now: they changed places."""
        beside = (self._own.start - 1, self._own.stop)
        return any(number in self._pairs and number not in self._kept for number in beside)

    def _edited_or_moved(self) -> Anchoring:
        edited = self._edited()
        now = edited.found_in(self._after)
        if now is not None and self._likeness_to(now) >= EDITED_IN_PLACE:
            return edited
        return self._elsewhere() or edited

    def _likeness_to(self, found: str) -> float:
        return likeness(words(self._wanted.quote), words(normal_form(found)))

    def _edited(self) -> Anchoring:
        found = pairing.find_edited(self._old, self._new, self._window, self._own, self._is_known)
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
        return self._settled_edit((new[0] + start, new[0] + end))

    def _settled_edit(self, span: Span) -> Anchoring:
        """Take what the passage has become for it, unless it was cut out or is something else."""
        part = normalise(self._after[slice(*span)])
        near = narrowed(self._wanted, part, (0, len(part.text)))
        if near is None:
            return GONE
        start, end = part.span(*near)
        span = (span[0] + start, span[0] + end)
        now = self._after[slice(*span)]
        alike = self._likeness_to(now)
        cut_out = alike < EDITED_IN_PLACE and len(now) * 2 < len(self._exact)
        known = self._is_known(normal_form(now).strip(EDGES)) or self._is_other_line(now)
        if not now or cut_out or known or _same_form(self._exact, now):
            return GONE
        return settle(AnchorState.CHANGED, self._exact, self._after, span)

    def _is_other_line(self, now: str) -> bool:
        """Whether a whole line that is taken for the passage stood beside it before."""
        if self._wanted.inner_left or self._wanted.inner_right or len(now) < TELLING_CHARS:
            return False
        form = normal_form(now).strip(EDGES)
        start, end = (self._old_normal.place(index) for index in self._span)
        text = self._old_normal.text
        return form in text[:start] or form in text[end:]

    @cached_property
    def _own_forms(self) -> tuple[str, str, str]:
        """The passage's own sentences, and the older text before and behind them."""
        old = self._old_normal
        start, end = (old.place(index) for index in _whole(self._old, self._own))
        return old.text[start:end].strip(EDGES), old.text[:start], old.text[end:]

    def _is_known(self, form: str) -> bool:
        """Whether words stood somewhere else in the older text; a few may stand anywhere."""
        _, head, tail = self._own_forms
        return len(form) >= TELLING_CHARS and (form in head or form in tail)

    def _is_own(self, place: Span) -> bool:
        """Whether the sentence that a place is in may be the passage's own."""
        span = self._new_normal.span(*place)
        first = bisect_left([s.end for s in self._new], span[0] + 1)
        last = bisect_left([s.start for s in self._new], span[1]) - 1
        form = normal_form(self._after[slice(*_whole(self._new, range(first, last + 1)))])
        form, own = form.strip(EDGES), self._own_forms[0]
        if form in own or own in form:
            return True
        alike = likeness(words(own), words(form))
        return not self._is_known(form) and alike >= EDITED_IN_PLACE and alike > self._rival(form)

    def _rival(self, form: str) -> float:
        """How much a sentence is like the likest of those that were lost beside the passage."""
        now = {s.form for s in self._new}
        lost = (self._old[n].form for n in self._window.old if n not in self._own)
        told = words(form)
        return max((likeness(words(old), told) for old in lost if old not in now), default=0.0)

    def _elsewhere(self) -> Anchoring | None:
        """Look for the same words anywhere; those that stood there before are no move."""
        own = _inside(self._old_normal, self._twins, _whole(self._old, self._window.old))
        others = len(self._twins) - len(own)
        if len(self._places) <= others:
            return None
        old, new = self._old_normal.text, self._new_normal.text
        fresh = [p for p in self._places if not _stood(old, new, p)] if others else self._places
        if len(fresh) == 1 and (tells(self._wanted) or self._is_own(fresh[0])):
            span = self._new_normal.span(*fresh[0])
            return settle(AnchorState.MOVED, self._exact, self._after, span)
        return self._unsure(fresh or self._places)


def _same_form(before: str, after: str) -> bool:
    return normal_form(before).strip() == normal_form(after).strip()


def _inside(normal: Normal, places: list[Span], span: Span) -> list[Span]:
    """Keep the places that lie in a part of the source."""
    start, end = normal.place(span[0]), normal.place(span[1])
    return [place for place in places if start - len(EDGES) <= place[0] and place[0] < end]


def _stood(old: str, new: str, place: Span) -> bool:
    """Whether a place's surroundings stood in the older text around the same words."""
    near = 16
    return new[max(0, place[0] - near) : place[1]] in old or new[place[0] : place[1] + near] in old


def _widened(selector: Selector, before: str) -> Selector:
    start, end = selector.start, selector.end
    prefix = before[max(0, start - WIDE_CONTEXT_CHARS) : start]
    return Selector(selector.exact, prefix, before[end : end + WIDE_CONTEXT_CHARS], start, end)


def _whole(sentences: Sequence[Sentence], numbers: range) -> Span:
    return (sentences[numbers[0]].start, sentences[numbers[-1]].end) if numbers else (0, 0)
