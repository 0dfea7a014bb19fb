"""Writing to the ledger: one transaction, one actor, the head witnessed outside the database."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from claimcheck.app import witness
from claimcheck.app.workspace import Workspace
from claimcheck.core import ledger
from claimcheck.core.ledger import Action, Head, Step
from claimcheck.database import ledger as ledger_table
from claimcheck.database.tables import PersonRow


@dataclass
class Book:
    """The ledger, open for one actor within one transaction."""

    session: Session
    actor: str
    at: datetime
    head: Head

    def record(self, steps: Sequence[Step]) -> None:
        """Append the steps and let the tables follow; for none, nothing happens."""
        if steps:
            self.head = ledger_table.append(
                self.session,
                [*self._opening(), *steps],
                self.head,
                at=self.at,
                actor=self.actor,
            )

    def _opening(self) -> Iterator[Step]:
        """Open the ledger and introduce the actor, if this is the first that is heard of them."""
        if self.head == ledger.EMPTY:
            # The random part tells two ledgers apart that were opened in the same instant.
            yield Step(Action.LEDGER_OPENED, "ledger", {"format": 1, "id": uuid.uuid4().hex})
        if self.session.get(PersonRow, self.actor) is None:
            yield Step(Action.PERSON_ADDED, self.actor, {"name": self.actor})


@contextmanager
def deciding(workspace: Workspace, *, dry_run: bool = False) -> Iterator[Book]:
    """
    Open the ledger for the acting user; all steps land together or none does.

    After the commit the new head is written beside the archive, where a change made in
    the database does not reach it.
    """
    with workspace.writing() as session:
        before = ledger_table.lock_head(session)
        book = Book(session, workspace.user, workspace.clock(), before)
        yield book
        if dry_run or book.head == before:
            session.rollback()
            return
        with witness.opened(workspace, ledger_table.first_hash(session)) as file:
            session.commit()
            witness.write_head(file, book.head)
