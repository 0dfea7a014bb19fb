"""Passages with the claim's figures checked in them, and a look through the rest of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claimcheck.core.evidence.index import Span, TextIndex, build_index
from claimcheck.core.evidence.passages import Passage, cover_claim, passage_at
from claimcheck.core.evidence.terms import is_figure, word_terms
from claimcheck.core.evidence.wanted import read_claim
from claimcheck.core.figures import check_figures
from claimcheck.core.figures.values import DATE, YEAR
from claimcheck.core.figures.words import WORD
from claimcheck.core.status import FigureCheck

MAX_LOOKS = 5
"""Sentences further down the page that are looked at for one figure, the nearest values first."""
NEAR_SHARE = Decimal("0.5")
"""How far from the claim's a value may be to be looked at: `over 100` is met by 150."""


@dataclass(frozen=True, slots=True)
class CheckedPassage:
    """A passage that bears on a claim, and how each figure of the claim fares in it."""

    passage: Passage
    checks: tuple[FigureCheck, ...]


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """Checked passages for a claim, and the words and figures of it that none of them has."""

    passages: tuple[CheckedPassage, ...]
    uncovered_terms: tuple[str, ...]


def check_passages(claim: str, text: str, limit: int = 5) -> list[CheckedPassage]:
    """
    Find the passages that say most about a claim and check its figures there.

    A figure that none of them holds is looked for in the whole text before it counts as not
    found; a sentence that has it and shares a word with the claim follows as one more passage,
    with a score of 0. Years and dates are not: every page has some in its margins.
    """
    return list(check_claim(claim, text, build_index(text), limit=limit).passages)


def check_claim(
    claim: str,
    text: str,
    index: TextIndex,
    *,
    limit: int = 5,
    main: Sequence[Span] | None = None,
) -> CheckedClaim:
    """Do as `check_passages` does in a text that has been read, and say what is left uncovered."""
    coverage = cover_claim(claim, text, index, limit=limit, main=main)
    has_figures = bool(_unchecked(claim))
    found = [
        CheckedPassage(passage, check_figures(claim, passage.selector.exact) if has_figures else ())
        for passage in coverage.passages
    ]
    if found and has_figures:
        found += _look_further(claim, text, index, found)
    return CheckedClaim(tuple(found), coverage.uncovered_terms)


@lru_cache(maxsize=256)
def _unchecked(claim: str) -> tuple[FigureCheck, ...]:
    """The checks of a claim against nothing: what there is to be checked."""
    return check_figures(claim, "")


def _look_further(
    claim: str, text: str, index: TextIndex, found: Sequence[CheckedPassage]
) -> list[CheckedPassage]:
    decided = {c.claim for p in found for c in p.checks if c.result != "not_found"}
    wanted = {c.claim for p in found for c in p.checks if c.kind not in (YEAR, DATE)} - decided
    taken = {(p.passage.selector.start, p.passage.selector.end) for p in found}
    further = []
    figures = {t: w for t, w in read_claim(claim, index.language).written.items() if is_figure(t)}
    said = _words(claim, index.language) - _words(" ".join(figures.values()), index.language)
    for term, written in figures.items():
        if written not in wanted:
            continue
        for sentence in _sentences_near(term, index):
            span = (index.starts[sentence], index.ends[sentence])
            if span in taken or not said & _words(text[slice(*span)], index.language):
                continue
            checks = check_figures(claim, text[slice(*span)])
            if any(check.claim == written and check.result == "match" for check in checks):
                taken.add(span)
                further.append(CheckedPassage(passage_at(sentence, text, index), checks))
                break
    return further


def _sentences_near(term: str, index: TextIndex) -> Iterator[int]:
    """Give the sentences that have a figure of the same kind and unit, nearest value first."""
    kind_and_unit, _, written = term.rpartition(":")
    value = Decimal(written)
    near = []
    for number in index.numbers_from(f"{kind_and_unit}:"):
        off = abs(Decimal(index.terms[number].rpartition(":")[2]) - value)
        if off <= NEAR_SHARE * abs(value):
            near.append((off, number))
    looks = 0
    for _, number in sorted(near):
        for sentence in index.sentences_of(number):
            yield sentence
            looks += 1
            if looks == MAX_LOOKS:
                return


def _words(text: str, language: str) -> set[str]:
    """The terms of a text but for its numbers."""
    found = {term for word in WORD.findall(text) for term in word_terms(word, language)}
    return {term for term in found if not term[0].isdigit()}
