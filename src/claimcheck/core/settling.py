"""From what a fetch brought back to the facts that are kept."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from claimcheck.core import content_coding, documents, http_message, mementos, quality
from claimcheck.core.captures import NOT_HTTP, NOT_RENDERED, AttemptFacts, CaptureFacts, Fetched
from claimcheck.core.content_coding import CannotDecode
from claimcheck.core.documents import READ_APART, Document
from claimcheck.core.documents.media import PACKED_FORMS, identify
from claimcheck.core.documents.reading import MAX_READ_BYTES
from claimcheck.core.http_message import Framing, NotHttp, ResponseMessage
from claimcheck.core.outcomes import PINNABLE, Method, Outcome, Quality
from claimcheck.core.quality import Judgement

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MAX_VALIDATOR_CHARS = 1_000

TORN_CODING = "its compressed content ends too early or is damaged"


@dataclass(frozen=True, slots=True)
class Settled:
    """
    The facts of an attempt, and the document where an answer came back.

    `message` is the answer taken apart; it is needed to compare two captures' framing.
    """

    facts: AttemptFacts
    document: Document | None
    message: ResponseMessage | None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an attempt brought, whichever way: the last exchange or the first resource."""

    url: str
    at: datetime
    status: int | None
    cut: str | None
    message: ResponseMessage


def settle(fetched: Fetched, *, attempt_id: str, capture_id: str) -> Settled:
    """
    Decide what an attempt brought: its capture, the text of it and whether that is evidence.

    A page that turns out to be a robot check counts as `blocked`, whatever its status says.
    """
    answer = _answer_of(fetched)
    facts = _attempt_facts(fetched, attempt_id, answer)
    if answer is None:
        return Settled(facts, None, None)
    if fetched.ask.method is Method.ROBOTS:
        judged, document = Judgement(Quality.OK, "rules for robots"), None
    elif answer.status == 304:
        # Until what it confirms is found, it is an answer without a page.
        judged, document = Judgement(Quality.EMPTY, "a 304 without a page"), None
    else:
        document = read_message(answer.message, answer.url)
        judged = as_shown(_judge(fetched, answer, document), fetched.reason)
    return Settled(
        _with_capture(facts, _capture_facts(answer, capture_id, judged)), document, answer.message
    )


def _answer_of(fetched: Fetched) -> _Answer | None:
    if fetched.resources:
        first = fetched.resources[0]
        entity = http_message.whole_entity(first.block, first.content_type)
        # What a browser has rendered was an answer first, with a status.
        status = fetched.exchanges[-1].status if fetched.exchanges else None
        return _Answer(first.url, first.made_at, status, first.cut, entity)
    exchange = fetched.exchanges[-1] if fetched.exchanges else None
    try:
        message = http_message.parse_response(exchange.response) if exchange else None
    except NotHttp:
        return None
    if exchange is None or message is None:
        return None
    return _Answer(exchange.url, exchange.started_at, message.status, exchange.cut, message)


def _attempt_facts(fetched: Fetched, attempt_id: str, answer: _Answer | None) -> AttemptFacts:
    last = fetched.exchanges[-1].url if fetched.exchanges else None
    return AttemptFacts(
        id=attempt_id,
        source_url=fetched.source_url,
        started_at=fetched.started_at,
        finished_at=fetched.finished_at,
        outcome=fetched.outcome,
        reason=fetched.reason,
        error=fetched.error,
        tries=fetched.tries,
        http_status=answer.status if answer else None,
        final_url=answer.url if answer else last,
        capture=None,
        method=fetched.ask.method,
        asked_by=fetched.ask.by,
        original_name=fetched.original_name,
        robots_policy=fetched.ask.robots,
        robots_verdict=fetched.robots,
    )


def _judge(fetched: Fetched, answer: _Answer, document: Document) -> Judgement:
    return quality.judge_quality(
        http_status=answer.status or 200,
        document=document,
        cut=answer.cut,
        final_url=answer.url,
        # A copy lies at another archive's address, which is no redirect of the page's own.
        source_url=answer.url if fetched.ask.address else fetched.source_url,
        headers=answer.message.headers,
    )


