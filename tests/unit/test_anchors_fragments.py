"""Links to passages, as browsers read them."""

from urllib.parse import unquote

import pytest

from claimcheck.core.anchors import text_fragment
from claimcheck.core.selectors import select

TEXT = (
    "Costs rose by 5%, they said.\nThe well-known bridge, A & B, is long.\n"
    "It is blue. Nobody paints it.\nIt is blue. Somebody paints it.\n"
    + "A long sentence goes on and on and on, " * 9
    + "and ends here at last.\nLe café — fermé — reste fermé."
)

FRAGMENTS = [
    ("Costs rose by 5%", "Costs%20rose%20by%205%25"),
    # what parts a fragment is written out
    ("well-known bridge, A & B", "well%2Dknown%20bridge%2C%20A%20%26%20B"),
    # stands twice: the words behind it tell
    ("It is blue. Somebody", "It%20is%20blue.%20Somebody"),
    # half a word is widened to the whole
    ("ell-known brid", "well%2Dknown%20bridge"),
    ("café — fermé", "caf%C3%A9%20%E2%80%94%20ferm%C3%A9"),
]


@pytest.mark.parametrize(("quote", "fragment"), FRAGMENTS)
def test_a_passage_is_named_by_its_words(quote: str, fragment: str) -> None:
    """Percent-encoded, whole words."""
    start = TEXT.index(quote)
    assert text_fragment(select(TEXT, start, start + len(quote)), TEXT) == f"#:~:text={fragment}"


def test_repeated_words_get_their_surroundings() -> None:
    """The first of two is told by what stands behind it, the second by what stands before."""
    first = TEXT.index("It is blue.")
    second = TEXT.index("It is blue.", first + 1)
    links = [unquote(text_fragment(select(TEXT, s, s + 11), TEXT)) for s in (first, second)]
    assert links[0] != links[1]
    assert all("It is blue." in link and ("-," in link or ",-" in link) for link in links)


def test_a_long_passage_is_named_by_its_ends() -> None:
    """Start and end, so that the address stays short; so is one that goes over two lines."""
    start = TEXT.index("A long")
    end = TEXT.index("Le café")
    link = text_fragment(select(TEXT, start, end - 1), TEXT)
    assert len(link) < 300
    assert unquote(link).endswith("at last.")
    two = TEXT.index("Nobody paints it.")
    over = text_fragment(select(TEXT, two, two + 29), TEXT)
    assert over.removeprefix("#:~:text=").count(",") == 1
