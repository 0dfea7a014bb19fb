"""What kind of change lies between two wordings of one sentence."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from claimcheck.core.anchors.diff import words
from claimcheck.core.anchors.normal import normal_form
from claimcheck.core.drift import vocabulary
from claimcheck.core.drifts import DriftKind
from claimcheck.core.figures import Figure, find_figures
from claimcheck.core.figures.values import DATE, YEAR

_NUMBER = re.compile(r"(?<![^\W_])\d+(?:[.,:/-]\d+)*|\d+(?:[.,:/-]\d+)*")
_DATE_LIKE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}/\d{4}")
_JAPANESE_DATE = re.compile(
    r"(?:(\d{2,4}|元)年)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?(?:(\d{1,2})時)?(?:(\d{1,2})分)?"
)
_NOT = re.compile(r"n't\b|\bfail(?:s|ed|ing)? to\b", re.I)

Marks = Counter[str]


def what_changed(before: str, after: str) -> DriftKind | None:
    """
    Say what kind of change it is, the gravest first; None when only words differ.

    A figure, date or negation that is merely written in another way is no change, nor is a
    figure that was added while the old ones stand.
    """
    old, new = _plain(before), _plain(after)
    if _negation_changed(old, new):
        return DriftKind.NEGATED
    figures, dates = _lost(old, new)
    if figures:
        return DriftKind.FIGURE_CHANGED
    return DriftKind.DATE_CHANGED if dates else None


def _plain(text: str) -> str:
    """Undo full-width digits and typographic marks, but keep capitals: `May` is a month."""
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "").replace("\u200b", ""))
    return re.sub(r"[‘’ʼ]", "'", re.sub(r"[‐‑‒–—−]", "-", " ".join(text.split())))


def _negation_changed(old: str, new: str) -> bool:
    if _count_negations(old) != _count_negations(new):
        return True
    removed, added = _exchanged(old, new)
    return any(
        longer == prefix + shorter
        for a in removed
        for b in added
        for longer, shorter in ((a, b), (b, a))
        if len(shorter) >= 4
        for prefix in vocabulary.NEGATING_PREFIXES
    )


def _exchanged(old: str, new: str) -> tuple[Marks, Marks]:
    before, after = Counter(words(old.casefold())), Counter(words(new.casefold()))
    return before - after, after - before


def _count_negations(text: str) -> int:
    folded = text.casefold()
    count = sum(word in vocabulary.NEGATIONS for word in words(folded))
    count += len(_NOT.findall(folded))
    return count + len(vocabulary.NEGATED_JAPANESE.findall(folded))


def _lost(old: str, new: str) -> tuple[bool, bool]:
    """Say whether a figure, and whether a date, of the old wording is not in the new one."""
    old_figures, new_figures = find_figures(old), find_figures(new)
    lost = [f for f in old_figures if not _still_there(f, new_figures)]
    figures = any(f.kind not in (DATE, YEAR) for f in lost)
    dates = any(f.kind in (DATE, YEAR) for f in lost)
    more_figures, more_dates = _lost_marks(old, new, old_figures)
    return figures or more_figures, dates or more_dates


def _still_there(figure: Figure, others: Iterable[Figure]) -> bool:
    return any(_is_same(figure, other) for other in others)


def _is_same(a: Figure, b: Figure) -> bool:
    if a.kind == DATE == b.kind:
        return all(x == y or 0 in (x, y) for x, y in zip(_parts(a), _parts(b), strict=True))
    if DATE in (a.kind, b.kind):  # a day tells the year, a year does not tell the day
        return a.kind == YEAR and _parts(b)[0] == int(a.value)
    return a.value == b.value and (a.unit == b.unit or YEAR in (a.kind, b.kind))


def _parts(day: Figure) -> tuple[int, int, int]:
    number = int(day.value)
    return number // 10_000, number // 100 % 100, number % 100


def _lost_marks(old: str, new: str, old_figures: list[Figure]) -> tuple[bool, bool]:
    """Look at the numbers that are in no figure: names, times, ordinals, those of other scripts."""
    old_days, new_days = Counter(_days(old)), Counter(_days(new))
    lost_days = old_days - new_days
    rest = _numbers(old, old_figures) - _numbers(new, [])
    dated = {mark for mark in rest if _DATE_LIKE.fullmatch(mark)}
    in_days = {part for day in lost_days for part in re.findall(r"\d+", day)}
    figures = set(rest) - dated - in_days
    unspoken = [w for w in _spelled(old) - _spelled(new) if not _in_digits(w, old, new)]
    return bool(figures or unspoken), bool(dated or lost_days or _times(old) - _times(new))


def _numbers(text: str, figures: list[Figure]) -> Marks:
    taken = [(f.start, f.end) for f in figures]
    return Counter(
        found[0]
        for found in _NUMBER.finditer(text)
        if not any(start <= found.start() < end for start, end in taken)
    )


def _days(text: str) -> list[str]:
    """Give the Japanese and Chinese dates of a text."""
    return [found[0] for found in _JAPANESE_DATE.finditer(text) if any(found.groups())]


def _spelled(text: str) -> Marks:
    found = [word for word in words(normal_form(text)) if word in vocabulary.NUMBER_WORDS]
    return Counter(found + vocabulary.NUMBER_OF_JAPANESE.findall(_without_days(text)))


def _in_digits(word: str, old: str, new: str) -> bool:
    """Whether a number that was spelled out is written in digits now, for the same things."""
    value = vocabulary.NUMBER_WORDS.get(word)
    before, after = words(normal_form(old)), words(normal_form(new))
    counted = {b for a, b in pairwise(before) if a == word}
    return value is not None and any(a == value and b in counted for a, b in pairwise(after))


def _without_days(text: str) -> str:
    return _JAPANESE_DATE.sub(lambda found: " " if any(found.groups()) else found[0], text)


def _times(text: str) -> Marks:
    found = [word for word in words(text.casefold()) if word in vocabulary.TIMES]
    found += vocabulary.TIME_OF_JAPANESE.findall(text) + vocabulary.MAY.findall(text)
    return Counter(found)
