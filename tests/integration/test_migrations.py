"""Migrations on both databases, and the models that they have to agree with."""

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from claimcheck.app import schema
from claimcheck.app.workspace import Workspace, connect_workspace, open_workspace
from claimcheck.database.tables import Base
from claimcheck.errors import BadInput, DatabaseUnusable
from claimcheck.settings import Settings


def _tables(workspace: Workspace) -> set[str]:
    return set(sa.inspect(workspace.reader).get_table_names())


def test_every_migration_goes_down_and_up_again(workspace: Workspace) -> None:
    """Down to nothing leaves no table and no function; up again is the same schema."""
    before = _tables(workspace)
    down = schema.downgrade(workspace, "base")
    assert down.after is None
    assert _tables(workspace) <= {"alembic_version"}
    up = schema.upgrade(workspace)
    assert up.before is None
    assert _tables(workspace) == before


def test_models_and_migrations_agree(workspace: Workspace) -> None:
    """Autogenerate finds nothing to change after the migrations ran."""
    with workspace.reader.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_ledger_refuses_updates_and_deletes(workspace: Workspace) -> None:
    """Triggers stop whoever changes events with plain SQL."""
    event = "INSERT INTO events VALUES (1, '2026-01-01 00:00:00+00', 'a', 'b', 'c', '{}', 'd', 'e')"
    with workspace.writer.begin() as connection:
        connection.exec_driver_sql(event)
    for statement in ("UPDATE events SET actor = 'x'", "DELETE FROM events"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), workspace.writer.begin() as c:
            c.exec_driver_sql(statement)


def test_a_dry_run_changes_nothing(workspace: Workspace) -> None:
    """DDL is taken back on both databases when the downgrade is only tried."""
    assert schema.downgrade(workspace, "base", dry_run=True).after is None
    assert "claims" in _tables(workspace)


def test_an_unknown_revision_is_named(workspace: Workspace) -> None:
    """The error says which revision nobody knows."""
    with pytest.raises(BadInput, match="nowhere"):
        schema.downgrade(workspace, "nowhere")


def test_an_empty_postgres_asks_for_the_upgrade(empty_postgres: str) -> None:
    """Nothing is created behind the back of whoever runs the server."""
    with pytest.raises(DatabaseUnusable) as caught:
        open_workspace(Settings(database_url=empty_postgres))
    assert "claimcheck db upgrade" in caught.value.next_step
    with psycopg.connect(empty_postgres) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert found.fetchone() == (0,)


def test_a_newer_database_is_refused(workspace: Workspace, settings: Settings) -> None:
    """An old program does not touch what a newer one wrote."""
    with workspace.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '29990101'")
    with pytest.raises(DatabaseUnusable, match="29990101"):
        open_workspace(settings)


def test_the_password_stays_out_of_errors() -> None:
    """A server that is not there is named without the password."""
    workspace = connect_workspace(Settings(database_url="postgresql://u:geheim@127.0.0.1:1/x"))
    with pytest.raises(DatabaseUnusable) as caught:
        schema.current(workspace)
    assert "geheim" not in f"{caught.value.message} {caught.value.next_step}"
