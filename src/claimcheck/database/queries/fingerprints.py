"""Fingerprints of documents, and the texts that they are made from."""

from collections.abc import Collection, Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.core.documents.document import EXTRACTOR_VERSION
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.queries.chunks import narrowed

_READ = (DocumentRow.extractor_version == EXTRACTOR_VERSION) & (DocumentRow.text != "")
BATCH = 50
"""Texts that are read at once: bounds the memory that they take."""


def fingerprints_of(session: Session, digests: Collection[str]) -> dict[str, bytes | None]:
    """The stored fingerprint of each of these payloads that has a text; None: not made yet."""
    query = sa.select(DocumentRow.payload_sha256, DocumentRow.fingerprint).where(_READ)
    return {
        row[0]: row[1]
        for part in narrowed(query, DocumentRow.payload_sha256, digests)
        for row in session.execute(part)
    }


def texts_of(session: Session, digests: Collection[str]) -> Iterator[tuple[str, str]]:
    """The texts of these payloads, few at a time."""
    query = sa.select(DocumentRow.payload_sha256, DocumentRow.text).where(_READ)
    for part in narrowed(query, DocumentRow.payload_sha256, digests):
        for row in session.execute(part.execution_options(yield_per=BATCH)):
            yield row[0], row[1]


def told_of(
    session: Session, digests: Collection[str]
) -> Iterator[tuple[str, str | None, str | None, str]]:
    """Canonical address, publisher and links (one on each line) of these payloads' documents."""
    columns = (DocumentRow.payload_sha256, DocumentRow.canonical_url, DocumentRow.publisher)
    query = sa.select(*columns, sa.type_coerce(DocumentRow.links, sa.Text)).where(_READ)
    for part in narrowed(query, DocumentRow.payload_sha256, digests):
        for row in session.execute(part):
            yield row[0], row[1], row[2], row[3]


def outdated(session: Session, version: int) -> list[str]:
    """The payloads whose text has no fingerprint of this version."""
    other = sa.func.substr(DocumentRow.fingerprint, 1, 1) != bytes([version])
    missing = DocumentRow.fingerprint.is_(None)
    return list(
        session.scalars(sa.select(DocumentRow.payload_sha256).where(_READ).where(missing | other))
    )


def keep(session: Session, fingerprints: Mapping[str, bytes]) -> None:
    """Store these fingerprints with their documents."""
    update = (
        sa.update(DocumentRow.__table__)  # type: ignore[arg-type]
        .where(DocumentRow.payload_sha256 == sa.bindparam("digest"))
        .where(DocumentRow.extractor_version == EXTRACTOR_VERSION)
        .values(fingerprint=sa.bindparam("made"))
    )
    rows = [{"digest": digest, "made": made} for digest, made in sorted(fingerprints.items())]
    if rows:
        session.connection().execute(update, rows)
