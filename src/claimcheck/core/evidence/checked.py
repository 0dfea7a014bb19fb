"""Passages with the claim's figures, names and quotations checked, and a look through the page."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from claimcheck.core.evidence.dated import published_day, read_with_page_date
from claimcheck.core.evidence.index import Span, TextIndex, build_index
from claimcheck.core.evidence.negation import check_negation, says_same
from claimcheck.core.evidence.passages import Passage, cover_claim, passage_at
from claimcheck.core.evidence.terms import FIGURE_MARK, word_terms
from claimcheck.core.evidence.wanted import read_claim
from claimcheck.core.evidence.whole import BORNE_OUT, WORDS, check_text, check_words, tell_missing
from claimcheck.core.figures import Figure, check_figures, claimed_figures
from claimcheck.core.figures.comparing import COMPARED_WITH, NOT_FOUND
from claimcheck.core.figures.values import (
    DATE,
    IN_TIME,
    MONEY,
    NUMBER,
    PERCENT,
    QUANTITY,
    YEAR,
)
from claimcheck.core.figures.words import WORD, stands_in
from claimcheck.core.status import FigureCheck

KINDS = frozenset({PERCENT, MONEY, QUANTITY, NUMBER, YEAR, DATE})
"""The kinds of checks that need a figure in the passage for any other end than not found."""
MAX_LOOKS = 5
"""Sentences further down the page that are looked at for one figure, the nearest values first."""
REACH, BOUNDED_REACH = Decimal("0.05"), Decimal("0.5")
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
    with a score of 0. Years and dates are not: every page has some in its margins. A name that
    a passage lacks is told of only when the whole page lacks it, or each passage would.
    """
    return list(check_claim(claim, text, build_index(text), limit=limit).passages)


def check_claim(
    claim: str,
    text: str,
    index: TextIndex,
    *,
    limit: int = 5,
    main: Sequence[Span] | None = None,
    is_cut: bool = False,
    published: str | None = None,
) -> CheckedClaim:
    """
    Do as `check_passages` does in a text that has been read, and say what is left uncovered.

    `is_cut` says that the page goes on after the text: nothing is missing on the whole of it.
    `published` is the page's own date, which gives the year of days that the text names without.
    """
    coverage = cover_claim(claim, text, index, limit=limit, main=main)
    unchecked = _unchecked(claim)
    figured = _figured_sentences(claim, index) if unchecked else set[int]()
    found = [
        CheckedPassage(passage, _check(claim, passage, index, figured) if unchecked else ())
        for passage in coverage.passages
    ]
    if found and unchecked:
        found += _look_further(claim, text, index, found, main)
        checked = [passage.checks for passage in found]
        told = tell_missing(claim, text, index, checked, is_cut=is_cut)
        if day := published_day(published):
            spans = [(p.passage.selector.start, p.passage.selector.end) for p in found]
            placed = list(zip(spans, told, strict=True))
            told = read_with_page_date(claim, text, index, placed, day)
        found = [CheckedPassage(p.passage, c) for p, c in zip(found, told, strict=True)]
    found = _with_negation(claim, found, index.language)
    return CheckedClaim(tuple(found), _uncovered(coverage.uncovered_terms, found))


def _uncovered(words: Sequence[str], found: Sequence[CheckedPassage]) -> tuple[str, ...]:
    """Take out the figures that a passage bears out in other words: rounded, dated by its page."""
    checks = (check for p in found for check in p.checks if check.kind not in WORDS)
    borne_out = {check.claim for check in checks if check.result in BORNE_OUT}
    # Most claims lack no figure: then nothing is taken apart.
    shown = [w for w in words if not w.isalpha()] if borne_out else ()
    told = {word for word in shown if any(stands_in(word, each) for each in borne_out)}
    return tuple(word for word in words if word not in told) if told else tuple(words)


def _with_negation(claim: str, found: list[CheckedPassage], language: str) -> list[CheckedPassage]:
    """Tell of the first passage that says the opposite, if none above it says the claim."""
    for place, passage in enumerate(found):
        check = check_negation(claim, passage.passage.selector.exact, language)
        if check is None:
            continue
        above = (better.passage.selector.exact for better in found[:place])
        if any(says_same(claim, text, language) for text in above):
            return found
        checks = (check, *passage.checks)
        return [*found[:place], CheckedPassage(passage.passage, checks), *found[place + 1 :]]
    return found


