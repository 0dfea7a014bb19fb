"""One attempt into the archive and on record, and what a killed run left behind."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from fcntl import LOCK_EX, LOCK_NB, flock

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.app.workspace import Workspace
from claimcheck.archive import reading, recovery
from claimcheck.archive.records import Referred
from claimcheck.archive.recovery import RecoveredGroup
from claimcheck.archive.segments import SegmentWriter
from claimcheck.core import settling, urls
from claimcheck.core.captures import AttemptFacts, CaptureFacts, Fetched, Place
from claimcheck.core.documents import Document
from claimcheck.core.documents.document import EXTRACTOR_VERSION
from claimcheck.core.http_message import ResponseMessage
from claimcheck.core.outcomes import Outcome
from claimcheck.core.settling import Settled
from claimcheck.database.queries import captures as capture_queries
from claimcheck.database.tables import AttemptRow, CaptureRow, DocumentRow
from claimcheck.errors import ArchiveUnusable

LOCK_NAME = "fetch.lock"


@contextmanager
def sole_fetcher(workspace: Workspace) -> Iterator[None]:
    """Hold the archive for one fetch at a time: two would capture every due source twice."""
    try:
        # Not blocking: a FIFO in its place would hold us for ever instead of being refused.
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK
        file = os.fdopen(os.open(workspace.archive / LOCK_NAME, flags, 0o644), "ab")
    except OSError as exc:
        raise ArchiveUnusable(
            f"the archive folder {workspace.archive} cannot be written to: {exc.strerror}",
            next_step="make it writable, or name another with --archive",
        ) from exc
    with file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError as exc:
            raise ArchiveUnusable(
                "another fetch is at work on this archive",
                next_step="wait until it is done; it sees to what is due",
            ) from exc
        yield


def archive(workspace: Workspace, writer: SegmentWriter, fetched: Fetched) -> AttemptFacts:
    """Settle, archive and record one attempt: its bytes are safe before its row says so."""
    settled = settling.settle(fetched, attempt_id=str(uuid.uuid4()), capture_id=str(uuid.uuid4()))
    facts, referred = _compare_with_earlier(workspace, settled)
    place = writer.append(facts, fetched.exchanges, referred=referred)
    writer.sync()
    with workspace.writing() as session:
        insert(session, facts, place)
        if facts.capture and settled.document:
            keep_document(session, facts.capture.payload_sha256, settled.document)
    return facts


def _compare_with_earlier(
    workspace: Workspace, settled: Settled
) -> tuple[AttemptFacts, Referred | None]:
    """Notice that a page is what it was when it was last captured."""
    facts, capture = settled.facts, settled.facts.capture
    if capture is None or facts.outcome is not Outcome.ARCHIVED:
        return facts, None
    with workspace.reading() as session:
        newest = capture_queries.newest_success(session, urls.source_id(facts.source_url))
        if newest is None or newest.payload_sha256 != capture.payload_sha256:
            return facts, None
        holder = capture_queries.payload_holder(session, newest)
    facts = settling.as_unchanged(
        settled, capture_id=holder.id, message=_read_earlier(workspace, holder)
    )
    if facts.capture is None or facts.capture.refers_to is None:
        return facts, None
    return facts, Referred(holder.id, holder.final_url, holder.captured_at)


def _read_earlier(workspace: Workspace, holder: CaptureRow) -> ResponseMessage | None:
    """Give the archived answer; None when it is damaged: nothing may rest on it then."""
    try:
        return reading.read_response(workspace.archive, place_of(holder), lambda _: None)
    except ArchiveUnusable:
        return None


def place_of(row: CaptureRow) -> Place:
    """Say where a capture's record lies."""
    return Place(row.segment, row.record_offset, row.record_length)


def insert(session: Session, facts: AttemptFacts, place: Place | None) -> None:
    """Write the rows of an attempt and of its capture."""
    columns = _storable(asdict(facts) | {"outcome": facts.outcome.value})
    del columns["source_url"], columns["capture"]
    source_id = urls.source_id(facts.source_url)
    session.execute(sa.insert(AttemptRow).values(source_id=source_id, **columns))
    if facts.capture is not None and place is not None:
        session.execute(
            sa.insert(CaptureRow).values(
                attempt_id=facts.id,
                source_id=source_id,
                segment=place.segment,
                record_offset=place.offset,
                record_length=place.length,
                **_capture_columns(facts.capture),
            )
        )


def _capture_columns(capture: CaptureFacts) -> dict[str, object]:
    return _storable(asdict(capture) | {"quality": capture.quality.value})


def _storable(columns: dict[str, object]) -> dict[str, object]:
    """Make what a server said fit for a database; the archive holds it as it came."""
    return {
        name: settling.storable(value) if isinstance(value, str) else value
        for name, value in columns.items()
    }


def keep_document(session: Session, payload_sha256: str, document: Document) -> None:
    """Keep the text of a payload, unless this version has read it before."""
    if session.get(DocumentRow, (payload_sha256, EXTRACTOR_VERSION)) is None:
        session.execute(
            sa.insert(DocumentRow).values(
                payload_sha256=payload_sha256,
                extractor_version=EXTRACTOR_VERSION,
                **asdict(document),
            )
        )


def recover(workspace: Workspace) -> None:
    """
    Put right what a killed fetch left behind: torn bytes aside, missing rows in.

    Raises ArchiveUnusable for a segment that no fetch of ours can have left.
    """
    with (
        recovery.recover(workspace.archive) as groups,
        workspace.writing() as session,
    ):
        known = capture_queries.known_attempts(session, [group.facts.id for group in groups])
        source_ids = {urls.source_id(group.facts.source_url) for group in groups}
        cited = capture_queries.known_sources(session, source_ids)
        for group in groups:
            is_cited = urls.source_id(group.facts.source_url) in cited
            if is_cited and group.facts.id not in known and _is_rooted(session, group.facts):
                _insert_recovered(session, group)


def _insert_recovered(session: Session, group: RecoveredGroup) -> None:
    try:
        insert(session, group.facts, group.place)
    except (sa.exc.IntegrityError, sa.exc.DataError) as exc:
        where = group.place.segment if group.place else "an open segment"
        raise ArchiveUnusable(
            f"{where} holds attempt {group.facts.id}, which contradicts the database",
            next_step="move the open segments out of the archive folder: they are not from here",
        ) from exc


def _is_rooted(session: Session, facts: AttemptFacts) -> bool:
    """Whether the capture that a revisit refers to is here; a database restored may lack it."""
    refers_to = facts.capture.refers_to if facts.capture else None
    return refers_to is None or capture_queries.capture_by_id(session, refers_to) is not None
