"""What a newer capture does to pinned evidence, and how a person settles it."""

from collections.abc import Iterator

import pytest

from claimcheck.app import drifting, judging, queueing, reporting, reviewing, statuses
from claimcheck.app.judging import Judgement, Passage
from claimcheck.app.workspace import Workspace
from claimcheck.core.drifts import DriftKind
from claimcheck.core.outcomes import Health
from claimcheck.core.status import ClaimStatus
from claimcheck.core.workflow import State, Support
from claimcheck.errors import UnknownName
from cli_support import Here
from conftest import OpenAs
from desk_support import KEY, OTHER, SAYS, Pages, add, fetch, serve_pages, signed_off

CHANGED = SAYS.replace("412", "421")


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serve_pages() as served:
        yield served


def claim_of(workspace: Workspace, key: str = KEY) -> ClaimStatus:
    return statuses.read_claim_status(workspace, key)


def kinds(workspace: Workspace) -> list[str]:
    return [found.drift.kind.value for found in drifting.find_drift(workspace)]


CHANGES = [
    # the page changed elsewhere: nothing happened to the passage
    ((SAYS, "It is repainted every ten years."), "same", True),
    # the same words between other words
    ((OTHER, "Another office has taken over.", SAYS), "moved", True),
    ((CHANGED, OTHER), "figure_changed", False),
    ((SAYS.replace("measures", "is said to have"), OTHER), "reworded", False),
    ((SAYS.replace("measures", "never measured"), OTHER), "negated", False),
    ((SAYS, OTHER, "Correction: an earlier version was wrong."), "correction_notice", False),
    ((OTHER,), "gone", False),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "kind", "verified"), CHANGES, ids=lambda c: str(c)[:20])
def test_a_claim_is_verified_while_its_evidence_stands(
    open_as: OpenAs, pages: Pages, paragraphs: tuple[str, ...], kind: str, verified: bool
) -> None:
    """Any drift takes `verified` away at once, without anybody's doing; a move is none."""
    checker = open_as()
    signed_off(checker, open_as("reviewer"), pages)
    assert claim_of(checker).verified
    pages.put("/bridge", *paragraphs)
    fetch(checker)
    assert kinds(checker) == [kind]
    assert claim_of(checker).verified is verified
    assert (claim_of(checker).health is Health.DRIFTED) is not verified


def test_what_has_drifted_comes_first(open_as: OpenAs, pages: Pages) -> None:
    """A claim under somebody's hands that has drifted goes before all that wait."""
    checker = open_as()
    add(checker, pages.put("/first", OTHER), key="first")
    add(checker, pages.put("/bridge", SAYS, OTHER))
    fetch(checker)
    judging.pin(checker, KEY, Passage(SAYS))
    reviewing.take(checker, "first")
    assert queueing.next_claim(checker) == "first"
    pages.put("/bridge", CHANGED, OTHER)
    fetch(checker)
    assert queueing.next_claim(checker) == KEY


def test_pinning_what_it_says_now_confirms_the_change(open_as: OpenAs, pages: Pages) -> None:
    """Whoever pins the new wording has looked; the claim can be signed off again."""
    checker, reviewer = open_as(), open_as("reviewer")
    url = signed_off(checker, reviewer, pages)
    pages.put("/bridge", CHANGED, OTHER)
    fetch(checker)
    reviewing.reopen(checker, KEY, "the page says 421 now")
    judging.judge(checker, KEY, Judgement(url, Passage(CHANGED), Support.SUPPORTS))
    (old, new) = claim_of(checker).citations[0].passages[:2]
    assert old.drift is not None
    assert (old.drift.kind, old.drift.confirmed) == (DriftKind.FIGURE_CHANGED, True)
    assert new.drift is None
    reviewing.submit(checker, KEY)
    reviewing.approve(reviewer, KEY)
    assert claim_of(checker).verified
    pages.put("/bridge", CHANGED.replace("421", "430"), OTHER)
    fetch(checker)
    assert not claim_of(checker).verified


