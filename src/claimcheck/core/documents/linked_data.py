"""What a page says about itself for machines: JSON-LD with the words of schema.org."""

import json
from collections.abc import Iterator
from itertools import islice

MAX_CHARS = 128 * 1024
MAX_THINGS = 200
"""A graph of a page has some ten things in it; one of a shop has its goods, too."""

_FACTS = {"datePublished": "published", "dateModified": "modified"}
_WRITTEN = ("article", "posting", "report", "review", "webpage", "creativework", "book", "recipe")
"""Ends of the types that a page itself may be of, the surest first."""


def read_facts(content: str) -> dict[str, str]:
    """
    Read when the page was published and changed, and by whom; what is not said is left out.

    Never fails: what is no JSON, or too much of it, says nothing.
    """
    if len(content) > MAX_CHARS:
        return {}
    try:
        things = list(islice(_things(json.loads(content)), MAX_THINGS))
    except (ValueError, RecursionError):
        return {}
    facts: dict[str, str] = {}
    for thing in sorted(things, key=_rank):
        for name, fact in _FACTS.items():
            written = thing.get(name)
            if isinstance(written, str):
                facts.setdefault(fact, written)
        for name in ("author", "publisher"):
            names = ", ".join(islice(_names(thing.get(name), things), 10))
            if names:
                facts.setdefault(name, names)
    return facts


def _things(value: object) -> Iterator[dict[str, object]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            yield from _things(item.get("@graph", []))
            yield from _things(item.get("mainEntity", []))


def _rank(thing: dict[str, object]) -> int:
    written = thing.get("@type")
    types = [str(name).lower() for name in (written if isinstance(written, list) else [written])]
    ranks = [n for n, end in enumerate(_WRITTEN) if any(name.endswith(end) for name in types)]
    return min(ranks, default=len(_WRITTEN))


def _names(value: object, things: list[dict[str, object]]) -> Iterator[str]:
    """Give the names of people or houses; one may be named elsewhere in the graph."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            name = item.get("name")
            if not name and "@id" in item:
                same = (thing for thing in things if thing.get("@id") == item["@id"])
                name = next((thing["name"] for thing in same if "name" in thing), None)
            if isinstance(name, str):
                yield name
