"""The limits of a check that every form of its report has to show."""

from collections import Counter
from collections.abc import Iterator

from claimcheck.app.workspace import Workspace
from claimcheck.core.status import StatusReport
from claimcheck.reports.words import counted


def notes_of(report: StatusReport, workspace: Workspace, alone: int) -> Iterator[str]:
    """Say what this check could not do, or did in a way that a reader has to know of."""
    if not workspace.settings.four_eyes or alone:
        signed = f"; {counted(alone, 'sign-off')} so far" if alone else ""
        yield f"One person may check and sign off a claim at this desk (four-eyes is off){signed}."
    never = sum(source.outcome is None for source in report.sources)
    if never:
        yield f"{never} of {len(report.sources)} sources were never fetched."
    fetched = [source for source in report.sources if source.outcome is not None]
    if fetched and all(source.http_status is None for source in fetched):
        ended = Counter(str(source.outcome).replace("_", " ") for source in fetched)
        reasons = ", ".join(f"{count} {outcome}" for outcome, count in sorted(ended.items()))
        yield (
            f"No source answered ({reasons}): nothing in this report has been compared with "
            "what a source says. Every attempt and its reason is listed under failures."
        )
    yield from _own_alone(report)
    unread = sum(source.unread_reason is not None for source in report.sources)
    if unread:
        yield (
            f"{counted(unread, 'archived source')} could not be read by the machine: "
            "somebody has to look by hand."
        )


def _own_alone(report: StatusReport) -> Iterator[str]:
    citing = [claim for claim in report.claims if claim.checkable and claim.citations]
    alone = sum(claim.independence.independent_origins == 0 for claim in citing)
    if alone:
        yield (
            f"{alone:,} of {counted(len(citing), 'claim')} that cite a source cite none that is "
            "independent of the report and its publisher."
        )
