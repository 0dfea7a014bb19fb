"""What every form of the report says of how far claims cover a report."""

from claimcheck.core.status import CoverageStatus, OpenSentence, StatusReport
from claimcheck.reports import words

HEADING = "Coverage of the report"


def heading(report: StatusReport) -> str:
    """Name the section."""
    return HEADING if len(report.coverage) == 1 else f"{HEADING}s"


def name_of(coverage: CoverageStatus, report: StatusReport) -> str:
    """Give the title of the report that is covered, or else its key."""
    titles = {each.key: each.title for each in report.reports}
    return titles.get(coverage.report) or coverage.report


def summary(coverage: CoverageStatus) -> str:
    """Say how many sentences are covered, waived, not checkable and open."""
    return (
        f"{words.counted(coverage.sentences, 'sentence')}: {coverage.covered:,} covered by a "
        f"claim, {coverage.waived:,} waived, {coverage.not_checkable:,} not checkable, "
        f"{len(coverage.open):,} open"
    )


def about(sentence: OpenSentence) -> str:
    """Say where an open sentence stands and what there is to say of it; empty without either."""
    section = " / ".join(sentence.section)
    return "; ".join(part for part in (section, sentence.reason) if part)
