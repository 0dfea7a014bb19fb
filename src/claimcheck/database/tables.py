"""The tables. Times are aware and UTC, constraints are named, closed words are checked."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from claimcheck.core.claims import Kind, Origin
from claimcheck.core.outcomes import Outcome, Quality
from claimcheck.core.workflow import State, Support, Verdict


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """
    An aware datetime in UTC, to the microsecond, on SQLite as on Postgres.

    SQLite hands back naive values; a naive value is refused on the way in.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Take aware values only."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give aware UTC values only."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table; the naming convention makes constraints the same on both databases."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 -- SQLAlchemy reads it as a class attribute
        datetime: UtcDateTime,
        str: sa.Text,
        dict[str, Any]: sa.JSON,
        list[Any]: sa.JSON,
    }


def _one_of(column: str, words: type[StrEnum]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word.value}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


class EventRow(Base):
    """The ledger. Triggers refuse updates and deletes."""

    __tablename__ = "events"

    # SQLite keeps an INTEGER key in the table itself; a BIGINT one would cost an index more.
    number: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
        primary_key=True,
        autoincrement=False,
    )
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    body: Mapped[str]  # canonical JSON, the bytes that were hashed
    prev_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class PersonRow(Base):
    """Somebody who acts. A projection of the ledger."""

    __tablename__ = "people"

    name: Mapped[str] = mapped_column(primary_key=True)
    added_at: Mapped[datetime]


class ReportRow(Base):
    """A document under check. A projection of the ledger."""

    __tablename__ = "reports"

    key: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    url: Mapped[str | None]
    publisher: Mapped[str | None]
    published_on: Mapped[date | None]
    references: Mapped[list[Any]]


class SourceRow(Base):
    """A cited address. `id` is derived from the normalised URL. A projection of the ledger."""

    __tablename__ = "sources"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str | None]


class ClaimRow(Base):
    """An assertion and where it stands. A projection of the ledger."""

    __tablename__ = "claims"
    __table_args__ = (
        _one_of("kind", Kind),
        _one_of("state", State),
        _one_of("verdict", Verdict),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    report_key: Mapped[str | None] = mapped_column(sa.ForeignKey("reports.key"), index=True)
    section: Mapped[str | None]
    quote: Mapped[str | None]
    claimant: Mapped[str | None]
    kind: Mapped[str]
    checkable: Mapped[bool]
    hedge: Mapped[str | None]
    tags: Mapped[list[Any]]
    state: Mapped[str] = mapped_column(index=True)
    verdict: Mapped[str]
    verdict_reason: Mapped[str | None]
    verdict_by: Mapped[str | None]
    submitted_by: Mapped[str | None]
    signed_off_by: Mapped[str | None]
    assignee: Mapped[str | None]
    version: Mapped[int]
    added_in: Mapped[int] = mapped_column(sa.BigInteger, index=True)


class CitationRow(Base):
    """The tie of a claim to a source, and what that source says. A projection of the ledger."""

    __tablename__ = "citations"
    __table_args__ = (_one_of("origin", Origin), _one_of("support", Support))

    claim_key: Mapped[str] = mapped_column(sa.ForeignKey("claims.key"), primary_key=True)
    source_id: Mapped[str] = mapped_column(
        sa.ForeignKey("sources.id"), primary_key=True, index=True
    )
    cited_as: Mapped[str]
    origin: Mapped[str]
    position: Mapped[int]
    support: Mapped[str]
    support_reason: Mapped[str | None]
    judged_by: Mapped[str | None]


class AttemptRow(Base):
    """One fetch of a source and how it ended. A fact of its own."""

    __tablename__ = "fetch_attempts"
    __table_args__ = (_one_of("outcome", Outcome),)

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    source_id: Mapped[str] = mapped_column(sa.ForeignKey("sources.id"))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    outcome: Mapped[str]
    reason: Mapped[str]
    error: Mapped[str | None]
    tries: Mapped[int]
    http_status: Mapped[int | None]
    final_url: Mapped[str | None]


sa.Index(
    "ix_fetch_attempts_source_id_finished_at",
    AttemptRow.source_id,
    AttemptRow.finished_at,
    AttemptRow.id,
)


class CaptureRow(Base):
    """One archived answer and where its record lies. A fact of its own."""

    __tablename__ = "captures"
    __table_args__ = (_one_of("quality", Quality),)

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    attempt_id: Mapped[str] = mapped_column(sa.ForeignKey("fetch_attempts.id"), unique=True)
    source_id: Mapped[str] = mapped_column(sa.ForeignKey("sources.id"))
    captured_at: Mapped[datetime]
    http_status: Mapped[int]
    final_url: Mapped[str]
    content_type: Mapped[str | None]
    payload_sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    payload_bytes: Mapped[int] = mapped_column(sa.BigInteger)
    quality: Mapped[str]
    quality_reason: Mapped[str]
    refers_to: Mapped[str | None] = mapped_column(sa.ForeignKey("captures.id"))
    cut: Mapped[str | None]
    segment: Mapped[str]
    record_offset: Mapped[int] = mapped_column(sa.BigInteger)
    record_length: Mapped[int] = mapped_column(sa.BigInteger)


sa.Index(
    "ix_captures_source_id_captured_at", CaptureRow.source_id, CaptureRow.captured_at, CaptureRow.id
)


class DocumentRow(Base):
    """The readable text of a payload, as one version of the extractor saw it."""

    __tablename__ = "documents"

    payload_sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    extractor_version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    title: Mapped[str | None]
    h1: Mapped[str | None]
    published: Mapped[str | None]
    language: Mapped[str | None]
    charset: Mapped[str | None]
    unread_reason: Mapped[str | None]
    cut: Mapped[str | None]


class EvidenceRow(Base):
    """
    A passage that bears on a claim.

    Pinned by a person (`pinned_by`; a projection of the ledger), or proposed by the
    machine (`score`; computed again at will).
    """

    __tablename__ = "evidence"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["claim_key", "source_id"], ["citations.claim_key", "citations.source_id"]
        ),
        sa.CheckConstraint("(pinned_by IS NULL) = (pinned_at IS NULL)", name="pinned"),
        sa.Index("ix_evidence_claim_key_source_id", "claim_key", "source_id"),
    )

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    claim_key: Mapped[str]
    source_id: Mapped[str] = mapped_column(sa.String(32))
    capture_id: Mapped[str] = mapped_column(sa.ForeignKey("captures.id"))
    payload_sha256: Mapped[str] = mapped_column(sa.String(64))
    captured_at: Mapped[datetime]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    pinned_by: Mapped[str | None]
    pinned_at: Mapped[datetime | None]
    score: Mapped[float | None]
    rank: Mapped[int | None]
    checks: Mapped[list[Any] | None] = mapped_column(sa.JSON(none_as_null=True))
