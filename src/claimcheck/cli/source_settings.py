"""What a person sets for one source: how its pages are got at."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.core.outcomes import Rendering

if TYPE_CHECKING:  # loads SQLAlchemy, which --help does without
    from claimcheck.app.rendering import RenderingSet


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    example = "Example: claimcheck source https://example.org/bridge --rendering auto"
    app.command("source", epilog=example)(source)


def source(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="A cited page.", show_default=False)],
    rendering: Annotated[
        Rendering | None,
        typer.Option(
            help="static: what the server sends. browser: what a browser makes of it. "
            "auto: a browser, where the server sends hardly any text."
        ),
    ] = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Say how a source's pages are got at, or choose it from its next fetch on."""
    from claimcheck.app import rendering as use_case

    workspace = open_workspace(context, dry_run=dry_run)
    if rendering is None:
        found = use_case.read_rendering(workspace, url)
    else:
        found = use_case.set_rendering(workspace, url, rendering, dry_run=dry_run)
    if as_json:
        console.say_json(
            {"url": found.url, "before": found.before, "rendering": found.after,
             "dry_run": dry_run}
        )  # fmt: skip
    else:
        _say(found, dry_run=dry_run)


def _say(found: "RenderingSet", *, dry_run: bool) -> None:
    console.say(found.url)
    if found.before is found.after:
        console.say(f"    rendering: {found.after}")
        return
    console.say(f"    rendering: {found.before} -> {found.after}")
    if dry_run:
        console.say("dry run: nothing was changed")
    else:
        console.say("next: `claimcheck fetch --refresh 0s` captures what is there, in the new way")
