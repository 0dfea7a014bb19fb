"""The tables of a report's own words: its text, and what of it needs no claim."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from claimcheck.database.base import Base


class ReportTextRow(Base):
    """The text of a report as it was last read, with its headings. A projection of the ledger."""

    __tablename__ = "report_texts"

    report_key: Mapped[str] = mapped_column(sa.ForeignKey("reports.key"), primary_key=True)
    text: Mapped[str]
    headings: Mapped[list[Any]]  # start, end and level of each
    read_by: Mapped[str]
    read_at: Mapped[datetime]


class WaiverRow(Base):
    """Words of a report that need no claim, and why. A projection of the ledger."""

    __tablename__ = "waivers"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    report_key: Mapped[str] = mapped_column(sa.ForeignKey("reports.key"), index=True)
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    reason: Mapped[str]
    waived_by: Mapped[str]
    waived_at: Mapped[datetime]
