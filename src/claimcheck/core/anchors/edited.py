"""
Looks for an edited passage where its surroundings still stand.

What separates an edited sentence from a lookalike is its place: the words before it and behind it.
A sentence that is alike but stands between other words is another one, however alike it is.
"""

import re
from dataclasses import dataclass

from claimcheck.core.anchors.anchoring import Span
from claimcheck.core.anchors.diff import likeness, words
from claimcheck.core.anchors.normal import Normal
from claimcheck.core.anchors.wanted import EDGES, Wanted, is_cjk

MAX_CONTEXTS = 64
"""How many places of a prefix or suffix are looked at; with more, they tell nothing."""
MIN_CONTEXT_CHARS = 10
EDITED = 0.42
"""Two sentences that share less are two sentences; unrelated ones share about a fifth."""
HALF_EDITED = 0.3
"""The same where one side of the passage lies within its sentence."""
SIGN_BY_SIGN = 0.13
MIN_WORDS = 6
"""A shorter passage may well have become longer by an edit."""
MAX_GROWTH = 20
MAX_CUTS = 400
MIN_SUBJECTS = 2
"""A single name or figure may have been corrected; several at once make another sentence."""
_SENTENCES = re.compile(r"[.!?]\s|\n|[。！？].")
_WORD_END = re.compile(r"(?<=\w)(?!\w)[.!?。'\])]*")
_WORD_START = re.compile(r"['\[(]*(?<!\w)(?=\w)")


@dataclass(frozen=True, slots=True)
class Regions:
    """
    Where the surroundings stand around something, in the normal form.

    `alike` are regions that may be the edited passage; `unique` says that neither prefix nor suffix
    stands anywhere else, without which they are a pattern and tell nothing.
    """

    alike: tuple[Span, ...]
    unique: bool
    lefts: tuple[int, ...]
    rights: tuple[int, ...]


def find_regions(wanted: Wanted, normal: Normal) -> Regions:
    """Find what stands between the words that stood before and behind the passage."""
    lefts = tuple(place + len(wanted.prefix) for place in _all(normal.text, wanted.prefix))
    rights = tuple(_all(normal.text, wanted.suffix))
    lefts = (0,) if wanted.at_start else lefts
    rights = rights if wanted.suffix else (len(normal.text),)
    alike = []
    for left, right in _pairs(lefts, rights):
        span = trimmed(normal.text, left, right)
        if (
            span[0] < span[1]
            and right - left <= _limit(wanted)
            and (near := narrowed(wanted, normal, span))
        ):
            alike.append(near)
    unique = len(lefts) == 1 == len(rights)
    return Regions(tuple(alike), unique, lefts, rights)


def narrowed(wanted: Wanted, normal: Normal, span: Span) -> Span | None:
    """Leave out what was put in beside the passage; None when the rest is not like it."""
    least, quote = least_likeness(wanted), words(wanted.quote)
    if span[1] - span[0] > MAX_GROWTH * len(wanted.quote) + MAX_CUTS:
        return None
    whole = likeness(quote, words(normal.text[slice(*span)]))
    if len(quote) >= MIN_WORDS and span[1] - span[0] > 1.25 * len(wanted.quote):
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
    if _SENTENCES.search(found) and not _SENTENCES.search(wanted.exact):
        least = max(least, EDITED)  # more than the middle of one sentence
    return span if whole >= least and not is_another(wanted.exact, found) else None


def is_another(exact: str, found: str) -> bool:
    """Whether a sentence in the passage's place has none of its names and figures any more."""
    old = subjects(exact)
    return len(old) >= MIN_SUBJECTS and bool(subjects(found)) and not old & _folded(found)


def least_likeness(wanted: Wanted) -> float:
    """Where the sentence goes on to either side, what stands between is its edited middle."""
    if wanted.inner_left and wanted.inner_right:
        return 0.0
    # Sentences in scripts whose signs are compared one by one share more of them by chance.
    more = SIGN_BY_SIGN if is_cjk(wanted.quote) else 0.0
    return more + (HALF_EDITED if wanted.inner_left or wanted.inner_right else EDITED)


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
