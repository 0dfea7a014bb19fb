"""What a run of an engine took, and whether its archive holds every page: for capture.py."""

import base64
import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import new as new_digest
from hashlib import sha256
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

SAMPLE_SECONDS = 0.25
OVERDUE = -1
"""The exit code of what was ended because it took too long."""

# A process inherits the peak of the one that starts it, so a small one starts and measures it.
_MEASURE = """
import json, resource, subprocess, sys, time
began = time.monotonic()
code = subprocess.run(sys.argv[2:], check=False).returncode
seconds = time.monotonic() - began
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    json.dump([code, seconds, usage.ru_utime, usage.ru_stime, usage.ru_maxrss], file)
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """
    One process with all that it started: exit code, wall and CPU seconds, peaks in MiB.

    `process_mib` is the largest process alone, `tree_mib` the sum of all of them (shared
    pages counted once), looked at four times a second. `other_cpu_seconds` is what the
    machine spent meanwhile on all else: the server, and whoever shares the machine.
    """

    code: int
    seconds: float
    cpu_seconds: float
    other_cpu_seconds: float
    process_mib: float
    tree_mib: float
    stdout: str
    stderr: str


def run(
    command: list[str], folder: Path, *, environ: dict[str, str], timeout_seconds: float
) -> Ran:
    """
    Run a command in a folder.

    One that takes too long is ended with all that it started, and gives the code OVERDUE.
    """
    told, out, err = (folder / f".{name}" for name in ("told", "stdout", "stderr"))
    busy = _machine_cpu_seconds()
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _MEASURE, told, *command],
            cwd=folder, env=environ, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
            start_new_session=True,
        )  # fmt: skip
        with _Sampler(process.pid) as sampler:
            in_time = _await_end(process, timeout_seconds)
    if not in_time:
        return Ran(OVERDUE, timeout_seconds, 0, 0, 0, 0, "", f"over {timeout_seconds:g} s")
    code, seconds, user, system, kibibytes = json.loads(told.read_text())
    return Ran(
        code,
        seconds,
        user + system,
        _machine_cpu_seconds() - busy - user - system,
        kibibytes / 1024,
        max(kibibytes, sampler.peak_kib) / 1024,
        out.read_text(errors="replace"),
        err.read_text(errors="replace"),
    )


def _await_end(process: subprocess.Popen[bytes], timeout_seconds: float) -> bool:
    """Wait for a process; on no way out are it and its 64 children left behind."""
    try:
        process.wait(timeout_seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return True


def _machine_cpu_seconds() -> float:
    """Give what all processors together have worked: proc(5), the first line of /proc/stat."""
    with Path("/proc/stat").open() as file:
        user, nice, system, _idle, _wait, *interrupts = map(int, file.readline().split()[1:8])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


class _Sampler(threading.Thread):
    """Looks at the memory of a process's descendants, as long as the block lasts."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak_kib = 0
        self._root = root
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(SAMPLE_SECONDS):
            held = sum(_pss_kib(pid) for pid in _descendants(self._root))
            self.peak_kib = max(self.peak_kib, held)

    def __enter__(self) -> "_Sampler":
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._done.set()
        self.join()


def _descendants(root: int) -> Iterator[int]:
    """Give the processes below one; those that end meanwhile are left out."""
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        try:
            threads = list(Path(f"/proc/{pid}/task").iterdir())
            found = [int(c) for t in threads for c in (t / "children").read_text().split()]
        except OSError:
            continue
        yield from found
        waiting += found


def _pss_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def check_archive(files: list[Path], wanted: dict[str, str]) -> str:
    """
    Say what is wrong with WARC files that should hold a page of status 200 at every address.

    `wanted` gives the sha256 of the decoded page by address. Reads with FastWARC; block and
    payload digests are computed anew. Empty when all is there, once, and as it was served.
    """
    problems: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for path in files:
        with path.open("rb") as file:
            for record in ArchiveIterator(
                file, record_types=WarcRecordType.response, parse_http=False
            ):
                url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
                if url in wanted:
                    seen[url] += 1
                    problems.update(_record_problems(record, wanted[url]))
    problems["missing"] += len(wanted) - len(seen)
    problems["doubled"] += sum(count > 1 for count in seen.values())
    return ", ".join(f"{count} {what}" for what, count in problems.items() if count)


def cut_records(files: list[Path], address: str) -> list[bool]:
    """Say of each response record of an address whether it is marked as cut."""
    found = []
    for path in files:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response):
                if record.headers.get("WARC-Target-URI") == address:
                    found.append("WARC-Truncated" in record.headers)
    return found


def _record_problems(record: object, page_sha256: str) -> Iterator[str]:
    block = record.reader.read()
    head, _, payload = block.partition(b"\r\n\r\n")
    _, *lines = head.split(b"\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in lines if b": " in line)
    if block[9:12] != b"200":
        yield "not of status 200"
    content = _unpacked(payload) if fields.get(b"content-encoding") == b"gzip" else payload
    if content is None or sha256(content).hexdigest() != page_sha256:
        yield "with another page than was served"
    for name, digested in (("WARC-Block-Digest", block), ("WARC-Payload-Digest", payload)):
        if not _digest_holds(record.headers.get(name), digested):
            yield f"with a wrong {name}"


def _unpacked(payload: bytes) -> bytes | None:
    try:
        return gzip.decompress(payload)
    except (OSError, EOFError, zlib.error):
        return None


def _digest_holds(stated: str | None, content: bytes) -> bool:
    algorithm, _, value = (stated or "").partition(":")
    if not value:
        return False
    digest = new_digest(algorithm.replace("-", ""), content)
    return value.upper() in (digest.hexdigest().upper(), base64.b32encode(digest.digest()).decode())
