"""Passages with the claim's figures checked in them, and a look through the rest of the page."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.core.evidence.passages import Passage, find_passages
from claimcheck.core.evidence.sentences import split_sentences
from claimcheck.core.figures import check_figures, find_figures, locate_figures
from claimcheck.core.figures.values import DATE, YEAR
from claimcheck.core.figures.words import terms
from claimcheck.core.selectors import select
from claimcheck.core.status import FigureCheck


@dataclass(frozen=True, slots=True)
class CheckedPassage:
    """A passage that bears on a claim, and how each figure of the claim fares in it."""

    passage: Passage
    checks: tuple[FigureCheck, ...]


def check_passages(claim: str, text: str, limit: int = 5) -> list[CheckedPassage]:
    """
    Find the passages that say most about a claim and check its figures there.

    A figure that none of them holds is looked for in the whole text before it counts as not
    found; a sentence that has it and shares a word with the claim follows as one more passage,
    with a score of 0. Years and dates are not: every page has some in its margins.
    """
    found = [
        CheckedPassage(passage, check_figures(claim, passage.selector.exact))
        for passage in find_passages(claim, text, limit)
    ]
    return found + list(_look_further(claim, text, found)) if found else []


def _look_further(
    claim: str, text: str, found: Sequence[CheckedPassage]
) -> Iterator[CheckedPassage]:
    decided = {c.claim for p in found for c in p.checks if c.result != "not_found"}
    wanted = {c.claim for p in found for c in p.checks if c.kind not in (YEAR, DATE)} - decided
    if not wanted:
        return
    taken = {(p.passage.selector.start, p.passage.selector.end) for p in found}
    spans = split_sentences(text)
    for located in locate_figures(claim, text):
        if located.start is None or located.check.claim not in wanted:
            continue
        span = spans[bisect_right(spans, (located.start, len(text))) - 1]
        exact = text[slice(*span)]
        if located.check.result == "match" and span not in taken and _share_a_word(claim, exact):
            taken.add(span)
            passage = Passage(select(text, *span), 0.0, ())
            yield CheckedPassage(passage, check_figures(claim, exact))


def _share_a_word(claim: str, sentence: str) -> bool:
    figures = find_figures(claim)
    written = {term for f in figures for term in terms(claim[f.start : f.end])}
    return bool(set(terms(claim)) & set(terms(sentence)) - written)
