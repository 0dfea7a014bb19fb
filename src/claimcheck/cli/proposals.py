"""Claims out of a report: propose."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import console
from claimcheck.cli.options import DryRun, JsonFlag, open_workspace
from claimcheck.errors import BadInput
from claimcheck.reports import words

if TYPE_CHECKING:
    from claimcheck.core.claims import ClaimsFile
    from claimcheck.core.manuscripts import Manuscript
    from claimcheck.core.proposals import Proposal, Proposed

Report = Annotated[
    str, typer.Argument(help="A report: a file (.md .txt .html .docx) or an address.")
]
SHOWN_CHARS = 100


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("propose", epilog="Example: claimcheck propose report.md -o draft.yaml")(propose)


def propose(
    context: typer.Context,
    report: Report,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write a draft claims file (.yaml).")
    ] = None,
    dry_run: DryRun = False,
    as_json: JsonFlag = False,
) -> None:
    """
    List what a report asserts, what is most worth a check first; -o drafts a claims file.

    An address is read from the archive; one that is not archived yet is captured first.
    """
    from claimcheck.core import proposals

    if output is not None and output.suffix.lower() not in (".yaml", ".yml"):
        raise BadInput(f"{output}: a draft is YAML", next_step="name it draft.yaml")
    manuscript, key = _read_report(context, report, dry_run=dry_run)
    proposed = proposals.propose(manuscript)
    if output is not None:
        draft = _draft(manuscript, proposed, report, key=key)
        _write(draft, output, dry_run=dry_run)
    ranked = proposals.ranked(proposed.proposals)
    if as_json:
        console.say_json([_data(proposal, manuscript) for proposal in ranked])
    elif output is None:
        _say(ranked)
    if dry_run:
        console.tell("dry run: nothing was changed")


def _read_report(
    context: typer.Context, report: str, *, dry_run: bool
) -> "tuple[Manuscript, str | None]":
    """Read a report from a file or an address; with its key where it is on record."""
    from claimcheck.app import manuscripts

    if not manuscripts.is_address(report):
        return manuscripts.read_file(Path(report)), None
    from claimcheck.app import report_addresses

    workspace = open_workspace(context, dry_run=dry_run)
    manuscript = report_addresses.read_address(workspace, report, dry_run=dry_run)
    return manuscript, report_addresses.known_key(workspace, report)


def _draft(
    manuscript: "Manuscript", proposed: "Proposed", report: str, *, key: str | None
) -> "ClaimsFile":
    from claimcheck.app import manuscripts
    from claimcheck.core.proposals import drafting

    url = report if manuscripts.is_address(report) else None
    draft = drafting.draft_file(manuscript, proposed, name=Path(report).stem, url=url, key=key)
    if not draft.claims:
        raise BadInput(
            f"{report} asserts nothing that could be drafted",
            next_step="`claimcheck propose` without -o says of each sentence why",
        )
    return draft


def _write(draft: "ClaimsFile", output: Path, *, dry_run: bool) -> None:
    from claimcheck.app import reporting
    from claimcheck.core.claims_file.writing import write_claims_file

    if not dry_run:
        reporting.save(write_claims_file(draft), output)
    console.tell(f"{words.counted(len(draft.claims), 'claim')} drafted for {output}")
    console.tell(f"next: look through it, then `claimcheck import {output}`")


def _say(ranked: "list[Proposal]") -> None:
    rows = [
        (f"{proposal.score:.2f}", proposal.left_out or proposal.kind.value, _short(proposal.text))
        for proposal in ranked
    ]
    console.say_table(("worth", "kind", "text"), rows)
    console.say("next: `claimcheck propose REPORT -o draft.yaml` drafts a claims file")


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_CHARS else f"{text[: SHOWN_CHARS - 1]}…"


def _data(proposal: "Proposal", manuscript: "Manuscript") -> dict[str, Any]:
    start, end = manuscript.place_in_file(proposal.start, proposal.end)
    return {
        "text": proposal.text,
        "start": start,
        "end": end,
        "score": proposal.score,
        "kind": proposal.kind.value,
        "checkable": proposal.checkable,
        "worthy": proposal.is_worthy,
        "left_out": proposal.left_out,
        "section": list(proposal.section),
        "hedge": proposal.hedge,
        "figures": [
            {"kind": f.kind, "text": proposal.text[f.start : f.end]} for f in proposal.figures
        ],
        "parts": [part.text for part in proposal.parts],
        "sources": [{"url": c.url, "origin": c.origin.value} for c in proposal.citing],
    }
