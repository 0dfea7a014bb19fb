"""What an attacker with the database in hand may try, and what `ledger verify` says to it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from claimcheck.app import auditing, reviewing, witness
from claimcheck.app.workspace import Workspace
from claimcheck.core import ledger
from claimcheck.core.ledger import Action, Event, Head, Step
from claimcheck.database.tables import EventRow
from conftest import OpenAs
from desk_support import (
    KEY,
    SAYS,
    Pages,
    events_of,
    fetch,
    problems_of,
    serve_pages,
    signed_off,
)

Body = dict[str, Any]


@dataclass
class Attacker:
    """Somebody who writes to the database past claimcheck, its triggers dropped."""

    workspace: Workspace
    connection: sa.Connection
    events: list[Event]

    def run(self, statement: str, **values: Any) -> None:
        """Run a statement that has to touch a row."""
        assert self.connection.execute(sa.text(statement), values).rowcount > 0

    def find(self, action: Action) -> Event:
        """Find the newest event of a kind."""
        return next(e for e in reversed(self.events) if e.action == action)

    def rewrite(self, event: Event, body: Body | None = None, **changes: Any) -> None:
        """Change an event and hash it anew, as careful as one event alone allows."""
        actor = changes.get("actor", event.actor)
        step = Step(Action(event.action), event.subject, body or json.loads(event.body))
        (forged,) = ledger.chain(
            [step], Head(event.number - 1, event.prev_hash), at=event.at, actor=actor
        )
        self._store(forged)

    def rehash(self, events: list[Event]) -> None:
        """Hash the whole chain anew and put it in the place of the old one."""
        self.run("DELETE FROM events")
        head = ledger.EMPTY
        for event in events:
            step = Step(Action(event.action), event.subject, json.loads(event.body))
            (forged,) = ledger.chain([step], head, at=event.at, actor=event.actor)
            columns = {name: getattr(forged, name) for name in Event.__slots__}
            self.connection.execute(sa.insert(EventRow), columns)
            head = Head(forged.number, forged.hash)

    def _store(self, event: Event) -> None:
        self.run(
            "UPDATE events SET actor = :actor, body = :body, hash = :hash WHERE number = :number",
            **{name: getattr(event, name) for name in ("actor", "body", "hash", "number")},
        )

    def witness_path(self) -> Path:
        """Where the heads are kept outside the database."""
        return witness.path_of(self.workspace, self.events[0].hash)


def changed(event: Event, **changes: Any) -> Body:
    return {**json.loads(event.body), **changes}


def change_a_line(attacker: Attacker) -> None:
    """A log line changed, nothing else."""
    attacker.run(
        "UPDATE events SET body = replace(body, 'printer', 'shredder') WHERE number = :number",
        number=attacker.find(Action.CLAIM_NOTED).number,
    )


def flip_a_decision(attacker: Attacker) -> None:
    """A decision flipped in the log."""
    attacker.run(
        'UPDATE events SET body = replace(body, \'"verdict":"supported"\', \'"verdict":"refuted"\')'
        " WHERE number = :number",
        number=attacker.find(Action.CLAIM_JUDGED).number,
    )


def flip_decision_and_judgement(attacker: Attacker) -> None:
    """Both flipped, in the log and in the tables, each event hashed anew."""
    decision, judgement = attacker.find(Action.CLAIM_JUDGED), attacker.find(Action.CITATION_JUDGED)
    attacker.rewrite(decision, changed(decision, verdict="refuted"))
    attacker.rewrite(judgement, changed(judgement, support="contradicts"))
    attacker.run("UPDATE claims SET verdict = 'refuted'")
    attacker.run("UPDATE citations SET support = 'contradicts'")


def flip_and_rehash_all(attacker: Attacker) -> None:
    """Both flipped everywhere, and the whole chain hashed anew: it holds in itself."""
    events = list(attacker.events)
    for number, event in enumerate(events):
        if event.action == Action.CLAIM_JUDGED:
            body = ledger.canonical(changed(event, verdict="refuted"))
            events[number] = Event(event.number, event.at, event.actor, event.action,
                                   event.subject, body, "", "")  # fmt: skip
    attacker.rehash(events)
    attacker.run("UPDATE claims SET verdict = 'refuted'")


def forge_a_reason(attacker: Attacker) -> None:
    """Another reason, in the log and in the table."""
    decision = attacker.find(Action.CLAIM_JUDGED)
    attacker.rewrite(decision, changed(decision, reason="the mayor said so"))
    attacker.run("UPDATE claims SET verdict_reason = 'the mayor said so'")


def forge_a_person(attacker: Attacker) -> None:
    """Another person signed it off."""
    moved = [e for e in attacker.events if '"move":"approve"' in e.body]
    attacker.rewrite(moved[0], actor="checker")


def delete_a_decision(attacker: Attacker) -> None:
    """A decision is gone from the log, and the table knows nothing of it."""
    attacker.run(
        "DELETE FROM events WHERE number = :number",
        number=attacker.find(Action.CLAIM_JUDGED).number,
    )
    attacker.run("UPDATE claims SET verdict = 'unverified', verdict_by = NULL")


def delete_and_rehash_all(attacker: Attacker) -> None:
    """A note is gone, and what is left is numbered and hashed anew."""
    attacker.rehash([e for e in attacker.events if e.action != Action.CLAIM_NOTED])


def cut_the_tail(attacker: Attacker) -> None:
    """The newest event is gone; no table ever depended on it."""
    attacker.run(
        "DELETE FROM events WHERE number = :number",
        number=attacker.find(Action.CLAIM_NOTED).number,
    )


def swap_evidence(attacker: Attacker) -> None:
    """The source said something else."""
    attacker.run("UPDATE evidence SET exact = 'The bridge measures 142 metres.'")


def edit_the_claim(attacker: Attacker) -> None:
    """The claim said something else when it was signed off."""
    attacker.run("UPDATE claims SET text = 'The bridge is 142 metres long.'")


def swap_a_digest(attacker: Attacker) -> None:
    """The capture is said to have held another page."""
    attacker.run("UPDATE captures SET payload_sha256 = :digest", digest="0" * 64)


def edit_the_document(attacker: Attacker) -> None:
    """The text that was read from the capture is another."""
    attacker.run("UPDATE documents SET text = replace(text, '412', '142')")


def pin_past_the_ledger(attacker: Attacker) -> None:
    """Evidence that nobody pinned."""
    attacker.run(
        "INSERT INTO evidence SELECT 'forged', claim_key, source_id, capture_id, payload_sha256,"
        ' captured_at, exact, prefix, suffix, start, "end", pinned_by, pinned_at, score, rank,'
        " checks, heading, uncovered FROM evidence WHERE pinned_by IS NOT NULL"
    )


def unpin_past_the_ledger(attacker: Attacker) -> None:
    """Pinned evidence made to look like the machine's."""
    attacker.run("UPDATE evidence SET pinned_by = NULL, pinned_at = NULL")


