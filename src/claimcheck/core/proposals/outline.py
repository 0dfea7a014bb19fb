"""The sentences of a report, each with the heading it stands under."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.core.evidence.sentences import split_sentences
from claimcheck.core.manuscripts import Heading, Manuscript

MAX_SECTION_CHARS = 480
"""What a claims file takes as a section, less a little."""

_MARK = re.compile(r"(?:[-*•–+>|]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_REFERENCES = re.compile(
    r"(?:\d{1,2}[.)]?\s+)?(?:references?|sources?(?: and notes| cited)?|bibliography|works cited"
    r"|further reading|footnotes|notes(?: and (?:references|sources))?|citations|links"
    r"|quellen(?:verzeichnis|angaben)?|literatur(?:verzeichnis)?|einzelnachweise|nachweise"
    r"|références|bibliographie|notes et références|fuentes|referencias|bibliografía"
    r"|参考文献|参考資料|参考|出典|脚注|引用元)\s*:?",
    re.I,
)
_ADDRESS = re.compile(r"https?://\S{1,2500}")


class Role(StrEnum):
    """What a line or sentence is there for."""

    PROSE = "prose"  # it says something
    HEADING = "heading"  # it heads what follows
    REFERENCE = "reference"  # it names a source


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place in the text; `section`: the headings above, outermost first."""

    text: str
    start: int
    end: int
    section: tuple[str, ...]
    role: Role


def split_report(manuscript: Manuscript) -> list[Sentence]:
    """Cut a report into sentences, headings and references, in the order of the text."""
    text = manuscript.text
    headings = sorted(manuscript.headings, key=lambda heading: heading.start)
    starts = [heading.start for heading in headings]
    paths = _paths(text, headings)
    sentences = []
    for start, end in _spans(manuscript):
        place = bisect_right(starts, start) - 1
        heading = headings[place] if place >= 0 else None
        section = paths[place] if place >= 0 else ()
        if heading is not None and start < heading.end:
            sentences.append(Sentence(text[start:end], start, end, section[:-1], Role.HEADING))
            continue
        if start == 0 or text[start - 1] == "\n":
            start += _mark_chars(text, start, end)
        role = Role.REFERENCE if _is_reference(text[start:end], section) else Role.PROSE
        sentences.append(Sentence(text[start:end], start, end, section, role))
    return sentences


def _spans(manuscript: Manuscript) -> list[tuple[int, int]]:
    """The sentences; a heading stays whole even where it reads like two."""
    headed = {heading.start: heading for heading in manuscript.headings}
    spans: list[tuple[int, int]] = []
    until = 0
    for start, end in split_sentences(manuscript.text):
        if start < until:
            continue
        heading = headed.get(start)
        until = heading.end if heading else 0
        spans.append((start, heading.end if heading else end))
    return spans


def _paths(text: str, headings: list[Heading]) -> list[tuple[str, ...]]:
    open_headings: list[Heading] = []
    paths = []
    for heading in headings:
        own = " ".join(text[heading.start : heading.end].split())
        level = 1 if _REFERENCES.fullmatch(own) else heading.level
        while open_headings and open_headings[-1].level >= level:
            open_headings.pop()
        open_headings.append(Heading(heading.start, heading.end, level))
        paths.append(tuple(" ".join(text[h.start : h.end].split()) for h in open_headings))
    return paths


def _mark_chars(text: str, start: int, end: int) -> int:
    found = _MARK.match(text, start, end)
    return found.end() - start if found else 0


def _is_reference(sentence: str, section: tuple[str, ...]) -> bool:
    if any(_REFERENCES.fullmatch(heading) for heading in section):
        return True
    rest = _ADDRESS.sub("", sentence)
    return len(rest) < len(sentence) and sum(map(str.isalnum, rest)) < 4


def section_name(section: tuple[str, ...]) -> str | None:
    """Write the headings above a sentence as one line; None where there is none."""
    return " / ".join(section)[:MAX_SECTION_CHARS].strip() or None
