"""The postings of a text: true to it, the same after packing, and headings above sentences."""

import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.evidence import (
    TextIndex,
    build_index,
    find_passages,
    pack,
    split_sentences,
    unpack,
)
from claimcheck.core.evidence.headings import heading_above
from claimcheck.core.evidence.languages import tell_language
from claimcheck.core.evidence.packing import POSTINGS_VERSION
from claimcheck.core.evidence.terms import word_terms

PAGE = """Reader survey
The institute asked 4,000 people in May about the news they pay for.
It found that 45 percent of readers pay. The rest of the readers read for free."""


def sentences_of(index: TextIndex, term: str) -> list[int]:
    number = index.number_of(term)
    return [] if number is None else index.sentences_of(number)


def test_postings_say_where_a_term_stands() -> None:
    """Each term leads to its sentences, as often as it stands there; figures are terms too."""
    index = build_index(PAGE)
    assert sentences_of(index, "reader") == [0, 2, 3]
    assert sentences_of(index, "pay") == [1, 2]
    assert sentences_of(index, "#percent:percent:45") == [2]
    assert list(index.figures) == [0, 1, 1, 0]
    assert sentences_of(index, "the") == []  # a small word tells nothing
    assert index.number_of("zebra") is None
    assert [index.terms[n] for n in index.numbers_from("read")] == ["read", "reader"]


TEXTS = st.text(max_size=400) | st.lists(
    st.sampled_from(
        ["readers", "pay", "45", "%", "$5", "million", "Then.", "\n", "東京です。", "é"]
    )
).map(" ".join)


@given(TEXTS)
def test_an_index_is_the_same_after_packing(text: str) -> None:
    """What is kept beside a document is what was read from it, and as long as the text."""
    index = build_index(text)
    assert list(zip(index.starts, index.ends, strict=True)) == split_sentences(text)
    unpacked = unpack(pack(index), len(text))
    assert unpacked is not None
    assert fields_of(unpacked) == fields_of(index)


def fields_of(index: TextIndex) -> list[object]:
    """The parts of an index as plain lists; how its numbers are held does not matter."""
    sentences = (index.starts, index.ends, index.headings, index.figures, index.bounds)
    postings = (index.terms, index.firsts, index.places)
    return [index.text_chars, index.language, *map(list, sentences), *map(list, postings)]


def test_a_long_text_is_packed_too() -> None:
    """Numbers past two bytes keep their value."""
    text = "\n".join(f"Reader number {number} pays." for number in range(30_000))
    index = build_index(text)
    unpacked = unpack(pack(index), len(text))
    assert unpacked is not None
    assert fields_of(unpacked) == fields_of(index)


PACKED = pack(build_index(PAGE))
DAMAGED = [
    b"",  # nothing
    PACKED[:5],  # cut in its head
    PACKED[:-9],  # cut in its body
    PACKED[:12] + bytes(len(PACKED) - 12),  # overwritten
    bytes([PACKED[0] + 1]) + PACKED[1:],  # of another version
    PACKED[:10] + zlib.compress(b"english"),  # a body without columns
    PACKED[:10] + zlib.compress(b"\xff" * 99),  # terms that are no text
]


@pytest.mark.parametrize("packed", DAMAGED)
def test_what_cannot_be_trusted_is_not_used(packed: bytes) -> None:
    """Postings that are damaged or of another version are made anew, never half read."""
    assert unpack(packed, len(PAGE)) is None


def test_postings_of_another_text_are_not_used() -> None:
    """A text that has changed its length since has other postings."""
    assert unpack(PACKED, len(PAGE) + 1) is None


def test_the_version_counts_up_with_the_terms() -> None:
    """Whoever changes sentences, stems or figures has to raise POSTINGS_VERSION with them."""
    text = (
        "Dr. Roe's nominations rose by 3.5% in May 2020.\nDie Häfen wuchsen am 3. Mai.\n"
        "Les élections d'été.\nEl 5 por ciento.\n東京です。"
    )
    known = fields_of(build_index(f"Heading\n{text}"))
    digest = hashlib.sha256(repr(known).encode()).hexdigest()[:16]
    assert (POSTINGS_VERSION, digest) == (2, "ae8638a483ca63d4")


