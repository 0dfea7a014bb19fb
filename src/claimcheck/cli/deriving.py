"""A figure computed for a claim: review derive."""

from typing import Annotated

import typer

from claimcheck.cli import claims, console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace


def derive(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="The claim's key.")],
    kind: Annotated[
        str,
        typer.Option(help="change, points, difference, sum, share, multiple or mean."),
    ],
    operand: Annotated[
        list[str], typer.Option(help="A figure to compute from; repeat, the earlier first.")
    ],
    passage: Annotated[
        list[str] | None,
        typer.Option(help="The pinned passage of each operand, in order: its number or id."),
    ] = None,
    version: Annotated[
        int | None, typer.Option("--version", help="Only if the claim is still at this version.")
    ] = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Compute a figure that no source states, and record how."""
    from claimcheck.app import deriving, statuses
    from claimcheck.app.desk import How

    workspace = open_workspace(context, dry_run=dry_run)
    wanted = deriving.Computation(kind, operand, passage or ())
    said = deriving.derive(workspace, key, wanted, how=How(version, dry_run))
    if dry_run:
        console.tell("dry run: the step is allowed; nothing was changed, the claim is as it was")
        console.tell(f"derived: {said}")
    claims.show_claim(statuses.read_claim_status(workspace, key), as_json=as_json)
