"""Registrable domains by the public suffix list, as it was when the package for it was made."""

import ipaddress
import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from claimcheck.core.independence import Address, original_url

_HOST_NAME = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,10}", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def address_of(url: str) -> Address:
    """Look an address over: where a copy of another page lies, that page is meant."""
    original = original_url(url)
    try:
        host = urlsplit(original).hostname or ""
    except ValueError:
        host = ""
    return Address(original, registrable_domain(host))


def domain_named(publisher: str | None) -> str | None:
    """Give the registrable domain where a publisher is named by its host; None for other names."""
    name = (publisher or "").strip().lower()
    if not _HOST_NAME.fullmatch(name):
        return None
    suffixes = _suffixes(name.rpartition(".")[2])
    known = suffixes.publicsuffix(name, accept_unknown=False)
    return suffixes.privatesuffix(name) if known else None


@lru_cache(maxsize=50_000)
def registrable_domain(host: str) -> str:
    """
    Give the part of a host that somebody registered; an IP address or a bare name stands whole.

    Names under which others can register count as suffixes too: `a.github.io` is no
    neighbour of `b.github.io`.
    """
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return _suffixes(host.rpartition(".")[2]).privatesuffix(host) or host


@lru_cache(maxsize=2_000)
def _suffixes(top: str) -> PublicSuffixList:
    # The whole list takes a tenth of a second to take in, one top-level domain a hundredth.
    listed = _rules().get("xn--" if top.startswith("xn--") else top, ())
    return PublicSuffixList(source=listed)


@cache
def _rules() -> dict[str, list[str]]:
    """The list's rules by top-level domain; those of other scripts together."""
    listed = resources.files("publicsuffixlist").joinpath("public_suffix_list.dat")
    rules: dict[str, list[str]] = defaultdict(list)
    for line in listed.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("//"):
            top = line.rpartition(".")[2]
            rules[top if top.isascii() else "xn--"].append(line)
    return rules
