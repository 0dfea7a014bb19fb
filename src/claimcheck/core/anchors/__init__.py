"""Passages found again in another text, or said not to be there."""

from claimcheck.core.anchors.anchoring import Anchoring, AnchorState
from claimcheck.core.anchors.diff import word_diff
from claimcheck.core.anchors.finding import anchor
from claimcheck.core.anchors.fragments import text_fragment
from claimcheck.core.drifts import Piece

__all__ = ["AnchorState", "Anchoring", "Piece", "anchor", "text_fragment", "word_diff"]