def test_pinning_something_else_confirms_nothing(open_as: OpenAs, pages: Pages) -> None:
    """Another passage of the page leaves the drifted one as it is."""
    checker = open_as()
    signed_off(checker, open_as("reviewer"), pages)
    pages.put("/bridge", CHANGED, OTHER)
    fetch(checker)
    reviewing.reopen(checker, KEY, "have a look")
    judging.pin(checker, KEY, Passage(OTHER))
    assert claim_of(checker).is_drifted


def test_a_page_that_is_gone_says_nothing_any_more(open_as: OpenAs, pages: Pages) -> None:
    """`page_gone` takes `verified` away until the page is back; its health is `dead`."""
    checker = open_as()
    signed_off(checker, open_as("reviewer"), pages)
    kept = pages.paragraphs.pop("/bridge")
    fetch(checker)
    assert kinds(checker) == ["page_gone"]
    claim = claim_of(checker)
    assert (claim.verified, claim.health, claim.state) == (False, Health.DEAD, State.PUBLISHED)
    assert any("is gone" in point for point in claim.open_points)
    pages.put("/bridge", *kept)
    fetch(checker)
    assert claim_of(checker).verified


def test_evidence_pinned_after_the_page_was_gone_stands(open_as: OpenAs, pages: Pages) -> None:
    """Who pins from the archive knowing that the page is gone has taken that into account."""
    checker = open_as()
    add(checker, pages.put("/bridge", SAYS, OTHER))
    fetch(checker)
    del pages.paragraphs["/bridge"]
    fetch(checker)
    judging.pin(checker, KEY, Passage(SAYS))
    assert kinds(checker) == []


@pytest.mark.parametrize("form", list(reporting.Format))
def test_every_form_shows_both_wordings(
    open_as: OpenAs, pages: Pages, form: reporting.Format
) -> None:
    """A report says the kind of drift and shows what the source said and what it says."""
    checker = open_as()
    signed_off(checker, open_as("reviewer"), pages)
    pages.put("/bridge", CHANGED, OTHER)
    fetch(checker)
    shown = reporting.render(statuses.read_status(checker), form).replace("\\", "")
    assert "figure" in shown.lower()
    assert "412" in shown
    assert "421" in shown


def test_the_commands_say_what_drifted_and_what_rests_on_it(
    open_as: OpenAs, pages: Pages, capsys: pytest.CaptureFixture[str]
) -> None:
    """`drift`, `show` and `impact` agree; unknown names are told."""
    checker = open_as()
    url = signed_off(checker, open_as("reviewer"), pages)
    pages.put("/bridge", CHANGED, OTHER)
    fetch(checker)
    settings = checker.settings
    call = Here(
        capsys, ("--database", settings.database_url, "--archive", str(settings.archive_url))
    )
    (found,) = call("drift", KEY, "--json").json
    assert (found["claim"], found["source"], found["kind"]) == (KEY, url, "figure_changed")
    assert (found["before"], found["after"]) == (SAYS, CHANGED)
    told = call("drift")
    assert told.code == 0
    assert "[-412-]{+421+}" in told.out
    shown = call("show", KEY).out
    assert "FIGURE CHANGED in the newest capture" in shown
    assert f"{url}#:~:text=" in shown
    impact = call("impact", url, "--json").json
    assert impact["source"] == url
    assert [claim["key"] for claim in impact["claims"]] == [KEY]
    assert impact["claims"][0]["drift"] == ["figure_changed"]
    assert "1 claim in 0 reports" in call("impact", url).out
    assert call("drift", "nothing").code == 2
    assert call("impact", "https://nowhere.example/").code == 2


def test_an_address_that_nobody_cites_has_no_impact(workspace: Workspace) -> None:
    """The mistake is told, with the next step."""
    with pytest.raises(UnknownName):
        drifting.find_impact(workspace, "https://nowhere.example/")
