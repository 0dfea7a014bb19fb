"""
Time the ledger: appends, each in its own durable transaction, and `ledger verify`.

    python benchmarks/ledger.py --events 5000
    python benchmarks/ledger.py --events 5000 --database postgresql://user@host/empty

An append is a note on a claim, through the same use case as `claimcheck review note`. For
comparison: as many appended in one transaction, and the floor, as many bare commits of sqlite3
with the same pragmas on the same disk. `--synchronous NORMAL` leaves the sync of each commit out.
`--import N` also times `claimcheck import` of N claims as a whole process.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from sqlalchemy import event

from claimcheck.app import auditing, intake, reviewing, schema
from claimcheck.app.deciding import deciding
from claimcheck.app.workspace import Workspace, connect_workspace, open_workspace
from claimcheck.core.ledger import Action, Step
from claimcheck.settings import Settings

WINDOW = 50
"""Appends whose median stands for one of them: a single one is mostly the disk's mood."""

CLAIM = "noted-claim"
_CLAIM = {"key": CLAIM, "text": "It has been noted.", "source": "https://harbour.example/notes"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what was asked for and print the figures."""
    chosen = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        home = Path(folder)
        url = chosen.database or f"sqlite:///{home / 'claimcheck.db'}"
        workspace = _open(url, home)
        _set_synchronous(workspace, chosen.synchronous)
        time_appends(workspace, chosen.events)
        time_batch(workspace, chosen.events)
        time_bare_commits(home, chosen.events, chosen.synchronous)
        workspace.close()
        if chosen.claims:
            time_import(home, chosen.claims)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--events", type=int, default=5_000, help="how many appends")
    parser.add_argument("--database", help="an empty Postgres database instead of SQLite")
    parser.add_argument("--synchronous", choices=("FULL", "NORMAL"), default="FULL")
    parser.add_argument("--folder", help="where the files go: the disk that is measured")
    parser.add_argument(
        "--import", dest="claims", type=int, default=0, help="claims to import as a process"
    )
    return parser


def _open(url: str, home: Path) -> Workspace:
    settings = Settings(database_url=url, archive_url=str(home / "archive"), user="checker")
    made = connect_workspace(settings)
    schema.upgrade(made)
    made.close()
    return open_workspace(settings)


def time_appends(workspace: Workspace, events: int) -> None:
    """Append in two halves and verify after each, so that growth shows."""
    intake.add_claim(workspace, intake.draft_claim(_CLAIM))
    seconds: list[float] = []
    for half in (events // 2, events - events // 2):
        seconds += [_append(workspace, number) for number in range(half)]
        started = time.perf_counter()
        audit = auditing.verify_ledger(workspace)
        took = time.perf_counter() - started
        print(f"verify of {audit.head.events} events: {took:.3f} s, {len(audit.problems)} problems")
    print(f"{events} appends: {sum(seconds):.2f} s")
    for place in sorted({min(100, events), events}):
        window = seconds[max(0, place - WINDOW) : place]
        print(f"append {place}: {median(window) * 1e3:.3f} ms (median of {len(window)})")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:.0f} MB")


def _append(workspace: Workspace, number: int) -> float:
    started = time.perf_counter()
    reviewing.note(workspace, CLAIM, f"note {number}: asked the harbour office again")
    return time.perf_counter() - started


def _set_synchronous(workspace: Workspace, level: str) -> None:
    if workspace.reader.dialect.name == "sqlite":
        event.listen(
            workspace.reader,
            "connect",
            lambda connection, _: connection.execute(f"PRAGMA synchronous={level}"),
        )
        workspace.reader.dispose()


def time_batch(workspace: Workspace, events: int) -> None:
    """Append as many in one transaction, as an import does."""
    steps = [
        Step(Action.CLAIM_NOTED, CLAIM, {"text": f"note {number}: asked once more"})
        for number in range(events)
    ]
    started = time.perf_counter()
    with deciding(workspace) as book:
        book.record(steps)
    print(f"{events} appends in one transaction: {time.perf_counter() - started:.2f} s")


def time_bare_commits(home: Path, commits: int, level: str) -> None:
    """Commit rows of an event's size one by one with sqlite3 alone: what the disk takes."""
    connection = sqlite3.connect(home / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={level}")
    connection.execute("CREATE TABLE events (number INTEGER PRIMARY KEY, body TEXT)")
    started = time.perf_counter()
    for _ in range(commits):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO events (body) VALUES (?)", ("x" * 300,))
        connection.execute("COMMIT")
    print(f"{commits} bare commits, synchronous={level}: {time.perf_counter() - started:.2f} s")
    connection.close()


def time_import(home: Path, claims: int) -> None:
    """Import as many claims as a whole process, start-up and all."""
    file = home / "claims.json"
    file.write_text(json.dumps(_claims_file(claims)), encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CLAIMCHECK_")}
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "claimcheck", "import", file.name], cwd=home, env=kept, check=True
    )
    print(f"import of {claims} claims, the whole process: {time.perf_counter() - started:.2f} s")


def _claims_file(claims: int) -> dict[str, object]:
    return {
        "version": 1,
        "claims": [
            {
                "key": f"claim-{number}",
                "text": f"Ship {number} carried {number * 7} passengers in {1900 + number % 120}.",
                "sources": [f"https://harbour-{number % 50}.example/ships/{number}"],
            }
            for number in range(claims)
        ],
    }


if __name__ == "__main__":
    main()
