"""Reading HTML: what a reader sees, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.core.documents import Document, read_document
from claimcheck.core.documents.outward import MAX_LINKS
from claimcheck.core.documents.plainness import MAX_SIGNS
from claimcheck.core.documents.tokens import MAX_STEPS

URL = "https://example.org/page"


TREELESS = "<wbr>" * (MAX_SIGNS + 1)
"""In front of a page, a reason to build no tree of it; not a letter of its text."""


def read_both(page: str, media_type: str = "text/html; charset=utf-8") -> Document:
    """Read a page with and without a tree, which has to be the same but for the main text."""
    document = read_document(page.encode(), media_type, URL)
    treeless = read_document((TREELESS + page).encode(), media_type, URL)
    assert treeless.main == ((0, len(treeless.text)),) * bool(treeless.text)
    assert replace(document, main=()) == replace(treeless, main=())
    return document


def read(body: str, head: str = "") -> Document:
    return read_both(f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),  # blocks end lines
        ("<p>a <b>bold</b> wo<i>rd</i></p>", "a bold word"),  # inline elements do not
        ("one<br>two", "one\ntwo"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("<p>much \n\t white&nbsp;space</p>", "much white space"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "a | b\n1 | 2"),
        ("<table><tr><td><p>a</p><td><p>b</p></table>", "a | b"),  # blocks within cells
        ("<table><tr><td>a<td><td>c</table>", "a | | c"),  # an empty cell keeps its place
        ("<table><tr><td>x<p>y<td>z</table>", "x\ny\nz"),  # layout, not data
        ("<pre>one\n  two\n</pre>three", "one\ntwo\nthree"),
        ("<pre><b>one</b>\n<i>two</i> <i>three</i></pre>", "one\ntwo three"),  # coloured code
        ("a<script>var no = '<p>no</p>'</script>b", "ab"),
        ("a<style>p { no: no }</style><template>no</template>", "a"),
        # a shadow root that is sent, or written down by a browser
        (
            "a<b-c><template shadowrootmode=open><p>b<template>no</template></template></b-c>",
            "a\nb",
        ),
        ("a<template hidden shadowrootmode=open>no</template>", "a"),
        ("a<noscript>turn it on</noscript><!-- no -->", "a"),
        ("a<p hidden>no<b>no</b></p>", "a"),
        ('a<p style="color: red; DISPLAY : none">no</p>', "a"),
        ("a<dialog>no</dialog><dialog open>yes</dialog>", "a\nyes"),
        ("<p aria-hidden=true>seen all the same</p>", "seen all the same"),
        ("a<svg><title>no</title></svg>", "a"),
        ("<select><option>one<option>two</select>a", "one\ntwo\na"),  # a click shows them
        # content that waits for a script or a click, by its own name, is read...
        ("a<div class='product defer-block' style='display:none'>b</div>", "a\nb"),
        ("a<div id=score_explanation hidden>b</div>", "a\nb"),
        # ...but not that of a window laid over the page
        ("a<div class='cookie-content' style='display:none'>no</div>", "a"),
        ("a<div class=modal__content hidden>no</div>", "a"),
        ("a<div class=contented hidden>no</div>", "a"),
        ("&lt;p&gt; &amp; &eacute; &#8220;x&#8221;", "<p> & é “x”"),
        ("so\u00adft hy\u200bphen", "soft hyphen"),  # no reader sees these
        ("e\u0301 stays as written", "e\u0301 stays as written"),  # not normalised
        ("a&#0;b\x00c\x1b[31md&#xD800;", "a\ufffdbc[31md\ufffd"),
    ],
)
def test_reads_what_is_seen(body: str, text: str) -> None:
    """The text is what a browser would show, a line a block."""
    assert read(body).text == text


def test_reads_the_facts_of_a_page() -> None:
    """Title, heading, date and language come along, white space collapsed."""
    document = read(
        "<h1>The <i>real</i> head</h1>",
        "<title> A &amp; B\n C </title>"
        '<meta property="article:published_time" content="2024-03-01T10:00:00Z">',
    )
    assert document.title == "A & B C"
    assert document.h1 == "The real head"
    assert document.published == "2024-03-01T10:00:00+00:00"
    assert document.language == "en"
    assert document.charset == "utf-8"


@pytest.mark.parametrize(
    ("body", "head", "published"),
    [
        ("<time datetime=2024-03-01>1 March</time>", "", "2024-03-01"),
        ("", '<meta name=date content="2024/03/01">', "2024-03-01"),
        ('<script type="application/ld+json">{"datePublished":"2024-03-01"}</script>', "",
         "2024-03-01"),
        # the page's own property is surer than any time in its text
        ("<time datetime=2020-01-01>then</time>",
         '<meta property="article:published_time" content="2024-03-01">', "2024-03-01"),
        ("<time datetime=yesterday>x</time>", "<meta name=date content=soon>", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_reads_the_date(body: str, head: str, published: str | None) -> None:
    """The date of publication is read from the surest place, and only if it is a date."""
    assert read(body, head).published == published


def test_reads_what_a_scripted_page_holds_for_readers_without_scripts() -> None:
    """A page that is empty without scripts is read by its fallback, not by a plea to use them."""
    post = "A post of the forum, in full. " * 20
    assert read(f"<noscript><p>{post}</p></noscript>").text == post.strip()
    assert read("<noscript>Turn scripts on.</noscript>").text == ""
    assert read(f"<p>{post}</p><noscript>{post}</noscript>").text == post.strip()


def test_keeps_where_a_page_links_to_beyond_its_own_site() -> None:
    """Whole web addresses on other hosts, as written, each once; none that no source can have."""
    page = """
        <a href=/own>own</a> <a href="https://www.site.example/own">own</a>
        <a href="http://news.site.example/">own, by a name below it</a>
        <a href=" https://a.example/x?y=1#z ">a</a> <a href="https://a.example/x?y=1#z">again</a>
        <a href="HTTP://b.example">b</a> <a href="mailto:x@c.example">no page</a>
        <a href="https://[/">none</a> <a href="https://d.example/a b">none</a> <a>none</a>
        <!-- <a href="https://e.example/">no link</a> -->
    """
    document = read_document(page.encode(), "text/html", "https://site.example/page")
    assert document.links == ("https://a.example/x?y=1#z", "HTTP://b.example")


def test_no_page_keeps_more_links_than_a_long_list_of_references_has() -> None:
    """A page of links alone costs no more than a page."""
    page = "".join(f"<a href=https://{n}.example/>x</a>" for n in range(2 * MAX_LINKS))
    assert (
        len(read_document(page.encode(), "text/html", "https://site.example/").links) == MAX_LINKS
    )


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<svg><g><title>no</title></g></svg><title>yes</title>", "yes"),  # a picture's own
        ("<title> </title><title>yes</title><title>no</title>", "yes"),  # the first that says any
    ],
)
def test_the_title_of_a_page(body: str, title: str) -> None:
    """The first title that says anything is the page's, but for those of its pictures."""
    assert read(body).title == title