def as_shown(judged: Judgement, reason: str) -> Judgement:
    """
    Take back what the attempt's reason forbids to rely on.

    A page that a browser was to show and did not is empty: the text that scripts write is
    missing there, which is no change of the page. An answer whose head is not HTTP (lengths
    that differ, say) leaves open where its content begins and ends: it proves the attempt alone.
    """
    if judged.quality not in PINNABLE:
        return judged
    if reason == NOT_RENDERED:
        return Judgement(Quality.EMPTY, "it was not shown in a browser", judged.fired)
    if reason == NOT_HTTP:
        return Judgement(Quality.ERROR_PAGE, "its answer is not proper HTTP", judged.fired)
    return judged


def _capture_facts(answer: _Answer, capture_id: str, judged: Judgement) -> CaptureFacts:
    message = answer.message
    return CaptureFacts(
        id=capture_id,
        captured_at=answer.at,
        http_status=answer.status,
        final_url=answer.url,
        content_type=message.header("content-type"),
        payload_sha256=message.payload_sha256(),
        payload_bytes=message.payload_bytes,
        quality=judged.quality,
        quality_reason=judged.reason,
        cut=answer.cut,
        etag=_validator(message.header("etag")),
        last_modified=_validator(message.header("last-modified")),
        memento_at=_memento_at(message),
        rules=judged.fired,
    )


def _validator(value: str | None) -> str | None:
    """What can be sent back in a header as it is; the rest recognises nothing."""
    fit = value and len(value) <= _MAX_VALIDATOR_CHARS and value.isascii() and value.isprintable()
    return value if fit else None


def _memento_at(message: ResponseMessage) -> datetime | None:
    written = message.header("memento-datetime")  # RFC 7089, section 2.1.1
    return mementos.read_datetime(written) if written else None


def read_message(message: ResponseMessage, url: str) -> Document:
    """
    Read the document in an answer: content coding undone within bounds, then as text.

    A PDF or Word file comes back unread, with `is_read_apart`.
    """
    try:
        decoded = content_coding.read_content(message, max_bytes=MAX_READ_BYTES + 1)
    except CannotDecode as exc:
        return Document(text="", unread_reason=f"the content coding cannot be undone: {exc}")
    media_type = message.header("content-type")
    if identify(decoded.content, media_type)[0] in PACKED_FORMS:
        return Document(text="", unread_reason=READ_APART)
    document = documents.read_document(decoded.content, media_type, url)
    # More than may be read is cut too, and said by the reader of documents.
    torn = decoded.cut and len(decoded.content) <= MAX_READ_BYTES
    return replace(document, cut=document.cut or TORN_CODING) if torn else document


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
    refers_to = capture_id if alike and capture.payload_bytes else None
    return replace(
        facts,
        outcome=Outcome.UNCHANGED,
        # That it was not shown stays known, for whoever judges it again.
        reason=NOT_RENDERED if facts.reason == NOT_RENDERED else "same payload",
        capture=replace(capture, refers_to=refers_to),
    )


def as_confirmed(facts: AttemptFacts, held: CaptureFacts) -> AttemptFacts:
    """
    Say that the server confirmed an earlier capture with a 304.

    What that capture held, this one holds: payload, type and quality (RFC 9110, 15.4.5).
    """
    if facts.capture is None:
        raise ValueError("only an answer can confirm")
    capture = replace(
        facts.capture,
        content_type=held.content_type,
        payload_sha256=held.payload_sha256,
        payload_bytes=held.payload_bytes,
        quality=held.quality,
        quality_reason=held.quality_reason,
        rules=held.rules,
        refers_to=held.id,
        etag=facts.capture.etag or held.etag,
        last_modified=facts.capture.last_modified or held.last_modified,
    )
    return replace(
        facts,
        outcome=Outcome.UNCHANGED,
        reason="not modified",
        http_status=304,
        capture=capture,
    )


def as_unconfirmed(facts: AttemptFacts) -> AttemptFacts:
    """Say that a 304 confirms nothing, because what it speaks of cannot be read any more."""
    return replace(
        facts,
        outcome=Outcome.HTTP_ERROR,
        reason="304 for a damaged capture",
        error="the server confirmed a capture whose bytes are damaged here",
    )


def _form_of(message: ResponseMessage) -> tuple[Framing, tuple[str, ...]]:
    return message.framing, message.content_codings


def storable(text: str) -> str:
    """Give the text with U+FFFD for NUL and lone surrogates, which databases refuse."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
