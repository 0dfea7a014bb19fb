"""Many rows at once: what goes in comes out, whichever way the database takes it."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from claimcheck.app import intake
from claimcheck.app.workspace import Workspace
from claimcheck.core import urls
from claimcheck.core.claims import CitationDraft, ClaimDraft, SourceDraft
from claimcheck.database import rows as database_rows
from claimcheck.database.tables import AttemptRow

PAGE = "https://example.org/page"
AT = datetime(2026, 3, 4, 5, 6, 7, 891011, tzinfo=UTC)

ODD_TEXTS = [
    "plain",
    "",  # empty is not missing
    "\\N",  # how COPY writes a missing value
    "\\.",  # how it once ended
    "tab\tand\nline\rends",
    "back\\slash \"quoted\" 'single'",
    "é 漢字 🙂",
    None,
]


def attempt(number: int, text: str | None) -> dict[str, object]:
    """One row of an attempt."""
    return {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "source_id": urls.source_id(PAGE),
        "started_at": AT + timedelta(seconds=number),
        "finished_at": AT + timedelta(seconds=number, microseconds=1),
        "outcome": "timeout",
        "reason": "time over",
        "error": text,
        "tries": number,
        "http_status": None,
        "final_url": PAGE,
        "method": "fetch",
        "asked_by": None,
        "original_name": text,
        "robots_policy": "obey",
        "robots_verdict": None,
    }


@pytest.mark.parametrize("count", [1, 8, 200])
def test_rows_come_out_as_they_went_in(workspace: Workspace, count: int) -> None:
    """Few rows or many, every value is what it was: texts, times, numbers, missing ones."""
    cited = (CitationDraft(SourceDraft(PAGE, PAGE)),)
    intake.add_claim(workspace, ClaimDraft("a", "The page stands.", citations=cited))
    wanted = [attempt(number, ODD_TEXTS[number % len(ODD_TEXTS)]) for number in range(count)]
    with workspace.writing() as session:
        database_rows.insert(session, AttemptRow, wanted)
    with workspace.reading() as session:
        found = session.scalars(sa.select(AttemptRow).order_by(AttemptRow.id)).all()
    assert [{name: getattr(row, name) for name in wanted[0]} for row in found] == wanted
