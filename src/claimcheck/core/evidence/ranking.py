"""Ranks the sentences of a text by how much of a claim they cover together."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace, nlargest

from claimcheck.core.evidence.index import Span, TextIndex, dated_sentences
from claimcheck.core.evidence.terms import is_figure
from claimcheck.core.evidence.wanted import Wanted

# BM25 (Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019). A low B since long
# sentences of prose hold evidence as often as short ones.
K1 = 1.6
B = 0.2
RARITY_FLOOR = 0.3
"""Added to the rarity of each term, for the subject of a page is in all of its sentences."""
BEFORE_SHARE, AFTER_SHARE, FAR_SHARE = 0.2, 0.3, 0.1
"""A sentence gets these shares of what those around it match: claims are rarely told in one."""
FAR = 2
"""How many sentences to either side those are."""
PAIR_SHARE = 0.7
"""Two words that follow one another as in the claim, against the less telling one of them."""
COVERED_SHARE = 0.6
"""What a term is still worth after a chosen sentence has brought it."""
RELATED_SHARE = 0.4
"""A word that begins like the claim's (`nominated`, `nomination`) against the word itself."""
SYNONYM_SHARE = 0.5
"""A word that says nearly the same against the word itself."""
MIN_RELATED_CHARS = 5
MIN_RELATED_SHARE = 0.6
"""How much of the longer of two related words is their common beginning."""
TOP_BONUS = 0.4
"""The first sentence against the last: what a page is about stands at its top."""
DATELINE_BONUS = 0.3
"""A short line with a date near the top: the day of publication, to which a claim's may refer."""
DATELINE_TERMS, DATELINE_PART = 8, 0.25
LINE_FACTOR = 0.85
"""A line that does not end as a sentence does: menus, captions, names."""
MARGIN_FACTOR = 0.5
"""A sentence outside the main text: teasers and comments repeat the words of a claim."""

MAX_CANDIDATES = 300
"""Sentences that are chosen from: those that match most, each for itself."""

_ENDS = frozenset(".!?…。！？｡\"'”’»")

Matches = dict[str, dict[int, float]]


@dataclass(frozen=True, slots=True)
class Pick:
    """A chosen sentence; `gain` is what it adds to those before it, of 1 for a whole claim."""

    sentence: int
    gain: float


@dataclass(slots=True)
class Ranking:
    """
    The state of a search: what each sentence matches, and what is still to be covered.

    `own` holds what each sentence matches itself, with `FAR` zeros before the first and after
    the last, so that all have neighbours.
    """

    index: TextIndex
    matches: Matches
    weights: dict[str, float]
    own: list[float]
    factors: dict[int, float]
    pairs: dict[int, float]
    whole: float

    def value_of(self, sentence: int) -> float:
        """Give what a sentence adds to those chosen so far."""
        far_before, before, own, after, far_after = self.own[sentence : sentence + 5]
        total = own + BEFORE_SHARE * before + AFTER_SHARE * after
        total += FAR_SHARE * (far_before + far_after)
        if sentence in self.pairs:
            total += self.pairs[sentence]
        return total * self.factors[sentence]

    def cover(self, sentence: int) -> None:
        """Let what a sentence matches count for less from now on."""
        for term, found in self.matches.items():
            if sentence in found:
                lost = self.weights[term] * (1 - COVERED_SHARE)
                self.weights[term] -= lost
                for other, amount in found.items():
                    self.own[other + FAR] -= lost * amount


def rank(
    index: TextIndex, text: str, wanted: Wanted, main: Sequence[Span] | None = None
) -> Ranking | None:
    """Match a claim with a text; None when they share nothing."""
    numbers = index.numbers_of(wanted.factors)
    matches = _match(index, wanted, numbers)
    if not matches:
        return None
    count = len(index.starts)
    weights = {
        term: wanted.factors[term] * _rarity(len(found), count) for term, found in matches.items()
    }
    own = [0.0] * (count + 2 * FAR)
    for term, found in matches.items():
        weight = weights[term]
        for sentence, amount in found.items():
            own[sentence + FAR] += weight * amount
    candidates = set().union(*matches.values())
    if len(candidates) > MAX_CANDIDATES:
        best = nlargest(MAX_CANDIDATES, candidates, key=lambda s: (own[s + FAR], -s))
        candidates, matches = set(best), _near(best, matches)
    return Ranking(
        index=index,
        matches=matches,
        weights=weights,
        own=own,
        factors=_place_factors(index, text, candidates, main),
        pairs=_find_pairs(index, wanted, weights, numbers),
        whole=_whole(wanted, weights, count),
    )


def _near(sentences: Sequence[int], matches: Matches) -> Matches:
    """Leave out what can change nothing in the value of these sentences."""
    near = {sentence + off for sentence in sentences for off in range(-FAR, FAR + 1)}
    return {
        term: {sentence: amount for sentence, amount in found.items() if sentence in near}
        for term, found in matches.items()
    }


