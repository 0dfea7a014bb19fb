"""Plain text: headings are told by their shape, addresses by their beginning."""

import re
from itertools import pairwise, zip_longest

from claimcheck.core.manuscripts.manuscript import Heading, Link, Manuscript, plain

WRAP_MIN_CHARS, WRAP_MAX_CHARS = 45, 100
"""A paragraph whose longest line is in this range may have been wrapped by hand."""
WRAP_SLACK_CHARS = 4
"""Who wraps by hand leaves so much room at times."""
MAX_HEADING_CHARS = 120
MAX_HEADING_WORDS = 16

_OWN_LINE = re.compile(r"[-*•–+>#|=]|\(?\d{1,3}[.)]\s")
_ADDRESS = re.compile(r"https?://[^\s<>\"'「」『』“”]{1,2500}")
_TRAILING = ".,;:!?。、」』’”)]}*_"
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}\.|[A-H]\.)\s+(?=[^\W\d_])")
_BULLET = re.compile(r"[-*•–+>|]\s")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_ENDS_SENTENCE = (".", "!", "。", "！", ",", ";", ":", "…", "、", "」")
_QUESTION = ("?", "？")
_CAPITAL = re.compile(r"\b[A-ZÄÖÜÀ-Þ]")


def read_plain_manuscript(text: str) -> Manuscript:
    """
    Read plain text. Its places are those of the file, character for character.

    Lines of a hand-wrapped paragraph are joined by a space in place of the line break.
    """
    text = _unwrap(plain(text))
    return Manuscript(text, tuple(_headings(text)), find_addresses(text))


def find_addresses(text: str) -> tuple[Link, ...]:
    """Find the addresses that stand written out in a text."""
    links = []
    for found in _ADDRESS.finditer(text):
        url = found[0].rstrip(_TRAILING)
        # Wikipedia and others write parentheses into addresses; a closing one belongs to its pair.
        if found[0][len(url) : len(url) + 1] == ")" and url.count("(") > url.count(")"):
            url += ")"
        links.append(Link(found.start(), found.start() + len(url), url))
    return tuple(links)


def _unwrap(text: str) -> str:
    out: list[str] = []
    paragraph: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            paragraph.append(line)
            continue
        out += [*_unwrap_paragraph(paragraph), line]
        paragraph = []
    return "\n".join(out + _unwrap_paragraph(paragraph))


def _unwrap_paragraph(lines: list[str]) -> list[str]:
    width = max((len(line.rstrip()) for line in lines), default=0)
    if len(lines) < 2 or not WRAP_MIN_CHARS <= width <= WRAP_MAX_CHARS:
        return lines
    breaks = [" " if _is_wrapped(last, line, width) else "\n" for last, line in pairwise(lines)]
    return ["".join(part for pair in zip(lines, [*breaks, ""], strict=True) for part in pair)]


def _is_wrapped(last: str, line: str, width: int) -> bool:
    """Whether a line ended because the next word had no room on it."""
    word = line.split(maxsplit=1)[0]
    is_full = len(last.rstrip()) + 1 + len(word) > width - WRAP_SLACK_CHARS
    return is_full and not _OWN_LINE.match(line.lstrip())


def _headings(text: str) -> list[Heading]:
    """
    Take short lines without a full stop for headings, where prose follows them.

    A numbered one stands above the others; hash signs give their own level.
    """
    found: list[Heading] = []
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    for (start, end), following in zip_longest(spans, spans[1:]):
        line = text[start:end].strip()
        begin = start + text[start:end].index(line)
        level = _level(line)
        if level and following and (line.startswith("#") or _heads(line, text[slice(*following)])):
            marked = _HASHES.match(line)
            begin += marked.end() if marked else 0
            found.append(Heading(begin, begin + len(line) - (marked.end() if marked else 0), level))
    return found


def _level(line: str) -> int:
    marked = _HASHES.match(line)
    if marked:
        return len(marked[1])
    if len(line) > MAX_HEADING_CHARS or len(line.split()) > MAX_HEADING_WORDS:
        return 0
    if _BULLET.match(line) or line.endswith(_ENDS_SENTENCE) or not re.search(r"[^\W\d_]", line):
        return 0
    numbered = _NUMBERED.match(line)
    if line.endswith(_QUESTION) and not numbered and len(_CAPITAL.findall(line)) < 3:
        return 0
    return 1 if numbered else 2


def _heads(line: str, following: str) -> bool:
    """Whether what follows is longer, a list, an address or another, lower heading."""
    following = following.strip()
    if "://" in line or line[:1].islower():
        return False
    is_list = bool(_BULLET.match(following) or _NUMBERED.match(following)) or "://" in following
    return is_list or len(following) > len(line) or bool(_level(following))
