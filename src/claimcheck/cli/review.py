"""The review: what is next, take, pin, judge, hand in, sign off, and the ways back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import claims, console
from claimcheck.cli.deriving import derive, underive
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.core.workflow import TRANSITIONS, Move, Support, Verdict
from claimcheck.errors import BadInput

if TYPE_CHECKING:  # loaded by the commands that need them
    from claimcheck.app.desk import How
    from claimcheck.app.judging import Passage
    from claimcheck.app.workspace import Workspace

Key = Annotated[str, typer.Argument(help="The claim's key.")]
Reason = Annotated[str | None, typer.Option("--reason", help="Why; kept in the ledger.")]
Version = Annotated[
    int | None, typer.Option("--version", help="Only if the claim is still at this version.")
]
Source = Annotated[str | None, typer.Option(help="Which source, if the claim cites several.")]
Quote = Annotated[
    str | None, typer.Option(help="Words of the capture to pin, as `archive text` prints them.")
]
Number = Annotated[
    int | None, typer.Option("--passage", help="The number of a proposed passage to pin.")
]


def build() -> typer.Typer:
    """Put the commands of the review together."""
    app = typer.Typer(
        no_args_is_help=True, help="Check claims, judge them, and have a second person sign off."
    )
    for name, function, example in (
        ("next", next_, "--user checker"),
        ("take", take, "bridge-length"),
        ("pin", pin, "bridge-length --passage 1"),
        ("unpin", unpin, "bridge-length 3fa9c21d"),
        ("judge", judge, "bridge-length --passage 1 --support supports --verdict supported"),
        (
            "derive",
            derive,
            'bridge-cost --kind change --operand "46 million" --operand "52 million"',
        ),
        ("underive", underive, "bridge-cost 5d20ac71"),
        ("submit", submit, "bridge-length"),
        ("approve", approve, "bridge-length --user reviewer"),
        ("publish", publish, "bridge-length"),
        ("send-back", send_back, 'bridge-length --reason "which year?"'),
        ("reopen", reopen, 'bridge-length --reason "the page has changed"'),
        ("withdraw", withdraw, 'bridge-length --reason "cut from the report"'),
        ("note", note, 'bridge-length "asked the bridge office"'),
        ("log", log, "bridge-length"),
    ):
        app.command(name, epilog=f"Example: claimcheck review {name} {example}")(function)
    return app


def next_(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Show the claim to look at next: yours first, alarms before the rest."""
    from claimcheck.app import queueing

    workspace = open_workspace(context)
    key = queueing.next_claim(workspace)
    if key is None:
        if as_json:
            console.say_json(None)
        else:
            console.say("nothing waits for you")
        return
    _show(workspace, key, as_json=as_json)


