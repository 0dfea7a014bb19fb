"""The status report, the whole loop in one command, and the demonstration."""

import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import captures, claims, console
from claimcheck.cli.options import JsonFlag, open_workspace
from claimcheck.core import standing
from claimcheck.core.standing import FailRule
from claimcheck.errors import ArchiveUnusable, BadInput

if TYPE_CHECKING:  # loaded by the commands that need them
    from claimcheck.app.reporting import Format
    from claimcheck.app.workspace import Workspace

Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write it to this file.")]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULE",
        help=f"Exit 1 if a claim is one of these: {', '.join(FailRule)}. Repeat, or use commas.",
    ),
]
Form = Annotated[
    str | None, typer.Option("--format", metavar="FORM", help="text, md, html or json.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("report", epilog="Example: claimcheck report -o status.html --fail-on refuted")(
        report
    )
    app.command("run", epilog="Example: claimcheck run claims.yaml -o status.html")(run)
    app.command("demo", epilog="Example: claimcheck demo")(demo)


def report(
    context: typer.Context,
    form: Form = None,
    output: Output = None,
    fail_on: FailOn = None,
    as_json: JsonFlag = False,
) -> None:
    """Report what is verified, what is not, and why; exit 1 if a rule of --fail-on is broken."""
    wanted = _wanted(form, output, fail_on, as_json=as_json)
    _report(open_workspace(context), wanted)


def run(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A claims file: .yaml, .json or .csv.")],
    form: Form = None,
    output: Output = None,
    fail_on: FailOn = None,
    concurrency: captures.Concurrency = captures.DEFAULT_CONCURRENCY,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the file and stop; change nothing.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Import a claims file, fetch its sources, find evidence and report."""
    from claimcheck.app import capturing, intake

    wanted = _wanted(form, output, fail_on, as_json=as_json)
    claims_file = intake.read_claims(file)
    workspace = open_workspace(context, dry_run=dry_run)
    imported = intake.import_claims(workspace, claims_file, dry_run=dry_run)
    console.tell(claims.imported_line(imported))
    if dry_run:
        console.tell("dry run: nothing was changed")
        if as_json:
            console.say_json(asdict(imported))
        return
    captured = captures.run_fetch(workspace, capturing.Wanted(), concurrency=concurrency)
    console.tell(f"{captured.fetched} of {captured.due} sources fetched")
    damage = _run_evidence(workspace)
    _report(workspace, wanted, damage)


def _run_evidence(workspace: "Workspace") -> ArchiveUnusable | None:
    """Give what is damaged in the archive: all else was checked and is worth its report."""
    try:
        captures.run_evidence(workspace, [])
    except ArchiveUnusable as exc:
        return exc
    return None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What to write, where to, and what must not be; None stands for stdout."""

    form: "Format"
    output: Path | None
    rules: tuple[FailRule, ...]
    as_json: bool


def _wanted(
    form: str | None, output: Path | None, fail_on: list[str] | None, *, as_json: bool
) -> _Wanted:
    """Read the options before anything is done, so that a typo costs nothing."""
    from claimcheck.app import reporting

    try:
        chosen = reporting.Format(form) if form else reporting.format_for(output)
    except ValueError as exc:
        forms = ", ".join(reporting.Format)
        raise BadInput(f"--format {form}: no such form", next_step=f"use one of {forms}") from exc
    if as_json and output is None:
        chosen = reporting.Format.JSON
    return _Wanted(chosen, output, tuple(_rules(fail_on)), as_json)


def _rules(words: list[str] | None) -> list[FailRule]:
    try:
        return [FailRule(w) for word in words or [] for w in word.replace(",", " ").split()]
    except ValueError as exc:
        written = " ".join(words or [])
        rules = ", ".join(FailRule)
        raise BadInput(f"--fail-on {written}: no such rule", next_step=f"use {rules}") from exc


def _report(workspace: "Workspace", wanted: _Wanted, damage: ArchiveUnusable | None = None) -> None:
    from claimcheck.app import reporting

    status = reporting.read_report(workspace)
    text = reporting.render(status, wanted.form)
    if wanted.output is None:
        console.write(text)
    else:
        reporting.save(text, wanted.output)
        console.tell(f"report written to {wanted.output}")
        if wanted.as_json:
            console.write(reporting.render(status, reporting.Format.JSON))
    broken = standing.breaches(status, wanted.rules)
    for breach in broken:
        console.tell(f"!! {breach}")
    if damage is not None:
        raise damage
    if broken:
        raise typer.Exit(1)


def demo(
    folder: Annotated[
        Path | None, typer.Option(help="Where to put it; a new temporary folder if absent.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Walk through the whole loop on a small sample site served from this machine."""
    from claimcheck.demo import story

    told = story.tell(folder, say=console.tell)
    if as_json:
        console.say_json({"folder": str(told.folder), "report": str(told.report)})
        return
    # `uv run` finds the command for itself alone; whoever typed it has it on no path.
    program = Path(sys.argv[0]).absolute() if "UV" in os.environ else None
    for line in story.closing_words(told, program=program):
        console.say(line)
