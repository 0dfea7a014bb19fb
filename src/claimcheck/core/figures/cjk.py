"""Reads numbers in Chinese characters, and fractions as Japanese writes them."""

import re
from decimal import Decimal

from claimcheck.core.figures import dates, periods
from claimcheck.core.figures.affixes import read_scale, read_unit
from claimcheck.core.figures.bounds import read_bound
from claimcheck.core.figures.values import NUMBER, PERCENT, QUANTITY, Figure

TRIGGERS = "〇一二三四五六七八九十百千半第倍令平昭½⅓¼⅕⅛"
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_RUN = re.compile(r"[〇一二三四五六七八九十百千]{1,12}")
_COUNTED = re.compile(
    r"[万億兆割倍％%人円年歳名件社台隻便機基校店軒棟]|か月|カ月|ヶ月|か国|カ国|ヶ国|時間|パーセント|ドル|ユーロ|分の"
)
_DIGIT_FRACTION = re.compile(r"(\d{1,3})分の(\d{1,3})")
_WORDS = {
    "半分": (PERCENT, 50),
    "半数": (PERCENT, 50),
    "倍増": (QUANTITY, 2),
    "倍に": (QUANTITY, 2),
}
_SIGNS = {"½": 2, "⅓": 3, "¼": 4, "⅕": 5, "⅛": 8}


def read(text: str, start: int) -> list[Figure]:
    """Read what begins at a Chinese character that can open a figure."""
    sign = text[start]
    if sign in _SIGNS:
        return [_percent(Decimal(100) / _SIGNS[sign], start, start + 1)]
    if sign == "第":
        return periods.read_cjk_quarter(text, start)
    if sign in "令平昭":
        return dates.read_from_digit(text, start)
    word = _WORDS.get(text[start : start + 2])
    if word and not (start and text[start - 1].isdigit()):
        return [_worded(text, start, *word)]
    match = _RUN.match(text, start)
    return _read_run(text, match) if match and _COUNTED.match(text, match.end()) else []


def read_fraction(text: str, start: int) -> list[Figure]:
    """Read `3分の1`, a third."""
    match = _DIGIT_FRACTION.match(text, start)
    if match is None or not 0 < int(match[2]) <= int(match[1]):
        return []
    figure = _percent(Decimal(100 * int(match[2])) / int(match[1]), *match.span())
    return [figure]


def _percent(value: Decimal, start: int, end: int) -> Figure:
    return Figure(PERCENT, value, "percent", Decimal(1), "", start, end, "fraction")


def _worded(text: str, start: int, kind: str, value: int) -> Figure:
    unit = "percent" if kind == PERCENT else "times"
    bound = read_bound(text, start, start + 2)
    return Figure(kind, Decimal(value), unit, Decimal(1), bound, start, start + 2, unit)


def _read_run(text: str, match: re.Match[str]) -> list[Figure]:
    value, end = _value(match[0]), match.end()
    if text.startswith("分の", end):
        above = _RUN.match(text, end + 2)
        share = _value(above[0]) if above else 0
        return (
            [_percent(100 * share / value, match.start(), above.end())] if above and value else []
        )
    factor, end = read_scale(text, end, money=False, spelled=True)
    value *= factor
    if factor > 1 and (rest := _RUN.match(text, end)):
        below, end = read_scale(text, rest.end(), money=False, spelled=True)
        value += _value(rest[0]) * below
    unit = read_unit(text, end, None, factor)
    if unit.kind == NUMBER and factor == 1 and value < 2:
        return []
    bound = read_bound(text, match.start(), unit.end)
    value, step = value * unit.factor, factor * unit.factor
    return [
        Figure(unit.kind, value, unit.unit, step, bound, match.start(), unit.end, unit.named,
               unit.per, digits=len(match[0]))
    ]  # fmt: skip


def _value(written: str) -> Decimal:
    if not set(written) & set(_TENS):
        return Decimal("".join(str(_DIGITS[sign]) for sign in written))
    total, last = 0, 0
    for sign in written:
        if sign in _TENS:
            total, last = total + max(last, 1) * _TENS[sign], 0
        else:
            last = _DIGITS[sign]
    return Decimal(total + last)
