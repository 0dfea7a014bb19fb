"""The heading above each passage, and what of a claim no passage has.

Revision: 20261128_headings
After: 20261128_outward_links
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_headings"
down_revision = "20261128_outward_links"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.add_column("evidence", sa.Column("heading", sa.Text(), nullable=True))
    op.add_column("evidence", sa.Column("uncovered", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_column("uncovered")
        batch_op.drop_column("heading")
