"""
Read real pages and time both tiers against trafilatura's own default.

    python benchmarks/documents.py FOLDER [--min-bytes 150000 --max-bytes 250000 --rounds 5]
    python benchmarks/documents.py FOLDER --trafilatura VENV/bin/python

FOLDER holds .html or .html.gz files, in folders below it too. CPU time of this thread is taken for
each page, the best of --rounds; medians are given. With --trafilatura, the Python of an
environment that has it, the same pages are read by it in the same run, page by page in turns, and
the ratio of the sums is given. It is no dependency of the project.
"""

import argparse
import gzip
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from claimcheck.core.documents import read_document
from claimcheck.core.documents.facts import Facts
from claimcheck.core.documents.plainness import plain_source
from claimcheck.core.documents.tree import TreeReader

PEER = """
import sys, time, trafilatura
for line in sys.stdin:
    path, rounds = line.rstrip("\\n").split("\\t")
    content = open(path, "rb").read()
    if path.endswith(".gz"):
        import gzip
        content = gzip.decompress(content)
    best = 9e9
    for _ in range(int(rounds)):
        began = time.thread_time()
        trafilatura.extract(content, include_comments=False, include_tables=True)
        best = min(best, time.thread_time() - began)
    print(best, flush=True)
"""


def pages(folder: Path, min_bytes: int, max_bytes: int) -> Iterator[tuple[Path, bytes]]:
    """Give the pages of that size, in order of their names."""
    for path in sorted(folder.rglob("*.html*")):
        if path.is_file():
            content = path.read_bytes()
            content = gzip.decompress(content) if path.suffix == ".gz" else content
            if min_bytes <= len(content) <= max_bytes:
                yield path, content


def best(rounds: int, run: Callable[[], object]) -> float:
    """Give the least CPU seconds that a call took."""
    taken = []
    for _ in range(rounds):
        began = time.thread_time()
        run()
        taken.append(time.thread_time() - began)
    return min(taken)


def read_whole_text(content: bytes) -> str | None:
    """Read the whole text of a page in UTF-8 off its tree; None where none is built."""
    source = plain_source(content)
    return TreeReader(source).read(Facts()).text if source else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--min-bytes", type=int, default=150_000)
    parser.add_argument("--max-bytes", type=int, default=250_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--trafilatura", metavar="PYTHON")
    asked = parser.parse_args()
    peer = None
    if asked.trafilatura:
        peer = subprocess.Popen(
            [asked.trafilatura, "-c", PEER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
    both, whole, theirs, treeless = [], [], [], 0
    for path, content in pages(asked.folder, asked.min_bytes, asked.max_bytes):
        both.append(best(asked.rounds, lambda c=content: read_document(c, "text/html", "")))
        if read_whole_text(content) is None:
            treeless += 1
        else:
            whole.append(best(asked.rounds, lambda c=content: read_whole_text(c)))
        if peer and peer.stdin and peer.stdout:
            peer.stdin.write(f"{path}\t{asked.rounds}\n")
            peer.stdin.flush()
            theirs.append(float(peer.stdout.readline()))
    found = {
        "pages": len(both),
        "pages_without_a_tree": treeless,
        "whole_text_ms": round(1000 * median(whole), 2),
        "both_tiers_ms": round(1000 * median(both), 2),
    }
    if theirs:
        found |= {
            "trafilatura_ms": round(1000 * median(theirs), 2),
            "ratio": round(sum(both) / sum(theirs), 3),
        }
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
