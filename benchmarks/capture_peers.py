"""The engines that capture.py compares: how each is told what to fetch, and how it is checked."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from capture_measure import check_archive, run

SETUP_SECONDS = 600
_SCRAPY = Path(__file__).with_name("capture_scrapy.py")
_CLAIMCHECK = [sys.executable, "-m", "claimcheck"]
_WGET = ["wget", "--no-config", "--quiet", "--tries=1", "-e", "robots=off",
         "--output-document=/dev/null"]  # fmt: skip

Pages = dict[str, str]
"""The sha256 of each page by its address."""


def clean_environ() -> dict[str, str]:
    """
    Give the environment as an installed program has it.

    Where Python must not keep its bytecode, each start compiles every module anew, which no
    user pays and which would be measured as an engine's own time.
    """
    unwanted = ("CLAIMCHECK_", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}


@dataclass(frozen=True, slots=True)
class Engine:
    """
    One competitor.

    `prepare` writes what it needs into an empty folder and gives the command that is timed;
    `check` looks at the folder and its stdout afterwards and says what is wrong, or nothing.
    """

    name: str
    prepare: Callable[[Path, Pages], list[str]]
    check: Callable[[Path, Pages, str], str]
    environ: dict[str, str] = field(default_factory=clean_environ)


def ours(*, host_connections: int, fetch_options: list[str], name: str = "") -> Engine:
    """Claimcheck: the import is not timed, `fetch` is; row and verifier are checked too."""
    environ = clean_environ() | {
        "CLAIMCHECK_ALLOW_ADDRESSES": "127.0.0.0/8",
        "CLAIMCHECK_HOST_DELAY": "0",
        "CLAIMCHECK_HOST_CONNECTIONS": str(host_connections),
        "CLAIMCHECK_USER": "checker",
    }

    def prepare(folder: Path, pages: Pages) -> list[str]:
        rows = [f"page-{number},Page {number} stands.,{url}" for number, url in enumerate(pages)]
        (folder / "claims.csv").write_text("\n".join(["key,text,source", *rows, ""]))
        read_json(folder, ["import", "claims.csv", "--json"], environ)
        return [*_CLAIMCHECK, "fetch", "--json", *fetch_options]

    def check(folder: Path, pages: Pages, stdout: str) -> str:
        told = {"fetch": json.loads(stdout)["outcomes"].get("archived", 0)}
        sources = read_json(folder, ["sources", "--json"], environ)
        told["rows"] = sum(source["outcome"] == "archived" for source in sources)
        verified = read_json(folder, ["archive", "verify", "--json"], environ)
        told["verify"] = verified["captures"]
        wrong = [f"{what} counts {count}" for what, count in told.items() if count != len(pages)]
        wrong += [problem["what"] for problem in verified["problems"][:3]]
        found = check_archive(sorted((folder / "archive").rglob("*.warc.gz*")), pages)
        return "; ".join([*wrong, *filter(None, [found])])

    return Engine(name or f"ours, {host_connections} a host", prepare, check, environ)


def read_json(folder: Path, arguments: list[str], environ: dict[str, str]) -> Any:
    """Run a command of claimcheck that is not timed, and give what it told."""
    command = [*_CLAIMCHECK, *arguments]
    ran = run(command, folder, environ=environ, timeout_seconds=SETUP_SECONDS)
    if ran.code not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit {ran.code}\n{ran.stderr}")
    return json.loads(ran.stdout)


def wget(processes: int, *, compressed: bool = False) -> Engine:
    """Wget writing WARC, each process with its share of the list."""
    options = [*_WGET, "--compression=gzip"] if compressed else _WGET

    def prepare(folder: Path, pages: Pages) -> list[str]:
        urls = list(pages)
        names = [str(number) for number in range(min(processes, len(urls)))]
        for number, name in enumerate(names):
            share = urls[number * len(urls) // len(names) : (number + 1) * len(urls) // len(names)]
            (folder / f"{name}.txt").write_text("\n".join([*share, ""]))
        (folder / "names").write_text("\n".join([*names, ""]))
        if processes == 1:
            return [*options, "--input-file=0.txt", "--warc-file=0"]
        each = [*options, "--input-file={}.txt", "--warc-file={}"]
        return ["xargs", "-a", "names", "-P", str(processes), "-I{}", *each]

    return Engine(f"wget {processes}{' gzip' * compressed}", prepare, _check_warcs)


def scrapy(peers: Path) -> Engine:
    """Scrapy with warcio, in a virtual environment of its own that is made when missing."""
    python = peers / "bin" / "python"

    def prepare(folder: Path, pages: Pages) -> list[str]:
        if not (peers / "bin" / "scrapy").exists():
            _install(peers, "scrapy", "warcio")
        (folder / "urls.txt").write_text("\n".join(pages))
        return [str(python), "-m", "scrapy", "runspider", str(_SCRAPY),
                "-a", "list=urls.txt", "-a", "warc=out.warc.gz"]  # fmt: skip

    return Engine("scrapy", prepare, _check_warcs)


def _install(peers: Path, *packages: str) -> None:
    uv = shutil.which("uv")
    if uv is None:
        raise SystemExit("needs uv for Scrapy's environment; leave it out with --engines")
    subprocess.run([uv, "venv", "--quiet", "--clear", peers], check=True, timeout=SETUP_SECONDS)
    subprocess.run(
        [uv, "pip", "install", "--quiet", "--python", peers / "bin" / "python", *packages],
        check=True, timeout=SETUP_SECONDS,
    )  # fmt: skip


def _check_warcs(folder: Path, pages: Pages, stdout: str) -> str:
    return check_archive(sorted(folder.glob("*.warc.gz")), pages)


def curl() -> Engine:
    """Curl, the floor: it keeps nothing, but takes the same gzip off the wire as we do."""

    def prepare(folder: Path, pages: Pages) -> list[str]:
        lines = [f'url = "{url}"\noutput = "/dev/null"' for url in pages]
        (folder / "curlrc").write_text("\n".join(lines))
        return ["curl", "--disable", "--silent", "--show-error", "--parallel", "--parallel-max",
                "64", "--parallel-immediate", "--header", "Accept-Encoding: gzip",
                "--write-out", "%{http_code}\\n", "--config", "curlrc"]  # fmt: skip

    def check(folder: Path, pages: Pages, stdout: str) -> str:
        count = stdout.split().count("200")
        return "" if count == len(pages) else f"{count} of status 200"

    return Engine("curl", prepare, check)


def default_peers() -> Path:
    """Give the folder of the peers' environment: the same for every run."""
    return Path(tempfile.gettempdir()) / "claimcheck-peers"
