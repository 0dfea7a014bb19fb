"""The HTML page as a browser would read it: parsed by lxml, judged as a tree."""

import itertools
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

import report_support as sample
from claimcheck.core.outcomes import Health
from claimcheck.core.status import StatusReport
from claimcheck.core.workflow import State, Support, Verdict
from claimcheck.reports import render_html, words

HOSTILE = (
    "</style></title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" style="background:url(http://evil.example/x)',
    "--><!-- ]]><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "&quot;&#34;><b>",
    "</p></section></main></body></html>",
    "\x00\x1b\u202e\ud800",
    "`</code><script>`",
)


def page_of(report: StatusReport) -> html.HtmlElement:
    """Render and parse the page."""
    return html.document_fromstring(render_html(report).encode())


def tags_of(report: StatusReport) -> Counter[tuple[str, tuple[str, ...]]]:
    """
    Count the elements of the page, each with the names of its attributes.

    A bare `code` is left out: backticks in a next step may make one, and it can do nothing.
    """
    nodes = page_of(report).iter()
    counts = Counter((str(node.tag), tuple(sorted(node.attrib))) for node in nodes)
    del counts[("code", ())]
    return counts


def text_of(node: html.HtmlElement) -> str:
    """Give what a reader sees of an element, on one line."""
    return " ".join(node.text_content().split())


def one_text(report: StatusReport, text: str) -> StatusReport:
    """Put the same text into every field of a report."""
    return sample.with_every_text(report, lambda _: text)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_adds_an_element_or_an_attribute(hostile: str) -> None:
    """A page of hostile texts has exactly the elements and attributes of a harmless one."""
    report = sample.sample_report()
    assert tags_of(one_text(report, hostile)) == tags_of(one_text(report, "harmless"))
    assert "<script" not in render_html(one_text(report, hostile))


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet=st.characters(), min_size=1), st.sampled_from(HOSTILE))
def test_no_text_at_all_adds_an_element(text: str, hostile: str) -> None:
    """The law behind the table: it holds for any text, alone and around a hostile one."""
    report = sample.sample_report()
    mixed = one_text(report, f"x{text}{hostile}{text}")
    assert tags_of(mixed) == tags_of(one_text(report, "harmless"))


def test_the_page_asks_for_nothing() -> None:
    """No script, no style sheet, image, font or frame from anywhere, and a policy that says so."""
    report = sample.sample_report()
    page = page_of(report)
    assert not page.xpath("//script|//link|//img|//iframe|//object|//embed|//form|//base")
    assert not page.xpath("//@src|//@srcset|//@action|//@onclick|//@style")
    assert not re.search(r"@import|url\(", render_html(report))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_links_lead_to_the_page_or_to_the_web_and_give_nothing_away() -> None:
    """Every link is a place on the page or http(s); those that leave carry their rel."""
    page = page_of(sample.sample_report())
    names = set(page.xpath("//@id"))
    assert len(names) == len(page.xpath("//@id"))
    for link in page.xpath("//a"):
        if link.get("href").startswith("#"):
            assert link.get("href")[1:] in names
        else:
            assert link.get("href").startswith(("http://", "https://"))
            assert link.get("rel") == "noreferrer noopener nofollow"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_other_addresses_are_shown_but_not_linked(url: str) -> None:
    """An address that is not of the web stays text, in every place that shows one."""
    source = sample.source(url, final_url=f"{url}#moved")
    claim = sample.claim(citations=(sample.citation(source),))
    report = replace(sample.sample_report(), claims=(claim,), sources=(source,), reports=())
    page = page_of(report)
    assert not [href for href in page.xpath("//a/@href") if not href.startswith("#")]
    assert url in text_of(page)


