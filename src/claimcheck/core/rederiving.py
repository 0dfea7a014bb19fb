"""Stored derivations computed again from what their operands' passages say now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from claimcheck.core import computing
from claimcheck.core.derivations import Derivation, Kind, Operand
from claimcheck.core.drifts import DriftKind
from claimcheck.core.figures.comparing import NOT_FOUND
from claimcheck.core.figures.finding import find_figures
from claimcheck.core.status import DerivationStatus, FigureCheck, PassageStatus
from claimcheck.errors import BadInput


@dataclass(frozen=True, slots=True)
class Kept:
    """A derivation as a person recorded it. An operand's `where` is the id of its passage."""

    id: str
    derivation: Derivation
    derived_by: str
    derived_at: datetime


def compute_again(
    kept: Kept, claim: str, passages: Mapping[str, PassageStatus]
) -> DerivationStatus:
    """
    Hold a claim against a derivation, and that against its passages, given by id.

    `changed` says in words which operands their passages no longer give.
    """
    derivation = kept.derivation
    changed: list[str] = []
    texts = []
    for operand in derivation.operands:
        text, problem = _read_again(operand, passages)
        texts.append(text)
        changed += [problem] if problem else []
    if not changed and (again := computing.rerun(derivation)).same is False:
        changed.append(again.problem or "it computes otherwise now")
    check = computing.check_derived(claim, derivation)
    return DerivationStatus(
        id=kept.id,
        kind=derivation.kind,
        operands=tuple(operand.written for operand in derivation.operands),
        passages=tuple(operand.where or None for operand in derivation.operands),
        result=check.source or derivation.result,
        check=check.result,
        sentence=say(derivation, check),
        changed=tuple(changed),
        now=_say_now(derivation, texts, claim) if changed else None,
        derived_by=kept.derived_by,
        derived_at=kept.derived_at,
    )


def say(derivation: Derivation, check: FigureCheck) -> str:
    """Say how a figure was computed and how the claim's own compares."""
    told = (
        "the claim has no such figure"
        if check.result == NOT_FOUND
        else f"claim says {check.claim}: {check.result}"
    )
    return f"{_formula(derivation)} = {check.source} ({told})"


def _formula(derivation: Derivation) -> str:
    written = [operand.written for operand in derivation.operands]
    match Kind(derivation.kind):
        case Kind.SUM:
            return " + ".join(written)
        case Kind.MEAN:
            return f"({' + '.join(written)}) over {len(written)}"
        case Kind.CHANGE:
            return f"{written[1]} - {written[0]} over {written[0]}"
        case Kind.SHARE:
            return f"{written[0]} over {written[1]}"
        case Kind.MULTIPLE:
            return f"{written[1]} over {written[0]}"
        case Kind.POINTS | Kind.DIFFERENCE:
            return f"{written[1]} - {written[0]}"


def _read_again(
    operand: Operand, passages: Mapping[str, PassageStatus]
) -> tuple[str | None, str | None]:
    """What stands for the operand now, and what is to be said of that."""
    if not operand.where:
        return operand.written, None
    passage = passages.get(operand.where)
    if passage is None:
        return None, f"the passage of {operand.written} is not pinned any more"
    found = reading(operand, _text_now(passage))
    if found is None:
        return None, f"{operand.written} no longer stands in its passage"
    return found, None if found == operand.written else f"{operand.written} now reads {found}"


def _text_now(passage: PassageStatus) -> str:
    """Of a page that is gone the archive's newest copy is still the one that was pinned."""
    drift = passage.drift
    if drift is None or drift.kind is DriftKind.PAGE_GONE:
        return passage.exact
    return drift.after or ""


def reading(operand: Operand, text: str) -> str | None:
    """
    Find an operand in a text: its own words where its value stands, else the one figure like it.

    None where there is none, or it is not clear which.
    """
    alike = []
    for figure in find_figures(text):
        written = text[figure.start : figure.end]
        try:
            read = computing.read_operand(written)
        except BadInput:
            continue
        if (read.kind, read.unit) == (operand.kind, operand.unit):
            if read.value == operand.value:
                return operand.written
            alike.append(written)
    return alike[0] if len(alike) == 1 else None


def _say_now(derivation: Derivation, texts: list[str | None], claim: str) -> str | None:
    if any(text is None for text in texts):
        return None
    try:
        operands = [computing.read_operand(text) for text in texts if text is not None]
        again = computing.derive(Kind(derivation.kind), operands)
    except BadInput:
        return None
    return say(again, computing.check_derived(claim, again))
