"""Ages as people write them: 90s, 30m, 12h, 7d, 2w."""

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AGE = re.compile(r"(\d{1,6})([smhdw])")


def parse_age(written: str) -> timedelta:
    """Read an age. Raises ValueError for anything but a whole number and one unit."""
    match = _AGE.fullmatch(written.strip().lower())
    if match is None:
        raise ValueError("an age is a whole number and a unit (s, m, h, d, w)")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})
