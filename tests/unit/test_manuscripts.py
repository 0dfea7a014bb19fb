"""Reports read from plain text, Markdown, HTML and Word: words, headings, links, places."""

from io import BytesIO

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.manuscripts import (
    Manuscript,
    UnreadableWord,
    read_markdown,
    read_page,
    read_plain_manuscript,
    read_word,
)


def headings(manuscript: Manuscript) -> list[tuple[int, str]]:
    return [(h.level, manuscript.text[h.start : h.end]) for h in manuscript.headings]


def links(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(manuscript.text[link.start : link.end], link.url) for link in manuscript.links]


PROSE = "It is a long sentence that says something about the harbour of the town."
PLAIN_HEADINGS = (
    # numbered, even where it asks
    ("1. Overview: The End of the Port?", [(1, "1. Overview: The End of the Port?")]),
    # short, without a stop
    ("The Ferries", [(2, "The Ferries")]),
    # hash signs as in Markdown
    ("## The Ferries", [(2, "The Ferries")]),
    # a sentence, a bullet, an address, a line that goes on
    ("The ferries run.", []),
    ("- ferries", []),
    ("https://example.org/ferries", []),
    ("and the ferries", []),
    ("Who runs the ferries?", []),
    # nothing to count letters in
    ("* * *", []),
)


@pytest.mark.parametrize(("line", "expected"), PLAIN_HEADINGS)
def test_plain_headings_are_told_by_their_shape(line: str, expected: list[tuple[int, str]]) -> None:
    """A short line without a stop heads the prose that follows it."""
    assert headings(read_plain_manuscript(f"{line}\n{PROSE}\n")) == expected


def test_a_short_last_line_heads_nothing() -> None:
    """A signature at the end is no heading: nothing follows."""
    assert headings(read_plain_manuscript(f"{PROSE}\nThe Desk")) == []


def test_hand_wrapped_paragraphs_are_joined_in_place() -> None:
    """A line break within a paragraph becomes a space; no character moves."""
    wrapped = (
        "The harbour handled more containers in this year than\n"
        "in the year before, and the ferries were full.\n\n- one\n- two"
    )
    text = read_plain_manuscript(wrapped).text
    assert "than in the year before" in text
    assert text.endswith("full.\n\n- one\n- two")
    assert len(text) == len(wrapped)


@given(st.text(max_size=400))
def test_plain_places_are_those_of_the_file(text: str) -> None:
    """Whatever the text, it stays as long as it is, and printable signs stay where they are."""
    read = read_plain_manuscript(text).text
    assert len(read) == len(text)
    for a, b in zip(text, read, strict=True):
        assert a == b or b in " \n"


def test_addresses_end_before_punctuation() -> None:
    """The stop of a sentence is no part of an address, a pair of parentheses is."""
    text = "See (https://example.org/a_(b)), https://example.org/c. And http://example.org/d?e=f!"
    assert [url for _, url in links(read_plain_manuscript(text))] == [
        "https://example.org/a_(b)", "https://example.org/c", "http://example.org/d?e=f",
    ]  # fmt: skip


MARKDOWN = """---
title: "The year"
---
# The *harbour* in 2025

The harbour handled **41,200** containers,
more than [Port B](https://example.org/b_(x) "title").[^1] See [the law][law] and <https://a.example/x>.

Setext
------
> Quoted `code` words, 2 * 3, snake_case \\*.

- First ![a picture](p.png)item

```
not prose
```

| a | b |
|---|---|

[law]: https://law.example/1
[^1]: Yearbook, https://y.example/2025.
[^2]: A note without an address.
"""


def test_markdown_reads_as_its_reader_sees_it() -> None:
    """Signs, code blocks and definitions are gone; blocks stand on their own lines."""
    read = read_markdown(MARKDOWN)
    assert read.text.split("\n") == [
        "The harbour in 2025",
        "The harbour handled 41,200 containers, more than Port B. See the law and "
        "https://a.example/x.",
        "Setext",
        "Quoted code words, 2 * 3, snake_case *.",
        "- First item",
        "| a | b |",
        ": A note without an address.",
    ]
    assert headings(read) == [(1, "The harbour in 2025"), (2, "Setext")]
    assert read.title == "The year"


