"""A day without a year takes that of its page's own date, and no difference becomes a match."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.evidence import build_index, check_claim
from claimcheck.core.evidence.dated import published_day, year_of_day
from claimcheck.core.status import FigureCheck

YEARS = [
    # the day before the page, the same day, some weeks ahead: this year's
    (12, 11, 2024, 11, 13, 2024),
    (13, 11, 2024, 11, 13, 2024),
    (1, 12, 2024, 11, 13, 2024),
    # earlier in the year
    (22, 3, 2024, 10, 1, 2024),
    # last year's, told in January
    (28, 12, 2025, 1, 5, 2024),
    # far ahead: this year's or last year's, nobody can say
    (12, 11, 2024, 3, 1, 0),
    # nearly a year back: it may be next year's
    (5, 1, 2024, 12, 20, 0),
    # a month alone
    (0, 11, 2024, 11, 13, 2024),
    # a day that the year does not have
    (29, 2, 2025, 3, 1, 0),
]


@pytest.mark.parametrize(("day", "month", "y", "m", "d", "year"), YEARS)
def test_the_year_of_a_day(day: int, month: int, y: int, m: int, d: int, year: int) -> None:
    """The page's own year, or in January the one just past; none where it is not clear."""
    assert year_of_day(month, day, date(y, m, d)) == year


@given(st.dates(), st.integers(1, 12), st.integers(0, 31))
def test_any_day_has_a_year_near_its_page(published: date, month: int, day: int) -> None:
    """Whatever the two, the year is the page's, the one before, or unsure."""
    assert year_of_day(month, day, published) in (0, published.year, published.year - 1)


@pytest.mark.parametrize(
    ("written", "day"),
    [("2024-11-13", date(2024, 11, 13)), ("2024-11-13T08:00:00Z", date(2024, 11, 13)),
     ("2024", None), ("yesterday", None), ("", None), (None, None)],
)  # fmt: skip
def test_the_day_of_a_page(written: str | None, day: date | None) -> None:
    """A date or a moment has one; anything else has none."""
    assert published_day(written) == day


CLAIM = "The new bridge at Wrenmouth was opened on 12 November 2024."
SAYS = "The new bridge at Wrenmouth was opened on 12 November by the mayor."
REST = "The office of the port keeps this page for its readers, on weekdays only."


def dates(claim: str, text: str, published: str | None) -> list[FigureCheck]:
    """What the passages of a page say of the claim's date, best passage first."""
    found = check_claim(claim, text, build_index(text), limit=3, published=published).passages
    return [check for passage in found for check in passage.checks if check.kind == "date"]


def test_the_page_gives_the_year() -> None:
    """The day is close, the note says where its year is from, and no passage denies it."""
    first, *others = dates(CLAIM, f"{SAYS}\nA bridge at Wrenmouth is old.\n{REST}", "2024-11-13")
    assert (first.result, first.source) == ("close", "12 November")
    assert first.note == "the year is that of the page's own date, 2024-11-13"
    assert [(check.result, check.whole_page) for check in others] == [("not_found", False)]


LEFT_ALONE = [
    # the page says no date of its own
    (CLAIM, SAYS, None, "not_found"),
    # the page is of another year than the claim
    (CLAIM.replace("2024", "2023"), SAYS, "2024-11-13", "not_found"),
    (CLAIM, SAYS, "2026-11-13", "not_found"),
    # another day stays another day
    (CLAIM, SAYS.replace("12 Nov", "13 Nov"), "2024-11-13", "differs"),
    # the text itself is in another year there
    (CLAIM, f"The town was poor in 2019. {SAYS}", "2024-11-13", "not_found"),
    (CLAIM, f"{SAYS[:-1]}, as in 2019.", "2024-11-13", "not_found"),
    # of another event
    (CLAIM, SAYS.replace("opened", "closed"), "2024-11-13", "not_found"),
    # nothing else there is the claim's
    (CLAIM, "Letters of 12 November are answered late.", "2024-11-13", "not_found"),
    # the text says the year, rightly or not
    (CLAIM, SAYS.replace("November", "November 2024"), "2023-11-13", "match"),
    (CLAIM, SAYS.replace("November", "November 2023"), "2024-11-13", "differs"),
    # a month alone, of the same thing
    ("The new bridge at Wrenmouth was opened in November 2024.", SAYS, "2024-11-13", "close"),
    ("In November 2024 the mayor of Sorrel resigned.", SAYS, "2024-11-13", "not_found"),
]


@pytest.mark.parametrize(("claim", "text", "published", "result"), LEFT_ALONE)
def test_no_difference_becomes_a_match(
    claim: str, text: str, published: str | None, result: str
) -> None:
    """Another day, year or event, and a year that the text gives, stand as they are."""
    found = [check.result for check in dates(claim, f"{text}\n{REST}", published)]
    assert found[:1] == [result]
    if published is None:
        return
    plain = [check.result for check in dates(claim, f"{text}\n{REST}", None)]
    assert result in ("close", *plain)


def test_what_the_page_dates_is_not_called_missing() -> None:
    """A figure that a passage bears out is no more in what no passage has."""
    text = f"{SAYS}\n{REST}"
    assert check_claim(CLAIM, text, build_index(text)).uncovered_terms == (
        "12 November 2024", "2024",
    )  # fmt: skip
    dated = check_claim(CLAIM, text, build_index(text), published="2024-11-13")
    assert dated.uncovered_terms == ()
