"""The parts of a sentence that can be wrong by themselves: figures, dates, names, quotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.core.figures import Figure, find_figures
from claimcheck.core.figures.comparing import CLOSE, MATCH, compare
from claimcheck.core.figures.values import DATE, YEAR
from claimcheck.core.figures.words import STOP_WORDS, terms
from claimcheck.core.placing import fold
from claimcheck.core.proposals.language import Language

QUOTED_SHARE = 0.6
"""A claim has a quotation when it has so much of its words: it may be told in other words."""


class PartKind(StrEnum):
    """What a part is."""

    FIGURE = "figure"  # a quantity, a sum, a share
    DATE = "date"  # a day, a month, a year
    NAME = "name"  # of a person, a place, an organisation, a product
    QUOTATION = "quotation"  # words in quotation marks


@dataclass(frozen=True, slots=True)
class Part:
    """A part and its place in the report's text."""

    kind: PartKind
    text: str
    start: int
    end: int


_QUOTATION = re.compile(
    r"“[^“”\n]{2,600}”|„[^„“”\n]{2,600}[“”]|«[^«»\n]{2,600}»|「[^「」\n]{2,600}」"
    r"|\"[^\"\n]{2,600}\""
)
_CAPITALISED = r"(?:[A-ZÀ-Þ][\w’'&-]{0,30}|\d[A-Z]\w{0,10})(?:\.\d{1,3})?"
_NAME = re.compile(
    rf"(?<![\w’']){_CAPITALISED}"
    rf"(?:(?<![’']s) (?:(?:of|de|von|van|del|der) )?{_CAPITALISED}){{0,6}}"
)
_NAME_AMONG_NOUNS = re.compile(
    rf"(?<![\w’'])(?:[A-Z]{{2,10}}\b|{_CAPITALISED}(?: (?:von |van )?{_CAPITALISED}){{1,5}})"
)
_NAME_IN_KANA = re.compile("[\u30a1-\u30fc]{3,30}|[A-Za-z][A-Za-z0-9]{1,30}")
_LABEL = re.compile(r"[A-ZÀ-Þ][^.:!?\n]{0,60}:\s")


def find_parts(sentence: str, start: int, language: Language) -> list[Part]:
    """Find the parts of a sentence that begins at `start` of its report, in their order."""
    found = [*_figures(sentence), *_quotations(sentence)]
    taken = [(part.start, part.end) for part in found if part.kind is not PartKind.QUOTATION]
    found += [
        part
        for part in _names(sentence, language)
        if not any(part.start < end and part.end > begin for begin, end in taken)
    ]
    moved = [Part(p.kind, p.text, p.start + start, p.end + start) for p in found]
    return sorted(moved, key=lambda part: (part.start, part.end))


def _figures(sentence: str) -> Iterator[Part]:
    until = 0
    for figure in sorted(find_figures(sentence), key=lambda found: (found.start, -found.end)):
        if figure.end <= until:
            continue  # the year of a date
        until = figure.end
        kind = PartKind.DATE if figure.kind in (DATE, YEAR) else PartKind.FIGURE
        yield Part(kind, sentence[figure.start : figure.end], figure.start, figure.end)


def _quotations(sentence: str) -> Iterator[Part]:
    for found in _QUOTATION.finditer(sentence):
        yield Part(PartKind.QUOTATION, found[0], found.start(), found.end())


def _names(sentence: str, language: Language) -> Iterator[Part]:
    pattern = {Language.GERMAN: _NAME_AMONG_NOUNS, Language.JAPANESE: _NAME_IN_KANA}.get(
        language, _NAME
    )
    label = _LABEL.match(sentence)
    label_end = label.end() if label else 0
    for found in pattern.finditer(sentence):
        words = found[0].split(" ")
        while words and words[0].lower() in STOP_WORDS:
            words.pop(0)
        end = found.end()
        start = end - len(" ".join(words))
        opens = start == label_end or not sentence[:start].strip("\"'“‘«(¿¡")
        alone = len(words) == 1 and _could_be_any_word(words[0], language, opens=opens)
        if words and start >= label_end and not alone:
            yield Part(PartKind.NAME, sentence[start:end], start, end)


def _could_be_any_word(word: str, language: Language, *, opens: bool) -> bool:
    """A sentence begins with a capital, name or not; German writes every noun with one."""
    if language is Language.JAPANESE or (len(word) > 1 and word.isupper()):
        return False
    return opens or language is Language.GERMAN


def holds(claim_text: str, part: Part) -> bool:
    """Whether a claim speaks of a part: the figure, the name, or most words of the quotation."""
    if fold(part.text) in fold(claim_text):
        return True
    match part.kind:
        case PartKind.FIGURE | PartKind.DATE:
            return _has_figure(claim_text, part.text)
        case PartKind.NAME:
            return set(terms(part.text)) <= set(terms(claim_text))
        case PartKind.QUOTATION:
            wanted = set(terms(part.text))
            return len(wanted & set(terms(claim_text))) >= QUOTED_SHARE * len(wanted)


def _has_figure(claim_text: str, written: str) -> bool:
    wanted = find_figures(written)
    return bool(wanted) and all(
        any(_are_one(figure, claimed) for claimed in find_figures(claim_text)) for figure in wanted
    )


def _are_one(wanted: Figure, claimed: Figure) -> bool:
    likenesses = (compare(wanted, claimed), compare(claimed, wanted))
    return any(likeness and likeness.result in (MATCH, CLOSE) for likeness in likenesses)
