"""The tables of what was read in payloads: documents and their postings."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from claimcheck.database.base import Base, Lines, Spans


class DocumentRow(Base):
    """The readable text of a payload in its two tiers, as one version of the extractor saw it."""

    __tablename__ = "documents"

    payload_sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    extractor_version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    main: Mapped[tuple[tuple[int, int], ...]] = mapped_column(Spans, server_default="[]")
    pages: Mapped[tuple[tuple[int, int], ...]] = mapped_column(Spans, server_default="[]")
    title: Mapped[str | None]
    h1: Mapped[str | None]
    author: Mapped[str | None]
    publisher: Mapped[str | None]
    published: Mapped[str | None]
    modified: Mapped[str | None]
    language: Mapped[str | None]
    canonical_url: Mapped[str | None]
    links: Mapped[tuple[str, ...]] = mapped_column(Lines, server_default="")
    charset: Mapped[str | None]
    unread_reason: Mapped[str | None]
    cut: Mapped[str | None]
    fingerprint: Mapped[bytes | None]  # which texts to compare; made when it is missing


class PostingsRow(Base):
    """Where a document's sentences and terms are, packed; can be made anew from its text."""

    __tablename__ = "postings"
    _key = ("payload_sha256", "extractor_version")
    _document = tuple(f"documents.{column}" for column in _key)
    __table_args__ = (sa.ForeignKeyConstraint(_key, _document, ondelete="CASCADE"),)

    payload_sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    extractor_version: Mapped[int] = mapped_column(primary_key=True)
    packed: Mapped[bytes]
