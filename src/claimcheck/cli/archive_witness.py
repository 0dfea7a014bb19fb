"""archive lookup, archive submit: what other archives hold, and what they are asked to hold."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.core.captures import Ask, AttemptFacts
from claimcheck.core.outcomes import NEXT_STEP, SUCCESSES
from claimcheck.errors import BadInput
from claimcheck.reports import words

if TYPE_CHECKING:  # loads SQLAlchemy and httpx, which --help does without
    from claimcheck.app.witnessing import Submitted

LOOKUP_EPILOG = "Example: claimcheck archive lookup https://example.org/bridge --at 2025-03-01"
SUBMIT_EPILOG = "Example: claimcheck archive submit https://example.org/bridge"

Urls = Annotated[list[str] | None, typer.Argument(metavar="[URL]...", help="Cited addresses.")]


def lookup(
    context: typer.Context,
    named: Urls = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The copy nearest to this day, as 2025-03-01."),
    ] = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Capture another archive's copy of these pages, or of all that are gone."""
    from claimcheck.app import witnessing

    moment = _moment(at)
    workspace = open_workspace(context, dry_run=dry_run)
    asks = witnessing.find_lost(workspace, named or (), at=moment)
    if dry_run:
        _say_due([_asked(ask) for ask in asks], as_json=as_json)
        return
    advance = console.progress("looked up", len(asks))
    with advance as step:
        done = witnessing.look_up(workspace, asks, progress=lambda facts: step(1, facts.source_url))
    if as_json:
        console.say_json({"dry_run": False, "lookups": [_found(facts) for facts in done]})
        return
    for facts in done:
        _say_found(facts)
    if not done:
        console.say("no page is gone; name one to look it up all the same")


def submit(
    context: typer.Context,
    named: Urls = None,
    check: Annotated[
        bool, typer.Option("--check", help="Ask how those stand that were submitted before.")
    ] = False,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Ask another archive to capture these pages too, or all: it makes their addresses public."""
    from claimcheck.app import witnessing

    workspace = open_workspace(context, dry_run=dry_run)
    find = witnessing.find_open if check else witnessing.find_unwitnessed
    due = find(workspace, named or ())
    if dry_run:
        _say_due([{"source": each.url} for each in due], as_json=as_json)
        return
    done = witnessing.submit(workspace, due)
    left = len(due) - len(done)
    if as_json:
        rows = [asdict(one) for one in done]
        console.say_json({"dry_run": False, "submissions": rows, "left": left})
        return
    _say_submitted(done, left)


def _moment(written: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written) if written else None
    except ValueError as exc:
        raise BadInput(f"--at {written}: it is no date", next_step="write 2025-03-01") from exc
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None


def _asked(ask: Ask) -> dict[str, Any]:
    return {"source": ask.url, "timegate": ask.address, "at": dict(ask.headers)["Accept-Datetime"]}


def _say_due(due: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        console.say_json({"dry_run": True, "due": due})
        return
    for each in due:
        console.say("  ".join(str(value) for value in each.values()))
    console.say("dry run: nothing was asked, nothing was changed")


def _found(facts: AttemptFacts) -> dict[str, Any]:
    at = facts.capture.memento_at if facts.capture else None
    return {
        "source": facts.source_url,
        "outcome": facts.outcome.value,
        "reason": facts.reason,
        "error": facts.error,
        "memento_at": words.timestamp(at) if at else None,
        "copy_url": facts.final_url if at else None,
        "quality": facts.capture.quality.value if facts.capture else None,
    }


def _say_found(facts: AttemptFacts) -> None:
    console.say(facts.source_url)
    if facts.outcome in SUCCESSES and facts.capture:
        of = words.moment(facts.capture.memento_at)
        console.say(f"    copy of {of}, {words.word(facts.capture.quality)}: {facts.final_url}")
        return
    console.say(f"    {words.word(facts.outcome)}, {facts.reason}: {facts.error}")
    console.say(f"    next: {NEXT_STEP[facts.outcome]}")


def _say_submitted(done: "list[Submitted]", left: int) -> None:
    for one in done:
        console.say(f"{one.source}: {one.state}" + (f", {one.copy_url}" if one.copy_url else ""))
        if one.reason:
            console.say(f"    {one.reason}: {one.error}")
            console.say(f"    next: {one.next_step}")
    if left:
        console.say(f"{words.counted(left, 'page')} not asked for: the service would refuse it too")
    elif not done:
        console.say("nothing to ask")
    if any(one.state == "asked" for one in done):
        console.say("next: `claimcheck archive submit --check` asks how these stand")
