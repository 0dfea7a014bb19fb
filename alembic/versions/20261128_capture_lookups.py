"""Captures by the address that they ended at, and by where they lie.

Revision: 20261128_capture_lookups
After: 20261128_sibling_probes
"""

from alembic import op

revision = "20261128_capture_lookups"
down_revision = "20261128_sibling_probes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_index("ix_captures_final_url", "captures", ["final_url"], postgresql_using="hash")
    op.create_index("ix_captures_segment_record_offset", "captures", ["segment", "record_offset"])


def downgrade() -> None:
    """Take it down again."""
    op.drop_index("ix_captures_segment_record_offset", "captures")
    op.drop_index("ix_captures_final_url", "captures")
