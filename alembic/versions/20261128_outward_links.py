"""Where a page links to beyond its own site.

Revision: 20261128_outward_links
After: 20261128_derivations
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_outward_links"
down_revision = "20261128_derivations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up; what was read before has no links until it is read again."""
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("links", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Take it down again."""
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_column("links")
