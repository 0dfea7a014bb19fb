"""Claims in and claims shown: add, import, list, show."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.core.claims import Kind
from claimcheck.core.independence import reasons_of, summary_of
from claimcheck.core.outcomes import Health
from claimcheck.core.status import CitationStatus, ClaimStatus, PassageStatus
from claimcheck.core.workflow import State, Verdict
from claimcheck.reports import data, drift_words, words
from claimcheck.reports.derivation_words import derivation_lines
from claimcheck.reports.origins import origin_line

if TYPE_CHECKING:
    from claimcheck.app.intake import Imported

# The use cases are imported inside the commands, here and in the modules beside this one:
# each loads libraries that the others do without, and a command line has to answer at once.


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        "add",
        epilog='Example: claimcheck add "The bridge is 912 m long." '
        "--source https://example.org/bridge",
    )(add)
    app.command("import", epilog="Example: claimcheck import claims.yaml")(import_)
    app.command("list", epilog="Example: claimcheck list --state open --search bridge")(list_)
    app.command("show", epilog="Example: claimcheck show bridge-length")(show)


def add(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The claim, so that it stands alone.")],
    source: Annotated[list[str] | None, typer.Option(help="Its source; repeat for more.")] = None,
    key: Annotated[str, typer.Option(help="Its name; made from the text if absent.")] = "",
    report: Annotated[str, typer.Option(help="The key of the report it is from.")] = "",
    section: Annotated[str, typer.Option(help="Where in the report it stands.")] = "",
    quote: Annotated[str, typer.Option(help="Words of the report that locate it.")] = "",
    claimant: Annotated[str, typer.Option(help="Who asserts it.")] = "",
    kind: Annotated[Kind, typer.Option(help="What it asserts.")] = Kind.FACT,
    tag: Annotated[list[str] | None, typer.Option(help="A word to find it by; repeat.")] = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Add one claim with its sources."""
    from claimcheck.app import intake

    draft = intake.draft_claim(
        {
            "key": key,
            "text": text,
            "source": " ".join(source or []),
            "report": report,
            "section": section,
            "quote": quote,
            "claimant": claimant,
            "kind": kind.value,
            "tags": " ".join(tag or []),
        }
    )
    workspace = open_workspace(context, dry_run=dry_run)
    added = intake.add_claim(workspace, draft, dry_run=dry_run).added
    if as_json:
        console.say_json({"key": draft.key, "added": bool(added)})
        return
    console.say(f"{'added' if added else 'already there'}: {draft.key}")
    _say_next("`claimcheck fetch` archives its sources", dry_run=dry_run)


