"""Laws of independence: what holds for any sources, any report and any copies."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.independence import (
    REPORT_TIES,
    Address,
    CheckedReport,
    CitedPage,
    Copies,
    Independence,
    find_independence,
)

TEXTS = [f"text{n}" for n in range(5)]
addresses = st.builds(
    lambda domain, path: Address(f"https://{domain}/{path}", domain),
    st.sampled_from(["a.example", "b.example", "c.example", "d.example", "github.com"]),
    st.sampled_from(["", "1", "2", "3/4"]),
)
names = st.sampled_from([None, "Harbour News", "b", "News", "The Desk"])
cited = st.builds(
    lambda address, **more: CitedPage(address.url, address, **more),
    addresses,
    landed=st.none() | addresses,
    canonical=st.none() | addresses,
    publisher=names,
    links=st.lists(addresses, max_size=3).map(tuple),
    text=st.none() | st.sampled_from(TEXTS),
    bears=st.booleans(),
)
pages = st.lists(cited, max_size=8, unique_by=lambda page: page.url)
reports = st.none() | st.builds(
    CheckedReport,
    address=st.none() | addresses,
    publisher=names,
    publisher_domain=st.none() | st.sampled_from(["a.example", "b.example"]),
    text=st.none() | st.sampled_from(TEXTS),
)
copied = st.lists(st.sampled_from(TEXTS), max_size=4, unique=True).map(
    lambda texts: Copies(dict.fromkeys(texts, min(texts))) if len(texts) > 1 else Copies()
)


def partition(found: Independence) -> set[frozenset[str]]:
    return {frozenset(group.urls) for group in found.groups}


@given(pages, reports, copied)
def test_grouping_is_an_equivalence(
    sources: list[CitedPage], report: CheckedReport | None, copies: Copies
) -> None:
    """Every source is in one group and in one only; every reason stays within its group."""
    found = find_independence(sources, report, copies)
    grouped = [url for group in found.groups for url in group.urls]
    assert sorted(grouped) == sorted(page.url for page in sources)
    for group in found.groups:
        for bond in group.bonds:
            assert bond.tie in REPORT_TIES or set(bond.urls) <= set(group.urls)


@given(pages, reports, copied, st.randoms())
def test_the_order_of_sources_does_not_matter(
    sources: list[CitedPage],
    report: CheckedReport | None,
    copies: Copies,
    chance: random.Random,
) -> None:
    """The same groups, the same numbers, however the sources are listed."""
    shuffled = list(sources)
    chance.shuffle(shuffled)
    first, second = (find_independence(listed, report, copies) for listed in (sources, shuffled))
    assert partition(first) == partition(second)
    assert {bond.tie for bond in first.own} == {bond.tie for bond in second.own}
    for name in ("independent_origins", "supporting_origins", "circular", "bearing", "unseen"):
        assert getattr(first, name) == getattr(second, name), name


def test_citing_a_page_is_citing_all_that_are_that_page() -> None:
    """Two addresses of one page are cited by a link to either, whichever is listed last."""
    a, b = Address("https://a.example/", "a.example"), Address("https://b.example/", "b.example")
    page = CitedPage(a.url, a)
    other_address = CitedPage("https://c.example/", Address("https://c.example/", "c.example"),
                              canonical=a, links=(b,))  # fmt: skip
    citing = CitedPage(b.url, b, links=(a,))
    for listed in ([page, other_address, citing], [other_address, page, citing]):
        assert len(find_independence(listed).groups) == 1


@given(pages.filter(bool), reports, copied, cited, st.data())
def test_a_copy_never_raises_the_number_of_origins(
    sources: list[CitedPage],
    report: CheckedReport | None,
    copies: Copies,
    other: CitedPage,
    data: st.DataObject,
) -> None:
    """Whoever repeats the text of a source, wherever and linking to whatever, adds no voice."""
    model = data.draw(st.sampled_from(sources))
    text = model.text or "text of its own"
    with_text = [replace(page, text=text) if page is model else page for page in sources]
    added = replace(other, url="https://copy.example/", text=text)
    before = find_independence(with_text, report, copies)
    after = find_independence([*with_text, added], report, copies)
    assert after.independent_origins <= before.independent_origins


@given(pages, reports, copied)
def test_no_report_makes_a_source_more_independent(
    sources: list[CitedPage], report: CheckedReport | None, copies: Copies
) -> None:
    """What a report is known to be takes origins away, never adds one."""
    alone = find_independence(sources, None, copies)
    found = find_independence(sources, report, copies)
    assert found.independent_origins <= alone.independent_origins
    assert partition(found) == partition(alone)


@given(pages, reports, copied)
def test_the_numbers_agree_with_each_other(
    sources: list[CitedPage], report: CheckedReport | None, copies: Copies
) -> None:
    """Supporting origins are among the origins; circular is support without any of them."""
    found = find_independence(sources, report, copies)
    assert 0 <= found.supporting_origins <= found.independent_origins <= len(found.groups)
    assert found.circular is (found.bearing > 0 and found.supporting_origins == 0)
    assert found.sources == len(sources)
