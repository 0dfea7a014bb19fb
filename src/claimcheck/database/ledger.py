"""The ledger in the database: append events, and make the tables follow in the same breath."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.core import ledger, projection
from claimcheck.core.changes import Change, Effect, Key, Row
from claimcheck.core.ledger import Action, Event, Head
from claimcheck.database import derivation_tables, report_tables  # noqa: F401 -- for Base
from claimcheck.database.base import Base
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.tables import CaptureRow, ClaimRow, EventRow, EvidenceRow, PersonRow

BATCH = 1_000
"""Events read or rows written at once: bounded memory, few round trips."""


@dataclass(frozen=True, slots=True)
class Ending:
    """
    Where the ledger ends, and what the next step needs to know of it.

    `first_hash` names the ledger; `claim_version` is None where there is no such claim.
    """

    head: Head
    first_hash: str | None = None
    knows_person: bool = False
    claim_version: int | None = None


# Core statements on a connection, built once: a Session costs more than the append itself.
_EVENTS = Base.metadata.tables["events"]
_INSERT_EVENT = sa.insert(_EVENTS)
_ENDING = (
    sa.select(
        _EVENTS.c.number,
        _EVENTS.c.hash,
        sa.select(_EVENTS.c.hash.label("first"))
        .where(_EVENTS.c.number == 1)
        .correlate(None)
        .scalar_subquery(),
        sa.exists().where(PersonRow.name == sa.bindparam("person")),
        sa.select(ClaimRow.version).where(ClaimRow.key == sa.bindparam("claim")).scalar_subquery(),
    )
    .order_by(_EVENTS.c.number.desc())
    .limit(1)
)


def lock(connection: sa.Connection, person: str, claim: str | None = None) -> Ending:
    """
    Take the ledger for this transaction and read where it ends.

    One writer at a time: SQLite's writing transactions exclude each other already, on
    Postgres the table is locked against other writers, not against readers.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE events IN EXCLUSIVE MODE")
    row = connection.execute(_ENDING, {"person": person, "claim": claim}).first()
    if row is None:
        return Ending(ledger.EMPTY)
    return Ending(Head(row[0], row[1]), *row[2:])


def read_head(session: Session) -> Head:
    """Read where the ledger ends."""
    newest = sa.select(EventRow.number, EventRow.hash).order_by(EventRow.number.desc()).limit(1)
    row = session.execute(newest).first()
    return Head(row.number, row.hash) if row else ledger.EMPTY


def first_hash(session: Session) -> str | None:
    """Read the hash of the first event, which names the ledger; None when it is empty."""
    return session.execute(sa.select(EventRow.hash).where(EventRow.number == 1)).scalar()


def append(connection: sa.Connection, events: Sequence[Event]) -> None:
    """Write the events, and apply them to the tables."""
    connection.execute(_INSERT_EVENT, [_columns(event) for event in events])
    apply(connection, (change for event in events for change in projection.changes_of(event)))


def _columns(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in Event.__slots__}


def apply(connection: sa.Connection, changes: Iterable[Change]) -> None:
    """
    Make the changes, in their order, as few statements.

    Neighbours of one table, effect and set of columns go out together. Tables of one run
    are sorted by their foreign keys, as long as no row is touched twice within the run.
    """
    for run in _runs(changes):
        for (table, effect, columns), group in groupby(run, key=_shape):
            _STATEMENTS[effect](connection, Base.metadata.tables[table], columns, list(group))


def _shape(change: Change) -> tuple[str, Effect, tuple[str, ...]]:
    return change.table, change.effect, tuple(change.values)


_TABLE_ORDER = {table: position for position, table in enumerate(projection.KEYS)}


def _runs(changes: Iterable[Change]) -> Iterator[list[Change]]:
    run: list[Change] = []
    touched: set[tuple[str, Key]] = set()
    for change in changes:
        place = (change.table, change.key)
        alone = change.effect is Effect.DELETE  # children go before their parents
        if alone or (place in touched and change.effect is not Effect.ENSURE):
            yield _sorted(run)
            run, touched = [], set()
        run.append(change)
        touched.add(place)
        if alone:
            yield run
            run, touched = [], set()
    yield _sorted(run)


def _sorted(run: list[Change]) -> list[Change]:
    return sorted(run, key=lambda c: (_TABLE_ORDER[c.table], c.effect, tuple(c.values)))


def _insert(
    connection: sa.Connection, table: sa.Table, _: tuple[str, ...], group: list[Change]
) -> None:
    connection.execute(sa.insert(table), [_row(table, change) for change in group])