def test_markdown_links_of_every_form() -> None:
    """Inline, by reference, bare, and a footnote's address for the sentence that it marks."""
    assert links(read_markdown(MARKDOWN)) == [
        ("Port B", "https://example.org/b_(x)"),
        (".", "https://y.example/2025"),
        ("the law", "https://law.example/1"),
        ("https://a.example/x", "https://a.example/x"),
    ]


def test_markdown_places_lead_back_into_the_file() -> None:
    """What stands in the text unbroken stands in the file at the place that is given."""
    read = read_markdown(MARKDOWN)
    for words in ("The harbour handled", "41,200", "more than", "Port B", "snake_case", "First"):
        start = read.text.index(words)
        begin, end = read.place_in_file(start, start + len(words))
        assert MARKDOWN[begin:end] == words


@given(st.text(alphabet="ab *_[]()!`#>-|~^:\\\n<https://x.y>1.", max_size=200))
def test_any_markdown_can_be_read(text: str) -> None:
    """Broken markup is text; every link and heading lies within the text."""
    read = read_markdown(text)
    for mark in (*read.links, *read.headings):
        assert 0 <= mark.start <= mark.end <= len(read.text)
    if read.text:
        begin, end = read.place_in_file(0, len(read.text))
        assert 0 <= begin <= end <= len(text)


PAGE = b"""<html><head><title>The year | Desk</title></head><body>
<nav><a href="/">Home</a></nav>
<article><h1>The <b>harbour</b></h1>
<p>It handled <a href="/y?a=1&amp;b=2">41,200 containers</a>, <a href="#note">see</a>.</p>
<h2><a href="https://example.org/ferries">Ferries</a></h2><p>They are <a>full</a>.</p></article>
<footer>Imprint</footer></body></html>"""


def test_a_page_is_read_as_its_article() -> None:
    """Menus beside a marked article are left out; links are resolved, those within it dropped."""
    read = read_page(PAGE, "text/html", "https://example.org/2025/")
    assert read.text.split("\n") == [
        "The harbour", "It handled 41,200 containers, see.", "Ferries", "They are full.",
    ]  # fmt: skip
    assert headings(read) == [(1, "The harbour"), (2, "Ferries")]
    assert links(read) == [
        ("41,200 containers", "https://example.org/y?a=1&b=2"),
        ("Ferries", "https://example.org/ferries"),
    ]
    assert read.title == "The harbour"


def test_a_page_with_two_articles_is_read_whole() -> None:
    """Where it is not clear which element is the report, nothing is left out."""
    page = b"<body><p>Before.</p><article>One.</article><article>Two.</article></body>"
    assert read_page(page, "text/html", "").text == "Before.\nOne.\nTwo."


@given(st.text(alphabet="<>/ah1 href='\"=#x", max_size=200))
def test_any_page_can_be_read(markup: str) -> None:
    """Broken markup raises nothing, and every mark lies within the text."""
    read = read_page(markup.encode(), "text/html", "http://[broken")
    for mark in (*read.links, *read.headings):
        assert read.text[mark.start : mark.end]


def word_document() -> bytes:
    document = docx.Document()
    document.add_heading("The harbour", 1)
    paragraph = document.add_paragraph("It handled ")
    hyperlink = OxmlElement("w:hyperlink")
    address = document.part.relate_to(
        "https://example.org/y", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    hyperlink.set(qn("r:id"), address)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "41,200 containers"
    run.append(words)
    hyperlink.append(run)
    paragraph._p.append(hyperlink)
    paragraph.add_run(".")
    document.add_paragraph("Ferries", style="List Bullet")
    document.add_paragraph("")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def test_word_gives_paragraphs_headings_links_and_rows() -> None:
    """A Word document reads like any other report."""
    read = read_word(word_document())
    assert read.text.split("\n") == [
        "The harbour", "It handled 41,200 containers.", "- Ferries", "a | b",
    ]  # fmt: skip
    assert headings(read) == [(1, "The harbour")]
    assert links(read) == [("41,200 containers", "https://example.org/y")]


NO_WORD = (
    b"",
    b"plain text",
    b"PK\x03\x04broken",
    word_document()[:-200],  # torn
)


@pytest.mark.parametrize("content", NO_WORD)
def test_what_is_no_word_document_is_named(content: bytes) -> None:
    """Other bytes are refused in words, not with a traceback."""
    with pytest.raises(UnreadableWord):
        read_word(content)