def test_alarms_stand_at_the_top_and_are_never_folded() -> None:
    """The first section is what needs attention; no alarm hides in a closed block."""
    page = page_of(sample.sample_report())
    first = page.xpath("//main/section")[0]
    assert text_of(first.find("h2")) == "Needs attention (4)"
    assert [text_of(key) for key in first.xpath(".//a[@class='key']")] == [
        "pass-share-52",
        "dredging-cost",
        "bicycles-52",
        "season-passes",
    ]
    assert page.xpath("//strong[@class='differs']")
    assert not page.xpath("//details//strong[@class='differs']")
    assert not page.xpath("//article[contains(@class, 'alarm')]//details//blockquote")


def test_a_figure_that_differs_shows_both_values() -> None:
    """Claim and source stand side by side, in the article and at the top."""
    page = page_of(sample.sample_report())
    told = "FIGURE DIFFERS: the claim says 52 percent, this passage says 45 percent"
    assert told in {text_of(node) for node in page.xpath("//strong[@class='differs']")}


def test_green_is_for_verified_and_supported_claims_alone() -> None:
    """Over every verdict and state, only a verified, supported claim wears the green badge."""
    for verdict in Verdict:
        for state in State:
            for verified in (True, False):
                claim = sample.claim(verdict=verdict, state=state, verified=verified)
                page = page_of(replace(sample.empty_report(), claims=(claim,)))
                green = bool(page.xpath("//span[contains(@class, 'good')]"))
                assert green is (verified and verdict is Verdict.SUPPORTED)


def test_a_contradicted_claim_is_never_green() -> None:
    """A sign-off does not hide that a source contradicts."""
    claim = sample.claim(
        verdict=Verdict.SUPPORTED,
        state=State.SIGNED_OFF,
        verified=True,
        citations=(sample.citation(support=Support.CONTRADICTS),),
    )
    page = page_of(replace(sample.empty_report(), claims=(claim,)))
    assert not page.xpath("//span[contains(@class, 'good')]")
    assert page.xpath("//section/h2[@id='attention']")


def test_the_pictures_add_up_and_say_their_counts_in_words() -> None:
    """Each bar has a title and a description; its legend names every choice and sums up."""
    page = page_of(sample.sample_report())
    figures = page.xpath("//div[@class='bars']/figure")
    assert [text_of(figure.find("figcaption")) for figure in figures] == [
        "Verified",
        "State",
        "Verdict",
        "Health",
    ]
    for figure, choices in zip(figures, (None, State, Verdict, Health), strict=True):
        svg = figure.find("svg")
        assert svg.get("role") == "img"
        assert text_of(svg.find("title"))
        told = text_of(svg.find("desc"))
        legend = [text_of(row) for row in figure.xpath(".//ul/li")]
        assert sum(int(row.split()[-1]) for row in legend) == 12
        assert sum(int(part.split()[0]) for part in told.split(", ")) == 12
        if choices:
            assert [row.rsplit(" ", 1)[0] for row in legend] == [words.word(x) for x in choices]


def test_bars_fill_their_width() -> None:
    """The segments of a bar lie side by side and together take all of it."""
    for svg in page_of(sample.sample_report()).xpath("//svg[@class='bar']"):
        ends = [
            (float(rect.get("x")[:-1]), float(rect.get("width")[:-1]))
            for rect in svg.findall("rect")
        ]
        assert sum(width for _, width in ends) == pytest.approx(100, abs=0.1)
        for (left, width), (after, _) in itertools.pairwise(ends):
            assert left + width == pytest.approx(after, abs=0.01)


def test_the_index_leads_to_every_claim() -> None:
    """One row a claim, alarms first, each with a link to its article."""
    report = sample.large_report(120)
    page = page_of(report)
    links = page.xpath("//table[@class='index']/tbody/tr/th/a/@href")
    articles = page.xpath("//article/@id")
    assert [link[1:] for link in links] == articles
    assert len(articles) == 120
    assert articles[:3] == ["claim-claim-0", "claim-claim-50", "claim-claim-100"]


