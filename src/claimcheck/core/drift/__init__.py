"""What happened to a pinned passage in a newer capture of its page."""

from claimcheck.core.drift.comparing import compare
from claimcheck.core.drift.kinds import STANDS, Drift, DriftKind

__all__ = ["STANDS", "Drift", "DriftKind", "compare"]
