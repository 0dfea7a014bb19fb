"""
The main job on real pages: import, fetch, evidence and report over folders of HTML.

    python benchmarks/main_job.py --pages /usr/share/doc/python3.11/html --sizes 250 500

serves the pages of the folder on many loopback addresses, makes one claim of a sentence of each,
and runs the commands as whole processes. Prints wall seconds, CPU seconds and peak memory of
each, what became of the sources, whether FastWARC and warcio take the archive, and how often the
best passage holds the very sentence. Needs the development dependencies.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from lxml import html

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import capture_support
import fetch_support
import postgres_server
from capture_support import count_records

MIN_SENTENCE_CHARS = 30
MAX_SENTENCE_CHARS = 600
# A process inherits the peak of the one that starts it, so a small one starts and measures it.
_MEASURE = """
import json, os, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], check=False).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
per_kibibyte = 1024 if sys.platform == "darwin" else 1
told = [code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_kibibyte]
sys.stderr.write("\\n" + json.dumps(told))
"""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Ran:
    """One process: its exit code, wall and CPU seconds, peak memory in MiB, and its stdout."""

    code: int
    seconds: float
    cpu_seconds: float
    peak_mib: float
    stdout: str

    def __str__(self) -> str:
        return f"{self.seconds:6.1f} s, {self.cpu_seconds:6.1f} s CPU, {self.peak_mib:5.0f} MiB"


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder, a database and the environment that the commands run in."""

    folder: Path
    environ: dict[str, str]

    def run(self, *arguments: str) -> Ran:
        """Run one command of claimcheck as a process of its own."""
        command = [sys.executable, "-S", "-c", _MEASURE, sys.executable, "-m", "claimcheck"]
        began = time.monotonic()
        done = subprocess.run(
            [*command, *arguments],
            cwd=self.folder,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
        seconds = time.monotonic() - began
        code, cpu_seconds, kibibytes = json.loads(done.stderr.splitlines()[-1])
        return Ran(code, seconds, cpu_seconds, kibibytes / 1024, done.stdout.decode())


def main() -> None:
    """Run every size on every database."""
    options = _options()
    pages = read_pages(options.pages, max(options.sizes))
    hosts = [f"127.0.0.{number}" for number in range(2, 2 + options.hosts)]
    with ExitStack() as stack:
        server = stack.enter_context(postgres_server.serve()) if "postgres" in options.on else ""
        for database in options.on:
            for size in options.sizes:
                with _serving(pages[:size], hosts) as claims, tempfile.TemporaryDirectory() as home:
                    address = _database(database, server, Path(home))
                    desk = _desk(Path(home), address, options.delay)
                    print(f"\n{database}, {size} pages, host delay {options.delay:g} s", flush=True)
                    measure(desk, claims, by_part=options.by_part)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--pages", type=Path, required=True, help="a folder with .html files")
    parser.add_argument("--sizes", type=int, nargs="+", default=[250, 500])
    parser.add_argument("--hosts", type=int, default=25, help="loopback addresses to serve on")
    parser.add_argument("--delay", type=float, default=0.0, help="CLAIMCHECK_HOST_DELAY")
    parser.add_argument("--on", nargs="+", default=["sqlite", "postgres"])
    parser.add_argument("--by-part", action="store_true", help="the commands one by one, not `run`")
    return parser.parse_args()


def read_pages(folder: Path, count: int) -> list[tuple[bytes, str]]:
    """Read pages that hold a sentence; gives the bytes and that sentence."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        content = path.read_bytes()
        sentence = first_sentence(content)
        if sentence is not None:
            found.append((content, sentence))
        if len(found) == count:
            return found
    raise SystemExit(f"{folder} has only {len(found)} pages with a sentence")


def first_sentence(content: bytes) -> str | None:
    """Give the first whole sentence of a page's main text; of a bare list, its first entry."""
    page = html.document_fromstring(content)
    blocks = page.xpath("//*[@role='main']//p | //*[@role='main']//li")
    texts = (" ".join(block.text_content().split()) for block in blocks)
    sentences = [_SENTENCE_END.split(text)[0] for text in texts]
    fitting = [s for s in sentences if MIN_SENTENCE_CHARS <= len(s) <= MAX_SENTENCE_CHARS]
    return next((s for s in fitting if s.endswith(".")), next(iter(fitting), None))


@contextmanager
def _serving(
    pages: list[tuple[bytes, str]], hosts: list[str]
) -> Iterator[dict[str, tuple[str, str]]]:
    """Serve the pages from this process and give the claims: text and source by key."""
    answers: dict[str, dict[str, Any]] = {host: {} for host in hosts}
    places = []
    for number, (content, sentence) in enumerate(pages):
        host, path = hosts[number % len(hosts)], f"/{number}.html"
        answers[host][path] = fetch_support.page(content, headers=b"Content-Type: text/html\r\n")
        places.append((sentence, host, path))
    with capture_support.serve(answers) as sites:
        yield {
            f"page-{number}": (sentence, sites[host].url(path, host=host))
            for number, (sentence, host, path) in enumerate(places)
        }


def _database(kind: str, server: str, home: Path) -> str:
    if kind == "sqlite":
        return f"sqlite:///{home / 'claimcheck.db'}"
    name = home.name.lower()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server.rsplit('/', 1)[0]}/{name}"


