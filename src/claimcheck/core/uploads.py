"""What a file that a person hands in is, by its bytes; and what a saved page says of itself."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from claimcheck.core import urls
from claimcheck.core.documents.media import SNIFF_BYTES, Form, identify
from claimcheck.errors import BadInput, UnknownName

HEAD_BYTES = 16 * 1024
"""Where a saved page says where it was saved from: right behind its first tag."""

MAX_NAME_CHARS = 200

MAX_WRITTEN_CHARS = 4 * urls.MAX_URL_CHARS
"""An address from a file may still shrink when it is normalised."""

FIRST_WEB_PAGE = datetime(1991, 8, 6, tzinfo=UTC)
"""What claims to be older is not believed."""

_PICTURES_AND_PAPERS = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif"})
# SingleFile's first comment: https://github.com/gildas-lormeau/SingleFile (src/core). Possessive,
# so that a hostile page cannot make a match slow.
_SAVED = re.compile(
    r"Page saved with SingleFile\s*+(?:url:\s*+(?P<url>\S{1,5000}+))?\s*+"
    r"(?:saved date:\s*+(?P<date>[^\n\r]{1,100}+))?"
)
_SAVED_DATE = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})", re.ASCII
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class SavedPage:
    """What a page saved by SingleFile says of itself; anybody could have written it there."""

    url: str | None
    saved_at: datetime | None


def sniff_upload(head: bytes) -> str | None:
    """
    Name the media type of a file by its first bytes, never by its name.

    HTML, PDF, PNG, JPEG, GIF, WebP and plain text; None for anything else.
    https://mimesniff.spec.whatwg.org/
    """
    if head[:4] == b"RIFF" and head[8:14] == b"WEBPVP":
        return "image/webp"
    form, name = identify(head[:SNIFF_BYTES], None)
    return name if head and (form is not Form.UNREAD or name in _PICTURES_AND_PAPERS) else None


def read_saved_page(head: bytes) -> SavedPage | None:
    """Read what SingleFile wrote into a page that it saved; None for any other page."""
    start = head[:HEAD_BYTES].find(b"<!--")
    comment = head[start:HEAD_BYTES].partition(b"-->")[0] if start >= 0 else b""
    found = _SAVED.search(comment.decode("utf-8", "replace"))
    return SavedPage(found["url"], _saved_at(found["date"])) if found else None


def _saved_at(written: str | None) -> datetime | None:
    """Read a date as JavaScript writes it (ECMA-262, Date.prototype.toString)."""
    found = _SAVED_DATE.match(written or "")
    if not found or found[1] not in _MONTHS:
        return None
    month = _MONTHS.index(found[1]) + 1
    try:
        zone = f"{found[5][:3]}:{found[5][3:]}"
        return datetime.fromisoformat(f"{found[3]}-{month:02}-{found[2]}T{found[4]}{zone}")
    except ValueError:
        return None


def clean_name(name: str) -> str:
    """Give a file's own name without folders, printable, at most MAX_NAME_CHARS long."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(mark if mark.isprintable() else "?" for mark in last).strip()
    return shown[-MAX_NAME_CHARS:] or "unnamed"


def normalised(written: str | None) -> str | None:
    """
    Normalise an address that a file states; None for one that no claim could cite.

    WARC/1.0 (section 5.3) let some writers put it in angle brackets.
    """
    if not written or len(written) > MAX_WRITTEN_CHARS:
        return None
    try:
        return urls.normalise_url(written.removeprefix("<").removesuffix(">"))
    except urls.BadUrl:
        return None


def choose_source(
    name: str, saved: SavedPage | None, cited: str | Collection[str]
) -> tuple[str, str | None]:
    """
    Say which source a file is of, and a note where the page itself says another.

    `cited` is the source that was named, or all there are. Raises BadInput, UnknownName.
    """
    own = normalised(saved.url) if saved else None
    if isinstance(cited, str):
        differs = own is not None and own != cited
        return cited, f"it says that it was saved from {own}" if differs else None
    if own is None:
        raise BadInput(
            f"{name}: it does not say which page it is of",
            next_step="name the cited address with --source URL",
        )
    if own not in cited:
        raise UnknownName(
            f"{name}: it was saved from {own}, which no claim cites",
            next_step="name the cited address with --source URL; `claimcheck sources` lists them",
        )
    return own, None


def reason_of(saved: SavedPage | None, now: datetime) -> str:
    """
    Word that a file was uploaded, and when it says that it was saved, if that can be.

    Anybody could have written that into it, so it is told but is not the capture's time.
    """
    if saved and saved.saved_at and FIRST_WEB_PAGE <= saved.saved_at <= now:
        return f"uploaded; saved {saved.saved_at.astimezone(UTC).isoformat()} by its own word"
    return "uploaded"
