"""The visible text of an HTML page, read off its source, where a tree of it would be too dear."""

import re
from html import unescape
from typing import cast

from claimcheck.core.documents.facts import Facts
from claimcheck.core.documents.hiding import end_of, is_hidden, is_shadow
from claimcheck.core.documents.lines import Lines
from claimcheck.core.documents.markup import (
    BLOCKS,
    NAME_CHARS,
    TEXT_CHARS,
    UNSEEN,
    Patterns,
    attributes,
    settled,
)

MAX_STEPS = 200_000
"""Cells, rows and other tags that need a look; plain ones are free. No page for people has as
many, and at some 3 µs each it bounds the time."""

_KEEP_LINES = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})
_ROW_PARTS = frozenset({"tr", "tbody", "thead", "tfoot", "table"})


class TokenReader:
    """Reads a page step by step. No tree is built: a hostile page has no say in its shape."""

    def __init__(self, *, unscripted: bool = False) -> None:
        self.facts = Facts()
        self.is_cut = False
        self.passed_over = False
        self._unscripted = unscripted
        self._unseen = UNSEEN - {"noscript"} if unscripted else UNSEEN
        self._lines = Lines()
        self._pictures = 0  # open svg elements

    def read(self, page: str, patterns: Patterns) -> str:
        """Give back the visible text; the facts are gathered on the way."""
        at = steps = 0
        while at < len(page):
            if (steps := steps + 1) > MAX_STEPS:
                self.is_cut = True
                break
            found = cast("re.Match[str]", patterns.step.match(page, at))
            stretch, raw_name, raw_attributes, raw, name, written, signs = found.groups()
            at = found.end()
            if at == found.end(1) < len(page):
                stretch = settled(stretch)
                at = found.start() + len(stretch)
            self._write_stretch(stretch, patterns)
            name = name and name[:NAME_CHARS].lower()
            if raw_name:
                self._raw(raw_name.lower(), raw_attributes, raw)
            elif name and name[0] == "/":
                self._end(name[1:])
            elif name and not self._start(name, written):
                at = end_of(name, page, begin=at, tag=patterns.tag)
            elif signs:
                self._write(signs)
        self.facts.close_heading()
        return self._lines.finish()

    def _write_stretch(self, stretch: str, patterns: Patterns) -> None:
        parts = [stretch]
        if "<" in stretch:
            # All that is left of the tags is a sign for those that part lines.
            stretch = "".join(filter(None, patterns.line_break.split(stretch)))
            parts = stretch.split("<")
        if stretch:
            self._write(*(map(unescape, parts) if "&" in stretch else parts))

    def _write(self, *texts: str) -> None:
        self._lines.write(*texts)
        self.facts.hear(*texts)

    def _break_line(self) -> None:
        self._lines.end_line()
        self.facts.hear(" ")

    def _raw(self, name: str, written: str, content: str) -> None:
        is_seen = self._start(name, written)
        if name == "title" and not self._pictures:
            self.facts.note_title(content)
        elif name == "script":
            self.facts.note_script(attributes(written), content)
        elif is_seen:
            at = 0
            while at < len(content):
                piece = content[at : at + TEXT_CHARS]
                piece = piece if at + TEXT_CHARS >= len(content) else settled(piece)
                self._write(unescape(piece))
                at += len(piece)

    def _start(self, name: str, written: str) -> bool:
        """Say whether the element is seen."""
        if name in ("meta", "link", "time", "html"):
            self.facts.note_tag(name, attributes(written))
        hidden = not self._unscripted and is_hidden(name, written)
        if hidden or (name in self._unseen and not is_shadow(name, written)):
            self.passed_over |= hidden or name == "noscript"
            return bool(self._pictures) and written.endswith("/")  # closed at once
        lines = self._lines
        if name in ("td", "th"):
            lines.start_cell()
        elif name == "tr":
            lines.start_row()
        elif name == "svg":
            self._pictures += 1
        elif name == "br" or name in BLOCKS:
            self._break_line()
            lines.keep_lines += name in _KEEP_LINES
            if name == "h1":
                self.facts.close_heading()
                self.facts.open_heading()
        return True

    def _end(self, name: str) -> None:
        lines = self._lines
        if name in _ROW_PARTS:
            lines.end_row()
        elif name == "svg":
            self._pictures = max(0, self._pictures - 1)
        elif name == "br" or name in BLOCKS:
            self._break_line()
            if name in _KEEP_LINES:
                lines.keep_lines = max(0, lines.keep_lines - 1)
            if name == "h1":
                self.facts.close_heading()
