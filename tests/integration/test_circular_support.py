"""Independence at the desk, on both databases: what is counted, refused, taken on and shown."""

import json
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import sqlalchemy as sa

from claimcheck.app import (
    checking,
    independences,
    intake,
    judging,
    reading,
    reporting,
    reviewing,
    statuses,
)
from claimcheck.app.independences import Told
from claimcheck.app.judging import Judgement, Passage
from claimcheck.app.workspace import Workspace
from claimcheck.core import claims_file, standing
from claimcheck.core.independence import Independence, Tie
from claimcheck.core.standing import FailRule
from claimcheck.core.workflow import State, Support, Verdict
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.errors import BadInput, Refused
from claimcheck.settings import Settings
from cli_support import Here
from conftest import OpenAs
from desk_support import KEY, SAYS, TEXT, Pages, events_of, fetch, problems_of, serve_pages

WHY = "The claim is about what the publisher itself announced."
STORY = [
    SAYS,
    "The old bridge was closed in the autumn after divers had found cracks in two of its piers.",
    "Traffic went over the ferry for three years while the council looked for a builder.",
    "The first to cross the new one were the children of the school on the north bank.",
    "Its lamps are lit from dusk to dawn and its keeper lives in the small house beside the gate.",
]  # fmt: skip
OTHER_STORY = [
    SAYS,
    "Engineers of the river office measured all spans again last month with a laser from a boat.",
    "They list eleven bridges between the lock and the sea, of which this is the longest.",
    "The tables give height above water, load, year and the firm that holds the contract.",
    "Whoever wants the raw values can write to the office, which answers every first Monday.",
]  # fmt: skip


ADDED = "This article first appeared in another paper, whose editors kindly let us print it here."


@pytest.fixture
def sites() -> Iterator[list[Pages]]:
    """Three sites, each at an address of its own and so with a publisher of its own."""
    with ExitStack() as stack:
        yield [stack.enter_context(serve_pages(f"127.0.0.{n}")) for n in (1, 2, 3)]


def bring(workspace: Workspace, *urls: str, **report: str) -> None:
    """Put a claim on record that cites these addresses, in a report of which this is known."""
    claim = {"key": KEY, "text": TEXT, "sources": list(urls)}
    content = {"version": 1, "report": {"key": "report", "title": "Bridges", **report}}
    written = json.dumps(content | {"claims": [claim]}).encode()
    intake.import_claims(workspace, claims_file.parse_claims_file(written, "claims.json"))


def judged(workspace: Workspace, *urls: str) -> None:
    """Judge each source to support the claim, and hand it in."""
    fetch(workspace)
    for url in urls:
        judging.judge(workspace, KEY, Judgement(url, Passage(SAYS), Support.SUPPORTS))
    judging.judge(workspace, KEY, Judgement(verdict=Verdict.SUPPORTED, reason="read it"))
    reviewing.submit(workspace, KEY)


def circular(workspace: Workspace, site: Pages) -> str:
    """Hand a claim in that nothing but another page of its report's publisher supports."""
    url = site.put("/bridge", *STORY)
    bring(workspace, url, url=site.base + "/report")
    judged(workspace, url)
    return url


def claim_of(workspace: Workspace) -> statuses.ClaimStatus:
    return statuses.read_claim_status(workspace, KEY)


def test_copies_are_counted_once(workspace: Workspace, sites: list[Pages]) -> None:
    """Three publishers, two texts: two origins, before fingerprints are stored and after."""
    copy = [site.put("/bridge", *STORY) for site in sites[:2]]
    own = sites[2].put("/bridges", *OTHER_STORY)
    bring(workspace, *copy, own)
    fetch(workspace)
    before = claim_of(workspace).independence
    assert stored(workspace) == 0
    checking.find_evidence(workspace)
    assert stored(workspace) == 2  # the copies are one payload
    assert claim_of(workspace).independence == before
    (whole,) = statuses.read_status(workspace).claims
    assert whole.independence == before
    assert before.independent_origins == 2
    assert [group.urls for group in before.groups] == [tuple(copy), (own,)]
    assert [bond.tie for bond in before.groups[0].bonds] == [Tie.SAME_TEXT]


