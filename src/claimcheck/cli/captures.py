"""Sources and what was captured of them: fetch, sources, evidence."""

from contextlib import ExitStack
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.core import ages
from claimcheck.core.outcomes import SUCCESSES
from claimcheck.errors import BadInput
from claimcheck.reports import data, words
from claimcheck.reports.origins import origin_line

if TYPE_CHECKING:  # loaded by the commands that need them
    from claimcheck.app.capturing import Captured, Wanted
    from claimcheck.app.checking import Proposed
    from claimcheck.app.sharing import Done, Progress
    from claimcheck.app.workspace import Workspace

DEFAULT_CONCURRENCY = 256
"""As in `fetching.fetcher`, which takes too long to load for `--help`; a test compares them."""

Concurrency = Annotated[int, typer.Option(min=1, max=1024, help="Sources at once.")]
Keys = Annotated[list[str] | None, typer.Argument(help="Only for these claims.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("fetch", epilog="Example: claimcheck fetch --refresh 7d --retry-failed")(fetch)
    app.command("sources", epilog="Example: claimcheck sources --json")(sources)
    app.command("evidence", epilog="Example: claimcheck evidence bridge-length")(evidence)


def fetch(
    context: typer.Context,
    keys: Keys = None,
    refresh: Annotated[
        str | None, typer.Option(metavar="AGE", help="Also what is older than AGE: 12h, 7d, 2w.")
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Also what did not succeed last time.")
    ] = False,
    advisory: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Only this cited page, whatever its robots.txt says: you ask for it by name, "
            "and both are kept.",
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser", help="Show each page in a browser; see docs/browser.md.")
    ] = False,
    concurrency: Concurrency = DEFAULT_CONCURRENCY,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processes; by default what helps.")
    ] = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Capture every source that is due, and archive what came back."""
    from claimcheck.app import capturing

    age = _age(refresh)
    wanted = capturing.Wanted(tuple(keys or ()), age, retry_failed, advisory, browser)
    workspace = open_workspace(context, dry_run=dry_run)
    if dry_run:
        due = [ask.url for ask in capturing.find_due(workspace, wanted)]
        _say_due(due, as_json=as_json)
        return
    done = run_fetch(workspace, wanted, concurrency=concurrency, workers=workers)
    if as_json:
        outcomes = {outcome.value: count for outcome, count in sorted(done.outcomes.items())}
        console.say_json(
            {"due": done.due, "fetched": done.fetched, "outcomes": outcomes,
             "seconds": round(done.seconds, 3)}
        )  # fmt: skip
    else:
        say_captured(done)


def _age(written: str | None) -> timedelta | None:
    try:
        return ages.parse_age(written) if written is not None else None
    except ValueError as exc:
        raise BadInput(f"--refresh {written}: {exc}", next_step="write 12h, 7d or 2w") from exc


def _say_due(due: list[str], *, as_json: bool) -> None:
    if as_json:
        console.say_json({"due": len(due), "sources": due})
        return
    console.say(f"{words.counted(len(due), 'source')} due")
    for url in due:
        console.say(f"  {url}")


def run_fetch(
    workspace: "Workspace", wanted: "Wanted", *, concurrency: int, workers: int | None = None
) -> "Captured":
    """Fetch with progress on stderr."""
    from claimcheck.app import capturing

    with ExitStack() as shown:

        def begin(due: int) -> "Progress":
            advance = shown.enter_context(console.progress("fetched", due))

            def done(finished: "Done") -> None:
                advance(1, f"{finished.outcome} {finished.source_url}")

            return done

        return capturing.fetch_due(
            workspace, wanted, concurrency=concurrency, workers=workers, progress=begin
        )


def say_captured(done: "Captured") -> None:
    """Print how a run of the fetcher ended."""
    if not done.due:
        console.say("nothing is due; --refresh AGE or --retry-failed fetch again")
        return
    console.say(f"{done.fetched} of {done.due} sources fetched in {done.seconds:.1f} s")
    for outcome, count in sorted(done.outcomes.items()):
        console.say(f"  {count:>6}  {outcome}")
    if set(done.outcomes) - SUCCESSES:
        console.say("next: `claimcheck sources` says why, and what to do")


def sources(context: typer.Context, as_json: JsonFlag = False) -> None:
    """List every source: how its newest fetch ended, and what the archive holds."""
    from claimcheck.app import statuses

    found = statuses.read_sources(open_workspace(context))
    if as_json:
        console.say_json([data.source_data(source) for source in found])
        return
    if not found:
        console.say("no sources yet")
        console.say("next: `claimcheck import FILE` or `claimcheck add TEXT --source URL`")
    for source in found:
        console.say(source.url)
        console.say(f"    {words.outcome_line(source)}")
        if source.captured_at:
            held = words.counted(source.captures, "capture")
            console.say(f"    {held}, to rely on: {words.moment(source.captured_at)}")
            if origin := origin_line(source.provenance):
                console.say(f"    {origin}")
        if source.next_step:
            console.say(f"    next: {source.next_step}")


def evidence(
    context: typer.Context, keys: Keys = None, dry_run: DryRun = False, as_json: JsonFlag = False
) -> None:
    """Find passages that bear on claims and check the claims' figures in them."""
    workspace = open_workspace(context, dry_run=dry_run)
    found = run_evidence(workspace, keys or [], dry_run=dry_run)
    if as_json:
        console.say_json([_proposed(proposed) for proposed in found])
        return
    claims = {proposed.claim for proposed in found}
    passages = words.counted(len(found), "passage")
    console.say(f"{passages} proposed for {words.counted(len(claims), 'claim')}")
    for proposed in found:
        for check in proposed.checks:
            if check.result == "differs":
                line = words.check_line(check, "passage", loud=True)
                console.say(f"!! {proposed.claim}: {line} ({proposed.source})")
    if dry_run:
        console.say("dry run: nothing was changed")
    else:
        console.say("next: `claimcheck review next`, or `claimcheck show KEY`")


def run_evidence(
    workspace: "Workspace", keys: list[str], *, dry_run: bool = False
) -> "list[Proposed]":
    """Find evidence with progress on stderr."""
    from claimcheck.app import checking

    with ExitStack() as shown:

        def begin(total: int) -> Any:
            return shown.enter_context(console.progress("checked", total))

        return checking.find_evidence(workspace, keys, dry_run=dry_run, progress=begin)


def _proposed(proposed: "Proposed") -> dict[str, Any]:
    selector = proposed.passage.selector
    return {
        "claim": proposed.claim,
        "source": proposed.source,
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "start": selector.start,
        "end": selector.end,
        "score": proposed.passage.score,
        "heading": proposed.passage.heading,
        "uncovered": list(proposed.uncovered),
        "checks": [asdict(check) for check in proposed.checks],
    }
