"""What capture.py found, as values and as a table."""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a table: an engine at a number of pages, hosts and a latency."""

    engine: str
    pages: int
    hosts: int
    latency_seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """One run of a case; `wrong` says what its archive lacks. Memory in MiB."""

    case: Case
    round: int
    seconds: float
    cpu_seconds: float
    other_cpu_seconds: float
    process_mib: float
    tree_mib: float
    wrong: str

    def __str__(self) -> str:
        case = self.case
        return (
            f"{case.engine}, {case.pages} pages, {case.hosts} hosts: {self.seconds:.2f} s, "
            f"{self.cpu_seconds:.2f} s CPU (all else {self.other_cpu_seconds:.2f}), "
            f"{self.tree_mib:.0f} MiB, {self.wrong or 'valid'}"
        )


@dataclass(frozen=True, slots=True)
class Median:
    """
    The medians of the valid runs of a case.

    `other_cores` is how many processors worked for all else meanwhile: where it is more than
    the server needs, someone else was at work, and the seconds prove little.
    """

    case: Case
    runs: int
    seconds: float
    cpu_ms_per_page: float
    process_mib: float
    tree_mib: float
    other_cores: float

    @property
    def pages_per_second(self) -> float:
        """Whole processes: starting them counts."""
        return self.case.pages / self.seconds


def medians(results: Iterable[Result]) -> list[Median]:
    """Sum up the valid runs of each case; a case without one is left out."""
    by_case: dict[Case, list[Result]] = {}
    for result in results:
        if not result.wrong:
            by_case.setdefault(result.case, []).append(result)
    return [_median(case, runs) for case, runs in by_case.items()]


def _median(case: Case, runs: list[Result]) -> Median:
    def of(value: Callable[[Result], float]) -> float:
        return statistics.median(map(value, runs))

    return Median(
        case,
        len(runs),
        of(lambda run: run.seconds),
        of(lambda run: run.cpu_seconds) * 1000 / case.pages,
        of(lambda run: run.process_mib),
        of(lambda run: run.tree_mib),
        of(lambda run: run.other_cpu_seconds / run.seconds),
    )


def print_table(title: str, results: list[Result]) -> None:
    """Print the medians, and how each of ours stands to each of the others."""
    found = sorted(medians(results), key=lambda median: median.case.engine)
    mine = [median for median in found if is_ours(median.case)]
    others = [median for median in found if not is_ours(median.case)]
    print(f"\n{title}\n")
    print("| | pages | hosts | runs | seconds | pages/s | CPU ms/page | largest process MiB | "
          "all MiB | cores for all else |")  # fmt: skip
    print("|---|" + "---:|" * 9)
    for median in mine + others:
        print(_row(median))
    if mine and others:
        print("\n| ours to each | " + " | ".join(m.case.engine for m in others) + " |")
        print("|---|" + "---:|" * len(others))
        for median in mine:
            _print_ratios(median, others)
    for result in results:
        if result.wrong:
            print(f"\nINVALID: {result}")
    print(flush=True)


def is_ours(case: Case) -> bool:
    """Tell claimcheck from its peers."""
    return case.engine.startswith("ours")


def _row(m: Median) -> str:
    cells = [m.case.engine, m.case.pages, m.case.hosts, m.runs, f"{m.seconds:.2f}",
             f"{m.pages_per_second:.1f}", f"{m.cpu_ms_per_page:.2f}", f"{m.process_mib:.0f}",
             f"{m.tree_mib:.0f}", f"{m.other_cores:.1f}"]  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _print_ratios(mine: Median, others: list[Median]) -> None:
    speed = [f"{mine.pages_per_second / other.pages_per_second:.2f}" for other in others]
    cpu = [f"{mine.cpu_ms_per_page / other.cpu_ms_per_page:.2f}" for other in others]
    print(f"| {mine.case.engine}: pages/s, times | {' | '.join(speed)} |")
    print(f"| {mine.case.engine}: CPU a page, times | {' | '.join(cpu)} |")


def write_json(path: Path, results: list[Result]) -> None:
    """Write every single run, with what was measured and where."""
    machine = {"cores": os.cpu_count(), "kernel": platform.release(), "versions": _versions()}
    told = {"machine": machine, "arguments": sys.argv[1:], "runs": list(map(asdict, results))}
    path.write_text(json.dumps(told, indent=1) + "\n")


def _versions() -> dict[str, str]:
    """Say what was measured, in each tool's own words."""
    commands = {
        "claimcheck": [sys.executable, "-m", "claimcheck", "--version"],
        "python": [sys.executable, "--version"],
        "wget": ["wget", "--version"],
        "curl": ["curl", "--version"],
        "commit": ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"],
    }
    return {name: _first_line(command) for name, command in commands.items()}


def _first_line(command: list[str]) -> str:
    if shutil.which(command[0]) is None:
        return "missing"
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return next(iter(done.stdout.splitlines()), "")
