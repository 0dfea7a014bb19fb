"""What happened to a pinned passage in a newer capture of its page."""

from claimcheck.core.drift.comparing import compare
from claimcheck.core.drift.pinned import Newest, Pin, compare_pins
from claimcheck.core.drifts import STANDS, Drift, DriftKind, told

__all__ = ["STANDS", "Drift", "DriftKind", "Newest", "Pin", "compare", "compare_pins", "told"]