def _desk(home: Path, database: str, delay: float) -> Desk:
    environ = {name: value for name, value in os.environ.items() if "CLAIMCHECK_" not in name}
    desk = Desk(
        home,
        environ
        | {
            "CLAIMCHECK_DATABASE_URL": database,
            "CLAIMCHECK_ALLOW_ADDRESSES": "127.0.0.0/8",
            "CLAIMCHECK_HOST_DELAY": str(delay),
            "CLAIMCHECK_USER": "checker",
        },
    )
    desk.run("db", "upgrade")
    return desk


def measure(desk: Desk, claims: dict[str, tuple[str, str]], *, by_part: bool) -> None:
    """Run the job and print what it took and what came of it."""
    capture_support.write_claims(desk.folder / "claims.csv", claims)
    parts = (
        [["import", "claims.csv"], ["fetch"], ["evidence"], ["report", "-o", "report.html"]]
        if by_part
        else [["run", "claims.csv", "-o", "report.html"]]
    )
    for part in parts:
        ran = desk.run(*part)
        print(f"  {part[0]:<9}{ran}, exit {ran.code}", flush=True)
    _judge(desk, claims)


def _judge(desk: Desk, claims: dict[str, tuple[str, str]]) -> None:
    listed = json.loads(desk.run("list", "--json").stdout)
    outcomes = Counter(c["outcome"] for claim in listed for c in claim["citations"])
    print(f"  outcomes {dict(outcomes)}, archived {outcomes['archived'] / len(claims):.1%}")
    print(f"  report   {(desk.folder / 'report.html').stat().st_size / 2**20:.1f} MiB")
    records, errors = count_records(desk.folder / "archive")
    print(f"  WARC     {records} records, errors {errors}")
    verified = desk.run("archive", "verify", "--json")
    found = json.loads(verified.stdout)
    problems = len(found.pop("problems"))
    print(f"  verify   {verified}, {found}, {problems} problems")
    held, first = _count_held(desk, claims)
    print(f"  evidence the sentence is in the best passage of {first}, in any of {held}")


def _count_held(desk: Desk, claims: dict[str, tuple[str, str]]) -> tuple[int, int]:
    """Count the claims whose sentence stands in a proposed passage, and in the best one."""
    held, first, seen = set(), set(), set()
    for proposed in json.loads(desk.run("evidence", "--json", "--dry-run").stdout):
        key = proposed["claim"]
        if claims[key][0] in " ".join(proposed["exact"].split()):
            held.add(key)
            if key not in seen:
                first.add(key)
        seen.add(key)
    return len(held), len(first)


if __name__ == "__main__":
    main()
