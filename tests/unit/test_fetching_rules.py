"""What a status means, and when to try again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.judging import judge
from claimcheck.fetching.recording import Ending, Recording
from claimcheck.fetching.response_reader import CLOSED_EARLY, TOO_LARGE
from claimcheck.fetching.retries import MAX_TRIES, plan_retry, read_retry_after
from fetch_support import NOON

STATUSES = [
    (200, Outcome.ARCHIVED, "200"),
    (204, Outcome.ARCHIVED, "204"),  # empty, but what the server said; quality comes later
    (206, Outcome.ARCHIVED, "206"),
    (299, Outcome.ARCHIVED, "299"),
    (300, Outcome.HTTP_ERROR, "300"),  # a choice, which we do not make
    (301, Outcome.HTTP_ERROR, "301 without Location"),
    (304, Outcome.HTTP_ERROR, "304"),  # we asked nothing conditional
    (305, Outcome.HTTP_ERROR, "305"),  # a proxy that the server would choose for us
    (308, Outcome.HTTP_ERROR, "308 without Location"),
    (400, Outcome.HTTP_ERROR, "400"),
    (401, Outcome.BLOCKED, "401"),
    (402, Outcome.BLOCKED, "402"),
    (403, Outcome.BLOCKED, "403"),
    (404, Outcome.NOT_FOUND, "404"),
    (405, Outcome.HTTP_ERROR, "405"),
    (410, Outcome.NOT_FOUND, "410"),
    (418, Outcome.HTTP_ERROR, "418"),
    (429, Outcome.BLOCKED, "429"),
    (451, Outcome.BLOCKED, "451"),
    (499, Outcome.HTTP_ERROR, "499"),  # no registered phrase
    (500, Outcome.HTTP_ERROR, "500"),
    (503, Outcome.HTTP_ERROR, "503"),
    (599, Outcome.HTTP_ERROR, "599"),
    (999, Outcome.HTTP_ERROR, "999"),  # one large site's own way to refuse
]

RETRY_AFTER = [
    (None, None),
    ("0", 0.0),
    ("120", 120.0),
    ("9" * 9999, 1e9),  # a number that int() would refuse
    ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
    ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),  # past
    ("Sunday, 01-Mar-26 12:00:30 GMT", 30.0),  # the obsolete form of RFC 850
    ("Sun Mar  1 12:00:30 2026", 30.0),  # asctime, without a zone: UTC
    ("Sun, 01 Mar 2026 14:00:30 +0200", 30.0),
    ("-5", None),
    ("1.5", None),
    ("soon", None),
    ("", None),
    ("٣", None),  # a digit, but none of ASCII
    ("Sun, 99 Mar 2026 12:00:30 GMT", None),
]

UNAVAILABLE = Ending(Outcome.HTTP_ERROR, "503", "the server answered 503", transient=True)
GONE = Ending(Outcome.NOT_FOUND, "410", "the server answered 410")


def recording(status: int | None, **more: object) -> Recording:
    """Make a recording of nothing but a status."""
    return Recording(request=b"", response=b"", seconds=0.0, status=status, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("status", "outcome", "reason"), STATUSES)
def test_that_each_status_has_its_outcome(status: int, outcome: Outcome, reason: str) -> None:
    """The outcome of a status is the one of the design, with a sentence unless it is good."""
    ending = judge(recording(status))
    assert ending is not None
    assert (ending.outcome, ending.reason) == (outcome, reason)
    assert (ending.error is None) == (outcome is Outcome.ARCHIVED)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_that_redirects_lead_on(status: int) -> None:
    """A redirect with a location is no ending, even with its body cut."""
    assert judge(recording(status, location="/x", fault=TOO_LARGE)) is None


def test_that_a_cut_page_is_not_archived_but_a_cut_error_is_still_that_error() -> None:
    """A fault counts only where the status alone promises a page."""
    cut_page, cut_error = (judge(recording(status, fault=TOO_LARGE)) for status in (200, 404))
    assert cut_page is TOO_LARGE
    assert cut_error is not None
    assert cut_error.outcome is Outcome.NOT_FOUND


def test_that_no_answer_is_its_fault() -> None:
    """Without a status the fault is the ending."""
    assert judge(recording(None, fault=CLOSED_EARLY)) is CLOSED_EARLY


@pytest.mark.parametrize(("value", "seconds"), RETRY_AFTER)
def test_that_retry_after_is_read(value: str | None, seconds: float | None) -> None:
    """Seconds and the three forms of HTTP dates are read, all else is ignored."""
    assert read_retry_after(value, NOON) == seconds


@given(st.text(max_size=60))
def test_that_any_retry_after_is_survived(value: str) -> None:
    """No text makes it fail, and no wait is negative."""
    seconds = read_retry_after(value, NOON + timedelta(days=1))
    assert seconds is None or seconds >= 0


PLANS = [
    # transient, the first wait, then doubled
    (UNAVAILABLE, None, 1, 60.0, 0.0, 1.0),
    (UNAVAILABLE, None, 2, 60.0, 0.0, 2.0),
    # jitter takes off up to half
    (UNAVAILABLE, None, 2, 60.0, 1.0, 1.0),
    # Retry-After is the least
    (UNAVAILABLE, 30.0, 1, 60.0, 0.5, 30.0),
    (UNAVAILABLE, 0.0, 1, 60.0, 0.0, 1.0),
    # the last try was made
    (UNAVAILABLE, None, MAX_TRIES, 60.0, 0.0, UNAVAILABLE),
    # the wait would use up the time
    (UNAVAILABLE, None, 1, 1.0, 0.0, UNAVAILABLE),
    # not worth a second try, whatever the server asks for
    (GONE, 1.0, 1, 60.0, 0.0, GONE),
]


@pytest.mark.parametrize(("ending", "asked", "tries", "left", "jitter", "plan"), PLANS)
def test_that_tries_are_planned(
    ending: Ending,
    asked: float | None,
    tries: int,
    left: float,
    jitter: float,
    plan: float | Ending,
) -> None:
    """Transient endings are tried again, later each time, within the number and the time."""
    planned = plan_retry(ending, asked, tries=tries, seconds_left=left, jitter=jitter)
    assert planned == plan


def test_that_too_long_a_wait_gives_up_and_says_so() -> None:
    """The outcome stays; the reason tells that the server asked for more than there was."""
    plan = plan_retry(UNAVAILABLE, 3600.0, tries=1, seconds_left=60.0, jitter=0.0)
    assert isinstance(plan, Ending)
    assert (plan.outcome, plan.reason) == (Outcome.HTTP_ERROR, "retry-after too long")
    assert "503" in (plan.error or "")
