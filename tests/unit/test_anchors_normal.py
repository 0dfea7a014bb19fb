"""The normal form of a text, and the way back from it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.anchors.normal import BLOCK_CHARS, normal_form, normalise
from claimcheck.core.anchors.sameness import differs_in_typography_alone

SAME = [
    ("“Never,” she said", "'Never,' she said"),  # quotation marks
    ("„Nie“ und »nie«", '"Nie" und "nie"'),
    ("« Jamais » !", "«Jamais»!"),  # French spaces before and within marks
    ("wait… what", "wait... what"),  # ellipsis
    ("2019–2021", "2019-2021"),  # dashes
    ("a word — and more", "a word—and more"),
    ("officer ﬁrst ﬂoor", "officer first floor"),  # ligatures
    ("café", "cafe\u0301"),  # composed and not
    ("５２００台", "5200台"),  # full width
    ("ｶﾞｽ", "ガス"),  # half width
    ("co\u00adoper\u200bate", "cooperate"),  # soft hyphen, zero width
    ("an exam-\nple of", "an example of"),  # a word broken at the line's end
    ("a well-\nknown man", "a well-known man"),  # a hyphen that happens to stand there
    ("too   many\n\n blanks\u00a0here", "too many blanks here"),
    ("日本\n語の文", "日本語の文"),  # no space where a script has none
    ("R&amp;D &mdash; Ltd", "R&D — Ltd"),  # entities that were escaped twice
    ("THE MAYOR", "The mayor"),  # case
    ("Straße", "STRASSE"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typography_makes_no_difference(one: str, other: str) -> None:
    """Two ways to set one text have one normal form and say the same."""
    assert normal_form(one) == normal_form(other)
    assert differs_in_typography_alone(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10² tonnes", "102 tonnes"),  # a raised digit is no further digit
        ("rose by 5", "rose by -5"),  # a sign
        ("3-4 percent", "34 percent"),  # a range
        ("1.5 percent", "15 percent"),
        ("résumé", "resume"),  # an accent
        ("to day", "today"),
    ],
)
def test_what_says_something_else_stays_apart(one: str, other: str) -> None:
    """No rule takes one figure or word for another."""
    assert normal_form(one) != normal_form(other)


def test_a_hyphen_within_a_line_tells_two_words_apart() -> None:
    """Who re-signs does not resign, though both have one normal form."""
    assert normal_form("He will re-sign") == normal_form("He will resign")
    assert not differs_in_typography_alone("He will re-sign", "He will resign")


odd = st.lists(
    st.sampled_from([*"abcde XYZ.,;!?'\"()&-\n\t 0123456789", "é", "e\u0301", "ﬁ", "—", "“", "”",
                     "\u00ad", "\u200b", "\u00a0", "日", "本", "カ", "ﾞ", "５", "…", "&amp;"]),
    max_size=80,
).map("".join)  # fmt: skip


@given(odd, st.integers(0, 80), st.integers(1, 80))
def test_the_way_back_is_exact(text: str, start: int, length: int) -> None:
    """What is found in the normal form has, in the source, that same normal form."""
    normal = normalise(text)
    start = min(start, max(0, len(normal.text) - 1))
    end = min(len(normal.text), start + length)
    if start >= end:
        return
    left, right = normal.span(start, end)
    assert 0 <= left <= right <= len(text)
    found = normal_form(text[left:right]).strip(" -'")
    wanted = normal.text[start:end].strip(" -'")
    assert wanted in normal_form(text[max(0, left - 6) : right + 6]) or wanted in found


@given(
    st.lists(st.sampled_from(["word", "wörd", "“quoted”", "日本語", "a-b", "x—y"])).map(" ".join)
)
def test_words_are_found_at_their_own_place(text: str) -> None:
    """The span of a word in the normal form is that word in the source."""
    normal = normalise(text)
    place = normal.text.find("wörd")
    if place >= 0:
        assert text[slice(*normal.span(place, place + 4))] == "wörd"
        assert normal.span(place, place + 4)[0] == text.find("wörd")


def test_blocks_do_not_show() -> None:
    """A long text has the normal form of its parts, wherever the blocks are cut."""
    line = "It was well-known — “so they said” — that co\u00adoperation, e\u0301tude & 5 % count. "
    text = line * (4 * BLOCK_CHARS // len(line))
    normal = normalise(text)
    assert normal.text == normal_form(text)
    place = normal.text.rfind("étude")
    left, right = normal.span(place, place + 5)
    assert unicodedata.normalize("NFC", text[left:right]) == "étude"
    assert normal.place(left) == place
