"""What stands around a passage: its heading, and what of the claim no passage has."""

import pytest

from capture_support import serve_one
from claimcheck.app import auditing, capturing, checking, intake, judging, statuses
from claimcheck.app.capturing import Wanted
from claimcheck.app.judging import Passage
from claimcheck.app.workspace import Workspace
from claimcheck.core.status import ClaimStatus
from fetch_support import page

KEY = "bridge"
CLAIM = "The mayor opened the bridge of granite in 1931."
BODY = """Visitors

The office is open on weekdays. Ask there for the key to the tower, which is kept by the guard.

The mayor

She opened the bridge in 1931, before the whole town, and crossed it first. It rained all day.
"""
PAGE = page(BODY.encode(), headers=b"Content-Type: text/plain; charset=utf-8\r\n")
STONE = "the key to the tower"


@pytest.fixture
def desk(workspace: Workspace) -> Workspace:
    """A desk with one claim whose page is captured and read."""
    with serve_one(page=PAGE) as site:
        draft = {"key": KEY, "text": CLAIM, "source": site.url("/page")}
        intake.add_claim(workspace, intake.draft_claim(draft))
        capturing.fetch_due(workspace, Wanted())
    checking.find_evidence(workspace)
    return workspace


def status(workspace: Workspace) -> ClaimStatus:
    """The claim as it stands."""
    return statuses.read_claim_status(workspace, KEY)


def headings(workspace: Workspace) -> dict[str, str | None]:
    """The heading of each passage, by its words."""
    return {p.exact: p.heading for c in status(workspace).citations for p in c.passages}


def test_a_proposal_shows_its_heading(desk: Workspace) -> None:
    """Who `she` is, stands above the passage, and is stored with it."""
    found = headings(desk)
    (opened,) = (exact for exact in found if exact.startswith("She opened"))
    assert found[opened] == "The mayor"


@pytest.mark.parametrize(
    ("passage", "heading"),
    [
        (Passage(number=1), "The mayor"),  # a proposal, as it was proposed
        (Passage(quote="crossed it first"), "The mayor"),  # a person's own words
        (Passage(quote=STONE), "Visitors"),
        (Passage(quote="Visitors"), None),  # a heading stands under none
    ],
)
def test_a_pin_keeps_its_heading(desk: Workspace, passage: Passage, heading: str | None) -> None:
    """What is pinned keeps the heading in the ledger, whatever is proposed later."""
    judging.pin(desk, KEY, passage)
    checking.find_evidence(desk)
    (pinned,) = (p for c in status(desk).citations for p in c.passages if p.pinned_by)
    assert pinned.heading == heading
    assert auditing.verify_ledger(desk).problems == ()


def test_what_no_passage_has_is_told(desk: Workspace) -> None:
    """The word that no passage has is told of the claim, until a person pins one with it."""
    assert status(desk).uncovered == ("granite",)
    assert statuses.read_status(desk).claims[0].uncovered == ("granite",)
