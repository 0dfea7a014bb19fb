"""A passage that says the opposite of a claim is told of; one that merely has a `not` is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.evidence import build_index, check_claim
from claimcheck.core.evidence.negation import check_negation
from claimcheck.reports import words
from negation_pairs import MISSED, OPPOSITE, TRAPS
from report_support import citation

CLAIM = "The council approved the new harbour."
DENIED = "The council did not approve the new harbour."


@pytest.mark.parametrize(("claim", "passage"), OPPOSITE)
def test_the_opposite_is_told(claim: str, passage: str) -> None:
    """What a claim asserts and a passage negates, or the other way round, differs."""
    check = check_negation(claim, passage)
    assert check is not None
    assert (check.kind, check.claim, check.result) == ("negation", claim, "differs")
    assert check.source in passage
    assert check.note.startswith(("the source negates", "the source asserts"))


@pytest.mark.parametrize(("claim", "passage"), TRAPS)
def test_a_trap_is_no_alarm(claim: str, passage: str) -> None:
    """A double negation, a hedge, another clause, year or subject: nothing is told."""
    assert check_negation(claim, passage) is None


@pytest.mark.parametrize(("claim", "passage"), MISSED)
def test_what_is_missed_is_known(claim: str, passage: str) -> None:
    """Where the rules see nothing, they say nothing; whoever mends them moves the row."""
    assert check_negation(claim, passage) is None


@pytest.mark.parametrize(("claim", "_"), [*OPPOSITE, *TRAPS])
def test_nothing_denies_itself(claim: str, _: str) -> None:
    """A text in a claim's own words is never its opposite."""
    assert check_negation(claim, claim) is None


@given(st.text(max_size=80), st.sampled_from([CLAIM, DENIED, "橋は5月に再開しなかった。"]))
def test_no_text_is_too_odd(text: str, claim: str) -> None:
    """Whatever stands in a text, it is read, and what is told stands in it."""
    check = check_negation(claim, f"{text} not {text}")
    assert check is None or check.source in f"{text} not {text}"


def negations(text: str) -> list[str | None]:
    """What the passages of a page say against the claim."""
    found = check_claim(CLAIM, text, build_index(text), limit=3).passages
    return [c.source for passage in found for c in passage.checks if c.kind == "negation"]


def test_a_page_that_denies_the_claim_is_told_once() -> None:
    """The best passage that says the opposite is told of, and no other."""
    filler = "The office of the port keeps this page and answers letters on weekdays."
    again = "In short, the council has not approved the new harbour."
    assert negations(f"{DENIED}\n{filler}\n{again}") == [DENIED]


def test_a_page_that_says_both_is_left_to_people() -> None:
    """Where a better passage says what the claim says, another that does not is no alarm."""
    assert negations(f"{CLAIM}\nThe first draft was read out.\n{DENIED}") == []


def test_the_words_of_the_alarm() -> None:
    """Both texts are shown, and it is said which of them negates."""
    check = check_negation(CLAIM, DENIED)
    assert check is not None
    assert words.is_loud(check, citation(page_checks=(check,)))
    assert words.check_line(check, "passage", loud=True) == (
        "THE SOURCE NEGATES WHAT THE CLAIM ASSERTS: the claim says “The council approved the new "
        "harbour.”, this passage says “The council did not approve the new harbour.”"
    )
