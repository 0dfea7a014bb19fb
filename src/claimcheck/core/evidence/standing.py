"""Where in a page a figure or a name of a claim may stand, by the postings of the page."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from claimcheck.core.evidence.index import MAX_TEXT_CHARS, TextIndex
from claimcheck.core.evidence.terms import FIGURE_MARK, word_terms
from claimcheck.core.figures import Figure
from claimcheck.core.figures.values import (
    AGE,
    DATE,
    NAME,
    NUMBER,
    PERIOD,
    QUANTITY,
    YEAR,
    date_parts,
)
from claimcheck.core.figures.words import WORD
from claimcheck.core.names import Name, one_apart
from claimcheck.core.names.finding import LINKS

MAX_SENTENCES = 40
"""Sentences of a page that are read for one figure or one word of a name, the likeliest first."""
REACH = Decimal("0.05")
"""How far from the claim's a value may be and still be its own, rounded or converted."""
NEARLY_REACH = Decimal("0.1")
MONTHS_A_YEAR = 12
YEAR_BEFORE_SENTENCES = 6
"""How far back a date without a year may take its year from."""

_REST_OF_WORD = (
    r"[^\W_]{0,40}+(?:['’-][^\W_]{1,40}+){0,3}[\W_]{1,3}"
    rf"(?:(?:{'|'.join(sorted(LINKS - {'&'}))})[\W_]{{1,3}}){{0,2}}"
)


def sentences_of_figure(figure: Figure, index: TextIndex) -> set[int]:
    """Give the sentences with a figure that may be the same, the nearest values first."""
    if figure.kind == NAME:
        terms = _terms(figure.named_unit or figure.unit, index.language)
        return _with_all(terms or _terms(str(figure.value), index.language), index)
    off = [
        (abs(value - figure.value), number)
        for prefix in _prefixes(figure)
        for number, value in _values(prefix, index)
        if _may_be(figure, prefix, value)
    ]
    near = (sentence for _, number in sorted(off) for sentence in index.sentences_of(number))
    found = set(islice(near, MAX_SENTENCES))
    return found | _years_before(found, index) if figure.kind == DATE and found else found


def _prefixes(figure: Figure) -> tuple[str, ...]:
    """The terms whose values are looked through, without the value."""
    kind, unit = figure.kind, figure.unit
    if kind in (YEAR, NUMBER):
        prefixes = [f"{YEAR}:", f"{NUMBER}::"]
        if kind == NUMBER:
            prefixes.append(f"{QUANTITY}:months:")
    elif kind == PERIOD:
        prefixes = [f"{PERIOD}:{unit}:", f"{YEAR}:", f"{DATE}:"]
    elif figure.named_unit == AGE:
        prefixes = [f"{kind}:{unit}:", f"{NUMBER}::"]
    else:
        prefixes = [f"{kind}:{unit}:"]
    return tuple(f"{FIGURE_MARK}{prefix}" for prefix in prefixes)


def _values(prefix: str, index: TextIndex) -> Iterator[tuple[int, Decimal]]:
    for number in index.numbers_from(prefix):
        yield number, Decimal(index.terms[number].rpartition(":")[2])


def _may_be(figure: Figure, prefix: str, value: Decimal) -> bool:
    """Whether a figure of this value may be the claim's, whatever is said around it."""
    kind = prefix[len(FIGURE_MARK) :].partition(":")[0]
    if figure.kind == PERIOD and kind == YEAR:
        return figure.unit == "decade" and figure.value <= value < figure.value + 10
    if figure.kind == PERIOD and kind == DATE:
        return figure.unit == "quarter" and (date_parts(value)[1] + 2) // 3 == figure.value
    if figure.kind == DATE:
        (year, *rest), (other_year, *other_rest) = date_parts(figure.value), date_parts(value)
        same = all(a in (0, b) for a, b in zip(rest, other_rest, strict=True))
        return same and (not other_year or year in (0, other_year))
    if YEAR in (figure.kind, kind) or figure.kind == PERIOD:
        return value == figure.value
    if kind == NUMBER and figure.named_unit == AGE:
        return value * MONTHS_A_YEAR == figure.value
    if kind == QUANTITY and figure.kind == NUMBER:
        return value == figure.value * MONTHS_A_YEAR
    return _is_near(figure, value)


def _is_near(figure: Figure, value: Decimal) -> bool:
    claimed, until = figure.value, figure.until
    if figure.bound in ("over", "at least") and value > claimed:
        return True
    if figure.bound in ("under", "at most") and value < claimed:
        return True
    if until is not None and min(claimed, until) <= value <= max(claimed, until):
        return True
    reach = NEARLY_REACH if figure.bound == "nearly" else REACH
    return abs(value - claimed) <= abs(claimed) * reach


def _years_before(dated: set[int], index: TextIndex) -> set[int]:
    """Give the sentences that a date without a year may take its year from."""
    first = min(
        (index.sentences_of(n)[0] for n in index.numbers_from(f"{FIGURE_MARK}{YEAR}:")), default=0
    )
    before = (range(max(0, sentence - YEAR_BEFORE_SENTENCES), sentence) for sentence in dated)
    return {first, *(each for sentences in before for each in sentences)}


def sentences_of_name(name: Name, index: TextIndex) -> set[int]:
    """
    Give the sentences that may have a name, a part of it, another spelling or first name.

    One that has all its words comes before those with some of them.
    """
    terms = _terms(name.written, index.language)
    by_term = [_with_term(term, index) for term in terms]
    if terms:
        by_term.append(_with_spelling(terms[-1], index))
    firsts = (islice(sorted(sentences), MAX_SENTENCES) for sentences in by_term)
    return _with_all(terms, index).union(*firsts)


def sentences_of_long_form(acronym: str, text: str, index: TextIndex) -> set[int]:
    """Give the sentences with capitalised words in a row that an acronym may stand for."""
    pattern = re.compile(r"(?<![^\W_])" + _REST_OF_WORD.join(acronym))
    found = islice(pattern.finditer(text, 0, MAX_TEXT_CHARS), MAX_SENTENCES)
    return {max(0, bisect_right(index.starts, match.start()) - 1) for match in found}


def _with_spelling(term: str, index: TextIndex) -> set[int]:
    near = (n for n in index.numbers_from(term[0]) if one_apart(index.terms[n], term))
    return {sentence for number in near for sentence in index.sentences_of(number)}


def _with_all(terms: Sequence[str], index: TextIndex) -> set[int]:
    each = [_with_term(term, index) for term in terms]
    found = set.intersection(*each) if each else set[int]()
    return set(islice(sorted(found), MAX_SENTENCES))


def _with_term(term: str, index: TextIndex) -> set[int]:
    number = index.number_of(term)
    return set() if number is None else set(index.sentences_of(number))


def _terms(words: str, language: str) -> Sequence[str]:
    return [term for word in WORD.findall(words) for term in word_terms(word, language)]
