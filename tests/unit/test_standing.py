"""What follows from the facts: never more certainty than they hold."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import report_support
from claimcheck.core import standing
from claimcheck.core.claims import Origin
from claimcheck.core.drifts import Drift, DriftKind, Piece
from claimcheck.core.independence import Independence
from claimcheck.core.outcomes import SUCCESSES, Health, Outcome, Quality
from claimcheck.core.status import CitationStatus, DerivationStatus, FigureCheck
from claimcheck.core.workflow import State, Support, Verdict

HEALTHS = [
    # never looked
    (None, None, False, Health.UNARCHIVED),
    # there, and can serve as evidence
    (Outcome.ARCHIVED, Quality.OK, False, Health.FRESH),
    (Outcome.UNCHANGED, Quality.TRUNCATED, False, Health.FRESH),
    # something came back, but not the page
    (Outcome.ARCHIVED, Quality.SOFT_404, False, Health.DEAD),
    (Outcome.ARCHIVED, Quality.PAYWALL, False, Health.BLOCKED),
    (Outcome.ARCHIVED, Quality.EMPTY, False, Health.UNREACHABLE),
    # nothing came back
    (Outcome.NOT_FOUND, Quality.ERROR_PAGE, False, Health.DEAD),
    (Outcome.BLOCKED, Quality.CHALLENGE, False, Health.BLOCKED),
    (Outcome.ROBOTS_DENIED, None, False, Health.BLOCKED),
    (Outcome.TIMEOUT, None, False, Health.UNREACHABLE),
    # a passage that is gone is worse than anything else
    (Outcome.ARCHIVED, Quality.OK, True, Health.DRIFTED),
    (Outcome.NOT_FOUND, None, True, Health.DRIFTED),
]


@pytest.mark.parametrize(("outcome", "quality", "drifted", "health"), HEALTHS)
def test_health_follows_from_the_newest_attempt(
    outcome: Outcome | None, quality: Quality | None, drifted: bool, health: Health
) -> None:
    """How well the archive backs a citation is derived, never typed in."""
    assert standing.health_of_citation(outcome, quality, drifted=drifted) is health


@given(st.sampled_from(Outcome), st.none() | st.sampled_from(Quality))
def test_nothing_but_a_usable_page_is_fresh(outcome: Outcome, quality: Quality | None) -> None:
    """`fresh` needs a success and a page that is the page."""
    fresh = standing.health_of_citation(outcome, quality, drifted=False) is Health.FRESH
    usable = quality in (None, Quality.OK, Quality.TRUNCATED)
    assert fresh == (outcome in SUCCESSES and usable)
    assert fresh == (standing.next_step_for(outcome, quality) is None)


@given(st.lists(st.sampled_from(Health), min_size=1))
def test_a_claim_is_as_healthy_as_its_worst_citation(healths: list[Health]) -> None:
    """One bad citation shows; a claim that cites nothing is backed by nothing."""
    worst = standing.health_of_claim(healths)
    assert worst in healths
    assert worst is standing.health_of_claim([*healths, Health.FRESH])
    assert standing.health_of_claim([]) is Health.UNARCHIVED


def cited(support: Support, health: Health) -> CitationStatus:
    return CitationStatus(report_support.source(), "", Origin.AUTHOR, support, None, None, health)


citations = st.lists(
    st.builds(cited, st.sampled_from(Support), st.sampled_from(Health)), max_size=3
)
decided = st.sampled_from([verdict for verdict in Verdict if verdict is not Verdict.UNVERIFIED])


overrides = st.sampled_from([None, "it is about what the publisher said"])


@given(st.sampled_from(State), decided, citations, st.booleans(), st.booleans(), overrides)
def test_verified_means_that_nothing_is_open(
    state: State,
    verdict: Verdict,
    cited: list[CitationStatus],
    checkable: bool,
    circular: bool,
    override: str | None,
) -> None:
    """A claim is verified exactly when it is signed off and no open point is left."""
    origins = Independence(circular=circular)
    verified = standing.is_verified(
        state,
        checkable=checkable,
        supports=[citation.support for citation in cited],
        drifted=any(citation.health is Health.DRIFTED for citation in cited),
        circular=standing.is_circular(verdict, origins) and override is None,
    )
    points = standing.open_points(
        state, verdict, cited, checkable=checkable, origins=origins, override=override
    )
    assert verified == (state in (State.SIGNED_OFF, State.PUBLISHED) and not points)


def test_what_speaks_against_a_claim_is_loudest_first() -> None:
    """People's judgements lead, figures follow, each said once; a match is no alarm."""
    differs = FigureCheck("percent", "52%", "45%", "differs")
    citation = replace(
        cited(Support.CONTRADICTS, Health.FRESH),
        page_checks=(differs, differs, replace(differs, result="match")),
    )
    url = citation.source.url
    assert standing.alarms(Verdict.REFUTED, [citation]) == (
        "the verdict is refuted",
        f"{url} contradicts it",
        f"figure differs: the claim says 52%, {url} says 45%",
    )
    assert standing.alarms(Verdict.SUPPORTED, [cited(Support.SUPPORTS, Health.FRESH)]) == ()
    quoted = FigureCheck("quotation", "We will not", "We will", "differs")
    assert standing.alarms(Verdict.SUPPORTED, [replace(citation, page_checks=(quoted,))])[1:] == (
        f"quotation differs: the claim says “We will not”, {url} says “We will”",
    )
    denied = FigureCheck(
        "negation", "It rose.", "It did not rise.", "differs", "the source negates it"
    )
    assert standing.alarms(Verdict.SUPPORTED, [replace(citation, page_checks=(denied,))])[1:] == (
        f"the source negates it: the claim says “It rose.”, {url} says “It did not rise.”",
    )


