"""The facts of an attempt as the JSON of its metadata record, both ways."""

import json
import math
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from claimcheck.core.captures import AttemptFacts, CaptureFacts, Connected, Exchange, TlsFacts
from claimcheck.core.outcomes import FiredRule, Method, Outcome, Quality, RobotsPolicy

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FORMAT = "claimcheck-attempt/2"
HOP_FORMAT = "claimcheck-hop/1"

MAX_FACTS_BYTES = 4 * 1024 * 1024
"""The most that the facts of one attempt can take; a redirect chain's take some kilobytes."""


class BadFacts(ValueError):
    """The block of a metadata record does not say what ours say."""


@dataclass(frozen=True, slots=True)
class HopFacts:
    """One exchange of an attempt without its bytes, which are in their own records."""

    url: str
    started_at: datetime
    seconds: float
    status: int | None
    connected: Connected | None
    cut: str | None
    robots: str | None


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """
    All that a metadata record says: the attempt, its hops, its records and what precedes it.

    `records` are the identifiers of the group's other records in order;
    `preceding_sha256` covers every byte of the segment before the metadata record.
    """

    attempt: AttemptFacts
    hops: tuple[HopFacts, ...]
    records: tuple[str, ...]
    preceding_sha256: str


def describe_hop(exchange: Exchange) -> HopFacts:
    """Keep the facts of an exchange and leave its bytes."""
    return HopFacts(
        url=exchange.url,
        started_at=exchange.started_at,
        seconds=exchange.seconds,
        status=exchange.status,
        connected=exchange.connected,
        cut=exchange.cut,
        robots=exchange.robots,
    )


def write_hop(attempt_id: str, number: int, facts: HopFacts) -> bytes:
    """Write the facts of one hop, counted from 0, as canonical JSON."""
    return _canonical(
        {"format": HOP_FORMAT, "attempt": attempt_id, "hop": number, **_columns(facts)}
    )


def write_facts(facts: GroupFacts) -> bytes:
    """Write the facts as canonical JSON: sorted keys, no spaces, ASCII, times in UTC."""
    return _canonical({"format": FORMAT, **_columns(facts)})


def _canonical(document: dict[str, object]) -> bytes:
    return json.dumps(
        document,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
        default=_plain,
    ).encode("ascii")


def read_facts(raw: bytes) -> GroupFacts:
    """
    Read what `write_facts` wrote, to the byte.

    Raises BadFacts for anything else: the archive may come from anywhere.
    """
    if len(raw) > MAX_FACTS_BYTES:
        raise BadFacts(f"more than {MAX_FACTS_BYTES} bytes of facts")
    try:
        facts = _group(json.loads(raw))
        canonical = write_facts(facts)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as exc:
        raise BadFacts("the facts are not in the format " + FORMAT) from exc
    # Only one text says these facts: unknown and doubled keys end here too.
    if canonical != raw:
        raise BadFacts("the facts are not written in their canonical form")
    return facts


def _plain(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return _columns(value)
    raise ValueError("only times with a zone can be archived")


def _columns(value: "DataclassInstance") -> dict[str, object]:
    """One level alone, the encoder asks for the next: asdict copies everything it meets."""
    return {name: getattr(value, name) for name in _names(type(value))}


@cache
def _names(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _group(row: dict[str, Any]) -> GroupFacts:
    if row["format"] != FORMAT:
        raise BadFacts("another format")
    return GroupFacts(
        attempt=_attempt(row["attempt"]),
        hops=tuple(_hop(hop) for hop in row["hops"]),
        records=tuple(_text(record) for record in row["records"]),
        preceding_sha256=_text(row["preceding_sha256"]),
    )


def _attempt(row: dict[str, Any]) -> AttemptFacts:
    return AttemptFacts(
        id=_text(row["id"]),
        source_url=_text(row["source_url"]),
        started_at=_time(row["started_at"]),
        finished_at=_time(row["finished_at"]),
        outcome=Outcome(row["outcome"]),
        reason=_text(row["reason"]),
        error=_maybe_text(row["error"]),
        tries=_count(row["tries"]),
        http_status=_maybe_count(row["http_status"]),
        final_url=_maybe_text(row["final_url"]),
        capture=None if row["capture"] is None else _capture(row["capture"]),
        method=Method(row["method"]),
        asked_by=_maybe_text(row["asked_by"]),
        original_name=_maybe_text(row["original_name"]),
        robots_policy=RobotsPolicy(row["robots_policy"]),
        robots_verdict=_maybe_text(row["robots_verdict"]),
    )


def _capture(row: dict[str, Any]) -> CaptureFacts:
    return CaptureFacts(
        id=_text(row["id"]),
        captured_at=_time(row["captured_at"]),
        http_status=_maybe_count(row["http_status"]),
        final_url=_text(row["final_url"]),
        content_type=_maybe_text(row["content_type"]),
        payload_sha256=_text(row["payload_sha256"]),
        payload_bytes=_count(row["payload_bytes"]),
        quality=Quality(row["quality"]),
        quality_reason=_text(row["quality_reason"]),
        refers_to=_maybe_text(row["refers_to"]),
        cut=_maybe_text(row["cut"]),
        etag=_maybe_text(row["etag"]),
        last_modified=_maybe_text(row["last_modified"]),
        memento_at=None if row["memento_at"] is None else _time(row["memento_at"]),
        rules=tuple(_rule(rule) for rule in row["rules"]),
    )


def _rule(row: dict[str, Any]) -> FiredRule:
    return FiredRule(_text(row["name"]), _count(row["version"]), _amount(row["weight"]))


def _hop(row: dict[str, Any]) -> HopFacts:
    return HopFacts(
        url=_text(row["url"]),
        started_at=_time(row["started_at"]),
        seconds=_amount(row["seconds"]),
        status=_maybe_count(row["status"]),
        connected=None if row["connected"] is None else _connected(row["connected"]),
        cut=_maybe_text(row["cut"]),
        robots=_maybe_text(row["robots"]),
    )


def _connected(row: dict[str, Any]) -> Connected:
    if not isinstance(row["reused"], bool):
        raise BadFacts("not a yes or no")
    return Connected(
        answers=tuple(_text(answer) for answer in row["answers"]),
        peer=_text(row["peer"]),
        connect_seconds=_amount(row["connect_seconds"]),
        reused=row["reused"],
        tls=None if row["tls"] is None else _tls(row["tls"]),
    )


def _tls(row: dict[str, Any]) -> TlsFacts:
    return TlsFacts(
        version=_text(row["version"]),
        cipher=_text(row["cipher"]),
        certificate_sha256=_text(row["certificate_sha256"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadFacts("not a text")
    return value


def _maybe_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _count(value: object) -> int:
    # Bounded to what a database's integer column takes.
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise BadFacts("not a count")
    return value


def _maybe_count(value: object) -> int | None:
    return None if value is None else _count(value)


def _amount(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BadFacts("not a number")
    if not math.isfinite(value) or value < 0:
        raise BadFacts("not an amount")
    return value


def _time(value: object) -> datetime:
    at = datetime.fromisoformat(_text(value))
    if at.utcoffset() != timedelta(0):
        raise BadFacts("not a time in UTC")
    return at.astimezone(UTC)