@lru_cache(maxsize=1_024)
def _unchecked(claim: str) -> tuple[FigureCheck, ...]:
    """The checks of a claim against nothing: what there is to be checked."""
    return check_text(claim, "")


@lru_cache(maxsize=1_024)
def _unchecked_figures(claim: str) -> tuple[FigureCheck, ...]:
    return check_figures(claim, "")


def _figured_sentences(claim: str, index: TextIndex) -> set[int]:
    """Give the sentences with a figure that can be compared with one of the claim's."""
    kinds = {said.figure.kind for said in claimed_figures(claim)}
    if not kinds <= KINDS:
        return set(range(len(index.starts)))
    compared = set[str]().union(*(COMPARED_WITH[kind] for kind in kinds))
    numbers = (n for kind in compared for n in index.numbers_from(f"{FIGURE_MARK}{kind}:"))
    return {sentence for number in numbers for sentence in index.sentences_of(number)}


def _check(
    claim: str, passage: Passage, index: TextIndex, figured: set[int]
) -> tuple[FigureCheck, ...]:
    """Check a passage; its figures are only read where they can be compared with the claim's."""
    exact, unchecked = passage.selector.exact, _unchecked(claim)
    first = bisect_left(index.starts, passage.selector.start)
    end = bisect_left(index.starts, passage.selector.end)
    if not figured.isdisjoint(range(first, end)):
        return check_text(claim, exact)
    if not any(index.figures[first:end]) and all(check.kind in KINDS for check in unchecked):
        return unchecked
    return (*_unchecked_figures(claim), *check_words(claim, exact))


def _look_further(
    claim: str,
    text: str,
    index: TextIndex,
    found: Sequence[CheckedPassage],
    main: Sequence[Span] | None,
) -> list[CheckedPassage]:
    decided = {c.claim for p in found for c in p.checks if c.result != NOT_FOUND}
    sought = (c for p in found for c in p.checks if c.kind not in (*IN_TIME, *WORDS))
    wanted = {check.claim for check in sought} - decided
    taken = {(p.passage.selector.start, p.passage.selector.end) for p in found}
    wanting = read_claim(claim, index.language)
    figures = {t: f for t, f in wanting.figures.items() if wanting.written[t] in wanted}
    if not figures:
        return []
    further = []
    written = " ".join(wanting.written[term] for term in wanting.figures)
    said = _words(claim, index.language) - _words(written, index.language)
    for term, figure in figures.items():
        for sentence in _sentences_near(term, figure, index):
            span = (index.starts[sentence], index.ends[sentence])
            if span in taken or not said & _words(text[slice(*span)], index.language):
                continue
            checks = check_text(claim, text[slice(*span)])
            if _bears_out(checks, wanting.written[term]):
                taken.add(span)
                further.append(CheckedPassage(passage_at(sentence, text, index, main), checks))
                break
    return further


def _bears_out(checks: Sequence[FigureCheck], written: str) -> bool:
    return any(check.claim == written and check.result in BORNE_OUT for check in checks)


def _sentences_near(term: str, figure: Figure, index: TextIndex) -> Iterator[int]:
    """Give the sentences that have a figure of the same kind and unit, nearest value first."""
    value = Decimal(term.rpartition(":")[2])
    reach = abs(value) * (BOUNDED_REACH if figure.bound in ("over", "under") else REACH)
    near = []
    for number in index.numbers_from(term[: term.rindex(":") + 1]):
        off = abs(Decimal(index.terms[number].rpartition(":")[2]) - value)
        if off <= reach:
            near.append((off, number))
    found = (sentence for _, number in sorted(near) for sentence in index.sentences_of(number))
    return islice(found, MAX_LOOKS)


def _words(text: str, language: str) -> set[str]:
    """The terms of a text but for its numbers."""
    found = {term for word in WORD.findall(text) for term in word_terms(word, language)}
    return {term for term in found if not term[0].isdigit()}
