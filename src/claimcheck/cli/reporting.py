"""The status report, the whole loop in one command, and the demonstration."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import captures, console
from claimcheck.cli.options import JsonFlag, open_workspace
from claimcheck.core import standing
from claimcheck.core.standing import FailRule
from claimcheck.errors import BadInput

if TYPE_CHECKING:  # loaded by the commands that need them
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
    rules = _rules(fail_on)
    workspace = open_workspace(context)
    _report(workspace, "json" if as_json else form, output, rules)


def run(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A claims file: .yaml, .json or .csv.")],
    form: Form = None,
    output: Output = None,
    fail_on: FailOn = None,
    concurrency: Annotated[int, typer.Option(min=1, max=256, help="Sources at once.")] = 16,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the file and stop; change nothing.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Import a claims file, fetch its sources, find evidence and report."""
    from claimcheck.app import capturing, intake

    rules = _rules(fail_on)
    workspace = open_workspace(context)
    imported = intake.import_file(workspace, file, dry_run=dry_run)
    console.tell(
        f"{imported.claims} claims, {imported.sources} sources: {imported.added} added, "
        f"{imported.changed} changed"
    )
    if dry_run:
        return
    captured = captures.run_fetch(workspace, capturing.Wanted(), concurrency=concurrency)
    console.tell(f"{captured.fetched} of {captured.due} sources fetched")
    captures.run_evidence(workspace, [])
    _report(workspace, "json" if as_json else form, output, rules)


def _rules(words: list[str] | None) -> list[FailRule]:
    try:
        return [FailRule(w) for word in words or [] for w in word.replace(",", " ").split()]
    except ValueError as exc:
        raise BadInput(f"--fail-on: {exc}", next_step=f"use {', '.join(FailRule)}") from exc


def _report(
    workspace: "Workspace", form: str | None, output: Path | None, rules: list[FailRule]
) -> None:
    from claimcheck.app import reporting, statuses

    try:
        chosen = reporting.Format(form) if form else reporting.format_for(output)
    except ValueError as exc:
        raise BadInput(f"--format: {exc}", next_step="use text, md, html or json") from exc
    status = statuses.read_status(workspace)
    text = reporting.render(status, chosen)
    if output is None:
        console.write(text)
    else:
        reporting.save(text, output)
        console.tell(f"report written to {output}")
    broken = standing.breaches(status, rules)
    for breach in broken:
        console.tell(f"!! {breach}")
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
    for line in story.closing_words(told):
        console.say(line)
