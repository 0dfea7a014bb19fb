"""Gathering a source, its newest attempt and its capture into a status."""

from claimcheck.app import provenances
from claimcheck.core import standing
from claimcheck.core.outcomes import SUCCESSES, Method, Outcome, Quality
from claimcheck.core.status import Provenance, SourceStatus
from claimcheck.database.queries.sources import SourceRecord


def source_status(record: SourceRecord) -> SourceStatus:
    """Describe a source by its newest attempt and the capture to rely on."""
    attempt, capture = record.attempt, record.capture
    outcome = Outcome(attempt.outcome) if attempt else None
    # The newest attempt says how the source fares; the capture is what can be relied on.
    judged = record.attempt_capture or (capture if outcome in SUCCESSES else None)
    quality = Quality(judged.quality) if judged else None
    brought = record.brought_by
    provenance = provenances.of_capture(capture, brought) if capture and brought else None
    return SourceStatus(
        url=record.source.url,
        title=record.title,
        outcome=outcome,
        reason=attempt.reason if attempt else None,
        error=attempt.error if attempt else None,
        next_step=_next_step(outcome, quality, provenance if record.usable else None),
        http_status=attempt.http_status if attempt else None,
        final_url=attempt.final_url if attempt else None,
        media_type=_media_type(capture.content_type) if capture else None,
        quality=quality,
        attempts=record.attempts,
        captures=record.captures,
        captured_at=capture.captured_at if capture else None,
        payload_sha256=capture.payload_sha256 if capture else None,
        unread_reason=record.unread_reason,
        usable=record.usable,
        provenance=provenance,
    )


def _next_step(
    outcome: Outcome | None, quality: Quality | None, copy: Provenance | None
) -> str | None:
    step = standing.next_step_for(outcome, quality)
    elsewhere = copy is not None and copy.method not in (Method.FETCH, Method.BROWSER)
    return "judge by the copy that the archive holds" if step and outcome and elsewhere else step


def _media_type(content_type: str | None) -> str | None:
    return content_type.partition(";")[0].strip().lower() if content_type else None
