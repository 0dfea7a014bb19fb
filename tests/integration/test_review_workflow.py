"""The workflow as its people meet it, on both databases."""

import json
from collections.abc import Callable, Iterator

import pytest

from claimcheck.app import intake, judging, queueing, reviewing, statuses
from claimcheck.app.desk import How
from claimcheck.app.judging import Judgement, Passage
from claimcheck.app.workspace import Workspace
from claimcheck.core.outcomes import Health
from claimcheck.core.workflow import State, Support, Verdict
from claimcheck.errors import BadInput, Outdated, Refused, UnknownName
from conftest import OpenAs
from desk_support import (
    KEY,
    OTHER,
    SAYS,
    TEXT,
    Pages,
    add,
    checked,
    events_of,
    fetch,
    problems_of,
    serve_pages,
    signed_off,
    snapshot,
)

SUPPORTED = Judgement(
    passage=Passage(SAYS), support=Support.SUPPORTS, verdict=Verdict.SUPPORTED, reason="it says so"
)


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serve_pages() as served:
        yield served


def claim_of(workspace: Workspace, key: str = KEY) -> statuses.ClaimStatus:
    return statuses.read_claim_status(workspace, key)


def test_a_claim_goes_the_whole_way(open_as: OpenAs, pages: Pages) -> None:
    """Checked, handed in, signed off by a second person, published: verified, nothing open."""
    signed_off(open_as(), open_as("reviewer"), pages)
    claim = claim_of(open_as())
    assert (claim.state, claim.verdict, claim.verified) == (
        State.PUBLISHED,
        Verdict.SUPPORTED,
        True,
    )
    assert claim.open_points == ()
    assert [event.action for event in claim.events] == [
        "claim.added", "claim.moved", "evidence.pinned", "citation.judged", "claim.judged",
        "claim.moved", "claim.moved", "claim.moved", "claim.noted",
    ]  # fmt: skip
    assert problems_of(open_as()) == []


def test_a_sign_off_covers_all_it_rests_on(open_as: OpenAs, pages: Pages) -> None:
    """The event of a sign-off spells out text, verdict, passages, digests, reasons and people."""
    url = signed_off(open_as(), open_as("reviewer"), pages)
    approved = next(e for e in events_of(open_as()) if '"move":"approve"' in e.body)
    rests_on = json.loads(approved.body)["decided_on"]
    digest = claim_of(open_as()).citations[0].source.payload_sha256
    (citation,) = rests_on["citations"]
    captured_at = citation["capture"]["captured_at"]
    assert approved.actor == "reviewer"
    assert rests_on == {
        "claim": TEXT,
        "checkable": True,
        "verdict": "supported",
        "reason": "read it twice",
        "by": "checker",
        "citations": [
            {
                "url": url,
                "capture": {"payload_sha256": digest, "captured_at": captured_at},
                "support": "supports",
                "reason": "read it twice",
                "by": "checker",
                "passages": [
                    {
                        "exact": SAYS,
                        "by": "checker",
                        "payload_sha256": digest,
                        "captured_at": captured_at,
                    }
                ],
            }
        ],
    }


def test_every_judgement_covers_the_capture_that_was_read(
    workspace: Workspace, pages: Pages
) -> None:
    """A judgement without a passage names the copy that lay there to read all the same."""
    add(workspace, pages.put("/bridge", OTHER))
    fetch(workspace)
    silent = Judgement(support=Support.DOES_NOT_ADDRESS, verdict=Verdict.NOT_ENOUGH_EVIDENCE)
    judging.judge(workspace, KEY, silent)
    digest = claim_of(workspace).citations[0].source.payload_sha256
    judged = [json.loads(e.body) for e in events_of(workspace) if "judged" in e.action]
    assert len(judged) == 2
    for body in judged:
        assert body["decided_on"]["citations"][0]["capture"]["payload_sha256"] == digest


# Each row: how far the claim is brought, who tries what, and the words of the refusal.
Act = Callable[[Workspace], None]


def _judge(**what: object) -> Act:
    return lambda workspace: judging.judge(workspace, KEY, Judgement(**what))  # type: ignore[arg-type]


