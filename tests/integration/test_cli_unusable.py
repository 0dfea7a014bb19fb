"""A database or an archive that cannot be used: one line, the next step, exit 3."""

import os
from pathlib import Path

import pytest

from claimcheck.app.workspace import open_workspace
from claimcheck.database import engine, migrations
from claimcheck.settings import Settings
from cli_support import Done, Here, claimcheck, files_in

CLAIM = ("add", "The bridge is 912 m long.", "--source", "http://127.0.0.1:9/bridge")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Here:
    """The command line in this process."""
    return Here(capsys)


def assert_unusable(done: Done, *, says: str, then: str, code: int = 3) -> None:
    """One line of error, one of what to do next, no traceback, nothing on stdout."""
    assert (done.code, done.out) == (code, ""), done.err
    error, step = done.err.splitlines()
    assert error.startswith("error: ")
    assert says in error
    assert step.startswith("next: ")
    assert then in step


def _text_file(folder: Path) -> str:
    (folder / "notes.db").write_text("these are my notes, and no database at all\n" * 50)
    return "sqlite:///notes.db"


def _folder(folder: Path) -> str:
    (folder / "claims").mkdir()
    return "sqlite:///claims"


def _under_a_file(folder: Path) -> str:
    (folder / "file").touch()
    return "sqlite:///file/claimcheck.db"


def _cut_short(folder: Path) -> str:
    open_workspace(Settings(database_url="sqlite:///cut.db")).close()
    with (folder / "cut.db").open("r+b") as file:
        file.truncate(5_000)
    return "sqlite:///cut.db"


DATABASES = (
    # how it is spoilt, what the error names, what the next step names
    (lambda _: "sqlite:///nowhere/claimcheck.db", "unable to open", "create the folder nowhere"),
    (_folder, "unable to open", "claims is a folder"),
    (_text_file, "not a database", "name another file"),
    (_under_a_file, "unable to open", "create the folder file"),
    (_cut_short, "malformed", "backup"),
    (lambda _: "sqlite:////proc/claimcheck.db", "unable to open", "can be written to"),
    (lambda _: "postgresql://u:geheim@127.0.0.1:1/x", "refused", "server runs"),
    (lambda _: "postgresql://127.0.0.1:1/x?sslmode=odd", "sslmode", "check the address"),
)


@pytest.mark.parametrize(("spoil", "says", "then"), DATABASES)
def test_a_database_that_cannot_be_used(
    tmp_path: Path, call: Here, spoil: object, says: str, then: str
) -> None:
    """Named with its cause and the next step, by a reading and by a writing command."""
    address = spoil(tmp_path)  # type: ignore[operator]
    for command in (("list",), CLAIM, ("doctor", "--json")):
        done = call(*command, "--database", address)
        assert "geheim" not in done.err + done.out
        if command[0] == "doctor":  # it examines, so it tells and does not fail
            found = next(check for check in done.json if check["check"] == "database")
            assert (done.code, found["ok"]) == (0, False)
            assert found["next"]
        else:
            assert_unusable(done, says=says, then=then)


ADDRESSES = (
    # an address, what the error says
    ("mysql://127.0.0.1/x", "mysql is no database"),
    ("nonsense", "cannot be read"),
    ("http://127.0.0.1/x", "http is no database"),
    ("postgresql://127.0.0.1:port/x", "cannot be read"),
    ("sqlite://", "names no file"),  # a database in memory would be gone at once
    ("sqlite:///:memory:", "names no file"),
    ("sqlite+aiosqlite:///x.db", "is no database"),
)


@pytest.mark.parametrize(("address", "says"), ADDRESSES)
def test_an_address_of_no_database_is_bad_input(call: Here, address: str, says: str) -> None:
    """Exit 2 and an example of what to write."""
    done = call("list", "--database", address)
    assert_unusable(done, code=2, says=says, then="sqlite:///claimcheck.db or postgresql://")


