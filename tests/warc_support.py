"""Attempts to archive, made up for the tests of the archive."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from claimcheck.archive.records import Referred
from claimcheck.archive.seals import SEALS_NAME
from claimcheck.archive.segments import open_writer
from claimcheck.archive.verify import ExpectedAttempt, ExpectedCapture
from claimcheck.core.captures import (
    AttemptFacts,
    CaptureFacts,
    Connected,
    Exchange,
    Place,
    TlsFacts,
)
from claimcheck.core.http_message import parse_response
from claimcheck.core.outcomes import Outcome, Quality

NOW = datetime(2026, 3, 4, 5, 6, 7, 891011, tzinfo=UTC)
URL = "https://example.org/page"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"
MOVED = b"HTTP/1.1 301 Moved\r\nLocation: /page\r\nContent-Length: 0\r\n\r\n"
REQUEST = b"GET /page HTTP/1.1\r\nHost: example.org\r\n\r\n"
TLS = TlsFacts("TLSv1.3", "TLS_AES_128_GCM_SHA256", "ab" * 32)

Attempt = tuple[AttemptFacts, tuple[Exchange, ...], Referred | None]


def exchange(response: bytes = PAGE, *, url: str = URL, cut: str | None = None) -> Exchange:
    """One exchange with a server on a documentation address."""
    status = parse_response(response).status if response.startswith(b"HTTP/") else None
    return Exchange(
        url=url,
        started_at=NOW,
        seconds=0.25,
        request=REQUEST,
        response=response,
        status=status,
        connected=Connected(("192.0.2.7",), "192.0.2.7:443", 0.125, reused=False, tls=TLS),
        cut=cut,
    )


def attempt(*responses: bytes, referred: Referred | None = None, url: str = URL) -> Attempt:
    """An attempt that got these answers, the last of which is its capture."""
    exchanges = tuple(exchange(response, url=url) for response in responses)
    capture = _capture(responses[-1], referred, url) if responses and responses[-1] else None
    facts = AttemptFacts(
        id=str(uuid.uuid4()),
        source_url=url,
        started_at=NOW,
        finished_at=NOW + timedelta(seconds=1),
        outcome=Outcome.ARCHIVED if capture else Outcome.TIMEOUT,
        reason="200" if capture else "read timeout",
        error=None if capture else "the server did not answer in time",
        tries=1,
        http_status=capture.http_status if capture else None,
        final_url=url if capture else None,
        capture=capture,
    )
    return facts, exchanges, referred


def refer_to(earlier: Attempt) -> Referred:
    """What a revisit has to know about an earlier attempt's capture."""
    capture = earlier[0].capture
    assert capture is not None
    return Referred(capture.id, capture.final_url, capture.captured_at)


def archive(folder: Path, attempts: Iterable[Attempt]) -> list[ExpectedAttempt]:
    """Write the attempts to one segment and give the rows that they would have."""
    rows = []
    with open_writer(folder, now=NOW) as writer:
        for facts, exchanges, referred in attempts:
            rows.append(row_of(facts, writer.append(facts, exchanges, referred=referred)))
            writer.sync()
    return rows


def row_of(facts: AttemptFacts, place: Place | None) -> ExpectedAttempt:
    """The row of an attempt whose capture lies at `place`."""
    if facts.capture is None or place is None:
        return ExpectedAttempt(facts.id, None)
    capture = ExpectedCapture(facts.capture.id, place, facts.capture.payload_sha256)
    return ExpectedAttempt(facts.id, capture)


def only_segment(folder: Path) -> Path:
    """The one segment file of an archive."""
    (path,) = (path for path in folder.iterdir() if path.is_file() and path.name != SEALS_NAME)
    return path


def with_capture(facts: AttemptFacts, **changes: object) -> AttemptFacts:
    """The same attempt with other facts of its capture."""
    assert facts.capture is not None
    return replace(facts, capture=replace(facts.capture, **changes))  # type: ignore[arg-type]


def _capture(response: bytes, referred: Referred | None, url: str) -> CaptureFacts:
    http = response.startswith(b"HTTP/")
    payload = parse_response(response).payload if http else response
    return CaptureFacts(
        id=str(uuid.uuid4()),
        captured_at=NOW,
        http_status=parse_response(response).status if http else 0,
        final_url=url,
        content_type="text/plain",
        payload_sha256=sha256(payload).hexdigest(),
        payload_bytes=len(payload),
        quality=Quality.OK,
        quality_reason="",
        refers_to=referred.capture_id if referred else None,
    )
