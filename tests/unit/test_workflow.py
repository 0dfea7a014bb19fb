"""The workflow's rules, as tables."""

from dataclasses import replace

import pytest

from claimcheck.core import grounds, workflow
from claimcheck.core.workflow import (
    CitationFacts,
    ClaimFacts,
    Move,
    State,
    Support,
    Verdict,
)
from claimcheck.errors import Refused

URL = "https://bridge.example/"

# Every pair of state and move. What is not named is refused.
LEADS_TO = {
    # nobody has it
    (State.OPEN, Move.TAKE): State.IN_CHECK,
    (State.OPEN, Move.WITHDRAW): State.WITHDRAWN,
    # a checker has it: another may take over
    (State.IN_CHECK, Move.TAKE): State.IN_CHECK,
    (State.IN_CHECK, Move.SUBMIT): State.IN_REVIEW,
    (State.IN_CHECK, Move.WITHDRAW): State.WITHDRAWN,
    # a second person looks
    (State.IN_REVIEW, Move.APPROVE): State.SIGNED_OFF,
    (State.IN_REVIEW, Move.SEND_BACK): State.IN_CHECK,
    (State.IN_REVIEW, Move.WITHDRAW): State.WITHDRAWN,
    # agreed
    (State.SIGNED_OFF, Move.PUBLISH): State.PUBLISHED,
    (State.SIGNED_OFF, Move.REOPEN): State.IN_CHECK,
    (State.SIGNED_OFF, Move.WITHDRAW): State.WITHDRAWN,
    # it went out
    (State.PUBLISHED, Move.REOPEN): State.IN_CHECK,
    (State.PUBLISHED, Move.WITHDRAW): State.WITHDRAWN,
    # withdrawn: nothing leads back
}


def citation(support: Support = Support.SUPPORTS, **changes: object) -> CitationFacts:
    """A citation that was captured, read, pinned and judged."""
    good = CitationFacts(URL, support, "checker", ("checker",), captured=True, readable=True)
    return replace(good, **changes)  # type: ignore[arg-type]


