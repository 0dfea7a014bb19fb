"""Where in a report a claim stands: by the words that it quotes, or else by what it says."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from claimcheck.core.figures.words import terms
from claimcheck.core.proposals.outline import Sentence

MIN_SHARE = 0.6
"""A claim without a quote stands where so much of it stands; nearer misses are for people."""
MAX_PLACES = 50
"""A quote that stands more often than this leads nowhere."""

_FOLDED = str.maketrans(
    "’‘‚‛“”„‟«»「」『』‐‑‒–—−\u00a0\u2009\u202fİ",
    "''''" + '"' * 10 + "------" + "   i",
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A claim as far as its place in the report goes."""

    key: str
    text: str
    section: str | None = None
    quote: str | None = None


def fold(text: str) -> str:
    """Write a text so that capitals, kinds of quotation marks, dashes and spaces do not count."""
    return _SPACE.sub(" ", text.translate(_FOLDED).lower()).strip()


def even(text: str) -> str:
    """Write a text so that only kinds of quotation marks, dashes and spaces do not count."""
    return _SPACE.sub(" ", text.translate(_FOLDED)).strip()


class Placer:
    """Finds words, and claims, in the sentences of one report."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        flat = text.translate(_FOLDED).lower()
        pieces: list[str] = []
        self._steps: list[tuple[int, int]] = []
        at = length = 0
        for found in [*_SPACE.finditer(flat), None]:
            end = found.start() if found else len(flat)
            self._steps.append((length, at))
            pieces.append(flat[at:end] + (" " if found else ""))
            length += end - at + 1
            at = found.end() if found else end
        self._text = "".join(pieces)

    def find(self, words: str) -> list[tuple[int, int]]:
        """Find where words stand, as spans of the report's text."""
        wanted = fold(words)
        places: list[tuple[int, int]] = []
        at = self._text.find(wanted) if wanted else -1
        while at >= 0 and len(places) < MAX_PLACES:
            places.append((self._place(at), self._place(at + len(wanted) - 1) + 1))
            at = self._text.find(wanted, at + 1)
        return places

    def _place(self, folded: int) -> int:
        at, place = self._steps[bisect_right(self._steps, folded, key=lambda s: s[0]) - 1]
        return place + folded - at

    def sentences_in(self, start: int, end: int) -> list[int]:
        """The numbers of the sentences that a span touches."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [n for n in range(first, last) if self._sentences[n].end > start]

    def place(self, claim: Anchored) -> list[int]:
        """Give the numbers of the sentences that a claim covers; none where it has no place."""
        numbers = self._by_quote(claim) if claim.quote else self._by_text(claim.text)
        # What the report says twice word for word is one assertion.
        texts = {self._sentences[n].text for n in numbers}
        same = [n for text in texts for n in self._same[text]]
        return sorted({*numbers, *same})

    def _by_quote(self, claim: Anchored) -> list[int]:
        places = [self.sentences_in(*span) for span in self.find(claim.quote or "")]
        places = [numbers for numbers in places if numbers]
        if len(places) < 2:
            return places[0] if places else []
        wanted = set(terms(claim.text))

        def fit(numbers: list[int]) -> tuple[bool, int, int]:
            here = [self._sentences[n] for n in numbers]
            shared = wanted.intersection(terms(" ".join(s.text for s in here)))
            return _is_under(here[0], claim.section), len(shared), -numbers[0]

        return max(places, key=fit)

    def _by_text(self, text: str) -> list[int]:
        wanted = set(terms(text))
        shared = Counter(n for term in wanted for n in self._postings.get(term, ()))
        if not shared:
            return []
        best, count = max(shared.items(), key=lambda item: (item[1], -item[0]))
        return [best] if count >= MIN_SHARE * len(wanted) else []

    @cached_property
    def _same(self) -> dict[str, list[int]]:
        same: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self._sentences):
            same[sentence.text].append(number)
        return same

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        postings: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self._sentences):
            for term in set(terms(sentence.text)):
                postings[term].append(number)
        return postings


def _is_under(sentence: Sentence, section: str | None) -> bool:
    """Whether a heading above the sentence, or itself, is one that the section names."""
    named = [fold(part) for part in (section or "").split(" / ")]
    headings = [fold(heading) for heading in (*sentence.section, sentence.text)]
    return named[-1] in headings
