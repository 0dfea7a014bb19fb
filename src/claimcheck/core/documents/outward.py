"""Where a page links to beyond its own site: who cites whom is told by that."""

import re
from collections.abc import Iterable

MAX_LINKS = 500
"""Addresses that are kept of a page: longer lists of references are rare."""

MAX_ADDRESS_CHARS = 2_000

_ADDRESS = re.compile(r"\s*+(https?+://([^\s/?#@:\[\]]++)(?=[/?#:]|\s*+\Z)\S*+)\s*+", re.I)


def outward_links(hrefs: Iterable[str], url: str) -> tuple[str, ...]:
    """
    Pick the web addresses on other hosts out of those that a page links to, each once, in order.

    As written, but for blanks around them. Links to names above or below the page's own are left
    out with those to itself, and so are addresses with blanks or a password in them.
    """
    page = _ADDRESS.fullmatch(url)
    own = _bare(page[2].lower()) if page else ""
    at_home: dict[str, bool] = {}
    found: dict[str, None] = {}
    for href in dict.fromkeys(hrefs):
        address = _ADDRESS.fullmatch(href) if len(href) <= MAX_ADDRESS_CHARS else None
        if address is None:
            continue
        host = address[2]
        if host not in at_home:
            other = _bare(host.lower())
            at_home[host] = f".{own}".endswith(f".{other}") or f".{other}".endswith(f".{own}")
        if not at_home[host] and address[1].isprintable():
            found[address[1]] = None
            if len(found) == MAX_LINKS:
                break
    return tuple(found)


def _bare(host: str) -> str:
    return host.removeprefix("www.")
