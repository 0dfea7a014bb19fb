"""The command line as one list of commands."""

from typing import Annotated

import typer

from claimcheck import __version__
from claimcheck.cli import archive, captures, claims, console, options, reporting, review, upkeep
from claimcheck.errors import ClaimcheckError

EPILOG = (
    "Every command takes --database, --archive and --user, and --help shows an example. "
    "Exit codes: 0 done, 1 findings, 2 bad usage or input, 3 database or archive unusable, "
    "130 interrupted."
)


def build() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name="claimcheck",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        epilog=EPILOG,
        help="Verify sourced reports: archive what is cited, review it under rules, "
        "report what stands. Begin with `claimcheck demo`.",
    )
    app.callback()(shared)
    for module in (claims, captures, reporting, upkeep):
        module.register(app)
    app.add_typer(review.build(), name="review")
    app.add_typer(archive.build(), name="archive")
    app.add_typer(upkeep.build_ledger(), name="ledger")
    app.add_typer(upkeep.build_db(), name="db")
    return app


def shared(
    context: typer.Context,
    database: Annotated[
        str | None,
        typer.Option(help="sqlite:///FILE or postgresql://... (CLAIMCHECK_DATABASE_URL)"),
    ] = None,
    archive: Annotated[
        str | None, typer.Option(help="The archive's folder (CLAIMCHECK_ARCHIVE_URL).")
    ] = None,
    user: Annotated[str | None, typer.Option(help="Who acts (CLAIMCHECK_USER).")] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Take the options that all commands share."""
    if version:
        console.say(f"claimcheck {__version__}")
        raise typer.Exit
    context.obj = options.Shared(database, archive, user)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code."""
    try:
        build()(args=options.hoist(arguments), prog_name="claimcheck")
    except ClaimcheckError as error:
        console.complain(error)
        return error.exit_code
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0
