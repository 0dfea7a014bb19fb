"""The ledger's head, written down outside the database: one line after each commit."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from claimcheck.app.workspace import Workspace
from claimcheck.core.ledger import Head
from claimcheck.errors import ArchiveUnusable


def path_of(workspace: Workspace, ledger_id: str) -> Path:
    """Name the witness file of a ledger; `ledger_id` is the hash of its first event."""
    return workspace.archive / f"ledger-{ledger_id[:16]}.jsonl"


@contextmanager
def opened(workspace: Workspace, ledger_id: str) -> Iterator[BinaryIO]:
    """
    Open the witness file for one more line, before the step is committed.

    Raises ArchiveUnusable while the step can still be taken back.
    """
    try:
        workspace.archive.mkdir(parents=True, exist_ok=True)
        file = path_of(workspace, ledger_id).open("ab", buffering=0)
    except OSError as exc:
        raise ArchiveUnusable(
            f"the archive folder {workspace.archive} cannot be written to: {exc.strerror}",
            next_step="make it writable, or name another with --archive",
        ) from exc
    with file:
        yield file


def write_head(file: BinaryIO, head: Head) -> None:
    """Add a head in one write, which O_APPEND keeps whole among concurrent writers."""
    file.write((json.dumps({"events": head.events, "hash": head.hash}) + "\n").encode())


def read_heads(workspace: Workspace, ledger_id: str) -> tuple[Head, ...] | None:
    """
    Read the heads that were witnessed; None when there is no witness file at all.

    A line that cannot be read counts as a head that fits nothing, so that it is reported.
    """
    try:
        lines = path_of(workspace, ledger_id).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    return tuple(_read_line(line) for line in lines)


def _read_line(line: str) -> Head:
    try:
        fields = json.loads(line)
        return Head(int(fields["events"]), str(fields["hash"]))
    except (ValueError, KeyError, TypeError):
        return Head(1, f"unreadable line {line[:40]!r}")


def any_file(workspace: Workspace) -> Path | None:
    """Find the witness file of any ledger that ever used this archive."""
    return next(iter(sorted(workspace.archive.glob("ledger-*.jsonl"))), None)