def _say_next(step: str, *, dry_run: bool) -> None:
    console.say("dry run: nothing was changed" if dry_run else f"next: {step}")


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A claims file: .yaml, .json or .csv.")],
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Import a claims file: all of it, or nothing with every mistake named."""
    from claimcheck.app import intake

    claims_file = intake.read_claims(file)  # first, so that a bad file creates no database
    workspace = open_workspace(context, dry_run=dry_run)
    done = intake.import_claims(workspace, claims_file, dry_run=dry_run)
    if as_json:
        console.say_json(asdict(done))
        return
    console.say(imported_line(done))
    _say_next("`claimcheck fetch` archives the sources", dry_run=dry_run)


def imported_line(done: "Imported") -> str:
    """Say what an import did."""
    held = f"{words.counted(done.claims, 'claim')}, {words.counted(done.sources, 'source')}"
    return f"{held}: {done.added} added, {done.changed} changed, {done.unchanged} unchanged"


def list_(
    context: typer.Context,
    state: Annotated[State | None, typer.Option(help="Only in this state.")] = None,
    verdict: Annotated[Verdict | None, typer.Option(help="Only with this verdict.")] = None,
    health: Annotated[Health | None, typer.Option(help="Only of this health.")] = None,
    report: Annotated[str | None, typer.Option(help="Only of this report.")] = None,
    tag: Annotated[str | None, typer.Option(help="Only with this tag.")] = None,
    search: Annotated[str | None, typer.Option(help="Only with these words in it.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """List claims, those with an alarm marked."""
    from claimcheck.app import statuses

    claims = statuses.read_status(open_workspace(context)).claims
    wanted = [
        claim
        for claim in claims
        if (state is None or claim.state is state)
        and (verdict is None or claim.verdict is verdict)
        and (health is None or claim.health is health)
        and (report is None or claim.report == report)
        and (tag is None or tag in claim.tags)
        and (search is None or search.casefold() in f"{claim.key} {claim.text}".casefold())
    ]
    if as_json:
        console.say_json([_listed(claim) for claim in wanted])
        return
    if not claims:
        console.say("no claims yet")
        console.say("next: `claimcheck import FILE` or `claimcheck add TEXT --source URL`")
        return
    if not wanted:
        console.say(f"none of {words.counted(len(claims), 'claim')} is like that")
        return
    rows = [
        (
            "!!" if claim.alarms else "",
            claim.key,
            claim.state,
            claim.verdict,
            claim.health,
            _origins(claim),
            claim.text,
        )
        for claim in wanted
    ]
    console.say_table(("", "key", "state", "verdict", "health", "origins", "text"), rows)


def _origins(claim: ClaimStatus) -> str:
    """How many independent origins of how many sources."""
    cited = len(claim.citations)
    return f"{claim.independence.independent_origins} of {cited}" if cited else "none cited"


def _listed(claim: ClaimStatus) -> dict[str, Any]:
    whole = data.claim_data(claim)
    for citation in whole["citations"]:
        del citation["passages"]
    return whole


def show(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="The claim's key.")],
    as_json: JsonFlag = False,
) -> None:
    """Show one claim whole: where it stands, what its sources say, what happened."""
    from claimcheck.app import statuses

    show_claim(statuses.read_claim_status(open_workspace(context), key), as_json=as_json)


def show_claim(claim: ClaimStatus, *, as_json: bool) -> None:
    """Print one claim whole."""
    if as_json:
        whole = data.claim_data(claim)
        evidence = [
            {"source": citation["url"], **passage}
            for citation in whole["citations"]
            for passage in citation["passages"]
        ]
        console.say_json(whole | {"evidence": evidence})
        return
    for line in _lines(claim):
        console.say(line)


def show_history(claim: ClaimStatus, *, as_json: bool) -> None:
    """Print what happened to a claim."""
    if as_json:
        console.say_json(data.claim_data(claim)["events"])
        return
    for line in _history(claim):
        console.say(line)


def _lines(claim: ClaimStatus) -> Iterator[str]:
    yield f"{claim.key} (version {claim.version})"
    yield f"  {claim.text}"
    yield ""
    yield from (f"!! {alarm}" for alarm in claim.alarms)
    yield f"state    {words.word(claim.state)}" + (
        f", with {claim.assignee}" if claim.assignee else ""
    )
    yield f"verdict  {words.word(claim.verdict)}" + (
        f": {claim.verdict_reason}" if claim.verdict_reason else ""
    )
    people = {"judged by": claim.verdict_by, "signed off by": claim.signed_off_by}
    yield from (f"         {did} {person}" for did, person in people.items() if person)
    yield f"health   {claim.health}"
    yield f"verified {'yes' if claim.verified else 'no'}"
    if claim.citations:
        yield f"origins  {summary_of(claim.independence)}"
    for reason, urls in reasons_of(claim.independence):
        yield f"         {reason}: {' '.join(urls)}"
    yield from (f"open     {point}" for point in claim.open_points)
    if claim.uncovered:
        yield f"lacking  {words.uncovered_line(claim)}"
    yield from (f"{'!! ' if loud else ''}{text}" for text, loud in derivation_lines(claim))
    for citation in claim.citations:
        yield ""
        yield from _citation_lines(citation)
        for passage in citation.passages:
            yield from _passage_lines(passage, citation)
    yield ""
    yield from _history(claim)


def _passage_lines(passage: PassageStatus, citation: CitationStatus) -> Iterator[str]:
    number = f"passage {passage.number}" if passage.number else ""
    pinned = f"pinned {passage.id[:8]} by {passage.pinned_by}" if passage.pinned_by else ""
    label = ", ".join(part for part in (number, pinned) if part)
    yield f"    {label}: {passage.exact}"
    if passage.heading:
        yield f"      under: {passage.heading}"
    drift = passage.drift
    if drift is not None:
        mark = "" if drift.stands else "!! "
        yield f"      {mark}{drift_words.drift_line(passage, citation.source)}"
        if drift.diff:
            yield f"      now: {drift.after}"
            yield f"      difference: {drift_words.marked_diff(drift.diff)}"
        if drift.notice:
            yield f"      new notice: {drift.notice}"
    if passage.link:
        yield f"      {passage.link}"
    for check in passage.checks:
        loud = words.is_loud(check, citation)
        yield f"      {words.check_line(check, 'passage', loud=loud)}"


def _history(claim: ClaimStatus) -> Iterator[str]:
    for event in claim.events:
        yield f"{words.moment(event.at)}  {event.actor}: {event.summary}"


def _citation_lines(citation: CitationStatus) -> Iterator[str]:
    source = citation.source
    outcome = f"{source.outcome} ({source.reason})" if source.outcome else "never fetched"
    yield f"{source.url}"
    yield f"    {words.word(citation.support)} | {citation.health} | {outcome}"
    if source.captured_at:
        yield f"    captured {source.captured_at:%Y-%m-%d %H:%M} sha256 {source.payload_sha256}"
        if origin := origin_line(source.provenance):
            yield f"    {origin}"
    if source.next_step:
        yield f"    next: {source.next_step}"
    if source.unread_reason:
        yield f"    not read: {source.unread_reason}"
