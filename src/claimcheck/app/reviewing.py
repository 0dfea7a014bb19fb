"""The moves of the workflow: take, hand in, sign off, publish, send back, reopen, withdraw."""

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


def approve(workspace: Workspace, key: str, *, how: How = NOW) -> None:
    """Sign a claim off, as a second person unless the desk has switched that off."""
    make_move(workspace, key, Move.APPROVE, how=how)


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
    workspace: Workspace, key: str, move: Move, *, reason: str | None = None, how: How = NOW
) -> None:
    """
    Make any move but a take, which asks whose hands the claim is in.

    Raises Refused when the workflow has no such move from here or a rule forbids it.
    """
    with at_desk(workspace, key, how) as desk:
        target = workflow.target_of(desk.record.facts, move, reason=reason)
        more = _check(desk, move, four_eyes=workspace.settings.four_eyes)
        assignee = None if move is Move.REOPEN else desk.record.claim.assignee
        write_move(desk, move, target, assignee=assignee, reason=reason, **more)


def _check(desk: Desk, move: Move, *, four_eyes: bool) -> dict[str, bool]:
    """Refuse what the rules of a move forbid; gives the rule that a sign-off was held to."""
    facts = desk.record.facts
    match move:
        case Move.SUBMIT:
            workflow.check_working(facts, desk.actor)
            grounds.check_submit(facts)
        case Move.APPROVE:
            grounds.check_approve(facts, desk.actor, four_eyes=four_eyes)
            return {"four_eyes": four_eyes}
        case Move.PUBLISH:
            grounds.check_drift(facts)
    return {}


def note(workspace: Workspace, key: str, text: str, *, how: How = NOW) -> None:
    """Leave a remark in a claim's history. It changes nothing else."""
    words = typed(text)
    if words is None:
        raise BadInput("the note is empty", next_step="give its text")
    with at_desk(workspace, key, how) as desk:
        desk.book.record([Step(Action.CLAIM_NOTED, key, {"text": words})])
