"""The rules of quality run again over old captures: `archive judge`."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.reports import words

if TYPE_CHECKING:  # loads SQLAlchemy, which --help does without
    from claimcheck.app.rejudging import Rejudged
    from claimcheck.app.workspace import Workspace

EXAMPLE = "Example: claimcheck archive judge --dry-run"


def judge(
    context: typer.Context,
    urls: Annotated[list[str] | None, typer.Argument(help="Only these sources.")] = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Judge old captures by the rules of now; exit 1 when one could not be read."""
    workspace = open_workspace(context, dry_run=dry_run)
    found = _run(workspace, urls or (), dry_run=dry_run)
    if as_json:
        console.say_json(_data(found, dry_run=dry_run))
    else:
        _say(found, dry_run=dry_run)
    if any(again.after is None for again in found):
        raise typer.Exit(1)


def _run(workspace: "Workspace", urls: Sequence[str], *, dry_run: bool) -> "list[Rejudged]":
    from claimcheck.app import rejudging

    with ExitStack() as shown:

        def begin(captures: int) -> Callable[[int], None]:
            return shown.enter_context(console.progress("judged", captures))

        return rejudging.rejudge(workspace, urls=urls, dry_run=dry_run, progress=begin)


def _data(found: "Sequence[Rejudged]", *, dry_run: bool) -> dict[str, Any]:
    from claimcheck.core.quality import RULES_VERSION

    return {
        "rules_version": RULES_VERSION,
        "dry_run": dry_run,
        "judged": sum(again.after is not None for again in found),
        "changed": [_row(again) for again in found if again.is_changed],
        "unreadable": [_row(again) for again in found if again.after is None],
    }


def _row(again: "Rejudged") -> dict[str, Any]:
    return {
        "source": again.source,
        "capture": again.capture,
        "captured_at": again.captured_at.isoformat(),
        "before": again.before,
        "after": again.after,
        "reason": again.reason,
        "rules": [
            {"name": rule.name, "version": rule.version, "weight": rule.weight}
            for rule in again.fired
        ],
    }


def _say(found: "Sequence[Rejudged]", *, dry_run: bool) -> None:
    changed = [again for again in found if again.is_changed]
    unreadable = [again for again in found if again.after is None]
    for again in changed:
        names = f"{words.word(again.before)} -> {words.word(again.after or again.before)}"
        when = words.moment(again.captured_at)
        console.say(f"{names}: {again.source} ({when}): {again.reason}")
    for again in unreadable:
        console.say(f"!! left alone: {again.source}: {again.reason}")
    judged = words.counted(len(found) - len(unreadable), "capture")
    console.say(f"{judged} judged, {len(changed)} changed, {len(unreadable)} not readable")
    if dry_run:
        console.say("dry run: nothing was changed")
    elif unreadable:
        console.say("next: `claimcheck archive verify` says what is wrong")
    elif changed:
        console.say("next: `claimcheck evidence`, then `claimcheck list --health blocked`")
