"""Where a page lies and whose it is."""

from collections.abc import Iterator

from claimcheck.core.independence.publishers import name_of, publisher_of
from claimcheck.core.independence.values import Address, CitedPage


def addresses_of(page: CitedPage) -> Iterator[str]:
    """Every address that leads to a page, once."""
    known = (page.address, page.landed, page.canonical)
    yield from dict.fromkeys((page.url, *(address.url for address in known if address)))


def publishers_of(page: CitedPage) -> Iterator[str]:
    """Everything that a page's publisher is told by: where it lies, its own name."""
    yield from dict.fromkeys(publisher_of(address) for address in home_of(page))
    name = name_of(page.publisher)
    if name:
        yield name


def home_of(page: CitedPage) -> Iterator[Address]:
    """Where a page lies: the end of its redirects, and what it names as its own address."""
    yield page.landed or page.address
    if page.canonical:
        yield page.canonical
