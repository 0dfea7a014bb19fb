"""Ranks the sentences of a text by how much of a claim they cover."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.core.evidence.sentences import split_sentences
from claimcheck.core.figures.finding import find_figures
from claimcheck.core.figures.words import WORD, terms, word_terms
from claimcheck.core.selectors import Selector, select

# BM25 (Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019). A low B since long
# sentences of prose hold evidence as often as short ones.
K1 = 1.2
B = 0.3
NEIGHBOUR_SHARE = 0.25
"""A sentence gets this share of what its neighbours match: claims are rarely told in one."""
COVERED_SHARE = 0.7
"""What a term is still worth after a chosen passage has brought it."""
FIGURE_WEIGHT = 1.5
"""A figure of the claim against a word as rare."""
MAX_CANDIDATES = 300
"""Sentences whose figures are read; the best by their words."""
MAX_SENTENCES_JOINED = 3
MAX_TEXT_CHARS = 4_000_000
"""How far a text is searched: some 1,500 printed pages, and seconds for the worst of them."""

Span = tuple[int, int]
Matches = dict[str, float]


@dataclass(frozen=True, slots=True)
class Passage:
    """
    One to three sentences that bear on a claim.

    `score` is what the passage adds to those ranked before it: 0 nothing, 1 the whole claim.
    `matched_terms` are the claim's words, stemmed, and figures (`#...`) that it holds.
    """

    selector: Selector
    score: float
    matched_terms: tuple[str, ...]


def find_passages(claim: str, text: str, limit: int = 5) -> list[Passage]:
    """
    Find the passages of a text that say most about a claim, best first.

    Passages do not overlap and each brings, where there is any, what those before it lack.
    A text that shares nothing with the claim gives none; what is beyond `MAX_TEXT_CHARS` is not
    searched. Linear in the text, and the same for the same input.
    """
    wanted = set(terms(claim)) | set(_figure_terms(claim))
    spans = split_sentences(text[:MAX_TEXT_CHARS])
    matches = _match_words(wanted, text, spans)
    if not matches:
        return []
    weights = _weigh(wanted, matches, len(spans))
    candidates = _best_candidates(matches, weights)
    for index in candidates:
        shared = wanted.intersection(_figure_terms(text[slice(*spans[index])]))
        matches[index].update(dict.fromkeys(shared, 1.0))
    chosen = _choose(candidates, matches, weights, text=text, spans=spans, limit=limit)
    joined = _join_adjacent(chosen, text, spans)
    return [_passage(part, text, spans, matches) for part in joined]


def _figure_terms(text: str) -> list[str]:
    return [f"#{found.kind}:{found.unit}:{found.value}" for found in find_figures(text)]


def _match_words(wanted: set[str], text: str, spans: list[Span]) -> dict[int, Matches]:
    """Weigh how often each sentence uses each wanted word; sentences without one are left out."""
    mean_chars = sum(end - start for start, end in spans) / max(1, len(spans))
    matches = {}
    for index, counts in _count_words(wanted, text, spans):
        start, end = spans[index]
        norm = K1 * (1 - B + B * (end - start) / mean_chars)
        matches[index] = {term: n * (K1 + 1) / (n + norm) for term, n in counts.items()}
    return matches


def _count_words(
    wanted: set[str], text: str, spans: list[Span]
) -> Iterator[tuple[int, Counter[str]]]:
    known: dict[str, tuple[str, ...]] = {}
    for index, (start, end) in enumerate(spans):
        counts: Counter[str] = Counter()
        for word in WORD.findall(text, start, end):
            found = known.get(word)
            if found is None:
                found = known[word] = tuple(t for t in word_terms(word) if t in wanted)
            if found:
                counts.update(found)
        if counts:
            yield index, counts


def _weigh(wanted: set[str], matches: dict[int, Matches], count: int) -> Matches:
    used = Counter(term for found in matches.values() for term in found)
    weights = {}
    for term in sorted(wanted):
        rarity = math.log(1 + (count - used[term] + 0.5) / (used[term] + 0.5))
        weights[term] = rarity * (FIGURE_WEIGHT if term.startswith("#") else 1.0)
    return weights


def _score(found: Matches, weights: Matches) -> float:
    return sum(weights[term] * amount for term, amount in sorted(found.items()))


def _best_candidates(matches: dict[int, Matches], weights: Matches) -> list[int]:
    ranked = sorted(matches, key=lambda index: (-_score(matches[index], weights), index))
    return sorted(ranked[:MAX_CANDIDATES])


def _with_neighbours(index: int, matches: dict[int, Matches]) -> Matches:
    found = dict(matches[index])
    for neighbour in (index - 1, index + 1):
        for term, amount in matches.get(neighbour, {}).items():
            found[term] = found.get(term, 0.0) + NEIGHBOUR_SHARE * amount
    return found


def _choose(
    candidates: list[int],
    matches: dict[int, Matches],
    weights: Matches,
    *,
    text: str,
    spans: list[Span],
    limit: int,
) -> list[tuple[int, float]]:
    """Pick sentences one by one; what a pick covers counts for less in the next."""
    whole = sum(weights.values()) * (K1 + 1) or 1.0
    left = {index: _with_neighbours(index, matches) for index in candidates}
    weights = dict(weights)
    chosen: list[tuple[int, float]] = []
    seen: set[str] = set()
    while left and len(chosen) < limit:
        best = max(left, key=lambda index: (_score(left[index], weights), -index))
        score = _score(left.pop(best), weights) / whole
        sentence = text[slice(*spans[best])]
        if sentence in seen:
            continue
        seen.add(sentence)
        chosen.append((best, round(score, 4)))
        for term in matches[best]:
            weights[term] *= COVERED_SHARE
    return chosen


def _join_adjacent(
    chosen: list[tuple[int, float]], text: str, spans: list[Span]
) -> list[tuple[list[int], float]]:
    """Join chosen sentences that follow one another on a line; the better one gives the place."""
    joined: list[tuple[list[int], float]] = []
    for index, score in chosen:
        for group, _ in joined:
            if len(group) < MAX_SENTENCES_JOINED and _touches(index, group, text, spans):
                group.append(index)
                group.sort()
                break
        else:
            joined.append(([index], score))
    return joined


def _touches(index: int, group: list[int], text: str, spans: list[Span]) -> bool:
    if index == group[-1] + 1:
        gap = text[spans[group[-1]][1] : spans[index][0]]
    elif index == group[0] - 1:
        gap = text[spans[index][1] : spans[group[0]][0]]
    else:
        return False
    return "\n" not in gap


def _passage(
    part: tuple[list[int], float], text: str, spans: list[Span], matches: dict[int, Matches]
) -> Passage:
    group, score = part
    found = {term for index in group for term in matches[index]}
    selector = select(text, spans[group[0]][0], spans[group[-1]][1])
    return Passage(selector=selector, score=score, matched_terms=tuple(sorted(found)))
