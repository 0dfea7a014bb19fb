"""
Looks for an edited passage where its surroundings still stand.

What separates an edited sentence from a lookalike is its place: the words before it and behind it.
A sentence that is alike but stands between other words is another one, however alike it is.
"""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from claimcheck.core.anchors.anchoring import Span
from claimcheck.core.anchors.diff import likeness, words
from claimcheck.core.anchors.normal import Normal
from claimcheck.core.anchors.wanted import EDGES, Wanted

MAX_CONTEXTS = 64
"""How many places of a prefix or suffix are looked at; with more, they tell nothing."""
MIN_CONTEXT_CHARS = 10
EDITED = 0.42
"""Two sentences that share less are two sentences; unrelated ones share about a fifth."""
HARDLY_EDITED = 0.75
"""Asked of a sentence for which one side only speaks."""
RESEMBLING = 0.6
"""A neighbour that is this much alike may be the neighbour itself, edited."""
MIN_SUBJECTS = 2
"""A single name or figure may have been corrected; several at once make another sentence."""
_WORD_END = re.compile(r"(?<=\w)(?!\w)[.!?。'\])]*")
_WORD_START = re.compile(r"['\[(]*(?<!\w)(?=\w)")


@dataclass(frozen=True, slots=True)
class Regions:
    """
    Where the surroundings stand around something, in the normal form.

    `alike` are regions that may be the edited passage; `unique` says that neither prefix nor suffix
    stands anywhere else, without which they are a pattern and tell nothing; `closed_up` says that somewhere the
    surroundings meet with nothing between them, as they do when the passage is deleted.
    """

    alike: tuple[Span, ...]
    unique: bool
    closed_up: bool
    lefts: tuple[int, ...]
    rights: tuple[int, ...]


def find_regions(wanted: Wanted, normal: Normal) -> Regions:
    """Find what stands between the words that stood before and behind the passage."""
    lefts = tuple(place + len(wanted.prefix) for place in _all(normal.text, wanted.prefix))
    rights = tuple(_all(normal.text, wanted.suffix))
    lefts = (0,) if wanted.at_start else lefts
    rights = rights if wanted.suffix else (len(normal.text),)
    alike, closed_up = [], False
    for left, right in _pairs(lefts, rights):
        span = trimmed(normal.text, left, right)
        if span[0] >= span[1]:
            closed_up = True
        elif right - left <= _limit(wanted) and (near := _narrowed(wanted, normal, span)):
            alike.append(near)
    unique = len(lefts) == 1 == len(rights)
    return Regions(tuple(alike), unique, closed_up, lefts, rights)


def _narrowed(wanted: Wanted, normal: Normal, span: Span) -> Span | None:
    """Leave out sentences that were put in beside the passage; None when it is not like it."""
    least, quote = least_likeness(wanted), words(wanted.quote)
    whole = likeness(quote, words(normal.text[slice(*span)]))
    if least == EDITED and span[1] - span[0] > 1.25 * len(wanted.quote):
        ends = [found.end() for found in _WORD_END.finditer(normal.text, *span)]
        starts = [found.start() for found in _WORD_START.finditer(normal.text, *span)]
        cuts = [(span[0], end) for end in ends] + [(start, span[1]) for start in starts]
        scored = [
            (likeness(quote, words(normal.text[slice(*cut)])), cut) for cut in cuts[:MAX_CUTS]
        ]
        best = max(scored, default=(0.0, span))
        if best[0] > whole + 0.02:
            whole, span = best
    found = normal.source[slice(*normal.span(*span))]
    return span if whole >= least and not is_another(wanted.exact, found) else None


def is_another(exact: str, found: str) -> bool:
    """Whether a sentence in the passage's place has none of its names and figures any more."""
    old = subjects(exact)
    return len(old) >= MIN_SUBJECTS and bool(subjects(found)) and not old & _folded(found)


def least_likeness(wanted: Wanted) -> float:
    """Where the sentence goes on to either side, what stands between is its edited middle."""
    if wanted.inner_left and wanted.inner_right:
        return 0.0
    return EDITED / 2 if wanted.inner_left or wanted.inner_right else EDITED


def _limit(wanted: Wanted) -> int:
    return 3 * len(wanted.quote) + 60


def _all(text: str, context: str) -> list[int]:
    places: list[int] = []
    place = text.find(context) if len(context) >= MIN_CONTEXT_CHARS else -1
    while place >= 0 and len(places) <= MAX_CONTEXTS:
        places.append(place)
        place = text.find(context, place + 1)
    return places if len(places) <= MAX_CONTEXTS else []


