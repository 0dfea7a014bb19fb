"""Which records of a foreign WARC bear on the sources: found in passes, so that memory is bounded.

A redirect may stand behind the page that it leads to, and a revisit before the record that it
refers to. So the addresses to look for grow pass by pass until nothing new turns up, and only
then are blocks taken out.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin

from claimcheck.archive.foreign_bytes import Damaged
from claimcheck.archive.foreign_records import ForeignRecord, read_date
from claimcheck.archive.foreign_store import Spot, Store
from claimcheck.archive.records import MAX_BLOCK_BYTES, read_http
from claimcheck.core.uploads import FIRST_WEB_PAGE, MAX_WRITTEN_CHARS, normalised

MAX_HOPS = 10
"""Redirects from a source to its page, as many as a fetch follows."""

MAX_HELD = 10_000
"""Records of one file that bear on sources; more are a crawl of its own, to be handed in parts."""

MAX_WANTED = 20_000
MAX_REQUEST_BYTES = 64 * 1024
_HEAD_BYTES = 64 * 1024

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ANSWERS = frozenset({"response", "revisit", "resource"})
_DIGESTS = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}

Scan = Callable[[], Iterator[ForeignRecord]]


@dataclass(frozen=True, slots=True)
class Held:
    """
    A record that bears on a source. `url` is normalised; `spot` is where its block is kept.

    `at` is None for a date that cannot be believed. `spot` is None for a block that is larger
    than the archive takes.
    """

    place: str
    type: str
    id: str
    url: str
    at: datetime | None
    location: str | None
    concurrent_to: tuple[str, ...]
    refers_to: tuple[str, ...]
    known_as: tuple[str, ...]
    address: str | None
    cut: str | None
    content_type: str | None
    spot: Spot | None = None


@dataclass(slots=True)
class Survey:
    """What to look for, and how much was looked at."""

    wanted: set[str]
    referred: set[str] = field(default_factory=set)
    records: int = 0
    unmatched: int = 0


def survey(scan: Scan, cited: Collection[str], *, now: datetime) -> Survey:
    """Find every address and record that bears on the cited sources. Raises Damaged."""
    found = Survey(set(cited))
    for _ in range(MAX_HOPS + 1):
        before = len(found.wanted)
        _look_through(scan, found, cited, now)
        if len(found.wanted) == before:
            break
    return found


def _look_through(scan: Scan, found: Survey, cited: Collection[str], now: datetime) -> None:
    found.records = found.unmatched = 0
    for record in scan():
        found.records += 1
        if record.type not in _ANSWERS:
            continue
        url = target_of(record)
        found.unmatched += url not in found.wanted
        if url is None or url not in found.wanted:
            continue
        held = _describe(record, url, record.take_head(_HEAD_BYTES), now)
        found.referred.update(held.refers_to if record.type == "revisit" else ())
        if held.location:
            found.wanted.add(held.location)
        if len(found.wanted) - len(cited) > MAX_WANTED or len(found.referred) > MAX_WANTED:
            raise Damaged(f"its redirects lead to more than {MAX_WANTED} pages")


def collect(scan: Scan, found: Survey, store: Store, *, now: datetime) -> list[Held]:
    """Take out the records that bear on the sources. Raises Damaged, ArchiveUnusable."""
    held: list[Held] = []
    for record in scan():
        one = _take(record, found, store, now)
        if one is not None:
            held.append(one)
        if len(held) > MAX_HELD:
            raise Damaged(f"more than {MAX_HELD} of its records are of cited pages")
    return held


def _take(record: ForeignRecord, found: Survey, store: Store, now: datetime) -> Held | None:
    if record.type not in _ANSWERS and record.type != "request":
        return None
    url = target_of(record)
    is_wanted = url in found.wanted or (
        record.type == "response" and not found.referred.isdisjoint(_known_as(record))
    )
    if url is None or not is_wanted:
        return None
    if record.type == "request" and record.block_bytes > MAX_REQUEST_BYTES:
        return None
    if record.block_bytes > MAX_BLOCK_BYTES:
        return _describe(record, url, b"", now)
    checked = _Checked(record)
    spot = store.keep(checked.pieces())
    checked.finish()
    return replace(_describe(record, url, checked.head, now), spot=spot)


class _Checked:
    """Passes a block on, and knows its beginning and whether its digest is the stated one."""

    def __init__(self, record: ForeignRecord) -> None:
        self._record = record
        algorithm, _, self._stated = (record.field("warc-block-digest") or "").partition(":")
        self._algorithm = algorithm.lower().replace("-", "")
        known = self._algorithm if self._algorithm in _DIGESTS else "sha256"
        self._digest = hashlib.new(known, usedforsecurity=False)
        self.head = b""

    def pieces(self) -> Iterator[bytes]:
        while piece := self._record.take(64 * 1024):
            if len(self.head) < _HEAD_BYTES:
                self.head += piece[: _HEAD_BYTES - len(self.head)]
            self._digest.update(piece)
            yield piece

    def finish(self) -> None:
        size = _DIGESTS.get(self._algorithm)
        if size is not None and _read_digest(self._stated, size) != self._digest.digest():
            raise Damaged(f"{self._record.place}: the block is not the one that was written")


def _read_digest(stated: str, size: int) -> bytes | None:
    """WARC writers use base32 or hexadecimal: WARC 1.1, section 5.8, leaves it open."""
    try:
        if len(stated) == 2 * size:
            return bytes.fromhex(stated)
        return base64.b32decode(stated.upper() + "=" * (-len(stated) % 8))
    except ValueError:
        return None


def _describe(record: ForeignRecord, url: str, head: bytes, now: datetime) -> Held:
    at = read_date(record.field("warc-date"))
    sane = at is not None and FIRST_WEB_PAGE <= at <= now
    return Held(
        place=record.place,
        type=record.type,
        id=_clipped(record.field("warc-record-id")) or "",
        url=url,
        at=at if sane else None,
        location=_location(head, url) if record.type != "request" else None,
        concurrent_to=_some(record.values("warc-concurrent-to")),
        refers_to=_some(_refers_to(record)),
        known_as=_known_as(record) if record.type == "response" else (),
        address=_clipped(record.field("warc-ip-address")),
        cut=_clipped(record.field("warc-truncated")),
        content_type=_clipped(record.field("content-type")),
    )


def target_of(record: ForeignRecord) -> str | None:
    """Give the normalised address of a record; None for one that no claim could cite."""
    return normalised(record.field("warc-target-uri"))


def _location(head: bytes, url: str) -> str | None:
    """Where a redirect leads, as an address."""
    message = read_http(head)
    if message is None or message.status not in REDIRECTS:
        return None
    location = message.header("location")
    if not location or len(location) > MAX_WRITTEN_CHARS:
        return None
    try:
        return normalised(urljoin(url, location))
    except ValueError:
        return None


def _known_as(record: ForeignRecord) -> tuple[str, ...]:
    """The names by which a revisit can refer to a record: its id, address and date, digest."""
    names = (
        record.field("warc-record-id"),
        _moment(record.field("warc-target-uri"), record.field("warc-date")),
        record.field("warc-payload-digest"),
    )
    return _some(name for name in names if name)


def _refers_to(record: ForeignRecord) -> Iterator[str]:
    """The same names in a revisit, the surest first. WARC 1.1, sections 5.11 to 5.13."""
    if record.type != "revisit" or "server-not-modified" in (record.field("warc-profile") or ""):
        return
    names = (
        record.field("warc-refers-to"),
        _moment(record.field("warc-refers-to-target-uri"), record.field("warc-refers-to-date")),
        record.field("warc-payload-digest"),
    )
    yield from (name for name in names if name)


def _moment(url: str | None, date: str | None) -> str | None:
    return f"{date} {url}" if url and date else None


def _some(values: Collection[str] | Iterator[str]) -> tuple[str, ...]:
    """A few short values: no honest record has more."""
    return tuple(value for value in values if len(value) <= MAX_WRITTEN_CHARS)[:8]


def _clipped(value: str | None) -> str | None:
    return value if value is None else re.sub(r"[^!-~ ]", "?", value[:200])
