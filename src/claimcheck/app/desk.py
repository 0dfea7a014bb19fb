"""One claim on the desk of one person, within one transaction."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claimcheck.app.claim_facts import CitedSource, ClaimRecord, read_claim
from claimcheck.app.deciding import Book, deciding
from claimcheck.app.lookups import no_claim
from claimcheck.app.workspace import Workspace
from claimcheck.core import ledger, workflow
from claimcheck.core.ledger import Action, Step
from claimcheck.core.workflow import Move, State
from claimcheck.database.tables import CaptureRow, EvidenceRow
from claimcheck.errors import BadInput, Outdated

MAX_TYPED = 10_000
"""Characters of a reason or a note: two pages; what is longer belongs into a document."""


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
    key: str

    @cached_property
    def record(self) -> ClaimRecord:
        """The claim and what it rests on, as it is after the last step."""
        return read_claim(self.book.session, self.key)

    @property
    def actor(self) -> str:
        """Who sits at it."""
        return self.book.actor

    def write(self, action: Action, body: dict[str, Any]) -> None:
        """Record one step on the claim, with its content, and look at the claim anew."""
        version = {"version": self.record.claim.version + 1}
        self.book.record([Step(action, self.key, body | version)])
        self.book.session.expire_all()
        del self.record


@contextmanager
def at_desk(workspace: Workspace, key: str, how: How) -> Iterator[Desk]:
    """
    Lay a claim on the desk.

    Raises UnknownName, and Outdated when the claim is not at the expected version.
    """
    if not key.isprintable():
        raise no_claim(key)  # before a driver refuses some character of it
    with deciding(workspace, claim=key, dry_run=how.dry_run) as book:
        version = book.ending.claim_version
        if version is None:
            raise no_claim(key)
        if how.version not in (None, version):
            raise Outdated(
                f"{key} is at version {version}, not {how.version}: "
                "somebody changed it in the meantime",
                next_step=f"look again: `claimcheck show {key}`",
            )
        yield Desk(book, key)


_NOT_TYPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but tab and line feed, and bytes that were no UTF-8 (lone surrogates)."""


def typed(text: str | None) -> str | None:
    """
    Take what somebody typed as a reason or a note, trimmed; None when nothing is left.

    Raises BadInput for what no database keeps or no terminal should be sent.
    """
    words = (text or "").strip()
    if len(words) > MAX_TYPED:
        raise BadInput(
            f"{len(words)} characters are too many for the ledger",
            next_step=f"say it in {MAX_TYPED}, and name the document that has the rest",
        )
    if _NOT_TYPED.search(words):
        raise BadInput(
            "the text holds control characters or bytes that are no UTF-8",
            next_step="type it again as plain text",
        )
    return words or None


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
            "reason": typed(reason),
            "decided_on": decided_on(desk.record),
            **more,
        },
    )


def decided_on(record: ClaimRecord) -> dict[str, Any]:
    """Spell out what a decision rests on, so that the ledger's hash covers the content."""
    return {
        "claim": record.claim.text,
        "checkable": record.claim.checkable,
        "verdict": record.claim.verdict,
        "reason": record.claim.verdict_reason,
        "by": record.claim.verdict_by,
        "citations": [_citation(cited) for cited in record.cited],
    }


def _citation(cited: CitedSource) -> dict[str, Any]:
    """`capture` is the copy that lay there to read, which matters where nothing is pinned."""
    return {
        "url": cited.source.url,
        "capture": _capture(cited.capture) if cited.capture else None,
        "support": cited.citation.support,
        "reason": cited.citation.support_reason,
        "by": cited.citation.judged_by,
        "passages": [
            {"exact": row.exact, "by": row.pinned_by, **_capture(row)} for row in cited.pinned
        ],
    }


def _capture(row: CaptureRow | EvidenceRow) -> dict[str, Any]:
    return {
        "payload_sha256": row.payload_sha256,
        "captured_at": ledger.written(row.captured_at),
    }


def put_in_hand(desk: Desk, *, over: bool) -> None:
    """Give the claim on the desk to its actor; nothing happens when they have it."""
    facts = desk.record.facts
    if facts.state is State.IN_CHECK and facts.assignee == desk.actor:
        return
    target = workflow.target_of(facts, Move.TAKE, reason=None)
    workflow.check_take(facts, desk.actor, over=over)
    write_move(desk, Move.TAKE, target, assignee=desk.actor)
