"""The law of the ledger: replayed from nothing, it gives the tables as they are."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from claimcheck.app import deriving, intake, judging, rendering, reviewing, statuses
from claimcheck.app.deriving import Computation
from claimcheck.app.judging import Judgement, Passage
from claimcheck.app.workspace import Workspace
from claimcheck.core import claims_file, projection
from claimcheck.core.outcomes import Rendering
from claimcheck.core.workflow import Support, Verdict
from claimcheck.database import ledger as ledger_table
from claimcheck.errors import BadInput
from conftest import OpenAs
from desk_support import Pages, events_of, fetch, problems_of, serve_pages, snapshot

KEYS = ["first", "second", "third"]
PATHS = ["/one", "/two", "/three"]
SENTENCES = ["It is 412 metres long.", "It was opened in 1931.", "It carries two tracks."]
REASON = "for a reason"


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serve_pages() as served:
        yield served


@dataclass
class Walk:
    """A random walk of several people through the use cases, some steps refused."""

    chance: random.Random
    people: list[Workspace]
    pages: Pages
    refused: int = 0

    def step(self) -> None:
        """Take one step; one that a rule refuses must leave everything as it was."""
        workspace = self.chance.choice(self.people)
        take = self.chance.choice(
            [self.bring, self.look, self.judge, self.judge, self.judge, self.unpin, self.move,
             self.move, self.note, self.derive, self.rewrite, self.render]
        )  # fmt: skip
        before = snapshot(workspace)
        try:
            take(workspace, self.chance.choice(KEYS))
        except BadInput:
            self.refused += 1
            assert snapshot(workspace) == before

    def bring(self, workspace: Workspace, key: str) -> None:
        """Import the claim: new, changed, with other sources, in another report."""
        cited = self.chance.sample(PATHS, self.chance.randint(0, 3))
        claim = {
            "key": key,
            "text": f"The bridge is long, version {self.chance.randint(1, 2)}.",
            "section": self.chance.choice(["Bridges", "Spans"]),
            "tags": self.chance.sample(["a", "b"], self.chance.randint(0, 2)),
            "checkable": self.chance.random() < 0.9,
            "sources": [self.pages.base + path for path in cited],
        }
        report = {"key": "report", "title": f"Bridges {self.chance.randint(1, 3)}"}
        if self.chance.random() < 0.3:  # then all that the claim cites is of its publisher
            report["url"] = self.pages.base + "/report"
        content = json.dumps({"version": 1, "report": report, "claims": [claim]}).encode()
        intake.import_claims(workspace, claims_file.parse_claims_file(content, "claims.json"))

    def look(self, workspace: Workspace, key: str) -> None:
        fetch(workspace)

    def rewrite(self, workspace: Workspace, key: str) -> None:
        said = self.chance.sample(SENTENCES, self.chance.randint(1, 3))
        self.pages.put(self.chance.choice(PATHS), *said)

    def render(self, workspace: Workspace, key: str) -> None:
        url = self.pages.base + self.chance.choice(PATHS)
        chosen = self.chance.choice([Rendering.STATIC, Rendering.AUTO])  # neither needs a browser
        rendering.set_rendering(workspace, url, chosen)

    def judge(self, workspace: Workspace, key: str) -> None:
        maybe = self.chance.random
        judging.judge(
            workspace,
            key,
            Judgement(
                self.pages.base + self.chance.choice(PATHS),
                Passage(self.chance.choice(SENTENCES)) if maybe() < 0.6 else None,
                self.chance.choice(list(Support)) if maybe() < 0.8 else None,
                self.chance.choice(list(Verdict)) if maybe() < 0.5 else None,
                REASON,
            ),
        )

    def unpin(self, workspace: Workspace, key: str) -> None:
        claim = statuses.read_claim_status(workspace, key)
        pinned = [p.id for c in claim.citations for p in c.passages if p.pinned_by]
        judging.unpin(workspace, key, self.chance.choice(pinned or ["none"]))

    def note(self, workspace: Workspace, key: str) -> None:
        reviewing.note(workspace, key, "looked at it")

    def derive(self, workspace: Workspace, key: str) -> None:
        known = statuses.read_claim_status(workspace, key).derivations
        if known and self.chance.random() < 0.3:
            deriving.underive(workspace, key, known[0].id)
            return
        operands = self.chance.sample(["412 metres", "206 metres", "1931", "0 metres"], 2)
        kind = self.chance.choice(["change", "sum", "share", "ratio"])
        claim = statuses.read_claim_status(workspace, key)
        pinned = [p.id for c in claim.citations for p in c.passages if p.pinned_by]
        passages = pinned[:1] if self.chance.random() < 0.3 else []
        deriving.derive(workspace, key, Computation(kind, operands, passages))

    def move(self, workspace: Workspace, key: str) -> None:
        self.chance.choice(
            [
                lambda: reviewing.take(workspace, key, over=True),
                lambda: reviewing.submit(workspace, key),
                lambda: reviewing.submit(workspace, key),
                lambda: reviewing.approve(workspace, key),
                lambda: reviewing.approve(workspace, key, override_circular=REASON),
                lambda: reviewing.publish(workspace, key),
                lambda: reviewing.send_back(workspace, key, REASON),
                lambda: reviewing.reopen(workspace, key, REASON),
                lambda: self.chance.random() < 0.1 and reviewing.withdraw(workspace, key, REASON),
            ]
        )()


def walk(open_as: OpenAs, pages: Pages, seed: int, steps: int) -> Walk:
    """Walk that far and come back with what was seen."""
    people = [open_as("checker"), open_as("second checker"), open_as("reviewer")]
    for path in PATHS:
        pages.put(path, *SENTENCES)
    walked = Walk(random.Random(seed), people, pages)
    for key in KEYS:
        walked.bring(people[0], key)
    fetch(people[0])
    for _ in range(steps):
        walked.step()
    return walked


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_replaying_the_ledger_rebuilds_the_tables(open_as: OpenAs, pages: Pages, seed: int) -> None:
    """After any steps of any people, the ledger alone gives every row, column for column."""
    walked = walk(open_as, pages, seed, steps=70)
    workspace = walked.people[0]
    events = events_of(workspace)
    assert walked.refused > 5
    assert len({event.action for event in events}) >= 9
    replayed = projection.replay(events, [])
    with workspace.reading() as session:
        for table, keys in projection.KEYS.items():
            found = ledger_table.read_projected(session, table)
            assert {key: _without(row, keys) for key, row in found.items()} == replayed.rows[table]
    assert problems_of(workspace) == []


def _without(row: projection.Row, keys: tuple[str, ...]) -> projection.Row:
    """Leave out the primary key, and of evidence what only the machine's proposals have."""
    left_out = {*keys, "score", "rank", "checks", "uncovered"}
    return {name: value for name, value in row.items() if name not in left_out}
