"""The two tiers of a document: the whole visible text, and the main text within it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.documents import Document, read_document, read_structure
from claimcheck.core.documents.hints import AROUND, ASIDE, COMMENTS, MAIN, is_label, standings_of

URL = "https://example.org/news/page"
PROSE = "The council voted on Tuesday to rebuild the bridge, which was closed after the flood. "
LINKS = "".join(f"<li><a href=/{n}>Section number {n}</a>" for n in range(12))


def read(body: str) -> Document:
    return read_document(f"<html><body>{body}</body></html>".encode(), "text/html", URL)


@pytest.mark.parametrize(
    ("around", "what"),
    [
        (f"<nav><ul>{LINKS}</ul></nav>", "Section"),  # by its element
        (f"<div class=main-menu><ul>{LINKS}</ul></div>", "Section"),  # by its class
        (f"<div><ul>{LINKS}</ul></div>", "Section"),  # by its links alone
        ("<footer><p>All rights are reserved by the publisher of this site.</footer>", "rights"),
        ("<div id=cookieConsent><p>We use cookies to make this page better for you.</div>", "We"),
        ("<div class=related-stories><h3>Related</h3><p>Another story</div>", "Another"),
        ("<section class=comments><p>A reader thinks that it is about time.</section>", "reader"),
        ("<p>Photo: the agency</p>", "Photo"),  # a label
        ("<p><a href=/x>Read the other story on this</a></p>", "other"),  # leads elsewhere
        ("<h2>More stories</h2><nav>One | Two</nav>", "More"),  # the heading of what is dropped
    ],
)
def test_what_stands_around_is_no_main_text(around: str, what: str) -> None:
    """Menus, notices, comments and labels are in the whole text and not in the main text."""
    document = read(f"<h1>Bridge</h1><article>{f'<p>{PROSE * 3}</p>' * 4}{around}</article>")
    assert document.main_text.split("\n")[:2] == ["Bridge", (PROSE * 3).strip()]
    assert what in document.text
    assert what not in document.main_text


@pytest.mark.parametrize(
    "body",
    [
        # a block that holds the text is the page, whatever it is called
        f"<div class=sidebar><p>{PROSE * 5}<p>{PROSE * 5}</div>",
        # `has-sidebar` says what is elsewhere
        f"<div class='page has-sidebar'><p>{PROSE * 5}</div>",
        # a lead before the centre of the text
        f"<h1>Bridge</h1><p>{PROSE}</p><div>{f'<p>{PROSE * 5}</p>' * 5}</div>",
        # a forum: comments are the page
        f"<div class=comments>{f'<div class=comment><p>{PROSE * 2}</div>' * 6}</div>",
        # text that a click opens
        f"<div>{f'<p>{PROSE}</p>' * 4}<div role=tabpanel hidden><p>{PROSE * 3}</div></div>",
        # words of a menu on a block of running text
        f"<div>{f'<p>{PROSE}</p>' * 9}<div class=menu><p>{PROSE * 4}</div></div>",
    ],
)
def test_running_text_is_main_text(body: str) -> None:
    """No name of a block, and no place of it, takes the text of a page away."""
    assert read(body).main_text == read(body).text


def test_the_items_of_a_listing_are_its_main_text() -> None:
    """Where there is no running text, what is linked is what the page is about."""
    items = "".join(
        f"<li><a href=/{n}>A headline about matter number {n} of the council</a>" for n in range(9)
    )
    document = read(f"<nav><a href=/>Home</a></nav><main><h1>News</h1><ul>{items}</ul></main>")
    assert document.main_text == document.text.removeprefix("Home\n")


def test_spans_lead_back_to_the_whole_text() -> None:
    """Each span is whole lines of the text, in order and apart."""
    document = read(f"<nav>Menu</nav><p>{PROSE * 3}<p>{PROSE * 3}<nav>More</nav><p>{PROSE * 3}")
    lines = document.text.split("\n")
    assert [document.text[start:end].split("\n") for start, end in document.main] == [
        lines[1:3],
        lines[4:],
    ]


@given(st.lists(st.sampled_from(["<div>", "</div>", "<nav>", "<p>", "<h2>", "<ul><li>", PROSE])))
def test_main_text_is_lines_of_the_text(parts: list[str]) -> None:
    """Whatever the page, spans are in order, do not touch, and begin and end with a line."""
    document = read("".join(parts))
    at = -1
    for start, end in document.main:
        assert at < start < end <= len(document.text)
        assert document.text[start - 1 : start] in ("", "\n")
        assert document.text[end : end + 1] in ("", "\n")
        at = end


@pytest.mark.parametrize(
    ("hint", "with_text", "without"),
    [
        ("site-footer", AROUND, AROUND),
        ("SiteFooter", AROUND, AROUND),  # words are told apart by capitals too
        ("main-menu", MAIN, AROUND),  # parts of pages are called so as well
        ("related_posts", ASIDE, ASIDE),
        ("comment-list", COMMENTS, COMMENTS),
        ("commentary", MAIN, MAIN),  # a word within another says nothing
        ("no-sidebar has-comments", MAIN, MAIN),
        ("site__author-box", ASIDE, ASIDE),  # some words say something together alone
        ("author box", MAIN, MAIN),
        ("author-footer", AROUND, AROUND),
        ("teaser footer", AROUND, AROUND),  # the surer of two words counts, wherever it stands
    ],
)
def test_names_of_blocks(hint: str, with_text: int, without: int) -> None:
    """A class or identifier is taken by its words."""
    assert standings_of(hint) == (with_text, without)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Foto: Agentur", True),
        ("© 2024 Agency", True),
        ("Read more", True),
        ("Kommentare (3)", True),
        ("Photographs of the flood were shown to the council.", False),
        ("Related to the flood, the council said, were eleven closures. " * 3, False),  # too long
    ],
)
def test_labels(line: str, expected: bool) -> None:
    """A short line that says where a picture is from or what else to read is a label."""
    assert is_label(line) is expected


def test_structure_stands_in_the_text() -> None:
    """Headings, items, rows and links are given by their places in the text of the page."""
    page = (
        b"<h1>Head</h1><p>See <a href='/x'>this</a>, <a href='y'>this</a> and"
        b" <a href='javascript:no'>no</a>.<ul><li>one<li><p>two</ul>"
        b"<table><tr><td>a<td><a href='https://else.example/'>b</a></table><h3>Sub</h3>"
    )
    text = read_document(page, "text/html", URL).text
    found = read_structure(page, "text/html", URL)
    assert [(h.level, text[h.start : h.end]) for h in found.headings] == [(1, "Head"), (3, "Sub")]
    assert [text[start:end] for start, end in found.items] == ["one", "two"]
    assert [text[start:end] for start, end in found.rows] == ["a | b"]
    assert [(link.href, text[link.start : link.end]) for link in found.links] == [
        ("https://example.org/x", "this"),
        ("https://example.org/news/y", "this"),
        ("https://else.example/", "b"),
    ]
    assert found.links[0].end < found.links[1].start


def test_a_page_says_who_made_it() -> None:
    """Author, publisher, dates and address come from meta tags and JSON-LD, the surest first."""
    page = """<head><link rel=canonical href="/story"><meta property=og:site_name content="Post">
      <meta property="article:modified_time" content="2024-03-02">
      <script type="application/ld+json">{"@graph": [
        {"@type": "WebPage", "datePublished": "2020-01-01"},
        {"@type": "NewsArticle", "datePublished": "2024-03-01", "publisher": {"name": "House"},
         "author": [{"@id": "#one"}, {"name": "The second desk"}]},
        {"@type": "Person", "@id": "#one", "name": "The first desk"}]}</script></head><p>x"""
    document = read_document(page.encode(), "text/html", URL)
    assert document.author == "The first desk, The second desk"
    assert document.publisher == "Post"
    assert (document.published, document.modified) == ("2024-03-01", "2024-03-02")
    assert document.canonical_url == "https://example.org/story"


@pytest.mark.parametrize(
    "script", ["[" * 100_000, "{", '{"author": {"name": {"a": 1}}}', '"x"', "[1, null, [[]]]"]
)
def test_broken_linked_data_says_nothing(script: str) -> None:
    """What is no JSON, or says something else, is passed over."""
    page = f"<script type=application/ld+json>{script}</script><p>x"
    document = read_document(page.encode(), "text/html", URL)
    assert (document.text, document.author, document.published) == ("x", None, None)
