"""The postings of a document, so that passages are found without reading it anew.

Revision: 20261128_postings
After: 20261128_document_tiers
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_postings"
down_revision = "20261128_document_tiers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "postings",
        sa.Column("payload_sha256", sa.String(length=64), nullable=False),
        sa.Column("extractor_version", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["payload_sha256", "extractor_version"],
            ["documents.payload_sha256", "documents.extractor_version"],
            name=op.f("fk_postings_payload_sha256_extractor_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("payload_sha256", "extractor_version", name=op.f("pk_postings")),
    )


def downgrade() -> None:
    """Take it down again; postings are made anew from the documents."""
    op.drop_table("postings")
