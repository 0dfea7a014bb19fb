"""The mistakes of one file, gathered as they are met."""

import difflib
import itertools
from collections.abc import Iterable

from claimcheck.core.claims_file.limits import MAX_PROBLEMS
from claimcheck.core.claims_file.places import Placed
from claimcheck.errors import Problem

_SHOWN_CHARS = 40
_COMPARED_NAMES = 200


class Unreadable(Exception):
    """The file cannot be read past this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Problems:
    """Keeps the first MAX_PROBLEMS mistakes and counts the others, so that memory is bounded."""

    def __init__(self) -> None:
        self.count = 0
        self._kept: list[Problem] = []

    def add(self, at: Placed, message: str, instead: str = "") -> None:
        """Note one mistake at a place."""
        self.add_problem(Problem(at.line, at.column, message, instead))

    def add_problem(self, problem: Problem) -> None:
        """Note a mistake that already carries its place."""
        self.count += 1
        if self.count <= MAX_PROBLEMS:
            self._kept.append(problem)

    def suggest(self, written: str, names: Iterable[str]) -> str:
        """Say which name was probably meant, or list the names."""
        if self.count >= MAX_PROBLEMS:
            return ""  # will not be shown, and comparing is slow
        known = tuple(itertools.islice(names, _COMPARED_NAMES))
        close = difflib.get_close_matches(written[:_SHOWN_CHARS].lower(), known, n=1)
        return f"did you mean {close[0]}?" if close else f"use one of {', '.join(known[:12])}"

    def listed(self) -> tuple[Problem, ...]:
        """All mistakes in the order of the file; past MAX_PROBLEMS a last one says how many."""
        kept = sorted(self._kept, key=lambda problem: (problem.line, problem.column))
        rest = self.count - len(kept)
        if rest:
            kept.append(Problem(0, 0, f"and {rest:,} more", "mend these first"))
        return tuple(kept)


def show(text: str) -> str:
    """
    Repeat what was written, short, quoted and harmless on a terminal.

    What looks like an address with a password in it is not repeated.
    """
    if may_hold_password(text):
        return "this value"
    return repr(text if len(text) <= _SHOWN_CHARS else text[: _SHOWN_CHARS - 1] + "…")


def may_hold_password(text: str) -> bool:
    """Whether an address with credentials may stand in the text."""
    return "@" in text and (":" in text or "/" in text)
