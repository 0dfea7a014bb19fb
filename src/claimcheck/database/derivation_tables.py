"""The table of figures that people computed from others."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from claimcheck.core.derivations import Kind
from claimcheck.database.base import Base, one_of


class DerivationRow(Base):
    """A figure computed for a claim, with its operands. A projection of the ledger."""

    __tablename__ = "derivations"
    __table_args__ = (one_of("kind", Kind),)

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    claim_key: Mapped[str] = mapped_column(sa.ForeignKey("claims.key"), index=True)
    kind: Mapped[str]
    derivation: Mapped[dict[str, Any]]
    derived_by: Mapped[str]
    derived_at: Mapped[datetime]
