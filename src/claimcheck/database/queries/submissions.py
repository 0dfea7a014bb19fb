"""Captures that were handed to other archives, and where that stands."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.core.outcomes import Submission
from claimcheck.database.queries.chunks import narrowed
from claimcheck.database.tables import CaptureRow, SourceRow, SubmissionRow


def witnessed(session: Session, service: str, capture_ids: Collection[str]) -> set[str]:
    """Those of these captures that a service has been asked for, and that did not fail."""
    query = (
        sa.select(SubmissionRow.capture_id)
        .where(SubmissionRow.service == service)
        .where(SubmissionRow.state != Submission.FAILED.value)
    )
    parts = narrowed(query, SubmissionRow.capture_id, capture_ids)
    return {capture_id for part in parts for capture_id in session.scalars(part)}


def still_open(
    session: Session, service: str, source_ids: Collection[str] | None
) -> Sequence[tuple[SubmissionRow, str]]:
    """What a service has not finished, with the source's address, oldest first."""
    query = (
        sa.select(SubmissionRow, SourceRow.url)
        .join(CaptureRow, CaptureRow.id == SubmissionRow.capture_id)
        .join(SourceRow, SourceRow.id == CaptureRow.source_id)
        .where(SubmissionRow.service == service)
        .where(SubmissionRow.state == Submission.ASKED.value)
        .where(SubmissionRow.job.is_not(None))
    )
    parts = narrowed(query, CaptureRow.source_id, source_ids)
    found = [(row, url) for part in parts for row, url in session.execute(part)]
    return sorted(found, key=lambda each: (each[0].asked_at, each[0].id))


def submission_by_id(session: Session, submission_id: str) -> SubmissionRow | None:
    """One submission, if it exists."""
    return session.get(SubmissionRow, submission_id)
