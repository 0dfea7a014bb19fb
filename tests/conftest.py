"""What all tests share: a clean environment, both databases, a workspace, a clock."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import hypothesis
import psycopg
import pytest

import postgres_server
from claimcheck.app import schema
from claimcheck.app.workspace import Workspace, connect_workspace, open_workspace
from claimcheck.settings import Settings

# A deadline measures the machine, not a promise.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True)
def clean_environ(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of whoever runs the tests gets into them, and no test writes elsewhere."""
    for name in [name for name in os.environ if name.startswith("CLAIMCHECK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


class TickingClock:
    """A clock that moves by one second each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A Postgres server with an upgraded database `template` that tests copy."""
    with postgres_server.serve() as address:
        template = address.rsplit("/", 1)[0] + "/template"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE template")
        workspace = connect_workspace(Settings(database_url=template))
        schema.upgrade(workspace)
        workspace.close()
        yield address


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded SQLite database that tests copy, so that none has to run the migrations."""
    path = tmp_path_factory.mktemp("template") / "claimcheck.db"
    open_workspace(Settings(database_url=f"sqlite:///{path}")).close()
    return path


@pytest.fixture
def empty_postgres(postgres: str, tmp_path: Path) -> Iterator[str]:
    """A Postgres database without a table, dropped afterwards."""
    yield from _database(postgres, tmp_path, "template0")


def _database(postgres: str, tmp_path: Path, template: str) -> Iterator[str]:
    name = f"test_{abs(hash(str(tmp_path)))}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        yield f"{postgres.rsplit('/', 1)[0]}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Each test that asks for it runs on SQLite and on Postgres."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        yield f"sqlite:///{shutil.copy(template, tmp_path / 'claimcheck.db')}"
    else:
        yield from _database(request.getfixturevalue("postgres"), tmp_path, "template")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings for a desk on this machine's loopback addresses."""
    return Settings(
        database_url=database_url,
        archive_url=str(tmp_path / "archive"),
        allow_addresses=(ip_network("127.0.0.0/8"),),
        host_delay_seconds=0,
        timeout_seconds=10,
        user="checker",
    )


OpenAs = Callable[..., Workspace]


@pytest.fixture
def open_as(settings: Settings) -> Iterator[OpenAs]:
    """Open the workspace as somebody, with other settings if need be; closed afterwards."""
    opened: list[Workspace] = []
    clock = TickingClock()

    def open_for(user: str = "checker", **changes: object) -> Workspace:
        chosen = replace(settings, user=user, **changes)
        opened.append(open_workspace(chosen, clock=clock))
        return opened[-1]

    yield open_for
    for workspace in opened:
        workspace.close()


@pytest.fixture
def workspace(open_as: OpenAs) -> Workspace:
    """An open workspace, acting as `checker`."""
    return open_as()
