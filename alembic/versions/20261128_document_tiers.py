"""The main text of a document within the whole, and what else a page says of itself.

Revision: 20261128_document_tiers
After: 20261128_capture_lookups
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_document_tiers"
down_revision = "20261128_capture_lookups"
branch_labels = None
depends_on = None

SPANS = ("main", "pages")
SAID = ("author", "publisher", "modified", "canonical_url")


def upgrade() -> None:
    """Bring the schema up; what was read before has no main text until it is read again."""
    with op.batch_alter_table("documents", schema=None) as batch_op:
        for name in SPANS:
            batch_op.add_column(sa.Column(name, sa.Text(), server_default="[]", nullable=False))
        for name in SAID:
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it down again."""
    with op.batch_alter_table("documents", schema=None) as batch_op:
        for name in reversed(SAID):
            batch_op.drop_column(name)
        for name in reversed(SPANS):
            batch_op.drop_column(name)
