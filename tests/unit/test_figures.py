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
        ("in 1491 it fell", "year", "1491", ""),
        ("it had 1491 lines", "number", "1491", ""),  # too early for a year but for the word before
        ("its 2nd try", "ordinal", "2", ""),
        ("the fifth try", "ordinal", "5", ""),
        ("the twenty-first try", "ordinal", "21", ""),
        ("a third of readers", "percent", "33.33333333333333333333333333", "percent"),
        ("half of readers", "percent", "50", "percent"),
        ("three out of ten", "percent", "30", "percent"),
        ("output doubled", "quantity", "2", "times"),
        ("a threefold rise", "quantity", "3", "times"),
        ("in Q3", "period", "3", "quarter"),
        ("the third quarter", "period", "3", "quarter"),  # no third part of a quarter
        ("the 1970s", "period", "1970", "decade"),
        ("the nineteenth century", "period", "19", "century"),
        ("FY25", "year", "2025", "fiscal"),
        ("won 5–2", "score", "5002", ""),
        ("died aged 83", "quantity", "996", "months"),  # an age
        ("5,00,000 users", "number", "500000", ""),  # lakh, as India groups
        ("68 °F outside", "quantity", "20", "celsius"),
        ("20 GB/s of traffic", "quantity", "20000000000", "bytes"),
        ("1億2000万円", "money", "120000000", "jpy"),
        ("三割", "percent", "30", "percent"),
        ("quatre-vingt-dix euros", "money", "90", "eur"),
        ("fünfundvierzig Tage", "quantity", "3888000", "seconds"),
        ("treinta y cinco euros", "money", "35", "eur"),
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
        "call 555-0123",
        "a second later",  # no rank
        "the double room",
        "the cent and the quarter",
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
        ("Tue 22 Oct 19", 20191022),  # two digits
        ("le 1er mars 2024", 20240301),
        ("el 3 de marzo de 2024", 20240303),
        ("2025年3月3日", 20250303),
        ("令和6年3月3日", 20240303),
        ("until October", 1000),  # a month alone, after a word that makes it one
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


def test_says_what_stands_around_both() -> None:
    """Unit, metric and baseline are in the words around, cut at whole words, on one line."""
    claim = "Readers who pay made up 52 percent of all, against a fifth ten years ago"
    check = check_figures(claim, "In 2023 only\n45% of readers pay, a survey says.")[0]
    assert check.claim_words == claim
    assert check.source_words == "45% of readers pay, a survey says"


@pytest.mark.parametrize(
    ("claim", "passage", "note"),
    [
        ("It costs $1.2 billion", "It costs $1.21 billion.", "rounded"),
        ("It is 5 miles long", "It is 8 km long.", "converted"),
        ("It runs over 100 chips", "It runs 110 chips.", "over holds"),
        (
            "It takes 5 ns",
            "It takes 5 µs.",
            "same number, another unit: µs against ns (1000 times)",
        ),
        ("It runs 100 chips", "It runs 1000 chips.", "another order of magnitude: 10 times"),
        ("It costs $5", "It costs €5.", "another currency: eur against usd"),
        ("Sales rose 5%", "Sales fell 5%.", "another direction: down"),
        ("Sales rose 5%", "Sales rose to 5%.", "a change to that figure, not by"),
        ("Sales rose 5%", "Profit rose 5%.", "another metric: profit"),
        ("It held 40 tons in 2023", "It held 40 tons in 2021.", "of another year: 2021"),
        ("She was born in 1984", "She died in 1984.", "another event: death"),
        ("It grew 5% a month", "Annual growth was 5%.", "another rate: year"),
    ],
)
def test_says_in_words_why_it_is_not_the_same(claim: str, passage: str, note: str) -> None:
    """What is close or differs gives the reason where the two values do not."""
    assert check_figures(claim, passage)[0].note == note


def test_says_whether_the_whole_page_was_looked_through() -> None:
    """`not_found` in a passage and on a page are told apart."""
    for whole in (False, True):
        (check,) = check_figures("52 percent of readers pay", "Nothing.", whole_page=whole)
        assert (check.result, check.whole_page) == ("not_found", whole)


def test_a_name_that_the_text_does_not_number_is_not_asked_for() -> None:
    """Where a source says `it`, the number in a thing's name is not missed."""
    assert check_figures("Carbon-14 was found", "It was found by chance.") == ()
    (check,) = check_figures("The H300 is fast", "The H100 is slow and loud.")
    assert check.result != "match"


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


def test_a_date_ends_with_its_line() -> None:
    """A number that opens the next line is no year of the date before it."""
    found = [
        f.value
        for f in find_figures("It opened on 12th November.\n10 months later")
        if f.kind == "date"
    ]
    assert found == [1112]


def test_of_figures_that_differ_the_nearest_is_told() -> None:
    """A page number before the figure is not what the source says instead of it."""
    claim = "Some 23,000 cars cross the harbour bridge every day."
    passage = "On page two: some 26,000 cars cross the harbour bridge every day."
    (check,) = check_figures(claim, passage)
    assert (check.result, check.source) == ("differs", "26,000")


SENTENCE_OPENERS = [
    ("Trainium 3 has 40% better price-performance.", ["percent"]),  # a product and its number
    ("Trainium 3's makers spent $2 billion.", ["money"]),
    ("Ghent 3 people left.", ["number"]),  # a count has its noun
    ("Some 3 are left.", ["number"]),
]


@pytest.mark.parametrize(("text", "kinds"), SENTENCE_OPENERS)
def test_a_name_with_its_number_may_open_a_sentence(text: str, kinds: list[str]) -> None:
    """The verb behind it tells that `Trainium 3` is a name, where a capital alone tells nothing."""
    assert [figure.kind for figure in find_figures(text)] == kinds
