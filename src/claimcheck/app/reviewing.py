"""The moves of the workflow: take, hand in, sign off, publish, send back, reopen, withdraw."""

from collections.abc import Callable
from typing import Any

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

    def check(desk: Desk) -> None:
        workflow.check_working(desk.record.facts, desk.actor)
        grounds.check_submit(desk.record.facts)

    _step(workspace, key, Move.SUBMIT, how, check=check)


def approve(workspace: Workspace, key: str, *, how: How = NOW) -> None:
    """Sign a claim off, as a second person unless the desk has switched that off."""

    def check(desk: Desk) -> None:
        grounds.check_approve(desk.record.facts, desk.actor, four_eyes=workspace.settings.four_eyes)

    _step(workspace, key, Move.APPROVE, how, check=check)


def publish(workspace: Workspace, key: str, *, how: How = NOW) -> None:
    """Mark a signed-off claim as gone out. Raises Refused when its evidence has drifted."""

    def check(desk: Desk) -> None:
        grounds.check_drift(desk.record.facts)

    _step(workspace, key, Move.PUBLISH, how, check=check)


def send_back(workspace: Workspace, key: str, reason: str | None, *, how: How = NOW) -> None:
    """Send a claim back to its checker, saying why."""
    _step(workspace, key, Move.SEND_BACK, how, reason=reason)


def reopen(workspace: Workspace, key: str, reason: str | None, *, how: How = NOW) -> None:
    """Take a sign-off back, saying why; anybody may take the claim then."""
    _step(workspace, key, Move.REOPEN, how, reason=reason, assignee=None)


def withdraw(workspace: Workspace, key: str, reason: str | None, *, how: How = NOW) -> None:
    """Stop asserting a claim, saying why. It stays on record and cannot come back."""
    _step(workspace, key, Move.WITHDRAW, how, reason=reason)


def note(workspace: Workspace, key: str, text: str, *, how: How = NOW) -> None:
    """Leave a remark in a claim's history. It changes nothing else."""
    words = typed(text)
    if words is None:
        raise BadInput("the note is empty", next_step="give its text")
    with at_desk(workspace, key, how) as desk:
        desk.book.record([Step(Action.CLAIM_NOTED, key, {"text": words})])


_KEEP = object()


def _step(
    workspace: Workspace,
    key: str,
    move: Move,
    how: How,
    *,
    reason: str | None = None,
    check: Callable[[Desk], None] | None = None,
    assignee: Any = _KEEP,
) -> None:
    with at_desk(workspace, key, how) as desk:
        target = workflow.target_of(desk.record.facts, move, reason=reason)
        if check is not None:
            check(desk)
        kept = desk.record.claim.assignee if assignee is _KEEP else assignee
        body: dict[str, Any] = {}
        if move is Move.APPROVE:
            body["four_eyes"] = workspace.settings.four_eyes
        write_move(desk, move, target, assignee=kept, reason=reason, **body)
