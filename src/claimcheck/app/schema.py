"""The database's schema: up, down, and where it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from alembic.util import CommandError

from claimcheck.app.workspace import Workspace
from claimcheck.database import engine, migrations
from claimcheck.errors import BadInput


@dataclass(frozen=True, slots=True)
class Revisions:
    """Which revision the database was at and is at now; None stands for no tables."""

    before: str | None
    after: str | None


def current(workspace: Workspace) -> Revisions:
    """Say where the database is (`before`) and what the newest revision is (`after`)."""
    with engine.translated(workspace.database_url), workspace.reader.connect() as connection:
        return Revisions(migrations.current(connection), migrations.head())


def upgrade(workspace: Workspace, *, dry_run: bool = False) -> Revisions:
    """Bring the schema to the newest revision, in one transaction."""
    with _migrating(workspace) as connection:
        before = migrations.current(connection)
        migrations.upgrade(connection)
        return _finish(connection, before, dry_run=dry_run)


def downgrade(workspace: Workspace, revision: str, *, dry_run: bool = False) -> Revisions:
    """Take the schema down, in one transaction. Raises BadInput for an unknown revision."""
    with _migrating(workspace) as connection:
        before = migrations.current(connection)
        try:
            migrations.downgrade(connection, revision)
        except CommandError as exc:
            raise BadInput(
                f"{revision}: {exc}", next_step="`claimcheck db current` names the revisions"
            ) from exc
        return _finish(connection, before, dry_run=dry_run)


@contextmanager
def _migrating(workspace: Workspace) -> Iterator[sa.Connection]:
    writer = engine.for_migrating(workspace.writer)
    with engine.translated(workspace.database_url), writer.connect() as connection:
        yield connection


def _finish(connection: sa.Connection, before: str | None, *, dry_run: bool) -> Revisions:
    after = migrations.current(connection)
    if dry_run:
        connection.rollback()
    else:
        connection.commit()
    return Revisions(before, after)
