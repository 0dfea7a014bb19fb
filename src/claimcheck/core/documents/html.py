"""The visible text of an HTML page."""

import re
from dataclasses import replace
from html import unescape
from typing import cast

from claimcheck.core.documents.charset import decode, expects_utf8
from claimcheck.core.documents.document import Document, whole
from claimcheck.core.documents.facts import Facts
from claimcheck.core.documents.hiding import end_of, is_hidden, is_shadow
from claimcheck.core.documents.lines import Lines
from claimcheck.core.documents.main_text import find_main
from claimcheck.core.documents.markup import (
    BLOCKS,
    NAME_CHARS,
    TEXT_CHARS,
    UNSEEN,
    Patterns,
    attributes,
    patterns_for,
    settled,
)
from claimcheck.core.documents.plainness import plain_source
from claimcheck.core.documents.tree import TreeReader

MAX_STEPS = 200_000
"""Cells, rows and other tags that need a look; plain ones are free. No page for people has as
many, and at some 3 µs each it bounds the time."""

SCRIPTED_CHARS = 200
UNSCRIPTED_CHARS = 400
"""A page with less text than the first, that only scripts fill, often holds the whole of it
for readers without scripts, or hidden until it is complete; a plea to turn them on is shorter
than the second."""

_KEEP_LINES = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})
_ROW_PARTS = frozenset({"tr", "tbody", "thead", "tfoot", "table"})


def read_html(page: bytes, media_type: str | None, url: str, *, cut: str | None) -> Document:
    """
    Read a page as a browser would show it, without running anything.

    Blocks, list items and table rows stand on their own lines, the cells of a row are parted by
    ` | `; white space is collapsed, a no-break space counting as one. Text stays as written
    otherwise: it is not put into a normal form, since a quote must be found as it stands.
    Takes time in proportion to the page, and memory to its text, whatever its tags are. Where
    a tree is too dear to build, the main text is not told from the rest.
    """
    is_xml = "xml" in (media_type or "").partition(";")[0].lower()
    if not is_xml and expects_utf8(page, media_type) and (source := plain_source(page)):
        # The tree is built of UTF-8. Most pages are in it, and are not decoded just to see that.
        document = _read_tree(source, url, charset="utf-8", cut=cut)
        if not _has_broken(document):
            return document
    text, charset = decode(page, media_type, markup=True)
    if is_xml:
        # Only here, as hardly any page is XML.
        from claimcheck.core.documents.xhtml import as_html

        text = as_html(text)
    if source := plain_source(text.encode()):
        return _read_tree(source, url, charset=charset, cut=cut)
    return _read_tokens(text, url, charset=charset, cut=cut)


def _has_broken(document: Document) -> bool:
    texts = (document.text, document.title, document.h1)
    return any("\ufffd" in text for text in texts if text)


def _read_tokens(page: str, url: str, *, charset: str, cut: str | None) -> Document:
    patterns = patterns_for(page)
    reader = _Reader()
    text = reader.read(page, patterns)
    if len(text) < SCRIPTED_CHARS and reader.passed_over:
        fallback = _Reader(unscripted=True).read(page, patterns)
        text = fallback if len(fallback) >= UNSCRIPTED_CHARS else text
    cut = f"only the first {MAX_STEPS:,} tags were read" if reader.is_cut else cut
    return replace(_document(text, whole(text), reader.facts, url), charset=charset, cut=cut)


def _read_tree(page: bytes, url: str, *, charset: str, cut: str | None) -> Document:
    reader = TreeReader(page)
    facts = Facts()
    layout = reader.read(facts)
    text = layout.text
    if reader.passed_over and len(text) < SCRIPTED_CHARS:
        fallback = reader.read(facts, unscripted=True)
        if len(fallback.text) >= UNSCRIPTED_CHARS:
            layout, text = fallback, fallback.text
    document = _document(text, layout.spans(find_main(layout)), facts, url)
    return replace(document, charset=charset, cut=cut)


def _document(text: str, main: tuple[tuple[int, int], ...], facts: Facts, url: str) -> Document:
    return Document(
        text=text,
        main=main,
        title=facts.title,
        h1=facts.h1,
        author=facts.author,
        publisher=facts.publisher,
        published=facts.published,
        modified=facts.modified,
        language=facts.language,
        canonical_url=facts.canonical_url(url),
    )


class _Reader:
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
