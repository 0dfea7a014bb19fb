"""Give archived answers back as they were: by capture, or by address and moment."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from claimcheck.app import attempts
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, reading
from claimcheck.core import urls
from claimcheck.core.captures import Place
from claimcheck.core.http_message import ResponseMessage
from claimcheck.database.queries import captures as capture_queries
from claimcheck.database.queries import replays as replay_queries
from claimcheck.database.tables import CaptureRow, SourceRow
from claimcheck.errors import UnknownName

PAGE_SOURCES = 50
"""Sources on one page of the list."""

_CAPTURE_ID = re.compile(r"[0-9a-f-]{36}")


@dataclass(frozen=True, slots=True)
class Memento:
    """
    One capture as replay shows it. `url` is the source's address, `moments` when the source was
    captured, oldest first, as pairs of capture id and time.
    """

    id: str
    url: str
    final_url: str
    captured_at: datetime
    http_status: int | None
    content_type: str | None
    payload_sha256: str
    payload_bytes: int
    quality: str
    quality_reason: str
    cut: str | None
    place: Place
    moments: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A source in the list, with its newest capture."""

    url: str
    title: str | None
    captures: int
    capture_id: str
    captured_at: datetime
    http_status: int | None
    quality: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list of sources; `page` counts from 1."""

    search: str
    page: int
    pages: int
    total: int
    sources: tuple[Listed, ...]


def list_sources(workspace: Workspace, search: str = "", *, page: int = 1) -> Listing:
    """List the sources that have captures, PAGE_SOURCES a page."""
    with workspace.reading() as session:
        found, total = replay_queries.captured_sources(
            session, search, offset=(page - 1) * PAGE_SOURCES, limit=PAGE_SOURCES
        )
        listed = tuple(_listed(one) for one in found)
    return Listing(search, page, max(1, -(-total // PAGE_SOURCES)), total, listed)


def _listed(found: replay_queries.CapturedSource) -> Listed:
    newest = found.newest
    return Listed(
        url=found.source.url,
        title=found.title,
        captures=found.captures,
        capture_id=newest.id,
        captured_at=newest.captured_at,
        http_status=newest.http_status,
        quality=newest.quality,
    )


def find_memento(workspace: Workspace, url: str, at: datetime | None = None) -> Memento:
    """
    Find the capture of an address that is nearest to a moment, to the second; None: the newest.

    An address that a source was redirected to finds that source. Raises UnknownName.
    """
    # A whole second is asked for, so the last capture within it is the nearest.
    moment = at + timedelta(microseconds=999_999) if at else None
    with workspace.reading() as session:
        # A browser writes ' in a query as %27, whatever the page's own spelling.
        spellings = dict.fromkeys((url, url.replace("%27", "'")))
        found = (replay_queries.captured_source(session, _normalised(one)) for one in spellings)
        source = next((source for source in found if source), None)
        row = replay_queries.nearest_capture(session, source.id, moment) if source else None
        if source is None or row is None:
            raise _unknown("this address has not been captured")
        return _memento(session, source, row)


def memento_of(workspace: Workspace, capture_id: str) -> Memento:
    """Find a capture by its id. Raises UnknownName."""
    with workspace.reading() as session:
        # Postgres refuses to look for some characters, so only what an id may be is looked for.
        known = _CAPTURE_ID.fullmatch(capture_id)
        row = capture_queries.capture_by_id(session, capture_id) if known else None
        if row is None:
            raise _unknown("there is no such capture")
        return _memento(session, session.get_one(SourceRow, row.source_id), row)


def read_answer(workspace: Workspace, memento: Memento) -> ResponseMessage:
    """
    Read the archived answer of a capture, a revisit with the payload that it refers to.

    Raises ArchiveUnusable when its bytes are missing or damaged.
    """

    def find_place(capture_id: str) -> Place | None:
        with workspace.reading() as session:
            row = capture_queries.capture_by_id(session, capture_id)
            return attempts.place_of(row) if row else None

    return reading.read_response(workspace.archive, memento.place, find_place)


def read_record_file(workspace: Workspace, memento: Memento) -> bytes:
    """
    Read the WARC record of a capture as it lies in the archive: one gzip member, itself a WARC.

    Raises ArchiveUnusable when it is missing or damaged.
    """
    place = memento.place
    reading.read_record(workspace.archive, place)
    with (
        folder.translated(f"the segment {place.segment} cannot be read"),
        folder.open_segment(workspace.archive, place.segment) as file,
    ):
        file.seek(place.offset)
        return file.read(place.length)


def _normalised(url: str) -> str:
    try:
        return urls.normalise_url(url)
    except urls.BadUrl as exc:
        raise _unknown(f"this is no address that can be captured: {exc.mistake}") from exc


def _unknown(what: str) -> UnknownName:
    return UnknownName(what, next_step="the list of sources at / shows every address captured")


def _memento(session: Session, source: SourceRow, row: CaptureRow) -> Memento:
    return Memento(
        id=row.id,
        url=source.url,
        final_url=row.final_url,
        captured_at=row.captured_at,
        http_status=row.http_status,
        content_type=row.content_type,
        payload_sha256=row.payload_sha256,
        payload_bytes=row.payload_bytes,
        quality=row.quality,
        quality_reason=row.quality_reason,
        cut=row.cut,
        place=attempts.place_of(row),
        moments=tuple(replay_queries.moments(session, source.id)),
    )
