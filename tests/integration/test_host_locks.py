"""What two processes of one run share of a host: its connections and its pace."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimcheck.fetching.host_locks import HostLocks, Pace

HOLDER = """
import sys
from pathlib import Path
from claimcheck.fetching.host_locks import HostLocks

locks = HostLocks(Path(sys.argv[1]))
with locks.pace("a:80") as pace:
    pace.next_start, pace.closed_until = 7.5, 1e9
held = locks.claim("a:80", int(sys.argv[2]))
print("refused" if held is None else "held", flush=True)
for line in sys.stdin:
    locks.release(held)
    print("released", flush=True)
"""


@contextmanager
def holder(folder: Path, connections: int) -> Iterator["subprocess.Popen[str]"]:
    """Run another process that claims a connection to the host `a:80` and says how it went."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), str(connections)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def said(process: "subprocess.Popen[str]") -> str:
    """What the process says next."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_connection_is_held_by_one_process(tmp_path: Path) -> None:
    """While another process is connected to a host, this one is not; other hosts are free."""
    locks = HostLocks(tmp_path)
    with holder(tmp_path, 1) as other:
        assert said(other) == "held"
        assert locks.claim("a:80", 1) is None
        elsewhere = locks.claim("b:80", 1)
        assert elsewhere is not None
        assert other.stdin is not None
        other.stdin.write("\n")
        other.stdin.flush()
        assert said(other) == "released"
        mine = locks.claim("a:80", 1)
        assert mine is not None
        locks.release(mine)
        locks.release(elsewhere)


def test_as_many_as_the_setting_says(tmp_path: Path) -> None:
    """Two connections are two over all processes, not two each."""
    locks = HostLocks(tmp_path)
    with holder(tmp_path, 2) as first, holder(tmp_path, 2) as second:
        assert (said(first), said(second)) == ("held", "held")
        assert locks.claim("a:80", 2) is None
        third = locks.claim("a:80", 3)
        assert third is not None
        locks.release(third)


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    """Its connection is free at once, however it ended."""
    locks = HostLocks(tmp_path)
    with holder(tmp_path, 1) as other:
        assert said(other) == "held"
        other.kill()
        other.wait()
        mine = locks.claim("a:80", 1)
    assert mine is not None
    locks.release(mine)


def test_the_pace_is_shared(tmp_path: Path) -> None:
    """What one process learns of a host, the other goes by; each host has its own."""
    locks = HostLocks(tmp_path)
    with locks.pace("a:80") as pace:
        assert pace == Pace()
    with holder(tmp_path, 1) as other:
        said(other)
    with locks.pace("a:80") as pace:
        assert (pace.next_start, pace.closed_until) == (7.5, 1e9)
        pace.next_start = 8.5
    with locks.pace("a:80") as pace:
        assert (pace.next_start, pace.closed_until) == (8.5, 1e9)
    with locks.pace("b:80") as pace:
        assert pace == Pace()


def test_hosts_cannot_name_files(tmp_path: Path) -> None:
    """A host's name never becomes a path."""
    locks = HostLocks(tmp_path)
    for host in ("../../x:80", "/etc/x:80", "a/b:80", "é:80", "x" * 5_000):
        held = locks.claim(host, 1)
        assert held is not None
        locks.release(held)
        with locks.pace(host) as pace:
            assert pace == Pace()
    assert all(path.is_file() and path.parent == tmp_path for path in tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 10
