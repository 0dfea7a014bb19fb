"""Compares a passage in two texts of one page."""

from claimcheck.core.anchors import Anchoring, AnchorState, anchor
from claimcheck.core.anchors.normal import normal_form
from claimcheck.core.drift import attribution, notices, wording
from claimcheck.core.drifts import Drift, DriftKind
from claimcheck.core.selectors import Selector

_KIND_OF_STATE = {
    AnchorState.EXACT: DriftKind.SAME,
    AnchorState.MOVED: DriftKind.MOVED,
    AnchorState.GONE: DriftKind.GONE,
}


def compare(selector: Selector, before: str, after: str) -> Drift:
    """
    Say what happened to a passage of the text `before` in the text `after` of the same page.

    What changes outside of the passage is no drift, but for a new correction notice anywhere and
    for who is named, in the passage's own sentence, as the one who says it.
    """
    if before == after:
        return Drift(
            DriftKind.SAME, selector.exact, selector.exact, (), selector.start, selector.end
        )
    found = anchor(selector, after, before=before)
    notice = notices.find_new(before, after) if before else None
    kind = _kind(selector, before, after, found)
    if notice is not None and kind in (DriftKind.SAME, DriftKind.MOVED):
        kind = DriftKind.CORRECTION_NOTICE
    return Drift(
        kind=kind,
        before=selector.exact,
        after=found.found_in(after),
        diff=found.diff,
        start=found.start,
        end=found.end,
        notice=notice,
    )


def _kind(selector: Selector, before: str, after: str, found: Anchoring) -> DriftKind:
    if found.state is AnchorState.AMBIGUOUS:
        return _kind_of_unsure(selector, before, after, found)
    now = found.found_in(after)
    if found.span is None or now is None:
        return _KIND_OF_STATE[found.state]
    if found.state is AnchorState.CHANGED and (kind := wording.what_changed(selector.exact, now)):
        return kind
    span = (selector.start, selector.end)
    if before[slice(*span)] == selector.exact and attribution.changed(
        attribution.sentence_around(before, span), attribution.sentence_around(after, found.span)
    ):
        return DriftKind.ATTRIBUTION_CHANGED
    return _KIND_OF_STATE.get(found.state, DriftKind.REWORDED)


def _kind_of_unsure(selector: Selector, before: str, after: str, found: Anchoring) -> DriftKind:
    """The same words in several places still stand, unless there are fewer of them than before."""
    quote = normal_form(selector.exact).strip()
    same = all(normal_form(after[slice(*place)]).strip() == quote for place in found.places)
    if same and normal_form(after).count(quote) >= normal_form(before).count(quote):
        return DriftKind.MOVED
    return DriftKind.GONE