def take(
    context: typer.Context,
    key: Key,
    over: Annotated[bool, typer.Option("--over", help="Out of another checker's hands.")] = False,
    version: Version = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Take a claim to check it."""
    from claimcheck.app import reviewing

    workspace = open_workspace(context, dry_run=dry_run)
    reviewing.take(workspace, key, over=over, how=_how(version, dry_run))
    _show(workspace, key, dry_run=dry_run, as_json=as_json)


def pin(
    context: typer.Context,
    key: Key,
    quote: Quote = None,
    passage: Number = None,
    source: Source = None,
    version: Version = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Pin words of a capture as evidence; they must stand there exactly."""
    from claimcheck.app import judging

    chosen = _passage(quote, passage)
    if chosen is None:
        raise BadInput("which passage?", next_step='give --passage N or --quote "..."')
    workspace = open_workspace(context, dry_run=dry_run)
    judging.pin(workspace, key, chosen, source=source, how=_how(version, dry_run))
    _show(workspace, key, dry_run=dry_run, as_json=as_json)


def unpin(
    context: typer.Context,
    key: Key,
    evidence: Annotated[str, typer.Argument(help="The id of the passage, or its beginning.")],
    version: Version = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Take a pinned passage back."""
    from claimcheck.app import judging

    workspace = open_workspace(context, dry_run=dry_run)
    judging.unpin(workspace, key, evidence, how=_how(version, dry_run))
    _show(workspace, key, dry_run=dry_run, as_json=as_json)


def judge(
    context: typer.Context,
    key: Key,
    support: Annotated[Support | None, typer.Option(help="What the source says.")] = None,
    verdict: Annotated[Verdict | None, typer.Option(help="What holds for the claim.")] = None,
    source: Source = None,
    quote: Quote = None,
    passage: Number = None,
    reason: Reason = None,
    version: Version = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Judge a source, the claim, or both; pins a passage first if one is named."""
    from claimcheck.app import judging

    judgement = judging.Judgement(source, _passage(quote, passage), support, verdict, reason)
    workspace = open_workspace(context, dry_run=dry_run)
    if passage is not None and not dry_run:
        judging.ensure_proposals(workspace, key)
    judging.judge(workspace, key, judgement, how=_how(version, dry_run))
    _show(workspace, key, dry_run=dry_run, as_json=as_json)


def _moving(move: Move, told: str) -> Callable[..., None]:
    """Make the command of a move; it takes a reason where the workflow asks for one."""

    def plain(
        context: typer.Context,
        key: Key,
        version: Version = None,
        dry_run: DryRun = False,
        as_json: JsonFlag = False,
    ) -> None:
        reasoned(context, key, None, version, dry_run, as_json)

    def reasoned(
        context: typer.Context,
        key: Key,
        reason: Reason = None,
        version: Version = None,
        dry_run: DryRun = False,
        as_json: JsonFlag = False,
    ) -> None:
        from claimcheck.app import reviewing

        workspace = open_workspace(context, dry_run=dry_run)
        reviewing.make_move(workspace, key, move, reason=reason, how=_how(version, dry_run))
        _show(workspace, key, dry_run=dry_run, as_json=as_json)

    command = reasoned if TRANSITIONS[move].needs_reason else plain
    command.__doc__ = told
    return command


submit = _moving(Move.SUBMIT, "Hand a judged claim in, for a second person to look at.")
publish = _moving(Move.PUBLISH, "Mark a signed-off claim as gone out with its report.")
send_back = _moving(Move.SEND_BACK, "Send a claim back to its checker.")
reopen = _moving(Move.REOPEN, "Take a sign-off back, so that the claim is checked again.")
withdraw = _moving(Move.WITHDRAW, "Stop asserting a claim; it stays on record.")


def approve(
    context: typer.Context,
    key: Key,
    override_circular: Annotated[
        str | None,
        typer.Option(
            "--override-circular",
            metavar="REASON",
            help="Why, though nothing but the report or its publisher supports the claim.",
        ),
    ] = None,
    version: Version = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Sign a claim off; nobody signs off their own check."""
    from claimcheck.app import reviewing

    workspace = open_workspace(context, dry_run=dry_run)
    how = _how(version, dry_run)
    reviewing.approve(workspace, key, override_circular=override_circular, how=how)
    _show(workspace, key, dry_run=dry_run, as_json=as_json)


def note(
    context: typer.Context,
    key: Key,
    text: Annotated[str, typer.Argument(help="The remark.")],
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Leave a remark in a claim's history."""
    from claimcheck.app import reviewing

    workspace = open_workspace(context, dry_run=dry_run)
    reviewing.note(workspace, key, text, how=_how(None, dry_run))
    _show(workspace, key, dry_run=dry_run, as_json=as_json)


def log(context: typer.Context, key: Key, as_json: JsonFlag = False) -> None:
    """Print what happened to a claim: who did what, when."""
    from claimcheck.app import statuses

    claim = statuses.read_claim_status(open_workspace(context), key)
    claims.show_history(claim, as_json=as_json)


def _passage(quote: str | None, number: int | None) -> "Passage | None":
    from claimcheck.app.judging import Passage

    if quote is not None and number is not None:
        raise BadInput("--quote and --passage name two passages", next_step="give one of them")
    return Passage(quote, number) if (quote, number) != (None, None) else None


def _how(version: int | None, dry_run: bool) -> "How":
    from claimcheck.app.desk import How

    return How(version, dry_run)


def _show(workspace: "Workspace", key: str, *, as_json: bool, dry_run: bool = False) -> None:
    from claimcheck.app import statuses

    if dry_run:
        console.tell("dry run: the step is allowed; nothing was changed, the claim is as it was")
    claims.show_claim(statuses.read_claim_status(workspace, key), as_json=as_json)
