"""Migrations on both databases, and the models that they have to agree with."""

import shutil
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from claimcheck.app import schema
from claimcheck.app.workspace import Workspace, connect_workspace, open_workspace
from claimcheck.database import engine
from claimcheck.database.base import Base
from claimcheck.database.tables import CitationRow
from claimcheck.errors import BadInput, DatabaseUnusable
from claimcheck.settings import Settings
from cli_support import claimcheck, export
from desk_support import add


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


def test_models_and_migrations_agree_on_checks(workspace: Workspace) -> None:
    """The closed words of each table; autogenerate looks at no CHECK constraint."""
    inspector = sa.inspect(workspace.reader)
    for table in Base.metadata.sorted_tables:
        wanted = {c.name for c in table.constraints if isinstance(c, sa.CheckConstraint)}
        found = {check["name"] for check in inspector.get_check_constraints(table.name)}
        assert found == wanted, table.name


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


ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what Postgres does by itself: it alters tables where they stand."""
ROOT = Path(__file__).resolve().parents[2]
REBUILDS = """
from alembic import op
import sqlalchemy as sa

revision, down_revision = "29990101", "{after}"

def upgrade():
    with op.batch_alter_table("claims", recreate="always") as table:
        table.add_column(sa.Column("colour", sa.Text(), nullable=True))

def downgrade():
    with op.batch_alter_table("claims", recreate="always") as table:
        table.drop_column("colour")
"""
LOSES = """
from alembic import op

revision, down_revision = "29990101", "{after}"

def upgrade():
    op.execute("DELETE FROM claims")

def downgrade():
    pass
"""


def _newer_claimcheck(folder: Path, migration: str) -> Path:
    """Give the folder to import from: a copy of the program with one more migration."""
    shutil.copytree(ROOT / "src", folder / "src")
    shutil.copytree(ROOT / "alembic", folder / "alembic")
    newest = folder / "alembic" / "versions" / "29990101_next.py"
    newest.write_text(migration.format(after=engine.NEWEST_REVISION))
    return folder / "src"


def _columns(workspace: Workspace) -> set[str]:
    return {column["name"] for column in sa.inspect(workspace.reader).get_columns("claims")}


def _cite_for_nobody(workspace: Workspace) -> None:
    """Copy each citation for a claim that is not there."""
    columns = CitationRow.__table__.columns
    copied = [sa.literal("nobody") if c.name == "claim_key" else c for c in columns]
    with workspace.writer.begin() as connection:
        connection.execute(sa.insert(CitationRow).from_select(columns.keys(), sa.select(*copied)))


@ON_SQLITE
def test_a_table_that_others_refer_to_can_be_rebuilt(
    workspace: Workspace, database_url: str, tmp_path: Path
) -> None:
    """The next migration may rebuild `claims`: rows stay, up and down, and references hold."""
    add(workspace, "http://127.0.0.1:1/bridge")
    program = _newer_claimcheck(tmp_path / "newer", REBUILDS)
    settings = {"CLAIMCHECK_DATABASE_URL": database_url, "PYTHONPATH": str(program)}
    before = export(database_url)
    up = claimcheck(tmp_path, "db", "upgrade", **settings)
    assert (up.code, up.err) == (0, "")
    assert "colour" in _columns(workspace)
    down = claimcheck(tmp_path, "db", "downgrade", engine.NEWEST_REVISION, **settings)
    assert (down.code, down.err) == (0, "")
    assert export(database_url) == before
    with pytest.raises(sa.exc.IntegrityError):
        _cite_for_nobody(workspace)


@ON_SQLITE
def test_a_migration_that_loses_references_is_taken_back(
    workspace: Workspace, database_url: str, tmp_path: Path
) -> None:
    """Nothing stops it half-way, so that it is stopped before the commit."""
    add(workspace, "http://127.0.0.1:1/bridge")
    before = export(database_url)
    program = _newer_claimcheck(tmp_path / "newer", LOSES)
    settings = {"CLAIMCHECK_DATABASE_URL": database_url, "PYTHONPATH": str(program)}
    done = claimcheck(tmp_path, "db", "upgrade", **settings)
    assert done.code == 3
    assert "citations would refer to nothing" in done.err
    assert export(database_url) == before


def test_references_hold_again_after_a_migration(workspace: Workspace) -> None:
    """The connection that migrated goes on with foreign keys."""
    add(workspace, "http://127.0.0.1:1/bridge")
    schema.upgrade(workspace)
    with pytest.raises(sa.exc.IntegrityError):
        _cite_for_nobody(workspace)