REFUSED_WHILE_OPEN: list[tuple[str, Act, str]] = [
    # a source that nobody quoted cannot support
    ("no pin", _judge(support=Support.SUPPORTS), "needs a pinned passage"),
    # a verdict needs a judged source
    ("no support", _judge(verdict=Verdict.SUPPORTED), "needs a citation that is judged"),
    # the archive has a readable copy
    ("readable", _judge(support=Support.INACCESSIBLE, reason="?"), "holds the text"),
    # words that are not in the capture
    ("not there", _judge(passage=Passage("413 metres")), "do not stand in the capture"),
    ("blank", _judge(passage=Passage(" ")), "do not stand in the capture"),
    # words that stand there twice
    ("twice", _judge(passage=Passage("bridge office")), "more than once"),
    # a claim marked as checkable needs a reason to be called otherwise
    ("no reason", _judge(verdict=Verdict.NOT_CHECKABLE), "needs a reason"),
    # nothing was handed in
    ("approve", lambda w: reviewing.approve(w, KEY), "cannot approve from there"),
    ("submit", lambda w: reviewing.submit(w, KEY), "cannot submit from there"),
    ("withdraw", lambda w: reviewing.withdraw(w, KEY, " "), "needs a reason"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "words"),
    [row[1:] for row in REFUSED_WHILE_OPEN],
    ids=[r[0] for r in REFUSED_WHILE_OPEN],
)
def test_a_refused_step_says_why_and_leaves_nothing(
    workspace: Workspace, pages: Pages, act: Act, words: str
) -> None:
    """What a rule forbids is refused with the rule, and no table and no event has changed."""
    add(workspace, pages.put("/bridge", SAYS, OTHER))
    fetch(workspace)
    before = snapshot(workspace)
    with pytest.raises(Refused, match=words) as refused:
        act(workspace)
    assert refused.value.next_step
    assert snapshot(workspace) == before


def test_nobody_signs_off_their_own_check(open_as: OpenAs, pages: Pages) -> None:
    """Four eyes: whoever pinned, judged, decided or handed in does not sign off, however spelt."""
    checked(open_as(), pages)
    for name in ("checker", "Checker", "ｃｈｅｃｋｅｒ"):
        with pytest.raises(Refused, match="somebody else has to sign it off"):
            reviewing.approve(open_as(name), KEY)
    reviewing.approve(open_as("reviewer"), KEY)
    assert claim_of(open_as()).state is State.SIGNED_OFF


def test_a_desk_of_one_says_so(open_as: OpenAs, pages: Pages) -> None:
    """With four-eyes off one person can do both; the ledger and every report say so for good."""
    checked(open_as(), pages)
    reviewing.approve(open_as(four_eyes=False), KEY)
    assert claim_of(open_as()).events[-1].summary.endswith("(four-eyes off)")
    notes = statuses.read_status(open_as()).notes
    assert any("1 sign-off so far" in note for note in notes)


def test_a_changed_judgement_takes_the_verdict_back(workspace: Workspace, pages: Pages) -> None:
    """No verdict stands that the sources, as they are now judged, do not bear out."""
    add(workspace, pages.put("/bridge", SAYS, OTHER))
    fetch(workspace)
    judging.judge(workspace, KEY, SUPPORTED)
    judging.judge(workspace, KEY, Judgement(support=Support.CONTRADICTS))
    claim = claim_of(workspace)
    assert (claim.verdict, claim.citations[0].support) == (
        Verdict.UNVERIFIED,
        Support.CONTRADICTS,
    )
    assert claim.events[-1].summary == "verdict unverified: its sources are judged otherwise now"
    with pytest.raises(Refused, match="no verdict yet"):
        reviewing.submit(workspace, KEY)
    assert problems_of(workspace) == []


def test_the_last_passage_of_a_judgement_stays(workspace: Workspace, pages: Pages) -> None:
    """A passage that a judgement rests on can be replaced, not taken away."""
    add(workspace, pages.put("/bridge", SAYS, OTHER))
    fetch(workspace)
    judging.judge(workspace, KEY, SUPPORTED)
    first = claim_of(workspace).citations[0].passages[0]
    with pytest.raises(Refused, match="on this passage alone"):
        judging.unpin(workspace, KEY, first.id)
    judging.pin(workspace, KEY, Passage(OTHER))
    judging.unpin(workspace, KEY, first.id[:6])
    (left,) = claim_of(workspace).citations[0].passages
    assert left.exact == OTHER
    judging.judge(workspace, KEY, Judgement(support=Support.UNJUDGED))
    judging.unpin(workspace, KEY, left.id)
    assert claim_of(workspace).citations[0].passages == ()
    assert problems_of(workspace) == []


def test_what_its_source_no_longer_says_is_not_signed_off(open_as: OpenAs, pages: Pages) -> None:
    """Evidence that drifted between check and sign-off has to be looked at again first."""
    checker, reviewer = open_as(), open_as("reviewer")
    checked(checker, pages)
    pages.put("/bridge", SAYS.replace("412", "421"), OTHER)
    fetch(checker)
    with pytest.raises(Refused, match="no longer stands in") as refused:
        reviewing.approve(reviewer, KEY)
    assert "send-back" in refused.value.next_step
    assert claim_of(checker).health is Health.DRIFTED
    reviewing.send_back(reviewer, KEY, "the page says 421 now")
    with pytest.raises(Refused, match="no longer stands in"):
        reviewing.submit(checker, KEY)