def test_a_key_that_is_no_slug_cannot_take_the_place_of_another() -> None:
    """Claims with unfit keys are anchored by number, apart from every key."""
    keys = ("-1", "A B", "a", "attention", "-1")
    loud = tuple(sample.claim(key, verdict=Verdict.REFUTED) for key in ("-2", "C D"))
    claims = tuple(sample.claim(key) for key in keys) + loud
    page = page_of(replace(sample.empty_report(), claims=claims))
    names = page.xpath("//@id")
    assert len(set(names)) == len(names)
    for href in page.xpath("//a/@href"):
        assert href[1:] in names


def test_evidence_is_highlighted_between_its_context() -> None:
    """The hit is marked, its prefix and suffix stand around it; who pinned it stands above."""
    page = page_of(sample.sample_report())
    (figure, *_) = page.xpath("//article[@id='claim-pass-share-52']//figure")
    quote = figure.find("blockquote")
    assert text_of(quote.find("mark")) == sample.passage().exact
    assert text_of(quote).startswith("…on the island route alone.")
    assert text_of(figure.find("figcaption")) == "Pinned by checker"
    assert "pinned" in figure.get("class")


def test_a_page_that_was_moved_or_not_read_says_so() -> None:
    """The final address of a redirect and the reason for an unread source are shown."""
    shown = text_of(page_of(sample.sample_report()))
    assert "moved to https://new.example/tides" in shown
    assert "application/pdf is archived but not read" in shown


def test_failures_name_source_outcome_and_next_step() -> None:
    """Every source that failed has a row, and no row lacks a next step."""
    report = sample.sample_report()
    rows = page_of(report).xpath("//section[h2/@id='failures']//tbody/tr")
    assert len(rows) == len(report.failures) == 14
    for row, source in zip(rows, report.failures, strict=True):
        cells = [text_of(cell) for cell in row]
        assert cells[0] == source.url
        assert cells[1].startswith(words.outcome_line(source))
        assert cells[2]


def test_the_page_can_be_read_without_eyes() -> None:
    """Language, one h1, landmarks, headings that skip no level, table heads with scope."""
    page = page_of(sample.sample_report())
    assert page.get("lang") == "en"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == len(page.xpath("//header")) == 1
    levels = [int(str(node.tag)[1]) for node in page.xpath("//h1|//h2|//h3|//h4")]
    for before, after in itertools.pairwise(levels):
        assert after <= before + 1
    assert not page.xpath("//th[not(@scope)]")
    assert page.xpath("//meta[@name='viewport']")


def contrast(first: str, second: str) -> float:
    """
    Compute the contrast of two colours written `#rrggbb`.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """

    def luminance(colour: str) -> float:
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_has_enough_contrast_in_both_themes() -> None:
    """Every colour of text reaches 4.5 to 1 (WCAG 2.2, AA) on paper and the count on its bar."""
    style = page_of(sample.sample_report()).xpath("string(//style)")
    themes = [dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in style.split("@media")]
    light, dark = themes[0], themes[0] | themes[1]
    on = {"light-on": "ink1 ink2 bad2 warn1 paper", "dark-on": "ink4 ink5 good bad warn4"}
    for theme in (light, dark):
        pairs = [(theme[name], theme["paper"]) for name in ("ink", "quiet", "bad", "warn", "good")]
        pairs.append((theme["ink"], theme["hit"]))
        for text, fills in (on | {"mid-on": "ink3 warn2 warn3"}).items():
            pairs += [(theme[text], theme[fill]) for fill in fills.split()]
        for first, second in pairs:
            assert contrast(first, second) >= 4.5, (first, second)


def test_an_empty_page_says_what_to_do_next() -> None:
    """Without claims there is no picture and no table, but a next step."""
    page = page_of(sample.empty_report())
    assert not page.xpath("//svg|//table")
    assert "claimcheck import FILE" in {text_of(code) for code in page.xpath("//code")}
