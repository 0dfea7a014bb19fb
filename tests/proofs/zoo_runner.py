"""
The forking process of the fault zoo: every job in a child that starts equal.

It imports claimcheck and captures a page once, so that a child's memory is that of its own job.
"""

import json
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path

from claimcheck.cli.main import run

ERRORS = 99
"""Where stderr is kept while a child's own goes to a file."""


def run_all(template: Path, *, at_once: int, longest_seconds: int) -> None:
    """Do the jobs on stdin, so many at once; one line of JSON on stdout for each that ended."""
    jobs = json.load(sys.stdin)
    out = os.dup(1)
    os.dup2(2, ERRORS)
    _say_into(template)
    os.chdir(template)
    for command in (["import", "claims.csv"], ["fetch"], ["sources", "--json"]):
        run(command)
    waiting, children = list(reversed(jobs)), {}
    while waiting or children:
        while waiting and len(children) < at_once:
            job = waiting.pop()
            children[_fork(template, job, longest_seconds)] = job
        ended, _ = os.wait()
        job = children.pop(ended)
        left = Path(job["folder"]) / "result.json"
        if left.exists():
            os.write(out, left.read_bytes() + b"\n")


def _fork(template: Path, job: dict[str, str], longest_seconds: int) -> int:
    child = os.fork()
    if child:
        return child
    code, errors = 1, os.fdopen(os.dup(ERRORS), "w")
    try:
        signal.alarm(longest_seconds)  # its default action ends this process
        _do(template, job)
        code = 0
    finally:
        if code:
            errors.write(traceback.format_exc())
            errors.flush()
        os._exit(code)


def _do(template: Path, job: dict[str, str]) -> None:
    folder = Path(job["folder"])
    shutil.copytree(template, folder)
    os.chdir(folder)
    _say_into(folder)
    rows = [f'claim-{name},"Claim {name}.","{job[name]}"' for name in ("url", "good_url")]
    (folder / "claims.csv").write_text("\n".join(["key,text,source", *rows, ""]), encoding="utf-8")
    codes = [run(["import", "claims.csv"])]
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # resets VmHWM: proc(5)
    began = time.monotonic()
    codes.append(run(["fetch"]))
    seconds, peak_kib = time.monotonic() - began, _peak_kib()
    said = (folder / "said.txt").read_text(encoding="utf-8", errors="replace")[-600:]
    _say_into(folder, "sources.json")
    codes.append(run(["sources", "--json"]))
    sys.stdout.flush()
    result = {
        "name": job["name"],
        "code": max(codes),
        "said": said,
        "seconds": seconds,
        "peak_kib": peak_kib,
        "sources": json.loads((folder / "sources.json").read_text(encoding="utf-8")),
    }
    (folder / "result.json").write_text(json.dumps(result), encoding="utf-8")


def _say_into(folder: Path, name: str = "said.txt") -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    file = os.open(folder / name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.close(file)


def _peak_kib() -> int:
    """The highest memory of this process, or of a process that it started and waited for."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
