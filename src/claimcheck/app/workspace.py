"""The one wiring: settings in, a workspace out. Production and tests call the same function."""

import getpass
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.database import engine
from claimcheck.errors import BadInput, DatabaseUnusable
from claimcheck.settings import Settings

if TYPE_CHECKING:  # httpx takes a tenth of a second to import; most commands never fetch
    import httpx

Clock = Callable[[], datetime]


def utcnow() -> datetime:
    """Tell the time, aware and in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Workspace:
    """A database, an archive and a clock: all that a use case needs."""

    settings: Settings
    database_url: sa.URL
    reader: sa.Engine
    writer: sa.Engine
    archive: Path
    clock: Clock
    transport: "httpx.AsyncBaseTransport | None"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one state of the database and changes nothing."""
        with engine.translated(self.database_url), Session(self.reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction: committed at the end, rolled back on any error."""
        with engine.translated(self.database_url), Session(self.writer) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Let go of the database."""
        self.reader.dispose()

    @property
    def user(self) -> str:
        """
        Name who acts: the setting, else whoever is logged in.

        Raises BadInput for a name that could not be told apart in a report.
        """
        name = self.settings.user or _login_name()
        if name != name.strip() or not name.isprintable() or len(name) > 100:
            raise BadInput(
                "the user's name must be 1 to 100 printable characters",
                next_step="set CLAIMCHECK_USER or give --user",
            )
        return unicodedata.normalize("NFC", name)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError) as exc:  # which one depends on Python's version
        raise BadInput(
            "the system has no name for whoever runs this",
            next_step="set CLAIMCHECK_USER or give --user",
        ) from exc


def open_workspace(
    settings: Settings,
    *,
    transport: "httpx.AsyncBaseTransport | None" = None,
    clock: Clock = utcnow,
    dry_run: bool = False,
) -> Workspace:
    """
    Wire a workspace and make sure that its database can be used.

    An SQLite file is created and migrated at once; Postgres has to be upgraded by hand. For
    a dry run nothing is created or migrated. Raises DatabaseUnusable with the next step.
    """
    workspace = connect_workspace(settings, transport=transport, clock=clock, dry_run=dry_run)
    try:
        with engine.translated(workspace.database_url):
            _require_schema(workspace, dry_run=dry_run)
    except BaseException:
        workspace.close()
        raise
    return workspace


def connect_workspace(
    settings: Settings,
    *,
    transport: "httpx.AsyncBaseTransport | None" = None,
    clock: Clock = utcnow,
    dry_run: bool = False,
) -> Workspace:
    """Wire a workspace without a look at the schema, for those who repair or describe it."""
    url = engine.parse_url(settings.database_url)
    url = engine.for_dry_run(url) if dry_run else url
    made = engine.create_engine(url)
    return Workspace(
        settings=settings,
        database_url=url,
        reader=engine.for_reading(made),
        writer=made.execution_options(writing=True),
        archive=archive_folder(settings),
        clock=clock,
        transport=transport,
    )


def archive_folder(settings: Settings) -> Path:
    """Find the archive's folder. Raises BadInput for a kind of store that is not there yet."""
    if "://" in settings.archive_url:
        raise BadInput(
            f"{settings.archive_url.partition('://')[0]}://...: an archive is a folder here",
            next_step="name a folder with --archive or CLAIMCHECK_ARCHIVE_URL",
        )
    return Path(settings.archive_url)


def _require_schema(workspace: Workspace, *, dry_run: bool) -> None:
    with workspace.reader.connect() as connection:
        found = engine.revision(connection)
    if found == engine.NEWEST_REVISION:
        return
    from claimcheck.database import migrations  # loads Alembic, which most calls do without

    if found is not None and not migrations.known(found):
        raise DatabaseUnusable(
            f"the database is at revision {found}, which this version does not know",
            next_step="use the version of claimcheck that wrote it, or a newer one",
        )
    kept = dry_run and engine.sqlite_path(workspace.database_url) is not None
    if kept or not engine.is_sqlite(workspace.database_url):
        raise DatabaseUnusable(
            "the database has no tables yet" if found is None else "the database is out of date",
            next_step="run `claimcheck db upgrade`",
        )
    with engine.for_migrating(workspace.writer).begin() as connection:
        migrations.upgrade(connection)
