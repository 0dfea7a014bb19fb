"""Addresses that cannot exist, beside one that is cited: what a host says of pages it lacks."""

import re
from urllib.parse import urlsplit, urlunsplit

_LAST = re.compile(r"[^/]+(/?)\Z")
_ENDING = re.compile(r"\.[a-z][a-z0-9]{1,4}\Z", re.I)


def sibling_of(url: str, name: str) -> str:
    """
    Give the address beside this one that has another name.

    The ending stays, since servers give each kind of file to another program, and the query
    goes: with it a page could be the same although the address is not.
    """
    parts = urlsplit(url)
    last = _LAST.search(parts.path)
    if last is None:
        return urlunsplit((parts.scheme, parts.netloc, f"/{name}", "", ""))
    ending = _ENDING.search(last[0])
    path = f"{parts.path[: last.start()]}{name}{ending[0] if ending else last[1]}"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def origin_of(url: str) -> str:
    """Give scheme, host and port of a normalised address, the port only where it is written."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
