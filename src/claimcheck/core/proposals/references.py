"""The addresses that a report names: linked in a sentence, by number, or listed at its end."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from claimcheck.core.claims import Origin
from claimcheck.core.figures.words import terms
from claimcheck.core.manuscripts import Link, Manuscript
from claimcheck.core.proposals.outline import Role, Sentence

MIN_SHARED_TERMS = 2
"""A listed source that shares fewer words with a sentence is no candidate for it."""
MAX_CANDIDATES = 3

_NUMBER_MARK = re.compile(r"\[(\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9})\]")
_NUMBERED = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:]?\s")
_EDGES = " \t-–—:|•*.,()[]"


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that the report lists: its address, what stands beside it, its number."""

    url: str
    title: str | None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Citing:
    """An address for a sentence, and who tied it: the author, or the machine as a guess."""

    url: str
    origin: Origin


def list_references(manuscript: Manuscript, sentences: Sequence[Sentence]) -> list[Reference]:
    """List the references of a report in their order, each address once."""
    found: dict[str, Reference] = {}
    lines = _reference_lines(manuscript, sentences)
    for count, (start, end) in enumerate(lines, start=1):
        line = manuscript.text[start:end]
        number = _NUMBERED.match(line)
        for link in links_between(manuscript.links, start, end):
            place = int(number[1]) if number else count
            title = _title(line, manuscript.text[link.start : link.end], link.url)
            found.setdefault(link.url, Reference(link.url, title, place))
    return list(found.values())


def links_between(links: Sequence[Link], start: int, end: int) -> Sequence[Link]:
    """Those of sorted links that begin within a span of the text."""
    first = bisect_left(links, start, key=lambda link: link.start)
    return links[first : bisect_left(links, end, key=lambda link: link.start)]


def _reference_lines(
    manuscript: Manuscript, sentences: Sequence[Sentence]
) -> list[tuple[int, int]]:
    text = manuscript.text
    lines: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        if sentence.role is Role.REFERENCE:
            start = text.rfind("\n", 0, sentence.start) + 1
            end = text.find("\n", sentence.end)
            lines[start] = (start, end if end >= 0 else len(text))
    return list(lines.values())


def _title(line: str, linked: str, url: str) -> str | None:
    words = linked if not linked.startswith("http") else line.replace(url, " ")
    words = words.strip(_EDGES)
    number = _NUMBERED.match(words)
    words = words[number.end() :] if number else words
    return " ".join(words.split()).strip(_EDGES)[:500] or None


class Citations:
    """Ties sentences to the addresses that the report gives for them."""

    def __init__(self, manuscript: Manuscript, references: Sequence[Reference]) -> None:
        self._links = manuscript.links
        self._references = references
        self._terms = [_reference_terms(reference) for reference in references]
        self._used = Counter(term for known in self._terms for term in known)

    def of(self, sentence: Sentence) -> tuple[Citing, ...]:
        """Give what the author linked or numbered; where there is nothing, what was listed."""
        linked = [link.url for link in links_between(self._links, sentence.start, sentence.end)]
        linked += self._numbered(sentence.text)
        if linked:
            return tuple(Citing(url, Origin.AUTHOR) for url in dict.fromkeys(linked))
        return tuple(Citing(url, Origin.INFERRED) for url in self._candidates(sentence.text))

    def _numbered(self, sentence: str) -> list[str]:
        numbers = {
            int(number)
            for found in _NUMBER_MARK.finditer(sentence)
            for number in re.findall(r"\d{1,3}", found[1])
        }
        return [r.url for r in self._references if r.number in numbers]

    def _candidates(self, sentence: str) -> list[str]:
        """The listed sources whose title and address share most with the sentence, if any do."""
        wanted = set(terms(sentence))
        weights = []
        for known in self._terms:
            shared = wanted & known
            enough = len(shared) >= MIN_SHARED_TERMS
            weights.append(sum(1 / self._used[term] for term in shared) if enough else 0.0)
        best = max(weights, default=0.0)
        chosen = [r.url for r, w in zip(self._references, weights, strict=True) if w and w == best]
        return chosen if len(chosen) <= MAX_CANDIDATES else []


def _reference_terms(reference: Reference) -> frozenset[str]:
    path = urlsplit(reference.url).path.replace("-", " ").replace("_", " ").replace("/", " ")
    return frozenset(
        term for term in terms(f"{reference.title or ''} {path}") if not term.isdigit()
    )
