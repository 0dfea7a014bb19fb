"""What the steps on a report's own text make of the tables: its words, and what was waived."""

from collections.abc import Iterator, Mapping
from typing import Any

from claimcheck.core.changes import Change, Effect
from claimcheck.core.ledger import Action, Event


def changes_of(event: Event, body: Mapping[str, Any]) -> Iterator[Change]:
    """List what the step changes. Raises KeyError for a body that is forged."""
    match event.action:
        case Action.REPORT_READ:
            yield from _text(event, body)
        case Action.SENTENCE_WAIVED:
            yield _waived(event, body)
        case Action.SENTENCE_UNWAIVED:
            yield Change("waivers", (body["id"],), Effect.DELETE, {})


def _text(event: Event, body: Mapping[str, Any]) -> Iterator[Change]:
    """The newest text of a report takes the place of the one before."""
    values = {
        "text": body["text"],
        "headings": body["headings"],
        "read_by": event.actor,
        "read_at": event.at,
    }
    yield Change("report_texts", (event.subject,), Effect.ENSURE, values)
    yield Change("report_texts", (event.subject,), Effect.UPDATE, values)


def _waived(event: Event, body: Mapping[str, Any]) -> Change:
    return Change(
        "waivers",
        (body["id"],),
        Effect.INSERT,
        {
            "report_key": event.subject,
            **{name: body[name] for name in ("exact", "prefix", "suffix", "reason")},
            "waived_by": event.actor,
            "waived_at": event.at,
        },
    )
