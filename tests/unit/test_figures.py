"""What counts as a figure, and what a source must say before it bears one out or clashes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.figures import check_figures, find_figures


def found(text: str) -> list[tuple[str, Decimal, str]]:
    return [(figure.kind, figure.value, figure.unit) for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("52 percent of readers", "percent", "52", "percent"),
        ("52% of readers", "percent", "52", "percent"),
        ("52 per cent of readers", "percent", "52", "percent"),
        ("a 52-percent share", "percent", "52", "percent"),
        ("fifty-two percent of them", "percent", "52", "percent"),
        ("45,3 Prozent der Leser", "percent", "45.3", "percent"),  # decimal comma
        ("up 12 percentage points", "percent", "12", "percentage point"),
        ("cut by 25 basis points", "percent", "0.25", "percentage point"),
        ("paid $1.2 billion", "money", "1200000000", "usd"),
        ("paid US$1.2bn", "money", "1200000000", "usd"),
        ("paid 1,200 million dollars", "money", "1200000000", "usd"),
        ("raised $5m", "money", "5000000", "usd"),  # a letter is a scale next to a sign only
        ("raised $5 million", "money", "5000000", "usd"),
        ("€2,5 Milliarden", "money", "2500000000", "eur"),
        ("12 Mio. Euro", "money", "12000000", "eur"),
        ("1.200.000 Euro", "money", "1200000", "eur"),  # points part the thousands
        ("a million euros", "money", "1000000", "eur"),
        ("£300,000", "money", "300000", "gbp"),
        ("over 100,000 chips", "number", "100000", ""),
        ("100 000 chips", "number", "100000", ""),  # spaces part the thousands
        ("100\u00a0000 chips", "number", "100000", ""),
        ("5k users", "number", "5000", ""),
        ("twenty-five people", "number", "25", ""),
        ("two hundred and five dogs", "number", "205", ""),
        ("three million people", "number", "3000000", ""),
        ("a dozen eggs", "number", "12", ""),
        ("In 12 countries", "number", "12", ""),  # a capital alone makes no name
        ("2000 people came", "number", "2000", ""),  # counts people, so no year
        ("5 m deep", "quantity", "5", "length"),
        ("3 nm process", "quantity", "0.000000003", "length"),
        ("1.2 GW of power", "quantity", "1200000000", "power"),
        ("1,200 MW of power", "quantity", "1200000000", "power"),
        ("a ten-year plan", "quantity", "120", "months"),
        ("10x faster", "quantity", "10", "times"),
        ("4 times as many", "quantity", "4", "times"),
        ("5 microseconds", "quantity", "0.000005", "seconds"),
        ("-5 °C at night", "quantity", "-5", "celsius"),
        ("in 2019 sales fell", "year", "2019", ""),
        ("by mid-2024", "year", "2024", "mid"),
        ("2019", "year", "2019", ""),
    ],
)
def test_reads_a_figure(text: str, kind: str, value: str, unit: str) -> None:
    """A figure is read with its kind, its value in base units and its unit."""
    assert found(text) == [(kind, Decimal(value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "the H100 and the Trainium3",
        "GPT-5.4 came out",
        "COVID-19 spread",
        "an F-16 flew",
        "as Section 2 says",
        "see page 12",
        "runs on Windows 11",  # a number after a name is part of it
        "version 1.2.3",
        "at 10:30",
        "as shown [12]",
        "one of them",  # a pronoun
        "a 5G network in 3-D and 4K",
        "millions of people",
        "https://example.org/2/31",
        "nobody@example12.org",
    ],
)
def test_leaves_out_what_is_no_figure(text: str) -> None:
    """Numbers in names, labels, versions, times and addresses are no figures."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 3 March 2024", 20240303),
        ("on March 3, 2024", 20240303),
        ("on March 3rd, 2024", 20240303),
        ("on 2024-03-03", 20240303),
        ("am 3. März 2024", 20240303),
        ("am 03.03.2024", 20240303),
        ("le 3 mars 2024", 20240303),
        ("in March 2024", 20240300),  # no day said
        ("on March 3", 303),  # no year said
    ],
)
def test_reads_a_date(text: str, value: int) -> None:
    """A date is read in the orders and languages that are certain; its year is a figure too."""
    dates = [figure.value for figure in find_figures(text) if figure.kind == "date"]
    years = [figure.value for figure in find_figures(text) if figure.kind == "year"]
    assert dates == [value]
    assert years == ([value // 10_000] if value >= 10_000 else [])


def test_no_date_where_there_is_none() -> None:
    """A day that no calendar has is not read as a date."""
    assert not [figure for figure in find_figures("on 31 February") if figure.kind == "date"]


def test_a_range_shares_its_unit() -> None:
    """Both ends of a range have the unit that is written once."""
    assert found("10 to 15 percent") == [
        ("percent", Decimal(10), "percent"),
        ("percent", Decimal(15), "percent"),
    ]
    assert found("$1-2 billion") == [
        ("money", Decimal(10**9), "usd"),
        ("money", Decimal(2 * 10**9), "usd"),
    ]
    assert found("the 2018–19 season") == [("year", Decimal(2018), ""), ("year", Decimal(2019), "")]


@pytest.mark.parametrize(
    ("claim", "passage", "result"),
    [
        ("52 percent of readers pay", "A survey: 52% of readers pay.", "match"),
        ("52 percent of readers pay", "A survey: 45 percent of readers pay.", "differs"),
        ("52 percent of readers", "Of all, 45 percent of readers answered.", "differs"),
        # another metric: nothing is refuted
        ("52 percent of readers pay", "Revenue grew 45 percent last year.", "not_found"),
        ("52 percent of readers pay", "Nothing is said of figures.", "not_found"),
        ("52 percent of readers pay", "", "not_found"),
        # percent and percentage points are different units
        ("Sales rose 12 percent", "Sales rose 12 percentage points.", "differs"),
        ("The deal cost $1.2 billion", "The deal cost 1,200 million dollars.", "match"),
        ("The deal cost $1.2 billion", "The deal cost €1.2 billion.", "differs"),
        ("The deal cost $1.2 billion", "The deal cost $1.5 billion.", "differs"),
        ("The deal cost $1.2 billion", "The deal cost $1.21 billion.", "close"),  # rounded
        ("The deal cost $1.21 billion", "The deal cost $1.2 billion.", "not_found"),  # rounder
        ("It runs over 100,000 chips", "It runs 100,000 chips.", "close"),
        ("It runs over 100,000 chips", "It runs 110,000 chips.", "close"),
        ("It runs over 100,000 chips", "It runs 90,000 chips.", "differs"),
        ("It runs 100,000 chips", "It runs more than 100,000 chips.", "close"),
        ("It runs about 100 chips", "It runs 103 chips.", "close"),
        ("It runs 100 chips", "It runs 103 chips.", "differs"),
        # another thing was carried, however alike the sentence
        ("It carried 48,200 passengers", "In May it carried 6,350 bicycles.", "not_found"),
        ("It runs under 100 chips", "It runs 97 chips.", "close"),
        ("Twelve people died in the fire", "In the fire 12 people died.", "match"),
        ("Twelve people died in the fire", "In the fire 14 people died.", "differs"),
        # a bare number has to count the same thing
        ("Twelve people died", "The road has 12 lanes.", "not_found"),
        ("The plant makes 1.2 GW", "The plant makes 1,200 MW.", "match"),
        # nano- against microseconds
        ("A call takes 5 nanoseconds", "A call takes 5 microseconds.", "differs"),
        ("She was born in 1984", "She was born in 1984 in Ghent.", "match"),
        ("She was born in 1984", "She was born in 1986 in Ghent.", "differs"),
        ("She was born in 1984", "The hall was built in 1986.", "not_found"),
        ("It opened on 3 March 2024", "It opened on March 3, 2024.", "match"),
        ("It opened in March 2024", "It opened on March 3, 2024.", "match"),
        ("It opened on 3 March 2024", "It opened on 5 March 2024.", "differs"),
        # a date without a year: only where the text names the year elsewhere
        ("It opened on 3 March 2024", "News of 2024. It opened on March 3.", "match"),
        ("It opened on 3 March 2024", "It opened on March 3.", "not_found"),
        ("It opened in 2024", "It opened on 3 March 2024.", "match"),
    ],
)
def test_checks_one_figure(claim: str, passage: str, result: str) -> None:
    """`differs` is said only of the same thing; what is merely missing is `not_found`."""
    assert [check.result for check in check_figures(claim, passage)] == [result]


def test_a_figure_of_the_claim_is_no_clash_for_another() -> None:
    """What the passage says of one end of a rise does not contradict the other end."""
    checks = check_figures(
        "The share of readers rose from 45 percent to 52 percent",
        "The share of readers stood at 45 percent.",
    )
    assert [(check.claim, check.result) for check in checks] == [
        ("45 percent", "match"),
        ("52 percent", "not_found"),
    ]


def test_shows_both_sides() -> None:
    """A check quotes the claim and the source as written, so that a person can compare."""
    (check,) = check_figures("52 percent of readers pay", "Only 45% of readers pay.")
    assert (check.kind, check.claim, check.source) == ("percent", "52 percent", "45%")


def test_a_whole_page_is_searched() -> None:
    """A match far down a page is found, and wins over a clash further up."""
    page = "In 2019, 45 percent of readers paid.\n" + "Filler text here.\n" * 5000
    page += "Now 52 percent of readers pay."
    (check,) = check_figures("52 percent of readers pay", page)
    assert check.result == "match"


def test_a_claim_without_figures_has_no_checks() -> None:
    """Nothing is invented where there is nothing to check."""
    assert check_figures("The firm is based in Ghent", "The firm has 12 offices.") == ()


@given(st.text(alphabet="0123456789.,-–$€% kmMbn\n'thousand percent of March one two", max_size=80))
def test_figures_lie_within_the_text(text: str) -> None:
    """Whatever is read, a figure has a place in the text and does not crash the reader."""
    for figure in find_figures(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.value.is_finite()


@given(st.integers(min_value=2, max_value=10**9))
def test_a_claim_agrees_with_itself(number: int) -> None:
    """A text that repeats the claim bears each of its figures out, however it is grouped."""
    plain, grouped = f"They sold {number} cars.", f"They sold {number:,} cars."
    assert all(check.result == "match" for check in check_figures(plain, grouped))
    assert check_figures(grouped, plain)
