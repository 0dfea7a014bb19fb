"""What a fetch brings back, and the facts of it that are kept."""

from dataclasses import dataclass
from datetime import datetime

from claimcheck.core.outcomes import Outcome, Quality


@dataclass(frozen=True, slots=True)
class TlsFacts:
    """How the connection was secured: what an expert would ask about it later."""

    version: str
    cipher: str
    certificate_sha256: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """
    One request and what came back for it, byte for byte as on the wire (above TLS).

    `response` is empty when nothing came back; `status` is then None. `cut` says why the
    response is not whole: `length`, `time` or `disconnect` (the WARC-Truncated words).
    `peer` is the address connected to, as `address:port`.
    """

    url: str
    started_at: datetime
    seconds: float
    request: bytes
    response: bytes
    status: int | None
    location: str | None = None
    peer: str | None = None
    tls: TlsFacts | None = None
    cut: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """
    One try to get a source, redirects and retries included, in the order they happened.

    `reason` is the finer word for the outcome, `error` the plain sentence for people.
    The last exchange is the one that counts.
    """

    source_url: str
    started_at: datetime
    finished_at: datetime
    outcome: Outcome
    reason: str
    error: str | None
    tries: int
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class CaptureFacts:
    """
    One archived answer. `payload_sha256` covers the entity: de-chunked, still encoded.

    `refers_to` names the capture that holds the payload when this one is a revisit.
    """

    id: str
    captured_at: datetime
    http_status: int
    final_url: str
    content_type: str | None
    payload_sha256: str
    payload_bytes: int
    quality: Quality
    quality_reason: str
    refers_to: str | None = None
    cut: str | None = None


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """
    One attempt at a source: all that its rows hold, so that the archive can rebuild them.

    `capture` is None when no answer came back at all.
    """

    id: str
    source_url: str
    started_at: datetime
    finished_at: datetime
    outcome: Outcome
    reason: str
    error: str | None
    tries: int
    http_status: int | None
    final_url: str | None
    capture: CaptureFacts | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: segment name, offset and length of its gzip member, in bytes."""

    segment: str
    offset: int
    length: int
