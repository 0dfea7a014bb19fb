"""Many rows at once."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from claimcheck.core.documents import EXTRACTOR_VERSION, Document
from claimcheck.database.base import Base
from claimcheck.database.document_tables import DocumentRow

if TYPE_CHECKING:
    import psycopg

COPIED_ROWS = 8
"""From here COPY on Postgres is the quicker way in."""


def insert(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns; no rows, nothing done."""
    if not rows:
        return
    connection = session.connection()
    if connection.dialect.name == "postgresql" and len(rows) >= COPIED_ROWS:
        _copy(connection, table, rows)
    else:
        connection.execute(sa.insert(table.__table__), rows)  # type: ignore[arg-type]


def _copy(connection: sa.Connection, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Stream the rows, each value as its column's type binds it, over psycopg's own cursor."""
    columns = [table.__table__.c[name] for name in rows[0]]
    quote = connection.dialect.identifier_preparer.quote
    named = ", ".join(quote(column.name) for column in columns)
    binders = [column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
               for column in columns]  # fmt: skip
    driver = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {quote(table.__tablename__)} ({named}) FROM STDIN") as copy,
    ):
        for row in rows:
            values = zip(row.values(), binders, strict=True)
            copy.write_row([bind(value) if bind else value for value, bind in values])


def keep_documents(session: Session, documents: Mapping[str, Document]) -> None:
    """
    Keep the texts of payloads, by digest; what this version has read before stays.

    A payload may be unreadable under one answer's headers and a page under another's, gzip
    with no word of it say: then what could be read replaces what could not.
    """
    if not documents:
        return
    readable = sorted(key for key, document in documents.items() if document.unread_reason is None)
    session.execute(
        sa.delete(DocumentRow).where(
            DocumentRow.payload_sha256.in_(readable),
            DocumentRow.extractor_version == EXTRACTOR_VERSION,
            DocumentRow.unread_reason.is_not(None),
        )
    )
    make = postgres_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    rows = [
        {"payload_sha256": digest, "extractor_version": EXTRACTOR_VERSION}
        | {field.name: getattr(document, field.name) for field in fields(document)}
        # In one order, so that two writers never wait for each other.
        for digest, document in sorted(documents.items())
    ]
    session.execute(make(DocumentRow).on_conflict_do_nothing(), rows)
