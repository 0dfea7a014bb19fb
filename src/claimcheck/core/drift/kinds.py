"""What happened to a passage in a newer capture, as a value."""

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.core.anchors import Anchoring, Piece


class DriftKind(StrEnum):
    """What happened to a passage, or to its page."""

    SAME = "same"  # the same words in the same place
    MOVED = "moved"  # the same words elsewhere on the page
    REWORDED = "reworded"  # other words, and none of the changes below
    FIGURE_CHANGED = "figure_changed"  # a number, amount or measure is another, or left out
    DATE_CHANGED = "date_changed"  # a date, year, day or time is another
    NEGATED = "negated"  # a negation was put in or taken out
    ATTRIBUTION_CHANGED = "attribution_changed"  # somebody else says it, or nobody
    CORRECTION_NOTICE = "correction_notice"  # the words stand, under a new notice on the page
    GONE = "gone"  # the words are not there, or it is not certain where
    PAGE_GONE = "page_gone"  # the page itself is not there any more


STANDS = frozenset({DriftKind.SAME, DriftKind.MOVED})
"""What is no drift: the source still says it, in the same words."""


@dataclass(frozen=True, slots=True)
class Drift:
    """
    What became of a passage: both wordings, what differs, and where it stands now.

    `after` is None where the passage has no place now. `notice` is a correction that the page
    did not carry before, whatever the kind.
    """

    kind: DriftKind
    before: str
    after: str | None
    diff: tuple[Piece, ...] = ()
    start: int | None = None
    end: int | None = None
    notice: str | None = None
    anchoring: Anchoring | None = None

    @property
    def stands(self) -> bool:
        """Whether the source still says what was pinned, so that nobody has to look again."""
        return self.kind in STANDS
