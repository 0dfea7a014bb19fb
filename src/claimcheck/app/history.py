"""The ledger's events in sentences."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from claimcheck.core.ledger import Action, Event
from claimcheck.core.status import EventStatus
from claimcheck.core.workflow import in_words
from claimcheck.database import ledger as ledger_table


def read(session: Session, subject: str | None = None) -> Iterator[EventStatus]:
    """Tell what happened, in order; of one subject when it is named."""
    for event in ledger_table.read_events(session, subject):
        yield EventStatus(event.number, event.at, event.actor, event.action, summary_of(event))


def summary_of(event: Event) -> str:
    """Say in a few words what an event did."""
    body: dict[str, Any] = json.loads(event.body)
    reason = f": {body['reason']}" if body.get("reason") else ""
    match event.action:
        case Action.CLAIM_ADDED:
            cited = len(body["citations"])
            return f"added, citing {cited} source{'' if cited == 1 else 's'}"
        case Action.CLAIM_CHANGED:
            back = "; judgements taken back" if body["reset"] else ""
            return f"changed{back}; {in_words(body['before']['state'])} -> {in_words(body['to'])}"
        case Action.CLAIM_MOVED:
            moved = f"{in_words(body['from'])} -> {in_words(body['to'])}"
            alone = " (four-eyes off)" if body.get("four_eyes") is False else ""
            circle = body.get("circular_override")
            taken_on = f" (although circular: {circle})" if circle else ""
            return f"{in_words(body['move'])}: {moved}{alone}{taken_on}{reason}"
        case Action.CLAIM_JUDGED:
            return f"verdict {in_words(body['verdict'])}{reason}"
        case Action.CITATION_JUDGED:
            return f"{body['url']} {in_words(body['support'])}{reason}"
        case Action.SOURCE_SET:
            return f"rendering {body['rendering']}"
        case Action.REPORT_READ:
            return f"read, {len(body['text']):,} characters"
        case Action.SENTENCE_WAIVED | Action.SENTENCE_UNWAIVED:
            done = "waived" if event.action == Action.SENTENCE_WAIVED else "no longer waived"
            return f"{done}{reason}: {body['exact']}"
        case Action.EVIDENCE_PINNED:
            return f"pinned from {body['url']}: {body['exact']}"
        case Action.EVIDENCE_UNPINNED:
            return f"unpinned: {body['exact']}"
        case Action.FIGURE_DERIVED:
            return f"derived: {body['said']}"
        case Action.FIGURE_UNDERIVED:
            return f"no longer derived: {body['said']}"
        case Action.CLAIM_NOTED:
            return f"note: {body['text']}"
        case _:
            return in_words(event.action.replace(".", " "))
