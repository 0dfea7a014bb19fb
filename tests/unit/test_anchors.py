"""A passage is found again, or said not to be; it is never taken for another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.anchors import AnchorState, anchor, word_diff
from claimcheck.core.selectors import Selector, select

BEFORE = "The council met on Monday in the old hall. "
QUOTE = "Acme sold 5,200 bicycles in Berlin in 2023."
TWIN = "Acme sold 6,100 bicycles in Hamburg in 2024. "
AFTER = " The mayor thanked everyone for their patience. "
END = "Nobody asked about the budget at the end."
TWIN_EDIT = TWIN.replace("6,1", "6,2")
BESIDE = BEFORE + QUOTE + " " + TWIN + AFTER
EDIT = QUOTE.replace("5,200", "5,300")
PAGE = BEFORE + QUOTE + AFTER + END

EXACT, MOVED, CHANGED, AMBIGUOUS, GONE = AnchorState

# the older text, the newer one, states by the selector alone and with the older text, the words
CASES = [
    (PAGE, PAGE, EXACT, EXACT, QUOTE),
    (PAGE, "Advertisement\n" * 9 + PAGE, EXACT, EXACT, QUOTE),  # furniture
    (PAGE, PAGE.upper(), EXACT, EXACT, QUOTE.upper()),
    (PAGE, PAGE.replace(" in Berlin", "\n\nin Berlin"), EXACT, EXACT, None),  # two paragraphs
    (PAGE, PAGE.replace("bicycles", "bicy-\ncles"), EXACT, EXACT, None),
    (PAGE, BEFORE + AFTER + END + " " + QUOTE, MOVED, MOVED, QUOTE),
    # its surroundings were written anew: by itself it has moved, seen from its page it stands
    (PAGE, f"It rained. {QUOTE} The sun came out.", MOVED, EXACT, QUOTE),
    (PAGE, BEFORE + EDIT + AFTER + END, CHANGED, CHANGED, EDIT),
    (QUOTE + AFTER + END, EDIT + AFTER + END, CHANGED, CHANGED, EDIT),  # first of the text
    (BEFORE + QUOTE, BEFORE + EDIT, CHANGED, CHANGED, EDIT),  # last of the text
    (PAGE, BEFORE + AFTER + END, GONE, GONE, None),
    (PAGE, BEFORE + "Dogs and children under twelve are free." + AFTER, GONE, GONE, None),
    # a lookalike beside it, of which the passage is deleted, on either side
    (BEFORE + QUOTE + " " + TWIN + AFTER, BEFORE + TWIN + AFTER, GONE, GONE, None),
    (BEFORE + TWIN + QUOTE + AFTER, BEFORE + TWIN + AFTER, GONE, GONE, None),
    # the same, and the lookalike was edited too
    (BEFORE + QUOTE + " " + TWIN + AFTER, BEFORE + TWIN_EDIT + AFTER, GONE, GONE, None),
    # edited beside the lookalike
    (BESIDE, BEFORE + EDIT + " " + TWIN + AFTER, CHANGED, CHANGED, EDIT),
    # changed places with the lookalike
    (BEFORE + QUOTE + " " + TWIN + AFTER, BEFORE + TWIN + QUOTE + AFTER, MOVED, MOVED, QUOTE),
    # the same words stand elsewhere too, and those in question were edited
    (PAGE + " " + QUOTE, BEFORE + EDIT + AFTER + END + " " + QUOTE, AMBIGUOUS, CHANGED, EDIT),
    # a copy elsewhere takes nothing away
    (PAGE, PAGE + " " + QUOTE, EXACT, EXACT, QUOTE),
    # the page stands twice: nothing says which passage is meant
    (PAGE, PAGE + "\n" + PAGE, AMBIGUOUS, AMBIGUOUS, None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "alone", "aligned", "words"), CASES)
def test_a_passage_is_found_or_said_not_to_be(
    old: str, new: str, alone: AnchorState, aligned: AnchorState, words: str | None
) -> None:
    """By its selector, and with the text that it was taken from."""
    start = old.index(QUOTE)
    selector = select(old, start, start + len(QUOTE))
    for found, state in (
        (anchor(selector, new), alone),
        (anchor(selector, new, before=old), aligned),
    ):
        assert found.state is state
        assert (found.span is None) == (state in (AMBIGUOUS, GONE))
        assert bool(found.places) == (state is AMBIGUOUS)
        assert bool(found.diff) == (state is CHANGED)
        if words is not None and found.span is not None:
            assert found.found_in(new) == words


SHORT = [
    ("5,200 bicycles in Berlin", "5,200", "15,200", CHANGED),  # no part of a longer number
    ("sold 5,200 bicycles", "Acme", "Acme Ltd", EXACT),  # its sentence was edited beside it
    ("sold 5,200 bicycles", QUOTE, "Weather: sold 5,200 bicycles?", GONE),  # another sentence
]


@pytest.mark.parametrize(("quote", "old", "new", "state"), SHORT)
def test_a_few_words_belong_to_their_sentence(
    quote: str, old: str, new: str, state: AnchorState
) -> None:
    """Three words may stand anywhere: what is around them has to fit."""
    start = PAGE.index(quote)
    found = anchor(select(PAGE, start, start + len(quote)), PAGE.replace(old, new), before=PAGE)
    assert found.state in (state, AMBIGUOUS if state is GONE else state)


def rows(*names: str) -> str:
    return "".join(f"{name}\t2023\t{QUOTE}\tapproved\n" for name in names)


def test_a_row_is_not_taken_for_the_next() -> None:
    """The same sentence in each row of a table: its own row is found, and missed when gone."""
    names = [f"Name{number}" for number in range(20)]
    table = rows(*names)
    start = table.index(QUOTE, table.index("Name7"))
    selector = select(table, start, start + len(QUOTE))
    with_header = "Name\tYear\n" + table
    assert anchor(selector, with_header).start == start + len("Name\tYear\n")
    without = rows(*names[:7], *names[8:])
    assert anchor(selector, without).state is AMBIGUOUS
    assert anchor(selector, without, before=table).state is GONE
    edited = table.replace(f"Name7\t2023\t{QUOTE}", f"Name7\t2023\t{EDIT}")
    assert anchor(selector, edited, before=table).found_in(edited) == EDIT


def test_a_hyphen_is_an_edit() -> None:
    """`re-sign` became `resign`: found, and said to have changed."""
    old = "The player will re-sign with the club in the summer of next year, he said."
    new = old.replace("re-sign", "resign")
    selector = select(old, 0, len(old))
    assert anchor(selector, new, before=old).state is CHANGED


HOSTILE = ["a" * 300_000, "a " * 150_000, "\n" * 300_000, "-" * 300_000, "e\u0301" * 150_000,
           "&" * 300_000, "ﬁ" * 300_000, "no. " * 70_000, "Name\t12\tok.\n" * 20_000]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:4]))
def test_hostile_repeats_end_in_no_certainty(text: str) -> None:
    """Where everything is alike nothing is found for certain, and the search comes to an end."""
    selector = select(text, 1000, 1040)
    assert anchor(selector, text + "end").state in (AMBIGUOUS, GONE, EXACT)
    assert anchor(Selector("not there at all", "", "", 0, 16), text).state is GONE


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_no_text_breaks_the_search(old: str, new: str, data: st.DataObject) -> None:
    """Any two texts can be compared; a place lies within the newer one."""
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    for before in (None, old):
        found = anchor(select(old, start, end), new, before=before)
        if found.span is not None:
            assert 0 <= found.span[0] < found.span[1] <= len(new)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_word_diff_gives_both_wordings(old: str, new: str) -> None:
    """Nothing of the newer wording is lost; of the older, nothing but typography."""
    pieces = word_diff(old, new)
    assert "".join(p.text for p in pieces if p.kind != "removed") == new
    kinds = [piece.kind for piece in pieces]
    assert all(a != b for a, b in pairwise(kinds))
