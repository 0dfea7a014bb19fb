"""The text of a plain-text body."""

import re

from claimcheck.core.documents.cleaning import clean

WRAP_MIN_CHARS = 45
WRAP_MAX_CHARS = 100
"""A paragraph whose lines end in this range was wrapped by hand and reads as one line."""

_SPACES = re.compile(r"[^\S\n]+")
_BLANK = re.compile(r"\n\s*\n")
_OWN_LINE = re.compile(r"[-*•–+>#|=]|\(?\d{1,3}[.)]\s")


def read_plain(text: str) -> str:
    """Give back the lines of a text, white space collapsed and hard-wrapped paragraphs joined."""
    paragraphs = (_unwrap(part) for part in _BLANK.split(clean(text)))
    return "\n".join(part for part in paragraphs if part)


def _unwrap(paragraph: str) -> str:
    lines = [_SPACES.sub(" ", line).strip() for line in paragraph.split("\n")]
    lines = [line for line in lines if line]
    wrapped = all(len(line) <= WRAP_MAX_CHARS for line in lines)
    joined: list[str] = []
    for number, line in enumerate(lines):
        goes_on = number and wrapped and len(lines[number - 1]) >= WRAP_MIN_CHARS
        joined.append(" " if goes_on and not _OWN_LINE.match(line) else "\n")
        joined.append(line)
    return "".join(joined[1:])
