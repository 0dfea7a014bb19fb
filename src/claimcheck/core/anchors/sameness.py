"""Whether two spellings of one normal form say the same."""

import re

from claimcheck.core.anchors.normal import DASHES, hyphenated_form

_LINE_END = re.compile(rf"(?<=[^\W\d_])[{re.escape(DASHES)}\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])")
_SOFT = "\ue000"
"""Stands for a hyphen at a line's end, which may or may not belong to the word."""
_BETWEEN = re.compile(rf"(?<=[^\W\d_])[-{_SOFT}](?=[^\W\d_])")


def differs_in_typography_alone(before: str, after: str) -> bool:
    """
    Whether two texts of one normal form are the same but for how they are set.

    A hyphen within a line counts: who re-signs does not resign.
    """
    (hard, soft), (hard_after, soft_after) = _hyphens(before), _hyphens(after)
    return not (hard - hard_after - soft_after) and not (hard_after - hard - soft)


def _hyphens(text: str) -> tuple[set[int], set[int]]:
    """Give the places of hyphens between letters, counted in letters before them."""
    form = hyphenated_form(_LINE_END.sub(_SOFT, text))
    hard: set[int] = set()
    soft: set[int] = set()
    for dropped, hyphen in enumerate(_BETWEEN.finditer(form)):
        (soft if hyphen[0] == _SOFT else hard).add(hyphen.start() - dropped)
    return hard, soft
