"""What became of all passages that people pinned of one source for one claim."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claimcheck.core.drift.comparing import compare
from claimcheck.core.drifts import Drift, DriftKind
from claimcheck.core.selectors import Selector


@dataclass(frozen=True, slots=True)
class Pin:
    """A pinned passage, the page that it was pinned from, and that page's text, if it is known."""

    id: str
    selector: Selector
    payload_sha256: str
    pinned_at: datetime
    text: str | None


@dataclass(frozen=True, slots=True)
class Newest:
    """
    The page to compare with: the newest usable capture, None parts where there is none or unread.

    `gone_since` is when the page was first not found, if it has not come back.
    """

    payload_sha256: str | None = None
    text: str | None = None
    gone_since: datetime | None = None


def compare_pins(pins: Sequence[Pin], newest: Newest) -> dict[str, Drift]:
    """
    Say for each pin what became of it; those that there is nothing newer for are left out.

    A drift is confirmed by a later pin, of the newer page, in the place that the passage has
    there: whoever set it has read what the source says now.
    """
    drifts = {pin.id: drift for pin in pins if (drift := _drift(pin, newest)) is not None}
    return {
        pin.id: replace(drifts[pin.id], confirmed=_is_confirmed(pin, pins, drifts, newest))
        for pin in pins
        if pin.id in drifts
    }


def _drift(pin: Pin, newest: Newest) -> Drift | None:
    drift = None
    if newest.text is not None and newest.payload_sha256 not in (None, pin.payload_sha256):
        drift = compare(pin.selector, pin.text or "", newest.text)
    gone = newest.gone_since is not None and pin.pinned_at < newest.gone_since
    if gone and (drift is None or drift.stands):
        return Drift(DriftKind.PAGE_GONE, pin.selector.exact, None)
    return drift


def _is_confirmed(pin: Pin, pins: Sequence[Pin], drifts: dict[str, Drift], newest: Newest) -> bool:
    drift = drifts[pin.id]
    if drift.stands or drift.start is None or drift.end is None:
        return False
    for later in pins:
        place = _place(later, drifts.get(later.id), newest)
        overlaps = place is not None and place[0] < drift.end and drift.start < place[1]
        if overlaps and later.pinned_at > pin.pinned_at and later.id != pin.id:
            return True
    return False


def _place(pin: Pin, drift: Drift | None, newest: Newest) -> tuple[int, int] | None:
    """Where a pin stands in the newest page, if it stands there unchanged."""
    if pin.payload_sha256 == newest.payload_sha256:
        return pin.selector.start, pin.selector.end
    if drift is None or not drift.stands or drift.start is None or drift.end is None:
        return None
    return drift.start, drift.end
