"""Printing: results to stdout, progress and errors to stderr, nothing hostile to a terminal."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, Protocol

from claimcheck.errors import ClaimcheckError, ClaimsFileError
from claimcheck.reports.words import clean

PLAIN_PROGRESS_EVERY = 25
"""Where there is no terminal, a line each so many steps keeps a log readable."""


def prepare() -> None:
    """Make every text printable, whatever the terminal; what is piped is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def say(text: str = "") -> None:
    """Print a line of result, with control characters made harmless."""
    sys.stdout.write(clean(text) + "\n")


def tell(text: str) -> None:
    """Print a line about the work on stderr, where it does not get into a result."""
    sys.stderr.write(clean(text) + "\n")


def write(text: str) -> None:
    """Print text that is safe already, as it is."""
    sys.stdout.write(text)


def say_json(document: Any) -> None:
    """Print one JSON document in pure ASCII."""
    sys.stdout.write(json.dumps(document, indent=2) + "\n")


def say_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print columns, each as wide as its widest cell; the last one is free to run on."""
    cells = [[clean(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header) - 1)]
    for row in cells:
        fixed = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        sys.stdout.write("  ".join([*fixed, row[-1]]).rstrip() + "\n")


def complain(error: ClaimcheckError) -> None:
    """Print what went wrong and what to do next, on stderr."""
    if isinstance(error, ClaimsFileError):
        for problem in error.problems:
            space = "" if problem.line else " "  # name:line:column: is what editors understand
            sys.stderr.write(clean(f"{error.name}:{space}{problem}") + "\n")
    sys.stderr.write(clean(f"error: {error.message}") + "\n")
    if error.next_step:
        sys.stderr.write(clean(f"next: {error.next_step}") + "\n")


class Advance(Protocol):
    """What is called with each step of long work, and a word about it."""

    def __call__(self, steps: int = 1, word: str = "") -> None: ...


@contextmanager
def progress(label: str, total: int) -> Iterator[Advance]:
    """Show how far long work is: a bar on a terminal, a line now and then elsewhere."""
    if sys.stderr.isatty():
        with _bar(label, total) as advance:
            yield advance
    else:
        yield _lines(label, total)


@contextmanager
def _bar(label: str, total: int) -> Iterator[Advance]:
    # Only here, because most commands show no bar and rich takes its time to load.
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TextColumn("{task.fields[word]}"), console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=total, word="")

        def advance(steps: int = 1, word: str = "") -> None:
            bar.update(task, advance=steps, word=escape(clean(word))[:60])

        yield advance


def _lines(label: str, total: int) -> Advance:
    done = 0

    def advance(steps: int = 1, word: str = "") -> None:
        nonlocal done
        before, done = done, done + steps
        if done // PLAIN_PROGRESS_EVERY > before // PLAIN_PROGRESS_EVERY or done >= total:
            sys.stderr.write(f"{label}: {done} of {total}\n")

    return advance
