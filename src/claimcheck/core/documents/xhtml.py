"""XHTML that is sent as XML, put into HTML."""

import html
import re

from bs4 import BeautifulSoup

from claimcheck.core.documents.hiding import VOID

MAX_CHARS, MAX_TAGS = 500_000, 8_000
"""A tree takes about a kilobyte a tag. What is larger is read as HTML, as most of it is written
to be."""

# An element that XML ends at once and HTML does not would swallow the page behind it.
_UNLIKE_HTML = re.compile(
    r"<(?:a|b|div|i|iframe|li|noscript|object|p|script|span|style|td|textarea|title|video)"
    r"\b[^<>]{0,1000}+(?<=/)>|<!\[CDATA\["
)
_NAMED = re.compile("&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};")


def as_html(page: str) -> str:
    """
    Write an XHTML page as HTML, where a reader of HTML would take it otherwise.

    A page that defines entities of its own, is very large or is no XML after all stays as it is.
    """
    if len(page) > MAX_CHARS or page.count("<") > MAX_TAGS or "<!ENTITY" in page:
        return page
    if not _UNLIKE_HTML.search(page):
        return page
    # XML without its definitions knows no `&eacute;`, and the parser would drop it.
    named = _NAMED.sub(lambda found: html.unescape(found[0]), page)
    soup = BeautifulSoup(named.encode(), "xml", from_encoding="utf-8", multi_valued_attributes=None)
    if soup.find("body") is None:
        return page
    for tag in soup.find_all(True):
        tag.can_be_empty_element = tag.name in VOID
    return soup.decode()