def test_a_postgres_without_tables_asks_for_the_upgrade(call: Here, empty_postgres: str) -> None:
    """The reading and the writing command name the one that makes the tables; it does."""
    call.shared = ("--database", empty_postgres)
    for command in (("list",), CLAIM, ("import", "--dry-run", "claims.csv")):
        Path("claims.csv").write_text("key,text,source\na,It is long.,\n")
        assert_unusable(call(*command), says="no tables yet", then="claimcheck db upgrade")
    assert call("db", "current", "--json").json["current"] is None
    assert call("db", "upgrade", "--dry-run").code == 0
    assert_unusable(call("list"), says="no tables yet", then="claimcheck db upgrade")
    assert call("db", "upgrade").code == 0
    assert call(*CLAIM).code == 0


def test_an_old_sqlite_file_is_migrated_but_not_by_a_dry_run(call: Here) -> None:
    """The first real command brings the file up to date; a dry run says that it is not."""
    assert call("db", "upgrade").code == 0
    assert call("db", "downgrade", "base").code == 0
    assert_unusable(call(*CLAIM, "--dry-run"), says="no tables", then="claimcheck db upgrade")
    assert call(*CLAIM).code == 0
    assert call("db", "downgrade", "base", "--json").json["after"] is None


def _archive_is_a_file(folder: Path) -> str:
    (folder / "archive").write_text("not a folder")
    return "archive"


def _archive_under_a_file(folder: Path) -> str:
    (folder / "file").write_text("not a folder")
    return "file/archive"


ARCHIVES = (
    _archive_is_a_file,
    _archive_under_a_file,
    lambda _: "/proc/claimcheck/archive",  # what nobody can write to, not even root
)


@pytest.mark.parametrize("spoil", ARCHIVES)
def test_an_archive_that_cannot_be_used(tmp_path: Path, call: Here, spoil: object) -> None:
    """Fetching and deciding both need it: neither leaves anything half done."""
    assert call(*CLAIM, "--archive", "good").code == 0
    listed = call("list", "--json").json
    call.shared = ("--archive", spoil(tmp_path))  # type: ignore[operator]
    for command in (("fetch",), ("add", "Another claim.")):
        assert_unusable(call(*command), says="archive", then="")
    doctor = call("doctor", "--json").json
    assert [check["ok"] for check in doctor if check["check"] == "archive"] == [False]
    assert call("list", "--json").json == listed


def test_a_folder_never_set_up_is_set_up(tmp_path: Path) -> None:
    """The first command makes the database; the first step that is decided, the archive."""
    assert claimcheck(tmp_path, "list").code == 0
    assert list(files_in(tmp_path)) == ["claimcheck.db"]
    assert claimcheck(tmp_path, *CLAIM).code == 0
    assert (tmp_path / "archive").is_dir()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(tmp_path: Path, call: Here) -> None:
    """Nothing can be created, and that is what is said."""
    tmp_path.chmod(0o500)
    assert_unusable(call("list"), says="unable to open", then="can be written to")


CONFIGS = (
    # claimcheck.toml, a word of the message
    ("host_delay = -1", "host_delay"),
    ("host_delay = [1]", "host_delay"),
    ("allow_addresses = 5", "allow_addresses"),
    ('allow_addresses = ["127.0.0.1/8"]', "host bits"),
    ("database = 'x'", "unknown setting database"),
    ("user = 5", "user"),
    ("this is no TOML", "claimcheck.toml"),
    ('archive_url = "s3://bucket"', "folder"),
)


@pytest.mark.parametrize(("config", "says"), CONFIGS)
def test_a_mistake_in_the_settings_is_named(call: Here, config: str, says: str) -> None:
    """Exit 2 before anything is opened."""
    Path("claimcheck.toml").write_text(config)
    done = call("list")
    assert_unusable(done, code=2, says=says, then="")
    assert not Path("claimcheck.db").exists()


def test_the_newest_revision_is_the_head_of_the_migrations() -> None:
    """What is compared at each start, without Alembic, is what Alembic would say."""
    assert migrations.head() == engine.NEWEST_REVISION
