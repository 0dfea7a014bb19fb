"""The ledger's head, written down outside the database: one line after each commit."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from claimcheck.app.workspace import Workspace
from claimcheck.core.ledger import Head
from claimcheck.errors import ArchiveUnusable


@dataclass(frozen=True, slots=True)
class Witnessed:
    """The heads that a witness file holds, and the numbers of its lines that say nothing."""

    heads: tuple[Head, ...]
    unreadable: tuple[int, ...]

    @property
    def events(self) -> int:
        """How long the chain was when it was last seen."""
        return max((head.events for head in self.heads), default=0)


def path_of(workspace: Workspace, ledger_id: str) -> Path:
    """Name the witness file of a ledger; `ledger_id` is the hash of its first event."""
    return workspace.archive / f"ledger-{ledger_id[:16]}.jsonl"


@contextmanager
def opened(workspace: Workspace, ledger_id: str) -> Iterator[FileIO]:
    """
    Open the witness file for one more line, before the step is committed.

    Raises ArchiveUnusable while the step can still be taken back.
    """
    path = path_of(workspace, ledger_id)
    try:
        file = _open(path)
    except OSError as exc:
        raise ArchiveUnusable(
            f"the archive folder {workspace.archive} cannot be written to: {exc.strerror}",
            next_step="make it writable, or name another with --archive",
        ) from exc
    with file:
        yield file


def _open(path: Path) -> FileIO:
    try:
        return FileIO(path, "a")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return FileIO(path, "a")


def write_head(file: FileIO, head: Head) -> None:
    """
    Add a head in one write, which O_APPEND keeps whole among concurrent writers.

    Raises ArchiveUnusable when it does not fit; the step itself is recorded by then.
    """
    line = f"{json.dumps({'events': head.events, 'hash': head.hash})}\n".encode()
    try:
        whole = file.write(line) == len(line)
    except OSError:
        whole = False
    if not whole:
        raise ArchiveUnusable(
            f"the step is recorded, but its witness could not be written to {file.name}",
            next_step="make room there; `claimcheck ledger verify` shows what is missing",
        )


def read(workspace: Workspace, ledger_id: str) -> Witnessed | None:
    """Read what was witnessed; None when there is no witness file at all."""
    try:
        content = path_of(workspace, ledger_id).read_bytes()
    except FileNotFoundError:
        return None
    read = [_read_line(line) for line in content.splitlines()]
    return Witnessed(
        tuple(head for head in read if head is not None),
        tuple(number for number, head in enumerate(read, start=1) if head is None),
    )


def _read_line(line: bytes) -> Head | None:
    try:
        fields = json.loads(line)
        head = Head(int(fields["events"]), str(fields["hash"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return head if head.events > 0 else None


def any_file(workspace: Workspace) -> Path | None:
    """Find the witness file of any ledger that ever used this archive."""
    return next(iter(sorted(workspace.archive.glob("ledger-*.jsonl"))), None)