LANGUAGES = [
    ("The ferry was the first of its kind in the harbour.", "english"),
    ("Die Fähre war die erste ihrer Art und ist es noch.", "german"),
    ("Le bac était le premier de son genre dans le port.", "french"),
    ("El barco fue el primero de su tipo en el puerto.", "spanish"),
    ("Il traghetto è stato il primo del suo genere nel porto.", "italian"),
    ("De veerboot was de eerste van zijn soort in het land.", "dutch"),
    ("東京です。", "english"),  # nothing that is known: a default that does no harm
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_a_text_tells_its_language(text: str, language: str) -> None:
    """The small words of a text say how its words are to be stemmed."""
    assert tell_language(text) == language


TERMS = [
    ("Nominations", "nominated", "english", True),  # forms of a word
    ("May", "may", "english", False),  # a month is no small word
    ("US", "us", "english", False),  # nor is a country
    ("war", "war", "english", True),  # a word here, a small word in German
    ("Häfen", "Hafen", "german", True),  # a plural in German
    ("Damáso", "Damaso", "english", True),  # accents are left out as often as not
    ("l’élection", "élections", "french", True),  # what is elided is no part of the word
    ("1,200", "1200", "english", True),  # groups of digits
    ("reader", "road", "english", False),  # other words
]


@pytest.mark.parametrize(("one", "other", "language", "same"), TERMS)
def test_words_are_brought_to_a_common_form(
    one: str, other: str, language: str, same: bool
) -> None:
    """Two spellings of a word are one term, and two words are two."""
    assert word_terms(one, language)
    assert (word_terms(one, language) == word_terms(other, language)) is same


PARAGRAPH = "The harbour was opened in spring, and the ferries have been full ever since that day."


def headings_of(text: str, spans: list[tuple[int, int]] | None = None) -> list[str | None]:
    """The heading above each sentence."""
    index = build_index(text, spans)
    sentences = [text[a:b] for a, b in zip(index.starts, index.ends, strict=True)]
    return [None if above < 0 else sentences[above] for above in index.headings]


HEADINGS = [
    (f"The harbour\n{PARAGRAPH}", [None, "The harbour"]),  # a short line above a paragraph
    (f"Tolls\nPublished on 3 May by the office\n{PARAGRAPH}", [None, "Tolls", "Tolls"]),  # dated
    (f"Maut\nZuletzt aktualisiert: 3. Mai\n{PARAGRAPH}", [None, "Maut", "Maut"]),
    (f"Who pays?\n{PARAGRAPH}", [None, "Who pays?"]),  # a question may be a heading
    (f"Old\n{PARAGRAPH}\nNew\n{PARAGRAPH}", [None, "Old", None, "New"]),  # the nearest above
    (f"Title\nby the desk\n{PARAGRAPH}", [None, "Title", "Title"]),  # a byline between
    (f"Title\n3.5.2020\n{PARAGRAPH}", [None, "Title", "Title"]),  # a date between
    (f"Home\nNews\nSport\nThe title\n{PARAGRAPH}", [None, None, None, None, "The title"]),  # a menu
    (f"One went.\n{PARAGRAPH}", [None, None]),  # a sentence is none
    (f"- a bullet\n{PARAGRAPH}", [None, None]),  # nor is a bullet
    (f"a | b\n{PARAGRAPH}", [None, None]),  # nor a table's row
    ("Home\nNews\nSport", [None, None, None]),  # a menu without text below
]


def test_a_menu_above_the_main_text_is_no_heading_of_it() -> None:
    """What stands in the main text has its heading there; what stands outside keeps its own."""
    text = f"Home Chips About\nInside the lab\n{PARAGRAPH}\nMost read\n{PARAGRAPH}"
    start, end = text.index("Inside"), text.index("\nMost")
    place, last = text.index(PARAGRAPH), text.rindex(PARAGRAPH)
    assert heading_above(text, place) == "Home Chips About"
    assert heading_above(text, place, [(start, end)]) == "Inside the lab"
    assert heading_above(text, place, [(place, end)]) is None
    assert heading_above(text, last, [(start, end)]) == "Most read"
    (found, *_) = find_passages(PARAGRAPH, text, main=[(start, end)])
    assert found.heading == "Inside the lab"


@pytest.mark.parametrize(("text", "headings"), HEADINGS)
def test_headings_are_told_from_other_short_lines(text: str, headings: list[str | None]) -> None:
    """A short line above a paragraph is its heading; menus, bullets and rows are not."""
    assert headings_of(text) == headings


def test_a_document_that_knows_its_headings_is_believed() -> None:
    """With spans given, what begins in them is a heading and nothing else is."""
    text = f"A sentence as a heading.\n{PARAGRAPH}\nNot a heading\n{PARAGRAPH}"
    heading = "A sentence as a heading."
    assert headings_of(text, [(0, len(heading))]) == [None, heading, heading, heading]
