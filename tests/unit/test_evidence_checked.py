"""Passages with figures checked: the best ones, and what stands elsewhere on the page."""

from claimcheck.core.evidence import check_passages

FILLER = "\n".join(f"The council of the town met about road number {n}." for n in range(40))


def test_a_figure_elsewhere_on_the_page_is_brought_along() -> None:
    """What no passage holds is looked for in the whole text before it counts as not found."""
    text = f"The harbour ferry of the town grew.\n{FILLER}\nAltogether 48,200 came."
    found = check_passages("The harbour ferry grew to 48,200 passengers", text, limit=1)
    assert [p.passage.selector.exact for p in found] == [
        "The harbour ferry of the town grew.",
        "Altogether 48,200 came.",
    ]
    assert found[1].passage.score == 0
    assert [check.result for check in found[1].checks] == ["match"]


def test_a_difference_is_not_silenced_by_a_match_elsewhere() -> None:
    """A passage that gives another value is enough: the page is not searched for a better one."""
    claim = "52 percent of all readers of the morning paper in the harbour pay for it"
    near = "Of all readers of the morning paper in the harbour, 45 percent pay for it."
    found = check_passages(claim, f"{near}\n{FILLER}\nA cat sleeps 52 percent of a day.", limit=1)
    assert [[check.result for check in p.checks] for p in found] == [["differs"]]


def test_years_are_not_fetched_from_the_margins() -> None:
    """A year in a footer says nothing of the claim."""
    text = f"The harbour ferry of the town grew.\n{FILLER}\nCopyright 2025"
    assert len(check_passages("The harbour ferry grew in 2025", text, limit=1)) == 1


def test_nothing_in_common_gives_nothing() -> None:
    """A text about something else brings no passage at all."""
    assert check_passages("The harbour ferry grew to 48,200", "Cats sleep.") == []
