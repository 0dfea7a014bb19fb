"""Writing to the ledger: one transaction, one actor, the head witnessed outside the database."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import Session

from claimcheck.app import witness
from claimcheck.app.workspace import Workspace
from claimcheck.core import ledger
from claimcheck.core.ledger import Action, Head, Step
from claimcheck.database import engine
from claimcheck.database import ledger as ledger_table
from claimcheck.database.ledger import Ending


@dataclass
class Book:
    """The ledger, open for one actor within one transaction. `ending` is where it ended before."""

    connection: sa.Connection
    actor: str
    at: datetime
    ending: Ending

    def __post_init__(self) -> None:
        self.head: Head = self.ending.head
        self.first_hash: str | None = self.ending.first_hash

    @cached_property
    def session(self) -> Session:
        """A session within the transaction, to read rows as objects. It never commits."""
        return Session(self.connection, join_transaction_mode="rollback_only")

    def record(self, steps: Sequence[Step]) -> None:
        """Append the steps and let the tables follow; for none, nothing happens."""
        if not steps:
            return
        # Whatever introduces the actor is in the chain once the head has moved.
        opening = self._opening() if self.head == self.ending.head else ()
        events = ledger.chain([*opening, *steps], self.head, at=self.at, actor=self.actor)
        ledger_table.append(self.connection, events)
        self.first_hash = self.first_hash or events[0].hash
        self.head = Head(events[-1].number, events[-1].hash)

    def _opening(self) -> Iterator[Step]:
        """Open the ledger and introduce the actor, if this is the first that is heard of them."""
        if self.head == ledger.EMPTY:
            # The random part tells two ledgers apart that were opened in the same instant.
            yield Step(Action.LEDGER_OPENED, "ledger", {"format": 1, "id": uuid.uuid4().hex})
        if not self.ending.knows_person:
            yield Step(Action.PERSON_ADDED, self.actor, {"name": self.actor})


@contextmanager
def deciding(
    workspace: Workspace, *, claim: str | None = None, dry_run: bool = False
) -> Iterator[Book]:
    """
    Open the ledger for the acting user; all steps land together or none does.

    `claim` is the key of the one that the steps are about, if there is one.
    After the commit the new head is written beside the archive, where a change made in
    the database does not reach it.
    """
    actor = workspace.user
    with engine.translated(workspace.database_url), workspace.writer.connect() as connection:
        ending = ledger_table.lock(connection, actor, claim)
        book = Book(connection, actor, workspace.clock(), ending)
        yield book
        if dry_run or book.first_hash is None or book.head == ending.head:
            return
        with witness.opened(workspace, book.first_hash) as file:
            connection.commit()
            witness.write_head(file, book.head)
