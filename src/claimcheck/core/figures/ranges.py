"""Joins the two ends of a range, which have the unit that is written once."""

import re
from dataclasses import replace

from claimcheck.core.figures.values import (
    AGE,
    MONEY,
    NAME,
    NUMBER,
    ORDINAL,
    PERIOD,
    QUANTITY,
    SCORE,
    YEAR,
    Figure,
)

_GAP = re.compile(r"\s?[-–—−~〜]{1,2}\s?|から|\s(?:to|and|or|bis|à|a|y|und|et|through)\s")
_LIST_GAP = re.compile(r"\s(?:and|or|y|und|et)\s")
_BETWEEN = re.compile(r"(?:between|zwischen|entre)\s(?:[^\W\d_]{1,12}\s)?$", re.I)
_CHANGE = re.compile(r"\b(?:from|von|de|desde)\s$", re.I)
_UNJOINED = frozenset({SCORE, NAME, ORDINAL, PERIOD})


def join_range(text: str, left: Figure, right: Figure) -> tuple[Figure, Figure]:
    """Give both ends of a range the same unit; two figures that are none stay as they are."""
    if left.end > right.start or not _GAP.fullmatch(text, left.end, right.start):
        return left, right
    if left.kind in _UNJOINED or right.kind in _UNJOINED:
        return left, right
    if _LIST_GAP.fullmatch(text, left.end, right.start):
        before = text[max(0, left.start - 24) : left.start]
        if not _BETWEEN.search(before) and left.kind == right.kind:
            return left, right
    change = _CHANGE.search(text[max(0, left.start - 8) : left.start]) is not None
    left, right = _share_unit(left, right, change)
    same = (left.kind, left.unit) == (right.kind, right.unit)
    if same and not change and left.kind != YEAR and left.value < right.value:
        return replace(left, until=right.value), replace(right, until=left.value)
    return left, right


def _share_unit(left: Figure, right: Figure, change: bool) -> tuple[Figure, Figure]:
    kinds = (left.kind, right.kind)
    if kinds == (YEAR, NUMBER) and 0 < right.value < 100 and right.digits == 2:
        # `2018–19` are two years; the second is written short.
        year = left.value - left.value % 100 + right.value
        return left, replace(right, kind=YEAR, value=year, digits=4)
    if kinds == (NUMBER, YEAR) and left.digits == 4 and left.value < right.value:
        return replace(left, kind=YEAR, bound=""), right
    if left.kind == MONEY and right.kind == NUMBER and not left.named_unit:
        right = replace(right, kind=MONEY, unit=left.unit)
    elif kinds == (QUANTITY, NUMBER) and left.named_unit == AGE:
        right = replace(right, kind=QUANTITY, unit=left.unit, named_unit=AGE, factor=left.factor)
        return left, replace(right, value=right.value * 12, step=right.step * 12)
    if left.kind == right.kind or (
        left.kind in (NUMBER, YEAR) and right.kind not in (NUMBER, YEAR)
    ):
        left = _scaled(left, right, change)
    return left, right


def _scaled(left: Figure, right: Figure, change: bool) -> Figure:
    """Multiply the first end as the second is: `10 to 15 million`, `from 12 to 8 km`."""
    rises = left.value < right.value / right.factor
    if left.kind == YEAR or left.factor != 1 or left.named_unit or not (rises or change):
        return left
    return replace(
        left, kind=right.kind, unit=right.unit, factor=right.factor,
        value=left.value * right.factor, step=left.step * right.factor,
        named_unit=right.named_unit, per=right.per,
    ) if left.kind != right.kind or right.factor != 1 else left  # fmt: skip
