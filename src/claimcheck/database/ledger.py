"""The ledger in the database: append events, and make the tables follow in the same breath."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from claimcheck.core import ledger, projection
from claimcheck.core.ledger import Action, Event, Head, Step
from claimcheck.core.projection import Change, Effect, Key, Row
from claimcheck.database.tables import Base, EventRow

BATCH = 1_000
"""Events read or rows written at once: bounded memory, few round trips."""


def lock_head(session: Session) -> Head:
    """
    Take the ledger for this transaction and read where it ends.

    One writer at a time: SQLite's writing transactions exclude each other already, on
    Postgres the table is locked against other writers, not against readers.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("LOCK TABLE events IN EXCLUSIVE MODE"))
    return read_head(session)


def read_head(session: Session) -> Head:
    """Read where the ledger ends."""
    newest = sa.select(EventRow.number, EventRow.hash).order_by(EventRow.number.desc()).limit(1)
    row = session.execute(newest).first()
    return Head(row.number, row.hash) if row else ledger.EMPTY


def first_hash(session: Session) -> str:
    """Read the hash of the first event, which names the ledger. Raises NoResultFound if empty."""
    return session.execute(sa.select(EventRow.hash).where(EventRow.number == 1)).scalar_one()


def append(
    session: Session, steps: Sequence[Step], head: Head, *, at: datetime, actor: str
) -> Head:
    """Chain the steps behind `head`, write them, and apply them to the tables."""
    events = ledger.chain(steps, head, at=at, actor=actor)
    if not events:
        return head
    session.execute(sa.insert(EventRow), [_columns(event) for event in events])
    apply(session, (change for event in events for change in projection.changes_of(event)))
    return Head(events[-1].number, events[-1].hash)


def _columns(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in Event.__slots__}


def apply(session: Session, changes: Iterable[Change]) -> None:
    """
    Make the changes, in their order, as few statements.

    Neighbours of one table, effect and set of columns go out together. Tables of one run
    are sorted by their foreign keys, as long as no row is touched twice within the run.
    """
    for run in _runs(changes):
        for (table, effect, columns), group in groupby(run, key=_shape):
            _STATEMENTS[effect](session, Base.metadata.tables[table], columns, list(group))


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


def _insert(session: Session, table: sa.Table, _: tuple[str, ...], group: list[Change]) -> None:
    session.execute(sa.insert(table), [_row(table, change) for change in group])


def _ensure(session: Session, table: sa.Table, _: tuple[str, ...], group: list[Change]) -> None:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).on_conflict_do_nothing(
        index_elements=projection.KEYS[table.name]
    )
    session.execute(statement, [_row(table, change) for change in group])


def _update(
    session: Session, table: sa.Table, columns: tuple[str, ...], group: list[Change]
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
    session.connection().execute(
        statement,
        [
            {f"key_{name}": part for name, part in zip(keys, change.key, strict=True)}
            | {f"new_{name}": value for name, value in change.values.items()}
            for change in group
        ],
    )


def _delete(session: Session, table: sa.Table, _: tuple[str, ...], group: list[Change]) -> None:
    keys = projection.KEYS[table.name]
    for change in group:
        where = (table.c[name] == part for name, part in zip(keys, change.key, strict=True))
        session.execute(sa.delete(table).where(*where))


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


def count_lone_sign_offs(session: Session) -> int:
    """Count the sign-offs that were made while four-eyes was off."""
    # Canonical JSON: inside a text the quotes would be escaped, so this is the key itself.
    query = sa.select(sa.func.count()).where(
        EventRow.action == Action.CLAIM_MOVED.value, EventRow.body.contains('"four_eyes":false')
    )
    return session.execute(query).scalar_one()
