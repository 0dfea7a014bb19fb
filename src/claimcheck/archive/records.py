"""
WARC/1.1 records as bytes, built by hand so that what was recorded is kept exactly.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

import ipaddress
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from claimcheck import __version__, spool
from claimcheck.archive import pressing
from claimcheck.archive.facts import describe_hop, write_hop
from claimcheck.archive.header import attempt_uri, encode_url, format_date, format_digest, urn
from claimcheck.core.captures import AttemptFacts, CaptureFacts, Exchange, Resource
from claimcheck.core.http_message import NotHttp, ResponseMessage, parse_response
from claimcheck.spool import Raw

MAX_BLOCK_BYTES = 256 * 1024 * 1024
"""The largest block that is written or read, so that a reader's memory is bounded."""

IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

_TRUNCATIONS = frozenset({"length", "time", "disconnect"})

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Referred:
    """The earlier capture that holds the payload of a revisit."""

    capture_id: str
    url: str
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class Built:
    """A record ready to be written: its identifier and the pieces of its gzip member, once."""

    id: str
    member: Iterator[bytes]


def build_warcinfo(segment: str, now: datetime) -> Built:
    """Build the record that opens a segment and says who wrote it."""
    block = (
        f"software: claimcheck/{__version__}\r\nformat: WARC File Format 1.1\r\n"
        "description: each attempt ends with a metadata record; its preceding_sha256 covers "
        "every byte of the file before it\r\n"
    ).encode()
    fields = (("WARC-Filename", segment), ("Content-Type", "application/warc-fields"))
    return _build("warcinfo", str(uuid.uuid4()), now, (fields, block))


def build_exchanges(
    facts: AttemptFacts,
    exchanges: tuple[Exchange, ...],
    resources: tuple[Resource, ...],
    referred: Referred | None,
    *,
    settled: ResponseMessage | None = None,
) -> Iterator[tuple[Built, bool]]:
    """
    Build the records of an attempt: of each hop the response, the request and, but for the last,
    its facts; resources behind them.

    The flag marks the record that holds the capture. `settled` is the answer that the facts
    were just taken from: it is not taken apart and hashed a second time. Raises ValueError
    when the facts do not agree with the bytes: nothing false may reach the archive.
    """
    _check_group(facts, exchanges, resources, referred)
    last = len(exchanges) - 1
    for number, exchange in enumerate(exchanges):
        capture = facts.capture if number == last and not resources else None
        at = capture.captured_at if capture else exchange.started_at
        response_id = capture.id if capture else _child_id(facts.id, number, "response")
        shared = _exchange_fields(facts.id, exchange)
        if exchange.response:
            read = _read_answer(exchange.response, capture, settled)
            answer = _answer(exchange, shared, (capture, referred), read)
            yield _build(answer.type, response_id, at, (answer.fields, answer.block)), bool(capture)
        if exchange.request:
            fields = (
                *shared,
                ("Content-Type", "application/http; msgtype=request"),
                *((("WARC-Concurrent-To", urn(response_id)),) if exchange.response else ()),
            )
            request_id = _child_id(facts.id, number, "request")
            yield _build("request", request_id, at, (fields, exchange.request)), False
        if number < last or resources:
            # The facts of the last stand in the record that completes the attempt.
            yield _build_hop(facts.id, number, exchange, response_id), False
    for number, resource in enumerate(resources):
        yield _build_resource(facts, number, resource), number == 0


def _build_resource(facts: AttemptFacts, number: int, resource: Resource) -> Built:
    capture = facts.capture if number == 0 else None
    digest = _sha256(resource.block)
    if capture and digest != capture.payload_sha256:
        raise ValueError("the payload's digest is not the one in the facts")
    fields: Fields = (
        # Only the capture is the page; what else was made of it must not be replayed as it.
        ("WARC-Target-URI", ("" if capture else "urn:view:") + encode_url(resource.url)),
        ("WARC-Concurrent-To", urn(facts.id)),
        ("Content-Type", resource.content_type),
        ("WARC-Payload-Digest", format_digest(digest)),
        ("WARC-Resource-Role", resource.role),
        *_truncated(resource.cut),
    )
    record_id = capture.id if capture else _child_id(facts.id, number, "resource")
    return _build("resource", record_id, resource.made_at, (fields, resource.block))


def _build_hop(attempt_id: str, number: int, exchange: Exchange, response_id: str) -> Built:
    concurrent = response_id if exchange.response else attempt_id
    fields: Fields = (
        ("WARC-Target-URI", attempt_uri(attempt_id)),
        ("Content-Type", "application/json"),
        ("WARC-Concurrent-To", urn(concurrent)),
    )
    block = write_hop(attempt_id, number, describe_hop(exchange))
    record_id = _child_id(attempt_id, number, "metadata")
    return _build("metadata", record_id, exchange.started_at, (fields, block))


def build_metadata(facts: AttemptFacts, block: bytes) -> Built:
    """Build the record that completes a group: the attempt's facts, under the attempt's id."""
    fields: Fields = (
        ("WARC-Target-URI", attempt_uri(facts.id)),
        ("Content-Type", "application/json"),
        *((("WARC-Concurrent-To", urn(facts.capture.id)),) if facts.capture else ()),
    )
    return _build("metadata", facts.id, facts.started_at, (fields, block))


