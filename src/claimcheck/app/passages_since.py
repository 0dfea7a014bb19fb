"""Reads what became of pinned passages since, and where they stand in the live page."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from claimcheck.core.anchors import text_fragment
from claimcheck.core.drift import Drift, Newest, Pin, compare_pins
from claimcheck.core.selectors import Selector
from claimcheck.database.queries import drifts as drift_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.tables import CaptureRow, EvidenceRow


class Texts:
    """The texts of payloads, each read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._texts: dict[str, str | None] = {}

    def of(self, payload_sha256: str) -> str | None:
        """Give the text of a payload; None when nobody has read it yet."""
        if payload_sha256 not in self._texts:
            document = source_queries.document_of(self._session, payload_sha256)
            self._texts[payload_sha256] = document.text if document else None
        return self._texts[payload_sha256]


def compare_evidence(
    session: Session,
    evidence: Mapping[tuple[str, str], Sequence[EvidenceRow]],
    captures: Mapping[str, CaptureRow | None],
) -> dict[str, Drift]:
    """
    Say what became of pinned passages in the newest usable capture of their source.

    Evidence is by claim and source, `captures` by source; the answers are by evidence id.
    """
    gone = drift_queries.gone_since(session)
    found: dict[str, Drift] = {}
    for (_, source_id), rows in evidence.items():
        texts = Texts(session)  # of one source at a time: a desk's texts together are too much
        capture = captures.get(source_id)
        digest = capture.payload_sha256 if capture else None
        pinned = [row for row in rows if row.pinned_by is not None]
        if any(row.payload_sha256 != digest for row in pinned) or source_id in gone:
            newest = Newest(digest, texts.of(digest) if digest else None, gone.get(source_id))
            found |= compare_pins([_pin(row, digest, texts) for row in pinned], newest)
    return found


def _pin(row: EvidenceRow, newest_sha256: str | None, texts: Texts) -> Pin:
    if row.pinned_at is None:
        raise ValueError(f"evidence {row.id} is not pinned")
    text = texts.of(row.payload_sha256) if row.payload_sha256 != newest_sha256 else None
    return Pin(row.id, selector_of(row), row.payload_sha256, row.pinned_at, text)


def selector_of(row: EvidenceRow) -> Selector:
    """Give the selector of a passage."""
    return Selector(row.exact, row.prefix, row.suffix, row.start, row.end)


def link_to(url: str, row: EvidenceRow, texts: Texts) -> str | None:
    """Give the address that leads to a passage in the live page; None where its text is lost."""
    text = texts.of(row.payload_sha256)
    if not text or "#" in url:
        return None
    return url + text_fragment(selector_of(row), text)
