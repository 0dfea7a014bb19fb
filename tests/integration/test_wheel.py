"""The wheel works alone: built, installed in a clean environment elsewhere, and used there."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from capture_support import serve_one
from cli_support import Done, environment
from fetch_support import page

CHECKOUT = Path(__file__).resolve().parents[2]
FACT = "The bridge is 912 m long."


def run(folder: Path, *command: str | Path, **settings: str) -> Done:
    """Run a command outside the checkout; it has to end well."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment(settings) | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(CHECKOUT, sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("clean")
    pins = folder / "pins.txt"
    lines = (CHECKOUT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    # without hashes, which pip would then ask of the wheel itself too
    pins.write_text("\n".join(line.rstrip(" \\") for line in lines if "==" in line))
    home = folder / "environment"
    if shutil.which("uv"):
        run(folder, "uv", "venv", "--python", sys.executable, home)
        run(folder, "uv", "pip", "install", "--python", home / "bin/python", "-c", pins, wheel)
    else:
        run(folder, sys.executable, "-m", "venv", home)
        run(folder, home / "bin/python", "-m", "pip", "install", "-q", "-c", pins, wheel)
    return home / "bin"


def test_the_wheel_holds_what_is_no_module(wheel: Path) -> None:
    """Migrations, schema, style sheet, sample pages and the marker for type checkers."""
    names = set(zipfile.ZipFile(wheel).namelist())
    source = CHECKOUT / "src"
    data = {
        path.relative_to(source).as_posix()
        for path in (source / "claimcheck").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    migrations = {
        f"claimcheck/_migrations/{path.relative_to(CHECKOUT / 'alembic').as_posix()}"
        for path in (CHECKOUT / "alembic").rglob("*.py")
    }
    assert len(migrations) >= 2
    assert names >= data | migrations
    assert not [name for name in names if name.startswith(("tests/", "alembic/"))]


def test_import_fetch_and_report_work_there(installed: Path, tmp_path: Path) -> None:
    """From a claims file to a page of HTML, with nothing of the checkout in sight."""
    command = installed / "claimcheck"
    where = run(tmp_path, installed / "python", "-c", "import claimcheck; print(claimcheck)")
    assert str(CHECKOUT) not in where.out
    with serve_one(bridge=page(f"<title>Bridge</title><p>{FACT}</p>".encode())) as site:
        claims = f"key,text,source\nbridge,{FACT},{site.url('/bridge')}\n"
        (tmp_path / "claims.csv").write_text(claims)
        run(tmp_path, command, "import", "claims.csv")
        local = {"CLAIMCHECK_ALLOW_ADDRESSES": "127.0.0.0/8", "CLAIMCHECK_HOST_DELAY": "0"}
        fetched = run(tmp_path, command, "fetch", "--json", **local)
    assert json.loads(fetched.out)["outcomes"] == {"archived": 1}
    assert FACT in run(tmp_path, command, "evidence", "--json").out
    run(tmp_path, command, "report", "-o", "status.html")
    assert FACT in (tmp_path / "status.html").read_text(encoding="utf-8")
    assert json.loads(run(tmp_path, command, "archive", "verify", "--json").out)["problems"] == []


def test_migrations_run_there(installed: Path, tmp_path: Path, empty_postgres: str) -> None:
    """Up, down and up again on Postgres, and at the same revision on SQLite."""
    command = installed / "claimcheck"
    upgraded = run(tmp_path, command, "db", "upgrade", "--json", "--database", empty_postgres)
    newest = json.loads(upgraded.out)["after"]
    assert json.loads(run(tmp_path, command, "db", "upgrade", "--json").out)["after"] == newest
    run(tmp_path, command, "db", "downgrade", "base", "--database", empty_postgres)
    run(tmp_path, command, "db", "upgrade", "--database", empty_postgres)
    run(tmp_path, command, "add", FACT, "--database", empty_postgres)


def test_the_demonstration_runs_there(installed: Path, tmp_path: Path) -> None:
    """The sample site is served from the wheel's own data."""
    done = run(tmp_path, installed / "claimcheck", "demo", "--folder", "desk", "--json")
    assert Path(json.loads(done.out)["report"]).is_file()
