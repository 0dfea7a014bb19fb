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

NEWEST_REVISION = "20261128_headings"
"""
The head of the migrations, so that an up-to-date database needs no look at them: loading
Alembic takes longer than most commands. A test compares the two.
"""


def parse_url(written: str) -> sa.URL:
    """
    Read a database address; `postgres://` and `postgresql://` mean the psycopg driver.

    Raises BadInput that never shows the password.
    """
    try:
        url = sa.make_url(written)
    except (sa.exc.ArgumentError, ValueError) as exc:
        raise BadInput("the database address cannot be read", next_step=_EXAMPLES) from exc
    if "@" in (url.host or ""):  # the rest of a password, which must not be shown as the host
        raise BadInput(
            "the database address cannot be read", next_step="write %40 for an @ in the password"
        )
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and sqlite_path(url) is None:
        raise BadInput("the database address names no file", next_step=_EXAMPLES)
    if url.drivername in ("sqlite", "postgresql+psycopg"):
        return url
    raise BadInput(f"{url.drivername} is no database that claimcheck knows", next_step=_EXAMPLES)


_EXAMPLES = "write sqlite:///claimcheck.db or postgresql://user@host/name"


def for_reading(engine: sa.Engine) -> sa.Engine:
    """Make each transaction of a reader see one state; SQLite's do so by themselves."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def for_migrating(writer: sa.Engine) -> sa.Engine:
    """
    Let a writer rebuild tables that others refer to, which SQLite does by dropping them.

    Foreign keys rest meanwhile; whoever migrates checks them before the commit.
    """
    return writer.execution_options(migrating=True)


def is_sqlite(url: sa.URL) -> bool:
    """Whether the embedded database is meant."""
    return url.get_backend_name() == "sqlite"


def sqlite_path(url: sa.URL) -> Path | None:
    """The file of an SQLite address; None for one in memory."""
    return Path(url.database) if url.database and url.database != ":memory:" else None


def for_dry_run(url: sa.URL) -> sa.URL:
    """Stand an empty database in memory in for a file that the first real step would create."""
    path = sqlite_path(url) if is_sqlite(url) else None
    missing = path is not None and not path.exists() and path.absolute().parent.is_dir()
    return sa.make_url("sqlite://") if missing else url


def shown(url: sa.URL) -> str:
    """Write the address as a person would, without a password, wherever it stands."""
    hidden = {name: "***" if "pass" in name else value for name, value in url.query.items()}
    return url.set(query=hidden, drivername=url.get_backend_name()).render_as_string(
        hide_password=True
    )


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
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    writing, migrating = options.get("writing", False), options.get("migrating", False)
    # Before BEGIN, because within a transaction SQLite takes no notice of it.
    connection.exec_driver_sql(f"PRAGMA foreign_keys={'OFF' if migrating else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def revision(connection: sa.Connection) -> str | None:
    """Name the revision that the database is at; None before the first."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return found


@contextmanager
def translated(url: sa.URL) -> Iterator[None]:
    """Turn what the drivers raise into DatabaseUnusable with a next step."""
    try:
        yield
    except (sa.exc.IntegrityError, sa.exc.DataError):
        raise  # not the database's state but a mistake of ours
    except sa.exc.DatabaseError as exc:
        raise DatabaseUnusable(_plain(exc, url), next_step=_next_step(exc, url)) from exc


def _plain(exc: sa.exc.DBAPIError, url: sa.URL) -> str:
    cause = str(exc.orig).strip().splitlines()[0] if exc.orig else str(exc)
    return f"database {shown(url)}: {cause}"


def _next_step(exc: sa.exc.DBAPIError, url: sa.URL) -> str:
    cause = str(exc.orig).lower()
    if isinstance(exc, sa.exc.ProgrammingError):
        return "check the address and what this user may do there, then `claimcheck doctor`"
    if not is_sqlite(url):
        return "check the address and that the server runs, then `claimcheck doctor`"
    if "not a database" in cause or "malformed" in cause:
        return "name another file with --database, or restore this one from a backup"
    if "locked" in cause:
        return "another claimcheck is writing; try again when it is done"
    return _about_file(sqlite_path(url))


def _about_file(path: Path | None) -> str:
    other = "name another file with --database"
    if path is not None and path.is_dir():
        return f"{path} is a folder; {other}"
    if path is not None and not path.absolute().parent.is_dir():
        return f"create the folder {path.parent}, or {other}"
    return f"check that file and folder can be written to, or {other}"
