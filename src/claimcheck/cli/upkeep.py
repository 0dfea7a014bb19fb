"""Upkeep: the ledger, the database, the doctor."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, connect_workspace, open_workspace
from claimcheck.errors import BadInput
from claimcheck.reports import words

if TYPE_CHECKING:  # loaded by the commands that need them
    from claimcheck.app.schema import Revisions
    from claimcheck.core.ledger import Head


def register(app: typer.Typer) -> None:
    """Add the commands that stand alone."""
    app.command("doctor", epilog="Example: claimcheck doctor")(doctor)


def doctor(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Say what is set up, what is missing and what each gap costs; changes nothing."""
    from claimcheck.app import doctor as examining

    checks = examining.examine(connect_workspace(context))
    if as_json:
        console.say_json([asdict(check) for check in checks])
        return
    for check in checks:
        console.say(f"{'ok' if check.ok else '!!'}  {check.check}: {check.detail}")
        if check.next:
            console.say(f"    next: {check.next}")


def build_ledger() -> typer.Typer:
    """Put the commands of the ledger together."""
    app = typer.Typer(no_args_is_help=True, help="Every step that people took, chained by hash.")
    app.command("verify", epilog="Example: claimcheck ledger verify --head 42:9f86d08...")(verify)
    app.command("show", epilog="Example: claimcheck ledger show --subject bridge-length")(show)
    return app


def verify(
    context: typer.Context,
    head: Annotated[
        str | None,
        typer.Option(metavar="COUNT:HASH", help="A head that you kept outside, to compare."),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Check the chain, the tables that follow from it and its witness; exit 1 on a problem."""
    from claimcheck.app import auditing

    audit = auditing.verify_ledger(open_workspace(context), outside=_head(head))
    if as_json:
        console.say_json(
            {
                "events": audit.head.events,
                "head": audit.head.hash,
                "problems": [asdict(problem) for problem in audit.problems],
            }
        )
    else:
        state = f"{len(audit.problems)} problems" if audit.problems else "the record holds"
        console.say(f"{audit.head.events} events: {state}")
        for problem in audit.problems:
            where = f"event {problem.event}, " if problem.event else ""
            console.say(f"!! {where}{problem.subject}: {problem.problem}")
        console.say(f"head {audit.head.events}:{audit.head.hash}")
    if audit.problems:
        raise typer.Exit(1)


def _head(written: str | None) -> "Head | None":
    from claimcheck.core.ledger import Head

    if written is None:
        return None
    count, _, digest = written.partition(":")
    if not count.isdecimal() or len(digest) != 64:
        raise BadInput(
            f"--head {written}: not a count and a hash",
            next_step="write it as `claimcheck ledger verify` prints it: COUNT:HASH",
        )
    return Head(int(count), digest.lower())


def show(
    context: typer.Context,
    subject: Annotated[str | None, typer.Option(help="Only of this claim.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Print every step: who did what, when."""
    from claimcheck.app import auditing

    for_json = []
    for event, summary in auditing.read_ledger(open_workspace(context), subject):
        if as_json:
            for_json.append(
                asdict(event) | {"at": words.timestamp(event.at), "body": json.loads(event.body)}
            )
        else:
            console.say(
                f"{event.number:>6}  {words.moment(event.at)}  {event.actor}  "
                f"{event.subject}: {summary}"
            )
    if as_json:
        console.say_json(for_json)


def build_db() -> typer.Typer:
    """Put the commands of the database together."""
    app = typer.Typer(no_args_is_help=True, help="Migrations of the database.")
    app.command("upgrade", epilog="Example: claimcheck db upgrade")(upgrade)
    app.command(
        "downgrade",
        epilog="Example: claimcheck db downgrade base --dry-run",
        context_settings={"ignore_unknown_options": True},  # -1 is a revision here
    )(downgrade)
    app.command("current", epilog="Example: claimcheck db current")(current)
    return app


def upgrade(context: typer.Context, dry_run: DryRun = False, as_json: JsonFlag = False) -> None:
    """Bring the database to the newest revision."""
    from claimcheck.app import schema

    workspace = connect_workspace(context, dry_run=dry_run)
    _say_change(schema.upgrade(workspace, dry_run=dry_run), dry_run=dry_run, as_json=as_json)


def downgrade(
    context: typer.Context,
    revision: Annotated[str, typer.Argument(help="A revision, -1, or base for none.")],
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Take the database back to an earlier revision; tables that came later go."""
    from claimcheck.app import schema

    workspace = connect_workspace(context, dry_run=dry_run)
    change = schema.downgrade(workspace, revision, dry_run=dry_run)
    _say_change(change, dry_run=dry_run, as_json=as_json)


def current(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Say which revision the database is at."""
    from claimcheck.app import schema

    found = schema.current(connect_workspace(context, dry_run=True))
    if as_json:
        console.say_json({"current": found.before, "newest": found.after})
    else:
        console.say(f"{found.before or 'no tables yet'} (newest: {found.after})")


def _say_change(change: "Revisions", *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        console.say_json(asdict(change))
        return
    console.say(f"{change.before or 'nothing'} -> {change.after or 'nothing'}")
    if dry_run:
        console.say("dry run: nothing was changed")
