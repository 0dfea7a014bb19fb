"""What the processes of one run share of each host: who is connected, when the next may start.

Files with locks of the operating system, because those end with the process that holds them,
however it ends. The clock of `time.monotonic` is one for all processes of a machine.
"""

import hashlib
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

_PACE = struct.Struct("<dd")


@dataclass(slots=True)
class Pace:
    """When the next request to a host may start, and until when it asked to be left alone."""

    next_start: float = float("-inf")
    closed_until: float = float("-inf")


class HostLocks:
    """The shared folder of a run. A host has one small file, and one for each connection."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def claim(self, host: str, connections: int) -> int | None:
        """Take one of a host's connections; None when all are taken. Give it to `release`."""
        for number in range(connections):
            descriptor = self._open(host, f".{number}")
            try:
                flock(descriptor, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
            else:
                return descriptor
        return None

    def release(self, descriptor: int) -> None:
        """Give a connection back."""
        os.close(descriptor)

    @contextmanager
    def pace(self, host: str) -> Iterator[Pace]:
        """Look at a host's pace, alone; what is changed in it is kept."""
        descriptor = self._open(host, "")
        try:
            # Nobody holds it for longer than it takes to read and write 16 bytes.
            flock(descriptor, LOCK_EX)
            stored = os.pread(descriptor, _PACE.size, 0)
            pace = Pace(*_PACE.unpack(stored)) if stored else Pace()
            yield pace
            os.pwrite(descriptor, _PACE.pack(pace.next_start, pace.closed_until), 0)
        finally:
            os.close(descriptor)

    def _open(self, host: str, suffix: str) -> int:
        name = hashlib.sha256(host.encode()).hexdigest()[:32] + suffix
        return os.open(self._folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
