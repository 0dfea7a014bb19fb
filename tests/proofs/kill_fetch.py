"""
The proof that a killed fetch loses nothing and doubles nothing.

    python tests/proofs/kill_fetch.py --kills 20 --pages 60 --seed 1 [--database URL]

serves pages on loopback, starts `claimcheck fetch` again and again and kills it with SIGKILL:
while it starts, as soon as it writes, and in between. At the end one fetch runs to its end, and
every source must have one attempt and one capture, archive and ledger must hold, and FastWARC
and warcio must read every segment. `--database postgres` starts a server for it.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import capture_support
import fetch_support
import postgres_server
from claimcheck.app import schema
from claimcheck.app.workspace import Workspace, connect_workspace, open_workspace
from claimcheck.archive import folder, reading
from claimcheck.archive.members import Record
from claimcheck.database.tables import AttemptRow, CaptureRow, RobotsFileRow
from claimcheck.settings import Settings

HOSTS = tuple(f"127.0.0.{number}" for number in range(2, 8))
PAGE_BYTES = 20_000
LONGEST_START_SECONDS = 1.0
RUNS_A_KILL = 3
GIVE_UP_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.0002

Process = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Proof:
    """
    What was seen. `killed` counts runs by when they were killed, `orphans` whole attempts that
    were archived without a row at a kill, `torn` kills that left half an attempt behind.
    """

    killed: Counter[str]
    orphans: int
    torn: int
    sources: int
    requests: int
    records: int
    problems: tuple[str, ...]

    def __str__(self) -> str:
        """Give the summary line."""
        kills = ", ".join(f"{count} {when}" for when, count in sorted(self.killed.items()))
        state = "nothing lost, nothing doubled" if not self.problems else "; ".join(self.problems)
        return (
            f"{self.killed.total()} kills ({kills}): {self.orphans} attempts were archived without "
            f"a row, {self.torn} kills tore one; {self.sources} sources, {self.requests} requests, "
            f"{self.records} records: {state}"
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """A desk in a folder, the dice, and how much a run may archive before it is killed."""

    home: Path
    workspace: Workspace
    dice: random.Random
    longest_bytes: int
    workers: int

    @property
    def environ(self) -> dict[str, str]:
        """The environment in which `claimcheck` sees the same desk."""
        settings = self.workspace.settings
        return {name: word for name, word in os.environ.items() if "CLAIMCHECK_" not in name} | {
            "CLAIMCHECK_DATABASE_URL": settings.database_url,
            "CLAIMCHECK_ARCHIVE_URL": settings.archive_url,
            "CLAIMCHECK_ALLOW_ADDRESSES": "127.0.0.0/8",
            "CLAIMCHECK_HOST_DELAY": "0",
            "CLAIMCHECK_USER": "checker",
        }

    def start(self, *arguments: str) -> Process:
        """Start a command of claimcheck."""
        return subprocess.Popen(
            [sys.executable, "-m", "claimcheck", *arguments],
            cwd=self.home,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def archived_bytes(self) -> int:
        """How much the archive holds right now."""
        try:
            with os.scandir(self.workspace.archive) as entries:
                return sum(entry.stat().st_size for entry in entries)
        except FileNotFoundError:  # not there yet, or sealed between the look and the measure
            return 0


def prove(
    home: Path, database_url: str, *, kills: int, pages: int, seed: int, workers: int = 1
) -> Proof:
    """Kill so often, then finish, then look at everything that is left."""
    dice = random.Random(seed)
    answers = _write_pages(pages, dice)
    with _opened(home, database_url) as workspace, capture_support.serve(answers) as sites:
        urls = [sites[host].url(path, host=host) for host in sites for path in sites[host].answers]
        capture_support.cite(workspace, home, *urls)
        longest_bytes = PAGE_BYTES * pages // kills // 2
        trial = Trial(home, workspace, dice, longest_bytes, workers)
        killed: Counter[str] = Counter()
        orphans = torn = 0
        for _ in range(kills * RUNS_A_KILL):
            when = _kill_once(trial)
            left, is_torn = _count_orphans(workspace)
            orphans += left
            torn += is_torn
            killed.update(when)
            if killed.total() == kills:
                break
        problems = [] if killed.total() == kills else ["the pages ran out before the kills"]
        problems += [*_finish(trial), *_check_rows(workspace, len(urls))]
        records, errors = capture_support.count_records(workspace.archive)
        problems += [f"{reader}: {count} errors" for reader, count in errors.items() if count]
        requests = sum(len(site.paths) for site in sites.values())
    return Proof(killed, orphans, torn, pages, requests, records["warcio"], tuple(problems))


def _write_pages(count: int, dice: random.Random) -> dict[str, dict[str, fetch_support.Answer]]:
    pages: dict[str, dict[str, fetch_support.Answer]] = {host: {} for host in HOSTS}
    for number in range(count):
        body = f"<p>{capture_support.FACT}</p><!-- {dice.randbytes(PAGE_BYTES).hex()} -->".encode()
        answer = fetch_support.page(body, headers=b"Content-Type: text/html\r\n")
        pages[HOSTS[number % len(HOSTS)]][f"/{number}"] = answer
    return pages


@contextmanager
def _opened(home: Path, database_url: str) -> Iterator[Workspace]:
    settings = Settings(
        database_url=database_url,
        archive_url=str(home / "archive"),
        allow_addresses=(ip_network("127.0.0.0/8"),),
        host_delay_seconds=0,
        user="checker",
    )
    connected = connect_workspace(settings)
    schema.upgrade(connected)
    connected.close()
    workspace = open_workspace(settings)
    try:
        yield workspace
    finally:
        workspace.close()


def _kill_once(trial: Trial) -> list[str]:
    """Kill a fetch at a moment that the dice choose; tells which, nothing if it was too late."""
    when, reach = trial.dice.choice(MOMENTS)
    process = trial.start("fetch", "--concurrency", "3", "--workers", str(trial.workers))
    was_worker = False
    try:
        with reach(trial, process):
            was_worker = _kill_one_of(trial, process)
            if not was_worker:  # the fetch itself goes on, and may want what is held meanwhile
                process.wait()
        process.wait()
    finally:
        process.kill()
        process.communicate()
    if was_worker and process.returncode:
        return [f"{when}, a worker"]
    return [when] if process.returncode == -signal.SIGKILL else []


def _kill_one_of(trial: Trial, process: Process) -> bool:
    """Kill the fetch or one of its workers; tells whether it was a worker."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    try:
        workers = [pid for pid in map(int, children.read_text().split()) if _is_worker(pid)]
    except (OSError, ValueError):
        workers = []
    victim = trial.dice.choice([process.pid, *workers])
    with suppress(ProcessLookupError):
        os.kill(victim, signal.SIGKILL)
    return victim != process.pid


