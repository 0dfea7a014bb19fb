"""The sentences and lines of two texts, and which of them stand in both in the same order."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from claimcheck.core.anchors.anchoring import Span
from claimcheck.core.anchors.normal import normal_form
from claimcheck.core.anchors.wanted import EDGES

# Coarser than `core.evidence.sentences`: all that counts is that both texts are cut alike, also
# where one breaks its lines in other places. A line in lower case continues
# a long one, and `3. Mai` is no end.
_MONTHS = "Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|[a-zß-öø-ÿ]"
_BORDER = re.compile(
    rf"[.!?](?!(?<=\d\.)[ \u00a0](?:{_MONTHS}))[\"'”’»)\]]{{0,3}}\s++|[。！？]++[」』”）]{{0,3}}"
    r"|\n(?:\s*+(?![a-zß-öø-ÿ])|(?<![^\n]{40}\n)\s*+)"
)
MAX_PARTS = 12
OPENING_CHARS = 6
MIN_LANDMARK_CHARS = 8
"""A shorter line (`Share`, a page number) shows nothing about where something stands."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading, a cell: where it stands, and its normal form without edges."""

    start: int
    end: int
    form: str


def split(text: str) -> list[Sentence]:
    """Take a text apart into sentences and lines, those without a word left out."""
    found: list[Sentence] = []
    start = 0
    for border in _BORDER.finditer(text):
        _append(found, text, start, border.end())
        start = border.end()
    _append(found, text, start, len(text))
    return found


def _append(found: list[Sentence], text: str, start: int, end: int) -> None:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end -= len(part) - len(part.rstrip())
    form = _form(text, start, end)
    if form:
        found.append(Sentence(start, end, form))


def rejoined(parts: list[Sentence], text: str, whole: Set[str]) -> list[Sentence]:
    """
    Join the parts of sentences that the other text has in one piece: lines break elsewhere there.

    `whole` are the forms of the other text.
    """
    openings = {form[:OPENING_CHARS] for form in whole}
    out: list[Sentence] = []
    number = 0
    while number < len(parts):
        size = 1
        if parts[number].form not in whole and parts[number].form[:OPENING_CHARS] in openings:
            size = _size(parts[number : number + MAX_PARTS], text, whole)
        start, end = parts[number].start, parts[number + size - 1].end
        form = parts[number].form if size == 1 else _form(text, start, end)
        out.append(Sentence(start, end, form))
        number += size
    return out


def _size(parts: list[Sentence], text: str, whole: Set[str]) -> int:
    """How many parts in a row make a sentence of the other text; 1 when none do."""
    sizes = range(2, len(parts) + 1)
    return next((n for n in sizes if _form(text, parts[0].start, parts[n - 1].end) in whole), 1)


def _form(text: str, start: int, end: int) -> str:
    return normal_form(text[start:end]).strip(EDGES)


def landmarks(
    before: Sequence[Sentence], after: Sequence[Sentence]
) -> tuple[list[Span], dict[int, int]]:
    """
    Pair the sentences that stand once in either text.

    Gives the most pairs that keep one order (as a patience diff does), and all pairs.
    """
    twins = Counter(s.form for s in before), Counter(s.form for s in after)
    places = {s.form: number for number, s in enumerate(after)}
    pairs = {
        number: places[s.form]
        for number, s in enumerate(before)
        if len(s.form) >= MIN_LANDMARK_CHARS and twins[0][s.form] == 1 == twins[1][s.form]
    }
    return _longest_rising(list(pairs.items())), pairs


def _longest_rising(pairs: list[Span]) -> list[Span]:
    tops: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for number, (_, place) in enumerate(pairs):
        depth = bisect_left(tops, place)
        links.append(ends[depth - 1] if depth else -1)
        tops[depth : depth + 1] = [place]
        ends[depth : depth + 1] = [number]
    out = []
    number = ends[-1] if ends else -1
    while number >= 0:
        out.append(pairs[number])
        number = links[number]
    return out[::-1]
