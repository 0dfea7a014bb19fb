"""Computes figures from others exactly, again whenever asked, and holds claims against them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from claimcheck.core.derivations import Derivation, Kind, Operand
from claimcheck.core.figures import meaning
from claimcheck.core.figures.comparing import CLOSE, DIFFERS, MATCH, NOT_FOUND, OPEN, compare
from claimcheck.core.figures.finding import find_figures
from claimcheck.core.figures.values import IN_TIME, NUMBER, PERCENT, QUANTITY, YEAR, Figure
from claimcheck.core.status import FigureCheck
from claimcheck.errors import BadInput

SHOWN_DIGITS = 6
"""How many digits of a result are shown; it is kept exactly."""
MAX_OPERANDS = 1_000


@dataclass(frozen=True, slots=True)
class Rerun:
    """What a derivation gives today: `changed` are the operands that read otherwise than then."""

    same: bool
    result: str | None
    changed: tuple[Operand, ...] = ()
    problem: str = ""


def read_operand(written: str, where: str = "") -> Operand:
    """
    Read the one figure of a short text as an operand.

    Raises BadInput when the text holds no figure, or several.
    """
    found = find_figures(written)
    figures = [figure for figure in found if figure.kind not in IN_TIME]
    if not figures and all(figure.kind == YEAR for figure in found):
        figures = found
    if len(figures) != 1:
        problem = "no figure" if not figures else "several figures"
        raise BadInput(f"{problem} in {written!r}", next_step="point to one figure alone")
    (figure,) = figures
    value = _plain(figure.value)
    return Operand(written, value, figure.kind, _unit(figure), where)


def derive(kind: Kind, operands: Sequence[Operand]) -> Derivation:
    """
    Compute a figure exactly from operands of one unit.

    Raises BadInput for a wrong number of operands, units that do not go together, a base of 0.
    """
    _check_operands(kind, operands)
    values = [Fraction(operand.value) for operand in operands]
    result = _compute(kind, values)
    result_kind, unit = _result_unit(kind, operands[0])
    return Derivation(kind.value, tuple(operands), str(result), result_kind, unit)


def rerun(derivation: Derivation, now: Sequence[str] | None = None) -> Rerun:
    """
    Compute a derivation again from what its operands' places say.

    `now` is what stands at each place today; without it the words kept then are read again,
    which shows a value that was changed since. Says which operands changed.
    """
    texts = list(now) if now is not None else [operand.written for operand in derivation.operands]
    try:
        operands = [
            read_operand(text, kept.where)
            for text, kept in zip(texts, derivation.operands, strict=True)
        ]
        again = derive(Kind(derivation.kind), operands)
    except (BadInput, ValueError) as error:
        return Rerun(False, None, problem=str(error))
    changed = tuple(
        kept
        for kept, read in zip(derivation.operands, operands, strict=True)
        if (kept.value, kept.kind, kept.unit) != (read.value, read.kind, read.unit)
    )
    return Rerun(not changed and again.result == derivation.result, again.result, changed)


def check_derived(claim: str, derivation: Derivation) -> FigureCheck:
    """
    Hold a claim's figure, with the words around it, against a derivation.

    `rose 12 percent` is met by a change of 12, by 12.3 as close, and not by one of -12.
    """
    derived = _figure(derivation)
    note = f"computed ({derivation.kind}): {_said(derivation)}"
    best: FigureCheck | None = None
    for figure in find_figures(claim):
        likeness = compare(figure, _turned(derived, claim, figure))
        if likeness is None:
            continue
        written = claim[figure.start : figure.end]
        result = likeness.result if likeness.result != OPEN else DIFFERS
        why = f"{likeness.note}; {note}" if likeness.note else note
        check = FigureCheck(figure.kind, written, _shown(derivation), result, note=why)
        if best is None or _RANK[result] > _RANK[best.result]:
            best = check
    return best or FigureCheck(derived.kind, claim, _shown(derivation), NOT_FOUND, note=note)


_RANK = {MATCH: 3, CLOSE: 2, DIFFERS: 1}


def _check_operands(kind: Kind, operands: Sequence[Operand]) -> None:
    pair = kind not in (Kind.SUM, Kind.MEAN)
    if len(operands) < 2 or (pair and len(operands) > 2) or len(operands) > MAX_OPERANDS:
        wanted = "two operands" if pair else "two operands or more"
        raise BadInput(
            f"a {kind} takes {wanted}, not {len(operands)}", next_step="choose them anew"
        )
    units = sorted({f"{operand.kind} {operand.unit}".strip() for operand in operands})
    if len(units) > 1:
        raise BadInput(
            f"{' and '.join(units)} do not go together", next_step="choose operands of one unit"
        )
    if kind is Kind.POINTS and operands[0].kind != PERCENT:
        raise BadInput("percentage points lie between percentages", next_step="use difference")
    base = {Kind.CHANGE: 0, Kind.MULTIPLE: 0, Kind.SHARE: 1}.get(kind)
    if base is not None and Fraction(operands[base].value) == 0:
        raise BadInput("nothing is a share or multiple of 0", next_step="choose another base")


def _compute(kind: Kind, values: Sequence[Fraction]) -> Fraction:
    if kind is Kind.SUM:
        return sum(values, Fraction(0))
    if kind is Kind.MEAN:
        return sum(values, Fraction(0)) / len(values)
    first, second = values
    if kind is Kind.CHANGE:
        return (second - first) / abs(first) * 100
    if kind is Kind.SHARE:
        return first / second * 100
    return second / first if kind is Kind.MULTIPLE else second - first


def _result_unit(kind: Kind, operand: Operand) -> tuple[str, str]:
    if kind in (Kind.CHANGE, Kind.SHARE):
        return PERCENT, "percent"
    if kind is Kind.POINTS or (kind is Kind.DIFFERENCE and operand.kind == PERCENT):
        return PERCENT, "percentage point"
    if kind is Kind.MULTIPLE:
        return QUANTITY, "times"
    if operand.kind == YEAR:
        return QUANTITY, "months"
    return operand.kind, operand.unit


def _unit(figure: Figure) -> str:
    return f"{figure.unit}/{figure.per}" if figure.per else figure.unit


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _number(derivation: Derivation) -> Decimal:
    exact = Fraction(derivation.result)
    if derivation.unit == "months" and derivation.operands[0].kind == YEAR:
        exact *= 12
    context = Context(prec=28, rounding=ROUND_HALF_EVEN)
    return context.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def _figure(derivation: Derivation) -> Figure:
    unit, _, per = derivation.unit.partition("/")
    kind = derivation.result_kind
    step = Decimal(0)
    return Figure(kind, _number(derivation), unit, step, "", 0, 0, per=per, digits=3)


def _turned(derived: Figure, claim: str, figure: Figure) -> Figure:
    """Turn a fall positive where the claim says `fell by`; a rise stays, and differs then."""
    said = meaning.direction(claim[: figure.start], claim[figure.end :])
    value = -derived.value if said == meaning.DOWN else derived.value
    return Figure(derived.kind, value, derived.unit, derived.step, "", 0, 0, per=derived.per)


def _said(derivation: Derivation) -> str:
    return f"{_shown(derivation)} from {', '.join(o.written for o in derivation.operands)}"


_BASE_UNITS = {
    "area": "m²",
    "energy": "kWh",
    "length": "m",
    "mass": "kg",
    "power": "W",
    "speed": "km/h",
    "volume": "l",
}
"""What a result is shown in where its dimension has another name."""


def _shown(derivation: Derivation) -> str:
    number = Context(prec=SHOWN_DIGITS).plus(_number(derivation))
    exact = "" if Fraction(number) == Fraction(_number(derivation)) else "about "
    dimension, slash, per = derivation.unit.partition("/")
    unit = _BASE_UNITS.get(dimension, dimension) + slash + per
    unit = {NUMBER: ""}.get(derivation.result_kind, unit)
    return f"{exact}{_plain(number)} {unit}".rstrip()
