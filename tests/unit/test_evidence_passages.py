"""Passages: the right ones first, exactly where they stand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.evidence import build_index, cover_claim, find_passages, pack, unpack

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


@pytest.mark.parametrize(
    "line",
    [
        "Readers pay for news.",  # the same sentence again and again
        "Readers {n} pay for news.",  # ever another one
        "readers " * 90,  # one word alone
        "Readers pay news 45 percent {n} $5",  # figures in every line
    ],
)
def test_a_page_that_repeats_the_claim_is_searched_all_the_same(line: str) -> None:
    """What a page has thousands of times costs no more than reading it: this would take hours."""
    text = "\n".join(line.format(n=number) for number in range(5_000))
    found = find_passages("45 percent of readers pay for news", text)
    assert 1 <= len(found) <= 5


OTHER_WORDS = [
    ("The minister was nominated", "They spoke of his nomination."),  # another form of the word
    ("Picnicking is free", "A picnic costs money here."),  # a word that begins like it
    ("They married", "The wedding was loud."),  # a word that says nearly the same
    ("Damáso spoke", "Then Damaso spoke at last."),  # an accent that is left out
    ("Die Häfen wuchsen", "Der Hafen ist gewachsen und wird noch größer."),  # German forms
]


@pytest.mark.parametrize(("claim", "sentence"), OTHER_WORDS)
def test_a_claim_finds_what_is_said_in_other_words(claim: str, sentence: str) -> None:
    """The source seldom uses the very words of the claim."""
    text = f"Something else is told here.\n{sentence}\nAnd other things too."
    best = find_passages(claim, text)[0]
    assert best.selector.exact == sentence
    assert best.score > 0


def test_words_that_any_text_has_count_less() -> None:
    """A rare name outweighs words that are in every text, rare as they may be in this one."""
    text = "Then people came.\nNarvik has a harbour.\nMore is told.\nAnd more."
    best = find_passages("People came to Narvik", text)[0]
    assert best.selector.exact == "Narvik has a harbour."


def test_words_that_stand_together_count_more() -> None:
    """Two words side by side, as in the claim, are more than the same two apart."""
    apart = "The union of the credit banks spoke."
    beside = "The credit union of the banks spoke."
    text = f"Other things are told.\n{apart}\nOther things are told.\n{beside}\nOther things."
    assert find_passages("A credit union", text)[0].selector.exact == beside


def test_the_heading_travels_with_its_passage() -> None:
    """What a passage stands under says whom `she` means."""
    told = "She opened the bridge in May, and since then it has carried the traffic."
    text = f"The mayor\n{told}\n{PAGE}"
    best = find_passages("The bridge was opened in May", text)[0]
    assert best.heading == "The mayor"
    best = find_passages("The bridge was opened in May", text, headings=[(0, 3)])[0]
    assert best.heading == "The mayor"
    assert find_passages("The bridge was opened in May", text, headings=[])[0].heading is None


def test_the_main_text_goes_first() -> None:
    """A teaser in the margin repeats the words of a claim; the article is what is cited."""
    teaser, article = "Readers pay for news", "Many readers now pay for their news."
    text = f"{teaser}\n{article}\nOther things."
    start = text.index(article)
    main = [(start, start + len(article))]
    assert find_passages("Readers pay for news", text)[0].selector.exact == teaser
    found = find_passages("Readers pay for news", text, main=main)
    assert [p.selector.exact for p in found] == [article, teaser]


def test_what_stands_only_in_the_margin_is_found() -> None:
    """The whole text is searched: what an extractor has dropped can be what is cited."""
    text = "An article about cats and dogs.\nReaders pay for news."
    (best,) = find_passages("Readers pay for news", text, main=[(0, 10)])
    assert best.selector.exact == "Readers pay for news."


def test_what_no_passage_holds_is_said() -> None:
    """The claim's words and figures that are left are given as the claim writes them."""
    claim = "45 percent of Readers pay $9 for zebras"
    found = cover_claim(claim, PAGE, build_index(PAGE))
    assert found.uncovered_terms == ("zebras", "$9")
    text = "The bridge cost 1,200 million dollars."
    found = cover_claim("The bridge cost $1.2 billion", text, build_index(text))
    assert found.uncovered_terms == ()  # however the figure is written
    assert cover_claim("Zebras sleep", PAGE, build_index(PAGE)).uncovered_terms == (
        "Zebras",
        "sleep",
    )


def test_sentences_that_belong_together_are_one_passage() -> None:
    """Up to three sentences that follow one another on a line are shown as they stand."""
    text = "Readers pay. Papers grow. Prices rise. Boats sink. Nothing else.\nOther things."
    found = find_passages("Readers pay, papers grow, prices rise, boats sink", text)
    assert sorted(p.selector.exact for p in found) == [
        "Papers grow. Prices rise. Boats sink.",
        "Readers pay.",
    ]


def test_the_ranking_of_kept_postings_is_that_of_the_text() -> None:
    """A search in postings that were packed gives what a search in the text gives."""
    claim = "45 percent of readers pay for a subscription"
    kept = unpack(pack(build_index(PAGE)), len(PAGE))
    assert kept is not None
    assert list(cover_claim(claim, PAGE, kept).passages) == find_passages(claim, PAGE)


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_a_small_limit(limit: int) -> None:
    """As many as asked for, none too."""
    assert len(find_passages("readers pay", PAGE, limit)) == min(limit, 2)


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
