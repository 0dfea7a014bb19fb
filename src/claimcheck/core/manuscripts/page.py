"""A web page: its visible text, with the headings and links that its markup names."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

from claimcheck.core.documents import read_document
from claimcheck.core.documents.charset import decode
from claimcheck.core.manuscripts.manuscript import Heading, Link, Manuscript

MAX_MARKS = 5_000
"""Headings or links that are looked for; no report has as many."""
LOOK_AHEAD_CHARS = 50_000
"""How far behind the last one the words of the next are looked for."""

_HEADING = re.compile(r"<(h[1-6])\b[^<>]{0,4000}+>((?:[^<]++|<(?!/?h[1-6]\b))*+)</\1\s*+>", re.I)
_ANCHOR = re.compile(
    r"<a\b(?P<attributes>[^<>]{0,6000}+)>(?P<words>(?:[^<]++|<(?!/?a\b))*+)</a\s*+>", re.I
)
_HREF = re.compile(
    r"\bhref\s{0,5}=\s{0,5}(?:\"([^\"]{1,2500})\"|'([^']{1,2500})'|([^\s\"'<>]{1,2500}))", re.I
)
_TAG = re.compile(r"<[^<>]*+>")
_BODY = tuple(
    (re.compile(rb"<%b\b" % name, re.I), re.compile(rb"</%b\s*>" % name, re.I))
    for name in (b"article", b"main")
)


def read_page(content: bytes, media_type: str, url: str) -> Manuscript:
    """
    Read a page as a report: where one element is marked as the article, only that.

    Places count the text as it is read; headings and links are those whose words stand in it.
    """
    whole = read_document(content, media_type, url)
    body = _article(content)
    text = read_document(body, media_type, url).text if body != content else whole.text
    if not text:
        body, text = content, whole.text
    markup, _ = decode(body, media_type, markup=True)
    return Manuscript(
        text=text,
        headings=tuple(_headings(markup, text)),
        links=tuple(_links(markup, text, url)),
        titled=whole.h1 or whole.title,
    )


def _article(content: bytes) -> bytes:
    for opening, closing in _BODY:
        begins, ends = list(opening.finditer(content)), list(closing.finditer(content))
        if len(begins) == 1 and ends:
            return content[begins[0].start() : ends[-1].end()]
    return content


def _headings(markup: str, text: str) -> Iterator[Heading]:
    at = 0
    for number, found in enumerate(_HEADING.finditer(markup)):
        words = _words(found[2])
        place = text.find(words, at, at + LOOK_AHEAD_CHARS) if words else -1
        if place >= 0:
            at = place + len(words)
            yield Heading(place, at, int(found[1][1]))
        if number >= MAX_MARKS:
            return


def _links(markup: str, text: str, base: str) -> Iterator[Link]:
    at = 0
    for number, found in enumerate(_ANCHOR.finditer(markup)):
        words, href = _words(found["words"]), _HREF.search(found["attributes"])
        place = text.find(words, at, at + LOOK_AHEAD_CHARS) if words and href else -1
        if place >= 0 and href:
            at = place + len(words)
            address = _address(unescape(next(filter(None, href.groups()))), base)
            if address:
                yield Link(place, at, address)
        if number >= MAX_MARKS:
            return


def _words(markup: str) -> str:
    return " ".join(unescape(_TAG.sub("", markup)).split())


def _address(href: str, base: str) -> str | None:
    """Resolve a link; one into the page itself, or to what is no web page, is none."""
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return None
    is_web = address.startswith(("http://", "https://"))
    return address if is_web and not href.startswith("#") else None