def _ensure(
    connection: sa.Connection, table: sa.Table, _: tuple[str, ...], group: list[Change]
) -> None:
    from sqlalchemy.dialects import postgresql, sqlite  # loads both; most commands insert nothing

    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).on_conflict_do_nothing(
        index_elements=projection.KEYS[table.name]
    )
    connection.execute(statement, [_row(table, change) for change in group])


def _update(
    connection: sa.Connection, table: sa.Table, columns: tuple[str, ...], group: list[Change]
) -> None:
    keys = projection.KEYS[table.name]
    statement = (
        sa.update(table)
        .where(*(table.c[name] == sa.bindparam(f"key_{name}") for name in keys))
        .values(
            {
                table.c[name]: sa.bindparam(f"new_{name}", type_=table.c[name].type)
                for name in columns
            }
        )
    )
    connection.execute(
        statement,
        [
            {f"key_{name}": part for name, part in zip(keys, change.key, strict=True)}
            | {f"new_{name}": value for name, value in change.values.items()}
            for change in group
        ],
    )


def _delete(
    connection: sa.Connection, table: sa.Table, _: tuple[str, ...], group: list[Change]
) -> None:
    keys = projection.KEYS[table.name]
    for change in group:
        where = (table.c[name] == part for name, part in zip(keys, change.key, strict=True))
        connection.execute(sa.delete(table).where(*where))


_STATEMENTS = {
    Effect.INSERT: _insert,
    Effect.ENSURE: _ensure,
    Effect.UPDATE: _update,
    Effect.DELETE: _delete,
}


def _row(table: sa.Table, change: Change) -> Row:
    return dict(zip(projection.KEYS[table.name], change.key, strict=True)) | dict(change.values)


def read_events(session: Session, subject: str | None = None) -> Iterator[Event]:
    """Read the events in order, in batches; those of one subject when it is named."""
    query = sa.select(EventRow.__table__).order_by(EventRow.number)
    if subject is not None:
        query = query.where(EventRow.subject == subject)
    for row in session.execute(query.execution_options(yield_per=BATCH)):
        yield Event(*row)


def read_projected(session: Session, table_name: str) -> dict[Key, Row]:
    """Read a projected table by primary key. Of evidence, only what people pinned."""
    table = Base.metadata.tables[table_name]
    query = sa.select(table)
    if table_name == "evidence":
        query = query.where(table.c.pinned_by.is_not(None))
    keys = projection.KEYS[table_name]
    return {
        tuple(row[name] for name in keys): dict(row) for row in session.execute(query).mappings()
    }


@dataclass(frozen=True, slots=True)
class PinnedPlace:
    """
    A pinned passage and what stands at its place now.

    `found` is None where this version has not read the payload; `capture_sha256` is None
    where the capture is gone.
    """

    evidence_id: str
    exact: str
    payload_sha256: str
    capture_sha256: str | None
    found: str | None


def read_pinned_places(session: Session) -> Iterator[PinnedPlace]:
    """
    Look up what stands at the place of each pinned passage; the database cuts it out.

    A page that was read anew by a later version may read otherwise: any reading that has the
    passage bears it out.
    """
    there = sa.func.substr(
        DocumentRow.text, EvidenceRow.start + 1, EvidenceRow.end - EvidenceRow.start
    )
    query = (
        sa.select(
            EvidenceRow.id,
            EvidenceRow.exact,
            EvidenceRow.payload_sha256,
            CaptureRow.payload_sha256,
            there,
        )
        .outerjoin(CaptureRow, CaptureRow.id == EvidenceRow.capture_id)
        .outerjoin(
            DocumentRow,
            DocumentRow.payload_sha256 == EvidenceRow.payload_sha256,
        )
        .where(EvidenceRow.pinned_by.is_not(None))
        .order_by(EvidenceRow.id, DocumentRow.extractor_version.desc())
    )
    rows = session.execute(query.execution_options(yield_per=BATCH))
    for _, readings in groupby((PinnedPlace(*row) for row in rows), lambda p: p.evidence_id):
        first, *older = readings
        yield next((place for place in older if place.found == place.exact), first)


def count_lone_sign_offs(session: Session) -> int:
    """Count the sign-offs that were made while four-eyes was off."""
    # Canonical JSON: inside a text the quotes would be escaped, so this is the key itself.
    query = sa.select(sa.func.count()).where(
        EventRow.action == Action.CLAIM_MOVED.value, EventRow.body.contains('"four_eyes":false')
    )
    return session.execute(query).scalar_one()
