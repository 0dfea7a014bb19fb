"""Which report is meant, what it says, and which claims and waivers belong to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from claimcheck.app import manuscripts
from claimcheck.app.workspace import Workspace
from claimcheck.core.coverage import Waiver
from claimcheck.core.manuscripts import Heading, Manuscript
from claimcheck.core.placing import Anchored, Placer
from claimcheck.core.proposals.outline import split_report
from claimcheck.core.workflow import State
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import report_texts as text_queries
from claimcheck.database.report_tables import ReportTextRow
from claimcheck.errors import BadInput, UnknownName

TOLD_QUOTES = 200
"""Claims of a report whose quotes are looked for, to tell which report a file is."""


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report with its words. `key` is None for claims that belong to no report."""

    key: str | None
    manuscript: Manuscript


def open_report(
    workspace: Workspace, report: str, *, key: str | None = None, dry_run: bool = False
) -> ReportText:
    """
    Read a report: a file or an address, or the key of one whose words are known.

    Of a file, `key` says which report it is; without it the report is the one whose claims
    quote it. Raises BadInput and UnknownName.
    """
    if manuscripts.is_address(report):
        manuscript = _read_address(workspace, report, dry_run=dry_run)
    elif Path(report).suffix or Path(report).is_file():
        manuscript = manuscripts.read_file(Path(report))
    else:
        return ReportText(report, _known_text(workspace, report, dry_run=dry_run))
    with workspace.reading() as session:
        return ReportText(_which(session, manuscript, key, report), manuscript)


def _known_text(workspace: Workspace, key: str, *, dry_run: bool) -> Manuscript:
    with workspace.reading() as session:
        row = claim_queries.report_by_key(session, key)
        if row is None:
            raise no_report(session, key)
        text = text_queries.text_of(session, key)
        address = row.url
        if text is not None:
            return as_manuscript(text)
    if address is None:
        raise BadInput(
            f"what the report {key} says is not known",
            next_step=f"give its file instead, or put it on record: `claimcheck revise {key} FILE`",
        )
    return _read_address(workspace, address, dry_run=dry_run)


def _read_address(workspace: Workspace, address: str, *, dry_run: bool) -> Manuscript:
    # Only here: it loads the fetcher, which a report in a file does without.
    from claimcheck.app import report_addresses

    return report_addresses.read_address(workspace, address, dry_run=dry_run)


def as_manuscript(row: ReportTextRow) -> Manuscript:
    """Give a kept text back as it was read."""
    return Manuscript(row.text, tuple(Heading(*heading) for heading in row.headings))


def no_report(session: Session, key: str) -> UnknownName:
    """Say that there is no such report, and which there are."""
    keys = [row.key for row in claim_queries.reports(session)]
    known = f"known are: {', '.join(keys[:10])}" if keys else "import its claims first"
    return UnknownName(f"there is no report {key}", next_step=known)


def _which(session: Session, manuscript: Manuscript, key: str | None, name: str) -> str | None:
    """Tell which report a text is: the one that is named, or the one whose claims quote it."""
    if key is not None:
        if claim_queries.report_by_key(session, key) is None:
            raise no_report(session, key)
        return key
    keys = [*(row.key for row in claim_queries.reports(session)), None]
    if len(keys) == 1:
        return None
    placer = Placer(manuscript.text, split_report(manuscript))
    counts = {each: _count_quotes(session, each, placer) for each in keys}
    best = max(counts.values())
    chosen = [each for each, count in counts.items() if count == best]
    if best and len(chosen) == 1:
        return chosen[0]
    named = [each for each in keys if each]
    if not best and len(named) == 1:
        return named[0]
    raise BadInput(
        f"which report is {name}?",
        next_step=f"say --report KEY, one of: {', '.join(named[:10])}",
    )


def _count_quotes(session: Session, key: str | None, placer: Placer) -> int:
    quotes = [row.quote for row in text_queries.claims_of(session, key)[:TOLD_QUOTES]]
    return sum(bool(quote and placer.find(quote)) for quote in quotes)


def anchored_claims(session: Session, key: str | None) -> Sequence[Anchored]:
    """The claims of a report that are still asserted, as far as their places go."""
    return [
        Anchored(row.key, row.text, row.section, row.quote)
        for row in text_queries.claims_of(session, key)
        if row.state != State.WITHDRAWN
    ]


def waivers(session: Session, key: str | None) -> Sequence[Waiver]:
    """What was waived in a report."""
    rows = text_queries.waivers_of(session, key) if key is not None else []
    return [
        Waiver(row.id, row.exact, row.prefix, row.suffix, row.reason, row.waived_by) for row in rows
    ]