def stored(workspace: Workspace) -> int:
    """Count the fingerprints in the database."""
    with workspace.reader.connect() as connection:
        query = sa.text("SELECT count(fingerprint) FROM documents")
        return int(connection.execute(query).scalar_one())


def test_near_copies_are_settled_by_their_texts(workspace: Workspace, sites: list[Pages]) -> None:
    """A copy with a sentence cut and one added is a copy; how much it shares is said."""
    urls = [
        sites[0].put("/bridge", *STORY),
        sites[1].put("/bridge", *STORY[:-1], ADDED),
    ]
    bring(workspace, *urls)
    fetch(workspace)
    checking.find_evidence(workspace)
    found = claim_of(workspace).independence
    assert found.independent_origins == 1
    (bond,) = found.groups[0].bonds
    assert bond.tie is Tie.SAME_TEXT
    assert 50 <= int(bond.detail.rstrip("%")) < 100


def test_circular_support_is_refused(open_as: OpenAs, sites: list[Pages]) -> None:
    """What only the report's publisher supports is not signed off; the refusal says what to do."""
    circular(open_as(), sites[0])
    claim = claim_of(open_as())
    assert claim.independence.circular
    assert claim.alarms == (
        "circular: nothing independent of the report supports it; "
        "its source is of the report's own publisher (127.0.0.1)",
    )
    with pytest.raises(Refused, match="circular") as refused:
        reviewing.approve(open_as("reviewer"), KEY)
    assert "--override-circular" in refused.value.next_step
    assert claim_of(open_as()).state is State.IN_REVIEW
    report = statuses.read_status(open_as())
    assert standing.breaches(report, [FailRule.CIRCULAR]) == (f"circular: {KEY}",)


def test_an_override_is_on_record_and_stays_loud(open_as: OpenAs, sites: list[Pages]) -> None:
    """Its reason is in the ledger, the history, the claim and the alarm; then it is verified."""
    circular(open_as(), sites[0])
    reviewing.approve(open_as("reviewer"), KEY, override_circular=f" {WHY} ")
    reviewing.publish(open_as("reviewer"), KEY)
    claim = claim_of(open_as())
    assert (claim.state, claim.verified) == (State.PUBLISHED, True)
    assert claim.circular_override == WHY
    assert claim.alarms[0].endswith(f"; signed off all the same: {WHY}")
    approved = json.loads(next(e for e in events_of(open_as()) if '"approve"' in e.body).body)
    assert approved["circular_override"] == WHY
    assert (approved["circular"], approved["independent_origins"]) == (True, 0)
    assert any(f"(although circular: {WHY})" in event.summary for event in claim.events)
    assert problems_of(open_as()) == []
    assert standing.breaches(statuses.read_status(open_as()), [FailRule.CIRCULAR]) == ()


def test_an_override_ends_with_the_sign_off(open_as: OpenAs, sites: list[Pages]) -> None:
    """A claim that is checked again needs the reason again."""
    circular(open_as(), sites[0])
    reviewer = open_as("reviewer")
    reviewing.approve(reviewer, KEY, override_circular=WHY)
    reviewing.reopen(reviewer, KEY, "the page has changed")
    assert claim_of(open_as()).circular_override is None
    reviewing.take(open_as(), KEY)
    reviewing.submit(open_as(), KEY)
    with pytest.raises(Refused, match="circular"):
        reviewing.approve(reviewer, KEY)
    assert problems_of(open_as()) == []


def test_an_override_needs_a_reason_and_a_circle(open_as: OpenAs, sites: list[Pages]) -> None:
    """An empty reason is no reason, and where the rule does not refuse there is none to give."""
    urls = [sites[0].put("/bridge", *STORY), sites[1].put("/bridges", *OTHER_STORY)]
    bring(open_as(), *urls, url=sites[0].base + "/report")
    judged(open_as(), *urls)
    with pytest.raises(BadInput, match="no reason"):
        reviewing.approve(open_as("reviewer"), KEY, override_circular="  ")
    with pytest.raises(Refused, match="nothing to override"):
        reviewing.approve(open_as("reviewer"), KEY, override_circular=WHY)
    reviewing.approve(open_as("reviewer"), KEY)
    assert claim_of(open_as()).verified
    assert claim_of(open_as()).independence.supporting_origins == 1


