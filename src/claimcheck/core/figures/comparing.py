"""Compares two figures by value and unit alone, whatever is said around them."""

from dataclasses import dataclass
from decimal import Decimal

from claimcheck.core.figures.values import (
    AGE,
    DATE,
    MONEY,
    NAME,
    NUMBER,
    PERCENT,
    PERIOD,
    QUANTITY,
    SCORE,
    YEAR,
    Figure,
    date_parts,
)

MATCH, CLOSE, DIFFERS, NOT_FOUND = "match", "close", "differs", "not_found"
OPEN = "open"
"""The two may or may not be the same: one is rounder, or says less."""

HEDGE_TOLERANCE = Decimal("0.05")
"""`about 100` is met by what lies within a twentieth of it, `about 412` by less."""
CONVERSION_TOLERANCE = Decimal("0.01")
"""Acres told as hectares are rounded by whoever converted them."""
NEARLY_FROM = Decimal("0.9")
FAR = Decimal("1.5")
"""`over 100` is met by any larger figure, but one so much larger has to be of the same thing."""

COMPARED_WITH = {
    PERCENT: (PERCENT,),
    MONEY: (MONEY,),
    QUANTITY: (QUANTITY, NUMBER),  # an age may be a bare number
    NUMBER: (NUMBER, YEAR, QUANTITY),
    YEAR: (YEAR, NUMBER),
    DATE: (DATE,),
}
"""Which kinds of a source's figures a claim's figure may be compared with, by its kind."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """
    How two figures compare, with the reason in words where it is not plain.

    `same_number` says that the number as written is the same and only its unit is not, `far`
    that a bound holds by a wide margin.
    """

    result: str
    note: str = ""
    same_number: bool = False
    far: bool = False


def compare(claimed: Figure, found: Figure) -> Likeness | None:
    """Compare a claim's figure with one of a source; None for what cannot be compared."""
    if claimed.kind in (YEAR, NUMBER) and found.kind in (YEAR, NUMBER):
        if claimed.kind == found.kind == NUMBER:
            return _compare_amounts(claimed, found)
        same = claimed.value == found.value and claimed.digits == 4
        if claimed.kind != found.kind:
            return Likeness(CLOSE, "a year on one side only", far=True) if same else None
        return _compare_years(claimed, found)
    if claimed.kind == PERIOD and claimed.unit == "decade" and found.kind == YEAR:
        inside = claimed.value <= found.value < claimed.value + 10
        return Likeness(CLOSE, "the source names a year of that decade") if inside else None
    if claimed.kind == PERIOD and claimed.unit == "quarter" and found.kind == DATE:
        inside = (date_parts(found.value)[1] + 2) // 3 == claimed.value
        return (
            Likeness(CLOSE, "the source names a month of that quarter", far=True)
            if inside
            else None
        )
    if AGE in (claimed.named_unit, found.named_unit) and NUMBER in (claimed.kind, found.kind):
        same = claimed.value / claimed.factor == found.value / found.factor
        return Likeness(MATCH) if same else None
    if claimed.kind != found.kind:
        return None
    if claimed.kind == DATE:
        return _compare_dates(claimed.value, found.value)
    if claimed.kind in (PERIOD, SCORE, NAME):
        if claimed.unit != found.unit:
            return None
        return Likeness(MATCH if claimed.value == found.value else DIFFERS)
    if claimed.unit != found.unit:
        return _other_unit(claimed, found)
    return _compare_amounts(claimed, found)


def _other_unit(claimed: Figure, found: Figure) -> Likeness | None:
    written = claimed.value / claimed.factor == found.value / found.factor
    if not written or claimed.kind not in (PERCENT, MONEY, QUANTITY):
        return None
    if claimed.kind == MONEY and claimed.value != found.value:
        return None
    kind = {PERCENT: "", MONEY: "another currency: "}.get(claimed.kind, "another unit: ")
    return Likeness(
        DIFFERS, f"{kind}{_unit_name(found)} against {_unit_name(claimed)}", same_number=True
    )


def _unit_name(figure: Figure) -> str:
    return figure.named_unit or figure.unit


def _compare_years(claimed: Figure, found: Figure) -> Likeness:
    if claimed.value != found.value:
        return Likeness(DIFFERS)
    part, other = claimed.unit, found.unit
    if part == other or (not part and other != "fiscal"):
        return Likeness(MATCH)
    if not part:
        return Likeness(CLOSE, "the source says fiscal year")
    if not other:
        return Likeness(CLOSE, f"the source does not say {part}")
    if other in _OVERLAPPING.get(part, ()):
        return Likeness(CLOSE, f"the source says {other}")
    return Likeness(DIFFERS, f"{other} against {part}", same_number=True)


_OVERLAPPING = {
    "early": ("spring", "winter"), "mid": ("summer", "spring"), "late": ("autumn", "winter"),
    "spring": ("early", "mid"), "summer": ("mid",), "autumn": ("late",),
    "winter": ("early", "late"),
}  # fmt: skip


def _compare_dates(claimed: Decimal, found: Decimal) -> Likeness:
    # A claim may leave parts of a date out; the source has to say what the claim does say.
    pairs = list(zip(date_parts(claimed), date_parts(found), strict=True))
    if all(a in (0, b) for a, b in pairs):
        return Likeness(MATCH)
    clash = any(a and b and a != b for a, b in pairs)
    return Likeness(DIFFERS if clash else OPEN)


