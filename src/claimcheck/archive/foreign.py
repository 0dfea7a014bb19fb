"""WARC and WACZ files that a person hands in: which visits to cited pages they hold."""

import ipaddress
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO
from urllib.parse import urlsplit

from claimcheck.archive import foreign_survey
from claimcheck.archive.foreign_bytes import Budget, Damaged, read_pieces
from claimcheck.archive.foreign_records import ForeignRecord, iter_records
from claimcheck.archive.foreign_redaction import redact_request
from claimcheck.archive.foreign_store import Store
from claimcheck.archive.foreign_survey import MAX_HOPS, REDIRECTS, Held
from claimcheck.archive.foreign_wacz import Wacz
from claimcheck.archive.records import MAX_BLOCK_BYTES, read_http
from claimcheck.core.captures import Connected, Exchange, Resource
from claimcheck.core.http_message import ResponseMessage
from claimcheck.errors import BadInput
from claimcheck.spool import Raw, Spool, pieces

_MAX_APART = timedelta(hours=1)
"""Between a redirect and the page that it led to; later ones belong to another visit."""

_ZIP_MAGIC = b"PK\x03\x04"
_CUTS = frozenset({"length", "time", "disconnect"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


class NotImportable(ValueError):
    """A visit that cannot be evidence; the message says why."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A source and the records that lead from it to its page, in order."""

    source_url: str
    hops: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A visit with its bytes: exchanges, or the one resource."""

    exchanges: tuple[Exchange, ...]
    resources: tuple[Resource, ...]


class Holding:
    """
    What a file holds on the sources: visits, oldest first, read from a store that is bounded.

    `records` counts all in the file, `unmatched` the answers in it that nobody cites.
    """

    def __init__(self, found: foreign_survey.Survey, held: Sequence[Held], store: Store) -> None:
        self.records = found.records
        self.unmatched = found.unmatched
        self._store = store
        self._answers: dict[str, list[Held]] = {}
        self._requests: dict[str, Held] = {}
        self._originals: dict[str, Held] = {}
        for one in held:
            self._file_away(one)

    def _file_away(self, one: Held) -> None:
        if one.type == "request":
            self._requests |= dict.fromkeys(one.concurrent_to, one)
            self._requests[one.id] = one
            return
        self._answers.setdefault(one.url, []).append(one)
        for name in one.known_as:
            self._originals.setdefault(name, one)

    def visits(self, cited: Collection[str]) -> list[Visit]:
        """Give every visit to these sources, oldest first."""
        found = [
            Visit(url, self._follow(one))
            for url in sorted(cited)
            for one in self._answers.get(url, ())
        ]
        return sorted(found, key=lambda visit: (str(visit.hops[-1].at), visit.source_url))

    def _follow(self, first: Held) -> tuple[Held, ...]:
        hops = [first]
        while (location := hops[-1].location) and len(hops) <= MAX_HOPS:
            following = self._nearest(location, hops[-1])
            if following is None or following in hops:
                break
            hops.append(following)
        return tuple(hops)

    def _nearest(self, url: str, before: Held) -> Held | None:
        near = [(_apart(one, before), one) for one in self._answers.get(url, ())]
        apart, nearest = min(near, key=lambda pair: pair[0], default=(timedelta.max, None))
        return nearest if apart <= _MAX_APART else None

    def take(self, visit: Visit) -> Taken:
        """Give a visit with its bytes. Raises NotImportable for one that cannot be evidence."""
        last = visit.hops[-1]
        if any(hop.at is None for hop in visit.hops):
            raise NotImportable("its date is missing, in the future or before the web")
        if last.location is not None:
            raise NotImportable("its redirects do not end at a page in the file")
        if last.type == "resource":
            return self._take_resource(visit)
        return Taken(tuple(self._exchange(hop) for hop in visit.hops), ())

    def _take_resource(self, visit: Visit) -> Taken:
        last = visit.hops[-1]
        if len(visit.hops) > 1 or last.at is None:
            raise NotImportable("it leads on to a record that is no answer of a server")
        kind = last.content_type or "application/octet-stream"
        block = self._block(last)
        return Taken((), (Resource(visit.source_url, last.at, "import", kind, block),))

    def _exchange(self, hop: Held) -> Exchange:
        response = self._whole(hop) if hop.type == "revisit" else self._block(hop)
        message = read_http(response)
        if message is None:
            raise NotImportable("it is no answer over HTTP")
        if message.status == 304:
            raise NotImportable("it says only that the page was not modified")
        if message.status in REDIRECTS and hop.location is None:
            raise NotImportable("it leads on to an address that cannot be cited")
        if hop.at is None:
            raise NotImportable("its date cannot be read")
        return Exchange(
            url=hop.url,
            started_at=hop.at,
            seconds=0.0,
            request=self._request(hop),
            response=response,
            status=message.status,
            location=message.header("location"),
            connected=_connected(hop),
            cut=_cut(hop, message),
        )

    def _request(self, hop: Held) -> bytes:
        """The request for an answer, without what is secret; empty where there is none."""
        names = (hop.id, *hop.concurrent_to)
        found = next((self._requests[name] for name in names if name in self._requests), None)
        if found is None or found.url != hop.url:
            return b""
        raw = bytes(self._block(found))
        if not raw.startswith(b"GET "):
            raise NotImportable("it answers something else than a plain request for the page")
        return redact_request(raw)

    def _block(self, held: Held) -> Raw:
        if held.spot is None:
            raise NotImportable("it is larger than one record of the archive may be")
        return self._store.read(held.spot)

    def _whole(self, revisit: Held) -> Raw:
        """The head of a revisit before the body that it refers to. WARC 1.1, section 6.7."""
        names = (name for name in revisit.refers_to if name in self._originals)
        original = next((self._originals[name] for name in names), None)
        if original is None:
            raise NotImportable("it refers to a record that is not in the file")
        head, whole = self._block(revisit), self._block(original)
        message, earlier = read_http(head), read_http(whole)
        if message is None or earlier is None:
            raise NotImportable("it refers to an answer and does not say how it began itself")
        if len(head) + len(whole) > MAX_BLOCK_BYTES:
            raise NotImportable("it is larger than one record of the archive may be")
        joined = _join(head, message, whole, earlier)
        again = read_http(joined)
        if again is None or again.payload_sha256() != earlier.payload_sha256():
            raise NotImportable("its head does not fit the body that it refers to")
        return joined


def _apart(one: Held, other: Held) -> timedelta:
    return abs(one.at - other.at) if one.at and other.at else timedelta.max


def _join(head: Raw, message: ResponseMessage, whole: Raw, earlier: ResponseMessage) -> Raw:
    spool = Spool()
    for piece in pieces(head, 0, message.head_bytes):
        spool.write(piece)
    for piece in pieces(whole, earlier.head_bytes):
        spool.write(piece)
    return spool.freeze()


def _cut(hop: Held, message: ResponseMessage) -> str | None:
    if hop.cut and hop.type != "revisit":
        return hop.cut if hop.cut in _CUTS else "length"
    return "disconnect" if message.cut else None


def _connected(hop: Held) -> Connected | None:
    try:
        address = ipaddress.ip_address(hop.address or "")
    except ValueError:
        return None
    parts = urlsplit(hop.url)
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    host = f"[{address}]" if address.version == 6 else str(address)
    return Connected((), f"{host}:{port}", connect_seconds=0.0, reused=False)


def kind_of(head: bytes) -> str | None:
    """Tell a WARC or a WACZ by its first bytes; None for anything else."""
    if head.startswith(_ZIP_MAGIC):
        return "wacz"
    return "warc" if head.startswith((b"WARC/", b"\x1f\x8b")) else None


@contextmanager
def open_holding(
    file: BinaryIO, name: str, cited: Collection[str], *, now: datetime
) -> Iterator[Holding]:
    """
    Read a WARC or WACZ whole and find what it holds on the cited sources.

    Memory is bounded; what is taken out lies in a temporary file until the block ends.
    Raises BadInput for a damaged or hostile file, naming the place, ArchiveUnusable when the
    temporary folder is full.
    """
    with ExitStack() as held:
        store = Store(held)
        try:
            scan = _scan(file)
            found = foreign_survey.survey(scan, cited, now=now)
            taken = foreign_survey.collect(scan, found, store, now=now)
        except Damaged as exc:
            raise BadInput(
                f"{name}: {exc}; nothing of it was imported",
                next_step="get the file again from where it was made, or hand in the page itself",
            ) from exc
        yield Holding(found, taken, store)


def _scan(file: BinaryIO) -> foreign_survey.Scan:
    file_bytes = file.seek(0, 2)
    file.seek(0)
    if not file.read(4).startswith(_ZIP_MAGIC):
        return lambda: _scan_warc(file, file_bytes)
    wacz = Wacz(file, file_bytes)
    return lambda: _scan_wacz(wacz, Budget(file_bytes))


def _scan_warc(file: BinaryIO, file_bytes: int) -> Iterator[ForeignRecord]:
    file.seek(0)
    yield from iter_records(read_pieces(file.read, Budget(file_bytes)))


def _scan_wacz(wacz: Wacz, budget: Budget) -> Iterator[ForeignRecord]:
    for name in wacz.warcs():
        with wacz.opened(name) as read:
            yield from iter_records(read_pieces(read, budget))
