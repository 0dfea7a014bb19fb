"""What becomes of claims when their report is revised: kept, touched, cut, or not clear."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claimcheck.core.carrying_words import still_says
from claimcheck.core.figures.words import terms
from claimcheck.core.manuscripts import Manuscript
from claimcheck.core.placing import Anchored, Placer, even
from claimcheck.core.proposals import Proposal, propose, ranked
from claimcheck.core.proposals.outline import Role, Sentence, split_report

SURE = 0.6
"""So much of two sentences alike, and one is the other rewritten."""
DOUBTFUL = 0.35
"""Less alike than this, and the old sentence is gone."""
LEAD = 0.1
"""The best match has to be so much better than the next, or it is not clear which is meant."""
NEIGHBOUR_BONUS = 0.15
"""Standing between the same neighbours speaks for a match."""
MIN_HELD_WORDS = 5
"""From so many words on, one sentence inside another counts as rewritten."""
MAX_CANDIDATES = 20
"""New sentences that are compared with an old one: those that share most of its words."""

_WORD = re.compile(r"\w{1,60}")


class Fate(StrEnum):
    """What became of a claim's sentence."""

    KEPT = "kept"  # it stands there word for word, here or elsewhere in the report
    TOUCHED = "touched"  # it was rewritten
    CUT = "cut"  # it is gone
    UNCLEAR = "unclear"  # it may be one or the other: people decide


@dataclass(frozen=True, slots=True)
class Carried:
    """
    One claim and its fate. `before` is its old sentence, `after` the number of the new one in
    `Carriage.sentences`, where there is one.
    """

    key: str
    fate: Fate
    before: str
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Carriage:
    """
    How a report's claims come over into its new text.

    `added` are its new sentences, best first; `unplaced` are claims without a place in the old.
    """

    sentences: tuple[Sentence, ...]
    claims: tuple[Carried, ...]
    added: tuple[Proposal, ...]
    unplaced: tuple[str, ...]

    def of(self, fate: Fate) -> list[Carried]:
        """The claims of this fate."""
        return [carried for carried in self.claims if carried.fate is fate]


def carry_over(before: Manuscript, after: Manuscript, claims: Sequence[Anchored]) -> Carriage:
    """Compare two texts of a report, sentence by sentence, and say what becomes of each claim."""
    old, new = split_report(before), split_report(after)
    placer = Placer(before.text, old)
    places = {claim.key: placer.place(claim) for claim in claims}
    claimed = {number for numbers in places.values() for number in numbers}
    matches = _Matches(old, new)
    fates = {number: matches.fate_of(number) for number in sorted(claimed)}
    carried = [
        _as_it_says(claim, _carry(claim.key, places[claim.key], old, fates), new)
        for claim in claims
        if places[claim.key]
    ]
    met = {*matches.kept.values(), *(each.after for each in carried)}
    added = [
        proposal
        for number, proposal in enumerate(propose(after).proposals)
        if number not in met and new[number].role is Role.PROSE and proposal.left_out is None
    ]
    return Carriage(
        tuple(new),
        tuple(carried),
        tuple(ranked(added)),
        tuple(key for key, numbers in places.items() if not numbers),
    )


def _carry(
    key: str,
    numbers: Sequence[int],
    old: Sequence[Sentence],
    fates: dict[int, tuple[Fate, int | None]],
) -> Carried:
    """
    Join the fates of a claim's sentences.

    What the report said twice is kept if it is kept once. A claim over several sentences is
    cut only if all of them are.
    """
    best: dict[str, tuple[Fate, int | None]] = {}
    for number in numbers:
        text = old[number].text
        if text not in best or fates[number][0] is Fate.KEPT:
            best[text] = fates[number]
    found = {fate for fate, _ in best.values()}
    fate = found.pop() if len(found) == 1 else Fate.TOUCHED
    if Fate.UNCLEAR in {each for each, _ in best.values()}:
        fate = Fate.UNCLEAR
    after = next((place for _, place in best.values() if place is not None), None)
    return Carried(key, fate, " ".join(best), after)


def _as_it_says(claim: Anchored, carried: Carried, new: Sequence[Sentence]) -> Carried:
    """A claim whose own words stand untouched is kept, whatever happened beside them."""
    if carried.fate is Fate.TOUCHED and carried.after is not None:
        after = new[carried.after].text
        if still_says(claim.text, carried.before, after):
            return replace(carried, fate=Fate.KEPT)
    return carried


class _Matches:
    """The sentences of two texts, matched."""

    def __init__(self, old: Sequence[Sentence], new: Sequence[Sentence]) -> None:
        self._old, self._new = old, new
        self.kept = _match_exactly(old, new)
        taken = set(self.kept.values())
        self._words = {
            n: Counter(_words(sentence.text)) for n, sentence in enumerate(new) if n not in taken
        }
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number in self._words:
            for term in set(terms(new[number].text)):
                self._postings[term].append(number)

    def fate_of(self, number: int) -> tuple[Fate, int | None]:
        """Say what became of an old sentence, and which new one it is now or may be."""
        if number in self.kept:
            return Fate.KEPT, self.kept[number]
        ranked = sorted(self._alike(number), reverse=True)
        if not ranked or ranked[0][0] < DOUBTFUL:
            return Fate.CUT, None
        best, place = ranked[0][0], -ranked[0][1]
        leads = (
            len(ranked) == 1 or ranked[1][0] < min(SURE, best - LEAD) or best - ranked[1][0] > LEAD
        )
        return (Fate.TOUCHED if best >= SURE and leads else Fate.UNCLEAR), place

    def _alike(self, number: int) -> list[tuple[float, int]]:
        words = Counter(_words(self._old[number].text))
        wanted = set(terms(self._old[number].text))
        shared = Counter(n for term in wanted for n in self._postings.get(term, ()))
        near = [n for n, _ in shared.most_common(MAX_CANDIDATES)]
        return [(self._likeness(number, words, n), -n) for n in near]

    def _likeness(self, number: int, words: Counter[str], candidate: int) -> float:
        other = self._words[candidate]
        shared = (words & other).total()
        fewest = min(words.total(), other.total())
        alike = 2 * shared / (words.total() + other.total())
        if fewest >= MIN_HELD_WORDS and shared == fewest:
            alike = max(alike, SURE)
        beside = any(self.kept.get(number + step) == candidate + step for step in (-1, 1))
        return alike + (NEIGHBOUR_BONUS if beside and alike >= DOUBTFUL / 2 else 0.0)


def _match_exactly(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[int, int]:
    free: dict[str, deque[int]] = defaultdict(deque)
    for number, sentence in enumerate(new):
        free[even(sentence.text)].append(number)
    matched = {}
    for number, sentence in enumerate(old):
        places = free.get(even(sentence.text))
        if places:
            matched[number] = places.popleft()
    return matched


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
