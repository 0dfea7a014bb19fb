"""A revised report on a real desk: states kept, sent back, withdrawn, all or nothing."""

from collections.abc import Iterator

import pytest

from claimcheck.app import intake, judging, reviewing, revising, statuses
from claimcheck.app.judging import Judgement, Passage
from claimcheck.app.revising import Answer, Revised
from claimcheck.app.workspace import Workspace
from claimcheck.core.claims_file import parse_claims_file
from claimcheck.core.claims_file.writing import write_claims_file
from claimcheck.core.manuscripts import Manuscript, read_plain_manuscript
from claimcheck.core.workflow import State, Support, Verdict
from claimcheck.errors import BadInput, UnknownName
from conftest import OpenAs
from desk_support import Pages, events_of, fetch, problems_of, serve_pages, snapshot
from proposal_samples import CLAIMS, REPORT, REVISED

SAYS = "The register of the port says so in all its volumes."
VAGUE = REPORT.replace(
    "The port authority has reportedly sold the old crane.",
    "A crane of the town stands idle.",
)


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serve_pages() as served:
        yield served


def bring(workspace: Workspace, url: str | None = None) -> None:
    claims = CLAIMS
    if url:
        claims = claims.replace(", quote:", f", sources: ['{url}'], quote:").replace(
            ",\n     quote:", f", sources: ['{url}'],\n     quote:"
        )
    intake.import_claims(workspace, parse_claims_file(claims.encode(), "claims.yaml"))
    revise(workspace, REPORT)


def revise(workspace: Workspace, text: str | Manuscript, **answers: object) -> Revised:
    read = read_plain_manuscript(text) if isinstance(text, str) else text
    revision = revising.compare(workspace, "port-2025", read)
    return revising.carry_out(workspace, revision, **answers)  # type: ignore[arg-type]


def states(workspace: Workspace) -> dict[str, State]:
    return {claim.key: claim.state for claim in statuses.read_status(workspace).claims}


def sign_off(open_as: OpenAs, pages: Pages, *keys: str) -> None:
    """Bring claims through check and review."""
    checker, reviewer = open_as("checker"), open_as("reviewer")
    url = pages.put("/register", SAYS)
    bring(checker, url)
    fetch(checker)
    for key in keys:
        judging.judge(
            checker,
            key,
            Judgement(url, Passage(SAYS), Support.SUPPORTS, Verdict.SUPPORTED, "read it"),
        )
        reviewing.submit(checker, key)
        reviewing.approve(reviewer, key)


def test_untouched_claims_keep_their_state(open_as: OpenAs, pages: Pages) -> None:
    """Signed off stays signed off; touched goes back to check; cut is withdrawn, with reasons."""
    sign_off(open_as, pages, "ferries", "containers", "quay-length", "unemployment")
    workspace = open_as("checker")
    done = revise(workspace, REVISED)
    assert done.is_done
    assert set(done.touched) == {"containers", "quay-length"}
    assert done.cut == ("unemployment",)
    found = states(workspace)
    assert found["ferries"] is State.SIGNED_OFF
    assert found["containers"] is State.IN_CHECK
    assert found["quay-length"] is State.IN_CHECK
    assert found["unemployment"] is State.WITHDRAWN
    cut = statuses.read_claim_status(workspace, "unemployment").events[-1].summary
    assert "cut from the report: Unemployment in the town" in cut
    assert problems_of(workspace) == []


def test_a_claim_in_the_sentences_own_words_takes_the_new_ones(
    open_as: OpenAs, pages: Pages
) -> None:
    """Its text follows the report and its judgements are taken back; a restated one keeps its."""
    sign_off(open_as, pages, "quay-length", "ferries")
    workspace = open_as("checker")
    revise(workspace, REVISED.replace("half the town", "most of the town"))
    length = statuses.read_claim_status(workspace, "quay-length")
    assert (length.text, length.verdict) == ("It is 915 m long.", Verdict.UNVERIFIED)
    ferries = statuses.read_claim_status(workspace, "ferries")
    assert ferries.text == "In 2025 ferries carried half the town."
    assert ferries.state is State.IN_CHECK
    assert "most of the town" in ferries.events[-1].summary
    assert problems_of(workspace) == []