def read_http(raw: Raw) -> ResponseMessage | None:
    """Take a response apart; None when the bytes are not HTTP at all."""
    try:
        return parse_response(raw)
    except NotHttp:
        return None


@dataclass(frozen=True, slots=True)
class _Answer:
    type: str
    fields: Fields
    block: Raw


def _check_group(
    facts: AttemptFacts,
    exchanges: tuple[Exchange, ...],
    resources: tuple[Resource, ...],
    referred: Referred | None,
) -> None:
    capture = facts.capture
    blocks = [exchange.response for exchange in exchanges] + [each.block for each in resources]
    if any(len(block) > MAX_BLOCK_BYTES for block in blocks):
        raise ValueError(f"a response has more than {MAX_BLOCK_BYTES} bytes")
    if capture and not resources and not (exchanges and exchanges[-1].response):
        raise ValueError("a capture needs an answer in the last exchange")
    refers_to = capture.refers_to if capture else None
    if refers_to != (referred.capture_id if referred else None):
        raise ValueError("a revisit and the capture that it refers to belong together")


def _exchange_fields(attempt_id: str, exchange: Exchange) -> Fields:
    address = _peer_address(exchange.connected.peer if exchange.connected else None)
    return (
        ("WARC-Target-URI", encode_url(exchange.url)),
        *((("WARC-IP-Address", address),) if address else ()),
        ("WARC-Concurrent-To", urn(attempt_id)),
    )


def _read_answer(
    raw: Raw, capture: CaptureFacts | None, settled: ResponseMessage | None
) -> tuple[ResponseMessage | None, str]:
    """Take an answer apart and give the digest of its payload."""
    if capture and capture.http_status != 304 and settled and settled.body.raw is raw:
        return settled, capture.payload_sha256
    message = read_http(raw)
    return message, message.payload_sha256() if message else _sha256(raw)


def _answer(
    exchange: Exchange,
    shared: Fields,
    captured: tuple[CaptureFacts | None, Referred | None],
    read: tuple[ResponseMessage | None, str],
) -> _Answer:
    capture, referred = captured
    message, digest = read
    confirmed = referred and capture and capture.http_status == 304
    if capture and not confirmed and digest != capture.payload_sha256:
        raise ValueError("the payload's digest is not the one in the facts")
    if capture and referred and message:
        block = exchange.response[: message.head_bytes]
        return _Answer("revisit", (*shared, *_revisit_fields(capture, referred)), block)
    if message:
        kind = "application/http; msgtype=response"
        payload: Fields = (("WARC-Payload-Digest", format_digest(digest)),)
    else:
        # What is not HTTP is kept all the same, but must not claim to be: readers would parse
        # it. It has no payload apart from its block.
        kind, payload = "application/octet-stream", ()
    fields: Fields = (*shared, ("Content-Type", kind), *payload)
    fields += _truncated(exchange.cut)
    return _Answer("response", fields, exchange.response)


def _truncated(cut: str | None) -> Fields:
    if cut is None:
        return ()
    return (("WARC-Truncated", cut if cut in _TRUNCATIONS else "unspecified"),)


def _revisit_fields(capture: CaptureFacts, referred: Referred) -> Fields:
    not_modified = capture.http_status == 304
    return (
        ("Content-Type", "application/http; msgtype=response"),
        ("WARC-Profile", NOT_MODIFIED if not_modified else IDENTICAL_PAYLOAD),
        ("WARC-Payload-Digest", format_digest(capture.payload_sha256)),
        ("WARC-Refers-To", urn(referred.capture_id)),
        ("WARC-Refers-To-Target-URI", encode_url(referred.url)),
        ("WARC-Refers-To-Date", format_date(referred.captured_at)),
        # WARC 1.1, section 6.7.2: the payload left off counts as cut by length.
        *((("WARC-Truncated", "length"),) if not not_modified else ()),
    )


@lru_cache(maxsize=1024)
def _peer_address(peer: str | None) -> str | None:
    host = (peer or "").rpartition(":")[0].strip("[]").partition("%")[0]
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return None


def _child_id(attempt_id: str, number: int, role: str) -> str:
    return str(uuid.uuid5(uuid.UUID(attempt_id), f"{number} {role}"))


def _build(kind: str, record_id: str, at: datetime, content: tuple[Fields, Raw]) -> Built:
    fields, block = content
    lines = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", urn(record_id)),
        ("WARC-Date", format_date(at)),
        *fields,
        ("WARC-Block-Digest", format_digest(_sha256(block))),
        ("Content-Length", str(len(block))),
    )
    head = "WARC/1.1\r\n" + "".join(_line(name, value) for name, value in lines) + "\r\n"
    return Built(record_id, pressing.press(head.encode("ascii"), block))


def _line(name: str, value: str) -> str:
    if not (value.isascii() and value.isprintable()):
        raise ValueError(f"{name} cannot hold {value[:60]!r}")
    return f"{name}: {value}\r\n"


def _sha256(block: Raw) -> str:
    digest = sha256()
    for piece in spool.pieces(block):
        digest.update(piece)
    return digest.hexdigest()
