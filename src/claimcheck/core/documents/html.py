"""The visible text of an HTML page."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from bs4.exceptions import ParserRejectedMarkup

from claimcheck.core.documents.cleaning import clean
from claimcheck.core.documents.document import Document
from claimcheck.core.documents.facts import Facts
from claimcheck.core.documents.lines import Lines

MAX_TAGS = 200_000
"""Opening and closing; a parsed tag takes about a kilobyte, so this bounds memory and time."""

SCRIPTED_CHARS = 200
NOSCRIPT_CHARS = 400
"""A page with less text than the first, that only scripts fill, often holds the whole of it
for readers without scripts; a plea to turn them on is shorter than the second."""

_UNSEEN_NAMES = (
    "script style template noscript noembed noframes title iframe object audio video canvas "
    "select datalist math"
)
_BLOCK_NAMES = (
    "address article aside blockquote body button caption center dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "legend li listing main menu nav ol optgroup option p plaintext pre search section summary "
    "table tbody textarea tfoot thead tr ul xmp"
)
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_KEEP_LINES = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def read_html(text: str, *, charset: str, cut: str | None) -> Document:
    """
    Read a decoded page as a browser would show it, without running anything.

    Blocks, list items and table rows stand on their own lines, the cells of a row are parted by
    ` | `; white space is collapsed, a no-break space counting as one. Text stays as written
    otherwise: it is not put into a normal form, since a quote must be found as it stands.
    """
    text, cut = _limit_tags(text, cut)
    try:
        # Begun with a comment, text never looks like a file name or XML, which Beautiful Soup
        # would warn of on stderr.
        soup = BeautifulSoup("<!---->" + clean(text), "lxml", multi_valued_attributes=None)
    except ParserRejectedMarkup:
        return Document(text="", charset=charset, unread_reason="the page's markup is broken")
    facts = Facts()
    seen = _read(soup, facts, unseen=_UNSEEN)
    if len(seen) < SCRIPTED_CHARS:
        fallback = _read(soup, Facts(), unseen=_UNSEEN - {"noscript"})
        seen = fallback if len(fallback) >= NOSCRIPT_CHARS else seen
    soup.decompose()
    return Document(
        text=clean(seen),
        title=facts.title,
        h1=facts.h1,
        published=facts.published,
        language=facts.language,
        charset=charset,
        cut=cut,
    )


def _limit_tags(text: str, cut: str | None) -> tuple[str, str | None]:
    if text.count("<") <= MAX_TAGS:
        return text, cut
    place = -1
    for _ in range(MAX_TAGS + 1):
        place = text.index("<", place + 1)
    return text[:place], f"only the first {MAX_TAGS:,} tags were read"


def _read(soup: BeautifulSoup, facts: Facts, *, unseen: frozenset[str]) -> str:
    lines = Lines()
    # The nesting is kept on a list, not on the call stack: a page may nest 60,000 deep.
    open_tags: list[tuple[Tag, Iterator[PageElement]]] = [(soup, iter(soup.contents))]
    while open_tags:
        tag, children = open_tags[-1]
        child = next(children, None)
        if child is None:
            open_tags.pop()
            _leave(tag, lines)
        elif isinstance(child, Tag):
            facts.note(child)
            if child.name not in unseen and _is_seen(child):
                _enter(child, lines)
                open_tags.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            lines.write(child)
    return lines.finish()


def _is_seen(tag: Tag) -> bool:
    attributes = tag.attrs
    if not attributes:
        return tag.name != "dialog"
    if "hidden" in attributes or (tag.name == "dialog" and "open" not in attributes):
        return False
    return not ("style" in attributes and _HIDING_STYLE.search(str(attributes["style"])))


def _enter(tag: Tag, lines: Lines) -> None:
    name = tag.name
    if name in ("td", "th"):
        lines.start_cell()
    elif name == "tr":
        lines.start_row()
    elif name == "br":
        lines.end_line()
    elif name in _BLOCKS:
        lines.end_line()
        lines.keep_lines += name in _KEEP_LINES


def _leave(tag: Tag, lines: Lines) -> None:
    if tag.name == "tr":
        lines.end_row()
    elif tag.name in _BLOCKS:
        lines.end_line()
        lines.keep_lines -= tag.name in _KEEP_LINES
