"""What happened to a passage in a newer capture, as a value: found by `core.drift`."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of one fate in a word diff: `same`, `removed` or `added`."""

    kind: str
    text: str


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


MAX_SHORT_CHARS = 60
"""Of changed words in a line of the report that is read at a glance."""

STANDS = frozenset({DriftKind.SAME, DriftKind.MOVED})
"""What is no drift: the source still says it, in the same words."""


@dataclass(frozen=True, slots=True)
class Drift:
    """
    What became of a passage: both wordings, what differs, and where it stands now.

    `after` is None where the passage has no place now. `notice` is a correction that the page
    did not carry before, whatever the kind. `confirmed` says that a person has pinned, in the
    meantime, what the passage has become.
    """

    kind: DriftKind
    before: str
    after: str | None
    diff: tuple[Piece, ...] = ()
    start: int | None = None
    end: int | None = None
    notice: str | None = None
    confirmed: bool = False

    @property
    def in_short(self) -> str:
        """What differs, as the end of a sentence; empty where that takes more than a glance."""
        removed, added = (
            " ".join(piece.text.strip() for piece in self.diff if piece.kind == kind).strip()
            for kind in ("removed", "added")
        )
        if len(removed) + len(added) > MAX_SHORT_CHARS or not (removed or added):
            return ""
        if removed and added:
            return f": {removed} -> {added}"
        return f": now with \u201c{added}\u201d" if added else f": without \u201c{removed}\u201d"

    @property
    def stands(self) -> bool:
        """Whether nobody has to look again: the source still says it, or a person has looked."""
        return self.kind in STANDS or self.confirmed


_TOLD = {
    DriftKind.SAME: "a pinned passage stands",
    DriftKind.MOVED: "a pinned passage stands elsewhere",
    DriftKind.REWORDED: "a pinned passage was reworded",
    DriftKind.FIGURE_CHANGED: "a figure has changed in a pinned passage",
    DriftKind.DATE_CHANGED: "a date has changed in a pinned passage",
    DriftKind.NEGATED: "a negation has changed in a pinned passage",
    DriftKind.ATTRIBUTION_CHANGED: "a pinned passage is said by somebody else",
    DriftKind.CORRECTION_NOTICE: "a new correction notice stands with a pinned passage",
    DriftKind.GONE: "a pinned passage no longer stands",
    DriftKind.PAGE_GONE: "the page of a pinned passage is gone:",
}


def told(kind: DriftKind, url: str) -> str:
    """Say in a sentence what happened to a passage of a source."""
    return f"{_TOLD[kind]} {'at' if kind is DriftKind.PAGE_GONE else 'in'} {url}".replace(
        ": at", ":"
    )
