"""What an evidence-grade archive keeps: robots.txt, validators, provenance, fired rules.

Revision: 20261123b
After: 20261123
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123b"
down_revision = "20261123"
branch_labels = None
depends_on = None

METHODS = "method IN ('fetch', 'browser', 'memento', 'import', 'upload', 'robots')"
POLICIES = "robots_policy IN ('obey', 'advisory')"
RENDERINGS = "rendering IN ('static', 'browser', 'auto')"


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "robots_files",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("capture_id", sa.String(length=36), nullable=True),
        sa.Column("payload_sha256", sa.String(length=64), nullable=True),
        sa.Column("segment", sa.Text(), nullable=True),
        sa.Column("record_offset", sa.BigInteger(), nullable=True),
        sa.Column("record_length", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('archived', 'unchanged', 'not_found', 'blocked', 'http_error', 'timeout', 'dns_error', 'connect_error', 'tls_error', 'protocol_error', 'too_large', 'too_many_redirects', 'forbidden_address', 'robots_denied', 'unsupported_url')",
            name=op.f("ck_robots_files_outcome"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_robots_files")),
    )
    with op.batch_alter_table("robots_files", schema=None) as batch_op:
        batch_op.create_index(
            "ix_robots_files_origin_fetched_at", ["origin", "fetched_at"], unique=False
        )

    op.create_table(
        "submissions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("capture_id", sa.String(length=36), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("job", sa.Text(), nullable=True),
        sa.Column("copy_url", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'done', 'failed')", name=op.f("ck_submissions_state")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_submissions_capture_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submissions_capture_id"), ["capture_id"], unique=False)

    with op.batch_alter_table("captures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("etag", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("last_modified", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("memento_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("rules", sa.JSON(), server_default="[]", nullable=False))
        batch_op.alter_column("http_status", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("fetch_attempts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("method", sa.Text(), server_default="fetch", nullable=False))
        batch_op.add_column(sa.Column("asked_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("original_name", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("robots_policy", sa.Text(), server_default="obey", nullable=False)
        )
        batch_op.add_column(sa.Column("robots_verdict", sa.Text(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_fetch_attempts_method"), METHODS)
        batch_op.create_check_constraint(op.f("ck_fetch_attempts_robots_policy"), POLICIES)

    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("rendering", sa.Text(), server_default="static", nullable=False)
        )
        batch_op.create_check_constraint(op.f("ck_sources_rendering"), RENDERINGS)


def downgrade() -> None:
    """Take it down again."""
    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_sources_rendering"), type_="check")
        batch_op.drop_column("rendering")

    with op.batch_alter_table("fetch_attempts", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_fetch_attempts_robots_policy"), type_="check")
        batch_op.drop_constraint(op.f("ck_fetch_attempts_method"), type_="check")
        batch_op.drop_column("robots_verdict")
        batch_op.drop_column("robots_policy")
        batch_op.drop_column("original_name")
        batch_op.drop_column("asked_by")
        batch_op.drop_column("method")

    # What had no status was handed in; before, only answers over HTTP could be kept.
    op.execute("UPDATE captures SET http_status = 200 WHERE http_status IS NULL")
    with op.batch_alter_table("captures", schema=None) as batch_op:
        batch_op.alter_column("http_status", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_column("rules")
        batch_op.drop_column("memento_at")
        batch_op.drop_column("last_modified")
        batch_op.drop_column("etag")

    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submissions_capture_id"))

    op.drop_table("submissions")
    with op.batch_alter_table("robots_files", schema=None) as batch_op:
        batch_op.drop_index("ix_robots_files_origin_fetched_at")

    op.drop_table("robots_files")
