"""The visible text of an HTML page and its main text."""

from dataclasses import dataclass

from claimcheck.core.documents.charset import decode, expects_utf8
from claimcheck.core.documents.document import Document, whole
from claimcheck.core.documents.facts import Facts
from claimcheck.core.documents.layout import Layout
from claimcheck.core.documents.main_text import find_main
from claimcheck.core.documents.markup import patterns_for
from claimcheck.core.documents.outward import outward_links
from claimcheck.core.documents.plainness import plain_source
from claimcheck.core.documents.structure import Structure, find_structure
from claimcheck.core.documents.tokens import MAX_STEPS, TokenReader
from claimcheck.core.documents.tree import TreeReader

SCRIPTED_CHARS = 200
UNSCRIPTED_CHARS = 400
"""A page with less text than the first, that only scripts fill, often holds the whole of it
for readers without scripts, or hidden until it is complete; a plea to turn them on is shorter
than the second."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as it was read; where no tree was built, `layout` is None and no link is known."""

    text: str
    facts: Facts
    charset: str
    layout: Layout | None
    hrefs: tuple[str, ...] = ()
    cut: str | None = None

    @property
    def is_broken(self) -> bool:
        texts = (self.text, self.facts.title, self.facts.h1)
        return any("\ufffd" in text for text in texts if text)


def read_html(page: bytes, media_type: str | None, url: str, *, cut: str | None) -> Document:
    """
    Read a page as a browser would show it, without running anything.

    Blocks, list items and table rows stand on their own lines, the cells of a row are parted by
    ` | `; white space is collapsed, a no-break space counting as one. Text stays as written
    otherwise: it is not put into a normal form, since a quote must be found as it stands.
    Takes time in proportion to the page, and memory to its text, whatever its tags are. Where
    a tree is too dear to build, the main text is not told from the rest.
    """
    read = _read(page, media_type)
    layout, facts = read.layout, read.facts
    return Document(
        text=read.text,
        main=layout.spans(find_main(layout)) if layout else whole(read.text),
        title=facts.title,
        h1=facts.h1,
        author=facts.author,
        publisher=facts.publisher,
        published=facts.published,
        modified=facts.modified,
        language=facts.language,
        canonical_url=facts.canonical_url(url),
        links=outward_links(read.hrefs, url),
        charset=read.charset,
        cut=read.cut or cut,
    )


def read_html_structure(page: bytes, media_type: str | None, url: str) -> Structure:
    """Find headings, items, rows and links; none where a tree is too dear to build."""
    layout = _read(page, media_type).layout
    return find_structure(layout, url) if layout else Structure()


def _read(page: bytes, media_type: str | None) -> _Read:
    is_xml = "xml" in (media_type or "").partition(";")[0].lower()
    if not is_xml and expects_utf8(page, media_type) and (source := plain_source(page)):
        # The tree is built of UTF-8. Most pages are in it, and are not decoded just to see that.
        read = _read_tree(source, "utf-8")
        if read and not read.is_broken:
            return read
    text, charset = decode(page, media_type, markup=True)
    if is_xml:
        # Only here, as hardly any page is XML.
        from claimcheck.core.documents.xhtml import as_html

        text = as_html(text)
    source = plain_source(text.encode())
    read = _read_tree(source, charset) if source else None
    return read or _read_tokens(text, charset)


def _read_tree(page: bytes, charset: str) -> _Read | None:
    """Read a plain page; None for one whose tree lacks what browsers show."""
    reader = TreeReader(page)
    facts = Facts()
    layout = reader.read(facts)
    if reader.lacks_shadow:
        return None
    text = layout.text
    if reader.passed_over and len(text) < SCRIPTED_CHARS:
        fallback = TreeReader(page, unscripted=True).read(facts)
        if len(fallback.text) >= UNSCRIPTED_CHARS:
            layout, text = fallback, fallback.text
    return _Read(text, facts, charset, layout, reader.hrefs())


def _read_tokens(page: str, charset: str) -> _Read:
    patterns = patterns_for(page)
    reader = TokenReader()
    text = reader.read(page, patterns)
    if len(text) < SCRIPTED_CHARS and reader.passed_over:
        fallback = TokenReader(unscripted=True).read(page, patterns)
        text = fallback if len(fallback) >= UNSCRIPTED_CHARS else text
    cut = f"only the first {MAX_STEPS:,} tags were read" if reader.is_cut else None
    return _Read(text, reader.facts, charset, None, cut=cut)
