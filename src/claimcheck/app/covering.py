"""What of a report is covered by claims, and what people decide needs none."""

import hashlib
from dataclasses import dataclass

from claimcheck.app import report_texts
from claimcheck.app.deciding import deciding
from claimcheck.app.desk import typed
from claimcheck.app.report_texts import ReportText
from claimcheck.app.workspace import Workspace
from claimcheck.core import coverage, selectors
from claimcheck.core.coverage import Coverage, Standing, Waiver
from claimcheck.core.ledger import Action, Step
from claimcheck.core.placing import Placer, fold
from claimcheck.core.proposals.outline import split_report
from claimcheck.core.selectors import Selector
from claimcheck.core.status import CoverageStatus, OpenSentence
from claimcheck.database.queries import report_texts as text_queries
from claimcheck.errors import BadInput, Refused


@dataclass(frozen=True, slots=True)
class Waived:
    """A passage of a report that was waived, or is no longer, and the reason that was given."""

    report: str
    id: str
    exact: str
    reason: str


def read_coverage(workspace: Workspace, report: ReportText) -> Coverage:
    """Say which sentences of a report a claim covers. Nothing is changed."""
    with workspace.reading() as session:
        return coverage.cover(
            report.manuscript,
            report_texts.anchored_claims(session, report.key),
            report_texts.waivers(session, report.key),
        )


def read_known(workspace: Workspace) -> tuple[CoverageStatus, ...]:
    """Say of each report whose text is on record what of it claims cover. Nothing is changed."""
    with workspace.reading() as session:
        texts = {
            key: report_texts.as_manuscript(row)
            for key in text_queries.keys_with_text(session)
            if (row := text_queries.text_of(session, key)) is not None
        }
    return tuple(
        _status(key, read_coverage(workspace, ReportText(key, text))) for key, text in texts.items()
    )


def _status(key: str, found: Coverage) -> CoverageStatus:
    return CoverageStatus(
        report=key,
        sentences=len(found.sentences),
        covered=len(found.of(Standing.COVERED)),
        waived=len(found.of(Standing.WAIVED)),
        not_checkable=len(found.of(Standing.NOT_CHECKABLE)),
        open=tuple(
            OpenSentence(each.proposal.text, tuple(each.proposal.section), each.reason)
            for each in found.of(Standing.OPEN)
        ),
    )


def waive(
    workspace: Workspace, report: ReportText, quote: str, reason: str | None, *, dry_run: bool
) -> Waived:
    """
    Decide that the sentence with these words needs no claim, and why.

    Raises BadInput where the words do not stand in one place, Refused without a reason.
    """
    key = _known_key(report)
    why = typed(reason)
    if why is None:
        raise Refused("to waive a sentence needs a reason", next_step='add --reason "..."')
    selector = _find(report, quote)
    waived = Waived(key, _waiver_id(key, selector), selector.exact, why)
    body = {
        "id": waived.id,
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "reason": why,
    }
    with deciding(workspace, dry_run=dry_run) as book:
        if any(known.id == waived.id for known in report_texts.waivers(book.session, key)):
            raise Refused(
                "this sentence is waived already",
                next_step="`claimcheck unwaive` takes it back, then give the new reason",
            )
        book.record([Step(Action.SENTENCE_WAIVED, key, body)])
    return waived


def _known_key(report: ReportText) -> str:
    if report.key is None:
        raise BadInput(
            "a waiver belongs to a report, and none is on record",
            next_step="import a claims file that names the report",
        )
    return report.key


def _find(report: ReportText, quote: str) -> Selector:
    """Find the sentences that hold the words; a waiver is for whole sentences."""
    text = report.manuscript.text
    sentences = split_report(report.manuscript)
    placer = Placer(text, sentences)
    touched = {tuple(placer.sentences_in(*place)) for place in placer.find(quote)} - {()}
    if len(touched) != 1:
        problem = "stand in several sentences" if touched else "do not stand in the report"
        raise BadInput(
            f"these words {problem}: {quote}",
            next_step="quote more of the sentence" if touched else "copy them from the report",
        )
    numbers = touched.pop()
    return selectors.select(text, sentences[numbers[0]].start, sentences[numbers[-1]].end)


def _waiver_id(key: str, selector: Selector) -> str:
    place = "\n".join([key, selector.prefix, selector.exact, selector.suffix])
    return hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()[:32]


def unwaive(workspace: Workspace, report: ReportText, quote: str, *, dry_run: bool) -> Waived:
    """Take a waiver back: the sentence with these words is open again. Raises BadInput."""
    key = _known_key(report)
    wanted = fold(quote)
    with deciding(workspace, dry_run=dry_run) as book:
        found = [
            waiver
            for waiver in report_texts.waivers(book.session, key)
            if wanted and wanted in fold(waiver.exact)
        ]
        waiver = _only(found)
        body = {"id": waiver.id, "exact": waiver.exact, "reason": waiver.reason}
        book.record([Step(Action.SENTENCE_UNWAIVED, key, body)])
    return Waived(key, waiver.id, waiver.exact, waiver.reason)


def _only(found: list[Waiver]) -> Waiver:
    if len(found) != 1:
        raise BadInput(
            f"{len(found)} waived sentences hold these words",
            next_step="`claimcheck coverage REPORT` lists what is waived; quote one of them",
        )
    return found[0]
