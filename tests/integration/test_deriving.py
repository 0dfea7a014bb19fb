"""A figure computed for a claim, on a real desk: recorded, replayed, computed again."""

from collections.abc import Iterator

import pytest

from claimcheck.app import checking, deriving, judging, queueing, reviewing, statuses
from claimcheck.app.deriving import Computation
from claimcheck.app.desk import How
from claimcheck.app.judging import Passage
from claimcheck.app.workspace import Workspace
from claimcheck.core import projection, standing
from claimcheck.core.standing import FailRule
from claimcheck.core.status import DerivationStatus
from claimcheck.database import ledger as ledger_table
from claimcheck.errors import BadInput, Outdated, Refused
from claimcheck.reports import render_text, words
from desk_support import KEY, Pages, add, events_of, fetch, problems_of, serve_pages, snapshot

BEFORE = "In 2023 the budget of the bridge was 46 million euros."
AFTER = "In 2024 the budget of the bridge was 52 million euros."
ROSE = Computation("change", ["46 million euros", "52 million euros"])


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serve_pages() as served:
        yield served


def desk(workspace: Workspace, pages: Pages) -> list[str]:
    """A claim with both passages pinned; gives their ids in order of the years."""
    url = pages.put("/budget", BEFORE, AFTER)
    add(workspace, url, text="The budget rose 12 percent.")
    fetch(workspace)
    for said in (BEFORE, AFTER):
        judging.pin(workspace, KEY, Passage(said))
    claim = statuses.read_claim_status(workspace, KEY)
    ids = {p.exact: p.id for c in claim.citations for p in c.passages if p.pinned_by}
    return [ids[BEFORE], ids[AFTER]]


def derived(workspace: Workspace) -> DerivationStatus:
    (found,) = statuses.read_claim_status(workspace, KEY).derivations
    return found


def test_a_derivation_is_an_event_that_gives_its_row_again(
    workspace: Workspace, pages: Pages
) -> None:
    """Who computed what stands in the ledger, and the ledger alone gives the table."""
    ids = desk(workspace, pages)
    said = deriving.derive(workspace, KEY, Computation(ROSE.kind, ROSE.operands, ids))
    assert said.endswith("= about 13.0435 percent (claim says 12 percent: differs)")
    event = events_of(workspace)[-1]
    assert (event.action, event.subject) == ("figure.derived", KEY)
    replayed = projection.replay(events_of(workspace), [])
    with workspace.reading() as session:
        ((key, row),) = ledger_table.read_projected(session, "derivations").items()
    assert replayed.rows["derivations"][key] == {n: v for n, v in row.items() if n != "id"}
    assert problems_of(workspace) == []
    assert derived(workspace).passages == tuple(ids)
    assert derived(workspace).changed == ()


def test_a_changed_operand_is_named(workspace: Workspace, pages: Pages) -> None:
    """A passage with another figure now: which operand, what it reads, what it gives."""
    ids = desk(workspace, pages)
    deriving.derive(workspace, KEY, Computation(ROSE.kind, ROSE.operands, ids))
    pages.put("/budget", BEFORE, AFTER.replace("52", "51.5"))
    fetch(workspace)
    found = derived(workspace)
    assert found.changed == ("52 million euros now reads 51.5 million euros",)
    assert found.now is not None
    assert "about 11.9565 percent (claim says 12 percent: close)" in found.now
    assert found.check == "differs"  # what was recorded stays as it was


def test_an_operand_that_is_gone_is_named(workspace: Workspace, pages: Pages) -> None:
    """A passage that is no longer on the page gives nothing to compute from."""
    ids = desk(workspace, pages)
    deriving.derive(workspace, KEY, Computation(ROSE.kind, ROSE.operands, ids))
    pages.put("/budget", BEFORE, "The office says nothing about later years at all.")
    fetch(workspace)
    found = derived(workspace)
    assert found.changed == ("52 million euros no longer stands in its passage",)
    assert found.now is None


def test_what_was_computed_otherwise_is_an_alarm(workspace: Workspace, pages: Pages) -> None:
    """A computed figure that differs stands in list, queue, report and exit rule, until undone."""
    ids = desk(workspace, pages)
    second = pages.put("/other", "The tower is made of granite and stands on the north bank.")
    add(workspace, second, key="another", text="The tower is made of granite.")
    assert statuses.read_claim_status(workspace, KEY).alarms == ()
    said = deriving.derive(workspace, KEY, Computation(ROSE.kind, ROSE.operands, ids))
    report = statuses.read_status(workspace)
    (alarming,) = (claim for claim in report.claims if claim.alarms)
    assert alarming.alarms == (f"computed figure differs: {said}",)
    assert queueing.next_claim(workspace) == KEY
    assert standing.breaches(report, [FailRule.DIFFERS]) == (f"differs: {KEY}",)
    assert words.alarm_of(alarming) is words.Alarm.DIFFERS
    assert f"!! alarm: computed figure differs: {said[:20]}" in render_text(report)
    deriving.underive(workspace, KEY, alarming.derivations[0].id)
    assert standing.breaches(statuses.read_status(workspace), [FailRule.DIFFERS]) == ()


