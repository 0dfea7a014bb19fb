"""
The proof that a full disk costs nothing that was acknowledged.

    python tests/proofs/full_disk.py --megabytes 2 --pages 60      (as root: it mounts a tmpfs)

fetches into an archive on a file system that is too small, sees the fetch end with code 3 and a
next step, makes room, fetches again, and looks at everything: every source captured once, archive
and ledger whole.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import random

from kill_fetch import Trial, _check_rows, _finish, _opened, _write_pages

import capture_support


def prove(home: Path, *, megabytes: int, pages: int) -> list[str]:
    """Give what does not hold."""
    dice = random.Random(1)
    archive = home / "archive"
    archive.mkdir()
    with (
        _mounted(archive, megabytes),
        _opened(home, f"sqlite:///{home / 'claimcheck.db'}") as workspace,
        capture_support.serve(_write_pages(pages, dice)) as sites,
    ):
        urls = [sites[host].url(path, host=host) for host in sites for path in sites[host].answers]
        capture_support.cite(workspace, home, *urls)
        trial = Trial(home, workspace, dice, 0, 2)
        full = trial.start("fetch", "--json")
        full.communicate()
        problems = [] if full.returncode == 3 else [f"a full disk ended with {full.returncode}"]
        subprocess.run(["mount", "-o", f"remount,size={megabytes * 50}m", archive], check=True)
        problems += [*_finish(trial), *_check_rows(workspace, len(urls))]
        _, errors = capture_support.count_records(archive)
        problems += [f"{reader}: {count} errors" for reader, count in errors.items() if count]
    return problems


@contextmanager
def _mounted(folder: Path, megabytes: int) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def main() -> int:
    """Prove it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--megabytes", type=int, default=1)
    parser.add_argument("--pages", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        problems = prove(Path(name), megabytes=options.megabytes, pages=options.pages)
    print(json.dumps(problems) if problems else "nothing lost, nothing doubled")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
