"""From what is known of a claim's sources to the number of origins behind them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimcheck.core.independence import own_sources
from claimcheck.core.independence.pages import addresses_of, publishers_of
from claimcheck.core.independence.union import Union
from claimcheck.core.independence.values import (
    Bond,
    CheckedReport,
    CitedPage,
    Copies,
    Independence,
    OriginGroup,
    Tie,
)


def find_independence(
    pages: Sequence[CitedPage], report: CheckedReport | None = None, copies: Copies | None = None
) -> Independence:
    """
    Group the sources of a claim by origin and count the origins that the report is not.

    "Counts as one with" is carried on: who shares a text with one and a publisher with
    another makes one group of all three. No number depends on the order of the sources.
    """
    copies = copies or Copies()
    bonds = list(_bonds(pages, copies))
    own = own_sources.find_own(pages, report, copies, bonds)
    together = Union(page.url for page in pages)
    for bond in bonds:
        together.merge_all(bond.urls)
    groups: dict[str, list[CitedPage]] = defaultdict(list)
    for page in pages:
        groups[together.find(page.url)].append(page)
    found = tuple(_group(members, bonds, own) for members in groups.values())
    bearing = {page.url for page in pages if page.bears}
    return Independence(
        groups=found,
        independent_origins=sum(group.independent for group in found),
        supporting_origins=sum(any(url in bearing - own.keys() for url in g.urls) for g in found),
        circular=bool(bearing) and bearing <= own.keys(),
        bearing=len(bearing),
        unseen=sum(page.text is None for page in pages),
    )


def _group(
    members: Sequence[CitedPage], bonds: Sequence[Bond], own: Mapping[str, Bond]
) -> OriginGroup:
    urls = tuple(page.url for page in members)
    tying = [bond for bond in bonds if bond.urls[0] in urls]
    return OriginGroup(
        urls=urls,
        bonds=(*tying, *dict.fromkeys(own[url] for url in urls if url in own)),
        independent=any(url not in own for url in urls),
    )


def _bonds(pages: Sequence[CitedPage], copies: Copies) -> Iterator[Bond]:
    """What ties which sources; those that several things tie are named once, by the strongest."""
    seen: set[frozenset[str]] = set()
    for bond in _all_bonds(pages, copies):
        if frozenset(bond.urls) not in seen:
            seen.add(frozenset(bond.urls))
            yield bond


def _all_bonds(pages: Sequence[CitedPage], copies: Copies) -> Iterator[Bond]:
    yield from _shared(Tie.SAME_PAGE, ((p, url) for p in pages for url in addresses_of(p)))
    yield from _same_text(pages, copies)
    yield from _shared(Tie.SAME_PUBLISHER, ((p, key) for p in pages for key in publishers_of(p)))
    yield from _mutual(pages)


def _same_text(pages: Sequence[CitedPage], copies: Copies) -> Iterator[Bond]:
    named = ((page, copies.classes.get(page.text, page.text)) for page in pages if page.text)
    for bond in _shared(Tie.SAME_TEXT, named):
        share = copies.shares.get(bond.detail, 1.0)
        yield Bond(bond.tie, bond.urls, f"{int(100 * share)}%")


def _shared(tie: Tie, keyed: Iterable[tuple[CitedPage, str]]) -> Iterator[Bond]:
    urls: dict[str, dict[str, None]] = defaultdict(dict)
    for page, key in keyed:
        urls[key][page.url] = None
    return (Bond(tie, tuple(sharing), key) for key, sharing in urls.items() if len(sharing) > 1)


def _mutual(pages: Sequence[CitedPage]) -> Iterator[Bond]:
    """Only links that end at the very page count: every page links to front pages."""
    at: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for url in addresses_of(page):
            at[url].add(page.url)
    cites = {
        page.url: {url for link in page.links for url in at.get(link.url, ())} for page in pages
    }
    order = {page.url: place for place, page in enumerate(pages)}
    for one, cited in cites.items():
        for other in sorted(cited, key=order.__getitem__):
            if order[one] < order[other] and one in cites[other]:
                yield Bond(Tie.CITE_EACH_OTHER, (one, other), "")