def test_a_plea_in_the_head_does_not_begin_the_body() -> None:
    """What is for browsers without scripts stays unseen, whatever markup is in it."""
    plea = "<noscript><div>Turn scripts on.</div></noscript>"
    document = read("<p>Text.</p>", f"{plea}<title>Head</title>")
    assert (document.text, document.title) == ("Text.", "Head")


def test_the_title_for_links_stands_in() -> None:
    """A page without a title of its own has the one that it gives to those who link to it."""
    assert read("x", '<meta property="og:title" content="Shared">').title == "Shared"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 60_000 + "END",
        "<p " + " ".join(f"a{number}=1" for number in range(80_000)) + ">END",
        "<table><tr><td>" * 20_000 + "END",
        "<h1>" * 20_000 + "END",
        "<!DOCTYPE x [<!ENTITY a 'END'><!ENTITY b '&a;&a;&a;'>]><p>&b; END",
        "<?xml version='1.0'?><rss><a>END</a></rss>",
        "\x00" * 10_000 + "END",
        "<p>" + "\ud800".encode("utf-8", "surrogatepass").decode("latin-1") + "END",
    ],
    ids=["nested", "attributes", "tables", "headings", "entities", "xml", "nuls", "surrogate"],
)
def test_survives_hostile_pages(page: str) -> None:
    """A page that is built to break a reader is read, in bounds, without a crash."""
    document = read_document(page.encode(), "text/html", URL)
    assert document.text.endswith("END")
    assert len(document.text) < 30_000


