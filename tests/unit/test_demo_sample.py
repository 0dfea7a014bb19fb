"""The sample report, its claims and its pages say what the demo's story needs them to say."""

import re
import threading
from datetime import date
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from claimcheck.demo.site import PAGES, Page, SampleSite, read_file, sample_claims, sample_report

SITE = SampleSite(
    harbour="http://127.0.0.1:1001",
    council="http://127.0.0.2:1002",
    lantern="http://127.0.0.3:1003",
    library="http://127.0.0.4:1004",
    weather="http://127.0.0.1:1005",
    second_edition=threading.Event(),
)
OWN_PAGES = [  # of each host, without the shared 404 and redirect pages
    pytest.param(host, page.file, id=page.file)
    for host in PAGES
    for page in PAGES[host].values()
    if page.file.startswith(f"{host}/") and page.file.endswith(".html")
]


def load() -> dict[str, Any]:
    return yaml.safe_load(sample_claims(SITE))


def claims() -> dict[str, dict[str, Any]]:
    return {claim["key"]: claim for claim in load()["claims"]}


def page_of(url: str) -> Page | None:
    """Find the page that answers an address of the sample, after its redirect; None if none."""
    base, path = re.fullmatch(r"(http://[^/]+)(/.*)", url).groups()
    host = next(name for name in (*PAGES, "weather") if getattr(SITE, name) == base)
    page = PAGES.get(host, {}).get(path)
    return PAGES[host][page.location] if page and page.location else page


def words_of(file: str) -> str:
    """Give what a reader sees of a page, whitespace collapsed."""
    soup = BeautifulSoup(read_file(f"pages/{file}"), "lxml")
    for hidden in soup(["script", "style"]):
        hidden.decompose()
    return " ".join(soup.get_text(" ").split())


def number_of(text: str) -> int:
    return int(text.replace(",", ""))


def cited_pages(key: str) -> list[Page | None]:
    """Give the page behind each source of a claim, in their order."""
    urls = {ref["key"]: ref["url"] for ref in load()["report"]["references"]}
    return [page_of(urls[source["ref"]]) for source in claims()[key].get("sources", [])]


# key of the claim, what each of its pages says about it
SUPPORTED = [
    ("ferry-passengers-2025", ["carried 48,200 passengers in 2025", "48,200 passengers used"]),
    ("day-ticket-2026", ["A day ticket for the ferry costs €6.40 since 1 January 2026"]),
    ("second-boat", ["considering a second boat for the ferry line"]),
]


@pytest.mark.parametrize(("key", "sentences"), SUPPORTED)
def test_supported_claims_stand_in_their_pages(key: str, sentences: list[str]) -> None:
    """Every source of a supported claim says it in one sentence that can be found."""
    pages = cited_pages(key)
    assert len(pages) == len(sentences)
    for page, sentence in zip(pages, sentences, strict=True):
        assert sentence in words_of(page.file)


@pytest.mark.parametrize(
    ("key", "figure"),
    [
        ("ferry-passengers-2025", "48,200"),
        ("day-ticket-2026", "€6.40"),
        # partly supported: the figure is right, the rest is not
        ("ferry-bicycles-2025", "6,350"),
    ],
)
def test_figure_of_the_claim_is_in_its_pages(key: str, figure: str) -> None:
    """What the claim counts, the pages count alike."""
    assert figure in claims()[key]["text"]
    assert all(figure in words_of(page.file) for page in cited_pages(key))


def test_refuted_claim_meets_another_figure() -> None:
    """The claim says 52 percent, the page 45; the 52 of an old survey stands in a script only."""
    (page,) = cited_pages("ferry-islanders-2025")
    words = words_of(page.file)
    assert "52 percent" in claims()["ferry-islanders-2025"]["text"]
    assert "45 percent of the ferry's passengers were residents of Sorrel Island" in words
    assert "52" not in words
    assert b"52 percent" in read_file(f"pages/{page.file}")


def test_partly_supported_claim_goes_too_far() -> None:
    """Not every bicycle travels free, which the page says in the next sentence."""
    (page,) = cited_pages("ferry-bicycles-2025")
    assert "all of them free of charge" in claims()["ferry-bicycles-2025"]["text"]
    assert "in July and August, when the deck is full, it needs a ticket" in words_of(page.file)


def test_page_that_does_not_address_its_claim() -> None:
    """The crew's page is about the crew and never about first aid."""
    (page,) = cited_pages("crew-first-aid-2025")
    words = words_of(page.file).lower()
    assert "crew" in words
    assert not re.search("first.aid|certificate", words)


@pytest.mark.parametrize(
    ("key", "status", "content_type"),
    [
        ("ferry-inspection-2025", 200, "application/pdf"),  # to be read by a person
        ("waiting-room-2025", 403, "text/html; charset=utf-8"),  # blocked
        ("first-crossing-1904", 200, "text/html; charset=utf-8"),  # soft 404
        ("log-books-1931", 200, "text/html; charset=utf-8"),  # robots denied
    ],
)
def test_sources_that_bring_no_readable_evidence(key: str, status: int, content_type: str) -> None:
    """Each kind of failure has one claim, whose page answers as it should."""
    (page,) = cited_pages(key)
    assert (page.status, page.content_type) == (status, content_type)


def test_sources_without_a_page() -> None:
    """One source is dead, one host does not answer, and the opinions cite nothing."""
    assert cited_pages("ferry-engine-2024") == [None]
    assert cited_pages("fog-days-2025") == [None]
    without = {key for key, claim in claims().items() if "sources" not in claim}
    assert without == {"mooring-lamp-1962", "evening-crossing", "ferry-passengers-2026"}


