"""Figures computed for a claim: recorded by a person, computed again from their passages."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.app.desk import NOW, Desk, How, at_desk, put_in_hand, typed
from claimcheck.app.judging import proposals
from claimcheck.app.workspace import Workspace
from claimcheck.core import computing, derivations, ledger, rederiving, workflow
from claimcheck.core.derivations import Derivation, Kind, Operand
from claimcheck.core.ledger import Action
from claimcheck.core.rederiving import Kept
from claimcheck.core.status import CitationStatus, DerivationStatus
from claimcheck.core.workflow import State
from claimcheck.database.derivation_tables import DerivationRow
from claimcheck.database.queries import derivations as derivation_queries
from claimcheck.database.tables import EvidenceRow
from claimcheck.errors import BadInput, Refused

MAX_OPERAND_CHARS = 200
"""A figure with its unit and what it counts; all operands stand in one sentence."""


@dataclass(frozen=True, slots=True)
class Computation:
    """
    What a person computes: the kind, the operands as written, and the passage of each.

    `passages` are numbers or ids of pinned passages, in the order of the operands; fewer or
    none may be given, and an empty one stands for no passage.
    """

    kind: str
    operands: Sequence[str]
    passages: Sequence[str] = ()


def derive(workspace: Workspace, key: str, wanted: Computation, *, how: How = NOW) -> str:
    """
    Compute a figure for a claim and record it; gives the sentence that says so.

    Takes an open claim first. Raises BadInput for what cannot be computed, Refused when a
    rule forbids the step or an operand does not stand in its passage.
    """
    kind = _kind(wanted.kind)
    if len(wanted.passages) > len(wanted.operands):
        raise BadInput("more passages than operands", next_step="give one --passage an operand")
    with at_desk(workspace, key, how) as desk:
        _take(desk)
        places = [*wanted.passages, *[""] * (len(wanted.operands) - len(wanted.passages))]
        pairs = zip(wanted.operands, places, strict=True)
        derivation = computing.derive(kind, [_operand(desk, *pair) for pair in pairs])
        check = computing.check_derived(desk.record.claim.text, derivation)
        sentence = rederiving.say(derivation, check)
        body = {
            "id": _derivation_id(desk, derivation),
            "derivation": derivations.as_json(derivation),
            "claim": desk.record.claim.text,
            "check": check.result,
            "said": sentence,
        }
        desk.write(Action.FIGURE_DERIVED, body)
    return sentence


def underive(workspace: Workspace, key: str, derivation_id: str, *, how: How = NOW) -> None:
    """
    Take a computed figure back; the ledger keeps that it was there.

    Raises BadInput when the claim has no such derivation, Refused when a rule forbids the step.
    """
    with at_desk(workspace, key, how) as desk:
        workflow.check_working(desk.record.facts, desk.actor)
        rows = derivation_queries.derivations_of(desk.book.session, [key]).get(key, ())
        found = [row for row in rows if derivation_id and row.id.startswith(derivation_id)]
        if len(found) != 1:
            raise BadInput(
                f"{len(found)} derivations of {key} start with {derivation_id}",
                next_step=f"`claimcheck show {key}` prints their ids",
            )
        derivation = derivations.from_json(found[0].derivation)
        check = computing.check_derived(desk.record.claim.text, derivation)
        said = rederiving.say(derivation, check)
        desk.write(Action.FIGURE_UNDERIVED, {"id": found[0].id, "said": said})


def _take(desk: Desk) -> None:
    facts = desk.record.facts
    if facts.state is State.OPEN or (facts.state is State.IN_CHECK and not facts.assignee):
        put_in_hand(desk, over=False)
    workflow.check_working(desk.record.facts, desk.actor)


def _kind(written: str) -> Kind:
    try:
        return Kind(written)
    except ValueError:
        listed = ", ".join(kind.value for kind in Kind)
        raise BadInput(
            f"{written} is no kind of derivation", next_step=f"give --kind with one of: {listed}"
        ) from None


def _operand(desk: Desk, written: str, place: str) -> Operand:
    words = typed(written)
    if words is None:
        raise BadInput("an operand is empty", next_step='give --operand "46 million"')
    if len(words) > MAX_OPERAND_CHARS:
        raise BadInput("an operand is longer than a figure", next_step="give the figure alone")
    if not place:
        return computing.read_operand(words)
    row = _pinned(desk, place)
    operand = computing.read_operand(words, row.id)
    if rederiving.reading(operand, row.exact) != operand.written:
        raise Refused(
            f"{words} does not stand in the passage {row.id[:8]}: {row.exact}",
            next_step="name the passage that has it, or leave --passage out",
        )
    return operand


def _pinned(desk: Desk, place: str) -> EvidenceRow:
    """Find the pinned passage that a number or the beginning of an id means."""
    pinned = [row for cited in desk.record.cited for row in cited.pinned]
    found = [row for row in pinned if row.id.startswith(place)]
    if place.isdecimal() and len(place) < 5:
        numbered = enumerate(proposals(desk.record), start=1)
        meant = [_spot(row) for number, (_, row) in numbered if str(number) == place]
        found = [row for row in pinned if _spot(row) in meant] or found
    if len(found) != 1:
        raise BadInput(
            f"{len(found)} pinned passages of {desk.key} are called {place}",
            next_step=f"`claimcheck review pin {desk.key}` pins one; "
            f"`claimcheck show {desk.key}` prints their ids",
        )
    return found[0]


def _spot(row: EvidenceRow) -> tuple[str, int, int]:
    return row.payload_sha256, row.start, row.end


def _derivation_id(desk: Desk, derivation: Derivation) -> str:
    content = ledger.canonical(derivations.as_json(derivation))
    place = f"{desk.key}\n{desk.book.head.events}\n{content}"
    return hashlib.sha256(place.encode()).hexdigest()[:32]


def compute_all_again(
    rows: Iterable[DerivationRow], claim: str, citations: Sequence[CitationStatus]
) -> tuple[DerivationStatus, ...]:
    """Compute the derivations of a claim again, from its passages as they stand."""
    passages = {p.id: p for c in citations for p in c.passages if p.pinned_by}
    return tuple(rederiving.compute_again(_kept(row), claim, passages) for row in rows)


def _kept(row: DerivationRow) -> Kept:
    derivation = derivations.from_json(row.derivation)
    return Kept(row.id, derivation, row.derived_by, row.derived_at)
