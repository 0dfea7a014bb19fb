"""From what a fetch brought back to the facts that are kept."""

import re
from dataclasses import dataclass, replace
from hashlib import sha256

from claimcheck.core import documents, http_message, quality
from claimcheck.core.captures import AttemptFacts, CaptureFacts, Exchange, Fetched
from claimcheck.core.documents import Document
from claimcheck.core.http_message import CannotDecode, Framing, NotHttp, ResponseMessage
from claimcheck.core.outcomes import Outcome, Quality

MAX_DECODED_BYTES = 64 * 1024 * 1024
"""What a body may grow to when its content coding is undone; a bomb is cut there."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Settled:
    """
    The facts of an attempt, and the document where an answer came back.

    `message` is the answer taken apart; it is needed to compare two captures' framing.
    """

    facts: AttemptFacts
    document: Document | None
    message: ResponseMessage | None


def settle(fetched: Fetched, *, attempt_id: str, capture_id: str) -> Settled:
    """
    Decide what an attempt brought: its capture, the text of it and whether that is evidence.

    A page that turns out to be a robot check counts as `blocked`, whatever its status says.
    """
    exchange = fetched.exchanges[-1] if fetched.exchanges else None
    message = _message_of(exchange)
    facts = AttemptFacts(
        id=attempt_id,
        source_url=fetched.source_url,
        started_at=fetched.started_at,
        finished_at=fetched.finished_at,
        outcome=fetched.outcome,
        reason=fetched.reason,
        error=fetched.error,
        tries=fetched.tries,
        http_status=message.status if message else None,
        final_url=exchange.url if exchange else None,
        capture=None,
    )
    if exchange is None or message is None:
        return Settled(facts, None, None)
    document = read_message(message, exchange.url)
    judged = quality.judge_quality(
        http_status=message.status,
        document=document,
        cut=exchange.cut,
        final_url=exchange.url,
        source_url=fetched.source_url,
        headers=message.headers,
    )
    capture = CaptureFacts(
        id=capture_id,
        captured_at=exchange.started_at,
        http_status=message.status,
        final_url=exchange.url,
        content_type=message.header("content-type"),
        payload_sha256=sha256(message.payload).hexdigest(),
        payload_bytes=len(message.payload),
        quality=judged.quality,
        quality_reason=judged.reason,
        cut=exchange.cut,
    )
    return Settled(_with_capture(facts, capture), document, message)


def _message_of(exchange: Exchange | None) -> ResponseMessage | None:
    try:
        return http_message.parse_response(exchange.response) if exchange else None
    except NotHttp:
        return None


def read_message(message: ResponseMessage, url: str) -> Document:
    """Read the document in an answer: content coding undone within bounds, then as text."""
    try:
        decoded = http_message.decode_content(
            message.payload, message.content_codings, max_bytes=MAX_DECODED_BYTES
        )
    except CannotDecode as exc:
        return Document(text="", unread_reason=f"the content coding cannot be undone: {exc}")
    return documents.read_document(decoded.content, message.header("content-type"), url)


def _with_capture(facts: AttemptFacts, capture: CaptureFacts) -> AttemptFacts:
    if capture.quality is Quality.CHALLENGE and facts.outcome is Outcome.ARCHIVED:
        return replace(
            facts,
            capture=capture,
            outcome=Outcome.BLOCKED,
            reason="challenge",
            error="the site put a robot check in front of the page",
        )
    return replace(facts, capture=capture)


def as_unchanged(
    settled: Settled, *, capture_id: str, message: ResponseMessage | None
) -> AttemptFacts:
    """
    Say that the payload is the same as that of an earlier capture.

    It becomes a revisit of it only where framing and content coding agree too; replay would
    otherwise put the old body under headers that do not fit it. `message` is the earlier
    answer, None when it cannot be read any more: then the new one is kept whole.
    """
    facts, capture, now = settled.facts, settled.facts.capture, settled.message
    if capture is None or now is None:
        raise ValueError("only an answer can be unchanged")
    alike = message is not None and _form_of(now) == _form_of(message)
    refers_to = capture_id if alike and now.payload else None
    return replace(
        facts,
        outcome=Outcome.UNCHANGED,
        reason="same payload",
        capture=replace(capture, refers_to=refers_to),
    )


def _form_of(message: ResponseMessage) -> tuple[Framing, tuple[str, ...]]:
    return message.framing, message.content_codings


def storable(text: str) -> str:
    """Give the text with U+FFFD for NUL and lone surrogates, which databases refuse."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
