"""What the last verification found, kept beside the segments for whoever asks later."""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from claimcheck.archive.folder import translated
from claimcheck.archive.verify import Verification

FINDINGS_NAME = "verified.json"
_MAX_BYTES = 1_000


@dataclass(frozen=True, slots=True)
class Findings:
    """When every byte was last read, how many records there were, and how much was wrong."""

    at: datetime
    records: int
    problems: int


def keep(folder: Path, found: Verification, now: datetime) -> Findings:
    """Keep what was found in place of what was found before. Raises ArchiveUnusable."""
    findings = Findings(now.astimezone(UTC), found.records, len(found.problems))
    row = {
        "at": findings.at.isoformat(),
        "records": findings.records,
        "problems": findings.problems,
    }
    partial = folder / f".{FINDINGS_NAME}.{secrets.token_hex(4)}.partial"
    with translated("what was found cannot be kept in the archive"):
        try:
            partial.write_text(json.dumps(row) + "\n", encoding="ascii")
            partial.replace(folder / FINDINGS_NAME)
        finally:
            partial.unlink(missing_ok=True)
    return findings


def read(folder: Path) -> Findings | None:
    """Give what was last found; None where nothing was, or nobody can tell what."""
    try:
        descriptor = os.open(folder / FINDINGS_NAME, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            row = json.loads(file.read(_MAX_BYTES))
        at = datetime.fromisoformat(row["at"])
        return Findings(at.astimezone(UTC), int(row["records"]), int(row["problems"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