def test_what_has_drifted_is_not_published(open_as: OpenAs, pages: Pages) -> None:
    """A sign-off whose evidence has drifted since does not go out silently; it comes up first."""
    checker, reviewer = open_as(), open_as("reviewer")
    checked(checker, pages)
    reviewing.approve(reviewer, KEY)
    pages.put("/bridge", OTHER)
    fetch(checker)
    with pytest.raises(Refused, match="no longer stands in") as refused:
        reviewing.publish(reviewer, KEY)
    assert "reopen" in refused.value.next_step
    assert not claim_of(checker).verified
    add(checker, pages.put("/other", OTHER), key="another")
    assert queueing.next_claim(checker) == KEY


def test_a_page_that_changed_elsewhere_still_says_it(open_as: OpenAs, pages: Pages) -> None:
    """A newer copy in which the passage stands as before holds nothing up."""
    checked(open_as(), pages)
    pages.put("/bridge", SAYS, "It is repainted every ten years.")
    fetch(open_as())
    reviewing.approve(open_as("reviewer"), KEY)
    assert claim_of(open_as()).verified


def test_a_source_that_came_back_has_to_be_read(open_as: OpenAs, pages: Pages) -> None:
    """`inaccessible` holds only as long as the archive has no text of the source."""
    checker = open_as()
    add(checker, f"{pages.base}/bridge")
    fetch(checker)
    gone = Judgement(
        support=Support.INACCESSIBLE, verdict=Verdict.NOT_ENOUGH_EVIDENCE, reason="it is gone"
    )
    judging.judge(checker, KEY, gone)
    reviewing.submit(checker, KEY)
    pages.put("/bridge", SAYS)
    fetch(checker)
    with pytest.raises(Refused, match="holds the text"):
        reviewing.approve(open_as("reviewer"), KEY)


def test_reopening_keeps_the_judgements(open_as: OpenAs, pages: Pages) -> None:
    """A reopened claim is in check, in nobody's hands, with all that was judged before."""
    checker, reviewer = open_as(), open_as("reviewer")
    signed_off(checker, reviewer, pages)
    reviewing.reopen(reviewer, KEY, "a reader wrote in")
    claim = claim_of(checker)
    assert (claim.state, claim.assignee, claim.verdict) == (
        State.IN_CHECK,
        None,
        Verdict.SUPPORTED,
    )
    assert claim.citations[0].support is Support.SUPPORTS
    judging.judge(reviewer, KEY, Judgement(verdict=Verdict.NOT_ENOUGH_EVIDENCE))
    assert claim_of(checker).assignee == "reviewer"
    with pytest.raises(Refused, match="is with reviewer"):
        judging.pin(checker, KEY, Passage(OTHER))


def test_a_claim_is_taken_over_only_when_that_is_said(open_as: OpenAs, pages: Pages) -> None:
    """What another checker has is left alone; `over` takes it, and the log says who."""
    checker, second = open_as(), open_as("second checker")
    add(checker, pages.put("/bridge", SAYS))
    reviewing.take(checker, KEY)
    before = snapshot(checker)
    reviewing.take(checker, KEY)
    assert snapshot(checker) == before
    with pytest.raises(Refused, match="is with checker"):
        reviewing.take(second, KEY)
    reviewing.take(second, KEY, over=True)
    assert claim_of(checker).assignee == "second checker"


def test_a_claim_without_a_source_is_never_verified(open_as: OpenAs, pages: Pages) -> None:
    """Nothing is verified against no source, however many people sign."""
    checker = open_as()
    url = pages.put("/bridge", SAYS)
    add(checker, url)
    file = b'{"version": 1, "claims": [{"key": "bridge-length", "text": "%s"}]}' % TEXT.encode()
    intake.import_claims(checker, intake.claims_file.parse_claims_file(file, "claims.json"))
    with pytest.raises(Refused, match="needs a citation"):
        judging.judge(checker, KEY, Judgement(verdict=Verdict.SUPPORTED))
    judging.judge(checker, KEY, Judgement(verdict=Verdict.NOT_ENOUGH_EVIDENCE))
    reviewing.submit(checker, KEY)
    reviewing.approve(open_as("reviewer"), KEY)
    claim = claim_of(checker)
    assert (claim.state, claim.verified) == (State.SIGNED_OFF, False)
    assert claim.open_points == ("no source is cited for it",)


QUOTES = [
    # accents, composed as on the page
    "Die Brücke ist 412 m lang.",
    # beyond the basic plane: positions count code points
    "🌉 spans 412 metres 🌉",
    # right to left
    "طول الجسر 412 مترا",
    # typographic quotes and a no-break space
    "“412\u00a0metres”, says the office",
]


