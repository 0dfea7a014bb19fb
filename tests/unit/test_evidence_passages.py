"""Passages: the right ones first, exactly where they stand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.evidence import find_passages

PAGE = """Reader survey
The institute asked 4,000 people in May about the news they pay for.
It found that 45 percent of readers pay for at least one subscription. The rest read for free.
Weather tomorrow: sun and some wind.
Two years ago the share of paying readers stood at 38 percent.
Subscribe to our letter"""


def test_the_best_passage_comes_first() -> None:
    """The sentence that speaks of the claim is the first passage."""
    best = find_passages("45 percent of readers pay for a subscription", PAGE)[0]
    assert best.selector.exact.startswith("It found that 45 percent of readers pay")
    assert "reader" in best.matched_terms
    assert "#percent:percent:45" in best.matched_terms


def test_inflections_are_one_word() -> None:
    """A claim finds what it says in another form of the word."""
    (best,) = find_passages("paid subscriptions", "They sell cars.\nHe has a paid subscription.")
    assert best.selector.exact == "He has a paid subscription."


def test_a_figure_is_found_in_another_notation() -> None:
    """A figure counts by its value, so that it draws its sentence up."""
    text = "The deal was large for the firm.\nThe deal cost 1,200 million dollars for the firm."
    best = find_passages("The deal cost the firm $1.2 billion", text)[0]
    assert "1,200 million" in best.selector.exact


def test_each_passage_brings_something_new() -> None:
    """What a passage has covered counts for less, so that the second half of a claim is found."""
    text = "Apples grow in the north.\nApples grow in the far north.\nPears grow in the south."
    exacts = [p.selector.exact for p in find_passages("Apples grow north, pears south", text, 2)]
    assert len(exacts) == 2
    assert "Pears grow in the south." in exacts


def test_chinese_and_japanese_match() -> None:
    """Scripts without spaces are matched by pairs of characters."""
    best = find_passages("東京の人口", "大阪は西です。東京の人口は多い。")[0]
    assert best.selector.exact == "東京の人口は多い。"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Readers pay", ""),
        ("", PAGE),
        ("the of and", PAGE),  # only words without meaning
        ("Quantum zebra", PAGE),  # nothing in common
    ],
)
def test_nothing_in_common_gives_nothing(claim: str, text: str) -> None:
    """No passage is better than one that has nothing to do with the claim."""
    assert find_passages(claim, text) == []


def test_a_repeated_sentence_is_shown_once() -> None:
    """Menus and teasers repeat sentences; the reader sees each once."""
    text = "Readers pay more.\nOther things.\nReaders pay more."
    assert len(find_passages("Readers pay more", text)) == 1


def test_the_limit_holds() -> None:
    """No more passages than asked for."""
    text = "\n".join(f"Readers of paper {number} pay." for number in range(50))
    assert len(find_passages("Readers pay", text, limit=3)) == 3


WORD_LIST = ["readers", "pay", "45", "percent", "$5", "million", "paid.", "Then", "news!", "The\n"]
WORDS = st.sampled_from(WORD_LIST)


@given(st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS, max_size=80).map(" ".join))
def test_the_laws_of_passages(claim: str, text: str) -> None:
    """Selectors are exact, passages disjoint, the best first, and the answer always the same."""
    passages = find_passages(claim, text)
    spans = sorted((p.selector.start, p.selector.end) for p in passages)
    assert all(text[p.selector.start : p.selector.end] == p.selector.exact for p in passages)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    scores = [passage.score for passage in passages]
    assert scores == sorted(scores, reverse=True)
    assert passages == find_passages(claim, text)
