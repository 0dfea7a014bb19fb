"""When to try again, and how long to wait before. Pure: time and chance are passed in."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from claimcheck.fetching.recording import Ending

MAX_TRIES = 3
"""In all for one source. A source that fails three times is for the next run."""

FIRST_WAIT_SECONDS = 1.0
_FAR_FUTURE_SECONDS = 1e9


def plan_retry(
    ending: Ending,
    retry_after_seconds: float | None,
    *,
    tries: int,
    seconds_left: float,
    jitter: float,
) -> float | Ending:
    """
    Give the seconds to wait before the next try, or the ending that stands.

    `tries` were made so far; `jitter` in 0..1 spreads the waits of many over half their
    length. The server's Retry-After is a lower bound; one that is longer than what is left of
    the source's time ends it, with a reason that says so.
    """
    if not ending.transient or tries >= MAX_TRIES:
        return ending
    if retry_after_seconds is not None and retry_after_seconds > seconds_left:
        return Ending(
            ending.outcome,
            "retry-after too long",
            f"{ending.error}, and asks for a longer wait than one capture may take",
        )
    wait_seconds = FIRST_WAIT_SECONDS * 2 ** (tries - 1) * (1 - jitter / 2)
    wait_seconds = max(wait_seconds, retry_after_seconds or 0)
    return wait_seconds if wait_seconds < seconds_left else ending


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """
    Read a Retry-After header, seconds or HTTP date, as seconds from `now`.

    None when there is none or it cannot be read. RFC 9110, section 10.2.3.
    """
    if value is None:
        return None
    if value.isascii() and value.isdigit():
        return min(float(value[:20]), _FAR_FUTURE_SECONDS)
    try:
        moment = parsedate_to_datetime(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max((aware - now).total_seconds(), 0.0)
    except (ValueError, OverflowError):
        return None
