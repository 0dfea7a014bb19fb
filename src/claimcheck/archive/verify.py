"""Does the archive hold what the rows say, whole and unchanged? Every byte is read."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from claimcheck.archive import header, seals
from claimcheck.archive.facts import GroupFacts
from claimcheck.archive.folder import Segment, is_in_use, list_segments, open_segment, translated
from claimcheck.archive.groups import Group, Grouping
from claimcheck.archive.members import BadRecord, Record, parse_urn
from claimcheck.archive.pressing import GZIP_HEADER
from claimcheck.archive.reading import Damage, iter_records
from claimcheck.archive.records import read_http
from claimcheck.archive.seals import Seal, Sealed
from claimcheck.core.captures import Place
from claimcheck.core.http_message import whole_entity
from claimcheck.core.outcomes import BESIDE_SOURCES

RESTORE = "restore the segment from a backup; what rests on these bytes proves nothing until then"
RECOVER = "run `claimcheck fetch`: it recovers what an ended process left behind"
RESTORE_SEALS = "restore seals.jsonl from a backup, and see who changed it"
REPAIR = "run `claimcheck archive verify --repair`, if nobody but you had access to it"
REFETCH = "restore the segment from a backup, or fetch the source again"
NEWER_DATABASE = (
    "restore the database that belongs to this archive: the one in use is older; "
    "or run `claimcheck archive verify --repair`"
)

_READ_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ExpectedCapture:
    """What the row of a capture says about its record."""

    id: str
    place: Place
    payload_sha256: str


@dataclass(frozen=True, slots=True)
class ExpectedAttempt:
    """What the row of an attempt says; `capture` is None when no answer came back."""

    id: str
    capture: ExpectedCapture | None


@dataclass(frozen=True, slots=True)
class ArchiveProblem:
    """One thing that is wrong, where (a segment, a byte), and what to do about it."""

    segment: str
    offset: int
    what: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and what was found. `in_use` are segments that are being written."""

    segments: int
    records: int
    captures: int
    problems: tuple[ArchiveProblem, ...]
    in_use: tuple[str, ...]


def verify(folder: Path, expected: Iterable[ExpectedAttempt]) -> Verification:
    """
    Read the whole archive and compare it with the rows.

    `expected` is first read after the segments are listed: hand over a lazy query, so that
    a fetch that runs meanwhile is not mistaken for a fault. Linear in bytes and rows.
    Raises ArchiveUnusable when a file cannot be read.
    """
    segments = list_segments(folder)
    in_use = tuple(segment.name for segment in segments if is_in_use(segment))
    audit = _Audit({attempt.id: attempt for attempt in expected})
    audit.read_seals(folder)
    for segment in segments:
        _SegmentAudit(audit, segment, in_use=segment.name in in_use).run()
    audit.check_revisits()
    names = {segment.name for segment in segments}
    audit.check_rows_left(names)
    audit.check_seals_left(folder, names)
    return Verification(len(segments), audit.records, audit.captures, tuple(audit.problems), in_use)


class _Audit:
    """What is known across segments: rows not yet met, payloads seen, revisits to resolve."""

    def __init__(self, rows: dict[str, ExpectedAttempt]) -> None:
        self.rows = rows
        self.records = 0
        self.captures = 0
        self.problems: list[ArchiveProblem] = []
        self.attempts: set[str] = set()
        self.payloads: dict[str, str] = {}
        self.revisits: list[tuple[Place, str, str]] = []
        self.seals: dict[str, Sealed] = {}

    def read_seals(self, folder: Path) -> None:
        for item in seals.read(folder):
            if isinstance(item, Seal):
                self.seals[item.sealed.segment] = item.sealed
            else:
                self.report(Place(seals.SEALS_NAME, item.offset, 0), item.what, RESTORE_SEALS)

    def check_seals_left(self, folder: Path, names: set[str]) -> None:
        named = {problem.segment for problem in self.problems}
        for name in self.seals:
            # One that a fetch has sealed meanwhile is there, though it was not listed.
            if name not in names | named and not (folder / name).exists():
                self.report(Place(name, 0, 0), "the segment is missing; it was sealed", RESTORE)

    def report(self, place: Place, what: str, next_step: str) -> None:
        self.problems.append(ArchiveProblem(place.segment, place.offset, what, next_step))

    def check_revisits(self) -> None:
        for place, refers_to, digest in self.revisits:
            if self.payloads.get(refers_to) != digest:
                self.report(place, f"the payload it refers to ({refers_to}) is missing", REFETCH)

    def check_rows_left(self, names: set[str]) -> None:
        missing: Counter[str] = Counter()
        for row in self.rows.values():
            if row.capture is None:
                what = f"attempt {row.id} has a row but no record"
                self.report(Place("", 0, 0), what, REFETCH)
            elif row.capture.place.segment not in names:
                missing[row.capture.place.segment] += 1
            else:
                what = f"capture {row.capture.id} has a row but no whole record"
                self.report(row.capture.place, what, REFETCH)
        for name, count in sorted(missing.items()):
            what = f"the segment is missing; {count} captures rest on it"
            self.report(Place(name, 0, 0), what, RESTORE)


