"""What became of a passage in another text, as a value."""

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.core.drifts import Piece

Span = tuple[int, int]


class AnchorState(StrEnum):
    """How surely a passage was found again."""

    EXACT = "exact"  # the same words in the same surroundings
    MOVED = "moved"  # the same words in other surroundings
    CHANGED = "changed"  # the same sentence, edited
    AMBIGUOUS = "ambiguous"  # it may be in one of several places, and nothing says in which
    GONE = "gone"  # it is not there


@dataclass(frozen=True, slots=True)
class Anchoring:
    """
    Where a passage stands in a text, if that is certain.

    `start` and `end` count code points of the text; None unless exact, moved or changed.
    `diff` says for `changed` what was taken out and put in; `places` for `ambiguous` where the
    passage may be.
    """

    state: AnchorState
    start: int | None = None
    end: int | None = None
    diff: tuple[Piece, ...] = ()
    places: tuple[Span, ...] = ()

    @property
    def span(self) -> Span | None:
        """The place as one value; None when there is none."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    def found_in(self, text: str) -> str | None:
        """Give the words that the passage has in the text; None when it has no place there."""
        return None if self.span is None else text[slice(*self.span)]


GONE = Anchoring(AnchorState.GONE)