def _is_worker(pid: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()


@contextmanager
def _starting(trial: Trial, process: Process) -> Iterator[None]:
    end = time.monotonic() + trial.dice.uniform(0, LONGEST_START_SECONDS)
    # Not so far that the pages run out before the kills.
    grown = _grown(trial, trial.longest_bytes)
    _wait(process, lambda: time.monotonic() >= end or grown())
    yield


@contextmanager
def _first_byte(trial: Trial, process: Process) -> Iterator[None]:
    _wait(process, _grown(trial, 1))
    yield


@contextmanager
def _middle(trial: Trial, process: Process) -> Iterator[None]:
    _wait(process, _grown(trial, trial.dice.randrange(1, trial.longest_bytes)))
    yield


@contextmanager
def _between(trial: Trial, process: Process) -> Iterator[None]:
    """Hold the database so that a record gets into the archive and its row does not."""
    _wait(process, _grown(trial, 1))
    with trial.workspace.writing() as session:
        if session.connection().dialect.name == "postgresql":
            session.execute(sa.text("LOCK TABLE fetch_attempts IN EXCLUSIVE MODE"))
        _wait(process, lambda: _count_orphans(trial.workspace)[0] > 0)
        yield


MOMENTS = (
    ("while starting", _starting),
    ("at the first byte", _first_byte),
    ("in the middle", _middle),
    ("between record and row", _between),
)


def _wait(process: Process, is_time: Callable[[], bool]) -> None:
    gives_up = time.monotonic() + GIVE_UP_SECONDS
    while process.poll() is None and not is_time():
        if time.monotonic() >= gives_up:
            raise RuntimeError("the fetch never came to the moment to kill it at")
        time.sleep(LOOK_AGAIN_SECONDS)


def _grown(trial: Trial, size: int) -> Callable[[], bool]:
    before = trial.archived_bytes()
    return lambda: trial.archived_bytes() >= before + size


def _count_orphans(workspace: Workspace) -> tuple[int, bool]:
    """Count archived attempts without a row, and see whether half an attempt lies there."""
    archived: set[str] = set()
    is_torn = False
    for segment in folder.list_segments(workspace.archive):
        last = "metadata"
        for item in reading.iter_records(segment):
            last = item.type if isinstance(item, Record) else "torn"
            if isinstance(item, Record) and item.type == "metadata":
                archived.add(item.id)
        is_torn = is_torn or last not in ("metadata", "warcinfo")
    with workspace.reading() as session:
        known = set(session.scalars(sa.select(AttemptRow.id)))
        known |= set(session.scalars(sa.select(RobotsFileRow.id)))
    return len(archived - known), is_torn


def _finish(trial: Trial) -> Iterator[str]:
    """Run what a user would run next; gives what does not hold."""
    for command in (["fetch"], ["archive", "verify"], ["ledger", "verify"]):
        process = trial.start(*command, "--json")
        said, _ = process.communicate()
        if process.returncode or json.loads(said).get("problems"):
            yield f"{' '.join(command)} ended with {process.returncode}: {said.decode()[:500]}"


def _check_rows(workspace: Workspace, sources: int) -> Iterator[str]:
    with workspace.reading() as session:
        for table in (AttemptRow, CaptureRow):
            counts = Counter(session.scalars(sa.select(table.source_id)))
            if len(counts) != sources or set(counts.values()) != {1}:
                yield f"{table.__tablename__}: {counts.total()} rows of {len(counts)} sources"
        outcomes = Counter(session.scalars(sa.select(AttemptRow.outcome)))
        if set(outcomes) != {"archived"}:
            yield f"outcomes {dict(outcomes)}"


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--database", help="an empty database, or `postgres`; SQLite if absent")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, _database(options.database, Path(name)) as url:
        proof = prove(
            Path(name),
            url,
            kills=options.kills,
            pages=options.pages,
            seed=options.seed,
            workers=options.workers,
        )
    print(proof)
    return 1 if proof.problems else 0


@contextmanager
def _database(written: str | None, home: Path) -> Iterator[str]:
    if written == "postgres":
        with postgres_server.serve() as address:
            yield address
    else:
        yield written or f"sqlite:///{home / 'claimcheck.db'}"


if __name__ == "__main__":
    sys.exit(main())
