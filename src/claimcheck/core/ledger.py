"""The ledger: events chained by hash, so that no step can be changed unseen."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What a step did."""

    LEDGER_OPENED = "ledger.opened"
    PERSON_ADDED = "person.added"
    REPORT_ADDED = "report.added"
    REPORT_CHANGED = "report.changed"
    REPORT_READ = "report.read"
    SENTENCE_WAIVED = "sentence.waived"
    SENTENCE_UNWAIVED = "sentence.unwaived"
    CLAIM_ADDED = "claim.added"
    CLAIM_CHANGED = "claim.changed"
    CLAIM_MOVED = "claim.moved"
    CLAIM_JUDGED = "claim.judged"
    CLAIM_NOTED = "claim.noted"
    CITATION_JUDGED = "citation.judged"
    SOURCE_SET = "source.set"
    EVIDENCE_PINNED = "evidence.pinned"
    EVIDENCE_UNPINNED = "evidence.unpinned"
    FIGURE_DERIVED = "figure.derived"
    FIGURE_UNDERIVED = "figure.underived"


@dataclass(frozen=True, slots=True)
class Step:
    """Something a person did, before it has its place in the chain. `body` is plain JSON."""

    action: Action
    subject: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """A step in its place. `body` is canonical JSON text: the bytes that were hashed."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    body: str
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """How long the chain is, and the hash of its last event."""

    events: int
    hash: str


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """One place where the record does not hold. `event` is 0 where no event can be named."""

    event: int
    subject: str
    problem: str


EMPTY = Head(0, "0" * 64)


def canonical(body: Mapping[str, Any]) -> str:
    """Write JSON in one way only: sorted keys, no spaces, no escapes that are not needed."""
    return _write_canonical(body)


# Made once: json.dumps makes an encoder anew for each call with arguments of its own.
_write_canonical = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False
).encode
_write_list = json.JSONEncoder(ensure_ascii=False).encode


def written(at: datetime) -> str:
    """Write a time as the ledger does: UTC, always with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def chain(steps: Iterable[Step], head: Head, *, at: datetime, actor: str) -> list[Event]:
    """Give each step its place behind `head`."""
    events: list[Event] = []
    for step in steps:
        body = canonical(step.body)
        number = head.events + 1
        digest = _digest(head.hash, number, at, actor, step.action.value, step.subject, body)
        event = Event(number, at, actor, step.action.value, step.subject, body, head.hash, digest)
        events.append(event)
        head = Head(number, digest)
    return events


def _digest(
    prev_hash: str, number: int, at: datetime, actor: str, action: str, subject: str, body: str
) -> str:
    # A JSON list, because joining with a separator would let "a|b" + "c" pass for "a" + "b|c".
    content = _write_list([prev_hash, number, written(at), actor, action, subject, body])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def check_chain(events: Iterable[Event]) -> Iterator[LedgerProblem]:
    """Recompute every hash and link; say for each event that does not hold what is wrong."""
    head = EMPTY
    for event in events:
        if event.number != head.events + 1:
            yield LedgerProblem(
                head.events + 1,
                event.subject,
                f"event missing: {event.number} follows {head.events}",
            )
        elif event.prev_hash != head.hash:
            yield LedgerProblem(event.number, event.subject, "does not link to the event before")
        digest = _digest(
            event.prev_hash,
            event.number,
            event.at,
            event.actor,
            event.action,
            event.subject,
            event.body,
        )
        if digest != event.hash:
            yield LedgerProblem(
                event.number, event.subject, "its content was changed: the hash differs"
            )
        head = Head(event.number, event.hash)


def check_heads(witnessed: Sequence[Head], hashes: Sequence[str]) -> Iterator[LedgerProblem]:
    """
    Compare heads that were written down outside the database with the chain.

    `hashes` are the events' hashes in order. A longer witness shows a cut tail, another
    hash shows a chain that was forged and hashed anew.
    """
    for head in witnessed:
        if head.events > len(hashes):
            yield LedgerProblem(
                head.events,
                "ledger",
                f"the tail is cut: a witness saw {head.events} events, {len(hashes)} are left",
            )
        elif head.events and hashes[head.events - 1] != head.hash:
            yield LedgerProblem(
                head.events, "ledger", "rewritten: the hash is not the one a witness saw"
            )
