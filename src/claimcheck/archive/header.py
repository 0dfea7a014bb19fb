"""How values are written in the header of a WARC record."""

import re
from datetime import UTC, datetime
from urllib.parse import quote

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def attempt_uri(attempt_id: str) -> str:
    """
    Name what facts are about, of an attempt and of its hops.

    Not the page's address: replay engines would take the facts for the page.
    """
    return f"urn:uuid:{attempt_id}"


def urn(identifier: str) -> str:
    """Write an identifier as WARC does. Raises ValueError when it is no UUID."""
    if not _UUID.fullmatch(identifier):
        raise ValueError(f"{identifier[:60]!r} is not a UUID in its usual form")
    return f"<urn:uuid:{identifier}>"


def format_digest(digest_hex: str) -> str:
    """
    Name a SHA-256 digest as our records do.

    Hexadecimal, as in the rows and in `sha256sum`; FastWARC and warcio verify it as they do
    base32.
    """
    return f"sha256:{digest_hex}"


def encode_url(url: str) -> str:
    """Make an address safe in a header: what is no visible ASCII is percent-encoded."""
    return quote(url.encode("utf-8", "surrogatepass"), safe="!#$%&'()*+,/:;=?@[]~-._")


def format_date(at: datetime) -> str:
    """Write an instant as WARC-Date does, to the microsecond. Raises ValueError when naive."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be archived")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
