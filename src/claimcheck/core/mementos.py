"""Copies in other archives: how one is asked for, and which answer is one. RFC 7089."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from claimcheck.core import http_message
from claimcheck.core.captures import Fetched
from claimcheck.core.http_message import NotHttp
from claimcheck.core.outcomes import Outcome

NO_MEMENTO = "no memento"

# An archive in the manner of Wayback puts 14 digits before the page's own address. Nothing with
# a colon may stand before them: a cited page can be such a copy itself.
_REPLAYED = re.compile(r"((?:https?://[^/?#]+)?(?:/[\w.-]+)*?/\d{14})(?=/https?:/)")


def timegate_address(timegate: str, url: str) -> str:
    """Give the address that leads to the copy of a page: the TimeGate's, then the page's own."""
    return timegate + url


def accept_datetime(at: datetime) -> tuple[str, str]:
    """Give the header that says which day's copy is wanted. RFC 7089, section 2.1.1."""
    return "Accept-Datetime", format_datetime(at.astimezone(UTC), usegmt=True)


def original_bytes(location: str) -> str:
    """
    Lead to the page as it was archived, not as its archive shows it with links rewritten.

    Wayback and pywb give that for `id_` behind the 14 digits; any other address stays as it is.
    """
    return _REPLAYED.sub(r"\1id_", location, count=1) if _REPLAYED.match(location) else location


def read_datetime(value: str | None) -> datetime | None:
    """Read a Memento-Datetime; None for what is none. RFC 7089, section 2.1.1."""
    try:
        moment = parsedate_to_datetime(value) if value else None
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def as_memento(fetched: Fetched) -> Fetched:
    """
    Take a lookup for what it is: an answer that does not say of which day it is, is no copy.

    RFC 7089, section 2.1.1: a memento carries Memento-Datetime. How any other failure ended
    stays as it is.
    """
    if fetched.outcome not in (Outcome.ARCHIVED, Outcome.NOT_FOUND) or _memento_at(fetched):
        return fetched
    told = (
        "the other archive has no copy"
        if fetched.outcome is Outcome.NOT_FOUND
        else "the other archive answered, but not with a copy that says of which day it is"
    )
    return replace(fetched, outcome=Outcome.NOT_FOUND, reason=NO_MEMENTO, error=told)


def _memento_at(fetched: Fetched) -> datetime | None:
    try:
        message = http_message.parse_response(fetched.exchanges[-1].response)
    except (NotHttp, IndexError):
        return None
    return read_datetime(message.header("memento-datetime"))
