"""Whose turn it is."""

from dataclasses import replace

from claimcheck.core import queue
from claimcheck.core.claims import Kind
from claimcheck.core.outcomes import Health
from claimcheck.core.status import ClaimStatus
from claimcheck.core.workflow import State, Verdict


def claim(key: str, state: State, **changes: object) -> ClaimStatus:
    plain = ClaimStatus(
        key=key, text="", report=None, section=None, quote=None, claimant=None,
        kind=next(iter(Kind)), checkable=True, hedge=None, tags=(), state=state,
        verdict=Verdict.UNVERIFIED, verdict_reason=None, verdict_by=None,
        signed_off_by=None, assignee=None, version=1,
        health=Health.FRESH, verified=False, open_points=(), alarms=(), citations=(),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


CLAIMS = [
    claim("open", State.OPEN),
    claim("open, alarming", State.OPEN, alarms=("the figure differs",)),
    claim("in review", State.IN_REVIEW),
    claim("of another", State.IN_CHECK, assignee="other"),
    claim("nobody's", State.IN_CHECK),
    claim("mine", State.IN_CHECK, assignee="checker"),
    claim("mine in review", State.IN_REVIEW),
    claim("signed off", State.SIGNED_OFF),
    claim("published, drifted", State.PUBLISHED, health=Health.DRIFTED),
    claim("withdrawn", State.WITHDRAWN, health=Health.DRIFTED),
]
CHECKERS = {"mine in review": {"Checker", None}, "in review": {"other"}}


def waiting(*, four_eyes: bool) -> list[str]:
    return [c.key for c in queue.order(CLAIMS, "checker", CHECKERS, four_eyes=four_eyes)]


def test_the_most_urgent_comes_first() -> None:
    """Drift after sign-off, own checks, reviews, untaken ones; alarms lead each group."""
    assert waiting(four_eyes=True) == [
        "published, drifted", "nobody's", "mine", "in review", "open, alarming", "open",
    ]  # fmt: skip


def test_a_desk_of_one_reviews_its_own_checks() -> None:
    """With four-eyes off, one's own check comes up for sign-off too."""
    assert waiting(four_eyes=False)[3:5] == ["in review", "mine in review"]


def test_nothing_waits_where_all_is_done() -> None:
    """Signed-off claims that nothing happened to and withdrawn ones wait for nobody."""
    assert queue.order(CLAIMS[7:8] + CLAIMS[9:], "checker", {}, four_eyes=True) == []
