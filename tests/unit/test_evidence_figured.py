"""A claim's figures are among its passages wherever the page has them said of the same thing."""

import pytest

from claimcheck.core.evidence.figured import SPARED, Group, bring_figures
from claimcheck.core.evidence.index import build_index
from claimcheck.core.evidence.ranking import rank
from claimcheck.core.evidence.wanted import read_claim

NEAR = [
    "The harbour ferry of the town has more passengers, crossings and tickets than ever.",
    "Passengers of the harbour ferry buy tickets for crossings in the town.",
    "The town counts crossings of its harbour ferry, tickets and passengers.",
    "More tickets for crossings mean more passengers for the town's harbour ferry.",
    "Crossings, tickets, passengers: the town and its harbour ferry live on them.",
]
CLAIM = "The harbour ferry of the town had 48,200 passengers, crossings, tickets on 4 March 2025"
CHOSEN: list[Group] = [([number], 0.5) for number in range(len(NEAR))]


def brought(*sentences: str, limit: int = len(NEAR)) -> list[int]:
    """The sentences of the passages, where those of NEAR were chosen and these follow them."""
    text = "\n".join([*NEAR, *sentences])
    index = build_index(text)
    wanted = read_claim(CLAIM, index.language)
    ranking = rank(index, text, wanted)
    assert ranking is not None
    groups = bring_figures(CHOSEN[:limit], ranking, wanted, limit)
    return [number for group, _ in groups for number in group]


HOLDING = [
    "It took 48,200 passengers.",  # the figure itself
    "On March 4, 2025 the ferry went out.",  # the date, written in another way
    "On March 4 the ferry went out.",  # a day whose year the page has said elsewhere
]


@pytest.mark.parametrize("sentence", HOLDING)
def test_a_figure_down_the_page_takes_the_last_place(sentence: str) -> None:
    """None of the chosen has it, so that the least of them makes room."""
    assert brought(sentence) == [0, 1, 2, 3, 5]


OTHERS = [
    "A cat sleeps 48,200 seconds.",  # the number of something else
    "On March 5, 2025 the ferry went out.",  # another day
    "On March 4, 2019 the ferry went out.",  # another year
    "The ferry went out.",
]


@pytest.mark.parametrize("sentence", OTHERS)
def test_another_figure_takes_no_place(sentence: str) -> None:
    """What does not hold the claim's figure, or says it of nothing in the claim, stays out."""
    assert brought(sentence) == [0, 1, 2, 3, 4]


def test_the_best_keep_their_places() -> None:
    """Figures make room for themselves at the end, never among the best."""
    assert brought(*HOLDING[:2], limit=SPARED) == [0, 1, 2]


def test_a_figure_that_is_there_brings_no_other() -> None:
    """One sentence with the figure is enough, and where there is room none has to go."""
    assert brought("It took 48,200 passengers.", "Some 48,200 passengers came.") == [0, 1, 2, 3, 5]
    assert brought("It took 48,200 passengers.", limit=4) == [0, 1, 2, 5]
