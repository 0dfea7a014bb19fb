"""The tables. Times are aware and UTC, constraints are named, closed words are checked."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from claimcheck.core.claims import Kind, Origin
from claimcheck.core.outcomes import (
    Method,
    Outcome,
    Quality,
    Rendering,
    RobotsPolicy,
    Submission,
)
from claimcheck.core.workflow import State, Support, Verdict
from claimcheck.database.base import Base, one_of


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
    __table_args__ = (one_of("rendering", Rendering),)

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str | None]
    rendering: Mapped[str] = mapped_column(server_default=Rendering.STATIC.value)


class ClaimRow(Base):
    """An assertion and where it stands. A projection of the ledger."""

    __tablename__ = "claims"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("state", State),
        one_of("verdict", Verdict),
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
    circular_override: Mapped[str | None]
    assignee: Mapped[str | None]
    version: Mapped[int]
    added_in: Mapped[int] = mapped_column(sa.BigInteger, index=True)


class CitationRow(Base):
    """The tie of a claim to a source, and what that source says. A projection of the ledger."""

    __tablename__ = "citations"
    __table_args__ = (one_of("origin", Origin), one_of("support", Support))

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
    __table_args__ = (
        one_of("outcome", Outcome),
        one_of("method", Method),
        one_of("robots_policy", RobotsPolicy),
    )

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
    method: Mapped[str] = mapped_column(server_default=Method.FETCH.value)
    asked_by: Mapped[str | None]
    original_name: Mapped[str | None]
    robots_policy: Mapped[str] = mapped_column(server_default=RobotsPolicy.OBEY.value)
    robots_verdict: Mapped[str | None]


sa.Index(
    "ix_fetch_attempts_source_id_finished_at",
    AttemptRow.source_id,
    AttemptRow.finished_at,
    AttemptRow.id,
)


class CaptureRow(Base):
    """One archived answer and where its record lies. A fact of its own."""

    __tablename__ = "captures"
    __table_args__ = (one_of("quality", Quality),)

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    attempt_id: Mapped[str] = mapped_column(sa.ForeignKey("fetch_attempts.id"), unique=True)
    source_id: Mapped[str] = mapped_column(sa.ForeignKey("sources.id"))
    captured_at: Mapped[datetime]
    http_status: Mapped[int | None]
    final_url: Mapped[str]
    content_type: Mapped[str | None]
    payload_sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    payload_bytes: Mapped[int] = mapped_column(sa.BigInteger)
    quality: Mapped[str]
    quality_reason: Mapped[str]
    refers_to: Mapped[str | None] = mapped_column(sa.ForeignKey("captures.id"))
    cut: Mapped[str | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    memento_at: Mapped[datetime | None]
    rules: Mapped[list[Any]] = mapped_column(server_default="[]")
    segment: Mapped[str]
    record_offset: Mapped[int] = mapped_column(sa.BigInteger)
    record_length: Mapped[int] = mapped_column(sa.BigInteger)


sa.Index(
    "ix_captures_source_id_captured_at", CaptureRow.source_id, CaptureRow.captured_at, CaptureRow.id
)
# A tree of Postgres takes 2,704 bytes a key, and servers lead to longer addresses.
sa.Index("ix_captures_final_url", CaptureRow.final_url, postgresql_using="hash")
sa.Index("ix_captures_segment_record_offset", CaptureRow.segment, CaptureRow.record_offset)


class _BesideSources:
    """One attempt at what nobody cites, and where its record lies if there was an answer."""

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    origin: Mapped[str]
    fetched_at: Mapped[datetime]
    outcome: Mapped[str]
    reason: Mapped[str]
    http_status: Mapped[int | None]
    capture_id: Mapped[str | None] = mapped_column(sa.String(36))
    payload_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    segment: Mapped[str | None]
    record_offset: Mapped[int | None] = mapped_column(sa.BigInteger)
    record_length: Mapped[int | None] = mapped_column(sa.BigInteger)


class RobotsFileRow(_BesideSources, Base):
    """One fetch of an origin's robots.txt."""

    __tablename__ = "robots_files"
    __table_args__ = (
        one_of("outcome", Outcome),
        sa.Index("ix_robots_files_origin_fetched_at", "origin", "fetched_at"),
    )


class SiblingProbeRow(_BesideSources, Base):
    """One fetch of an address that an origin cannot have."""

    __tablename__ = "sibling_probes"
    __table_args__ = (
        one_of("outcome", Outcome),
        sa.Index("ix_sibling_probes_origin_fetched_at", "origin", "fetched_at"),
    )

    url: Mapped[str]


class SubmissionRow(Base):
    """A capture's address handed to another archive as an extra witness, and how that went."""

    __tablename__ = "submissions"
    __table_args__ = (one_of("state", Submission),)

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    capture_id: Mapped[str] = mapped_column(sa.ForeignKey("captures.id"), index=True)
    service: Mapped[str]
    state: Mapped[str]
    asked_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    job: Mapped[str | None]
    copy_url: Mapped[str | None]
    error: Mapped[str | None]


class EvidenceRow(Base):
    """
    A passage that bears on a claim.

    Pinned by a person (`pinned_by`; a projection of the ledger), or proposed by the
    machine (`score`; computed again at will). The first proposal of each citation says
    what of the claim no passage has (`uncovered`).
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
    heading: Mapped[str | None]
    uncovered: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))
