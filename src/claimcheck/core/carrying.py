"""What becomes of claims when their report is revised: kept, touched, cut, or not clear."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Sequence, Set
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

OWN_LEAD = 0.5
"""Of two old sentences that have one new one, the one whose own words are so much better kept."""

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


class _Owner(StrEnum):
    """Whose successor a new sentence is, of two old ones that it is like."""

    MINE = "mine"  # or of both, which were joined
    ANOTHERS = "another's"
    CONTESTED = "contested"  # it may be either's


class _Side:
    """The sentences of one text that do not stand word for word in the other."""

    def __init__(self, sentences: Sequence[Sentence], taken: Set[int]) -> None:
        self.terms = {n: set(terms(s.text)) for n, s in enumerate(sentences) if n not in taken}
        self.words = {n: Counter(_words(sentences[n].text)) for n in self.terms}
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, found in self.terms.items():
            for term in found:
                self._postings[term].append(number)

    def near(self, wanted: Set[str]) -> list[int]:
        """Give the sentences that share most terms with these."""
        shared = Counter(n for term in sorted(wanted) for n in self._postings.get(term, ()))
        return [n for n, _ in shared.most_common(MAX_CANDIDATES)]


class _Matches:
    """The sentences of two texts, matched."""

    def __init__(self, old: Sequence[Sentence], new: Sequence[Sentence]) -> None:
        self.kept = _match_exactly(old, new)
        self._old = _Side(old, self.kept.keys())
        self._new = _Side(new, set(self.kept.values()))
        self._near_old: dict[int, list[int]] = {}

    def fate_of(self, number: int) -> tuple[Fate, int | None]:
        """Say what became of an old sentence, and which new one it is now or may be."""
        if number in self.kept:
            return Fate.KEPT, self.kept[number]
        ranked = sorted(self._alike(number), reverse=True)
        if not ranked:
            return Fate.CUT, None
        best, place = ranked[0][0], -ranked[0][1]
        leads = (
            len(ranked) == 1 or ranked[1][0] < min(SURE, best - LEAD) or best - ranked[1][0] > LEAD
        )
        is_sure = best >= SURE and leads and self._owner(number, place) is _Owner.MINE
        return (Fate.TOUCHED if is_sure else Fate.UNCLEAR), place

    def _alike(self, number: int) -> list[tuple[float, int]]:
        alike = (
            (self._likeness(number, n) + self._bonus(number, n), -n)
            for n in self._new.near(self._old.terms[number])
        )
        return [
            (likeness, place)
            for likeness, place in alike
            if likeness >= DOUBTFUL and self._owner(number, -place) is not _Owner.ANOTHERS
        ]

    def _likeness(self, number: int, candidate: int) -> float:
        words, other = self._old.words[number], self._new.words[candidate]
        shared = (words & other).total()
        fewest = min(words.total(), other.total())
        alike = 2 * shared / (words.total() + other.total())
        return max(alike, SURE) if fewest >= MIN_HELD_WORDS and shared == fewest else alike

    def _bonus(self, number: int, candidate: int) -> float:
        beside = any(self.kept.get(number + step) == candidate + step for step in (-1, 1))
        is_like = self._likeness(number, candidate) >= DOUBTFUL / 2
        return NEIGHBOUR_BONUS if beside and is_like else 0.0

    def _owner(self, number: int, candidate: int) -> _Owner:
        """Say whether a new sentence took the place of an old one, or of another beside it."""
        owners = {
            self._owner_of_two(number, rival, candidate)
            for rival in self._rivals(candidate)
            if rival != number and self._likeness(rival, candidate) >= SURE
        }
        if _Owner.ANOTHERS in owners:
            return _Owner.ANOTHERS
        return _Owner.CONTESTED if _Owner.CONTESTED in owners else _Owner.MINE

    def _rivals(self, candidate: int) -> list[int]:
        if candidate not in self._near_old:
            self._near_old[candidate] = self._old.near(self._new.terms[candidate])
        return self._near_old[candidate]

    def _owner_of_two(self, number: int, rival: int, candidate: int) -> _Owner:
        """Ask which words each of the two has for itself, and which of these are still there."""
        mine, others = self._old.words[number], self._old.words[rival]
        if mine == others:
            return _Owner.MINE
        after = self._new.words[candidate]
        my_share, other_share = _share(mine - others, after), _share(others - mine, after)
        if mine <= others:  # nothing of its own that could have gone
            return _Owner.CONTESTED
        if other_share - my_share >= OWN_LEAD:
            return _Owner.ANOTHERS
        if my_share >= OWN_LEAD:
            return _Owner.MINE
        lead = self._likeness(number, candidate) - self._likeness(rival, candidate)
        if abs(lead) <= LEAD:
            return _Owner.CONTESTED
        return _Owner.MINE if lead > 0 else _Owner.ANOTHERS


def _share(words: Counter[str], text: Counter[str]) -> float:
    return (words & text).total() / words.total() if words else 0.0


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
