"""The options that commands share, and the workspace that they open."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.app import workspace as workspaces
from claimcheck.app.workspace import Workspace
from claimcheck.settings import Settings, load_settings

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

    Everything after `--` is left alone.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        if word in SHARED:
            front += [word, *[value for value in [next(words, None)] if value is not None]]
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


def open_workspace(context: typer.Context) -> Workspace:
    """Open the workspace of this call, its database ready for use."""
    workspace = workspaces.open_workspace(settings_of(context))
    context.call_on_close(workspace.close)
    return workspace
