"""Which characters a document text may hold."""

import re

# Separators that str.splitlines knows and that no reader sees as anything but a new line.
LINE_BREAKS = "\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE_BREAKS = re.compile(f"\r\n|[{LINE_BREAKS}]")

# Control characters (a database refuses NUL, a terminal obeys ESC), lone surrogates, which no
# encoder takes, and characters that have no shape but would part a word in two: soft hyphen,
# zero-width space, byte order mark.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\u200b\ufeff\ud800-\udfff]")

MAX_FIELD_CHARS = 500
"""Longer than any honest title."""


def clean(text: str) -> str:
    """Take out what cannot be seen or stored; every kind of line break becomes a newline."""
    return _UNWANTED.sub("", _LINE_BREAKS.sub("\n", text))


def collapse(text: str) -> str:
    """Clean running text and collapse its white space, line breaks too, into single spaces."""
    line = " ".join(text.split())
    # Whatever may not be kept is unprintable, and hardly any line holds such a character.
    return line if line.isprintable() else " ".join(clean(line).split())


def one_line(text: str) -> str | None:
    """Collapse white space into single spaces for a title or the like; None when nothing stays."""
    return " ".join(clean(text).split())[:MAX_FIELD_CHARS].rstrip() or None
