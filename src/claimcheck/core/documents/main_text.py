"""Which lines of a page are its main text, and which are what stands around it."""

import re
from functools import lru_cache

from claimcheck.core.documents.layout import Layout

HINT_CHARS = 200
"""As much of a class and identifier is looked at."""

_AROUND = frozenset("nav footer aside form menu dialog button fieldset".split())
_CENTRE = frozenset("main article".split())
_TEXT_TAGS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd blockquote figcaption caption pre td th tr".split()
)
_AROUND_HINT = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|footer|sidebar|aside|comments?|respond|disqus|share|sharing|"
    r"social|related|recommend(?:ed|ations?)?|cookies?|consent|banner|adverts?|advertisement|ads?|promo|sponsored|newsletter|subscribe|"
    r"subscription|popup|modal|pagination|pager|tags|tagcloud|widgets?|toolbar|login|signup|search|skip|teasers?|popular|trending|toc)(?:$|[\s_-])"
)
_CENTRE_HINT = re.compile(
    r"(?:^|[\s_-])(?:article|content|main|entry|post|story|body|text)(?:$|[\s_-])"
)


@lru_cache(4096)
def _speaks_for(hint: str) -> int:
    """Say what a class, identifier or role speaks for: -1 what stands around, 1 the main text."""
    low = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", hint).lower()
    if _AROUND_HINT.search(low):
        return -1
    return 1 if _CENTRE_HINT.search(low) else 0


def find_main(layout: Layout) -> list[bool]:
    """Say of each line whether it belongs to the main text."""
    count = len(layout.parents)
    chars, linked, weight = [0] * count, [0] * count, [0] * count
    for line, link_chars, owner in zip(layout.lines, layout.link_chars, layout.owners, strict=True):
        length = len(line)
        chars[owner] += length
        linked[owner] += link_chars
        own = length - link_chars
        if own > 40:
            weight[owner] += own
    _add_up(layout.parents, chars, linked, weight)
    dropped = _around(layout, chars, linked, weight)
    kept_weight = [0] * count
    for line, link_chars, owner in zip(layout.lines, layout.link_chars, layout.owners, strict=True):
        own = len(line) - link_chars
        if own > 40 and not dropped[owner]:
            kept_weight[owner] += own
    _add_up(layout.parents, kept_weight)
    centre = _centre(layout, kept_weight)
    inside = [False] * count
    inside[centre] = True
    for block in range(centre + 1, count):
        inside[block] = inside[layout.parents[block]] and not dropped[block]
    return [inside[owner] for owner in layout.owners]


def _add_up(parents: list[int], *sums: list[int]) -> None:
    for block in range(len(parents) - 1, 0, -1):
        parent = parents[block]
        for each in sums:
            each[parent] += each[block]


def _around(layout: Layout, chars: list[int], linked: list[int], weight: list[int]) -> list[bool]:
    dropped = [False] * len(chars)
    half = weight[0] // 2
    for block in range(1, len(chars)):
        if dropped[layout.parents[block]]:
            dropped[block] = True
            continue
        if not chars[block] or weight[block] > half:
            continue
        node = layout.blocks[block]
        tag = node.tag
        if tag in _AROUND or tag == "header" and weight[block] < 200:
            dropped[block] = True
        elif tag not in _TEXT_TAGS:
            given = node.attributes
            hint = f"{given.get('class') or ''} {given.get('id') or ''} {given.get('role') or ''}"
            if len(hint) > 2 and _speaks_for(hint[:HINT_CHARS]) < 0:
                dropped[block] = True
            elif linked[block] > 0.5 * chars[block] and weight[block] < 500:
                dropped[block] = True
    return dropped


def _centre(layout: Layout, weight: list[int]) -> int:
    children = {}
    centre = 0
    for block in range(1, len(weight)):
        # In document order a block follows the one around it, so one pass goes down.
        if (
            layout.parents[block] == centre
            and weight[block] * 10 >= weight[0] * 8
            and weight[0]
            and layout.blocks[block].tag not in _TEXT_TAGS
        ):
            centre = block
    return centre
