"""Attempts into the archive and on record: bytes first, rows second, many at once."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy.orm import Session

from claimcheck.app.workspace import Workspace
from claimcheck.archive import reading
from claimcheck.archive.records import Referred
from claimcheck.archive.segments import SegmentWriter
from claimcheck.core import settling, urls
from claimcheck.core.captures import AttemptFacts, CaptureFacts, Fetched, Place
from claimcheck.core.documents import Document
from claimcheck.core.http_message import ResponseMessage
from claimcheck.core.outcomes import BESIDE_SOURCES, FiredRule, Method, Outcome, Quality
from claimcheck.core.quality.siblings import origin_of
from claimcheck.core.settling import Settled
from claimcheck.database import rows as database_rows
from claimcheck.database.queries import captures as capture_queries
from claimcheck.database.tables import AttemptRow, CaptureRow, RobotsFileRow, SiblingProbeRow
from claimcheck.errors import ArchiveUnusable

_COMPARED = frozenset({Method.FETCH})
"""What was handed in may be older than the newest capture; what is rendered has its own bytes."""

Archived = tuple[AttemptFacts, Place | None]


def archive(
    workspace: Workspace, writer: SegmentWriter, batch: Sequence[Fetched]
) -> list[AttemptFacts]:
    """
    Settle, archive and record attempts: their bytes are safe before a row says so.

    One sync of the disk and one transaction for all of them.
    """
    settled = [
        settling.settle(each, attempt_id=str(uuid.uuid4()), capture_id=str(uuid.uuid4()))
        for each in batch
    ]
    compared = _compare_with_earlier(workspace, settled)
    archived = [
        (
            facts,
            writer.append(
                facts,
                fetched.exchanges,
                resources=fetched.resources,
                referred=referred,
                settled=each.message,
            ),
        )
        for fetched, each, (facts, referred) in zip(batch, settled, compared, strict=True)
    ]
    writer.sync()
    with workspace.writing() as session:
        insert(session, archived)
        database_rows.keep_documents(session, _documents(archived, settled))
    writer.seal_full()
    return [facts for facts, _ in archived]


def _documents(archived: Sequence[Archived], settled: Sequence[Settled]) -> dict[str, Document]:
    read = [
        (facts.capture.payload_sha256, each.document)
        for (facts, _), each in zip(archived, settled, strict=True)
        if facts.capture and each.document and not each.document.is_read_apart
    ]
    # The same payload may come twice, and be a page under one answer's headers alone.
    return dict(sorted(read, key=lambda pair: pair[1].unread_reason is None))


def _compare_with_earlier(
    workspace: Workspace, settled: Sequence[Settled]
) -> list[tuple[AttemptFacts, Referred | None]]:
    """Notice the pages that are what they were when they were last captured."""
    source_ids = [
        urls.source_id(each.facts.source_url)
        for each in settled
        if each.facts.capture and each.facts.outcome in (Outcome.ARCHIVED, Outcome.UNCHANGED)
    ]
    with workspace.reading() as session:
        newest = capture_queries.newest_successes(session, source_ids)
        holders = capture_queries.payload_holders(session, newest.values())
    return [_compare(workspace, each, newest, holders) for each in settled]


def _compare(
    workspace: Workspace,
    settled: Settled,
    newest: Mapping[str, CaptureRow],
    holders: Mapping[str, CaptureRow],
) -> tuple[AttemptFacts, Referred | None]:
    facts, capture = settled.facts, settled.facts.capture
    earlier = newest.get(urls.source_id(facts.source_url))
    if capture is None or facts.method not in _COMPARED:
        return facts, None
    if facts.outcome is Outcome.UNCHANGED:
        return _confirm(workspace, facts, holders[earlier.id] if earlier else None)
    if (
        facts.outcome is not Outcome.ARCHIVED
        or earlier is None
        or earlier.payload_sha256 != capture.payload_sha256
    ):
        return facts, None
    holder = holders[earlier.id]
    facts = settling.as_unchanged(
        settled, capture_id=holder.id, message=_read_earlier(workspace, holder)
    )
    if facts.capture is None or facts.capture.refers_to is None:
        return facts, None
    return facts, Referred(holder.id, holder.final_url, holder.captured_at)


def _confirm(
    workspace: Workspace, facts: AttemptFacts, holder: CaptureRow | None
) -> tuple[AttemptFacts, Referred | None]:
    """A 304 confirms the capture whose validators were sent, if its bytes are still there."""
    if holder is None or _read_earlier(workspace, holder) is None:
        return settling.as_unconfirmed(facts), None
    confirmed = settling.as_confirmed(facts, _held(holder))
    return confirmed, Referred(holder.id, holder.final_url, holder.captured_at)


def _held(row: CaptureRow) -> CaptureFacts:
    return CaptureFacts(
        id=row.id,
        captured_at=row.captured_at,
        http_status=row.http_status,
        final_url=row.final_url,
        content_type=row.content_type,
        payload_sha256=row.payload_sha256,
        payload_bytes=row.payload_bytes,
        quality=Quality(row.quality),
        quality_reason=row.quality_reason,
        etag=row.etag,
        last_modified=row.last_modified,
        rules=tuple(FiredRule(**rule) for rule in row.rules),
    )


def _read_earlier(workspace: Workspace, holder: CaptureRow) -> ResponseMessage | None:
    """Give the archived answer; None when it is damaged: nothing may rest on it then."""
    try:
        return reading.read_response(workspace.archive, place_of(holder), lambda _: None)
    except ArchiveUnusable:
        return None


def place_of(row: CaptureRow) -> Place:
    """Say where a capture's record lies."""
    return Place(row.segment, row.record_offset, row.record_length)


