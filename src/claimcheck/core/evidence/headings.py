"""The headings of a text, and which of them each sentence stands under."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from claimcheck.core.evidence.sentences import split_sentences

MAX_HEADING_CHARS = 100
"""Longer lines are paragraphs."""
MAX_SHORT_LINES = 3
"""A longer run of short lines is a menu, of which the last may be the heading."""
MIN_PARAGRAPH_CHARS = 60
"""What a line has at least, if what stands above it is to be a heading and no list or menu."""

_STOPS = ".!?…。！？｡:;,"
_CLOSERS = "\"'”’»)]"
_NO_HEADING = re.compile(
    r"[-–•*·|>]|.{0,100}[|\t]|\d[\d\s./:-]*$|by\s|von\s|par\s|por\s"
    r"|(?:first\s|last\s)?(?:published|posted|updated|modified|reviewed)\b"
    r"|(?:zuletzt\s)?(?:veröffentlicht|aktualisiert|erschienen)\b|stand:"
    r"|publié|mis à jour|publicado|actualizado|公開|更新|最終更新",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]{2}")

Span = tuple[int, int]


def find_headings(
    text: str, sentences: Sequence[Span], spans: Sequence[Span] | None = None
) -> list[int]:
    """
    Give for each sentence the number of the sentence that is the heading above it, or -1.

    With `spans`, what begins in one of them is a heading and nothing else is.
    """
    if spans is None:
        found = _guess(text, sentences)
    else:
        ordered = sorted(spans)
        found = [_is_within(start, ordered) for start, _ in sentences]
    above, current = [], -1
    for number, is_heading in enumerate(found):
        above.append(-1 if is_heading else current)
        current = number if is_heading else current
    return above


def heading_above(text: str, start: int, main: Sequence[Span] = ()) -> str | None:
    """Give the heading that a place in a text stands under; None where there is none."""
    sentences = split_sentences(text)
    number = bisect_right(sentences, (start, len(text))) - 1
    above = find_headings(text, sentences)[number] if number >= 0 else -1
    if above < 0:
        return None
    lines = sentences[above : min(number, above + MAX_SHORT_LINES) + 1]
    line = within_main(text, lines, sentences[number][0], main) if main else 0
    return text[slice(*lines[line])] if line >= 0 else None


def within_main(text: str, lines: Sequence[Span], start: int, main: Sequence[Span]) -> int:
    """
    Give the line that heads a place of the main text, where a menu was taken for its heading.

    `lines` begin with what was taken for it; -1 where none of them stands in the main text.
    What is outside of that keeps what it has.
    """
    ordered = sorted(main)
    if not _is_within(start, ordered):
        return 0
    for number, span in enumerate(lines):
        if span[0] < start and _is_within(span[0], ordered) and _could_be_heading(text, span):
            return number
    return -1


def _is_within(start: int, spans: Sequence[Span]) -> bool:
    number = bisect_right(spans, (start, start + 1)) - 1
    before = spans[number] if number >= 0 else (0, 0)
    after = spans[number + 1] if number + 1 < len(spans) else (0, 0)
    return any(left <= start < right for left, right in (before, after))


def _guess(text: str, sentences: Sequence[Span]) -> list[bool]:
    """Take the first short line of a run above a paragraph; menus have no paragraph below."""
    found = [False] * len(sentences)
    run: list[int] = []
    for number, span in enumerate(sentences):
        if _could_be_heading(text, span):
            run.append(number)
        elif _opens_paragraph(text, span) and run:
            found[run[0] if len(run) <= MAX_SHORT_LINES else run[-1]] = True
            run = []
        elif not _is_aside(text, span):
            run = []
    return found


def _could_be_heading(text: str, span: Span) -> bool:
    start, end = span
    if end - start > MAX_HEADING_CHARS or not _is_line(text, span) or _is_aside(text, span):
        return False
    line = text[start:end]
    return line.rstrip(_CLOSERS)[-1:] not in _STOPS or line.endswith("?")


def _opens_paragraph(text: str, span: Span) -> bool:
    start, end = span
    line_end = text.find("\n", end, end + MIN_PARAGRAPH_CHARS)
    reach = line_end if line_end >= 0 else min(len(text), end + MIN_PARAGRAPH_CHARS)
    ends_well = text[start:end].rstrip(_CLOSERS)[-1:] in _STOPS
    return reach - start >= MIN_PARAGRAPH_CHARS or ends_well


def _is_aside(text: str, span: Span) -> bool:
    """Whether a line is a bullet, a table row, a byline or a bare number."""
    line = text[span[0] : min(span[1], span[0] + MAX_HEADING_CHARS)]
    return _NO_HEADING.match(line) is not None or _LETTERS.search(line) is None


def _is_line(text: str, span: Span) -> bool:
    """Whether a sentence has its line for itself, but for blanks."""
    start, end = span
    before = text[max(0, start - 8) : start].rstrip(" \t\r")
    after = text[end : end + 8].lstrip(" \t\r")
    return (not before or before.endswith("\n")) and (not after or after.startswith("\n"))
