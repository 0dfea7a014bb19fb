"""How captures came to be, for whoever is shown them."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from claimcheck.core.outcomes import Method
from claimcheck.core.status import Provenance
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.tables import AttemptRow, CaptureRow, EvidenceRow


def of_evidence(
    session: Session, evidence: Mapping[tuple[str, str], Sequence[EvidenceRow]]
) -> dict[str, Provenance]:
    """How the captures came to be that passages were found in, by capture id."""
    ids = {row.capture_id for rows in evidence.values() for row in rows}
    found = source_queries.attempts_of(session, ids)
    return {capture_id: of_capture(*rows) for capture_id, rows in found.items()}


def of_capture(capture: CaptureRow, attempt: AttemptRow) -> Provenance:
    """How one capture came to be."""
    return Provenance(
        method=Method(attempt.method),
        memento_at=capture.memento_at,
        captured_from=capture.final_url,
        brought_by=attempt.asked_by,
        file_name=attempt.original_name,
    )
