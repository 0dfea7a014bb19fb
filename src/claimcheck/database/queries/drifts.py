"""Pages that are gone, and what rests on a source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.core.outcomes import SUCCESSES, Method, Outcome, Quality
from claimcheck.database.tables import (
    AttemptRow,
    CaptureRow,
    CitationRow,
    ClaimRow,
    ReportRow,
    SourceRow,
)

# A lookup in another archive says nothing about the page itself.
_IS_LIVE = AttemptRow.method.in_([Method.FETCH.value, Method.BROWSER.value])
_IS_LOST = CaptureRow.quality == Quality.SOFT_404.value
_IS_GONE = sa.or_(AttemptRow.outcome == Outcome.NOT_FOUND.value, _IS_LOST)
_IS_THERE = sa.and_(
    AttemptRow.outcome.in_([outcome.value for outcome in SUCCESSES]),
    sa.or_(CaptureRow.quality.is_(None), ~_IS_LOST),
)


def gone_since(session: Session) -> dict[str, datetime]:
    """When a page was first not found, for those that have not come back since, by source id."""
    there = (
        sa.select(AttemptRow.source_id, sa.func.max(AttemptRow.finished_at).label("at"))
        .outerjoin(CaptureRow, CaptureRow.attempt_id == AttemptRow.id)
        .where(_IS_THERE, _IS_LIVE)
        .group_by(AttemptRow.source_id)
        .subquery()
    )
    query = (
        sa.select(AttemptRow.source_id, sa.func.min(AttemptRow.finished_at))
        .outerjoin(CaptureRow, CaptureRow.attempt_id == AttemptRow.id)
        .outerjoin(there, there.c.source_id == AttemptRow.source_id)
        .where(_IS_GONE, _IS_LIVE)
        .where(sa.or_(there.c.at.is_(None), AttemptRow.finished_at > there.c.at))
        .group_by(AttemptRow.source_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


@dataclass(frozen=True, slots=True)
class Resting:
    """A citation of a source, the claim that makes it, and the report that the claim is from."""

    citation: CitationRow
    claim: ClaimRow
    report: ReportRow | None


def resting_on(session: Session, source: SourceRow) -> Sequence[Resting]:
    """Everything that rests on a source: its citations, their claims, the claims' reports."""
    query = (
        sa.select(CitationRow, ClaimRow, ReportRow)
        .join(ClaimRow, ClaimRow.key == CitationRow.claim_key)
        .outerjoin(ReportRow, ReportRow.key == ClaimRow.report_key)
        .where(CitationRow.source_id == source.id)
        .order_by(ClaimRow.report_key, ClaimRow.added_in)
    )
    return [Resting(*row) for row in session.execute(query)]