def test_support_that_turns_out_circular_takes_the_verification(
    open_as: OpenAs, sites: list[Pages]
) -> None:
    """When the report's publisher becomes known after the sign-off, it no longer counts."""
    url = sites[0].put("/bridge", *STORY)
    bring(open_as(), url)
    judged(open_as(), url)
    reviewing.approve(open_as("reviewer"), KEY)
    assert claim_of(open_as()).verified
    bring(open_as(), url, url=sites[0].base + "/report")
    claim = claim_of(open_as())
    assert (claim.state, claim.verified) == (State.SIGNED_OFF, False)
    assert claim.alarms
    with pytest.raises(Refused, match="circular") as refused:
        reviewing.publish(open_as("reviewer"), KEY)
    assert f"review reopen {KEY}" in refused.value.next_step


def test_the_reports_own_text_is_known_again(open_as: OpenAs, sites: list[Pages]) -> None:
    """Where the report's page is archived too, who republishes it is no source of its own."""
    workspace = open_as()
    report = sites[0].put("/report", *STORY)
    copy = sites[1].put("/bridge", *STORY)
    bring(workspace, report, copy, url=report)
    fetch(workspace)
    found = claim_of(workspace).independence
    assert [bond.tie for bond in found.own] == [Tie.REPORT, Tie.REPORT_COPY]
    bring(workspace, copy, url=report)  # the report is no source of the claim any more
    found = claim_of(workspace).independence
    assert [bond.tie for bond in found.own] == [Tie.REPORT_COPY]
    assert "no source is independent of the report" in " ".join(claim_of(workspace).open_points)
    assert any("independent" in note for note in statuses.read_status(workspace).notes)
    judging.judge(workspace, KEY, Judgement(copy, Passage(SAYS), Support.SUPPORTS))
    judging.judge(workspace, KEY, Judgement(verdict=Verdict.SUPPORTED, reason="read it"))
    reviewing.submit(workspace, KEY)
    with pytest.raises(Refused, match="carries the report's text"):
        reviewing.approve(open_as("reviewer"), KEY)


def test_another_verdict_is_no_circle(open_as: OpenAs, sites: list[Pages]) -> None:
    """Only what is called supported rests on its support: other verdicts are signed off."""
    url = sites[0].put("/bridge", *STORY)
    bring(open_as(), url, url=sites[0].base + "/report")
    fetch(open_as())
    judging.judge(open_as(), KEY, Judgement(url, Passage(SAYS), Support.SUPPORTS))
    assert claim_of(open_as()).alarms  # no verdict yet, but this is what there is
    judging.judge(open_as(), KEY, Judgement(verdict=Verdict.NOT_ENOUGH_EVIDENCE))
    reviewing.submit(open_as(), KEY)
    reviewing.approve(open_as("reviewer"), KEY)
    claim = claim_of(open_as())
    assert claim.verified
    assert claim.alarms == ()


def test_copies_that_were_edited_since_are_still_copies(
    workspace: Workspace, sites: list[Pages]
) -> None:
    """What people judged counts, not what a page says now: an edit adds no independent origin."""
    urls = [site.put("/bridge", *STORY) for site in sites[:2]]
    bring(workspace, *urls, url=sites[2].base + "/report")
    judged(workspace, *urls)
    assert claim_of(workspace).independence.supporting_origins == 1
    sites[0].put("/bridge", *OTHER_STORY)
    fetch(workspace)
    reading.read_documents(workspace)
    assert claim_of(workspace).independence.supporting_origins == 1


def test_what_pages_say_of_themselves_counts(workspace: Workspace, sites: list[Pages]) -> None:
    """Links, canonical addresses and publishers' names tie sources; odd addresses are passed by."""
    urls = [sites[0].put("/bridge", *STORY), sites[1].put("/bridges", *OTHER_STORY)]
    bring(workspace, *urls, url=sites[2].base + "/report")
    fetch(workspace)

    def told(*pages: Told) -> Independence:
        with workspace.reading() as session:
            claims = claim_queries.all_claims(session)
            cited = claim_queries.citations_of(session)
            held = independences.held_by(source_queries.source_records(session))
            digests = [held[source.id][0].payload_sha256 for _, source in cited[KEY]]
            said = dict(zip(digests, pages, strict=True))
            return independences.of_claims(session, claims, cited, held, told=said)[KEY]

    assert told(Told(), Told()).independent_origins == 2
    mutual = told(Told(links="javascript:x\n" + urls[1] + "#top"), Told(links=urls[0]))
    assert mutual.groups[0].bonds[0].tie is Tie.CITE_EACH_OTHER
    canonical = told(Told(canonical="https://a.example/x"), Told(canonical="https://a.example/x?"))
    assert canonical.groups[0].bonds[0].tie is Tie.SAME_PAGE
    named = told(Told(publisher="River Office"), Told(publisher="River office"))
    assert named.groups[0].bonds[0].tie is Tie.SAME_PUBLISHER
    only = told(Told(links=sites[2].base + "/report"), Told())
    assert (only.own[0].tie, only.independent_origins) == (Tie.REPORT_ONLY_SOURCE, 1)