def write_nonsense(attacker: Attacker) -> None:
    """An event whose body is JSON, but no step."""
    attacker.run("UPDATE events SET body = 'null' WHERE number = 3")


def empty_the_ledger(attacker: Attacker) -> None:
    """Every event is gone."""
    attacker.run("DELETE FROM events")


def lose_the_witness(attacker: Attacker) -> None:
    """The file outside is gone."""
    attacker.witness_path().unlink()


def garble_the_witness(attacker: Attacker) -> None:
    """A line of the file outside is no head."""
    path = attacker.witness_path()
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], b'{"events": -7, "hash": "\xff"}\n', *lines[3:]]))


def cut_the_witness(attacker: Attacker) -> None:
    """The file outside stops early."""
    path = attacker.witness_path()
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


# The first eight are the eight edits that a record has to withstand, with their variants.
EDITS: list[tuple[Callable[[Attacker], None], str]] = [
    (change_a_line, f"{KEY}: its content was changed"),
    (flip_a_decision, f"{KEY}: its content was changed"),
    (flip_decision_and_judgement, f"{KEY}: does not link to the event before"),
    (flip_and_rehash_all, "ledger: rewritten: the hash is not the one a witness saw"),
    (forge_a_reason, f"{KEY}: does not link to the event before"),
    (forge_a_person, f"{KEY}: does not link to the event before"),
    (delete_a_decision, f"{KEY}: event missing"),
    (delete_and_rehash_all, "ledger: the tail is cut"),
    (cut_the_tail, "ledger: the tail is cut"),
    (swap_evidence, "exact is not what the ledger says"),
    (edit_the_claim, f"claims {KEY}: text is not what the ledger says"),
    (swap_a_digest, "its capture has another payload"),
    (edit_the_document, "the text of its capture does not say this"),
    (pin_past_the_ledger, "evidence forged: the row stands in no event"),
    (unpin_past_the_ledger, "the row is missing; the ledger has it"),
    (write_nonsense, "cannot be replayed"),
    (empty_the_ledger, "ledger: empty, but ledger-"),
    (lose_the_witness, "ledger: no witness outside the database"),
    (garble_the_witness, "ledger: line 3 of the witness"),
    (cut_the_witness, "ledger: its newest events were never witnessed"),
]  # fmt: skip


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serve_pages() as served:
        yield served


