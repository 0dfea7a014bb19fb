"""Names of a claim: found in a text, and held against a source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.names import check_names, find_names, same_person


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In Ghent the council met.", ["Ghent"]),
        ("the Bank of England said", ["Bank of England"]),  # a small word inside
        ("Sir Isaac Newton wrote", ["Isaac Newton"]),  # without the title
        ("the mayor of New York City's port", ["New York City"]),
        ("It opened on Monday in March", []),  # days and months
        ("the H100 is fast", []),  # checked with the figures
        ("Der Rat tagte in der Stadt und die Bank of England nicht", ["Bank of England"]),
        ("マリー・キュリー氏が述べた", ["マリー・キュリー"]),
        ("nothing here", []),
    ],
)
def test_finds_names(text: str, names: list[str]) -> None:
    """Runs of capitals are names; titles, days, and German nouns alone are none."""
    assert [name.written for name in find_names(text)] == names


@pytest.mark.parametrize(
    ("claim", "source", "result", "found"),
    [
        ("the town of Ghent grew", "In Ghent the council met.", "match", "Ghent"),
        ("the town of Zürich grew", "It rained in Zurich.", "match", "Zurich"),  # accents
        ("so said Marie Curie", "Marie Curie was there.", "match", "Marie Curie"),
        ("so said Marie Curie", "Marie S. Curie was there.", "close", "Marie S. Curie"),
        ("so said Marie Curie", "Later Curie left.", "close", "Curie"),
        ("so said Marie Curie", "Maria Curie was there.", "close", "Maria Curie"),  # a letter
        ("so said Hideki Yukawa", "Yukawa Hideki spoke.", "close", "Yukawa Hideki"),
        ("so said Marie Curie", "Irène Joliot-Curie was there.", "not_found", None),
        ("so said Marie Curie", "Pierre Curie was there.", "differs", "Pierre Curie"),
        # the last name alone may well be the same person
        ("so said Marie Curie", "Pierre Curie was there, and then Curie left.", "close", "Curie"),
        ("so said the World Health Organization", "The WHO said so.", "close", "WHO"),
        ("as the IMF says", "The International Monetary Fund says so.", "close",
         "International Monetary Fund"),
        ("as the IMF says", "The fund says so.", "not_found", None),
    ],
)  # fmt: skip
def test_checks_a_name(claim: str, source: str, result: str, found: str | None) -> None:
    """A name is there, is there in another form, or belongs to somebody else, or is not there."""
    (check,) = check_names(claim, source)
    assert (check.kind, check.result, check.source) == ("name", result, found)


def test_what_opens_a_sentence_is_no_name_unless_the_source_says_so() -> None:
    """A capital that a sentence's first word has anyway is asked for only where it is a name."""
    assert check_names("Revenue rose", "The revenue rose.") == ()
    assert [c.result for c in check_names("Ghent grew", "The town of Ghent grew.")] == ["match"]


def test_says_how_far_it_looked() -> None:
    """A name that is not found says whether the whole page was looked through."""
    (check,) = check_names("in Ghent", "Nothing.", whole_page=True)
    assert (check.result, check.whole_page) == ("not_found", True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Marie Curie", "Curie", True),
        ("Mrs Curie", "Marie Curie", True),
        ("Marie Curie", "Marie Stopes", False),
        ("", "Marie", False),
    ],
)
def test_knows_a_person_by_the_last_name(one: str, other: str, same: bool) -> None:
    """Two names are of one person if the last word is the same or one holds the other."""
    assert same_person(one, other) is same


@given(st.text(alphabet="ABab .,-'’ofthe&12アイ・\n", max_size=60))
def test_a_text_has_its_own_names(text: str) -> None:
    """Whatever the text, each name lies in it, and the text bears its own names out."""
    for name in find_names(text):
        assert text[name.start :].startswith(name.written)
    assert all(check.result in ("match", "close") for check in check_names(text, text))