def test_pages_that_cite_each_other_are_one_origin(
    workspace: Workspace, sites: list[Pages]
) -> None:
    """Links are read off the captured pages; one way alone, or to a front page, ties nothing."""
    first, second = (site.base + "/bridge" for site in sites[:2])
    sites[0].put("/bridge", *STORY, second + "#top")
    sites[1].put("/bridge", *OTHER_STORY, sites[0].base + "/")
    bring(workspace, first, second)
    fetch(workspace)
    assert claim_of(workspace).independence.independent_origins == 2
    sites[1].put("/bridge", *OTHER_STORY, first)
    fetch(workspace)
    reading.read_documents(workspace)
    (group,) = claim_of(workspace).independence.groups
    assert [bond.tie for bond in group.bonds] == [Tie.CITE_EACH_OTHER]


@pytest.fixture
def call(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Here:
    """The command line on the same desk."""
    shared = ("--database", settings.database_url, "--archive", settings.archive_url)
    return Here(capsys, shared)


def test_the_command_line_refuses_and_takes_a_reason(
    open_as: OpenAs, sites: list[Pages], call: Here
) -> None:
    """Refused with exit code 2 and the option to give; tried dry, given, and shown from then on."""
    circular(open_as(), sites[0])
    refused = call("--user", "reviewer", "review", "approve", KEY)
    assert refused.code == 2
    assert "--override-circular" in refused.err
    held = call("report", "--fail-on", "circular")
    assert (held.code, f"!! circular: {KEY}" in held.err) == (1, True)
    approve = ("--user", "reviewer", "review", "approve", KEY, "--override-circular", WHY)
    assert call(*approve, "--dry-run").code == 0
    assert claim_of(open_as()).state is State.IN_REVIEW
    approved = call(*approve, "--json")
    assert approved.code == 0
    assert approved.json["circular_override"] == WHY
    assert call("report", "--fail-on", "circular").code == 0
    shown = call("show", KEY).out
    assert f"signed off all the same: {WHY}" in shown
    assert "origins  1 source, no independent origin" in shown


def test_independence_is_part_of_the_json(
    workspace: Workspace, sites: list[Pages], call: Here
) -> None:
    """`list --json` gives numbers, sentence and groups with their reasons."""
    urls = [site.put("/bridge", *STORY) for site in sites[:2]]
    bring(workspace, *urls)
    fetch(workspace)
    (listed,) = call("list", "--json").json
    assert (listed["independent_origins"], listed["supporting_origins"]) == (1, 0)
    assert listed["circular"] is False
    assert listed["independence"] == "2 sources, 1 independent origin: two carry the same text"
    (group,) = listed["origins"]
    assert group == {
        "urls": urls,
        "independent": True,
        "bonds": [{"tie": "same_text", "urls": urls, "detail": "100%"}],
    }


@pytest.mark.parametrize("form", list(reporting.Format))
def test_every_form_says_it_loudly(
    open_as: OpenAs, sites: list[Pages], form: reporting.Format
) -> None:
    """Circular support and why it was taken on stand in every form of the report, at the top."""
    circular(open_as(), sites[0])
    reviewing.approve(open_as("reviewer"), KEY, override_circular=WHY)
    written = " ".join(reporting.render(statuses.read_status(open_as()), form).split())
    written = written.replace("\\", "").replace("&#x27;", "'")
    assert "1 supported by nothing but the report or its publisher." in written
    assert written.count(WHY) >= 2
    assert "supported, circular — verified" in written or form is reporting.Format.JSON
    assert "1 source, no independent origin" in written
