"""Whole attempts copied out of the segments, byte for byte, into a WARC of their own."""

import gzip
import uuid
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from claimcheck import __version__
from claimcheck.archive.cdxj import IndexEntry, describe, format_line
from claimcheck.archive.delivery import Hashed
from claimcheck.archive.folder import open_segment, translated
from claimcheck.archive.groups import Grouping
from claimcheck.archive.header import format_date, format_digest, urn
from claimcheck.archive.members import BadRecord, read_member
from claimcheck.core.captures import Place
from claimcheck.errors import ArchiveUnusable

_PIECE_BYTES = 1024 * 1024
_MAX_MEMBERS = 10_000  # as many as Grouping waits for
_NAMESPACE = uuid.UUID("0f6d7a52-3d0b-5a5e-9d0e-6f0c2b7a4c11")


@dataclass(frozen=True, slots=True)
class WantedGroup:
    """
    One attempt to copy, by the place of its capture.

    `after` is an offset in the segment before which none of its records begins, and at which
    some record does: where the capture before it ends, or 0.
    """

    attempt_id: str
    place: Place
    after: int


@dataclass(frozen=True, slots=True)
class Copied:
    """One attempt as it was copied: how many records, and the lines of the index for them."""

    records: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Member:
    """A record that may belong to a wanted attempt, without its block."""

    place: Place
    entry: IndexEntry | None


def write_warcinfo(out: Hashed, name: str, now: datetime) -> None:
    """Begin a WARC with the record that says what the file is, and what it is not."""
    block = (
        f"software: claimcheck/{__version__}\r\nformat: WARC File Format 1.1\r\n"
        "description: whole records, copied byte for byte out of the segments of an archive; "
        "preceding_sha256 in a metadata record covers the bytes before it in its own segment, "
        "not in this file\r\n"
    ).encode()
    lines = (
        "WARC/1.1",
        "WARC-Type: warcinfo",
        f"WARC-Record-ID: {urn(str(uuid.uuid5(_NAMESPACE, f'{name} {format_date(now)}')))}",
        f"WARC-Date: {format_date(now)}",
        f"WARC-Filename: {name}",
        "Content-Type: application/warc-fields",
        f"WARC-Block-Digest: {format_digest(sha256(block).hexdigest())}",
        f"Content-Length: {len(block)}",
    )
    head = "\r\n".join(lines).encode("ascii") + b"\r\n\r\n"
    out.write(gzip.compress(head + block + b"\r\n\r\n", mtime=0))


def copy_groups(
    folder: Path, wanted: Iterable[WantedGroup], out: Hashed, *, name: str
) -> Iterator[Copied]:
    """
    Copy attempts, given in the order of segment and offset, to the end of `out`.

    `name` is the WARC's, as the index calls it. Every record is read and its digest checked on
    the way; memory is bounded. Raises ArchiveUnusable for an attempt that is damaged or not
    there: an export is whole or is none.
    """
    for segment, groups in groupby(wanted, key=lambda group: group.place.segment):
        with open_segment(folder, segment) as file:
            for group in groups:
                lines = []
                members = _read_group(file, group)
                for member in members:
                    if member.entry:
                        lines.append(format_line(member.entry, name, out.bytes))
                    for piece in _pieces(file, member.place):
                        out.write(piece)
                yield Copied(len(members), tuple(lines))


def _read_group(file: BinaryIO, wanted: WantedGroup) -> list[_Member]:
    """The records of an attempt. Most begin with their capture, those with redirects earlier."""
    flaw: str | None = None
    for begin in (wanted.place.offset, wanted.after):
        try:
            with translated(f"the segment {wanted.place.segment} cannot be read"):
                members, flaw = _find_group(file, wanted, begin)
        except BadRecord as exc:
            flaw = str(exc)
        if flaw is None:
            return members
    raise ArchiveUnusable(
        f"{wanted.place.segment} at byte {wanted.place.offset}: attempt {wanted.attempt_id} "
        f"cannot be exported: {flaw}",
        next_step="run `claimcheck archive verify` and restore the segment from a backup",
    )


def _find_group(
    file: BinaryIO, wanted: WantedGroup, begin: int
) -> tuple[list[_Member], str | None]:
    """The records up to the wanted attempt's last, and what is wrong with them, if anything."""
    grouping, members, offset = Grouping(), deque[_Member](maxlen=_MAX_MEMBERS), begin
    while True:
        record = read_member(file, wanted.place.segment, offset)
        offset = record.place.offset + record.place.length
        members.append(_Member(record.place, describe(record)))
        group = grouping.add(record)
        if group and group.facts and group.facts.attempt.id == wanted.attempt_id:
            flaw = group.flaw or (
                None if group.capture_place == wanted.place else "its row names another place"
            )
            return list(members)[-1 - len(group.facts.records) :], flaw


def _pieces(file: BinaryIO, place: Place) -> Iterator[bytes]:
    with translated(f"the segment {place.segment} cannot be read"):
        file.seek(place.offset)
        left = place.length
        while left and (piece := file.read(min(left, _PIECE_BYTES))):
            left -= len(piece)
            yield piece
    if left:
        raise ArchiveUnusable(
            f"{place.segment} became shorter while it was read",
            next_step="run `claimcheck archive verify` and restore the segment from a backup",
        )
