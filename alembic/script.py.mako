"""${message}.

Rules: write both directions; name every constraint; batch mode for SQLite (a batch rebuild of
`events` drops its triggers: create them again); no imports from claimcheck, since the code of
that day is gone when this runs.

Revision: ${up_revision}
After: ${down_revision | comma,n}
"""

import sqlalchemy as sa

from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take it down again."""
    ${downgrades if downgrades else "pass"}