def picks(ranking: Ranking, text: str) -> Iterator[Pick]:
    """
    Choose sentences one by one, best first; what is covered counts for less in the next.

    A value only falls while others are chosen, so that the best of those left is weighed again
    until it still stands above the rest. What repeats a chosen sentence is passed over.
    """
    index, seen = ranking.index, set[str]()
    queue = [(-ranking.value_of(sentence), sentence) for sentence in ranking.factors]
    heapify(queue)
    while queue:
        sentence = queue[0][1]
        value = ranking.value_of(sentence)
        heapreplace(queue, (-value, sentence))
        if queue[0][1] != sentence:
            continue
        heappop(queue)
        exact = text[index.starts[sentence] : index.ends[sentence]]
        if exact not in seen:
            seen.add(exact)
            ranking.cover(sentence)
            yield Pick(sentence, value / ranking.whole)


def _whole(wanted: Wanted, weights: dict[str, float], count: int) -> float:
    missing = (f for term, f in wanted.factors.items() if term not in weights)
    most = math.log(2 * count + 2) + RARITY_FLOOR
    return (sum(weights.values()) + most * sum(missing)) * (K1 + 1)


def _rarity(used: int, count: int) -> float:
    return math.log(1 + (count - used + 0.5) / (used + 0.5)) + RARITY_FLOOR


def _match(index: TextIndex, wanted: Wanted, numbers: Mapping[str, int]) -> Matches:
    """Weigh how often each sentence uses each wanted term, or what stands for it."""
    bounds = index.bounds
    fixed = K1 * (1 - B)
    by_length = K1 * B * len(index.starts) / max(1, bounds[-1])
    matches: Matches = {}
    for term in wanted.factors:
        counts: dict[int, float] = {}
        if term in numbers:
            for sentence in index.sentences_of(numbers[term]):
                counts[sentence] = counts.get(sentence, 0.0) + 1.0
        if term in wanted.others:
            for number, share in _instead(index, term, wanted):
                for sentence in index.sentences_of(number):
                    counts[sentence] = counts.get(sentence, 0.0) + share
        for sentence, count in counts.items():
            length = bounds[sentence + 1] - bounds[sentence]
            counts[sentence] = count * (K1 + 1) / (count + fixed + by_length * length)
        if counts:
            matches[term] = counts
    return matches


def _instead(index: TextIndex, term: str, wanted: Wanted) -> Iterator[tuple[int, float]]:
    """Give the numbers of terms that stand for a wanted one, and what each is worth of it."""
    others = wanted.others[term]
    for other in others:
        number = index.number_of(other)
        if number is not None:
            yield number, SYNONYM_SHARE
    if len(term) >= MIN_RELATED_CHARS:
        for number in index.numbers_from(term[:MIN_RELATED_CHARS]):
            found = index.terms[number]
            if found not in wanted.factors and found not in others and _related(term, found):
                yield number, RELATED_SHARE


def _related(term: str, found: str) -> bool:
    common = 0
    for a, b in zip(term, found, strict=False):
        if a != b:
            break
        common += 1
    return common >= MIN_RELATED_SHARE * max(len(term), len(found))


def _find_pairs(
    index: TextIndex, wanted: Wanted, weights: dict[str, float], numbers: Mapping[str, int]
) -> dict[int, float]:
    """Weigh the pairs of the claim's words that stand side by side in a sentence."""
    standing = {
        place: term
        for term, number in numbers.items()
        if not is_figure(term)
        for place in index.places_of(number)
    }
    beside: dict[tuple[str, str], set[int]] = {}
    for place, term in standing.items():
        if following := standing.get(place + 1):
            beside.setdefault((term, following), set()).add(index.sentence_at(place))
    found: dict[int, float] = {}
    for first, second in wanted.pairs:
        for sentence in beside.get((first, second), ()):
            weight = PAIR_SHARE * min(weights[first], weights[second])
            found[sentence] = found.get(sentence, 0.0) + weight
    return found


def _place_factors(
    index: TextIndex, text: str, candidates: set[int], main: Sequence[Span] | None
) -> dict[int, float]:
    count, ends = len(index.starts), index.ends
    factors = {}
    for sentence in candidates:
        factor = 1 + TOP_BONUS * (1 - sentence / count)
        factors[sentence] = factor if text[ends[sentence] - 1] in _ENDS else factor * LINE_FACTOR
    for sentence in candidates.intersection(dated_sentences(index)):
        if sentence < count * DATELINE_PART and _is_short(index, sentence):
            factors[sentence] *= 1 + DATELINE_BONUS
    if main is not None:
        spans = sorted(main)
        for sentence in candidates:
            factors[sentence] *= 1.0 if _is_in(index.starts[sentence], spans) else MARGIN_FACTOR
    return factors


def _is_short(index: TextIndex, sentence: int) -> bool:
    return index.bounds[sentence + 1] - index.bounds[sentence] <= DATELINE_TERMS + 1


def _is_in(start: int, spans: Sequence[Span]) -> bool:
    number = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return number >= 0 and start < spans[number][1]
