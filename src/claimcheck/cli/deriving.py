"""Figures computed for a claim: review derive, underive."""

from typing import Annotated

import typer

from claimcheck.cli import claims, console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace

Key = Annotated[str, typer.Argument(help="The claim's key.")]
Version = Annotated[
    int | None, typer.Option("--version", help="Only if the claim is still at this version.")
]


def derive(
    context: typer.Context,
    key: Key,
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
    version: Version = None,
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


def underive(
    context: typer.Context,
    key: Key,
    derivation: Annotated[str, typer.Argument(help="The id of the derivation, or its beginning.")],
    version: Version = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Take a computed figure back; the ledger keeps that it was there."""
    from claimcheck.app import deriving, statuses
    from claimcheck.app.desk import How

    workspace = open_workspace(context, dry_run=dry_run)
    deriving.underive(workspace, key, derivation, how=How(version, dry_run))
    if dry_run:
        console.tell("dry run: the step is allowed; nothing was changed, the claim is as it was")
    claims.show_claim(statuses.read_claim_status(workspace, key), as_json=as_json)
