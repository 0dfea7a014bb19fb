"""Fingerprints of documents, and why a circular claim was signed off all the same.

Revision: 20261128_fingerprints
After: 20261123b
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_fingerprints"
down_revision = "20261123b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fingerprint", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.add_column(sa.Column("circular_override", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it back; what an override said stays in the ledger."""
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_column("circular_override")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_column("fingerprint")
