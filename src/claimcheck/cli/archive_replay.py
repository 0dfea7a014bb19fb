"""`claimcheck archive replay`: the archive in a browser."""

import sys
from typing import Annotated

import typer

from claimcheck.cli import console
from claimcheck.cli.options import JsonFlag, open_workspace

EPILOG = "Example: claimcheck archive replay --port 8911"


def replay(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8911,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(help="A further name by which browsers may ask for it. May be repeated."),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Serve the captures to a browser, as they were and harmless, until interrupted."""
    from claimcheck.web import replay as server
    from claimcheck.web.replay_guard import LOCAL_NAMES

    def tell(url: str) -> None:
        if as_json:
            console.say_json({"url": url})
        else:
            console.say(f"the archive is at {url} (end with Ctrl-C)")
        sys.stdout.flush()

    if host not in LOCAL_NAMES:
        console.tell(f"note: whoever reaches {host} can read everything that was captured")
    server.serve(open_workspace(context), host, port, names=allow_host or (), ready=tell)
