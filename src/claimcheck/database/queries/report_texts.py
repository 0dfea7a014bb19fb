"""The text of a report, its claims, and what was waived in it."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.database.report_tables import ReportTextRow, WaiverRow
from claimcheck.database.tables import ClaimRow


def text_of(session: Session, report_key: str) -> ReportTextRow | None:
    """The text of a report as it was last read, if it was."""
    return session.get(ReportTextRow, report_key)


def keys_with_text(session: Session) -> Sequence[str]:
    """The reports whose text is known, by key."""
    query = sa.select(ReportTextRow.report_key)
    return session.scalars(query.order_by(ReportTextRow.report_key)).all()


def waivers_of(session: Session, report_key: str) -> Sequence[WaiverRow]:
    """What was waived in a report, in order."""
    query = sa.select(WaiverRow).where(WaiverRow.report_key == report_key)
    return session.scalars(query.order_by(WaiverRow.waived_at, WaiverRow.id)).all()


def claims_of(session: Session, report_key: str | None) -> Sequence[ClaimRow]:
    """The claims of a report, in the order in which they came; None: those of none."""
    query = sa.select(ClaimRow).where(ClaimRow.report_key == report_key)
    return session.scalars(query.order_by(ClaimRow.added_in)).all()