def test_robots_txt_closes_the_reading_room() -> None:
    """The library's rule covers the page that the report cites."""
    assert read_file("pages/library/robots.txt") == b"User-agent: *\nDisallow: /reading-room/\n"
    assert "{library}/reading-room/log-books" in read_file("claims.yaml").decode()


def test_what_cannot_be_checked_says_so() -> None:
    """The opinion and the forecast, and only they, are marked as not checkable."""
    unchecked = {key: c["kind"] for key, c in claims().items() if c.get("checkable") is False}
    assert unchecked == {"evening-crossing": "opinion", "ferry-passengers-2026": "forecast"}


def test_hedge_of_the_report_is_kept() -> None:
    """The report says "reportedly", so the claim carries it."""
    assert {key: c["hedge"] for key, c in claims().items() if "hedge" in c} == {
        "second-boat": "reportedly"
    }


def test_claims_file_is_whole() -> None:
    """Every placeholder is filled, keys are unique, references exist and all are cited."""
    text = sample_claims(SITE).decode()
    assert not re.search(r"\{\w+\}", text)
    loaded = load()
    assert (loaded["version"], loaded["report"]["key"]) == (1, "ferry-one-year-on")
    assert loaded["report"]["published_on"] == date(2026, 2, 14)
    assert len(claims()) == len(loaded["claims"]) == 15
    refs = {reference["key"] for reference in loaded["report"]["references"]}
    cited = {source["ref"] for claim in loaded["claims"] for source in claim.get("sources", [])}
    assert cited == refs


def test_template_is_yaml_of_its_own() -> None:
    """The shipped file can be read and checked before any address is filled in."""
    assert yaml.safe_load(read_file("claims.yaml"))["claims"] == load()["claims"]


def test_every_claim_has_its_place_in_the_report() -> None:
    """Section and quote stand in the report word for word, in the order of the claims."""
    report, position = sample_report(), 0
    for key, claim in claims().items():
        assert claim["section"] in report.splitlines(), key
        assert len(claim["quote"].split()) <= 6, key
        assert report.count(claim["quote"]) == 1, key
        assert report.index(claim["quote"]) > position, key
        position = report.index(claim["quote"])


def test_report_cites_what_the_claims_file_lists() -> None:
    """The titles of the sources that the author names are those of the report's own list."""
    named = set(re.findall(r"^\[\d+\] [^:]+: (.+)$", sample_report(), re.MULTILINE))
    origins = {
        source["ref"]: source["origin"]
        for claim in claims().values()
        for source in claim.get("sources", [])
    }
    references = load()["report"]["references"]
    assert named == {ref["title"] for ref in references if origins[ref["key"]] == "author"}


@pytest.mark.parametrize(("host", "file"), OWN_PAGES)
def test_pages_look_like_pages_and_link_to_pages(host: str, file: str) -> None:
    """A page has a language, title, heading, menu, footer, style, script and no dead link."""
    soup = BeautifulSoup(read_file(f"pages/{file}"), "lxml")
    assert soup.html["lang"] == "en"
    assert soup.h1.get_text() in soup.title.get_text()
    assert len(soup.find_all("h1")) == 1
    for part in ("header", "nav", "main", "article", "footer", "style", "script"):
        assert soup.find(part), part
    assert not soup.find(src=True)
    assert not soup.find("link")
    assert {link["href"] for link in soup("a")} <= set(PAGES[host])


def test_tables_of_both_editions_add_up() -> None:
    """The quarters sum to the year that the sentence names, before and after the correction."""
    page = PAGES["harbour"]["/ferry-2025"]
    for file in (page.file, page.second):
        soup = BeautifulSoup(read_file(f"pages/{file}"), "lxml")
        rows = [[number_of(cell.get_text()) for cell in row("td")] for row in soup.tbody("tr")]
        assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
        assert f"carried {rows[-1][0]:,} passengers in 2025" in words_of(file)


def test_second_edition_leaves_the_other_claims_alone() -> None:
    """The correction touches the number of passengers; islanders and bicycles stand as before."""
    page = PAGES["harbour"]["/ferry-2025"]
    before, after = words_of(page.file), words_of(page.second)
    assert "48,200" in before
    assert "48,200" not in after
    for kept in ("45 percent of the ferry's passengers", "carried 6,350 bicycles in 2025"):
        assert kept in before
        assert kept in after


def test_pdf_is_a_pdf() -> None:
    """The cross-reference table points at every object, and the text can be read (ISO 32000-1)."""
    content = read_file("pages/harbour/inspection-2025.pdf")
    assert content.startswith(b"%PDF-1.4\n")
    assert content.endswith(b"%%EOF\n")
    xref = int(re.search(rb"startxref\n(\d+)\n", content)[1])
    entries = re.findall(rb"(\d{10}) 00000 n \n", content[xref:])
    assert content[xref:].startswith(b"xref\n0 %d\n" % (len(entries) + 1))
    for number, offset in enumerate(entries, start=1):
        assert content[int(offset) :].startswith(b"%d 0 obj\n" % number)
    length, stream = re.search(rb"/Length (\d+) >>\nstream\n(.*)endstream", content, re.S).groups()
    assert int(length) == len(stream)
    assert b"(Result: the inspection found no defects.) Tj" in stream
