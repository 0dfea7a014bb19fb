"""The archive: verify it, read out of it, bring in and give out, show it."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import (
    archive_export,
    archive_import,
    archive_judge,
    archive_replay,
    archive_witness,
    console,
)
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.errors import ArchiveUnusable
from claimcheck.reports import words

if TYPE_CHECKING:  # loads SQLAlchemy, which --help does without
    from claimcheck.app.recovering import Repaired
    from claimcheck.app.workspace import Workspace
    from claimcheck.archive.verify import Verification


def build() -> typer.Typer:
    """Put the commands of the archive together."""
    app = typer.Typer(no_args_is_help=True, help="Verify the archive, read it, bring in, give out.")
    app.command("verify", epilog="Example: claimcheck archive verify")(verify)
    app.command("text", epilog="Example: claimcheck archive text https://example.org/bridge")(text)
    app.command("export", epilog=archive_export.EXPORT_EPILOG)(archive_export.export)
    app.command("import", epilog=archive_import.EPILOG)(archive_import.import_files)
    app.command("judge", epilog=archive_judge.EXAMPLE)(archive_judge.judge)
    app.command("replay", epilog=archive_replay.EPILOG)(archive_replay.replay)
    app.command("lookup", epilog=archive_witness.LOOKUP_EPILOG)(archive_witness.lookup)
    app.command("submit", epilog=archive_witness.SUBMIT_EPILOG)(archive_witness.submit)
    return app


def verify(
    context: typer.Context,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="First register what the archive holds and no row names."),
    ] = False,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Read every byte of the archive and compare it with the database; exit 1 on a problem."""
    from claimcheck.app import auditing, recovering

    workspace = open_workspace(context, dry_run=dry_run)
    if repair and dry_run:
        lost = recovering.find_lost(workspace)
        console.tell(
            f"dry run: --repair would register again {_repaired(lost)}; nothing was changed"
        )
    elif repair:
        console.tell(f"registered again: {_repaired(recovering.repair(workspace))}")
    found = auditing.verify_archive(workspace)
    if not dry_run:
        _keep(workspace, found)
    if as_json:
        console.say_json(asdict(found))
    else:
        console.say(
            f"{found.segments} segments, {found.records} records, {found.captures} captures: "
            + (f"{len(found.problems)} problems" if found.problems else "all whole")
        )
        for name in found.in_use:
            console.say(f"{name}: being written, checked as far as it is complete")
        for problem in found.problems:
            console.say(f"!! {problem.segment} at byte {problem.offset}: {problem.what}")
            console.say(f"   next: {problem.next_step}")
    if found.problems:
        raise typer.Exit(1)


def _keep(workspace: "Workspace", found: "Verification") -> None:
    from claimcheck.app import auditing

    try:
        auditing.keep_findings(workspace, found)
    except ArchiveUnusable as exc:  # an archive that may only be read can be verified too
        console.tell(exc.message)


def _repaired(found: "Repaired") -> str:
    attempts = words.counted(found.attempts, "attempt")
    return f"{attempts}; sealed: {words.counted(found.segments, 'segment')}"


def text(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="The address of a source.")],
    as_json: JsonFlag = False,
) -> None:
    """Print the text of a source as it was captured: what can be quoted and pinned."""
    from claimcheck.app import reading

    found = reading.read_text(open_workspace(context), url)
    if as_json:
        console.say_json({"url": url, "text": found})
        return
    for line in found.split("\n"):
        console.say(line)
