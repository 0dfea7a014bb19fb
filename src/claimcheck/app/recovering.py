"""What a killed fetch left behind, and attempts in the archive that have no row."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.app import attempts
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, recovery
from claimcheck.archive.recovery import RecoveredGroup
from claimcheck.core import urls
from claimcheck.core.captures import AttemptFacts
from claimcheck.core.outcomes import BESIDE_SOURCES
from claimcheck.database.queries import captures as capture_queries
from claimcheck.errors import ArchiveUnusable

LOCK_NAME = "fetch.lock"
WORKERS_LOCK_NAME = "fetch-workers.lock"


@dataclass(frozen=True, slots=True)
class Repaired:
    """How many attempts got their rows back, and how many segments their seal."""

    attempts: int
    segments: int


@contextmanager
def sole_fetcher(workspace: Workspace) -> Iterator[None]:
    """Hold the archive for one fetch at a time: two would capture every due source twice."""
    with _opened(workspace.archive / LOCK_NAME) as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError as exc:
            raise ArchiveUnusable(
                "another fetch is at work on this archive",
                next_step="wait until it is done; it sees to what is due",
            ) from exc
        with _opened(workspace.archive / WORKERS_LOCK_NAME) as workers:
            # Workers of a fetch that was killed end a moment later than it.
            flock(workers, LOCK_EX)
        yield


@contextmanager
def as_worker(archive: Path) -> Iterator[None]:
    """Keep other fetches out for as long as this worker of a fetch lives."""
    with _opened(archive / WORKERS_LOCK_NAME) as file:
        flock(file, LOCK_SH)
        yield


def _opened(path: Path) -> BinaryIO:
    try:
        # Not blocking: a FIFO in its place would hold us for ever instead of being refused.
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK
        return os.fdopen(os.open(path, flags, 0o644), "ab")
    except OSError as exc:
        raise ArchiveUnusable(
            f"the archive folder {path.parent} cannot be written to: {exc.strerror}",
            next_step="make it writable, or name another with --archive",
        ) from exc


def recover(workspace: Workspace) -> None:
    """
    Put right what a killed fetch left behind: torn bytes aside, missing rows in.

    Raises ArchiveUnusable for a segment that no fetch of ours can have left.
    """
    with (
        recovery.recover(workspace.archive, workspace.clock()) as groups,
        workspace.writing() as session,
    ):
        _insert_missing(session, groups)


def find_lost(workspace: Workspace) -> Repaired:
    """Count what `repair` would register and seal, and change nothing. Raises ArchiveUnusable."""
    lost = 0
    for segment in folder.list_segments(workspace.archive):
        with workspace.reading() as session:
            lost += len(_missing(session, list(recovery.whole_groups(segment))))
    return Repaired(lost, len(recovery.unsealed(workspace.archive)))


def repair(workspace: Workspace) -> Repaired:
    """
    Register again what the archive holds and the database lost, and seal what has no seal.

    Only attempts at sources that are cited here, and robots.txt files. Raises ArchiveUnusable.
    """
    folder.prepare_folder(workspace.archive)
    with sole_fetcher(workspace):
        recover(workspace)
        sealed = recovery.seal_forgotten(workspace.archive, workspace.clock())
        inserted = 0
        for segment in folder.list_segments(workspace.archive):
            groups = list(recovery.whole_groups(segment))
            with workspace.writing() as session:
                inserted += _insert_missing(session, groups)
    return Repaired(inserted, sealed)


def _insert_missing(session: Session, groups: Sequence[RecoveredGroup]) -> int:
    missing = _missing(session, groups)
    inserted = 0
    for group in missing:
        # Looked at one by one: what a revisit refers to may have come in just before it.
        if _is_rooted(session, group.facts):
            _insert_recovered(session, group)
            inserted += 1
    return inserted


def _missing(session: Session, groups: Sequence[RecoveredGroup]) -> list[RecoveredGroup]:
    """The groups that ought to have rows here and have none."""
    known = capture_queries.known_attempts(session, [group.facts.id for group in groups])
    source_ids = {urls.source_id(group.facts.source_url) for group in groups}
    cited = capture_queries.known_sources(session, source_ids)
    return [
        group
        for group in groups
        if group.facts.id not in known
        and (
            group.facts.method in BESIDE_SOURCES or urls.source_id(group.facts.source_url) in cited
        )
    ]


def _insert_recovered(session: Session, group: RecoveredGroup) -> None:
    try:
        attempts.insert(session, [(group.facts, group.place)])
    except (sa.exc.IntegrityError, sa.exc.DataError) as exc:
        raise ArchiveUnusable(
            f"{group.end.segment} holds attempt {group.facts.id}, which contradicts the database",
            next_step="move the open segments out of the archive folder: they are not from here",
        ) from exc


def _is_rooted(session: Session, facts: AttemptFacts) -> bool:
    """Whether the capture that a revisit refers to is here; a database restored may lack it."""
    refers_to = facts.capture.refers_to if facts.capture else None
    return refers_to is None or capture_queries.capture_by_id(session, refers_to) is not None
