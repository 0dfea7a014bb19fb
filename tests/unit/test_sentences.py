"""Where sentences end, and where a full stop does not end one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.evidence import split_sentences
from claimcheck.core.evidence.sentences import MAX_SENTENCE_CHARS


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


SAME_LINE = [
    ["One came.", "Two went!", "Did three?", "Four…", "Five."],  # every mark of an end
    ["It cost $3.5 million.", "That is much."],  # a decimal point
    ["Version 3.2.1 is out.", "Get it at www.example.org today."],  # points within a word
    ["Grew in 2020.", "45 percent did."],  # a year ends a sentence, a number opens one
    ["Dr. Who met Mr. X in Jan. of that year.", "He left."],  # abbreviations that go on
    ["See Fig. 3 and No. 5 there.", "Then go on."],  # with a number
    ["The answer was no.", "He left."],  # `no` is a word too
    ["J. R. R. Someone wrote it.", "It sold."],  # initials
    ["The U.S. Senate met.", "It voted."],  # letters with points go on
    ["He lives in the U.S.", "She does not."],  # the same letters end a sentence
    ["They met at 5 p.m. on Monday.", "Then they left."],  # a time of day goes on
    ["He works for Harbour Inc.", "The shares rose."],  # a firm's name ends a sentence
    ["It is small, e.g. like this, i.e. tiny.", "Yes."],  # Latin
    ["It cost Rs. 500 in all.", "Cheap."],  # a currency
    ["Shares rose.", "eBay fell."],  # a name opens with a small letter
    ["Then... nothing.", "At all."],  # dots and a small letter go on
    ["He asked “Why?”", "She said “No.”", "They left."],  # closing quotes belong to the end
    ['"Is it true?" she asked.', "Nobody knew."],  # a question within the sentence
    ["It grew.[12]", "It fell."],  # a footnote mark belongs to what it notes
    ["1. First thing to do.", "Next thing."],  # a list number
    ["Am 3. Oktober kam er, z.B. nach Bonn.", "Im 19. Jahrhundert war das anders."],  # German dates
    ["Der 2. Weltkrieg endete 1945.", "Danach kam Frieden."],  # a German ordinal before a noun
    ["Das sind ca. 3,5 Mio. Euro.", "Viel Geld."],  # German amounts
    ["Prof. Dr. Muster kam usw.", "Er sprach."],  # titles, and an abbreviation at the end
    ["„Das ist gut.“", "Sie lachte."],  # German quotes close with what opens in English
    ["M. Untel est venu.", "Il est parti."],  # French titles
    ["« Oui. »", "Il part."],  # French quotes have a blank before them
    ["C'est vrai !", "Et toi ?", "Oui, 3,5 millions."],  # French marks too
    ["El Sr. Tal vino.", "¿Quién es?", "¡Hola!"],  # Spanish marks open a sentence
    ["EE.UU. ganó 3,5 millones.", "Fue mucho."],  # Spanish plural letters
]


@pytest.mark.parametrize("parts", SAME_LINE, ids=" ".join)
def test_splits_a_line(parts: list[str]) -> None:
    """A line parts into its sentences, in the languages we know the habits of."""
    assert split(" ".join(parts)) == parts


UNSPACED = [
    ["東京です。", "人口は1400万人です。", "はい"],  # a full-width stop needs no blank
    ["本当？", "はい！", "価格は3.5億円です。"],  # other marks, and a decimal point
    ["「東京です。」と言った。", "次は5月です。"],  # a quotation in a sentence goes on
    ["「東京です。」", "彼は笑った。"],  # one that stands alone does not
]


@pytest.mark.parametrize("parts", UNSPACED, ids="".join)
def test_splits_japanese_and_chinese(parts: list[str]) -> None:
    """Scripts without blanks part at their stops."""
    assert split("".join(parts)) == parts


LINES = [
    ["A heading", "What stands below it.", "More."],  # a heading is never run into its text
    ["- a bullet", "* another one", "3. a third"],  # bullets
    ["Port | Ships p.a. | Est. Value. Note", "Harbour | 3.5 | 4. Good"],  # rows stay whole
    ["Port\tShips. Value", "Harbour\t3.5. Good"],  # cells by tabs
]


@pytest.mark.parametrize("parts", LINES, ids=" / ".join)
def test_lines_of_other_kinds(parts: list[str]) -> None:
    """Headings, bullets and table rows are passages of their own, however they are dotted."""
    assert split("\n".join(parts)) == parts


def test_an_indented_paragraph_is_no_row() -> None:
    """A tab before the first word does not make a table of a paragraph."""
    assert split("\tOne came. Two went.") == ["One came.", "Two went."]


def test_every_line_stands_for_itself() -> None:
    """Headings, bullets and table rows are never run into their neighbours."""
    assert split("A heading\n- a bullet\n\n  x | y  \nlast") == [
        "A heading",
        "- a bullet",
        "x | y",
        "last",
    ]


def test_a_run_without_stops_is_cut() -> None:
    """A passage stays short enough to read, even when nobody wrote a full stop."""
    spans = split_sentences("word " * 2000)
    assert all(end - start <= MAX_SENTENCE_CHARS for start, end in spans)


@given(st.text(alphabet='ab A.!?。\n"”1 .Dr', max_size=200) | st.text(max_size=200))
def test_spans_are_ordered_disjoint_and_whole(text: str) -> None:
    """Spans follow one another, begin and end with ink, and lose no visible character."""
    spans = split_sentences(text)
    place = 0
    for start, end in spans:
        assert place <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[place:start].strip()
        place = end
    assert not text[place:].strip()
