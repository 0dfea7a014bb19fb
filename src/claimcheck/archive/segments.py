"""Writing segments: whole groups or nothing, on stable storage before anybody relies on them."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path

from claimcheck import spool
from claimcheck.archive import records, seals
from claimcheck.archive.facts import GroupFacts, describe_hop, write_facts
from claimcheck.archive.folder import (
    OPEN_SUFFIX,
    lies_at,
    new_segment_name,
    prepare_folder,
    sync_folder,
    translated,
)
from claimcheck.archive.records import Built, Referred
from claimcheck.archive.seals import Sealed
from claimcheck.core.captures import AttemptFacts, Exchange, Place, Resource
from claimcheck.core.http_message import ResponseMessage
from claimcheck.errors import ArchiveUnusable

MAX_SEGMENT_BYTES = 1024 * 1024 * 1024
"""The size at which WARC 1.1 advises to begin a new file (annex on file size and naming)."""


class SegmentWriter:
    """
    The segments that one process writes. Not for several threads at once.

    A segment appears with its first group. Full ones keep their lock and their `.open` name
    until they are sealed: until then the rows of their last groups may not be in.
    """

    def __init__(self, folder: Path, *, now: datetime, max_bytes: int) -> None:
        self._folder = folder
        self._now = now
        self._max_bytes = max_bytes
        self._segments: list[_OpenSegment] = []
        self._failed = False

    def append(
        self,
        facts: AttemptFacts,
        exchanges: tuple[Exchange, ...],
        *,
        resources: tuple[Resource, ...] = (),
        referred: Referred | None = None,
        settled: ResponseMessage | None = None,
    ) -> Place | None:
        """
        Write one attempt as a group; gives the place of its capture, None without one.

        All of the group is written or nothing. It is safe only after `sync`. `settled` is the
        answer that the facts were just taken from, where there is one at hand.
        Raises ArchiveUnusable when the disk refuses, ValueError when facts and bytes disagree.
        """
        self._refuse_after_failure()
        with translated("the archive cannot take another record"):
            segment = self._current()
            try:
                built = records.build_exchanges(
                    facts, exchanges, resources, referred, settled=settled
                )
                place = _write_group(segment, facts, exchanges, built)
                segment.commit()
            finally:
                segment.cut_back()
        return place

    def sync(self) -> None:
        """
        Bring everything appended to stable storage; only then may rows name it.

        Raises ArchiveUnusable when the disk fails; the writer then takes nothing more, since
        a second try could succeed without the lost pages ever having been written.
        """
        self._refuse_after_failure()
        self._failed = True
        with translated("the archive cannot be brought to stable storage"):
            for segment in self._segments:
                segment.sync()
        self._failed = False

    def seal_full(self) -> None:
        """
        Seal the segments that take no more, once every row of theirs is in.

        Raises ArchiveUnusable when the disk refuses.
        """
        while len(self._segments) > 1 and not self._segments[0].is_dirty:
            self._seal(self._segments[0])
            self._segments.pop(0).close()

    def _seal_all(self) -> None:
        self.sync()
        while self._segments:
            self._seal(self._segments[0])
            self._segments.pop(0).close()

    def _seal(self, segment: "_OpenSegment") -> None:
        # The line first: a segment that has its final name has its seal.
        sealed = Sealed(segment.name, segment.committed, segment.written_sha256)
        seals.append(self._folder, sealed, self._now)
        with translated("the archive's segments cannot be renamed"):
            segment.path.rename(self._folder / segment.name)
            sync_folder(self._folder)

    def _close(self) -> None:
        while self._segments:
            self._segments.pop().close()

    def _current(self) -> "_OpenSegment":
        if not self._segments or self._segments[-1].committed >= self._max_bytes:
            self._segments.append(_create(self._folder, self._now))
        return self._segments[-1]

    def _refuse_after_failure(self) -> None:
        if self._failed:
            raise ArchiveUnusable(
                "the disk failed earlier, so nothing more is archived by this run",
                next_step="look at the disk, then run the same command again",
            )


@contextmanager
def open_writer(
    folder: Path, *, now: datetime, max_bytes: int = MAX_SEGMENT_BYTES
) -> Iterator[SegmentWriter]:
    """
    Write to the archive; leaving without an exception seals what was written.

    Leave it so only when every row is in: after an exception the segments stay `.open`, and
    recovery finds the groups whose rows are missing.
    Raises ArchiveUnusable when the folder cannot be written to.
    """
    prepare_folder(folder)
    writer = SegmentWriter(folder, now=now, max_bytes=max_bytes)
    try:
        yield writer
        writer._seal_all()
    finally:
        writer._close()


class _OpenSegment:
    """One file being written, with the digest of all that is committed to it."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.name = path.name.removesuffix(OPEN_SUFFIX)
        self.committed = 0
        self._descriptor = descriptor
        self._end = 0
        self._digest = sha256()
        self._committed_digest = sha256()
        self.is_dirty = True

    @property
    def written_sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, member: Iterable[bytes]) -> Place:
        start = self._end
        for piece in _joined(member):
            rest = memoryview(piece)
            while rest:
                # At a position of our own: a failed write leaves no gap and no doubt.
                written = os.pwrite(self._descriptor, rest, self._end)
                self._end += written
                rest = rest[written:]
            self._digest.update(piece)
        return Place(self.name, start, self._end - start)

    def commit(self) -> None:
        self.committed, self._committed_digest = self._end, self._digest.copy()
        self.is_dirty = True

    def cut_back(self) -> None:
        if self._end != self.committed:
            self._end, self._digest = self.committed, self._committed_digest.copy()
            os.ftruncate(self._descriptor, self.committed)

    def sync(self) -> None:
        if self.is_dirty:
            _sync_data(self._descriptor)
            self.is_dirty = False

    def close(self) -> None:
        os.close(self._descriptor)


def _create(folder: Path, now: datetime) -> _OpenSegment:
    while True:
        path = folder / (new_segment_name(now) + OPEN_SUFFIX)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        flock(descriptor, LOCK_EX)
        # A recovery may have locked the empty file first and moved it aside.
        if lies_at(descriptor, path):
            break
        os.close(descriptor)
    segment = _OpenSegment(path, descriptor)
    try:
        segment.write(records.build_warcinfo(segment.name, now).member)
        segment.commit()
        sync_folder(folder)
    except OSError:
        segment.close()
        raise
    return segment


def _write_group(
    segment: _OpenSegment,
    facts: AttemptFacts,
    exchanges: tuple[Exchange, ...],
    records_of_group: Iterator[tuple[Built, bool]],
) -> Place | None:
    capture_place = None
    ids = []
    for built, is_capture in records_of_group:
        place = segment.write(built.member)
        capture_place = place if is_capture else capture_place
        ids.append(built.id)
    hops = tuple(describe_hop(exchange) for exchange in exchanges)
    block = write_facts(GroupFacts(facts, hops, tuple(ids), segment.written_sha256))
    segment.write(records.build_metadata(facts, block).member)
    return capture_place


def _joined(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Small pieces as one: most members fit into one write."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= spool.PIECE_BYTES:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


# macOS has no fdatasync.
_sync_data = getattr(os, "fdatasync", os.fsync)