def test_a_claim_in_review_is_sent_back_and_an_open_one_is_told(
    open_as: OpenAs, pages: Pages
) -> None:
    """In review goes back to its checker; what nobody has judged gets a note."""
    workspace = open_as("checker")
    url = pages.put("/register", SAYS)
    bring(workspace, url)
    fetch(workspace)
    judging.judge(
        workspace,
        "ferries",
        Judgement(url, Passage(SAYS), Support.SUPPORTS, Verdict.SUPPORTED, "read it"),
    )
    reviewing.submit(workspace, "ferries")
    revise(workspace, REPORT.replace("half the town", "most of the town").replace("1958", "1959"))
    claim = statuses.read_claim_status(workspace, "ferries")
    assert (claim.state, claim.assignee) == (State.IN_CHECK, "checker")
    widened = statuses.read_claim_status(workspace, "quay-widened")
    assert widened.state is State.OPEN
    assert widened.events[-1].summary.startswith("note: the report was revised; before: It was")


def test_a_quote_that_no_longer_leads_anywhere_is_replaced(workspace: Workspace) -> None:
    """The next revision finds the claim again."""
    bring(workspace)
    revise(workspace, REPORT.replace("widened in 1958", "widened in 1959"))
    again = revising.compare(workspace, "port-2025", read_plain_manuscript(REPORT))
    assert again.carriage.unplaced == ()
    assert problems_of(workspace) == []


def test_nothing_happens_while_one_claim_is_unclear(workspace: Workspace) -> None:
    """All or nothing; an answer for the claim, or for all of them, settles it."""
    bring(workspace)
    before = snapshot(workspace)
    done = revise(workspace, VAGUE)
    assert (done.is_done, done.unclear) == (False, ("crane",))
    assert snapshot(workspace) == before
    done = revise(workspace, VAGUE, on_unclear=Answer.CHECK, dry_run=True)
    assert (done.is_done, done.touched) == (True, ("crane",))
    assert snapshot(workspace) == before


ANSWERS = (
    (Answer.KEEP, State.OPEN, "kept"),
    (Answer.CHECK, State.OPEN, "touched"),
    (Answer.CUT, State.WITHDRAWN, "cut"),
)


@pytest.mark.parametrize(("answer", "state", "where"), ANSWERS)
def test_people_decide_what_is_unclear(
    workspace: Workspace, answer: Answer, state: State, where: str
) -> None:
    """Keep, check and cut do what they say, and the text goes on record."""
    bring(workspace)
    done = revise(workspace, VAGUE, answers={"crane": answer})
    assert "crane" in getattr(done, where)
    assert states(workspace)["crane"] is state
    assert [e.action for e in events_of(workspace)].count("report.read") == 2
    assert problems_of(workspace) == []


def test_the_first_text_goes_on_record_and_a_second_time_nothing_does(
    workspace: Workspace,
) -> None:
    """Reading the same text again adds no event."""
    intake.import_claims(workspace, parse_claims_file(CLAIMS.encode(), "claims.yaml"))
    read = read_plain_manuscript(REPORT)
    assert revising.compare(workspace, "port-2025", read).is_first
    revise(workspace, read)
    events = len(events_of(workspace))
    revise(workspace, read)
    assert len(events_of(workspace)) == events
    assert not revising.compare(workspace, "port-2025", read).is_first


def test_an_earlier_text_can_be_named(workspace: Workspace) -> None:
    """Where none is on record, the text before can be given beside the new one."""
    intake.import_claims(workspace, parse_claims_file(CLAIMS.encode(), "claims.yaml"))
    old, new = read_plain_manuscript(REPORT), read_plain_manuscript(REVISED)
    revision = revising.compare(workspace, "port-2025", new, base=old)
    assert set(revising.carry_out(workspace, revision).cut) == {"unemployment"}


def test_new_sentences_are_drafted_for_the_same_report(workspace: Workspace) -> None:
    """The draft can be imported as it is, and changes nothing but what is new."""
    bring(workspace)
    revision = revising.compare(workspace, "port-2025", read_plain_manuscript(REVISED))
    draft = write_claims_file(revising.draft_added(workspace, revision))
    done = intake.import_claims(workspace, parse_claims_file(draft.encode(), "new.yaml"))
    assert (done.added, done.changed) == (1, 0)
    assert "report.changed" not in {event.action for event in events_of(workspace)}


def test_what_cannot_be_carried_over_is_named(workspace: Workspace) -> None:
    """No such report; an answer that is none."""
    with pytest.raises(UnknownName):
        revise(workspace, REPORT)
    for written in ("crane", "crane=perhaps", "=keep"):
        with pytest.raises(BadInput):
            revising.read_answers([written])
    assert revising.read_answers(["a=keep", "b=cut"]) == {"a": Answer.KEEP, "b": Answer.CUT}
