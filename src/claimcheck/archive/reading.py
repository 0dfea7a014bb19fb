"""Reading the archive: a segment record by record, one record by its place, one response."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from claimcheck.archive.folder import Segment, open_segment, translated
from claimcheck.archive.header import format_digest
from claimcheck.archive.members import BadRecord, Record, parse_urn, read_member
from claimcheck.archive.pressing import GZIP_HEADER
from claimcheck.core.captures import Place
from claimcheck.core.http_message import (
    NotHttp,
    ResponseMessage,
    parse_response,
    whole_entity,
)
from claimcheck.errors import ArchiveUnusable

MAX_DAMAGES = 100
"""Damaged places after which the rest of a segment is given up: the search is then no help."""

_SEARCH_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes of a segment that are no record, up to the next record or the end."""

    place: Place
    what: str


def iter_records(segment: Segment) -> Iterator[Record | Damage]:
    """
    Read a segment in order; damage is a value and reading goes on after it.

    What is appended while it is read is left for another time, and it may be sealed meanwhile.
    Raises ArchiveUnusable when the file cannot be read.
    """
    with (
        translated(f"the segment {segment.name} cannot be read"),
        open_segment(segment.path.parent, segment.name) as file,
    ):
        end = file.seek(0, 2)
        offset, damages = 0, 0
        while offset < end:
            item: Record | Damage
            try:
                item = read_member(file, segment.name, offset)
            except BadRecord as exc:
                damages += 1
                following = _next_member(file, offset + 1, end) if damages < MAX_DAMAGES else end
                item = Damage(Place(segment.name, offset, following - offset), str(exc))
            offset = item.place.offset + item.place.length
            yield item


def read_record(folder: Path, place: Place) -> Record:
    """
    Read the record at a place, whole and with its digest checked.

    Raises ArchiveUnusable when it is not there or damaged.
    """
    with (
        translated(f"the segment {place.segment} cannot be read"),
        open_segment(folder, place.segment) as file,
    ):
        try:
            record = read_member(file, place.segment, max(0, place.offset))
        except BadRecord as exc:
            raise _damaged(place, str(exc)) from exc
    if record.place != place:
        raise _damaged(place, "another record lies there")
    return record


def read_response(
    folder: Path, place: Place, find_place: Callable[[str], Place | None]
) -> ResponseMessage:
    """
    Give the archived answer at a place, a revisit with the payload that it refers to.

    A resource (a file handed in, a rendered page) is given as an answer without a head.
    `find_place` tells where a capture lies, by its id. The payload's digest is checked.
    A 304 says nothing of its own about the content: the answer that it confirms is given.
    Raises ArchiveUnusable when bytes are missing or damaged.
    """
    record = read_record(folder, place)
    message = _message(record)
    if record.type != "revisit":
        return message
    earlier_place = find_place(_refers_to(record))
    if earlier_place is None:
        raise _damaged(place, "it refers to a capture that is not known")
    earlier_record = read_record(folder, earlier_place)
    if earlier_record.type not in ("response", "resource"):
        raise _damaged(place, "it refers to a record without a payload")
    if earlier_record.field("warc-payload-digest") != record.field("warc-payload-digest"):
        raise _damaged(place, "it refers to a record with another payload")
    earlier = _message(earlier_record)
    if message.status == 304:
        return earlier
    return replace(message, body=earlier.body, cut=earlier.cut)


def _next_member(file: BinaryIO, position: int, end: int) -> int:
    """Where the next gzip header of ours begins, or the end."""
    while position < end:
        file.seek(position)
        # Overlapping by a header, so that none is missed at the border.
        piece = file.read(_SEARCH_BYTES + len(GZIP_HEADER))
        found = piece.find(GZIP_HEADER)
        if found >= 0:
            return min(position + found, end)
        position += _SEARCH_BYTES
    return end


def _message(record: Record) -> ResponseMessage:
    """The response of a record; what is not HTTP cannot be read as a document."""
    if record.type not in ("response", "revisit", "resource"):
        raise _damaged(record.place, f"a {record.type} record lies there")
    try:
        message = (
            whole_entity(record.block, record.field("content-type"))
            if record.type == "resource"
            else parse_response(record.block)
        )
    except NotHttp as exc:
        raise _damaged(record.place, str(exc)) from exc
    digest = format_digest(message.payload_sha256())
    if record.type != "revisit" and record.field("warc-payload-digest") != digest:
        raise _damaged(record.place, "the payload does not have the digest that the record states")
    return message


def _refers_to(record: Record) -> str:
    try:
        return parse_urn(record.field("warc-refers-to") or "")
    except BadRecord as exc:
        raise _damaged(record.place, str(exc)) from exc


def _damaged(place: Place, what: str) -> ArchiveUnusable:
    return ArchiveUnusable(
        f"{place.segment[:100]} at byte {place.offset}: {what}",
        next_step="run `claimcheck archive verify` and restore the segment from a backup",
    )
