"""What of a report is covered by claims: coverage, waive, unwaive."""

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.reports import words

if TYPE_CHECKING:
    from claimcheck.app.covering import Waived
    from claimcheck.app.report_texts import ReportText
    from claimcheck.core.coverage import Coverage, CoveredSentence

Report = Annotated[str, typer.Argument(help="A report: a file, an address, or a report's key.")]
Key = Annotated[
    str | None, typer.Option("--report", help="Which report the file is, if that is not plain.")
]
Quote = Annotated[str, typer.Option(help="Words of the sentence, enough to find it.")]


class FailRule(StrEnum):
    """What must not be, or the command ends with exit code 1."""

    OPEN = "open"  # a sentence that no claim covers
    OPEN_PARTS = "open-parts"  # or a figure, date, name or quotation


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("coverage", epilog="Example: claimcheck coverage report.md --fail-on open")(
        coverage
    )
    app.command(
        "waive",
        epilog='Example: claimcheck waive report.md --quote "a wide field" --reason "no assertion"',
    )(waive)
    app.command("unwaive", epilog='Example: claimcheck unwaive report.md --quote "a wide field"')(
        unwaive
    )


def coverage(
    context: typer.Context,
    report: Report,
    key: Key = None,
    fail_on: Annotated[
        FailRule | None, typer.Option("--fail-on", help="Exit 1 when something is left open.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show which sentences, figures, dates, names and quotations no claim covers."""
    from claimcheck.app import covering, report_texts
    from claimcheck.core.coverage import Standing

    workspace = open_workspace(context)
    opened = report_texts.open_report(workspace, report, key=key, dry_run=True)
    found = covering.read_coverage(workspace, opened)
    if as_json:
        console.say_json(_data(opened, found))
    else:
        for line in _lines(found):
            console.say(line)
    open_parts = fail_on is FailRule.OPEN_PARTS and found.parts_of(Standing.OPEN)
    if fail_on and (found.of(Standing.OPEN) or open_parts):
        raise typer.Exit(1)


def _lines(found: "Coverage") -> Iterator[str]:
    from claimcheck.core.coverage import Standing

    counts = {standing: len(found.of(standing)) for standing in Standing}
    yield (
        f"{words.counted(len(found.sentences), 'sentence')}: {counts[Standing.COVERED]} covered, "
        f"{counts[Standing.WAIVED]} waived, {counts[Standing.NOT_CHECKABLE]} not checkable, "
        f"{counts[Standing.OPEN]} open"
    )
    for sentence in found.of(Standing.OPEN):
        why = f"{sentence.reason}: " if sentence.reason else ""
        yield f"!! open: {why}{sentence.proposal.text}"
    for part in found.parts_of(Standing.OPEN):
        yield f"   open {part.part.kind}: {part.part.text}"
    for sentence in found.of(Standing.WAIVED):
        yield f"   waived by {sentence.by}: {sentence.reason}: {sentence.proposal.text}"
    for sentence in found.of(Standing.NOT_CHECKABLE):
        yield f"   not checkable: {sentence.reason}: {sentence.proposal.text}"
    for key in found.unplaced:
        yield f"!! no place: {key} was not found in the report, neither its quote nor its words"
    for waiver in found.idle:
        yield f"   idle waiver: the report no longer says: {waiver.exact}"
    if counts[Standing.OPEN]:
        yield "next: `claimcheck add` a claim, or `claimcheck waive` the sentence with a reason"


def _data(report: "ReportText", found: "Coverage") -> dict[str, Any]:
    from claimcheck.core.coverage import Standing

    def listed(standing: Standing) -> list[dict[str, Any]]:
        return [_sentence(sentence, report) for sentence in found.of(standing)]

    return {
        "report": report.key,
        "sentences": len(found.sentences),
        "covered": len(found.of(Standing.COVERED)),
        "waived": listed(Standing.WAIVED),
        "not_checkable": listed(Standing.NOT_CHECKABLE),
        "open": listed(Standing.OPEN),
        "parts": {
            standing.value: [
                {
                    "kind": part.part.kind.value,
                    "text": part.part.text,
                    "claims": list(part.claims),
                    **_place(report, part.part.start, part.part.end),
                }
                for part in found.parts_of(standing)
            ]
            for standing in Standing
        },
        "unplaced": list(found.unplaced),
        "idle": [asdict(waiver) for waiver in found.idle],
    }


def _sentence(sentence: "CoveredSentence", report: "ReportText") -> dict[str, Any]:
    proposal = sentence.proposal
    return {
        "text": proposal.text,
        **_place(report, proposal.start, proposal.end),
        "section": list(proposal.section),
        "kind": proposal.kind.value,
        "score": proposal.score,
        "reason": sentence.reason,
        "by": sentence.by,
    }


def _place(report: "ReportText", start: int, end: int) -> dict[str, int]:
    begin, stop = report.manuscript.place_in_file(start, end)
    return {"start": begin, "end": stop}


def waive(
    context: typer.Context,
    report: Report,
    quote: Quote,
    reason: Annotated[str | None, typer.Option(help="Why it needs no claim; kept.")] = None,
    key: Key = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Decide that a sentence of a report needs no claim, and say why."""
    from claimcheck.app import covering, report_texts

    workspace = open_workspace(context, dry_run=dry_run)
    opened = report_texts.open_report(workspace, report, key=key, dry_run=dry_run)
    done = covering.waive(workspace, opened, quote, reason, dry_run=dry_run)
    _say_waived("waived", done, dry_run=dry_run, as_json=as_json)


def unwaive(
    context: typer.Context,
    report: Report,
    quote: Quote,
    key: Key = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """Take a waiver back: the sentence is open again."""
    from claimcheck.app import covering, report_texts

    workspace = open_workspace(context, dry_run=dry_run)
    opened = report_texts.open_report(workspace, report, key=key, dry_run=dry_run)
    done = covering.unwaive(workspace, opened, quote, dry_run=dry_run)
    _say_waived("no longer waived", done, dry_run=dry_run, as_json=as_json)


def _say_waived(what: str, done: "Waived", *, dry_run: bool, as_json: bool) -> None:
    if dry_run:
        console.tell("dry run: nothing was changed")
    if as_json:
        console.say_json(asdict(done))
    else:
        console.say(f"{what}: {done.exact}")
