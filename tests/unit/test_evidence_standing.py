"""Where in a page something of a claim may stand, by its postings alone."""

import pytest

from claimcheck.core.evidence.index import build_index
from claimcheck.core.evidence.standing import (
    sentences_of_figure,
    sentences_of_long_form,
    sentences_of_name,
)
from claimcheck.core.figures import claimed_figures
from claimcheck.core.names import find_names

PAGE = "\n".join(
    [
        "The harbour was opened in 1987.",
        "Some 4.1 million tonnes were moved on 5 March.",
        "Her shirt was No. 12 that season.",
        "The World Health Organization sent a letter.",
        "Mrs Schmitt signed it.",
        "Nothing is said here.",
    ]
)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("It opened in 1987.", 0),  # a year of the same value
        ("About 4 million tonnes were moved.", 1),  # a value that is near
        ("It was moved on 5 March 1987.", 1),  # a date whose year is said elsewhere
        ("She wore No. 12 there.", 2),  # a label of a word that tells nothing
    ],
)
def test_a_figure_is_looked_for_where_it_may_stand(claim: str, sentence: int) -> None:
    """The sentence that has a figure which may be the claim's is among those to be read."""
    figure = claimed_figures(claim)[0].figure
    found = sentences_of_figure(figure, build_index(PAGE))
    assert sentence in found
    assert 5 not in found


def test_a_name_is_looked_for_in_another_spelling() -> None:
    """A sentence with a name that is one letter apart is among those to be read."""
    (name,) = find_names("It was signed by Anna Schmidt.")
    assert sentences_of_name(name, build_index(PAGE)) == {4}


def test_an_acronym_is_looked_for_written_out() -> None:
    """A sentence with the words whose first letters an acronym is of is to be read."""
    assert sentences_of_long_form("WHO", PAGE, build_index(PAGE)) == {3}
