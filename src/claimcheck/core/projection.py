"""What each event makes of the tables: the one rule from the ledger to the rows."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from claimcheck.core import derivation_events, report_events, urls
from claimcheck.core.changes import Change, Effect, Key, Row
from claimcheck.core.ledger import Action, Event, LedgerProblem
from claimcheck.core.outcomes import Rendering
from claimcheck.core.workflow import State, Support, Verdict

KEYS = {
    "people": ("name",),
    "reports": ("key",),
    "report_texts": ("report_key",),
    "waivers": ("id",),
    "sources": ("id",),
    "claims": ("key",),
    "citations": ("claim_key", "source_id"),
    "evidence": ("id",),
    "derivations": ("id",),
}
"""The projected tables and their primary keys, in an order that foreign keys allow."""

__all__ = [
    "KEYS",
    "Change",
    "Effect",
    "Key",
    "Projection",
    "Row",
    "changes_of",
    "compare",
    "replay",
]


def changes_of(event: Event) -> Iterator[Change]:
    """List what the event changes. Raises KeyError or ValueError for a body that is forged."""
    body = json.loads(event.body)
    match event.action:
        case Action.PERSON_ADDED:
            yield _insert("people", (body["name"],), added_at=event.at)
        case Action.REPORT_ADDED | Action.REPORT_CHANGED:
            yield from _report(event, body)
        case Action.CLAIM_ADDED:
            yield from _claim_added(event, body)
        case Action.CLAIM_CHANGED:
            yield from _claim_changed(event, body)
        case Action.CLAIM_MOVED:
            yield _update_claim(event, body, state=body["to"], **_moved_columns(event, body))
        case Action.CLAIM_JUDGED:
            yield _update_claim(
                event,
                body,
                verdict=body["verdict"],
                verdict_reason=body["reason"],
                verdict_by=None if body["verdict"] == Verdict.UNVERIFIED else event.actor,
            )
        case Action.CITATION_JUDGED:
            yield from _citation_judged(event, body)
        case Action.EVIDENCE_PINNED:
            yield _update_claim(event, body)
            yield _pinned(event, body)
        case Action.EVIDENCE_UNPINNED:
            yield _update_claim(event, body)
            yield Change("evidence", (body["id"],), Effect.DELETE, {})
        case Action.SOURCE_SET:
            row, rendering = (urls.source_id(event.subject),), Rendering(body["rendering"])
            yield Change("sources", row, Effect.UPDATE, {"rendering": rendering.value})
        case Action.REPORT_READ | Action.SENTENCE_WAIVED | Action.SENTENCE_UNWAIVED:
            yield from report_events.changes_of(event, body)
        case Action.FIGURE_DERIVED | Action.FIGURE_UNDERIVED:
            yield _update_claim(event, body)
            yield derivation_events.change_of(event, body)
        case Action.CLAIM_NOTED | Action.LEDGER_OPENED:
            pass
        case unknown:
            raise ValueError(f"unknown action {unknown}")


def _insert(table: str, key: Key, **values: Any) -> Change:
    return Change(table, key, Effect.INSERT, values)


def _report(event: Event, body: Mapping[str, Any]) -> Iterator[Change]:
    for reference in body["references"]:
        yield from _source(reference)
    effect = Effect.INSERT if event.action == Action.REPORT_ADDED else Effect.UPDATE
    published_on = body["published_on"]
    yield Change(
        "reports",
        (body["key"],),
        effect,
        {
            "title": body["title"],
            "url": body["url"],
            "publisher": body["publisher"],
            "published_on": date.fromisoformat(published_on) if published_on else None,
            "references": body["references"],
        },
    )


def _source(body: Mapping[str, Any]) -> Iterator[Change]:
    key = (urls.source_id(body["url"]),)
    yield Change(
        "sources",
        key,
        Effect.ENSURE,
        {"url": body["url"], "title": None, "rendering": Rendering.STATIC.value},
    )
    if body.get("title"):
        yield Change("sources", key, Effect.UPDATE, {"title": body["title"]})


_WRITTEN_COLUMNS = (
    "text", "section", "quote", "claimant", "kind", "checkable", "hedge", "tags",
)  # fmt: skip


def _claim_added(event: Event, body: Mapping[str, Any]) -> Iterator[Change]:
    for citation in body["citations"]:
        yield from _source(citation)
    yield _insert(
        "claims",
        (body["key"],),
        **{name: body[name] for name in _WRITTEN_COLUMNS},
        report_key=body["report"],
        added_in=event.number,
        version=1,
        state=State.OPEN.value,
        **_UNDECIDED,
        **_UNSIGNED,
        assignee=None,
    )
    for position, citation in enumerate(body["citations"]):
        yield _new_citation(body["key"], citation, position)


_UNDECIDED = {
    "verdict": Verdict.UNVERIFIED.value,
    "verdict_reason": None,
    "verdict_by": None,
    "submitted_by": None,
}
_UNSIGNED = {"signed_off_by": None, "circular_override": None}
_UNJUDGED = {"support": Support.UNJUDGED.value, "support_reason": None, "judged_by": None}


def _new_citation(claim_key: str, citation: Mapping[str, Any], position: int) -> Change:
    return _insert(
        "citations",
        (claim_key, urls.source_id(citation["url"])),
        cited_as=citation["cited_as"],
        origin=citation["origin"],
        position=position,
        **_UNJUDGED,
    )


def _claim_changed(event: Event, body: Mapping[str, Any]) -> Iterator[Change]:
    """`dropped` and `kept` are citations; `reset` and `verdict_reset` take judgements back."""
    for citation in body["citations"]:
        yield from _source(citation)
    decided = _UNDECIDED if body["verdict_reset"] else {}
    yield _update_claim(
        event,
        body,
        **{name: body[name] for name in _WRITTEN_COLUMNS},
        report_key=body["report"],
        state=body["to"],
        **decided,
        **({} if body["to"] in _SIGNED else _UNSIGNED),
    )
    for evidence_id in body["dropped_evidence"]:
        yield Change("evidence", (evidence_id,), Effect.DELETE, {})
    for url in body["dropped"]:
        yield Change("citations", (body["key"], urls.source_id(url)), Effect.DELETE, {})
    for position, citation in enumerate(body["citations"]):
        if citation["url"] not in body["kept"]:
            yield _new_citation(body["key"], citation, position)
            continue
        yield Change(
            "citations",
            (body["key"], urls.source_id(citation["url"])),
            Effect.UPDATE,
            {"cited_as": citation["cited_as"], "origin": citation["origin"], "position": position}
            | (_UNJUDGED if body["reset"] else {}),
        )


def _update_claim(event: Event, body: Mapping[str, Any], **values: Any) -> Change:
    return Change("claims", (event.subject,), Effect.UPDATE, {"version": body["version"], **values})


def _moved_columns(event: Event, body: Mapping[str, Any]) -> Row:
    columns: Row = {"assignee": body["assignee"]}
    if body["to"] == State.IN_REVIEW:
        columns["submitted_by"] = event.actor
    if body["to"] == State.SIGNED_OFF:
        columns["signed_off_by"] = event.actor
        # Absent in events that are older than the rule.
        columns["circular_override"] = body.get("circular_override")
    elif body["to"] not in _SIGNED:
        columns |= _UNSIGNED
    return columns


_SIGNED = (State.SIGNED_OFF, State.PUBLISHED, State.WITHDRAWN)
"""States that keep a sign-off; any other takes it back."""


def _citation_judged(event: Event, body: Mapping[str, Any]) -> Iterator[Change]:
    yield _update_claim(event, body)
    unjudged = body["support"] == Support.UNJUDGED
    yield Change(
        "citations",
        (event.subject, urls.source_id(body["url"])),
        Effect.UPDATE,
        {
            "support": body["support"],
            "support_reason": body["reason"],
            "judged_by": None if unjudged else event.actor,
        },
    )


def _pinned(event: Event, body: Mapping[str, Any]) -> Change:
    return _insert(
        "evidence",
        (body["id"],),
        claim_key=event.subject,
        source_id=urls.source_id(body["url"]),
        capture_id=body["capture"],
        payload_sha256=body["payload_sha256"],
        captured_at=datetime.fromisoformat(body["captured_at"]),
        **{name: body[name] for name in ("exact", "prefix", "suffix", "start", "end")},
        heading=body.get("heading"),  # pins of before say nothing of it
        pinned_by=event.actor,
        pinned_at=event.at,
    )


class Projection:
    """The tables as the ledger says they are, in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[Key, Row]] = {table: {} for table in KEYS}

    def apply(self, change: Change) -> None:
        """Make one change. Raises KeyError where a row is missing, or there already."""
        rows = self.rows[change.table]
        match change.effect:
            case Effect.INSERT:
                if change.key in rows:
                    raise KeyError(f"{change.table} {' '.join(change.key)} is there already")
                rows[change.key] = dict(change.values)
            case Effect.ENSURE:
                rows.setdefault(change.key, dict(change.values))
            case Effect.UPDATE:
                rows[change.key] |= change.values
            case Effect.DELETE:
                del rows[change.key]


def replay(events: Iterable[Event], problems: list[LedgerProblem]) -> Projection:
    """Rebuild the tables from nothing; an event that cannot be applied becomes a problem."""
    projection = Projection()
    for event in events:
        try:
            for change in changes_of(event):
                projection.apply(change)
        except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as exc:
            problems.append(
                LedgerProblem(event.number, event.subject, f"cannot be replayed: {exc!r}")
            )
    return projection


def compare(
    table: str, ledger_rows: Mapping[Key, Row], table_rows: Mapping[Key, Row]
) -> Iterator[LedgerProblem]:
    """Name every row of a table that is not what the ledger says it is."""
    for key in sorted(ledger_rows.keys() | table_rows.keys()):
        name = f"{table} {' '.join(key)}"
        if key not in table_rows:
            yield LedgerProblem(0, name, "the row is missing; the ledger has it")
        elif key not in ledger_rows:
            yield LedgerProblem(0, name, "the row stands in no event of the ledger")
        else:
            expected, found = ledger_rows[key], table_rows[key]
            for column, value in expected.items():
                if found[column] != value:
                    yield LedgerProblem(0, name, f"{column} is not what the ledger says")
