"""From events to rows: what each event makes of the tables, and what it does when it is forged."""

import json
from datetime import UTC, datetime

import pytest

from claimcheck.core import ledger, projection
from claimcheck.core.ledger import Action, Event, LedgerProblem, Step

AT = datetime(2026, 3, 24, 9, 0, tzinfo=UTC)
KEY = "bridge-length"
URL = "https://bridge.example/"
CLAIM = {
    "key": KEY, "text": "It is long.", "report": None, "section": None, "quote": None,
    "claimant": None, "kind": "statement", "checkable": True, "hedge": None, "tags": [],
    "citations": [{"url": URL, "cited_as": URL, "origin": "author"}],
}  # fmt: skip
ADDED = Step(Action.CLAIM_ADDED, KEY, CLAIM)


def judged(support: str = "supports", verdict: str = "supported") -> list[Step]:
    return [
        Step(Action.CITATION_JUDGED, KEY,
             {"version": 2, "url": URL, "support": support, "reason": None}),
        Step(Action.CLAIM_JUDGED, KEY, {"version": 3, "verdict": verdict, "reason": "seen"}),
    ]  # fmt: skip


def events(*steps: Step) -> list[Event]:
    return ledger.chain(steps, ledger.EMPTY, at=AT, actor="checker")


def replay(*steps: Step) -> tuple[projection.Projection, list[str]]:
    problems: list[LedgerProblem] = []
    return projection.replay(events(*steps), problems), [p.problem for p in problems]


def test_a_judgement_carries_its_person() -> None:
    """Verdict and support are the actor's; what is taken back is nobody's."""
    tables, problems = replay(ADDED, *judged())
    (claim,), (cited,) = tables.rows["claims"].values(), tables.rows["citations"].values()
    assert (claim["verdict"], claim["verdict_by"], cited["judged_by"]) == (
        "supported", "checker", "checker",
    )  # fmt: skip
    tables, more = replay(ADDED, *judged(), *judged("unjudged", "unverified"))
    (claim,), (cited,) = tables.rows["claims"].values(), tables.rows["citations"].values()
    assert (claim["verdict_by"], cited["judged_by"]) == (None, None)
    assert problems + more == []


FORGED = [
    # JSON, but no step
    (Action.CLAIM_JUDGED, "null"),
    (Action.CLAIM_JUDGED, "[]"),
    (Action.CLAIM_JUDGED, '"text"'),
    # a field is missing
    (Action.CLAIM_JUDGED, '{"verdict":"supported"}'),
    # no JSON, and JSON that is a trap
    (Action.CLAIM_JUDGED, "{"),
    (Action.CLAIM_JUDGED, "[" * 100_000),
    (Action.REPORT_READ, '{"text":"x"}'),
    (Action.SENTENCE_WAIVED, '{"id":"w1","exact":"x"}'),
    # a waiver that was never given
    (Action.SENTENCE_UNWAIVED, '{"id":"w1"}'),
    # the wrong kind of value
    (Action.CLAIM_ADDED, '{"citations":["x"]}'),
    (Action.REPORT_ADDED, '{"references":[null]}'),
    (Action.EVIDENCE_PINNED, '{"version":1,"id":1}'),
    # twice the same claim
    (Action.CLAIM_ADDED, json.dumps(CLAIM)),
    # a step that nobody knows
    ("claim.forged", "{}"),
]


@pytest.mark.parametrize(("action", "body"), FORGED)
def test_a_forged_event_is_a_problem_not_a_crash(action: str, body: str) -> None:
    """An event that makes no sense is named; the replay goes on behind it."""
    (first,) = events(ADDED)
    forged = Event(2, AT, "checker", action, KEY, body, "", "")
    last = Event(3, AT, "checker", Action.PERSON_ADDED, "reviewer", '{"name":"reviewer"}', "", "")
    problems: list[LedgerProblem] = []
    tables = projection.replay([first, forged, last], problems)
    assert [(p.event, "cannot be replayed" in p.problem) for p in problems] == [(2, True)]
    assert ("reviewer",) in tables.rows["people"]


