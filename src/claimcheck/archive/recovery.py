"""After a crash: whole groups are kept, torn bytes moved aside, missing rows named."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from claimcheck.archive import seals
from claimcheck.archive.folder import (
    TORN_FOLDER,
    Segment,
    lies_at,
    list_segments,
    sync_folder,
    translated,
    try_lock,
)
from claimcheck.archive.groups import Grouping
from claimcheck.archive.members import Record
from claimcheck.archive.reading import iter_records
from claimcheck.archive.seals import Seal, Sealed
from claimcheck.core.captures import AttemptFacts, Place


@dataclass(frozen=True, slots=True)
class RecoveredGroup:
    """One whole attempt found in a segment, where its capture lies, and its last record."""

    facts: AttemptFacts
    place: Place | None
    end: Place


@contextmanager
def recover(folder: Path, now: datetime) -> Iterator[tuple[RecoveredGroup, ...]]:
    """
    Put right what ended processes left behind, giving the groups whose rows may be missing.

    Insert the missing rows inside the `with`: the segments are sealed when it ends without an
    exception, so a crash anywhere only means that the next recovery does it all again.
    Torn bytes go to `torn/`, nothing is deleted. Segments of living processes are left alone.
    Raises ArchiveUnusable when the disk refuses.
    """
    trouble = "the archive cannot be recovered"
    with ExitStack() as held:
        with translated(trouble):
            claimed = [(s, f) for s in list_segments(folder) if (f := _claim(held, s))]
            found = [(s, _keep_whole_groups(s, file)) for s, file in claimed]
        yield tuple(group for _, groups in found for group in groups)
        with translated(trouble):
            for segment, groups in found:
                if groups:
                    _seal(folder, segment, now)


def seal_forgotten(folder: Path, now: datetime) -> int:
    """
    Seal segments that bear their final name and have no seal: those of an earlier version.

    Gives how many. Raises ArchiveUnusable when the disk refuses.
    """
    bare = unsealed(folder)
    for segment in bare:
        with translated("the archive cannot be sealed"):
            _seal(folder, segment, now)
    return len(bare)


def unsealed(folder: Path) -> list[Segment]:
    """Give the segments that bear their final name and have no seal. Raises ArchiveUnusable."""
    known = {item.sealed.segment for item in seals.read(folder) if isinstance(item, Seal)}
    return [s for s in list_segments(folder) if not s.is_open and s.name not in known]


def _seal(folder: Path, segment: Segment, now: datetime) -> None:
    with segment.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
    seals.append(folder, Sealed(segment.name, size, digest), now)
    segment.path.rename(folder / segment.name)
    sync_folder(folder)


def whole_groups(segment: Segment) -> Iterator[RecoveredGroup]:
    """Give the whole attempts of a segment in order. Raises ArchiveUnusable."""
    grouping = Grouping()
    for item in iter_records(segment):
        group = grouping.add(item) if isinstance(item, Record) else None
        if group and group.facts and not group.flaw:
            yield RecoveredGroup(group.facts.attempt, group.capture_place, group.place)


def _claim(held: ExitStack, segment: Segment) -> BinaryIO | None:
    """The open file, locked until the end of `held`; None when it is not ours to recover."""
    if not segment.is_open:
        return None
    try:
        file = held.enter_context(segment.path.open("r+b"))
    except FileNotFoundError:  # another process sealed it in the meantime
        return None
    return file if try_lock(file.fileno()) and lies_at(file.fileno(), segment.path) else None


def _keep_whole_groups(segment: Segment, file: BinaryIO) -> tuple[RecoveredGroup, ...]:
    """The whole groups of a segment, everything after the last of them moved aside."""
    groups = list(whole_groups(segment))
    end = groups[-1].end.offset + groups[-1].end.length if groups else 0
    torn = segment.path.parent / TORN_FOLDER / f"{segment.name}.{end}"
    if not groups:
        # Not even one whole group: as a segment it would be an empty promise.
        _move_aside(segment, torn)
    elif os.fstat(file.fileno()).st_size > end:
        _cut_tail(file, end, torn)
    else:
        os.fsync(file.fileno())
    return tuple(groups)


def _move_aside(segment: Segment, torn: Path) -> None:
    torn.parent.mkdir(exist_ok=True)
    segment.path.rename(torn)
    sync_folder(torn.parent)
    sync_folder(segment.path.parent)


def _cut_tail(file: BinaryIO, end: int, torn: Path) -> None:
    """Copy first, cut second: killed between the two, the same tail is copied again."""
    torn.parent.mkdir(exist_ok=True)
    partial = torn.with_name(torn.name + ".partial")
    file.seek(end)
    with partial.open("wb") as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        os.fsync(copy.fileno())
    partial.rename(torn)
    sync_folder(torn.parent)
    sync_folder(torn.parent.parent)
    file.truncate(end)
    os.fsync(file.fileno())
