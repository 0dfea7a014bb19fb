"""Figures that people computed from others.

Revision: 20261128_derivations
After: 20261128_waivers
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_derivations"
down_revision = "20261128_waivers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "derivations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("claim_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("derivation", sa.JSON(), nullable=False),
        sa.Column("derived_by", sa.Text(), nullable=False),
        sa.Column("derived_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('change', 'points', 'difference', 'sum', 'share', 'multiple', 'mean')",
            name=op.f("ck_derivations_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["claim_key"], ["claims.key"], name=op.f("fk_derivations_claim_key")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derivations")),
    )
    with op.batch_alter_table("derivations", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_derivations_claim_key"), ["claim_key"], unique=False)


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("derivations", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_derivations_claim_key"))
    op.drop_table("derivations")