def insert(session: Session, archived: Sequence[Archived]) -> None:
    """Write the rows of attempts and of their captures."""
    pages = [each for each in archived if each[0].method not in BESIDE_SOURCES]
    robots = [each for each in archived if each[0].method is Method.ROBOTS]
    siblings = [each for each in archived if each[0].method is Method.SIBLING]
    captures = [
        _capture_columns(facts, facts.capture, place)
        for facts, place in pages
        if facts.capture and place
    ]
    database_rows.insert(session, AttemptRow, [_attempt_columns(facts) for facts, _ in pages])
    database_rows.insert(session, CaptureRow, captures)
    database_rows.insert(session, RobotsFileRow, [_beside_columns(*each) for each in robots])
    probes = [_beside_columns(*each) | {"url": each[0].source_url} for each in siblings]
    database_rows.insert(session, SiblingProbeRow, probes)


def _attempt_columns(facts: AttemptFacts) -> dict[str, object]:
    return _storable(
        {
            "id": facts.id,
            "source_id": urls.source_id(facts.source_url),
            "started_at": facts.started_at,
            "finished_at": facts.finished_at,
            "outcome": facts.outcome.value,
            "reason": facts.reason,
            "error": facts.error,
            "tries": facts.tries,
            "http_status": facts.http_status,
            "final_url": facts.final_url,
            "method": facts.method.value,
            "asked_by": facts.asked_by,
            "original_name": facts.original_name,
            "robots_policy": facts.robots_policy.value,
            "robots_verdict": facts.robots_verdict,
        }
    )


def _capture_columns(facts: AttemptFacts, capture: CaptureFacts, place: Place) -> dict[str, object]:
    return _storable(
        {
            "id": capture.id,
            "attempt_id": facts.id,
            "source_id": urls.source_id(facts.source_url),
            "captured_at": capture.captured_at,
            "http_status": capture.http_status,
            "final_url": capture.final_url,
            "content_type": capture.content_type,
            "payload_sha256": capture.payload_sha256,
            "payload_bytes": capture.payload_bytes,
            "quality": capture.quality.value,
            "quality_reason": capture.quality_reason,
            "refers_to": capture.refers_to,
            "cut": capture.cut,
            "etag": capture.etag,
            "last_modified": capture.last_modified,
            "memento_at": capture.memento_at,
            "rules": [asdict(rule) for rule in capture.rules],
            "segment": place.segment,
            "record_offset": place.offset,
            "record_length": place.length,
        }
    )


def _beside_columns(facts: AttemptFacts, place: Place | None) -> dict[str, object]:
    capture = facts.capture if place else None
    return _storable(
        {
            "id": facts.id,
            "origin": origin_of(facts.source_url),
            "fetched_at": facts.finished_at,
            "outcome": facts.outcome.value,
            "reason": facts.reason,
            "http_status": facts.http_status,
            "capture_id": capture.id if capture else None,
            "payload_sha256": capture.payload_sha256 if capture else None,
            "segment": place.segment if place else None,
            "record_offset": place.offset if place else None,
            "record_length": place.length if place else None,
        }
    )


def _storable(columns: dict[str, object]) -> dict[str, object]:
    """Make what a server said fit for a database; the archive holds it as it came."""
    return {
        name: settling.storable(value) if isinstance(value, str) else value
        for name, value in columns.items()
    }
