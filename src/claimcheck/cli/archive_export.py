"""archive export: captures in a file for somebody else."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.errors import BadInput
from claimcheck.reports import words

if TYPE_CHECKING:  # loaded by the command that needs them
    from claimcheck.app.exporting import Exported, Format, Plan

EXPORT_EPILOG = "Example: claimcheck archive export bridge-length -o bridge.wacz"


def export(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", help="Write it to this file.")],
    keys: Annotated[list[str] | None, typer.Argument(help="Only for these claims.")] = None,
    report: Annotated[
        str | None, typer.Option(metavar="KEY", help="Only for the claims of this report.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="wacz|warc", help="Told by the file's name if not given."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Write captures to a file that replays anywhere (.wacz), or the records alone (.warc.gz)."""
    from claimcheck.app import exporting

    chosen = exporting.choose_format(output, _format(form))
    selection = exporting.Selection(tuple(keys or ()), report)
    workspace = open_workspace(context, dry_run=dry_run)
    done: Plan | Exported
    if dry_run:
        done = exporting.plan_export(workspace, selection, output, force=force)
    else:
        done = exporting.export(workspace, selection, output, form=chosen, force=force)
    if as_json:
        console.say_json({"file": str(output), "format": chosen.value, **asdict(done)})
    else:
        _say(done, output)


def _format(written: str | None) -> "Format | None":
    from claimcheck.app.exporting import Format

    try:
        return Format(written) if written is not None else None
    except ValueError as exc:
        raise BadInput(
            f"--format {written}: there is no such format", next_step="write wacz or warc"
        ) from exc


def _say(done: "Plan | Exported", output: Path) -> None:
    from claimcheck.app.exporting import Plan

    held = words.counted(done.captures, "capture")
    if done.referred:
        held += f", and {done.referred} more that hold their content"
    if isinstance(done, Plan):
        console.say(f"{held} would be written to {output}")
        console.say("dry run: nothing was changed")
    else:
        console.say(f"{held}: {done.records} records, {done.bytes} bytes in {output}")
        console.say(f"sha256 {done.sha256}")
