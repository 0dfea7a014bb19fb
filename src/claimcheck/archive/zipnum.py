"""An index in sorted blocks, so that a reader fetches one block and not the whole."""

import gzip
import heapq
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from itertools import islice
from typing import IO, Protocol

BLOCK_LINES = 1_000
RUN_LINES = 50_000
"""Lines that are sorted in memory, about 20 MB; more wait in temporary files."""


class Sink(Protocol):
    """What takes bytes in order."""

    def write(self, data: bytes, /) -> object: ...


class SortedLines:
    """Lines of ASCII that come back in the order of their bytes, in bounded memory."""

    def __init__(self, held: ExitStack, *, run_lines: int = RUN_LINES) -> None:
        self._held = held
        self._run_lines = run_lines
        self._lines: list[bytes] = []
        self._runs: list[IO[bytes]] = []

    def add(self, line: str) -> None:
        """Take one line with its end."""
        self._lines.append(line.encode("ascii"))
        if len(self._lines) >= self._run_lines:
            run = self._held.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 -- ends with `held`
            run.writelines(sorted(self._lines))
            run.seek(0)
            self._runs.append(run)
            self._lines.clear()

    def __iter__(self) -> Iterator[bytes]:
        return heapq.merge(*self._runs, sorted(self._lines))


def write_blocks(lines: Iterable[bytes], data: Sink, *, data_name: str) -> bytes:
    """
    Write sorted lines as gzip members into `data`; gives the index of those members.

    One line a block: its first key and time, and where it lies. The form is pywb's ZipNum.
    """
    head = json.dumps({"format": "cdxj-gzip-1.0", "filename": data_name})
    index = bytearray(f"!meta 0 {head}\n".encode())
    offset = 0
    for block in _blocks(lines):
        member = gzip.compress(b"".join(block), mtime=0)
        key, time, _ = block[0].split(b" ", 2)
        place = {
            "offset": offset,
            "length": len(member),
            "digest": f"sha256:{sha256(member).hexdigest()}",
            "filename": data_name,
        }
        index += b"%b %b %b\n" % (key, time, json.dumps(place).encode())
        data.write(member)
        offset += len(member)
    return bytes(index)


def _blocks(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(lines)
    while block := list(islice(rest, BLOCK_LINES)):
        yield block
