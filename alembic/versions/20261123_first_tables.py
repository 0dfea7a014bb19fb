"""The first tables, and the triggers that keep the ledger append-only.

Revision: 20261123
After: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "documents",
        sa.Column("payload_sha256", sa.String(length=64), nullable=False),
        sa.Column("extractor_version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("h1", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("unread_reason", sa.Text(), nullable=True),
        sa.Column("cut", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("payload_sha256", "extractor_version", name=op.f("pk_documents")),
    )
    op.create_table(
        "events",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_events")),
    )
    op.create_index("ix_events_subject", "events", ["subject"], unique=False)

    op.create_table(
        "people",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_people")),
    )
    op.create_table(
        "reports",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reports")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("url", name=op.f("uq_sources_url")),
    )
    op.create_table(
        "claims",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("report_key", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("claimant", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("checkable", sa.Boolean(), nullable=False),
        sa.Column("hedge", sa.Text(), nullable=True),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("verdict_reason", sa.Text(), nullable=True),
        sa.Column("verdict_by", sa.Text(), nullable=True),
        sa.Column("submitted_by", sa.Text(), nullable=True),
        sa.Column("signed_off_by", sa.Text(), nullable=True),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("added_in", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('fact', 'event', 'figure', 'comparison', 'cause', 'quote', 'plan', 'forecast', 'opinion')",
            name=op.f("ck_claims_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'in_check', 'in_review', 'signed_off', 'published', 'withdrawn')",
            name=op.f("ck_claims_state"),
        ),
        sa.CheckConstraint(
            "verdict IN ('unverified', 'supported', 'partly_supported', 'refuted', 'conflicting', 'not_enough_evidence', 'not_checkable')",
            name=op.f("ck_claims_verdict"),
        ),
        sa.ForeignKeyConstraint(["report_key"], ["reports.key"], name=op.f("fk_claims_report_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_claims")),
    )
    op.create_index("ix_claims_added_in", "claims", ["added_in"], unique=False)
    op.create_index("ix_claims_report_key", "claims", ["report_key"], unique=False)
    op.create_index("ix_claims_state", "claims", ["state"], unique=False)

    op.create_table(
        "fetch_attempts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("final_url", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('archived', 'unchanged', 'not_found', 'blocked', 'http_error', 'timeout', 'dns_error', 'connect_error', 'tls_error', 'protocol_error', 'too_large', 'too_many_redirects', 'forbidden_address', 'robots_denied', 'unsupported_url')",
            name=op.f("ck_fetch_attempts_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_fetch_attempts_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetch_attempts")),
    )
    op.create_index(
        "ix_fetch_attempts_source_id_finished_at",
        "fetch_attempts",
        ["source_id", "finished_at", "id"],
        unique=False,
    )

    op.create_table(
        "captures",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("attempt_id", sa.String(length=36), nullable=False),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=True),
        sa.Column("payload_sha256", sa.String(length=64), nullable=False),
        sa.Column("payload_bytes", sa.BigInteger(), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        sa.Column("quality_reason", sa.Text(), nullable=False),
        sa.Column("refers_to", sa.String(length=36), nullable=True),
        sa.Column("cut", sa.Text(), nullable=True),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.Column("record_offset", sa.BigInteger(), nullable=False),
        sa.Column("record_length", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "quality IN ('ok', 'soft_404', 'challenge', 'login', 'paywall', 'consent', 'empty', 'error_page', 'truncated')",
            name=op.f("ck_captures_quality"),
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["fetch_attempts.id"], name=op.f("fk_captures_attempt_id")
        ),
        sa.ForeignKeyConstraint(["refers_to"], ["captures.id"], name=op.f("fk_captures_refers_to")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_captures_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
        sa.UniqueConstraint("attempt_id", name=op.f("uq_captures_attempt_id")),
    )
    op.create_index("ix_captures_payload_sha256", "captures", ["payload_sha256"], unique=False)
    op.create_index(
        "ix_captures_source_id_captured_at",
        "captures",
        ["source_id", "captured_at", "id"],
        unique=False,
    )

    op.create_table(
        "citations",
        sa.Column("claim_key", sa.Text(), nullable=False),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("cited_as", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("support_reason", sa.Text(), nullable=True),
        sa.Column("judged_by", sa.Text(), nullable=True),
        sa.CheckConstraint("origin IN ('author', 'inferred')", name=op.f("ck_citations_origin")),
        sa.CheckConstraint(
            "support IN ('unjudged', 'supports', 'partly_supports', 'contradicts', 'does_not_address', 'inaccessible')",
            name=op.f("ck_citations_support"),
        ),
        sa.ForeignKeyConstraint(["claim_key"], ["claims.key"], name=op.f("fk_citations_claim_key")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_citations_source_id")),
        sa.PrimaryKeyConstraint("claim_key", "source_id", name=op.f("pk_citations")),
    )
    op.create_index("ix_citations_source_id", "citations", ["source_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("claim_key", sa.Text(), nullable=False),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("capture_id", sa.String(length=36), nullable=False),
        sa.Column("payload_sha256", sa.String(length=64), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("pinned_by", sa.Text(), nullable=True),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("checks", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "(pinned_by IS NULL) = (pinned_at IS NULL)", name=op.f("ck_evidence_pinned")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_evidence_capture_id")
        ),
        sa.ForeignKeyConstraint(
            ["claim_key", "source_id"],
            ["citations.claim_key", "citations.source_id"],
            name=op.f("fk_evidence_claim_key_source_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(
        "ix_evidence_claim_key_source_id", "evidence", ["claim_key", "source_id"], unique=False
    )

    _guard_events()


def _guard_events() -> None:
    """Refuse updates and deletes of events; on Postgres also TRUNCATE."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER events_refuse_{verb.lower()} BEFORE {verb} ON events "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION events_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER events_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION events_refuse_change()"
    )


def downgrade() -> None:
    """Take it down again. The ledger goes with it."""
    for table in (
        "evidence",
        "citations",
        "captures",
        "fetch_attempts",
        "claims",
        "sources",
        "reports",
        "people",
        "events",
        "documents",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION events_refuse_change()")
