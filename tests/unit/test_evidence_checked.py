"""Passages with figures checked: the best ones, and what stands elsewhere on the page."""

from claimcheck.core.evidence import check_passages

FILLER = "\n".join(f"The council of the town met about road number {n}." for n in range(40))


def test_a_figure_elsewhere_on_the_page_is_brought_along() -> None:
    """What no passage holds is looked for in the whole text before it counts as not found."""
    near = (
        "The harbour ferry of the town has more passengers, crossings, tickets, bicycles and cars."
    )
    text = f"{near}\n{FILLER}\nThe ferry took 48,200."
    claim = "The harbour ferry has more passengers, 48,200, crossings, tickets, bicycles, cars"
    found = check_passages(claim, text, limit=1)
    assert [p.passage.selector.exact for p in found] == [
        near,
        "The ferry took 48,200.",
    ]
    assert found[1].passage.score == 0
    assert [check.result for check in found[1].checks] == ["match"]


def test_the_right_number_of_something_else_is_not() -> None:
    """A sentence that shares nothing with the claim but the figure says nothing about it."""
    claim = "52 percent of all readers of the morning paper in the harbour pay for it"
    near = "Readers of the morning paper in the harbour often pay for it."
    found = check_passages(claim, f"{near}\n{FILLER}\nA cat sleeps 52 percent of a day.", limit=1)
    assert [[check.result for check in p.checks] for p in found] == [["not_found"]]


def test_years_are_not_fetched_from_the_margins() -> None:
    """A year in a footer says nothing of the claim."""
    text = f"The harbour ferry of the town grew.\n{FILLER}\nCopyright 2025"
    assert len(check_passages("The harbour ferry grew in 2025", text, limit=1)) == 1


def test_nothing_in_common_gives_nothing() -> None:
    """A text about something else brings no passage at all."""
    assert check_passages("The harbour ferry grew to 48,200", "Cats sleep.") == []
