"""Words that say what a figure is of: its direction, event, metric and baseline."""

import re
from functools import cache

from claimcheck.core.figures.meaning_words import (
    BASELINES,
    COMPATIBLE,
    DOWN_WORDS,
    EVENTS,
    METRICS,
    UP_WORDS,
)
from claimcheck.core.figures.numbers import CJK

UP, DOWN = "up", "down"

_ROLE = re.compile(
    r"(?<!\w)(?:(?P<to>to|at|auf|à|a|al|hasta)|(?P<from>from|von|depuis|desde|del)|(?P<by>by|um|of|de"
    r"|un|en))(?:\s(?:a|an|the|les?|un|ein\w*|record|new))*\s?$",
    re.I,
)

_TABLES = {
    "event": EVENTS,
    "metric": METRICS,
    "baseline": BASELINES,
    "direction before": {DOWN: DOWN_WORDS, UP: UP_WORDS},
    "direction after": {
        DOWN: f"{DOWN_WORDS}|less|worse|weniger|moins|menos|smaller",
        UP: f"{UP_WORDS}|more|greater|mehr|plus|más|larger",
    },
}
_CJK_WORD = re.compile(rf"[|]?([{CJK}]+)")


@cache
def _pattern(table: str) -> re.Pattern[str]:
    """Compile one pattern with a group for each class; words without spaces have no borders."""
    groups = []
    for words in _TABLES[table].values():
        unspaced = _CJK_WORD.findall(words)
        spaced = _CJK_WORD.sub("", words).strip("|")
        bordered = rf"(?<!\w)(?:{spaced})(?!\w)" if spaced else ""
        groups.append("(" + "|".join([part for part in (bordered, *unspaced) if part]) + ")")
    return re.compile("|".join(groups), re.I)


def _named(table: str, text: str) -> list[tuple[str, int, int]]:
    """Give the classes named in a text in order, each with where it stands."""
    keys = list(_TABLES[table])
    return [
        (keys[(match.lastindex or 1) - 1], *match.span())
        for match in _pattern(table).finditer(text)
    ]


NEAR_CHARS = 40
EVENT_CHARS = 80


def direction(before: str, after: str) -> str:
    """Say whether a change is up or down by the nearest such word, those before it first."""
    found = _named("direction before", before)
    if found and len(before) - found[-1][2] <= NEAR_CHARS:
        return found[-1][0]
    following = _named("direction after", after[:NEAR_CHARS])
    if following:
        return following[0][0]
    return found[-1][0] if found else ""


def role(before: str) -> str:
    """Say whether a figure is where a change leads `to`, comes `from`, or how far it goes, `by`."""
    match = _ROLE.search(before[-24:])
    return (match.lastgroup or "by") if match else "by"


def event(before: str, after: str) -> str:
    """Name the event that a time is of, by the nearest word for one."""
    if found := _named("event", before[-EVENT_CHARS:]):
        return found[-1][0]
    following = _named("event", after[:EVENT_CHARS])
    return following[0][0] if following else ""


def metrics(before: str, after: str) -> frozenset[str]:
    """Name what may be measured, counted or paid, by the words around a figure."""
    return frozenset(name for part in (before, after) for name, _, _ in _named("metric", part))


def baselines(text: str) -> frozenset[str]:
    """Name what a change is against, and what is taken off or left in."""
    return frozenset(name for name, _, _ in _named("baseline", text))


def events_clash(one: str, other: str) -> bool:
    """Whether two named events cannot be one."""
    return bool(one and other) and one != other and frozenset({one, other}) not in COMPATIBLE
