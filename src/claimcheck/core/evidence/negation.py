"""Whether a text says what a claim asserts, or the same with a `not`."""

from collections import defaultdict
from collections.abc import Iterable, Set
from enum import StrEnum

from claimcheck.core.evidence.assertions import Assertion, may_negate, read_assertions
from claimcheck.core.evidence.assertions_japanese import is_japanese
from claimcheck.core.evidence.languages import tell_language
from claimcheck.core.evidence.sentences import split_sentences
from claimcheck.core.figures.comparing import DIFFERS
from claimcheck.core.status import FigureCheck

NEGATION = "negation"
"""The kind of these checks."""
MIN_TERMS = 2
"""What a text shares at least with a claim that it may deny: a subject and what is said of it."""
CLAIM_SHARE = 0.8
"""How much of the claim's words it has."""
TEXT_SHARE = 0.75
"""How much of its own words are the claim's: who says much more speaks of something else."""
MIN_ALIKE_CHARS = 5
"""Longer words with one beginning are taken for one word, as far as they can be."""
MAX_ENDING_CHARS = 3

TEXT_NEGATES = "the source negates what the claim asserts"
CLAIM_NEGATES = "the source asserts what the claim negates"


class Likeness(StrEnum):
    """How an assertion stands to another of the same words."""

    SAME = "same"
    OPPOSITE = "opposite"


def check_negation(claim: str, text: str, language: str | None = None) -> FigureCheck | None:
    """
    Say where a text says the opposite of a claim in the claim's own words; None elsewhere.

    Where the text says the claim too, nothing is told: people have to read both. Unsure words
    (questions, hedges, conditions, double negations) say nothing either way.
    """
    spoken = language or tell_language(f"{claim} {text}")
    if not (may_negate(claim, spoken) or may_negate(text, spoken)):
        return None
    claimed = read_assertions(claim, spoken)
    opposite: tuple[str, bool] | None = None
    for sentence in _sentences(text):
        assertions = read_assertions(sentence, spoken)
        for said in assertions:
            likeness = _likeness(claimed, said)
            if likeness is Likeness.SAME:
                return None
            is_opposite = likeness is Likeness.OPPOSITE and not _is_contrast(said, assertions)
            if is_opposite and opposite is None:
                opposite = sentence, bool(said.negated)
    if opposite is None:
        return None
    sentence, text_negates = opposite
    note = TEXT_NEGATES if text_negates else CLAIM_NEGATES
    return FigureCheck(NEGATION, claim, sentence, DIFFERS, note)


def _is_contrast(said: Assertion, assertions: Iterable[Assertion]) -> bool:
    """Whether its sentence goes on to assert what it negates, of something else."""
    plain = (other for other in assertions if not other.negated)
    return any(_shared(said.negated, other.terms) for other in plain)


def says_opposite(claim: str, sentence: str, language: str | None = None) -> bool:
    """Whether a sentence says the opposite of a claim in the claim's own words."""
    return check_negation(claim, sentence, language) is not None


def says_same(claim: str, text: str, language: str) -> bool:
    """Whether a text says what a claim asserts, in the claim's own words and with its `not`."""
    claimed = read_assertions(claim, language)
    return any(
        _likeness(claimed, said) is Likeness.SAME
        for sentence in _sentences(text)
        for said in read_assertions(sentence, language)
    )


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def _likeness(claimed: Iterable[Assertion], said: Assertion) -> Likeness | None:
    found = [_compare(each, said) for each in claimed]
    if Likeness.SAME in found:
        return Likeness.SAME
    return Likeness.OPPOSITE if Likeness.OPPOSITE in found else None


def _compare(claim: Assertion, said: Assertion) -> Likeness | None:
    shared = _shared(claim.terms, said.terms)
    if len(shared) < MIN_TERMS or len(shared) < CLAIM_SHARE * len(claim.terms):
        return None
    if not claim.names <= shared:
        return None
    if bool(claim.negated) == bool(said.negated):
        same = not claim.negated or _shared(claim.negated, said.negated)
        return Likeness.SAME if same else None
    focus, other = (claim.negated, said) if claim.negated else (said.negated, claim)
    backwards = _shared(said.terms, claim.terms)
    of_all = claim.of_all or said.of_all
    subject = int(of_all)  # who it is that `nobody` stands against
    is_opposite = (
        claim.times == said.times
        and (of_all or claim.counts == said.counts)
        and len(backwards) + subject >= TEXT_SHARE * len(said.terms)
        and _shared(focus, other.terms)
    )
    return Likeness.OPPOSITE if is_opposite else None


def _shared(words: Set[str], others: Set[str]) -> set[str]:
    shared = set(words & others)
    heads: dict[str, list[str]] = defaultdict(list)
    for other in others:
        heads[other[:MIN_ALIKE_CHARS]].append(other)
    for word in words - shared:
        if any(_alike(word, other) for other in heads.get(word[:MIN_ALIKE_CHARS], ())):
            shared.add(word)
    return shared


def _alike(word: str, other: str) -> bool:
    """Whether two stems may be of one word: `eröffn` and `eröffnet`."""
    short, long = sorted((word, other), key=len)
    if is_japanese(long) or len(short) < MIN_ALIKE_CHARS:
        return False
    return long.startswith(short) and len(long) - len(short) <= MAX_ENDING_CHARS
