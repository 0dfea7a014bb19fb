"""Alembic's environment: uses the connection it is handed, or opens the one that is configured."""

import os

from alembic import context

from claimcheck.database import (
    derivation_tables,  # noqa: F401
    document_tables,  # noqa: F401 -- so that Base knows them
    engine,
    report_tables,  # noqa: F401
    tables,  # noqa: F401
)
from claimcheck.database.base import Base


def migrate(connection):
    """Run the wanted migrations on one connection, in its transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def migrate_configured():
    """Open the database of the environment or of migrations.ini; for the alembic command."""
    written = os.environ.get("CLAIMCHECK_DATABASE_URL") or context.config.get_main_option(
        "sqlalchemy.url", ""
    )
    made = engine.create_engine(engine.parse_url(written))
    with engine.for_migrating(made.execution_options(writing=True)).begin() as connection:
        migrate(connection)
    made.dispose()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    migrate(handed_over)
else:
    migrate_configured()
