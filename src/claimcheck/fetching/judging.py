"""What an answer means for the source: the table of statuses. Pure."""

from http import HTTPStatus

from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.recording import Ending, Recording

REDIRECTS = frozenset({301, 302, 303, 307, 308})

TRANSIENT_STATUSES = frozenset({429, 500, 502, 503, 504})
"""A server in trouble or under load: worth another try a little later."""

_BY_STATUS = {
    401: Outcome.BLOCKED,
    402: Outcome.BLOCKED,
    403: Outcome.BLOCKED,
    404: Outcome.NOT_FOUND,
    410: Outcome.NOT_FOUND,
    429: Outcome.BLOCKED,
    451: Outcome.BLOCKED,
}

NO_ANSWER = Ending(Outcome.PROTOCOL_ERROR, "no answer", "the server gave no answer")


def judge(recording: Recording, *, conditional: bool = False) -> Ending | None:
    """
    Say how an exchange ended; None means that it leads on to its `location`.

    A 304 answers a `conditional` request only; unasked it says nothing.

    A status that already tells the outcome stands even when the body behind it was cut.
    """
    status = recording.status
    if status is None:
        return recording.fault or NO_ANSWER
    if 200 <= status < 300:
        return recording.fault or Ending(Outcome.ARCHIVED, str(status))
    if status == 304 and conditional:
        return recording.fault or Ending(Outcome.UNCHANGED, "not modified")
    if status in REDIRECTS:
        return None if recording.location else _without_location(status)
    return Ending(
        _BY_STATUS.get(status, Outcome.HTTP_ERROR),
        str(status),
        f"the server answered {name_status(status)}",
        transient=status in TRANSIENT_STATUSES,
    )


def name_status(status: int) -> str:
    """Write a status with its standard phrase, never with the server's own words."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _without_location(status: int) -> Ending:
    return Ending(
        Outcome.HTTP_ERROR,
        f"{status} without Location",
        f"the server answered {name_status(status)} and did not say where to",
    )
