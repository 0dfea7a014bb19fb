"""Passages with figures checked: the best ones, and what stands elsewhere on the page."""

from claimcheck.core.evidence import build_index, check_claim, check_passages

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


def test_a_rounder_figure_is_found_down_the_page() -> None:
    """What bears a hedged figure out need not have its very value."""
    near = "The harbour ferry of the town has passengers, crossings, tickets, bicycles and cars."
    claim = "The harbour ferry has over 48,000 passengers, crossings, tickets, bicycles and cars"
    found = check_passages(claim, f"{near}\n{FILLER}\nIt took 48,200 passengers.", limit=1)
    assert [p.passage.selector.exact for p in found] == [near, "It took 48,200 passengers."]


def test_a_claim_without_figures_has_no_checks() -> None:
    """Nothing is checked where nothing is there to be checked."""
    found = check_passages("The council of the town met", FILLER, limit=2)
    assert [p.checks for p in found] == [(), ()]


def test_a_passage_without_figures_leaves_them_open() -> None:
    """A figure of the claim is not found in a passage that has none, and refutes nothing."""
    (found,) = check_passages("The ferry carried 48 people", "The ferry carried people.")
    assert [(c.claim, c.source, c.result) for c in found.checks] == [("48", None, "not_found")]


def test_what_is_left_uncovered_is_said_of_the_claim() -> None:
    """Passages and what they lack come together."""
    text = "The ferry carried 4,100 people."
    found = check_claim("The ferry carried 4,100 zebras", text, build_index(text))
    assert [p.passage.selector.exact for p in found.passages] == [text]
    assert found.uncovered_terms == ("zebras",)


def test_names_and_quotations_are_checked_too() -> None:
    """A passage says how each name and quotation of the claim fares in it."""
    claim = 'Marie Curie said of the ferry: "we did not expect this".'
    text = "Pierre Curie said of the ferry: “we did expect this a bit”."
    checks = check_passages(claim, text)[0].checks
    assert [(c.kind, c.result) for c in checks] == [("name", "differs"), ("quotation", "differs")]


NEAR = "The harbour ferry of the town has more passengers, crossings, tickets, bicycles and cars."


def test_what_the_page_lacks_is_told_apart_from_what_a_passage_lacks() -> None:
    """Only what was looked for on the whole page in vain says so."""
    text = f"{NEAR}\n{FILLER}\nIt began in 2019."
    claim = "The harbour ferry has more passengers, 48,200, crossings, tickets, cars since 2019"
    checks = check_passages(claim, text, limit=1)[0].checks
    assert [(c.claim, c.result, c.whole_page) for c in checks] == [
        ("48,200", "not_found", True),
        ("2019", "not_found", False),
    ]


def test_nothing_is_missing_on_the_whole_of_a_page_that_is_cut() -> None:
    """What lies behind the part that was read may have the figure: only the passage lacks it."""
    claim = "The harbour ferry has more passengers, 48,200, crossings, tickets, cars"
    index = build_index(NEAR)
    told = [
        [check.whole_page for p in found.passages for check in p.checks]
        for found in (
            check_claim(claim, NEAR, index),
            check_claim(claim, NEAR, index, is_cut=True),
        )
    ]
    assert told == [[True], [False]]


def test_a_name_elsewhere_on_the_page_is_not_missed_in_a_passage() -> None:
    """A passage may say `she`; a name is told of as missing only if the page lacks it."""
    text = f"{NEAR}\n{FILLER}\nIts head is Marie Curie."
    claim = (
        "The harbour ferry has more passengers, crossings, tickets, cars, said Marie Curie of Ghent"
    )
    checks = check_passages(claim, text, limit=1)[0].checks
    assert [(c.claim, c.result, c.whole_page) for c in checks] == [("Ghent", "not_found", True)]


def test_another_of_that_name_is_no_alarm_where_the_claim_s_own_is_named_too() -> None:
    """A page may name two people of one last name; that one passage has the other says nothing."""
    first = "The harbour ferry has more passengers, crossings, tickets and cars, said Pierre Curie."
    text = f"{first}\n{FILLER}\nThe ferry was built by Marie Curie."
    claim = "The harbour ferry has more passengers, crossings, tickets, cars, said Marie Curie"
    (found,) = check_passages(claim, text, limit=1)
    assert found.checks == ()
    (alone,) = check_passages(claim, first, limit=1)
    assert [check.result for check in alone.checks] == ["differs"]
