"""One claim on the desk of one person, within one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from claimcheck.app.claim_facts import ClaimRecord, read_claim
from claimcheck.app.deciding import Book, deciding
from claimcheck.app.workspace import Workspace
from claimcheck.core import ledger, workflow
from claimcheck.core.ledger import Action, Step
from claimcheck.core.workflow import Move, State
from claimcheck.errors import Outdated


@dataclass(frozen=True, slots=True)
class How:
    """How a step is taken: on which version it relies, and whether it is only tried."""

    version: int | None = None
    dry_run: bool = False


NOW = How()


@dataclass
class Desk:
    """One claim on the desk of one person, within one transaction."""

    book: Book
    record: ClaimRecord

    @property
    def actor(self) -> str:
        """Who sits at it."""
        return self.book.actor

    @property
    def key(self) -> str:
        """Which claim lies on it."""
        return self.record.claim.key

    def write(self, action: Action, body: dict[str, Any], *, touches: bool = True) -> None:
        """Record one step on the claim, with its content, and look at the claim anew."""
        version = {"version": self.record.claim.version + 1} if touches else {}
        self.book.record([Step(action, self.key, body | version)])
        self.book.session.expire_all()
        self.record = read_claim(self.book.session, self.key)


@contextmanager
def at_desk(workspace: Workspace, key: str, how: How) -> Iterator[Desk]:
    """Lay a claim on the desk. Raises Outdated when it is not at the expected version."""
    with deciding(workspace, dry_run=how.dry_run) as book:
        record = read_claim(book.session, key)
        if how.version is not None and how.version != record.claim.version:
            raise Outdated(
                f"{key} is at version {record.claim.version}, not {how.version}: "
                "somebody changed it in the meantime",
                next_step=f"look again: `claimcheck show {key}`",
            )
        yield Desk(book, record)


def write_move(
    desk: Desk,
    move: Move,
    target: State,
    *,
    assignee: str | None,
    reason: str | None = None,
    **more: Any,
) -> None:
    """Record a move; what the claim rests on at that moment goes into the ledger with it."""
    desk.write(
        Action.CLAIM_MOVED,
        {
            "move": move.value,
            "from": desk.record.claim.state,
            "to": target.value,
            "assignee": assignee,
            "reason": reason,
            "decided_on": decided_on(desk.record),
            **more,
        },
    )


def decided_on(record: ClaimRecord) -> dict[str, Any]:
    """Spell out what a decision rests on, so that the ledger's hash covers the content."""
    return {
        "claim": record.claim.text,
        "verdict": record.claim.verdict,
        "citations": [
            {
                "url": cited.source.url,
                "support": cited.citation.support,
                "passages": [
                    {
                        "exact": row.exact,
                        "payload_sha256": row.payload_sha256,
                        "captured_at": ledger.written(row.captured_at),
                    }
                    for row in cited.pinned
                ],
            }
            for cited in record.cited
        ],
    }


def put_in_hand(desk: Desk, *, over: bool) -> None:
    """Give the claim on the desk to its actor; nothing happens when they have it."""
    facts = desk.record.facts
    if facts.state is State.IN_CHECK and facts.assignee == desk.actor:
        return
    target = workflow.target_of(facts, Move.TAKE, reason=None)
    workflow.check_take(facts, desk.actor, over=over)
    write_move(desk, Move.TAKE, target, assignee=desk.actor)
