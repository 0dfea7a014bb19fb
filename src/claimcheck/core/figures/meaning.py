"""Words that say what a figure is of: its direction, event, metric and baseline."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from claimcheck.core.figures.meaning_words import (
    BASELINES,
    COMPATIBLE,
    DOWN_WORDS,
    EVENTS,
    METRICS,
    METRICS_THAT_MEET,
    QUALIFIERS,
    RATES,
    UP_WORDS,
)
from claimcheck.core.figures.numbers import CJK
from claimcheck.core.figures.values import PERCENT

UP, DOWN = "up", "down"

_ROLE = re.compile(
    r"(?<!\w)(?:(?P<to>to|auf|à|a|al|hasta)|(?P<at>at|bei)|(?P<from>from|von|depuis|desde|del)"
    r"|(?P<by>by|um|of|de|un|en))(?:\s(?:a|an|the|les?|el|la|los|un|ein\w*|record|new|about|around|nearly"
    r"|almost|over|just|some|more than|less than|rund|etwa|fast|über|environ|unos)){0,3}\s?$",
    re.I,
)

_AT_END = r"{}(?=\s*(?:[.,;]|$))"
"""The split half of a German verb: `nahm um 5 Prozent zu`."""
_TABLES = {
    "event": EVENTS,
    "metric": METRICS,
    "baseline": BASELINES,
    "rate": RATES,
    "qualifier": QUALIFIERS,
    "direction before": {DOWN: DOWN_WORDS, UP: UP_WORDS},
    "direction after": {
        DOWN: f"{DOWN_WORDS}|{_AT_END.format('(?:ab|ein)')}|less|worse|weniger|moins|menos|smaller",
        UP: f"{UP_WORDS}|{_AT_END.format('zu')}|more|greater|mehr|plus|más|larger",
    },
}
_CJK_WORD = re.compile(rf"[|]?([{CJK}]+)")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern for the words of a table; `classes` gives the class of each of its groups."""

    compiled: re.Pattern[str]
    classes: tuple[str, ...]


@cache
def _pattern(table: str, *, cjk: bool) -> _Pattern:
    """
    Compile the words of a table to one pattern, those without spaces if `cjk` says so.

    The words are parted by their first letter, so that few are tried at each word of a text.
    """
    spaced, unspaced = dict[str, list[str]](), dict[str, str]()
    for name, words in _TABLES[table].items():
        unspaced[name] = "|".join(_CJK_WORD.findall(words)) if cjk else ""
        spaced[name] = _alternatives(_CJK_WORD.sub("", words).strip("|"))
    letters = {_first_letter(word) for words in spaced.values() for word in words} - {""}
    groups, classes = [], list[str]()
    for letter in [*sorted(letters), ""]:
        kept = {n: [w for w in words if _first_letter(w) in (letter, "")]
                for n, words in spaced.items()}  # fmt: skip
        named = {name: words for name, words in kept.items() if words}
        classes += named
        if named:
            branch = "|".join(f"({'|'.join(words)})" for words in named.values())
            groups.append(f"(?={letter})(?:{branch})")
    found = {name: words for name, words in unspaced.items() if words}
    parts = [rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", *(f"({words})" for words in found.values())]
    return _Pattern(re.compile("|".join(parts), re.I), (*classes, *found))


def _alternatives(words: str) -> list[str]:
    """Part a pattern at the bars that stand outside of brackets."""
    depth, parts = 0, [""]
    for sign in words:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part for part in parts if part]


def _first_letter(word: str) -> str:
    """Give the letter that a pattern must begin with; nothing where it may be any."""
    return word[0] if word[0].isalpha() and word[1:2] not in ("?", "*", "{") else ""


@lru_cache(maxsize=4096)
def _named(table: str, text: str) -> tuple[tuple[str, int, int], ...]:
    """Give the classes named in a text in order, each with where it stands."""
    pattern = _pattern(table, cjk=_CJK_WORD.search(text) is not None)
    return tuple(
        (pattern.classes[(match.lastindex or 1) - 1], *match.span())
        for match in pattern.compiled.finditer(text)
    )


NEAR_CHARS = 40
EVENT_CHARS = 80
ROLE_CHARS = 40


def direction(before: str, after: str) -> str:
    """Say whether a change is up or down by the nearest such word, those before it first."""
    found = _named("direction before", before)
    if found and len(before) - found[-1][2] <= NEAR_CHARS:
        return found[-1][0]
    following = _named("direction after", after[:NEAR_CHARS])
    if following:
        return following[0][0]
    return found[-1][0] if found else ""


def role(before: str, kind: str) -> str:
    """
    Say whether a figure is where a change leads `to`, comes `from`, or how far it goes, `by`.

    A share that closes at 40 euros is there; an economy that grows at 3 percent goes by them.
    """
    match = _ROLE.search(before[-ROLE_CHARS:])
    found = (match.lastgroup or "by") if match else "by"
    if found == "at":
        return "by" if kind == PERCENT else "to"
    return found


def event(before: str, after: str) -> str:
    """Name the event that a time is of, by the nearest word for one."""
    if found := _named("event", before[-EVENT_CHARS:]):
        return found[-1][0]
    following = _named("event", after[:EVENT_CHARS])
    return following[0][0] if following else ""


def metrics(before: str, after: str) -> frozenset[str]:
    """Name what may be measured, counted or paid, by the words around a figure."""
    return frozenset(name for part in (before, after) for name, _, _ in _named("metric", part))


def metrics_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of metrics may name one: they share one, or two that are told alike."""
    alike = (frozenset({a, b}) in METRICS_THAT_MEET for a in one for b in other)
    return bool(one & other) or any(alike)


def named(table: str, text: str) -> frozenset[str]:
    """Name what a change is against, what a rate is counted by, what is taken off or left in."""
    return frozenset(name for name, _, _ in _named(table, text))


def events_clash(one: str, other: str) -> bool:
    """Whether two named events cannot be one."""
    return bool(one and other) and one != other and frozenset({one, other}) not in COMPATIBLE
