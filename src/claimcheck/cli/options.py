"""The options that commands share, and the workspace that they open."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.errors import BadInput
from claimcheck.settings import Settings, load_settings

if TYPE_CHECKING:  # loads SQLAlchemy, which --help and mistyped commands do without
    from claimcheck.app.workspace import Workspace

JsonFlag = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")]

SHARED = {
    "--database": "database_url",
    "--archive": "archive_url",
    "--user": "user",
}
"""Options that every command takes, and the settings that they set."""


def hoist(arguments: list[str]) -> list[str]:
    """
    Move the shared options to the front, so that they may stand behind the command too.

    Everything after `--` is left alone. Raises BadInput for one without its value.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        if word in SHARED:
            value = next(words, None)
            if value is None:
                raise BadInput(f"{word} needs a value", next_step=f"write {word} VALUE")
            front += [word, value]
        elif word.partition("=")[0] in SHARED:
            front.append(word)
        else:
            rest.append(word)
    return front + rest + arguments[end:]


@dataclass(frozen=True, slots=True)
class Shared:
    """The shared options as they were given."""

    database_url: str | None = None
    archive_url: str | None = None
    user: str | None = None


def settings_of(context: typer.Context) -> Settings:
    """Read the settings of this call. Raises BadInput."""
    given = context.find_object(Shared) or Shared()
    options = {name: getattr(given, name) for name in SHARED.values()}
    return load_settings(os.environ, Path.cwd(), options)


def open_workspace(context: typer.Context, *, dry_run: bool = False) -> "Workspace":
    """Open the workspace of this call, its database ready for use; a dry run creates none."""
    from claimcheck.app import workspace

    opened = workspace.open_workspace(settings_of(context), dry_run=dry_run)
    context.call_on_close(opened.close)
    return opened


def connect_workspace(context: typer.Context, *, dry_run: bool = False) -> "Workspace":
    """Open the workspace of this call, whatever the state of its database."""
    from claimcheck.app import workspace

    opened = workspace.connect_workspace(settings_of(context), dry_run=dry_run)
    context.call_on_close(opened.close)
    return opened