def claim(*citations: CitationFacts, **changes: object) -> ClaimFacts:
    """A claim in check with the checker, supported by what it cites."""
    good = ClaimFacts(
        key="bridge-length",
        state=State.IN_CHECK,
        verdict=Verdict.SUPPORTED,
        checkable=True,
        version=3,
        assignee="checker",
        verdict_by="checker",
        citations=citations or (citation(),),
    )
    return replace(good, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", State)
def test_each_move_leads_where_the_table_says(state: State, move: Move) -> None:
    """All 42 pairs: a move leads to one state, or is refused with the moves there are."""
    facts = claim(state=state)
    target = LEADS_TO.get((state, move))
    if target is not None:
        assert workflow.target_of(facts, move, reason="why") is target
        return
    with pytest.raises(Refused) as refused:
        workflow.target_of(facts, move, reason="why")
    possible = [m.value.replace("_", "-") for s, m in LEADS_TO if s is state]
    assert all(f"review {name} " in refused.value.next_step for name in possible)


@pytest.mark.parametrize("move", Move)
def test_whoever_undoes_says_why(move: Move) -> None:
    """Steps back need a reason; blanks are none. Steps on do not."""
    state = next(s for s, m in LEADS_TO if m is move)
    for reason in (None, "", " \n"):
        if move in (Move.SEND_BACK, Move.REOPEN, Move.WITHDRAW):
            with pytest.raises(Refused, match="needs a reason"):
                workflow.target_of(claim(state=state), move, reason=reason)
        else:
            workflow.target_of(claim(state=state), move, reason=reason)


SUPPORTS = [
    # says something, on a pinned passage
    (Support.SUPPORTS, {}, None),
    (Support.PARTLY_SUPPORTS, {}, None),
    (Support.CONTRADICTS, {}, None),
    # ... and on none
    (Support.SUPPORTS, {"pinned_by": ()}, "pinned passage"),
    (Support.PARTLY_SUPPORTS, {"pinned_by": ()}, "pinned passage"),
    (Support.CONTRADICTS, {"pinned_by": ()}, "pinned passage"),
    # silence needs no passage, but a page that is silent
    (Support.DOES_NOT_ADDRESS, {"pinned_by": ()}, None),
    (Support.DOES_NOT_ADDRESS, {"readable": False}, None),
    (Support.DOES_NOT_ADDRESS, {"captured": False, "readable": False}, "no copy"),
    # inaccessible is what the archive cannot read
    (Support.INACCESSIBLE, {"captured": False, "readable": False}, None),
    (Support.INACCESSIBLE, {"readable": False}, None),
    (Support.INACCESSIBLE, {}, "holds the text"),
    # taking a judgement back is always possible
    (Support.UNJUDGED, {}, None),
]


@pytest.mark.parametrize(("support", "facts", "refused"), SUPPORTS)
def test_a_judgement_of_a_source_needs_its_grounds(
    support: Support, facts: dict[str, object], refused: str | None
) -> None:
    """What a source says can be judged as far as the archive bears it out."""
    if refused is None:
        grounds.check_support(citation(**facts), support, reason="seen")
        return
    with pytest.raises(Refused, match=refused):
        grounds.check_support(citation(**facts), support, reason="seen")


def test_inaccessible_needs_a_reason() -> None:
    """Nobody waves a source through as inaccessible without a word."""
    with pytest.raises(Refused, match="needs a reason"):
        grounds.check_support(citation(readable=False), Support.INACCESSIBLE, reason=" ")


S, P, C, N = (
    Support.SUPPORTS,
    Support.PARTLY_SUPPORTS,
    Support.CONTRADICTS,
    Support.DOES_NOT_ADDRESS,
)
VERDICTS = [
    # verdict, what the sources are judged to say, whether it may be given
    (Verdict.SUPPORTED, (S,), True),
    (Verdict.SUPPORTED, (S, N), True),
    (Verdict.SUPPORTED, (P,), False),
    (Verdict.SUPPORTED, (S, C), False),  # a contradiction cannot be passed over
    (Verdict.SUPPORTED, (), False),
    (Verdict.PARTLY_SUPPORTED, (P,), True),
    (Verdict.PARTLY_SUPPORTED, (S,), True),  # two halves, one supported
    (Verdict.PARTLY_SUPPORTED, (N,), False),
    (Verdict.REFUTED, (C,), True),
    (Verdict.REFUTED, (C, S), True),  # a person may weigh
    (Verdict.REFUTED, (S,), False),
    (Verdict.CONFLICTING, (S, C), True),
    (Verdict.CONFLICTING, (P, C), True),
    (Verdict.CONFLICTING, (C,), False),
    (Verdict.CONFLICTING, (S,), False),
    (Verdict.NOT_ENOUGH_EVIDENCE, (), True),
    (Verdict.NOT_ENOUGH_EVIDENCE, (N,), True),
    (Verdict.UNVERIFIED, (S,), True),  # a verdict can be taken back
]


@pytest.mark.parametrize(("verdict", "supports", "allowed"), VERDICTS)
def test_a_verdict_fits_what_the_sources_say(
    verdict: Verdict, supports: tuple[Support, ...], allowed: bool
) -> None:
    """The rules refuse a verdict that the judged citations forbid, before and after."""
    facts = replace(claim(), citations=tuple(map(citation, supports)), verdict=verdict)
    assert grounds.is_borne_out(facts) is allowed
    if not allowed:
        with pytest.raises(Refused):
            grounds.check_verdict(facts, verdict, reason="why")


def test_opinions_are_not_judged() -> None:
    """An opinion takes `not_checkable` alone; a fact takes it with a reason only."""
    opinion = claim(checkable=False)
    grounds.check_verdict(opinion, Verdict.NOT_CHECKABLE, reason=None)
    with pytest.raises(Refused, match="not checkable"):
        grounds.check_verdict(opinion, Verdict.SUPPORTED, reason="why")
    grounds.check_verdict(claim(), Verdict.NOT_CHECKABLE, reason="a forecast")
    with pytest.raises(Refused, match="needs a reason"):
        grounds.check_verdict(claim(), Verdict.NOT_CHECKABLE, reason="")


SUBMITS = [
    # as it should be
    (claim(), None),
    # an opinion, with sources that nobody judged
    (claim(citation(Support.UNJUDGED), checkable=False, verdict=Verdict.NOT_CHECKABLE), None),
    (claim(verdict=Verdict.UNVERIFIED), "no verdict yet"),
    (claim(citation(), citation(Support.UNJUDGED)), "1 of 2 sources"),
    # the verdict was given before the source was judged otherwise
    (claim(citation(Support.CONTRADICTS)), "needs a citation that is judged supports"),
    # the passage is gone from what the source says now
    (claim(citation(drifted=True)), "no longer stands in"),
    # the source came back since it was judged
    (claim(citation(), citation(Support.INACCESSIBLE)), "holds the text"),
]


@pytest.mark.parametrize(("facts", "refused"), SUBMITS)
def test_a_claim_is_handed_in_and_signed_off_whole(facts: ClaimFacts, refused: str | None) -> None:
    """What may not be handed in may not be signed off either."""
    if refused is None:
        grounds.check_submit(facts)
        grounds.check_approve(facts, "reviewer", four_eyes=True)
        return
    for check in (
        lambda: grounds.check_submit(facts),
        lambda: grounds.check_approve(facts, "reviewer", four_eyes=True),
    ):
        with pytest.raises(Refused, match=refused):
            check()


CHECKERS = [
    # whoever gave the verdict, handed it in, judged a source or pinned a passage
    {"verdict_by": "reviewer"},
    {"submitted_by": "reviewer"},
    {"citations": (citation(judged_by="reviewer"),)},
    {"citations": (citation(pinned_by=("checker", "reviewer")),)},
    # the same name in capitals or in other letters of the same shape
    {"verdict_by": "Reviewer"},
    {"verdict_by": "ｒｅｖｉｅｗｅｒ"},
]


@pytest.mark.parametrize("work", CHECKERS)
def test_two_pairs_of_eyes(work: dict[str, object]) -> None:
    """Nobody signs off what rests on their own work, unless the desk has switched that off."""
    facts = claim(**work)
    with pytest.raises(Refused, match="somebody else"):
        grounds.check_approve(facts, "reviewer", four_eyes=True)
    grounds.check_approve(facts, "reviewer", four_eyes=False)
    grounds.check_approve(facts, "third person", four_eyes=True)


def test_the_last_passage_of_a_judgement_is_kept() -> None:
    """A passage may go while another is left, or when no judgement rests on it."""
    with pytest.raises(Refused, match="on this passage alone"):
        grounds.check_unpin(citation())
    grounds.check_unpin(citation(pinned_by=("checker", "checker")))
    for support in (Support.UNJUDGED, Support.DOES_NOT_ADDRESS, Support.INACCESSIBLE):
        grounds.check_unpin(citation(support))