def _compare_amounts(claimed: Figure, found: Figure) -> Likeness:
    fast = "second" in (claimed.per, found.per)  # 5 GB is no 5 GB/s; a yearly sum is a sum
    if claimed.per != found.per and (fast or (claimed.per and found.per)):
        note = f"per {found.per or 'nothing'} against per {claimed.per or 'nothing'}"
        return Likeness(DIFFERS, note, same_number=claimed.value == found.value)
    if claimed.value == found.value:
        return _same_value(claimed, found)
    return _within_words(claimed, found) or _unlike(claimed, found)


_ABOVE, _BELOW = frozenset({"over", "at least"}), frozenset({"under", "at most", "nearly"})


def _same_value(claimed: Figure, found: Figure) -> Likeness:
    mine, theirs = claimed.bound, found.bound
    if (mine in _ABOVE and theirs in _BELOW) or (mine in _BELOW and theirs in _ABOVE):
        return Likeness(DIFFERS, f"the source says {theirs}, the claim {mine}", same_number=True)
    if claimed.until is None and found.until is not None:
        return Likeness(CLOSE, "the source gives a range")
    if claimed.until is not None and found.until is None:
        return Likeness(CLOSE, "the source gives one figure, the claim a range")
    if mine == theirs or mine == "about" or (mine in ("at least", "at most") and not theirs):
        return Likeness(MATCH)
    if theirs:
        return Likeness(CLOSE, f"the source says {theirs}")
    return Likeness(CLOSE, f"the claim says {mine}, the source gives just that figure")


def _within_words(claimed: Figure, found: Figure) -> Likeness | None:
    """Whether the words of the claim, or rounding, allow for the other value."""
    a, b = claimed.value, found.value
    far = not abs(a) < abs(b) * FAR or not abs(b) < abs(a) * FAR
    if (claimed.bound in _ABOVE and b > a) or (claimed.bound in ("under", "at most") and b < a):
        if found.bound in _BELOW and b > a:
            return Likeness(OPEN)
        return Likeness(CLOSE, f"{claimed.bound} holds", far=far)
    if claimed.bound == "nearly" and a * NEARLY_FROM <= b < a:
        return Likeness(CLOSE, "nearly holds")
    if claimed.bound == "about" and abs(a - b) <= _hedge(claimed):
        return Likeness(CLOSE, "about holds")
    if claimed.until is not None and min(a, claimed.until) <= b <= max(a, claimed.until):
        return (
            None
            if found.until is not None
            else Likeness(CLOSE, "within the claim's range", far=True)
        )
    near = abs(a - b) <= abs(a) * HEDGE_TOLERANCE
    other_unit = claimed.kind == QUANTITY and claimed.factor != found.factor
    if near and _rounds_to(b, claimed):
        return Likeness(CLOSE, "converted" if other_unit else "rounded")
    if other_unit and abs(a - b) <= abs(a) * CONVERSION_TOLERANCE:
        return Likeness(CLOSE, "converted")
    if near and claimed.factor != found.factor and _rounds_to(a, found):
        return Likeness(CLOSE, "converted")
    if near and claimed.named_unit == "fraction":
        return Likeness(CLOSE, "as a fraction") if _rounds_to(b, claimed) else None
    return None


def _hedge(claimed: Figure) -> Decimal:
    """How far `about` reaches: half of the last digit that is not a round one."""
    written = (claimed.value / claimed.factor).normalize()
    digits, exponent = written.as_tuple().digits, int(written.as_tuple().exponent)
    last = Decimal(5 if digits[-1] == 5 and len(digits) > 1 else 1).scaleb(exponent)
    return min(abs(claimed.value) * HEDGE_TOLERANCE, last * claimed.factor / 2)


def _unlike(claimed: Figure, found: Figure) -> Likeness:
    a, b = claimed.value, found.value
    if a / claimed.factor == b / found.factor and claimed.named_unit and found.named_unit:
        return Likeness(DIFFERS, _magnitude(claimed, found, True), same_number=True)
    if _rounds_to(a, found) or (found.bound == "about" and abs(a - b) <= _hedge(found)):
        return Likeness(OPEN)
    if (found.bound in _ABOVE and a > b) or (found.bound in _BELOW and a < b):
        return Likeness(OPEN)
    same_number = a / claimed.factor == b / found.factor
    return Likeness(DIFFERS, _magnitude(claimed, found, same_number), same_number=same_number)


def _magnitude(claimed: Figure, found: Figure, same_number: bool) -> str:
    a, b = abs(claimed.value), abs(found.value)
    if not a or not b:
        return ""
    if same_number and claimed.named_unit and found.named_unit:
        units = f"{found.named_unit} against {claimed.named_unit}"
        times = max(a, b) / min(a, b)
        return f"same number, another unit: {units} ({times.normalize():f} times)"
    ratio = max(a, b) / min(a, b)
    power = Decimal(1).scaleb(ratio.adjusted())
    if ratio == power > 1:
        return f"another order of magnitude: {power:f} times"
    return ""


def _rounds_to(value: Decimal, written: Figure) -> bool:
    return written.step > 0 and abs(value - written.value) * 2 <= written.step
