"""Seals: for each finished segment a line with its digest, chained to the line before.

The chain lies beside the segments, in `seals.jsonl`. Whoever changes, swaps or takes away a
sealed segment has to rewrite every later line too, and the heads that were noted elsewhere.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path

from claimcheck.archive.folder import TORN_FOLDER, sync_folder, translated

SEALS_NAME = "seals.jsonl"
FIRST = "0" * 64
"""What the first line names as the line before it."""

_MAX_LINE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a finished segment is: its name, its size and the digest of all its bytes."""

    segment: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Seal:
    """One line of the chain. `previous` is the hash of the line before."""

    number: int
    sealed: Sealed
    sealed_at: str
    previous: str

    @property
    def hash(self) -> str:
        """What the next line names, and what can be noted elsewhere."""
        return sha256(_body(self)).hexdigest()


@dataclass(frozen=True, slots=True)
class BrokenSeal:
    """A line that is not as it was written; `offset` is where it begins, in bytes."""

    offset: int
    what: str


def append(folder: Path, sealed: Sealed, now: datetime) -> None:
    """
    Seal a segment, on stable storage; one that is sealed as it is now gets no second line.

    Raises ArchiveUnusable when the disk refuses.
    """
    with translated("the archive's seals cannot be written"):
        descriptor = os.open(folder / SEALS_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            flock(file, LOCK_EX)
            raw = file.read()
            whole = raw[: raw.rfind(b"\n") + 1]
            if len(whole) < len(raw):
                _move_torn(folder, raw[len(whole) :], len(whole))
                file.truncate(len(whole))
            known = [item for item in _read(whole) if isinstance(item, Seal)]
            if any(seal.sealed == sealed for seal in known):
                return
            previous = known[-1].hash if known else FIRST
            seal = Seal(len(known) + 1, sealed, now.astimezone(UTC).isoformat(), previous)
            file.seek(0, 2)
            file.write(_line(seal))
            os.fsync(descriptor)
        sync_folder(folder)


def read(folder: Path) -> Iterator[Seal | BrokenSeal]:
    """Read the chain; a line that does not hold is a value. Raises ArchiveUnusable."""
    with translated("the archive's seals cannot be read"):
        path = folder / SEALS_NAME
        raw = path.read_bytes() if path.exists() else b""
    yield from _read(raw)


def _read(raw: bytes) -> Iterator[Seal | BrokenSeal]:
    previous, number, offset = FIRST, 0, 0
    while offset < len(raw):
        end = raw.find(b"\n", offset, offset + _MAX_LINE_BYTES)
        line = raw[offset : end + 1] if end >= 0 else b""
        seal = _parse(line)
        if seal is None:
            yield BrokenSeal(offset, "the line is not as it was written")
        else:
            number += 1
            if (seal.previous, seal.number) != (previous, number):
                yield BrokenSeal(offset, "the line does not follow the line before it")
            previous, number = seal.hash, seal.number
            yield seal
        if end < 0:
            end = raw.find(b"\n", offset)
            if end < 0:
                return
        offset = end + 1


def _parse(line: bytes) -> Seal | None:
    """One line, only if it is to the byte what we write."""
    try:
        row = json.loads(line)
        sealed = Sealed(row["segment"], row["bytes"], row["sha256"])
        seal = Seal(row["number"], sealed, row["sealed_at"], row["previous"])
        return seal if _line(seal) == line else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _body(seal: Seal) -> bytes:
    row = {
        **asdict(seal.sealed),
        "number": seal.number,
        "sealed_at": seal.sealed_at,
        "previous": seal.previous,
    }
    return json.dumps(row, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def _line(seal: Seal) -> bytes:
    # The line ends with its own hash, so that a change in the last one shows too.
    return _body(seal)[:-1] + b',"hash":"' + seal.hash.encode() + b'"}\n'


def _move_torn(folder: Path, tail: bytes, offset: int) -> None:
    torn = folder / TORN_FOLDER / f"{SEALS_NAME}.{offset}"
    torn.parent.mkdir(exist_ok=True)
    torn.write_bytes(tail)
    sync_folder(torn.parent)
