"""The command line as a process of its own, and what a database holds."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from claimcheck.cli.main import run
from claimcheck.database import engine

WAIT_SECONDS = 120
"""Longer than any command here takes; only a hang gets there."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a call of the command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout; anything beside it is a mistake."""
        return json.loads(self.out)


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of a process: this one's, without its settings, and with these."""
    kept = {
        name: value
        for name, value in os.environ.items()
        # compiled modules make each start several times faster
        if not name.startswith("CLAIMCHECK_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    return kept | {"CLAIMCHECK_USER": "checker"} | dict(settings)


def claimcheck(folder: Path, *arguments: str | Path, **settings: str) -> Done:
    """Run `claimcheck` in a folder; settings are environment variables, as CLAIMCHECK_USER."""
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", *map(str, arguments)],
        cwd=folder,
        env=environment(settings),
        capture_output=True,
        timeout=WAIT_SECONDS,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def start(folder: Path, *arguments: str | Path, **settings: str) -> subprocess.Popen[bytes]:
    """Start `claimcheck` in a folder and do not wait for it."""
    return subprocess.Popen(
        [sys.executable, "-m", "claimcheck", *map(str, arguments)],
        cwd=folder,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


class Here:
    """The same command line within this process: no start-up to wait for."""

    def __init__(self, capsys: pytest.CaptureFixture[str], shared: tuple[str, ...] = ()) -> None:
        self.capsys = capsys
        self.shared = shared

    def __call__(self, *arguments: str | Path) -> Done:
        """Run one command and give what it printed."""
        self.capsys.readouterr()
        code = run([*self.shared, *map(str, arguments)])
        out, err = self.capsys.readouterr()
        return Done(code, out, err)


def export(database_url: str) -> str:
    """Write every row of every table, in a fixed order: equal exports, equal content."""
    made = engine.create_engine(engine.parse_url(database_url))
    lines: list[str] = []
    with made.connect() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        for table in tables.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in connection.execute(sa.select(table)))
            lines += [f"-- {table.name}", *rows]
    made.dispose()
    return "\n".join(lines)


def files_in(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, but for what SQLite keeps beside a database."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }
