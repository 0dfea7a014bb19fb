"""Where headings, list items, table rows and links stand in the text of a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from claimcheck.core.documents.cleaning import collapse
from claimcheck.core.documents.layout import Layout

MAX_LINKS = 5_000
MAX_ADDRESS_CHARS = 4_000
_LEVELS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6, and where it stands in the document text."""

    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """An absolute address, and where the words that lead there stand in the document text."""

    href: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Structure:
    """Places in the document text: headings and links, list items and table rows by line."""

    headings: tuple[Heading, ...] = ()
    items: tuple[tuple[int, int], ...] = ()
    rows: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()


def find_structure(layout: Layout, url: str) -> Structure:
    """Find what the text alone does not show; `url` makes addresses of links absolute."""
    places = list(_places(layout))
    tags = [_tags_around(layout, owner) for owner in layout.owners]
    return Structure(
        headings=tuple(
            Heading(_LEVELS[around[0]], *place)
            for around, place in zip(tags, places, strict=True)
            if around and around[0] in _LEVELS
        ),
        items=tuple(place for around, place in zip(tags, places, strict=True) if "li" in around),
        rows=tuple(place for around, place in zip(tags, places, strict=True) if "tr" in around),
        links=tuple(_links(layout, places, url)),
    )


def _places(layout: Layout) -> Iterator[tuple[int, int]]:
    at = 0
    for line in layout.lines:
        yield at, at + len(line)
        at += len(line) + 1


def _tags_around(layout: Layout, block: int) -> list[str]:
    """Name the innermost blocks around a line, as far out as its item or row can be."""
    tags: list[str] = []
    while block and len(tags) < 8:
        node = layout.blocks[block]
        tags.append((node.tag if node else None) or "")
        if tags[-1] in ("li", "tr", "ul", "ol", "table"):
            break
        block = layout.parents[block]
    return tags


def _links(layout: Layout, places: list[tuple[int, int]], url: str) -> Iterator[Link]:
    """Find the words of each link on the lines of its block, left to right."""
    numbers = {node.mem_id: number for number, node in enumerate(layout.blocks) if node}
    body = next(filter(None, layout.blocks), None)
    if body is None:
        return
    after = [0] * len(places)
    lines_of: dict[int, list[int]] = {}
    for owner, line in (*zip(layout.owners, range(len(places)), strict=True), *layout.guests):
        lines_of.setdefault(owner, []).append(line)
    for anchor in body.css("a[href]")[:MAX_LINKS]:
        words = collapse(anchor.text())
        href = _absolute(anchor.attributes.get("href") or "", url)
        if not words or not href:
            continue
        for line in lines_of.get(_block_of(anchor, numbers), ()):
            found = layout.lines[line].find(words, after[line])
            if found >= 0:
                after[line] = found + len(words)
                start = places[line][0] + found
                yield Link(href, start, start + len(words))
                break


def _block_of(anchor: LexborNode, numbers: dict[int, int]) -> int:
    node: LexborNode | None = anchor
    while node is not None:
        if node.mem_id in numbers:
            return numbers[node.mem_id]
        node = node.parent
    return 0


def _absolute(href: str, url: str) -> str | None:
    if len(href) > MAX_ADDRESS_CHARS:
        return None
    try:
        found = urljoin(url, href.strip())
    except ValueError:
        return None
    return found if found.startswith(("http://", "https://")) else None
