"""A revised report: revise."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.reports import words

if TYPE_CHECKING:
    from claimcheck.app.revising import Answer, Revised, Revision
    from claimcheck.app.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("revise", epilog="Example: claimcheck revise harbour-2025 report-v2.md --dry-run")(
        revise
    )


def revise(
    context: typer.Context,
    report: Annotated[str, typer.Argument(help="The report's key.")],
    file: Annotated[Path, typer.Argument(help="Its new text: .md .txt .html .docx.")],
    base: Annotated[
        Path | None, typer.Option("--from", help="The text before; else the one on record.")
    ] = None,
    on_unclear: Annotated[
        str | None, typer.Option(help="For claims that are not clear: keep, check or cut.")
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(help="For one claim: KEY=keep, KEY=check or KEY=cut; repeat."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Draft the new sentences (.yaml).")
    ] = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """
    Carry a report's claims over into its revised text.

    Untouched claims keep their state, rewritten ones go back to check, cut ones are withdrawn.
    While one is unclear nothing is changed, and the command ends with exit code 1.
    """
    from claimcheck.app import manuscripts, revising

    answers = revising.read_answers(answer or [])
    for_all = revising.read_answers([f"all={on_unclear}"])["all"] if on_unclear else None
    text = manuscripts.read_file(file)
    before = manuscripts.read_file(base) if base else None
    workspace = open_workspace(context, dry_run=dry_run)
    revision = revising.compare(workspace, report, text, base=before)
    if for_all is None and sys.stdin.isatty() and not as_json:
        answers |= _ask(revision, answers)
    done = revising.carry_out(workspace, revision, answers, on_unclear=for_all, dry_run=dry_run)
    if output is not None:
        _draft(workspace, revision, output, dry_run=dry_run)
    if as_json:
        console.say_json(_data(revision, done))
    else:
        for line in _lines(revision, done):
            console.say(line)
    if dry_run:
        console.tell("dry run: nothing was changed")
    if not done.is_done:
        raise typer.Exit(1)


def _ask(revision: "Revision", answers: "dict[str, Answer]") -> "dict[str, Answer]":
    """Ask for each unclear claim that has no answer yet; an empty line leaves it open."""
    from claimcheck.app.revising import Answer
    from claimcheck.core.carrying import Fate

    given = {}
    for carried in revision.carriage.of(Fate.UNCLEAR):
        if carried.key in answers:
            continue
        console.tell(f"{carried.key}: {carried.before}")
        if carried.after is not None:
            console.tell(f"  perhaps now: {revision.carriage.sentences[carried.after].text}")
        word = typer.prompt("keep, check or cut?", default="", show_default=False, err=True)
        if word.strip() in set(Answer):
            given[carried.key] = Answer(word.strip())
    return given


def _draft(workspace: "Workspace", revision: "Revision", output: Path, *, dry_run: bool) -> None:
    from claimcheck.app import reporting, revising
    from claimcheck.core.claims_file.writing import write_claims_file

    draft = revising.draft_added(workspace, revision)
    if draft.claims and not dry_run:
        reporting.save(write_claims_file(draft), output)
    console.tell(f"{words.counted(len(draft.claims), 'claim')} drafted for {output}")


def _lines(revision: "Revision", done: "Revised") -> Iterator[str]:
    carriage = revision.carriage
    if revision.is_first:
        yield (
            f"no earlier text of {revision.report} is known, so no change can be seen: "
            "this one is the first, unless --from names the one before"
        )
    yield (
        f"{words.counted(len(carriage.claims), 'claim')}: {len(done.kept)} kept, "
        f"{len(done.touched)} back to check, {len(done.cut)} withdrawn, {len(done.unclear)} unclear"
    )
    for carried in carriage.claims:
        if carried.key in (*done.touched, *done.cut, *done.unclear):
            word = "withdrawn" if carried.key in done.cut else "to check"
            yield f"{'unclear' if carried.key in done.unclear else word}  {carried.key}"
            yield f"  before: {carried.before}"
            if carried.after is not None:
                yield f"  now:    {carriage.sentences[carried.after].text}"
    for key in done.unplaced:
        text = "this text" if revision.is_first else "the earlier text"
        yield f"no place  {key}: {text} has neither its quote nor its words"
    for proposal in carriage.added:
        yield f"new  {proposal.score:.2f}  {proposal.kind}: {proposal.text}"
    if not done.is_done:
        yield "nothing was changed: say --answer KEY=keep, check or cut, or --on-unclear for all"
    elif carriage.added:
        yield "next: `-o new.yaml` drafts the new sentences"


def _data(revision: "Revision", done: "Revised") -> dict[str, Any]:
    sentences = revision.carriage.sentences
    return {
        **asdict(done),
        "is_first": revision.is_first,
        "claims": [
            {
                "key": carried.key,
                "fate": carried.fate.value,
                "before": carried.before,
                "after": sentences[carried.after].text if carried.after is not None else None,
            }
            for carried in revision.carriage.claims
        ],
        "new": [
            {
                "text": proposal.text,
                "start": proposal.start,
                "end": proposal.end,
                "score": proposal.score,
                "kind": proposal.kind.value,
            }
            for proposal in revision.carriage.added
        ],
    }
