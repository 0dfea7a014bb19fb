"""The text of a plain-text body."""

import re
from io import StringIO

from claimcheck.core.documents.cleaning import LINE_BREAKS, collapse

WRAP_MIN_CHARS = 45
WRAP_MAX_CHARS = 100
"""A paragraph whose lines end in this range was wrapped by hand and reads as one line."""

PARAGRAPH_LINES = 1000
LINE_CHARS = 32 * 1024
"""A longer paragraph or line is parted there, so that memory is that of the text, whatever its
words and lines are; a line behind a whole word."""

_LINE = re.compile(
    rf"([^\n{LINE_BREAKS}]{{0,{LINE_CHARS}}}+[^\s{LINE_BREAKS}]{{0,99}}+)"
    rf"(?:\r\n|[\n{LINE_BREAKS}])?+"
)
_OWN_LINE = re.compile(r"[-*•–+>#|=]|\(?\d{1,3}[.)]\s")


def read_plain(text: str) -> str:
    """Give back the lines of a text, white space collapsed and hard-wrapped paragraphs joined."""
    read = StringIO()
    paragraph: list[str] = []
    for found in _LINE.finditer(text):
        line = collapse(found[1])
        if line:
            paragraph.append(line)
        if paragraph and (not line or len(paragraph) >= PARAGRAPH_LINES):
            read.write("\n" if read.tell() else "")
            read.write(_unwrap(paragraph))
            paragraph.clear()
    # The last match is empty, at the end, so no paragraph is left open.
    return read.getvalue()


def _unwrap(lines: list[str]) -> str:
    wrapped = all(len(line) <= WRAP_MAX_CHARS for line in lines)
    joined: list[str] = []
    for number, line in enumerate(lines):
        goes_on = number and wrapped and len(lines[number - 1]) >= WRAP_MIN_CHARS
        joined.append(" " if goes_on and not _OWN_LINE.match(line) else "\n")
        joined.append(line)
    return "".join(joined[1:])