@pytest.fixture
def desk(open_as: OpenAs, pages: Pages) -> Workspace:
    """A desk with one claim that went the whole way."""
    signed_off(open_as(), open_as("reviewer"), pages)
    return open_as()


def attack(workspace: Workspace, edit: Callable[[Attacker], None]) -> None:
    """Drop the triggers, as an attacker would, and make the edit."""
    postgres = workspace.reader.dialect.name == "postgresql"
    # Read before the triggers go: dropping them locks the table against readers.
    events = events_of(workspace)
    with workspace.writer.begin() as connection:
        for trigger in ["change"] if postgres else ["update", "delete"]:
            on = " ON events" if postgres else ""
            connection.execute(sa.text(f"DROP TRIGGER IF EXISTS events_refuse_{trigger}{on}"))
        if postgres:
            # What stands in for an attacker here is the owner of the tables.
            connection.execute(sa.text("SET session_replication_role = replica"))
        edit(Attacker(workspace, connection, events))


@pytest.mark.parametrize(("edit", "words"), EDITS, ids=[edit.__name__ for edit, _ in EDITS])
def test_every_edit_is_found_and_named(
    desk: Workspace, edit: Callable[[Attacker], None], words: str
) -> None:
    """Whatever is changed past claimcheck, `ledger verify` finds it and says where."""
    assert problems_of(desk) == []
    attack(desk, edit)
    problems = problems_of(desk)
    assert any(words in problem for problem in problems), problems


def test_a_page_that_a_later_version_reads_otherwise_is_no_forgery(desk: Workspace) -> None:
    """What was pinned in an earlier reading still stands in that reading, and none other."""

    def read_anew(attacker: Attacker) -> None:
        attacker.run(
            "INSERT INTO documents (payload_sha256, extractor_version, text, main, pages)"
            " SELECT payload_sha256, extractor_version + 1, 'read otherwise', main, pages"
            " FROM documents"
        )

    attack(desk, read_anew)
    assert problems_of(desk) == []
    attack(desk, edit_the_document)
    assert problems_of(desk) != []


@pytest.mark.parametrize(
    "edit", [cut_the_tail, flip_and_rehash_all], ids=["cut tail", "rewritten chain"]
)
def test_a_head_on_paper_needs_no_witness(
    desk: Workspace, edit: Callable[[Attacker], None]
) -> None:
    """Who reaches the witness file too is found by a head that was kept elsewhere."""
    kept = auditing.verify_ledger(desk).head
    attack(desk, edit)
    path = witness.path_of(desk, events_of(desk)[0].hash)
    newest = events_of(desk)[-1]
    path.write_text(json.dumps({"events": newest.number, "hash": newest.hash}) + "\n")
    assert problems_of(desk) == []
    assert len(problems_of(desk, outside=kept)) == 1


def test_the_ledger_refuses_changes_by_itself(desk: Workspace) -> None:
    """Without dropping its triggers nobody updates or deletes an event."""
    for statement in ("UPDATE events SET actor = 'x'", "DELETE FROM events"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), desk.writer.begin() as c:
            c.execute(sa.text(statement))
    assert problems_of(desk) == []


def test_a_newer_capture_is_no_forgery(desk: Workspace, pages: Pages) -> None:
    """That a page changed since is drift, not a problem of the record."""
    pages.put("/bridge", SAYS.replace("412", "421"))
    fetch(desk)
    assert problems_of(desk) == []


def test_the_next_step_heals_a_witness_that_lags(desk: Workspace) -> None:
    """A crash between commit and witness is reported, and gone with the next step."""
    attack(desk, cut_the_witness)
    assert len(problems_of(desk)) == 1
    reviewing.note(desk, KEY, "carried on")
    assert problems_of(desk) == []
