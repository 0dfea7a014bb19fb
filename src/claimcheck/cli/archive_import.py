"""archive import: pages that a person hands in."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.reports import words

if TYPE_CHECKING:  # loads SQLAlchemy, which --help does without
    from claimcheck.app.importing import Imported

EPILOG = "Example: claimcheck archive import saved.html --source https://example.org/bridge"


def import_files(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(help="WARC, WACZ, saved HTML, PDF, picture or text.")
    ],
    source: Annotated[
        str | None, typer.Option(metavar="URL", help="The cited address that it is of.")
    ] = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Archive pages that you saved yourself; exit 1 when a file holds nothing that is cited."""
    from claimcheck.app import importing

    workspace = open_workspace(context, dry_run=dry_run)
    done = importing.import_files(workspace, files, source=source, dry_run=dry_run)
    if as_json:
        console.say_json({"dry_run": dry_run, "files": [_data(one) for one in done]})
    else:
        _say(done, dry_run=dry_run)
    if any(not one.captures for one in done):
        raise typer.Exit(1)


def _data(done: "Imported") -> dict[str, Any]:
    row = asdict(done)
    for capture in row["captures"]:
        capture["captured_at"] = capture["captured_at"].isoformat()
    return row


def _say(done: "Sequence[Imported]", *, dry_run: bool) -> None:
    for one in done:
        _say_file(one)
    if dry_run:
        console.say("dry run: nothing was changed")
    elif any(capture.is_new for one in done for capture in one.captures):
        console.say("next: `claimcheck evidence`")
    else:
        console.say("next: `claimcheck sources` lists the addresses that are cited")


def _say_file(one: "Imported") -> None:
    new = [capture for capture in one.captures if capture.is_new]
    known = len(one.captures) - len(new)
    console.say(f"{one.file} ({one.kind}): {words.counted(len(new), 'capture')} new, {known} known")
    for capture in new:
        verdict = f"{words.word(capture.outcome)}, {words.word(capture.quality)}"
        when = words.moment(capture.captured_at)
        console.say(f"  {capture.source} ({when}): {verdict}")
    for left in one.left_out:
        console.say(f"  !! left out: {left.source}, {left.place}: {left.why}")
    if one.unmatched:
        console.say(f"  {words.counted(one.unmatched, 'answer')} of pages that nobody cites")
    if one.note:
        console.say(f"  note: {one.note}")