class _SegmentAudit:
    """One pass over one segment, and a second reader of its bytes for the running digest."""

    def __init__(self, audit: _Audit, segment: Segment, *, in_use: bool) -> None:
        self._audit = audit
        self._segment = segment
        self._in_use = in_use
        self._grouping = Grouping()
        self._digest = sha256()
        self._digested = 0
        self._chain_holds = True
        self._unfinished = False
        self._stated: dict[str, str] = {}
        self._last: Place | None = None
        self._is_reported = False

    def run(self) -> None:
        """Check every record and group, then what is left over at the end."""
        name = self._segment.name
        with (
            translated(f"the segment {name} cannot be read"),
            open_segment(self._segment.path.parent, name) as file,
        ):
            size = os.fstat(file.fileno()).st_size
            for item in iter_records(self._segment):
                if isinstance(item, Damage):
                    self._check_damage(item, size)
                else:
                    self._check_record(item, file)
            self._check_end(file)

    def _report(self, place: Place, what: str, next_step: str = RESTORE) -> None:
        self._is_reported = True
        self._audit.report(place, what, next_step)

    def _check_damage(self, damage: Damage, size: int) -> None:
        # The last bytes of an open segment may be a group that was just being written.
        if self._segment.is_open and damage.place.offset + damage.place.length >= size:
            self._unfinished = True
        else:
            self._report(damage.place, damage.what)

    def _check_record(self, record: Record, file: BinaryIO) -> None:
        self._audit.records += 1
        if os.pread(file.fileno(), len(GZIP_HEADER), record.place.offset) != GZIP_HEADER:
            self._report(record.place, "the gzip header is not as it was written")
        if (record.type == "warcinfo") != (record.place.offset == 0):
            self._report(record.place, "a segment begins with its one warcinfo record")
        if record.type in ("response", "resource"):
            self._check_response(record)
        elif record.type == "revisit":
            self._note_revisit(record)
        group = self._grouping.add(record)
        if group:
            self._check_group(group, file)
            self._stated.clear()
        self._last = record.place

    def _check_response(self, record: Record) -> None:
        message = (
            whole_entity(record.block, None)
            if record.type == "resource"
            else read_http(record.block)
        )
        digest = (message or whole_entity(record.block, None)).payload_sha256()
        wanted = header.format_digest(digest) if message else None
        if record.field("warc-payload-digest") != wanted:
            self._report(record.place, "the payload does not have the digest that is stated")
        self._stated[record.id] = digest

    def _note_revisit(self, record: Record) -> None:
        digest = (record.field("warc-payload-digest") or "").removeprefix("sha256:")
        try:
            refers_to = parse_urn(record.field("warc-refers-to") or "")
        except BadRecord:
            self._report(record.place, "the revisit does not say what it refers to")
        else:
            self._audit.revisits.append((record.place, refers_to, digest))
            self._stated[record.id] = digest

    def _check_group(self, group: Group, file: BinaryIO) -> None:
        if group.strays:
            self._report(group.place, f"{group.strays} records before it belong to no attempt")
        if group.flaw or group.facts is None:
            self._report(group.place, f"the attempt is not whole: {group.flaw}")
            return
        self._check_chain(group.facts, group.place, file)
        self._check_row(group, group.facts)

    def _check_chain(self, facts: GroupFacts, place: Place, file: BinaryIO) -> None:
        self._digest_until(file, place.offset)
        # One change breaks the digest of every later group too: said once a segment.
        if self._chain_holds and self._digest.hexdigest() != facts.preceding_sha256:
            self._chain_holds = False
            self._report(place, "the bytes before it are not those that were written")

    def _digest_until(self, file: BinaryIO, end: int) -> None:
        file.seek(self._digested)
        while self._digested < end:
            piece = file.read(min(_READ_BYTES, end - self._digested))
            if not piece:
                break
            self._digest.update(piece)
            self._digested += len(piece)

    def _check_row(self, group: Group, facts: GroupFacts) -> None:
        audit, attempt, capture = self._audit, facts.attempt, facts.attempt.capture
        if attempt.id in audit.attempts:
            self._report(group.place, f"attempt {attempt.id} is archived twice")
        audit.attempts.add(attempt.id)
        audit.captures += capture is not None and attempt.method not in BESIDE_SOURCES
        found = (
            ExpectedCapture(capture.id, group.capture_place, capture.payload_sha256)
            if capture and group.capture_place
            else None
        )
        if found and self._stated.get(found.id) != found.payload_sha256:
            self._report(found.place, "the payload is not the one in the attempt's facts")
        elif found and capture and not capture.refers_to:
            audit.payloads[found.id] = found.payload_sha256
        row = audit.rows.pop(attempt.id, None)
        if row is None:
            # The row of a group in an open segment may still be to come.
            self._unfinished |= self._segment.is_open
            if not self._segment.is_open:
                self._report(group.place, f"attempt {attempt.id} has no row", NEWER_DATABASE)
        elif row.capture != found:
            what = f"the row of attempt {attempt.id} does not agree with its record"
            self._report(group.place, what, NEWER_DATABASE)

    def _check_end(self, file: BinaryIO) -> None:
        if self._in_use:
            return
        start = Place(self._segment.name, 0, 0)
        unfinished = self._unfinished or self._grouping.waiting > 0 or self._last is None
        if self._segment.is_open:
            # Left behind by an interrupt with every row in, it lacks nothing but its name.
            if unfinished:
                self._report(start, "the process that wrote it ended early", RECOVER)
        elif unfinished or self._last is None:
            self._report(self._last or start, "it does not end with a whole attempt")
        else:
            self._check_seal(file)

    def _check_seal(self, file: BinaryIO) -> None:
        self._digest_until(file, os.fstat(file.fileno()).st_size)
        found = Sealed(self._segment.name, self._digested, self._digest.hexdigest())
        seal = self._audit.seals.get(self._segment.name)
        start = Place(self._segment.name, 0, 0)
        if seal is None:
            self._report(start, "the segment has no seal", REPAIR)
        elif seal != found and not self._is_reported:
            # Where a record says it already, the seal has nothing to add.
            self._report(start, "the segment is not the one that was sealed")
