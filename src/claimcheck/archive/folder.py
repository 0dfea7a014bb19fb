"""The archive folder: its segments by name, who writes them, and what makes it unusable."""

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from claimcheck.errors import ArchiveUnusable

OPEN_SUFFIX = ".open"
"""What the name of a segment ends with while it is being written."""

TORN_FOLDER = "torn"
"""Where recovery puts bytes that belong to no whole group."""

_BUFFER_BYTES = 64 * 1024
_SEGMENT_NAME = re.compile(r"claimcheck-\d{8}T\d{6}Z-[0-9a-f]{16}\.warc\.gz")


@dataclass(frozen=True, slots=True)
class Segment:
    """One WARC file. `name` is what rows call it, `path` where it lies now."""

    name: str
    path: Path
    is_open: bool


def prepare_folder(folder: Path) -> None:
    """
    Make sure that the archive can be written to, creating its folder when it is missing.

    Raises ArchiveUnusable for a missing parent, a file in its place and a read-only folder.
    """
    if not folder.parent.is_dir():
        raise ArchiveUnusable(
            f"the archive {folder} cannot be created: {folder.parent} is no folder",
            next_step=f"create {folder.parent}, or name another archive with --archive",
        )
    with translated(f"the archive {folder} cannot be created"):
        folder.mkdir(exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ArchiveUnusable(
            f"the archive {folder} cannot be written to",
            next_step="give yourself write access to it, or name another archive with --archive",
        )


def list_segments(folder: Path) -> tuple[Segment, ...]:
    """Give every segment of the archive by name; other files are none of ours. No folder: none."""
    with translated(f"the archive {folder} cannot be read"):
        if not folder.exists():
            return ()
        # The sealed one wins: a copy of the archive may hold both, and the open one is older.
        paths = sorted(folder.iterdir(), reverse=True)
        found = {path.name.removesuffix(OPEN_SUFFIX): path for path in paths}
    return tuple(
        Segment(name, path, path.name.endswith(OPEN_SUFFIX))
        for name, path in sorted(found.items())
        if _SEGMENT_NAME.fullmatch(name) and path.is_file()
    )


def open_segment(folder: Path, name: str) -> BinaryIO:
    """
    Open a segment for reading, sealed or still being written.

    Raises ArchiveUnusable when there is none of that name, or the name is not one of ours.
    """
    if _SEGMENT_NAME.fullmatch(name):
        # It may be renamed between two looks, so the sealed name is tried again.
        for candidate in (name, name + OPEN_SUFFIX, name):
            path = folder / candidate
            if path.is_file():
                with translated(f"the segment {name} cannot be read"):
                    return path.open("rb", buffering=_BUFFER_BYTES)
    raise ArchiveUnusable(
        f"the archive has no segment {name[:100]!r}",
        next_step="restore it from a backup; `claimcheck archive verify` names what rests on it",
    )


def new_segment_name(now: datetime) -> str:
    """Name a segment so that names sort by time and no two writers choose the same."""
    return f"claimcheck-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(8)}.warc.gz"


def try_lock(descriptor: int, *, shared: bool = False) -> bool:
    """Take the lock of a segment if no living process holds it; closing the file frees it."""
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_in_use(segment: Segment) -> bool:
    """Whether a living process is writing the segment."""
    if not segment.is_open:
        return False
    try:
        with segment.path.open("rb") as file:
            return not try_lock(file.fileno(), shared=True)
    except FileNotFoundError:  # sealed in the meantime: whoever did it was alive just now
        return True


def lies_at(descriptor: int, path: Path) -> bool:
    """Whether an open file is still the one at that path itself, not behind a link there."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to stable storage: a rename is not safe before."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def translated(trouble: str) -> Iterator[None]:
    """Turn an error of the operating system into ArchiveUnusable, in the words of `trouble`."""
    try:
        yield
    except OSError as exc:
        raise ArchiveUnusable(
            f"{trouble}: {exc.strerror or exc}",
            next_step="free space or give access, then run the same command again; "
            "nothing that was archived before is lost",
        ) from exc
