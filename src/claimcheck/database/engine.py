"""Engines for SQLite and Postgres, and the errors of both translated once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from claimcheck.errors import BadInput, DatabaseUnusable

BUSY_TIMEOUT_MS = 30_000
"""How long a writer waits for another before it gives up."""


def parse_url(written: str) -> sa.URL:
    """
    Read a database address; `postgres://` and `postgresql://` mean the psycopg driver.

    Raises BadInput that never shows the password.
    """
    try:
        url = sa.make_url(written)
    except (sa.exc.ArgumentError, ValueError) as exc:
        raise BadInput("the database address cannot be read", next_step=_EXAMPLES) from exc
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("sqlite", "postgresql+psycopg"):
        return url
    raise BadInput(f"{url.drivername} is no database that claimcheck knows", next_step=_EXAMPLES)


_EXAMPLES = "write sqlite:///claimcheck.db or postgresql://user@host/name"


def is_sqlite(url: sa.URL) -> bool:
    """Whether the embedded database is meant."""
    return url.get_backend_name() == "sqlite"


def sqlite_path(url: sa.URL) -> Path | None:
    """The file of an SQLite address; None for one in memory."""
    return Path(url.database) if url.database and url.database != ":memory:" else None


def create_engine(url: sa.URL) -> sa.Engine:
    """
    Make the engine. Transactions on SQLite are explicit: a writing one is IMMEDIATE.

    Without our own BEGIN, sqlite3 would commit before DDL and take its write lock late,
    which ends in "database is locked" instead of waiting.
    """
    if not is_sqlite(url):
        return sa.create_engine(url, connect_args={"connect_timeout": 10})
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def translated(url: sa.URL) -> Iterator[None]:
    """Turn what the drivers raise into DatabaseUnusable with a next step."""
    try:
        yield
    except sa.exc.OperationalError as exc:
        raise DatabaseUnusable(_plain(exc, url), next_step=_next_step(exc, url)) from exc
    except sa.exc.DatabaseError as exc:
        if isinstance(exc, sa.exc.IntegrityError | sa.exc.ProgrammingError | sa.exc.DataError):
            raise
        raise DatabaseUnusable(_plain(exc, url), next_step=_next_step(exc, url)) from exc


def _plain(exc: sa.exc.DBAPIError, url: sa.URL) -> str:
    cause = str(exc.orig).strip().splitlines()[0] if exc.orig else str(exc)
    return f"database {url.render_as_string(hide_password=True)}: {cause}"


def _next_step(exc: sa.exc.DBAPIError, url: sa.URL) -> str:
    cause = str(exc.orig).lower()
    if not is_sqlite(url):
        return "check the address and that the server runs, then `claimcheck doctor`"
    if "not a database" in cause or "malformed" in cause:
        return "name another file with --database, or restore this one from a backup"
    if "locked" in cause:
        return "another claimcheck is writing; try again when it is done"
    return "check that the folder exists and can be written to, or name another with --database"
