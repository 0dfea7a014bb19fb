"""Running the migrations: from the checkout's alembic/ or the copy inside the wheel."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import claimcheck
from claimcheck.errors import DatabaseUnusable


def scripts_folder() -> Path:
    """Find the migration scripts that belong to this installation."""
    package = Path(claimcheck.__file__).parent
    packed = package / "_migrations"
    return packed if packed.is_dir() else package.parent.parent / "alembic"


def config() -> Config:
    """Build Alembic's configuration in code, so that no file has to be found."""
    built = Config()
    # ConfigParser reads % as interpolation.
    built.set_main_option("script_location", str(scripts_folder()).replace("%", "%%"))
    built.set_main_option("path_separator", "os")
    return built


def current(connection: sa.Connection) -> str | None:
    """Name the revision that the database is at; None before the first."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """Name the newest revision that this installation knows."""
    revision = ScriptDirectory.from_config(config()).get_current_head()
    if revision is None:
        raise RuntimeError("the installation holds no migrations")
    return revision


def known(revision: str) -> bool:
    """Whether this installation knows a revision."""
    scripts = ScriptDirectory.from_config(config())
    return any(script.revision == revision for script in scripts.walk_revisions())


def upgrade(connection: sa.Connection) -> None:
    """Bring the schema to the newest revision, inside the caller's transaction."""
    _run(connection, "head", down=False)


def downgrade(connection: sa.Connection, revision: str) -> None:
    """Take the schema down, inside the caller's transaction."""
    _run(connection, revision, down=True)


def _run(connection: sa.Connection, revision: str, *, down: bool) -> None:
    built = config()
    built.attributes["connection"] = connection
    (command.downgrade if down else command.upgrade)(built, revision)
    if connection.dialect.name == "sqlite":
        _check_references(connection)


def _check_references(connection: sa.Connection) -> None:
    """Foreign keys rest while SQLite migrates, so that they are looked at in the end."""
    lost = sorted({row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")})
    if lost:
        raise DatabaseUnusable(
            f"the migration was taken back: rows of {', '.join(lost)} would refer to nothing",
            next_step="restore the database from a backup; `claimcheck ledger verify` names rows",
        )
