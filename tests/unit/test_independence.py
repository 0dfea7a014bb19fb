"""Whether sources are several voices or one: each reason, what is carried on, what is circular."""

from dataclasses import replace

import pytest

from claimcheck.core.independence import (
    Address,
    CheckedReport,
    CitedPage,
    Copies,
    Independence,
    Tie,
    circle_of,
    find_independence,
    reasons_of,
    summary_of,
)

REPORT = CheckedReport(
    address=Address("https://desk.example/report", "desk.example"),
    publisher="The Harbour Desk",
    text="report",
)


def at(url: str) -> Address:
    """An address whose registrable domain is its host without `www.`."""
    return Address(url, url.split("/")[2].removeprefix("www."))


def page(url: str, **more: object) -> CitedPage:
    """A source at an address; anything else can be told of it."""
    return replace(CitedPage(url, at(url)), **more)


def links(*urls: str) -> tuple[Address, ...]:
    return tuple(map(at, urls))


def copies(*texts: str, share: float = 0.87) -> Copies:
    return Copies(dict.fromkeys(texts, texts[0]), {texts[0]: share})


A, B, C = "https://a.example/1", "https://b.example/2", "https://c.example/3"

TOGETHER = [
    # nothing ties them
    ([page(A), page(B)], Copies(), None, ""),
    # a redirect of one ends at the other
    ([page(A, landed=at(B)), page(B)], Copies(), Tie.SAME_PAGE, B),
    # both redirect to a third
    ([page(A, landed=at(C)), page(B, landed=at(C))], Copies(), Tie.SAME_PAGE, C),
    # one names the other as its canonical address
    ([page(A, canonical=at(B)), page(B)], Copies(), Tie.SAME_PAGE, B),
    # a copy in an archive lies where the page itself does
    (
        [CitedPage("https://web.archive.org/web/2020/" + A, at(A)), page(A)],
        Copies(), Tie.SAME_PAGE, A,
    ),
    # the very same text, byte for byte
    ([page(A, text="t"), page(B, text="t")], Copies(), Tie.SAME_TEXT, "100%"),
    # near copies
    ([page(A, text="t"), page(B, text="u")], copies("t", "u"), Tie.SAME_TEXT, "87%"),
    # texts of two classes
    ([page(A, text="t"), page(B, text="v")], copies("t", "u"), None, ""),
    # one domain, two hosts
    ([page("https://www.a.example/x"), page(A)], Copies(), Tie.SAME_PUBLISHER, "a.example"),
    # two domains that say who they are in the same words
    (
        [page(A, publisher="Harbour News"), page(B, publisher="HARBOUR-NEWS")],
        Copies(), Tie.SAME_PUBLISHER, "harbournews",
    ),
    # a name that anybody may have
    ([page(A, publisher="News"), page(B, publisher="News")], Copies(), None, ""),
    # one platform, two accounts
    ([page("https://github.com/x/1"), page("https://github.com/y/1")], Copies(), None, ""),
    # one account
    (
        [page("https://github.com/x/1"), page("https://github.com/X/2")],
        Copies(), Tie.SAME_PUBLISHER, "github.com/x",
    ),
    # a redirect away from a domain: the page is of where it ended
    ([page(A, landed=at("https://b.example/other")), page(B)], Copies(),
     Tie.SAME_PUBLISHER, "b.example"),
    # each names the other as its source
    ([page(A, links=links(B, C)), page(B, links=links(A))], Copies(), Tie.CITE_EACH_OTHER, ""),
    # only one names the other
    ([page(A, links=links(B)), page(B)], Copies(), None, ""),
    # they link to each other's front pages
    (
        [page(A, links=links("https://b.example/")), page(B, links=links("https://a.example/"))],
        Copies(), None, "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "copied", "tie", "detail"), TOGETHER, ids=range(len(TOGETHER)))
def test_what_makes_two_sources_one(
    pages: list[CitedPage], copied: Copies, tie: Tie | None, detail: str
) -> None:
    """Each reason by itself makes one origin of two, and is named; without one there are two."""
    found = find_independence(pages, None, copied)
    assert found.independent_origins == (1 if tie else 2)
    named = [(bond.tie, bond.detail) for group in found.groups for bond in group.bonds]
    assert named == ([(tie, detail)] if tie else [])
    assert sorted(url for group in found.groups for url in group.urls) == sorted(
        page.url for page in pages
    )


OWN = [
    # a page of somebody else
    (page(A), Copies(), None),
    # the report's own address
    (page("https://desk.example/report"), Copies(), Tie.REPORT),
    # a page that names the report as its canonical address
    (page(A, canonical=REPORT.address), Copies(), Tie.REPORT),
    # the report's text, republished
    (page(A, text="t"), copies("report", "t"), Tie.REPORT_COPY),
    # another page of the report's domain
    (page("https://www.desk.example/other"), Copies(), Tie.REPORT_PUBLISHER),
    # the publisher names itself elsewhere
    (page(A, publisher="the harbour desk"), Copies(), Tie.REPORT_PUBLISHER),
    # the publisher's name is what the domain is called
    (page("https://theharbourdesk.example/x"), Copies(), Tie.REPORT_PUBLISHER),
    # an account of that name on a platform says nothing about who holds it
    (page("https://theharbourdesk.example/x", landed=at("https://github.com/z/1")), Copies(), None),
    # all that it links to outside its own site is the report; buttons for sharing aside
    (
        page(A, links=links("https://desk.example/report", "https://a.example/more",
                            "https://x.com/share")),
        Copies(), Tie.REPORT_ONLY_SOURCE,
    ),
    # it names another source too
    (page(A, links=links("https://desk.example/report", B)), Copies(), None),
    # it links to the publisher's front page alone
    (page(A, links=links("https://desk.example/")), Copies(), None),
    # a redirect out of the report's domain is no page of it
    (page("https://desk.example/go/1", landed=at(A)), Copies(), None),
]  # fmt: skip


@pytest.mark.parametrize(("cited", "copied", "tie"), OWN, ids=range(len(OWN)))
def test_what_makes_a_source_the_reports_own(
    cited: CitedPage, copied: Copies, tie: Tie | None
) -> None:
    """Such a source is no independent origin, and its support alone is circular."""
    found = find_independence([replace(cited, bears=True)], REPORT, copied)
    assert found.independent_origins == found.supporting_origins == (0 if tie else 1)
    assert found.circular is (tie is not None)
    assert [bond.tie for bond in found.own] == ([tie] if tie else [])


def test_a_report_that_is_known_by_its_publisher_alone() -> None:
    """A publisher that is given as a host name is told by its domain, no address needed."""
    report = CheckedReport(publisher="a.example", publisher_domain="a.example")
    found = find_independence([page(A), page(B)], report)
    assert found.independent_origins == 1
    deep = page(B, links=links("https://a.example/some/page"))
    assert find_independence([deep], report).own[0].tie is Tie.REPORT_ONLY_SOURCE
    front = page(B, links=links("https://a.example/"))
    assert find_independence([front], report).own == ()


def test_without_a_report_nothing_is_circular() -> None:
    """A claim that stands in no report cannot rest on it."""
    found = find_independence([page(A, bears=True)])
    assert (found.circular, found.independent_origins) == (False, 1)


def test_ties_are_carried_on() -> None:
    """A shares its text with B and B its publisher with C: one origin, with both reasons."""
    pages = [page(A, text="t"), page(B, text="u"), page("https://b.example/3")]
    found = find_independence(pages, None, copies("t", "u"))
    assert found.independent_origins == 1
    assert {bond.tie for bond in found.groups[0].bonds} == {Tie.SAME_TEXT, Tie.SAME_PUBLISHER}


def test_who_repeats_the_reports_own_source_adds_nothing() -> None:
    """A copy of a page of the report's publisher is not independent either; its site still is."""
    own = page("https://desk.example/other", text="t")
    copy = page(A, text="u")
    found = find_independence([own, copy], REPORT, copies("t", "u"))
    assert found.independent_origins == 0
    assert [bond.tie for bond in found.own] == [Tie.REPORT_PUBLISHER, Tie.REPORT_SHARED]
    more = find_independence([own, copy, page("https://a.example/else")], REPORT, copies("t", "u"))
    assert more.independent_origins == 1


def test_one_independent_voice_breaks_the_circle() -> None:
    """Support is circular only as long as every source that supports is the report's own."""
    own = page("https://desk.example/other", bears=True)
    assert find_independence([own, page(A)], REPORT).circular
    assert not find_independence([own, page(A, bears=True)], REPORT).circular
    assert not find_independence([replace(own, bears=False)], REPORT).circular


def own_and(*others: CitedPage) -> Independence:
    return find_independence([page("https://desk.example/x"), *others], REPORT, copies("t", "u"))


SAID = [
    # no source, nothing to say
    (find_independence([]), "", ()),
    # one source needs no reason
    (find_independence([page(A)]), "1 source, 1 independent origin", ()),
    # what the only source is
    (
        own_and(),
        "1 source, no independent origin: it is of the report's own publisher (desk.example)",
        (),
    ),
    # which of several are meant is said apart
    (
        own_and(page(A, text="t"), page(B, text="u")),
        "3 sources, 1 independent origin: one is of the report's own publisher (desk.example); "
        "two carry the same text (87% of the shorter one); one without a copy to compare",
        (
            ("one is of the report's own publisher (desk.example)", ("https://desk.example/x",)),
            ("two carry the same text (87% of the shorter one)", (A, B)),
        ),
    ),
    # how far support reaches, where it is not all
    (
        find_independence([page(A, bears=True, text="v"), page(B, text="w")]),
        "2 sources, 2 independent origins: support comes from 1 source, 1 independent origin",
        (),
    ),
]


@pytest.mark.parametrize(("found", "summary", "reasons"), SAID, ids=range(len(SAID)))
def test_what_was_found_is_said_in_sentences(
    found: Independence, summary: str, reasons: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    """One line gives sources, origins and reasons; the reasons name their sources."""
    assert summary_of(found) == summary
    assert set(reasons_of(found)) == set(reasons)


def test_a_circle_is_said_by_what_it_rests_on() -> None:
    """The words of an alarm name each way in which the support is the report's own."""
    found = find_independence(
        [page("https://desk.example/x", bears=True), page(REPORT.address.url, bears=True)], REPORT
    )
    assert circle_of(found) == (
        "nothing independent of the report supports it; one source is of the report's own "
        "publisher (desk.example); one source is the report itself"
    )