@pytest.mark.parametrize("quote", QUOTES)
def test_any_script_can_be_pinned(workspace: Workspace, pages: Pages, quote: str) -> None:
    """What is pinned are the words of the capture, in whatever script, white space aside."""
    add(workspace, pages.put("/bridge", "Before.", f"It begins: {quote} It ends."))
    fetch(workspace)
    judging.pin(workspace, KEY, Passage(quote))
    (pinned,) = claim_of(workspace).citations[0].passages
    assert (pinned.exact.split(), pinned.pinned_by) == (quote.split(), "checker")
    assert problems_of(workspace) == []


def test_a_quote_may_break_where_the_terminal_did(workspace: Workspace, pages: Pages) -> None:
    """Line breaks of a copied quote do not matter; the capture's own words are what is kept."""
    add(workspace, pages.put("/bridge", SAYS))
    fetch(workspace)
    judging.pin(workspace, KEY, Passage("measures 412\n   metres from"))
    (pinned,) = claim_of(workspace).citations[0].passages
    assert pinned.exact == "measures 412 metres from"


UNKEEPABLE = [
    "a\x00b",  # Postgres keeps no NUL
    "a\x1b[2Jb",  # a terminal would obey
    "a\udcffb",  # bytes of a command line that were no UTF-8
    "a" * 10_001,
]


@pytest.mark.parametrize("text", UNKEEPABLE, ids=["nul", "escape", "surrogate", "endless"])
def test_what_cannot_be_kept_is_refused_plainly(
    workspace: Workspace, pages: Pages, text: str
) -> None:
    """A note or a reason that no database keeps is bad input, not a crash, and leaves nothing."""
    add(workspace, pages.put("/bridge", SAYS))
    before = snapshot(workspace)
    for act in (
        lambda: reviewing.note(workspace, KEY, text),
        lambda: reviewing.withdraw(workspace, KEY, text),
        lambda: judging.judge(workspace, KEY, Judgement(verdict=Verdict.UNVERIFIED, reason=text)),
    ):
        with pytest.raises(BadInput) as refused:
            act()
        assert refused.value.next_step
    with pytest.raises(UnknownName, match="no claim"):
        reviewing.take(workspace, text)
    assert snapshot(workspace) == before


def test_a_number_of_another_source_is_not_pinned(workspace: Workspace, pages: Pages) -> None:
    """A passage number and a source that do not go together are refused, not guessed at."""
    first, second = pages.put("/bridge", SAYS), pages.put("/copy", SAYS)
    add(workspace, first, second)
    fetch(workspace)
    judging.ensure_proposals(workspace, KEY)
    with pytest.raises(BadInput, match="passage 1 is one of"):
        judging.pin(workspace, KEY, Passage(number=1), source=second)
    judging.pin(workspace, KEY, Passage(number=1), source=first)
    pinned = claim_of(workspace).citations
    assert [bool([p for p in c.passages if p.pinned_by]) for c in pinned] == [True, False]


def test_a_trial_changes_nothing(workspace: Workspace, pages: Pages) -> None:
    """A dry run passes every rule and leaves tables, ledger and witness as they were."""
    add(workspace, pages.put("/bridge", SAYS))
    fetch(workspace)
    before = snapshot(workspace)
    judging.judge(workspace, KEY, SUPPORTED, how=How(dry_run=True))
    with pytest.raises(Refused):
        reviewing.submit(workspace, KEY, how=How(dry_run=True))
    assert snapshot(workspace) == before
    assert problems_of(workspace) == []


def test_a_decision_on_an_old_version_is_refused(open_as: OpenAs, pages: Pages) -> None:
    """Whoever names the version they looked at is told when somebody was faster."""
    add(open_as(), pages.put("/bridge", SAYS))
    seen = claim_of(open_as()).version
    reviewing.take(open_as("second checker"), KEY)
    with pytest.raises(Outdated, match="somebody changed it"):
        reviewing.withdraw(open_as(), KEY, "not needed", how=How(version=seen))


def test_the_queue_knows_whose_turn_it_is(open_as: OpenAs, pages: Pages) -> None:
    """Own checks come before reviews, reviews before what nobody took; own work is not offered."""
    checker, reviewer = open_as(), open_as("reviewer")
    checked(checker, pages)
    assert (queueing.next_claim(checker), queueing.next_claim(reviewer)) == (None, KEY)
    add(checker, pages.put("/other", OTHER), key="open-one")
    assert (queueing.next_claim(checker), queueing.next_claim(reviewer)) == ("open-one", KEY)
    reviewing.take(reviewer, "open-one")
    assert (queueing.next_claim(checker), queueing.next_claim(reviewer)) == (None, "open-one")
    reviewing.send_back(reviewer, KEY, "which bank?")
    assert queueing.next_claim(checker) == KEY
