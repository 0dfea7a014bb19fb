"""The moves of the workflow: take, hand in, sign off, publish, send back, reopen, withdraw."""

from typing import Any

from claimcheck.app import independences
from claimcheck.app.desk import NOW, Desk, How, at_desk, put_in_hand, typed, write_move
from claimcheck.app.workspace import Workspace
from claimcheck.core import grounds, workflow
from claimcheck.core.ledger import Action, Step
from claimcheck.core.workflow import Move
from claimcheck.errors import BadInput


def take(workspace: Workspace, key: str, *, over: bool = False, how: How = NOW) -> None:
    """Take a claim to check it; `over` takes it out of another checker's hands."""
    with at_desk(workspace, key, how) as desk:
        put_in_hand(desk, over=over)


def submit(workspace: Workspace, key: str, *, how: How = NOW) -> None:
    """Hand a decided claim in for review."""
    make_move(workspace, key, Move.SUBMIT, how=how)


def approve(
    workspace: Workspace, key: str, *, override_circular: str | None = None, how: How = NOW
) -> None:
    """
    Sign a claim off, as a second person unless the desk has switched that off.

    `override_circular` is the reason to do so though nothing but its own report, or the
    report's publisher, supports the claim; the ledger keeps it.
    """
    override = typed(override_circular)
    if override_circular is not None and override is None:
        raise BadInput("the override has no reason", next_step='give --override-circular "..."')
    make_move(workspace, key, Move.APPROVE, override=override, how=how)


def publish(workspace: Workspace, key: str, *, how: How = NOW) -> None:
    """Mark a signed-off claim as gone out. Raises Refused when its evidence has drifted."""
    make_move(workspace, key, Move.PUBLISH, how=how)


def send_back(workspace: Workspace, key: str, reason: str | None, *, how: How = NOW) -> None:
    """Send a claim back to its checker, saying why."""
    make_move(workspace, key, Move.SEND_BACK, reason=reason, how=how)


def reopen(workspace: Workspace, key: str, reason: str | None, *, how: How = NOW) -> None:
    """Take a sign-off back, saying why; anybody may take the claim then."""
    make_move(workspace, key, Move.REOPEN, reason=reason, how=how)


def withdraw(workspace: Workspace, key: str, reason: str | None, *, how: How = NOW) -> None:
    """Stop asserting a claim, saying why. It stays on record and cannot come back."""
    make_move(workspace, key, Move.WITHDRAW, reason=reason, how=how)


def make_move(
    workspace: Workspace,
    key: str,
    move: Move,
    *,
    reason: str | None = None,
    override: str | None = None,
    how: How = NOW,
) -> None:
    """
    Make any move but a take, which asks whose hands the claim is in.

    `override` is for a sign-off. Raises Refused when the workflow has no such move from here
    or a rule forbids it.
    """
    with at_desk(workspace, key, how) as desk:
        target = workflow.target_of(desk.record.facts, move, reason=reason)
        more = _check(desk, move, override, four_eyes=workspace.settings.four_eyes)
        assignee = None if move is Move.REOPEN else desk.record.claim.assignee
        write_move(desk, move, target, assignee=assignee, reason=reason, **more)


def _check(desk: Desk, move: Move, override: str | None, *, four_eyes: bool) -> dict[str, Any]:
    """Refuse what the rules of a move forbid; gives the rules that a sign-off was held to."""
    facts = desk.record.facts
    match move:
        case Move.SUBMIT:
            workflow.check_working(facts, desk.actor)
            grounds.check_submit(facts)
        case Move.APPROVE:
            grounds.check_approve(facts, desk.actor, four_eyes=four_eyes)
            return {"four_eyes": four_eyes, **_check_origins(desk, override)}
        case Move.PUBLISH:
            grounds.check_drift(facts)
            found = independences.of_record(desk.book.session, desk.record)
            taken_on = desk.record.claim.circular_override
            grounds.check_circular(facts, found, override=taken_on)
    return {}


def _check_origins(desk: Desk, override: str | None) -> dict[str, Any]:
    """Refuse circular support unless it is taken on; gives what was seen, for the ledger."""
    found = independences.of_record(desk.book.session, desk.record)
    grounds.check_circular(desk.record.facts, found, override=override)
    grounds.check_override(desk.record.facts, found, override=override)
    return {
        "circular_override": override,
        "circular": found.circular,
        "independent_origins": found.independent_origins,
        "supporting_origins": found.supporting_origins,
    }


def note(workspace: Workspace, key: str, text: str, *, how: How = NOW) -> None:
    """Leave a remark in a claim's history. It changes nothing else."""
    words = typed(text)
    if words is None:
        raise BadInput("the note is empty", next_step="give its text")
    with at_desk(workspace, key, how) as desk:
        desk.book.record([Step(Action.CLAIM_NOTED, key, {"text": words})])
