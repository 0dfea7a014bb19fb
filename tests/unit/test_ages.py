"""Ages as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.ages import parse_age

READ_UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
READ = (
    ("90s", timedelta(seconds=90)),
    ("30m", timedelta(minutes=30)),
    ("12h", timedelta(hours=12)),
    ("7d", timedelta(days=7)),
    ("2w", timedelta(weeks=2)),
    # nothing is old enough to be left out
    ("0s", timedelta(0)),
    # as a hand might type it
    (" 7D ", timedelta(days=7)),
    # the longest that is read; timedelta can hold it
    ("999999w", timedelta(weeks=999_999)),
)

REFUSED = (
    "",  # nothing
    "7",  # no unit
    "d",  # no number
    "-7d",  # the future
    "1.5d",  # no whole number
    "7 d",  # a space inside
    "1d12h",  # two units
    "7y",  # a unit whose length differs
    "1000000d",  # more digits than any age needs
    "７ｄ",  # full-width
)


@pytest.mark.parametrize(("written", "age"), READ)
def test_read(written: str, age: timedelta) -> None:
    """A whole number and one unit are an age."""
    assert parse_age(written) == age


@pytest.mark.parametrize("written", REFUSED)
def test_refused(written: str) -> None:
    """Anything else is refused with what to write."""
    with pytest.raises(ValueError, match="whole number and a unit"):
        parse_age(written)


@given(st.integers(0, 999_999), st.sampled_from(sorted(READ_UNITS)))
def test_every_number_and_unit(number: int, unit: str) -> None:
    """An age is as many of its unit as it says."""
    assert parse_age(f"{number}{unit}") == number * READ_UNITS[unit]