def test_a_flood_of_tags_is_cut_and_said() -> None:
    """More cells than any page needs are not read, and the document says so."""
    document = read_document(b"<td>x" * (MAX_STEPS + 10), "text/html", URL)
    assert document.text.count("x") == MAX_STEPS - 1
    assert document.cut == "only the first 200,000 tags were read"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<a href="x"">seen</a> <a title="a > b">too</a>', "seen too"),  # a stray quote
        ("<p title='<p hidden>'>a</p><p title=\"<!--\">b</p>-->", "a\nb\n-->"),
        ("a <!-- > no --> b <!--> c <!-x> d </ no> e", "a b c d e"),
        ("a < b <c>and</c> 3<4", "a < b and 3<4"),
        ("a<<b>p>x</b>", "a<p>x"),  # two halves do not make a tag
        ("<DIV>a<SCRIPT>no</SCRIPT><P HIDDEN>no</P>b</DIV>", "ab"),  # capitals
        ("<script>if (a</b>c) '<p>'; </scripty></script>x", "x"),
        ("<textarea>a <b>\n&amp; c</textarea>d", "a <b>\n& c\nd"),
        # hidden elements whose end tags are missing
        ("<div><span hidden>no</div>yes", "yes"),
        ("<p hidden>no<p>yes", "yes"),
        ("<ul><li hidden>no<ul><li>no</ul><li>yes</ul>", "yes"),
        ("<table><tr><td hidden>no<td>yes</table>", "yes"),
        ("<div hidden><div>no</div>no</b></div>yes", "yes"),
        ("<br hidden>yes", "yes"),
        ("<svg><path style='display:none'/><text>yes</text></svg>", "yes"),
        ("<svg><style/><title/></svg>yes", "yes"),  # ended at once, in pictures alone
    ],
)
def test_reads_broken_markup_as_browsers_do(body: str, text: str) -> None:
    """What is left out ends where a browser ends it, and no trick hides or shows more."""
    assert read(body).text == text


@pytest.mark.parametrize("length", [*range(4080, 4110), 32_768])
def test_long_text_is_read_in_pieces_without_a_seam(length: int) -> None:
    """No bound of a step parts a word or a character reference, or loses white space."""
    text = "x" * length + "&amp;y z&nbsp;&eacute; w" + "v" * 40_000 + " end"
    expected = "x" * length + "&y z é w" + "v" * 40_000 + " end"
    assert read(text).text == expected
    assert read(f"<pre>{text}</pre>").text == expected
    assert read(f"<textarea>{text}</textarea>").text == expected


def test_an_xml_page_is_read_as_xml() -> None:
    """Elements that XML ends at once do not swallow the page behind them."""
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title><script src="x"/></head>'
        "<body><p>caf&eacute; &lt;b&gt;</p><div hidden=''/><p><![CDATA[a < b]]></p></body></html>"
    )
    document = read_document(page.encode(), "application/xhtml+xml", URL)
    assert (document.title, document.text) == ("T", "café <b>\na < b")


def test_an_xml_page_that_defines_entities_is_read_as_html() -> None:
    """A definition that would blow up a parser of XML is not followed."""
    page = "<!DOCTYPE x [<!ENTITY a 'ha'>]><html><body><p>&a;</p><br/>x</body></html>"
    assert read_document(page.encode(), "application/xhtml+xml", URL).text.endswith("&a;\nx")


TAGS = "<p> </p> <table> <tr> <td> <pre> <!-- --> <![CDATA[ <?xml <!doctype <svg> <script> <h1>"
MARKUP = st.sampled_from([*TAGS.split(), "</script>", "<", ">", "text", "\x00", "\ud800", "\n"])


@settings(max_examples=200)
@given(st.lists(MARKUP, max_size=40).map("".join))
def test_any_markup_is_read(markup: str) -> None:
    """No order of tags raises, and the text can always be stored and printed."""
    content = markup.encode("utf-8", "surrogatepass")
    document = read_document(content, "text/html; charset=utf-8", URL)
    document.text.encode("utf-8")
    assert not any(character < " " and character != "\n" for character in document.text)
    assert document == read_document(content, "text/html; charset=utf-8", URL)
