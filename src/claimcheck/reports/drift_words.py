"""What became of a pinned passage, in words and as a word diff."""

from collections.abc import Sequence

from claimcheck.core.drifts import DriftKind, Piece
from claimcheck.core.status import PassageStatus, SourceStatus
from claimcheck.reports.origins import origin_line

_DRIFTS = {
    DriftKind.SAME: "still there",
    DriftKind.MOVED: "still there, in another place,",
    DriftKind.REWORDED: "REWORDED",
    DriftKind.FIGURE_CHANGED: "FIGURE CHANGED",
    DriftKind.DATE_CHANGED: "DATE CHANGED",
    DriftKind.NEGATED: "NEGATION CHANGED",
    DriftKind.ATTRIBUTION_CHANGED: "SAID BY SOMEBODY ELSE",
    DriftKind.CORRECTION_NOTICE: "still there, UNDER A NEW CORRECTION NOTICE",
    DriftKind.GONE: "NO LONGER THERE",
}


def drift_line(passage: PassageStatus, newest: SourceStatus) -> str:
    """
    Say what became of the passage in a newer capture; empty when there is none.

    Which capture that is, is said where it is not the page as it was fetched.
    """
    drift = passage.drift
    if drift is None:
        return ""
    if drift.kind is DriftKind.PAGE_GONE:
        return "THE PAGE IS GONE; the archive holds what it said"
    origin = origin_line(newest.provenance)
    where = "the newest capture" + (f" ({origin})" if origin else "")
    confirmed = "; a later pin has confirmed it" if drift.confirmed else ""
    return f"{_DRIFTS[drift.kind]} in {where}{confirmed}"


def marked_diff(pieces: Sequence[Piece]) -> str:
    """Write a word diff in one line: [-what was taken out-] and {+what was put in+}."""
    marks = {"removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks.get(piece.kind, "{}").format(piece.text) for piece in pieces)
