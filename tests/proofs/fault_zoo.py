"""
The proof that no bad server breaks a capture, its memory, its time or another capture.

    python tests/proofs/fault_zoo.py [--only WORD] [--table]

serves each case of zoo_cases.py and zoo_answers.py on a port of its own. `claimcheck fetch` runs
for it in a process of its own, forked from one that has captured a page before, together with a
good page on another host. Wanted: the right outcome, an end within LONGEST_SECONDS, at most
MOST_KIB more memory at the peak than the same run with two good pages, and the good page archived.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import cli_support
from proofs import zoo_answers, zoo_cases, zoo_runner
from proofs.zoo_cases import Case
from proofs.zoo_servers import Servers

LONGEST_SECONDS = 20.0
KILLED_AFTER_SECONDS = 60
MOST_KIB = 32 * 1024
CAPTURE_SECONDS = 4
"""CLAIMCHECK_TIMEOUT: short, so that the silent ones do not take the whole day."""

AT_ONCE = 6
BASELINE = "two good pages"

SETTINGS = {
    "CLAIMCHECK_ALLOW_ADDRESSES": "127.0.0.0/8",
    "CLAIMCHECK_HOST_DELAY": "0",
    "CLAIMCHECK_TIMEOUT": str(CAPTURE_SECONDS),
}


@dataclass(frozen=True, slots=True)
class Job:
    """One run for the forking process: a folder and what it cites there."""

    name: str
    folder: str
    url: str
    good_url: str


@dataclass(frozen=True, slots=True)
class Result:
    """How a run ended, and what was wrong with it."""

    name: str
    outcome: str
    reason: str
    quality: str
    seconds: float
    extra_kib: int
    faults: tuple[str, ...]

    def __str__(self) -> str:
        """Give a line of the table."""
        ending = f"{self.outcome}, {self.reason}" + (f" [{self.quality}]" if self.quality else "")
        faults = f"  !! {'; '.join(self.faults)}" if self.faults else ""
        cost = f"{self.extra_kib / 1024:6.1f} MB {self.seconds:5.1f} s"
        return f"{self.name:34} {cost}  {ending}{faults}"


def all_cases() -> list[Case]:
    """Give every case of the zoo."""
    return [
        *zoo_cases.connections(),
        *zoo_cases.certificates(),
        *zoo_cases.heads(),
        *zoo_cases.bodies(),
        *zoo_cases.codings(),
        *zoo_answers.statuses(),
        *zoo_answers.waits(),
        *zoo_answers.redirects(),
        *zoo_answers.rules(),
        *zoo_answers.pages(),
    ]


def prove(
    home: Path, cases: Sequence[Case], *, longest_seconds: float = LONGEST_SECONDS
) -> list[Result]:
    """Capture every case's page and judge how that went."""
    good = Case(BASELINE, zoo_answers.GOOD, zoo_cases.ARCHIVED)
    with ExitStack() as stack:
        servers = stack.enter_context(Servers(home).open([good, *cases]))
        template = home / "template"
        template.mkdir()
        _write_claims(template, servers.good_url("/template"))
        jobs = list(_plan(home, [good, *cases], servers))
        ended = _run_jobs(template, jobs, servers.authority)
    baseline = ended[BASELINE]["peak_kib"]
    results = [
        _judge(case, ended.get(case.name), job, baseline)
        for case, job in zip(cases, jobs[1:], strict=True)
    ]
    return [
        replace(result, faults=(*result.faults, "too slow"))
        if result.seconds > longest_seconds
        else result
        for result in results
    ]


def _plan(home: Path, cases: Sequence[Case], servers: Servers) -> Iterator[Job]:
    for number, case in enumerate(cases):
        folder = str(home / f"case-{number}")
        yield Job(case.name, folder, servers.url(case), servers.good_url(f"/{number}"))


def _write_claims(folder: Path, *urls: str) -> None:
    rows = [f'claim-{n},"Claim {n} stands here.","{url}"' for n, url in enumerate(urls)]
    (folder / "claims.csv").write_text("\n".join(["key,text,source", *rows, ""]), encoding="utf-8")


def _run_jobs(template: Path, jobs: Sequence[Job], authority: Path) -> dict[str, dict[str, Any]]:
    """Let the forking process do the jobs; gives what each left, by name."""
    settings = cli_support.environment(SETTINGS | {"SSL_CERT_FILE": str(authority)})
    done = subprocess.run(
        [sys.executable, __file__, "--runner", str(template)],
        input=json.dumps([asdict(job) for job in jobs]).encode(),
        env=settings,
        stdout=subprocess.PIPE,
        check=True,
    )
    return {ended["name"]: ended for ended in map(json.loads, done.stdout.splitlines())}


def _judge(case: Case, ended: dict[str, Any] | None, job: Job, baseline_kib: int) -> Result:
    if ended is None or ended["code"] != 0:
        said = ended["said"] if ended else "killed, or never ended"
        return Result(case.name, "none", "", "", LONGEST_SECONDS, 0, (f"no result: {said}",))
    sources = {source["url"]: source for source in ended["sources"]}
    good, source = sources[job.good_url], sources[job.url]
    extra_kib = ended["peak_kib"] - baseline_kib
    found = Result(
        case.name,
        source["outcome"],
        source["reason"] or "",
        source["quality"] or "",
        ended["seconds"],
        extra_kib,
        (),
    )
    faults = [
        (found.outcome not in case.outcomes, f"wanted {' or '.join(sorted(case.outcomes))}"),
        (case.reason not in ("", found.reason), f"wanted reason {case.reason}"),
        (case.quality not in ("", found.quality), f"wanted quality {case.quality}"),
        (good["outcome"] != "archived", f"the good page is {good['outcome']}"),
        (extra_kib > MOST_KIB, "too much memory"),
    ]
    return replace(found, faults=tuple(word for is_so, word in faults if is_so))


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--only", default="", help="only cases with this word in their name")
    parser.add_argument("--table", action="store_true", help="print every case")
    parser.add_argument("--runner", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.runner:
        zoo_runner.run_all(
            Path(options.runner), at_once=AT_ONCE, longest_seconds=KILLED_AFTER_SECONDS
        )
        return 0
    cases = [case for case in all_cases() if options.only in case.name]
    with tempfile.TemporaryDirectory() as name:
        results = prove(Path(name), cases)
    bad = [result for result in results if result.faults]
    for result in results if options.table else bad:
        print(result)
    most = max(results, key=lambda result: result.extra_kib)
    print(
        f"{len(results) - len(bad)} of {len(results)} cases right; at most "
        f"{most.extra_kib / 1024:.1f} MB extra ({most.name}), "
        f"{max(result.seconds for result in results):.1f} s"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
