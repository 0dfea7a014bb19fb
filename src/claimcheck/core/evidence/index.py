"""The postings of a text: where its sentences are and which terms stand in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.core.evidence.headings import find_headings
from claimcheck.core.evidence.languages import tell_language
from claimcheck.core.evidence.sentences import split_sentences
from claimcheck.core.evidence.terms import FIGURE_MARK, figure_term, word_terms
from claimcheck.core.figures import find_figures
from claimcheck.core.figures.words import WORD

MAX_TEXT_CHARS = 4_000_000
"""How far a text is searched: some 1,500 printed pages, and seconds for the worst of them."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextIndex:
    """
    What a search needs to know of a text, so that it is read once and not for each claim.

    Places count terms: those of sentence `n` are `bounds[n]` to `bounds[n + 1]`, its words in
    order and its figures after them. `terms` is sorted; the places of the term with number `t`
    are `places[firsts[t]:firsts[t + 1]]`. `headings` holds for each sentence the number of the
    heading above it, or -1, `figures` how many figures it has.
    """

    text_chars: int
    language: str
    starts: Sequence[int]
    ends: Sequence[int]
    headings: Sequence[int]
    figures: Sequence[int]
    bounds: Sequence[int]
    terms: Sequence[str]
    firsts: Sequence[int]
    places: Sequence[int]

    def number_of(self, term: str) -> int | None:
        """Give the number of a term; None when the text does not have it."""
        number = bisect_left(self.terms, term)
        return number if number < len(self.terms) and self.terms[number] == term else None

    def numbers_of(self, terms: Iterable[str]) -> dict[str, int]:
        """Give the numbers of those terms that the text has."""
        known, count = self.terms, len(self.terms)
        numbers = {term: bisect_left(known, term) for term in terms}
        return {term: n for term, n in numbers.items() if n < count and known[n] == term}

    def numbers_from(self, prefix: str) -> range:
        """Give the numbers of all terms that begin so."""
        first = end = bisect_left(self.terms, prefix)
        while end < len(self.terms) and self.terms[end].startswith(prefix):
            end += 1
        return range(first, end)

    def places_of(self, number: int) -> Sequence[int]:
        """Give the places of a term, in order."""
        return self.places[self.firsts[number] : self.firsts[number + 1]]

    def sentence_at(self, place: int) -> int:
        """Give the number of the sentence that a place lies in."""
        return bisect_right(self.bounds, place) - 1

    def sentences_of(self, number: int) -> list[int]:
        """Give the sentences of a term, in order, once for each time that it stands there."""
        bounds = self.bounds
        return [bisect_right(bounds, place) - 1 for place in self.places_of(number)]


def build_index(text: str, headings: Sequence[Span] | None = None) -> TextIndex:
    """
    Read a text once for all claims; what is beyond `MAX_TEXT_CHARS` is left out.

    `headings` are the spans of its headings where the document knows them; else short lines
    above a paragraph are taken for such. Linear in the text.
    """
    searched = text[:MAX_TEXT_CHARS]
    spans = split_sentences(searched)
    language = tell_language(searched)
    sentences = [_read(searched, span, language) for span in spans]
    figures = [0] * len(spans)
    for figure in find_figures(searched):
        number = bisect_right(spans, (figure.start, len(searched))) - 1
        sentences[number].append(figure_term(figure))
        figures[number] += 1
    bounds, found = [0], dict[str, list[int]]()
    for terms in sentences:
        for place, term in enumerate(terms, start=bounds[-1]):
            found.setdefault(term, []).append(place)
        bounds.append(bounds[-1] + len(terms))
    ordered = sorted(found)
    firsts = [0]
    for term in ordered:
        firsts.append(firsts[-1] + len(found[term]))
    return TextIndex(
        text_chars=len(text),
        language=language,
        starts=[start for start, _ in spans],
        ends=[end for _, end in spans],
        headings=find_headings(searched, spans, headings),
        figures=figures,
        bounds=bounds,
        terms=ordered,
        firsts=firsts,
        places=[place for term in ordered for place in found[term]],
    )


def _read(text: str, span: Span, language: str) -> list[str]:
    return [term for word in WORD.findall(text, *span) for term in word_terms(word, language)]


def dated_sentences(index: TextIndex) -> set[int]:
    """Give the sentences that hold a date."""
    found = index.numbers_from(f"{FIGURE_MARK}date:")
    return {sentence for number in found for sentence in index.sentences_of(number)}
