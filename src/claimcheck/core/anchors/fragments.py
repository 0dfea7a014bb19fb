"""
Links that make a browser scroll to a passage and highlight it.

https://wicg.github.io/scroll-to-text-fragment/ : `#:~:text=[prefix-,]start[,end][,-suffix]`.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from claimcheck.core.anchors.anchoring import Span
from claimcheck.core.selectors import Selector

MAX_WHOLE_CHARS = 300
"""A longer passage is named by its first and last words: an address has to stay short."""
CONTEXT_WORDS = (2, 4, 8, 16)
END_WORDS = (4, 8, 16)
MAX_WORD_CHARS = 40
"""Scripts without spaces write a sentence as one word; so much of it is taken."""

_WORD = re.compile(r"\S{1,40}")
_START, _END = "#:~:text=", ","


def text_fragment(selector: Selector, text: str) -> str:
    """
    Give the fragment that leads to a passage, to be put behind the page's address.

    `text` is what the selector was made for. Surroundings are named where the passage's words
    stand more than once. A passage that goes over several lines is named by its ends, since a
    browser looks for words within one block.
    """
    start, end = _to_words(text, selector.start, selector.end)
    if text[selector.start : selector.end] != selector.exact:
        return _START + _encoded(" ".join(selector.exact.split()))
    page = _Page.read(text)
    passage = text[start:end].strip()
    if "\n" in passage or len(passage) > MAX_WHOLE_CHARS:
        return _START + _by_ends(page, text, (start, end))
    return _START + _whole(page, text, (start, end))


@dataclass(frozen=True, slots=True)
class _Page:
    """The text as a browser compares it: no case, no accents, one space for any white space."""

    folded: str

    @classmethod
    def read(cls, text: str) -> "_Page":
        return cls(_folded(text))

    def names_one(self, words: str, after: int = 0) -> bool:
        wanted = _folded(words)
        place = self.folded.find(wanted, after)
        return place >= 0 and self.folded.find(wanted, place + 1) < 0


def _folded(text: str) -> str:
    text = " ".join(text.split())
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text)
    return "".join(c for c in spread if not unicodedata.combining(c)).casefold()


def _to_words(text: str, start: int, end: int) -> Span:
    """Widen a passage to whole words: a browser finds no half ones."""
    limit = start - MAX_WORD_CHARS
    while start > max(0, limit) and _joins(text[start - 1], text[start]):
        start -= 1
    limit = end + MAX_WORD_CHARS
    while 0 < end < min(len(text), limit) and _joins(text[end - 1], text[end]):
        end += 1
    return start, end


def _joins(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and max(left, right) < "\u3000"


def _whole(page: _Page, text: str, span: Span) -> str:
    words = " ".join(text[slice(*span)].split())
    if page.names_one(words):
        return _encoded(words)
    prefix = suffix = ""
    for count in CONTEXT_WORDS:
        prefix, suffix = _before(text, span[0], count), _after(text, span[1], count)
        for left, right in ((prefix, ""), ("", suffix), (prefix, suffix)):
            if page.names_one(" ".join(part for part in (left, words, right) if part)):
                return _parts(left, _encoded(words), right)
    line = _line_around(text, span)
    if line != span:  # in a paragraph that stands twice only what is around it tells which one
        return _whole(page, text, line)
    return _parts(prefix, _encoded(words), suffix)


def _line_around(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    end = len(text) if end < 0 else end
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _by_ends(page: _Page, text: str, span: Span) -> str:
    lines = [line for line in text[slice(*span)].split("\n") if line.strip()]
    first = last = ""
    for count in END_WORDS:
        first, last = _first_words(lines[0], count), _last_words(lines[-1], count)
        if page.names_one(first) and _is_first(page, first, last, text[slice(*span)]):
            return f"{_encoded(first)}{_END}{_encoded(last)}"
    prefix = ""
    for count in CONTEXT_WORDS:
        prefix = _before(text, span[0], count)
        if page.names_one(f"{prefix} {first}"):
            break
    return _parts(prefix, f"{_encoded(first)}{_END}{_encoded(last)}", "")


def _is_first(page: _Page, first: str, last: str, passage: str) -> bool:
    """Whether the passage's last words do not stand earlier in it: the browser stops there."""
    folded, wanted = _folded(passage), _folded(last)
    return folded.find(wanted, len(_folded(first))) in (-1, len(folded) - len(wanted))


def _first_words(line: str, count: int) -> str:
    return " ".join(word[0] for word in list(_WORD.finditer(line[:700]))[:count])


def _last_words(line: str, count: int) -> str:
    return " ".join(word[0] for word in list(_WORD.finditer(line[-700:].lstrip()))[-count:])


def _before(text: str, place: int, count: int) -> str:
    """The words right before a place, in its own line if there are any."""
    near = text[max(0, place - 700) : place]
    lines = [line for line in near.split("\n") if line.strip()]
    return _last_words(lines[-1], count) if lines else ""


def _after(text: str, place: int, count: int) -> str:
    lines = [line for line in text[place : place + 700].split("\n") if line.strip()]
    return _first_words(lines[0], count) if lines else ""


def _parts(prefix: str, middle: str, suffix: str) -> str:
    left = f"{_encoded(prefix)}-," if prefix else ""
    right = f",-{_encoded(suffix)}" if suffix else ""
    return f"{left}{middle}{right}"


def _encoded(words: str) -> str:
    """Percent-encode, the comma, the ampersand and the dash with it: they part a fragment."""
    return quote(words, safe="").replace("-", "%2D")
