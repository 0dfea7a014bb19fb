"""What of a claim is looked for, and how much each part of it tells."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claimcheck.core.evidence.synonyms import synonyms
from claimcheck.core.evidence.terms import common_terms, figure_term, word_terms
from claimcheck.core.figures import Figure
from claimcheck.core.figures.finding import find_in_claim
from claimcheck.core.figures.values import NAME
from claimcheck.core.figures.words import WORD

COMMON_FACTOR = 0.3
"""A word that any text may use, against another as rare."""
SHORT_NUMBER_FACTOR = 0.5
"""A number of one or two digits, which menus and dates are full of."""
FIGURE_FACTOR = 0.8
"""A figure, whose digits count as a word besides."""
SHORT_NUMBER_DIGITS = 2
MAX_CLAIM_CHARS = 4_000
"""How much of a claim is looked for; a claim is a sentence or two."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    The terms of a claim with what each tells, and the pairs of words that follow one another.

    `written` gives for each term how the claim writes it, `others` for those of words what says
    nearly the same, `figures` for those of figures the figure.
    """

    factors: dict[str, float]
    pairs: tuple[tuple[str, str], ...]
    written: dict[str, str]
    others: dict[str, tuple[str, ...]]
    figures: dict[str, Figure]


@lru_cache(maxsize=1_024)
def read_claim(claim: str, language: str) -> Wanted:
    """Take a claim apart; one of words without meaning wants nothing."""
    claim = claim[:MAX_CLAIM_CHARS]
    factors: dict[str, float] = {}
    written: dict[str, str] = {}
    words = [(term, word) for word in WORD.findall(claim) for term in word_terms(word, language)]
    for term, word in words:
        written.setdefault(term, word)
        factors[term] = _factor(term, language)
    figures = {figure_term(f): f for f in find_in_claim(claim) if f.kind != NAME}
    for term, figure in figures.items():
        written.setdefault(term, claim[figure.start : figure.end])
        factors[term] = FIGURE_FACTOR
    known = synonyms(language)
    others = {
        term: tuple(other for other in known.get(term, ()) if other not in factors)
        for term in factors
        if term not in figures and not term[0].isdigit()
    }
    pairs = dict.fromkeys(pairwise(term for term, _ in words))
    return Wanted(factors, tuple(pairs), written, others, figures)


def _factor(term: str, language: str) -> float:
    if term[0].isdigit():
        return SHORT_NUMBER_FACTOR if len(term) <= SHORT_NUMBER_DIGITS else 1.0
    return COMMON_FACTOR if term in common_terms(language) else 1.0
