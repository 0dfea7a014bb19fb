"""What is asked for, what a fetch brings back, and the facts of it that are kept."""

from dataclasses import dataclass
from datetime import datetime

from claimcheck.core.outcomes import (
    FiredRule,
    Method,
    Outcome,
    Quality,
    Rendering,
    RobotsPolicy,
)
from claimcheck.spool import Raw

NOT_RENDERED = "not rendered"
"""The reason of a page that was to be shown in a browser and could not be."""

NOT_HTTP = "not HTTP"
"""The reason of an answer whose head breaks the rules of HTTP."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier answer said to recognise it by (RFC 9110, section 8.8)."""

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Ask:
    """
    One source to capture, and how.

    `address` is asked instead of the source's own: that of a copy in another archive.
    `headers` are sent with the first request. `by` is who asked, needed for an advisory
    reading of robots.txt.
    """

    url: str
    address: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    validators: Validators | None = None
    robots: RobotsPolicy = RobotsPolicy.OBEY
    by: str | None = None
    method: Method = Method.FETCH
    rendering: Rendering = Rendering.STATIC


@dataclass(frozen=True, slots=True)
class TlsFacts:
    """How the connection was secured: what an expert would ask about it later."""

    version: str
    cipher: str
    certificate_sha256: str


@dataclass(frozen=True, slots=True)
class Connected:
    """
    Where a request really went: what the resolver answered, who was connected to, how.

    `peer` is `address:port`. `connect_seconds` holds the name's resolving and the handshake;
    it is 0 for a connection that served a request before (`reused`).
    """

    answers: tuple[str, ...]
    peer: str
    connect_seconds: float
    reused: bool
    tls: TlsFacts | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """
    One request and what came back for it, byte for byte as on the wire (above TLS).

    `response` is empty when nothing came back; `status` is then None. `cut` says why the
    response is not whole: `length`, `time` or `disconnect` (the WARC-Truncated words).
    `robots` is what robots.txt says of the address, None where it was not asked.
    """

    url: str
    started_at: datetime
    seconds: float
    request: bytes
    response: Raw
    status: int | None
    location: str | None = None
    connected: Connected | None = None
    cut: str | None = None
    robots: str | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """
    Bytes that did not come over HTTP: a file handed in, a screenshot, a rendered page.

    `role` says which; `url` is what they are of. `cut` says why they are not whole, as it does of
    an exchange: `time` for a page that was not at rest when its time was over.
    """

    url: str
    made_at: datetime
    role: str
    content_type: str
    block: Raw
    cut: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """
    One try to get a source, redirects and retries included, in the order they happened.

    `reason` is the finer word for the outcome, `error` the plain sentence for people.
    The capture is the first of the resources, if there are any, else the last exchange.
    """

    ask: Ask
    started_at: datetime
    finished_at: datetime
    outcome: Outcome
    reason: str
    error: str | None
    tries: int
    exchanges: tuple[Exchange, ...]
    resources: tuple[Resource, ...] = ()
    robots: str | None = None
    original_name: str | None = None

    @property
    def source_url(self) -> str:
        """The source that was asked for."""
        return self.ask.url


@dataclass(frozen=True, slots=True)
class CaptureFacts:
    """
    One archived answer. `payload_sha256` covers the entity: de-chunked, still encoded.

    `refers_to` names the capture that holds the payload when this one is a revisit. A file
    that was handed in has no `http_status`. `memento_at` is the time that another archive
    gives for its copy; `rules` spoke on the quality.
    """

    id: str
    captured_at: datetime
    http_status: int | None
    final_url: str
    content_type: str | None
    payload_sha256: str
    payload_bytes: int
    quality: Quality
    quality_reason: str
    refers_to: str | None = None
    cut: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    memento_at: datetime | None = None
    rules: tuple[FiredRule, ...] = ()


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """
    One attempt at a source: all that its rows hold, so that the archive can rebuild them.

    `capture` is None when no answer came back at all. `asked_by` is who asked for this very
    page or handed it in, `original_name` what the file was called. `robots_verdict` is what
    robots.txt said of it, whether or not that was obeyed.
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
    method: Method = Method.FETCH
    asked_by: str | None = None
    original_name: str | None = None
    robots_policy: RobotsPolicy = RobotsPolicy.OBEY
    robots_verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: segment name, offset and length of its gzip member, in bytes."""

    segment: str
    offset: int
    length: int
