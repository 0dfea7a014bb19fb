"""The addresses of replay, and what they say of time: Memento, RFC 7089."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from claimcheck.app.replaying import Memento

_STAMP = re.compile(r"[0-9]{14}")


def stamp(at: datetime) -> str:
    """Write a moment as 14 digits, in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def read_stamp(written: str) -> datetime | None:
    """Read 14 digits as a moment in UTC; None for what is none."""
    if not _STAMP.fullmatch(written):
        return None
    try:
        # Not strptime's %Y alone: every other field has two digits, so the length fixes all.
        return datetime.strptime(written, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def read_http_date(written: str) -> datetime | None:
    """Read the date of an HTTP header as a moment in UTC; None for what is none."""
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def http_date(at: datetime) -> str:
    """Write a moment as HTTP headers do."""
    return format_datetime(at.astimezone(UTC).replace(microsecond=0), usegmt=True)


def memento_path(url: str, at: datetime) -> str:
    """Give the path of the capture of an address at a moment."""
    return f"/memento/{stamp(at)}/{url}"


def is_same(asked: str, url: str) -> bool:
    """Whether an address was asked for as it is kept; browsers escape ' in a query."""
    return asked.replace("%27", "'") == url.replace("%27", "'")


def link_header(memento: Memento, origin: str) -> str:
    """
    Tell a Memento client where a capture's original, TimeGate, TimeMap and neighbours are.

    `origin` is scheme and host of this server, as it was asked for.
    """
    at = {memento.captured_at: "memento"}
    times = [time for _, time in memento.moments]
    for time, word in ((times[-1], "last"), (times[0], "first")) if times else ():
        at[time] = f"{word} {at.get(time, 'memento')}"
    return ", ".join([*_general(memento, origin), *_mementos(memento.url, origin, at)])


def timemap(memento: Memento, origin: str) -> str:
    """List every capture of a source as application/link-format (RFC 6690, RFC 7089)."""
    at = {time: "memento" for _, time in memento.moments}
    times = list(at)
    at[times[-1]] = "last memento"
    at[times[0]] = "first memento" if len(times) > 1 else "first last memento"
    lines = [*_general(memento, origin), *_mementos(memento.url, origin, at)]
    return ",\n".join(lines) + "\n"


def _general(memento: Memento, origin: str) -> list[str]:
    url = memento.url
    return [
        f'<{url}>; rel="original"',
        f'<{origin}/timegate/{url}>; rel="timegate"',
        f'<{origin}/timemap/link/{url}>; rel="timemap"; type="application/link-format"',
    ]


def _mementos(url: str, origin: str, at: dict[datetime, str]) -> list[str]:
    return [
        f'<{origin}{memento_path(url, time)}>; rel="{rel}"; datetime="{http_date(time)}"'
        for time, rel in at.items()
    ]