def test_an_event_for_nothing_is_a_problem() -> None:
    """A judgement of a claim that nobody brought cannot be replayed."""
    _, problems = replay(*judged())
    assert len(problems) == 2


ROWS = {("a",): {"text": "one"}, ("b",): {"text": "two"}}
COMPARED = [
    # the same; columns that the ledger says nothing of do not matter
    ({("a",): {"text": "one", "rank": 1}, ("b",): {"text": "two"}}, []),
    ({("a",): {"text": "one"}}, ["claims b: the row is missing; the ledger has it"]),
    ({**ROWS, ("c",): {}}, ["claims c: the row stands in no event of the ledger"]),
    ({**ROWS, ("b",): {"text": "2"}}, ["claims b: text is not what the ledger says"]),
    # several, in a fixed order
    ({("c",): {}, ("b",): {"text": ""}}, [
        "claims a: the row is missing; the ledger has it",
        "claims b: text is not what the ledger says",
        "claims c: the row stands in no event of the ledger",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("found", "said"), COMPARED)
def test_each_row_that_differs_is_named(
    found: dict[projection.Key, projection.Row], said: list[str]
) -> None:
    """A row that is missing, extra or other than the ledger says is named with its column."""
    problems = projection.compare("claims", ROWS, found)
    assert [f"{p.subject}: {p.problem}" for p in problems] == said


def changed(**changes: object) -> Step:
    body = {
        **CLAIM, "text": "It is short.", "before": {}, "reset": False,
        "verdict_reset": False, "to": "in_check",
        "version": 4, "kept": [URL], "dropped": [], "dropped_evidence": [],
    }  # fmt: skip
    return Step(Action.CLAIM_CHANGED, KEY, {**body, **changes})


def test_another_text_takes_every_judgement_back() -> None:
    """After `reset` verdict and supports are open again; without it they stay."""
    kept, back = (False, "supported", "supports"), (True, "unverified", "unjudged")
    for reset, verdict, support in (kept, back):
        tables, problems = replay(ADDED, *judged(), changed(reset=reset, verdict_reset=reset))
        (claim,), (cited,) = tables.rows["claims"].values(), tables.rows["citations"].values()
        assert (claim["text"], claim["verdict"], cited["support"]) == (
            "It is short.", verdict, support,
        )  # fmt: skip
        assert (cited["judged_by"] is None) == reset
        assert problems == []


def test_a_dropped_source_is_gone() -> None:
    """A citation that the claim no longer has leaves no row; a new one comes unjudged."""
    other = {"url": URL + "new", "cited_as": URL, "origin": "inferred"}
    step = changed(citations=[other], kept=[], dropped=[URL])
    tables, problems = replay(ADDED, *judged(), step)
    (cited,) = tables.rows["citations"].values()
    assert (cited["origin"], cited["support"], problems) == ("inferred", "unjudged", [])


def test_a_sign_off_that_is_older_than_the_rule_has_no_override() -> None:
    """Events from before circular support was looked for replay as they did; a move clears it."""
    old = {"move": "approve", "from": "in_review", "to": "signed_off", "assignee": "checker"}
    for body, expected in (
        (old, None),
        (old | {"circular_override": None}, None),
        (old | {"circular_override": "its own words"}, "its own words"),
    ):
        tables, problems = replay(ADDED, Step(Action.CLAIM_MOVED, KEY, body | {"version": 2}))
        (claim,) = tables.rows["claims"].values()
        assert (claim["circular_override"], problems) == (expected, [])
        reopened = Step(Action.CLAIM_MOVED, KEY, old | {"to": "in_check", "version": 3})
        tables, _ = replay(ADDED, Step(Action.CLAIM_MOVED, KEY, body | {"version": 2}), reopened)
        (claim,) = tables.rows["claims"].values()
        assert claim["circular_override"] is None
