"""Every error that a user can meet. Each carries the next step to take.

ClaimcheckError
├── BadInput                exit 2   something that was typed or given is wrong
│   ├── ClaimsFileError              a claims file, with all its problems and where they are
│   ├── UnknownName                  no such claim, source, report or capture
│   └── Refused                      a rule of the desk forbids the step
│       └── Outdated                 somebody else was faster
└── Unusable                exit 3   the database or the archive cannot be used
    ├── DatabaseUnusable
    └── ArchiveUnusable

An unreachable source is no error: it is an outcome (core/outcomes.py).
"""

from dataclasses import dataclass


class ClaimcheckError(Exception):
    """The base: a plain sentence, and what to do next."""

    exit_code = 1

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class BadInput(ClaimcheckError):
    """Correct what was given and call again; nothing was changed."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One mistake in a file: where it is, what is wrong, what to write instead.

    `line` and `column` count from 1; 0 means the file as a whole.
    """

    line: int
    column: int
    message: str
    instead: str = ""

    def __str__(self) -> str:
        where = f"{self.line}:{self.column}: " if self.line else ""
        return f"{where}{self.message}" + (f" ({self.instead})" if self.instead else "")


class ClaimsFileError(BadInput):
    """Mend every listed place of the claims file and import it again."""

    def __init__(self, name: str, problems: tuple[Problem, ...], *, next_step: str = "") -> None:
        count = len(problems)
        super().__init__(
            f"{name}: {count} mistake{'s' if count != 1 else ''}, nothing was imported",
            next_step=next_step or "mend the places above and import the file again",
        )
        self.name = name
        self.problems = problems


class UnknownName(BadInput):
    """Look the name up with `claimcheck list` or `claimcheck sources`."""


class Refused(BadInput):
    """The message gives the rule; the next step says how to satisfy it."""


class Outdated(Refused):
    """Look at the claim again (`claimcheck show KEY`), then decide on what it says now."""


class Unusable(ClaimcheckError):
    """Something outside the command has to be put right first."""

    exit_code = 3


class DatabaseUnusable(Unusable):
    """Run `claimcheck doctor` to see what is wrong with the database."""


class ArchiveUnusable(Unusable):
    """Run `claimcheck doctor` to see what is wrong with the archive folder."""