def _pairs(lefts: tuple[int, ...], rights: tuple[int, ...]) -> list[tuple[int, int]]:
    """Pair each end of a prefix with the next suffix, where no other prefix comes between."""
    pairs = []
    for number, left in enumerate(lefts):
        right = next((r for r in rights if r >= left), None)
        later = lefts[number + 1] if number + 1 < len(lefts) else None
        if right is not None and (later is None or later > right):
            pairs.append((left, right))
    return pairs


def trimmed(text: str, start: int, end: int) -> Span:
    """Leave out what typography may put at either end."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in " -":
        end -= 1
    return start, end


def find_by_one_side(wanted: Wanted, normal: Normal, regions: Regions) -> Span | None:
    """
    Find the edited passage where one side still stands and the other was edited too.

    None unless the passage is hardly edited, nothing but words differ (a lookalike differs in
    a name, a year, a figure), and what stands there is not the passage's old neighbour.
    """
    found = []
    if len(regions.lefts) == 1 and wanted.prefix:
        span = _best_from(wanted, normal, regions.lefts[0])
        if span and _no_neighbour(wanted.suffix, normal, span[0], forward=True):
            found.append(span)
    if len(regions.rights) == 1 and wanted.suffix:
        span = _best_to(wanted, normal, regions.rights[0])
        if span and _no_neighbour(wanted.prefix, normal, span[1], forward=False):
            found.append(span)
    if len(found) != 1:
        return None
    start, end = normal.span(*found[0])
    source = normal.source
    if not wanted.inner_left and not _border(source[:start][-3:], source[start : start + 1]):
        return None
    if not wanted.inner_right and not _border(source[end - 2 : end], source[end : end + 1]):
        return None
    return found[0] if _same_subject(wanted, source[start:end]) else None


def _border(before: str, after: str) -> bool:
    """Whether a sentence or a line ends between two pieces of text."""
    return not before.strip() or "\n" in before or after in ("\n", "") or bool(
        re.search(r"[.!?…。！？]\W*$", before)
    )


def _same_subject(wanted: Wanted, found: str) -> bool:
    """Whether two wordings name the same: a lookalike differs in a name, a year, a figure."""
    old, new = subjects(wanted.exact), subjects(found)
    if found.isupper():
        new = old
    return old <= _folded(found) and new <= _folded(wanted.exact)


def subjects(text: str) -> frozenset[str]:
    """Give what tells a sentence of a pattern from the next: its figures, and words in capitals."""
    told = words(text)
    return frozenset(
        word.casefold()
        for number, word in enumerate(told)
        if word[0].isdigit() or (word[0].isupper() and (number or len(word) > 4))
    )


def _folded(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words(text))


def _best_from(wanted: Wanted, normal: Normal, left: int) -> Span | None:
    stop = left + 2 * len(wanted.quote) + 40
    ends = [found.end() for found in _WORD_END.finditer(normal.text, left, stop)]
    return _best(wanted, normal, [trimmed(normal.text, left, end) for end in ends])


def _best_to(wanted: Wanted, normal: Normal, right: int) -> Span | None:
    begin = max(0, right - 2 * len(wanted.quote) - 40)
    starts = [found.start() for found in _WORD_START.finditer(normal.text, begin, right)]
    return _best(wanted, normal, [trimmed(normal.text, start, right) for start in starts])


MAX_CUTS = 400


def _best(wanted: Wanted, normal: Normal, spans: list[Span]) -> Span | None:
    quote = words(wanted.quote)
    scored = [(likeness(quote, words(normal.text[slice(*s)])), s) for s in spans[:MAX_CUTS]]
    best = max(scored, key=lambda pair: (pair[0], pair[1][0] - pair[1][1]), default=None)
    return best[1] if best and best[0] >= HARDLY_EDITED else None


def _no_neighbour(context: str, normal: Normal, place: int, *, forward: bool) -> bool:
    """Whether what begins (or ends) at a place is unlike what stood on the passage's other side."""
    if len(context) < MIN_CONTEXT_CHARS:
        return not context
    size = len(context)
    near = (
        normal.text[place : place + size] if forward else normal.text[max(0, place - size) : place]
    )
    return float(Indel.normalized_similarity(context, near)) < RESEMBLING
