"""The archive: verify it, read a text out of it."""

from dataclasses import asdict
from typing import Annotated

import typer

from claimcheck.cli import console
from claimcheck.cli.options import JsonFlag, open_workspace


def build() -> typer.Typer:
    """Put the commands of the archive together."""
    app = typer.Typer(no_args_is_help=True, help="Verify the archive and read from it.")
    app.command("verify", epilog="Example: claimcheck archive verify")(verify)
    app.command("text", epilog="Example: claimcheck archive text https://example.org/bridge")(text)
    return app


def verify(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Read every byte of the archive and compare it with the database; exit 1 on a problem."""
    from claimcheck.app import auditing

    found = auditing.verify_archive(open_workspace(context))
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


def text(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="The address of a source.")],
    as_json: JsonFlag = False,
) -> None:
    """Print the text of a source as it was captured: what can be quoted and pinned."""
    from claimcheck.app import checking

    found = checking.read_text(open_workspace(context), url)
    if as_json:
        console.say_json({"url": url, "text": found})
        return
    for line in found.split("\n"):
        console.say(line)
