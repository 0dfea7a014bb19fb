"""What a report says, and what of it needs no claim.

Revision: 20261128_waivers
After: 20261128_postings
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_waivers"
down_revision = "20261128_postings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "report_texts",
        sa.Column("report_key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("read_by", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_key"], ["reports.key"], name=op.f("fk_report_texts_report_key")
        ),
        sa.PrimaryKeyConstraint("report_key", name=op.f("pk_report_texts")),
    )
    op.create_table(
        "waivers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("report_key", sa.Text(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("waived_by", sa.Text(), nullable=False),
        sa.Column("waived_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_key"], ["reports.key"], name=op.f("fk_waivers_report_key")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waivers")),
    )
    with op.batch_alter_table("waivers", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_waivers_report_key"), ["report_key"], unique=False)


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("waivers", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_waivers_report_key"))
    op.drop_table("waivers")
    op.drop_table("report_texts")
