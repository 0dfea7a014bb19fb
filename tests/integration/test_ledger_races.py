"""Many hands on one ledger: threads and processes, on both databases."""

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack

import pytest
import sqlalchemy as sa

from claimcheck.app import auditing, reviewing, statuses
from claimcheck.app.deciding import deciding
from claimcheck.app.desk import How
from claimcheck.app.workspace import Workspace
from claimcheck.core.ledger import Action, Step
from claimcheck.core.workflow import State
from claimcheck.errors import BadInput, ClaimcheckError, Outdated, Refused
from claimcheck.settings import Settings
from conftest import OpenAs
from desk_support import KEY, add, events_of, problems_of, snapshot

NOWHERE = "https://bridge.example/length"

SCRIPT = """
import sys
from claimcheck.app import reviewing
from claimcheck.app.desk import How
from claimcheck.app.workspace import open_workspace
from claimcheck.errors import ClaimcheckError
from claimcheck.settings import Settings

database, archive, user, what = sys.argv[1:]
workspace = open_workspace(Settings(database_url=database, archive_url=archive, user=user))
print("ready", flush=True)
sys.stdin.readline()
if what == "take":
    try:
        reviewing.take(workspace, "bridge-length", how=How(version=1))
        print("won")
    except ClaimcheckError as exc:
        print(type(exc).__name__, exc.message)
else:
    for number in range(int(what)):
        reviewing.note(workspace, "bridge-length", f"{user} {number}")
workspace.close()
"""


def run_at_once(settings: Settings, what: str, *, users: list[str]) -> list[str]:
    """Start a process a user, let all go at once, and give what each said."""
    command = [sys.executable, "-c", SCRIPT, settings.database_url, settings.archive_url]
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                subprocess.Popen(
                    [*command, user, what], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            for user in users
        ]
        for process in running:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in running:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.communicate(timeout=60)[0].strip() for process in running]
        assert [process.returncode for process in running] == [0] * len(users)
    return said


def test_of_two_processes_one_wins(settings: Settings, workspace: Workspace) -> None:
    """Two people take the version they both looked at: one has it, the other is told."""
    add(workspace, NOWHERE)
    said = run_at_once(settings, "take", users=["checker", "second checker"])
    assert sorted(said) == [
        "Outdated bridge-length is at version 2, not 1: somebody changed it in the meantime",
        "won",
    ]
    winner = ["checker", "second checker"][said.index("won")]
    assert statuses.read_claim_status(workspace, KEY).assignee == winner
    assert problems_of(workspace) == []


def test_nothing_of_four_processes_is_lost(settings: Settings, workspace: Workspace) -> None:
    """Four processes append at once: every note is there once, in order, and the chain whole."""
    add(workspace, NOWHERE)
    users = ["first", "second", "third", "fourth"]
    run_at_once(settings, "50", users=users)
    claim = statuses.read_claim_status(workspace, KEY)
    for user in users:
        noted = [e.summary for e in claim.events if e.actor == user]
        assert noted == [f"note: {user} {number}" for number in range(50)]
    assert problems_of(workspace) == []


Moves = Callable[[Workspace, How], None]

# What two threads try at the same moment, and what the slower one hears.
RACES: list[tuple[str, State, Moves, Moves, type[BadInput]]] = [
    # the same step twice, both on the version they saw
    ("both take", State.OPEN, lambda w, h: reviewing.take(w, KEY, how=h),
     lambda w, h: reviewing.take(w, KEY, how=h), Outdated),
    # without a version the rules decide: it is in the other's hands now
    ("both take blindly", State.OPEN, lambda w, _: reviewing.take(w, KEY),
     lambda w, _: reviewing.take(w, KEY), Refused),
    # one stops asserting it while the other takes it
    ("take or withdraw", State.OPEN, lambda w, h: reviewing.take(w, KEY, how=h),
     lambda w, h: reviewing.withdraw(w, KEY, "cut", how=h), Outdated),
]  # fmt: skip


@pytest.mark.parametrize("race", RACES, ids=[race[0] for race in RACES])
def test_of_two_threads_one_wins(
    open_as: OpenAs, race: tuple[str, State, Moves, Moves, type[BadInput]]
) -> None:
    """Two steps at the same moment never both land on what the claim was before."""
    _, before, first, second, loses = race
    people = [open_as("checker"), open_as("second checker")]
    add(people[0], NOWHERE)
    claim = statuses.read_claim_status(people[0], KEY)
    assert claim.state is before
    gate = threading.Barrier(2)
    told: list[type | None] = []

    def step(workspace: Workspace, move: Moves) -> None:
        gate.wait()
        try:
            move(workspace, How(version=claim.version))
            told.append(None)
        except ClaimcheckError as exc:
            told.append(type(exc))

    threads = [
        threading.Thread(target=step, args=pair)
        for pair in zip(people, (first, second), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(told) == {None: 1, loses: 1}
    assert statuses.read_claim_status(people[0], KEY).version == claim.version + 1
    assert problems_of(people[0]) == []


def test_verify_may_run_while_others_write(open_as: OpenAs) -> None:
    """A verify in the middle of others' work sees one state: it never cries forgery."""
    writer, reader = open_as(), open_as("auditor")
    add(writer, NOWHERE)
    done = threading.Event()

    def write() -> None:
        for number in range(15):
            add(writer, NOWHERE, key=f"claim-{number}")
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    found: list[str] = []
    while not done.is_set():
        found += problems_of(reader)
    thread.join()
    # Between a commit and its witness there is a moment; that alone may show.
    lag = "ledger: its newest events were never witnessed outside the database"
    assert [problem for problem in found if problem != lag] == []
    assert problems_of(reader) == []


def test_half_a_step_leaves_nothing(workspace: Workspace) -> None:
    """When the second of two steps fails in the database, the first is gone with it."""
    add(workspace, NOWHERE)
    before, head = snapshot(workspace), auditing.verify_ledger(workspace).head
    added = next(e for e in events_of(workspace) if e.action == Action.CLAIM_ADDED)
    again = Step(Action.CLAIM_ADDED, KEY, {**json.loads(added.body), "citations": []})

    def take_both() -> None:
        with deciding(workspace) as book:
            book.record([Step(Action.CLAIM_NOTED, KEY, {"text": "first"})])
            book.record([again])

    with pytest.raises(sa.exc.IntegrityError):
        take_both()
    assert snapshot(workspace) == before
    assert auditing.verify_ledger(workspace).head == head
    assert problems_of(workspace) == []


def test_no_step_without_a_witness(open_as: OpenAs, settings: Settings) -> None:
    """Where the head cannot be written down, the step is not taken."""
    workspace = open_as()
    add(workspace, NOWHERE)
    before = snapshot(workspace)
    (workspace.archive.parent / "in-the-way").write_text("a file, no folder")
    elsewhere = open_as(archive_url=str(workspace.archive.parent / "in-the-way"))
    with pytest.raises(ClaimcheckError, match="cannot be written to") as refused:
        reviewing.take(elsewhere, KEY)
    assert refused.value.exit_code == 3
    assert snapshot(workspace) == before
