"""Errors: their exit codes, their next step, and where a mistake stands."""

import ast
from pathlib import Path

import pytest

import claimcheck
from claimcheck import errors
from claimcheck.errors import ClaimcheckError, ClaimsFileError, Problem

CODES = (
    # an error, its exit code
    (errors.BadInput, 2),
    (errors.UnknownName, 2),
    (errors.Refused, 2),
    (errors.Outdated, 2),
    (errors.Unusable, 3),
    (errors.DatabaseUnusable, 3),
    (errors.ArchiveUnusable, 3),
)


@pytest.mark.parametrize(("kind", "code"), CODES)
def test_each_error_has_its_exit_code(kind: type[ClaimcheckError], code: int) -> None:
    """2 for what was given, 3 for what cannot be used; message and next step are kept."""
    error = kind("what", next_step="then")
    assert (error.exit_code, str(error), error.next_step) == (code, "what", "then")


PLACES = (
    # a problem, how it reads
    (Problem(3, 5, "no key", "write one"), "3:5: no key (write one)"),
    (Problem(3, 5, "no key"), "3:5: no key"),
    (Problem(0, 0, "empty", "write a claim"), "empty (write a claim)"),
)


@pytest.mark.parametrize(("problem", "text"), PLACES)
def test_a_problem_says_where_it_is(problem: Problem, text: str) -> None:
    """Line and column as editors write them; none for the file as a whole."""
    assert str(problem) == text


def test_a_claims_file_counts_its_mistakes() -> None:
    """One is a mistake, two are mistakes, and the next step is there without being given."""
    one = ClaimsFileError("a.yaml", (Problem(1, 1, "x"),))
    two = ClaimsFileError("a.yaml", (Problem(1, 1, "x"), Problem(2, 1, "y")))
    assert one.message == "a.yaml: 1 mistake, nothing was imported"
    assert two.message == "a.yaml: 2 mistakes, nothing was imported"
    assert one.next_step


def test_every_error_in_the_code_names_the_next_step() -> None:
    """Nothing that a user can meet is raised without saying what to do."""
    names = {kind.__name__ for kind, _ in CODES}
    without, found = [], 0
    for module in Path(claimcheck.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                called = node.exc.func
                name = (
                    called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                )
                found += name in names
                given = {keyword.arg for keyword in node.exc.keywords}
                if name in names and "next_step" not in given:
                    without.append(f"{module.name}:{node.lineno}")
    assert found > 40
    assert without == []
