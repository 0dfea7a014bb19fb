"""Many rows at once."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from claimcheck.core.documents import EXTRACTOR_VERSION, Document
from claimcheck.database.base import Base
from claimcheck.database.tables import DocumentRow


def insert(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns; no rows, nothing done."""
    if rows:
        session.connection().execute(sa.insert(table.__table__), rows)  # type: ignore[arg-type]


def keep_documents(session: Session, documents: Mapping[str, Document]) -> None:
    """Keep the texts of payloads, by digest; what this version has read before stays."""
    if not documents:
        return
    make = postgres_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    rows = [
        {"payload_sha256": digest, "extractor_version": EXTRACTOR_VERSION, **asdict(document)}
        # In one order, so that two writers never wait for each other.
        for digest, document in sorted(documents.items())
    ]
    session.execute(make(DocumentRow).on_conflict_do_nothing(), rows)
