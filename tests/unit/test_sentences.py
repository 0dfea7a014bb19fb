"""Where sentences end, and where a full stop does not end one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.evidence import split_sentences
from claimcheck.core.evidence.sentences import MAX_SENTENCE_CHARS


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["One came.", "Two went!", "Did three?", "Four…", "Five."],
        ["Dr. Who met Mr. X in Jan. of that year.", "He left."],  # abbreviations
        ["J. R. R. Someone wrote it.", "It sold."],  # initials
        ["The U.S. Senate met.", "It voted."],
        ["He lives in the U.S.", "She does not."],  # the same letters end a sentence
        ["It cost $3.5 million.", "That is much."],  # decimals
        ["See Fig. 3 and No. 5 there.", "Then go on."],
        ["It is small, e.g. like this, i.e. tiny.", "Yes."],
        ["He asked “Why?”", "She said “No.”", "They left."],  # closing quotes
        ["Grew in 2020.", "45 percent did."],  # a year ends a sentence
        ["It grew.[12]", "It fell."],  # a footnote mark belongs to what it notes
        ["Am 3. Oktober kam er, z.B. nach Bonn.", "Im 19. Jahrhundert war das anders."],
        ["M. Untel est venu.", "Il est parti."],
        ["El Sr. Tal vino.", "Se fue."],
        ["1. First thing to do.", "Next thing."],  # a list number
    ],
)
def test_splits_a_line(parts: list[str]) -> None:
    """A line parts into its sentences, in the languages we know the habits of."""
    assert split(" ".join(parts)) == parts


def test_splits_japanese_and_chinese() -> None:
    """A full-width stop ends a sentence without a space."""
    assert split("東京です。人口は1400万人です。はい") == [
        "東京です。",
        "人口は1400万人です。",
        "はい",
    ]


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
