"""The texts of documents with their postings."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from claimcheck.core.documents import EXTRACTOR_VERSION
from claimcheck.database.document_tables import DocumentRow, PostingsRow
from claimcheck.database.queries.chunks import narrowed

TEXTS_AT_ONCE = 8
"""Texts in memory at a time: a single one may have megabytes."""


class ReadText(NamedTuple):
    """
    A document's text with the spans of its main text, and its packed postings, if made.

    `cut` says in a sentence what of the page was not read, `published` is the page's own date.
    """

    digest: str
    text: str
    main: tuple[tuple[int, int], ...]
    cut: str | None
    published: str | None
    packed: bytes | None


def texts_with_postings(session: Session, digests: Collection[str]) -> Iterator[ReadText]:
    """Give the texts of these payloads, where there is one, with what was read in them."""
    query = (
        sa.select(
            DocumentRow.payload_sha256,
            DocumentRow.text,
            DocumentRow.main,
            DocumentRow.cut,
            DocumentRow.published,
            PostingsRow.packed,
        )
        .outerjoin(
            PostingsRow,
            (PostingsRow.payload_sha256 == DocumentRow.payload_sha256)
            & (PostingsRow.extractor_version == DocumentRow.extractor_version),
        )
        .where(DocumentRow.extractor_version == EXTRACTOR_VERSION)
        .where(DocumentRow.text != "")
        .execution_options(yield_per=TEXTS_AT_ONCE)
    )
    for part in narrowed(query, DocumentRow.payload_sha256, digests):
        with session.execute(part) as found:
            yield from map(ReadText._make, found)


def keep_postings(session: Session, packed: Mapping[str, bytes]) -> None:
    """Keep the postings of documents, by digest; what was there before is replaced."""
    if not packed:
        return
    make = postgres_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    statement = make(PostingsRow)
    keys = [PostingsRow.payload_sha256, PostingsRow.extractor_version]
    rows = [
        {"payload_sha256": digest, "extractor_version": EXTRACTOR_VERSION, "packed": postings}
        # In one order, so that two writers never wait for each other.
        for digest, postings in sorted(packed.items())
    ]
    session.execute(
        statement.on_conflict_do_update(
            index_elements=keys, set_={"packed": statement.excluded.packed}
        ),
        rows,
    )
