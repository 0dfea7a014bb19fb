"""Does the record hold? The ledger's chain, the tables it makes, its witness, the archive."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimcheck.app import attempts, history, witness
from claimcheck.app.witness import Witnessed
from claimcheck.app.workspace import Workspace
from claimcheck.archive import findings
from claimcheck.archive import verify as archive_verify
from claimcheck.archive.verify import ExpectedAttempt, ExpectedCapture, Verification
from claimcheck.core import ledger, projection
from claimcheck.core.captures import Place
from claimcheck.core.ledger import Event, Head, LedgerProblem
from claimcheck.database import ledger as ledger_table
from claimcheck.database.queries import captures as capture_queries
from claimcheck.database.queries import probes as probe_queries
from claimcheck.database.tables import CaptureRow, RobotsFileRow, SiblingProbeRow


@dataclass(frozen=True, slots=True)
class LedgerAudit:
    """How long the chain is, where it ends, and everything that does not hold."""

    head: Head
    problems: tuple[LedgerProblem, ...]


def verify_ledger(workspace: Workspace, *, outside: Head | None = None) -> LedgerAudit:
    """
    Check the chain, replay it and compare it with the tables, and ask the witness.

    `outside` is a head that was kept somewhere else, on paper or in a mail. Linear in the
    number of events.
    """
    problems: list[LedgerProblem] = []
    # The witness is read on both sides of the look at the database: others may be writing.
    earlier = _read_witness(workspace)
    with workspace.reading() as session:
        events = list(_read_events(session, problems))
        problems += ledger.check_chain(events)
        problems += _compare_tables(session, events)
        problems += _check_pinned(session)
    hashes = [event.hash for event in events]
    problems += _check_witness(workspace, hashes, earlier)
    problems += ledger.check_heads([outside] if outside else [], hashes)
    head = Head(len(events), hashes[-1]) if events else ledger.EMPTY
    return LedgerAudit(head, tuple(problems))


def _read_witness(workspace: Workspace) -> Witnessed | None:
    with workspace.reading() as session:
        ledger_id = ledger_table.first_hash(session)
    return witness.read(workspace, ledger_id) if ledger_id else None


def _read_events(session: Session, problems: list[LedgerProblem]) -> Iterator[Event]:
    try:
        yield from ledger_table.read_events(session)
    except ValueError as exc:
        problems.append(LedgerProblem(0, "ledger", f"the events cannot be read: {exc}"))


def _compare_tables(session: Session, events: list[Event]) -> list[LedgerProblem]:
    problems: list[LedgerProblem] = []
    replayed = projection.replay(events, problems)
    for table, rows in replayed.rows.items():
        try:
            found = ledger_table.read_projected(session, table)
        except ValueError as exc:
            problems.append(LedgerProblem(0, table, f"the table cannot be read: {exc}"))
            continue
        problems += projection.compare(table, rows, found)
    return problems


def _check_pinned(session: Session) -> Iterator[LedgerProblem]:
    """A pinned passage has to stand in the text of the capture that it names."""
    for place in ledger_table.read_pinned_places(session):
        name = f"evidence {place.evidence_id}"
        if place.capture_sha256 != place.payload_sha256:
            yield LedgerProblem(0, name, "its capture has another payload")
        if place.found is not None and place.found != place.exact:
            yield LedgerProblem(0, name, "the text of its capture does not say this")


def _check_witness(
    workspace: Workspace, hashes: list[str], earlier: Witnessed | None
) -> Iterator[LedgerProblem]:
    if not hashes:
        found = witness.any_file(workspace)
        if found is not None:
            yield LedgerProblem(0, "ledger", f"empty, but {found.name} has seen one")
        return
    name = witness.path_of(workspace, hashes[0]).name
    now = witness.read(workspace, hashes[0])
    if now is None:
        yield LedgerProblem(0, "ledger", f"no witness outside the database: {name} is missing")
        return
    yield from ledger.check_heads(earlier.heads if earlier else (), hashes)
    for line in now.unreadable:
        yield LedgerProblem(0, "ledger", f"line {line} of the witness {name} cannot be read")
    if now.events < len(hashes):
        # A crash between commit and witness leaves this too; the next step heals it.
        yield LedgerProblem(
            len(hashes), "ledger", "its newest events were never witnessed outside the database"
        )


def read_ledger(workspace: Workspace, subject: str | None = None) -> list[tuple[Event, str]]:
    """Read the events in order, each with its sentence; those of one subject if it is named."""
    with workspace.reading() as session:
        events = list(ledger_table.read_events(session, subject))
    return [(event, history.summary_of(event)) for event in events]


def verify_archive(workspace: Workspace) -> Verification:
    """Read every byte of the archive and compare it with the rows."""
    with workspace.reading() as session:
        return archive_verify.verify(workspace.archive, _expected(session))


def keep_findings(workspace: Workspace, found: Verification) -> None:
    """Keep what a verification found, for the doctor. Raises ArchiveUnusable."""
    if found.segments:
        findings.keep(workspace.archive, found, workspace.clock())


def _expected(session: Session) -> Iterator[ExpectedAttempt]:
    for attempt, capture in capture_queries.attempts_with_captures(session):
        yield ExpectedAttempt(attempt.id, _expected_capture(capture) if capture else None)
    for row in capture_queries.robots_files(session):
        yield ExpectedAttempt(row.id, _expected_beside(row))
    for probe in probe_queries.sibling_probes(session):
        yield ExpectedAttempt(probe.id, _expected_beside(probe))


def _expected_beside(row: RobotsFileRow | SiblingProbeRow) -> ExpectedCapture | None:
    if row.capture_id is None or row.segment is None:
        return None
    place = Place(row.segment, row.record_offset or 0, row.record_length or 0)
    return ExpectedCapture(row.capture_id, place, row.payload_sha256 or "")


def _expected_capture(row: CaptureRow) -> ExpectedCapture:
    return ExpectedCapture(row.id, attempts.place_of(row), row.payload_sha256)
