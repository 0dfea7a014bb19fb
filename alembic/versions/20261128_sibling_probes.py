"""Probes: what hosts answer for addresses that cannot exist.

Revision: 20261128_sibling_probes
After: 20261128_fingerprints
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_sibling_probes"
down_revision = "20261128_fingerprints"
branch_labels = None
depends_on = None

METHODS = "'fetch', 'browser', 'memento', 'import', 'upload', 'robots'"


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "sibling_probes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
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
            name=op.f("ck_sibling_probes_outcome"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sibling_probes")),
    )
    op.create_index(
        "ix_sibling_probes_origin_fetched_at", "sibling_probes", ["origin", "fetched_at"]
    )
    _know_methods(f"{METHODS}, 'sibling'")


def downgrade() -> None:
    """Take it down again."""
    _know_methods(METHODS)
    op.drop_index("ix_sibling_probes_origin_fetched_at", "sibling_probes")
    op.drop_table("sibling_probes")


def _know_methods(methods: str) -> None:
    with op.batch_alter_table("fetch_attempts", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_fetch_attempts_method"), type_="check")
        batch_op.create_check_constraint(op.f("ck_fetch_attempts_method"), f"method IN ({methods})")