@pytest.mark.parametrize(
    ("check", "changed", "found"),
    [
        ("match", (), ()),
        ("not_found", (), ()),  # the claim has no such figure: nothing to differ
        ("differs", (), ("computed figure differs: 1 + 2 = 3",)),
        (
            "match",
            ("2 now reads 4",),
            ("a computed figure rests on what has changed: 2 now reads 4",),
        ),
    ],
)
def test_a_computed_figure_can_be_an_alarm(
    check: str, changed: tuple[str, ...], found: tuple[str, ...]
) -> None:
    """What was computed otherwise, or rests on what has changed, speaks against a claim."""
    derived = DerivationStatus(
        "d1",
        "sum",
        ("1", "2"),
        (None, None),
        "3",
        check,
        "1 + 2 = 3",
        changed,
        None,
        "checker",
        report_support.NOW,
    )
    assert standing.alarms(Verdict.UNVERIFIED, [], derived=[derived]) == found
    assert derived.differs is bool(found)


CIRCLES = [
    # what rests on support is circular, and held until somebody takes that on
    (Verdict.SUPPORTED, None, True, True),
    (Verdict.PARTLY_SUPPORTED, None, True, True),
    (Verdict.SUPPORTED, "the publisher's own words are meant", True, False),
    # not judged yet: what there is, is told early
    (Verdict.UNVERIFIED, None, True, True),
    # what does not rest on it is not
    (Verdict.NOT_ENOUGH_EVIDENCE, None, False, False),
    (Verdict.REFUTED, None, False, False),
]


@pytest.mark.parametrize(("verdict", "override", "alarming", "held"), CIRCLES)
def test_circular_support_is_an_alarm_and_a_rule(
    verdict: Verdict, override: str | None, alarming: bool, held: bool
) -> None:
    """The alarm outlives an override, with its reason in it; the rule `circular` does not."""
    origins = Independence(circular=True, bearing=1)
    alarms = standing.alarms(verdict, [], origins, override=override)
    assert any(line.startswith("circular: ") for line in alarms) is alarming
    assert override is None or override in alarms[0]
    claim = report_support.claim(verdict=verdict, independence=origins, circular_override=override)
    report = replace(report_support.sample_report(), claims=(claim,))
    assert bool(standing.breaches(report, [standing.FailRule.CIRCULAR])) is held


def _check(result: str) -> FigureCheck:
    return FigureCheck("percent", "52 percent", "45 percent", result)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (["not_found", "match"], "match"),  # a figure need not stand in the best passage
        (["not_found", "differs"], "differs"),
        (["match", "differs"], "match"),  # the best passage bears it out
        (["differs", "match"], "differs"),  # what follows may be about something else
        (["not_found", "not_found"], "not_found"),
    ],
)
def test_the_best_passage_that_says_anything_decides(results: list[str], expected: str) -> None:
    """Over a source's passages, the first that gives the figure or another in its place counts."""
    (combined,) = standing.combine_checks([[_check(result)] for result in results])
    assert combined.result == expected


IN_SHORT = [
    ((("removed", "48,200"), ("added", "47,900")), ": 48,200 -> 47,900"),
    ((("same", "It is "), ("added", "not"), ("same", " planned")), ": now with “not”"),
    ((("removed", "not"),), ": without “not”"),
    ((("removed", "a" * 61), ("added", "b")), ""),  # more than a glance
    ((("same", "It is planned"),), ""),  # a notice alone changes no word
    ((), ""),
]


@pytest.mark.parametrize(("pieces", "said"), IN_SHORT)
def test_a_drift_is_told_with_what_differs(pieces: tuple[tuple[str, str], ...], said: str) -> None:
    """Whoever reads the alarm sees at once which words are others, unless they are many."""
    drift = Drift(DriftKind.REWORDED, "before", "after", tuple(Piece(*each) for each in pieces))
    assert drift.in_short == said
