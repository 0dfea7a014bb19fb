"""The command line as one list of commands."""

from typing import Annotated

import typer

from claimcheck import __version__
from claimcheck.cli import (
    archive,
    captures,
    claims,
    console,
    coverage,
    drifting,
    options,
    proposals,
    reporting,
    review,
    revising,
    source_settings,
    upkeep,
)
from claimcheck.errors import BadInput, ClaimcheckError

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
        rich_markup_mode=None,  # a mistake is a line, not a box, and rich takes its time to load
        epilog=EPILOG,
        help="Verify sourced reports: archive what is cited, review it under rules, "
        "report what stands. Begin with `claimcheck demo`.",
    )
    app.callback()(shared)
    for module in (
        claims,
        proposals,
        coverage,
        revising,
        captures,
        source_settings,
        drifting,
        reporting,
        upkeep,
    ):
        module.register(app)
    app.add_typer(review.build(), name="review")
    app.add_typer(archive.build(), name="archive")
    app.add_typer(upkeep.build_ledger(), name="ledger")
    app.add_typer(upkeep.build_db(), name="db")
    return app


def _tell_version(asked: bool) -> None:
    if asked:
        console.say(f"claimcheck {__version__}")
        raise typer.Exit


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
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_tell_version, is_eager=True),
    ] = False,
) -> None:
    """Take the options that all commands share."""
    context.obj = options.Shared(database, archive, user)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code."""
    console.prepare()
    try:
        _check(arguments)
        build()(args=options.hoist(arguments), prog_name="claimcheck")
    except ClaimcheckError as error:
        console.complain(error)
        return error.exit_code
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def _check(arguments: list[str]) -> None:
    """Bytes that are no text arrive as lone surrogates, which nothing can store or print."""
    for number, argument in enumerate(arguments, start=1):
        if any("\ud800" <= character <= "\udfff" for character in argument):
            raise BadInput(
                f"argument {number} is not UTF-8 text: {argument}",
                next_step="set the terminal to UTF-8, or put the text into a claims file",
            )
