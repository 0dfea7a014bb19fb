"""The last step of every search: the same words, or the same sentence with other words."""

from claimcheck.core.anchors.anchoring import Anchoring, AnchorState, Span
from claimcheck.core.anchors.diff import word_diff
from claimcheck.core.anchors.sameness import differs_in_typography_alone

MAX_SHOWN_PLACES = 20


def settle(state: AnchorState, exact: str, text: str, span: Span) -> Anchoring:
    """Give the anchoring at a place; words that are the same in normal form alone are changed."""
    found = text[slice(*span)]
    if state is AnchorState.CHANGED or not differs_in_typography_alone(exact, found):
        return Anchoring(AnchorState.CHANGED, *span, diff=word_diff(exact, found))
    return Anchoring(state, *span)