def test_a_changed_operand_is_an_alarm(workspace: Workspace, pages: Pages) -> None:
    """A figure that the claim shares is an alarm too, as soon as its operand has changed."""
    ids = desk(workspace, pages)
    wanted = Computation("sum", ROSE.operands, ids)
    deriving.derive(workspace, KEY, wanted)
    report = statuses.read_status(workspace)
    assert standing.breaches(report, [FailRule.DIFFERS]) == ()
    pages.put("/budget", BEFORE, AFTER.replace("52", "51.5"))
    fetch(workspace)
    report = statuses.read_status(workspace)
    changed = "52 million euros now reads 51.5 million euros"
    assert f"a computed figure rests on what has changed: {changed}" in report.claims[0].alarms
    assert standing.breaches(report, [FailRule.DIFFERS]) == (f"differs: {KEY}",)


REFUSED = (
    # a kind that there is not
    (Computation("ratio", ROSE.operands), BadInput, "no kind of derivation"),
    # an operand without a figure
    (Computation("change", ["a lot", "52 million"]), BadInput, "no figure"),
    # a wrong number of operands
    (Computation("change", ["46 million"]), BadInput, "takes two operands"),
    # an empty operand
    (Computation("sum", ["46 million", " "]), BadInput, "empty"),
    # a document in place of a figure
    (Computation("sum", ["46 million " + "x" * 200, "1"]), BadInput, "longer than a figure"),
    # more passages than operands
    (Computation("sum", ["1", "2"], ["a", "b", "c"]), BadInput, "more passages"),
    # a passage that nobody pinned
    (Computation("sum", ["1", "2"], ["nowhere"]), BadInput, "0 pinned passages"),
)


@pytest.mark.parametrize(("wanted", "error", "said"), REFUSED, ids=lambda v: str(v)[:40])
def test_what_cannot_be_computed_is_refused(
    workspace: Workspace, pages: Pages, wanted: Computation, error: type[BadInput], said: str
) -> None:
    """Each refusal says why and what to do, and changes nothing."""
    desk(workspace, pages)
    before = snapshot(workspace)
    with pytest.raises(error, match=said) as refusal:
        deriving.derive(workspace, KEY, wanted)
    assert refusal.value.next_step
    assert snapshot(workspace) == before


def test_an_operand_has_to_stand_in_its_passage(workspace: Workspace, pages: Pages) -> None:
    """The figures of the two passages exchanged are not in them."""
    ids = desk(workspace, pages)
    with pytest.raises(Refused, match="does not stand in the passage"):
        deriving.derive(workspace, KEY, Computation(ROSE.kind, ROSE.operands, ids[::-1]))


def test_a_passage_is_named_by_its_number_or_its_beginning(
    workspace: Workspace, pages: Pages
) -> None:
    """What `show` prints of a pinned passage leads to it."""
    ids = desk(workspace, pages)
    checking.find_evidence(workspace, [KEY])
    claim = statuses.read_claim_status(workspace, KEY)
    numbers = {p.id: p.number for c in claim.citations for p in c.passages if p.pinned_by}
    assert all(numbers.values())
    places = [str(numbers[ids[0]]), ids[1][:8]]
    deriving.derive(workspace, KEY, Computation(ROSE.kind, ROSE.operands, places))
    assert derived(workspace).passages == tuple(ids)


def test_a_derivation_can_be_taken_back(workspace: Workspace, pages: Pages) -> None:
    """By the beginning of its id; both steps stay in the ledger, which gives the table again."""
    desk(workspace, pages)
    deriving.derive(workspace, KEY, ROSE)
    with pytest.raises(BadInput, match="0 derivations"):
        deriving.underive(workspace, KEY, "nowhere")
    deriving.underive(workspace, KEY, derived(workspace).id[:8])
    assert statuses.read_claim_status(workspace, KEY).derivations == ()
    assert [e.action for e in events_of(workspace)][-2:] == ["figure.derived", "figure.underived"]
    assert problems_of(workspace) == []


def test_the_step_keeps_to_the_rules_of_the_desk(workspace: Workspace, pages: Pages) -> None:
    """A dry run changes nothing; an old version and a withdrawn claim are refused."""
    desk(workspace, pages)
    before = snapshot(workspace)
    deriving.derive(workspace, KEY, ROSE, how=How(dry_run=True))
    assert snapshot(workspace) == before
    with pytest.raises(Outdated):
        deriving.derive(workspace, KEY, ROSE, how=How(version=1))
    reviewing.withdraw(workspace, KEY, "cut")
    with pytest.raises(Refused) as refusal:
        deriving.derive(workspace, KEY, ROSE)
    assert refusal.value.next_step
