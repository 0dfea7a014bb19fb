"""Evidence and judgements: pin what a source says, judge the citation, give the verdict."""

import hashlib
from dataclasses import dataclass

from claimcheck.app import checking
from claimcheck.app.claim_facts import CitedSource, ClaimRecord, read_claim
from claimcheck.app.desk import NOW, Desk, How, at_desk, decided_on, put_in_hand
from claimcheck.app.workspace import Workspace
from claimcheck.core import ledger, selectors, workflow
from claimcheck.core.ledger import Action
from claimcheck.core.selectors import Selector
from claimcheck.core.workflow import State, Support, Verdict
from claimcheck.database.tables import EvidenceRow
from claimcheck.errors import BadInput, Refused


@dataclass(frozen=True, slots=True)
class Passage:
    """
    Which passage is meant: words that stand in the capture, or the number of a proposal.

    Exactly one of the two is given; numbers count from 1, as `claimcheck show` prints them.
    """

    quote: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decides in one go: a passage to pin, a citation's support, the verdict."""

    source: str | None = None
    passage: Passage | None = None
    support: Support | None = None
    verdict: Verdict | None = None
    reason: str | None = None


def ensure_proposals(workspace: Workspace, key: str) -> None:
    """Let the machine look for passages, unless it has proposed some for the claim already."""
    with workspace.reading() as session:
        missing = not proposals(read_claim(session, key))
    if missing:
        checking.find_evidence(workspace, [key])


def pin(
    workspace: Workspace,
    key: str,
    passage: Passage,
    *,
    source: str | None = None,
    how: How = NOW,
) -> None:
    """Pin a passage of a source's capture as evidence. Takes an open claim first."""
    judge(workspace, key, Judgement(source=source, passage=passage), how=how)


def judge(workspace: Workspace, key: str, judgement: Judgement, *, how: How = NOW) -> None:
    """
    Pin, judge the citation and give the verdict, as far as each is said; all or nothing.

    An open claim is taken first. Raises Refused when a rule forbids it.
    """
    if not (judgement.passage or judgement.support or judgement.verdict):
        raise BadInput("nothing to decide", next_step="give --support, --verdict or a passage")
    with at_desk(workspace, key, how) as desk:
        if desk.record.claim.state == State.OPEN:
            put_in_hand(desk, over=False)
        workflow.check_working(desk.record.facts, desk.actor)
        if judgement.passage is not None:
            _pin(desk, judgement.source, judgement.passage)
        if judgement.support is not None:
            _judge_citation(desk, judgement, judgement.support)
        if judgement.verdict is not None:
            _judge_claim(desk, judgement.verdict, judgement.reason)


def _pin(desk: Desk, source: str | None, passage: Passage) -> None:
    cited = _source_of(desk.record, source, passage)
    if cited.capture is None:
        raise Refused(
            f"the archive holds no usable copy of {cited.source.url}",
            next_step="run `claimcheck fetch`, or judge it `inaccessible` with a reason",
        )
    text = cited.document.text if cited.document else ""
    selector = _locate(desk.record, text, cited, passage)
    body = {
        "id": _evidence_id(desk.key, cited.source.id, cited.capture.id, selector),
        "url": cited.source.url,
        "capture": cited.capture.id,
        "payload_sha256": cited.capture.payload_sha256,
        "captured_at": ledger.written(cited.capture.captured_at),
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "start": selector.start,
        "end": selector.end,
    }
    if all(row.id != body["id"] for row in cited.pinned):
        desk.write(Action.EVIDENCE_PINNED, body)


def _source_of(record: ClaimRecord, source: str | None, passage: Passage) -> CitedSource:
    """A numbered proposal knows its source; words do not."""
    if source is None and passage.number is not None:
        return _proposal(record, passage.number)[0]
    return record.find(source)


def proposals(record: ClaimRecord) -> list[tuple[CitedSource, EvidenceRow]]:
    """The machine's proposals for a claim in the order in which they are numbered."""
    return [
        (cited, row) for cited in record.cited for row in cited.evidence if row.pinned_by is None
    ]


def _proposal(record: ClaimRecord, number: int) -> tuple[CitedSource, EvidenceRow]:
    numbered = proposals(record)
    if not 1 <= number <= len(numbered):
        raise BadInput(
            f"there is no passage {number} for {record.claim.key}",
            next_step=f"`claimcheck evidence {record.claim.key}` finds and numbers them",
        )
    return numbered[number - 1]


def _locate(record: ClaimRecord, text: str, cited: CitedSource, passage: Passage) -> Selector:
    if passage.number is not None:
        proposed = _proposal(record, passage.number)[1]
        if text[proposed.start : proposed.end] != proposed.exact:
            raise Refused(
                f"passage {passage.number} is from an older capture",
                next_step=f"run `claimcheck evidence {record.claim.key}` and choose again",
            )
        return selectors.select(text, proposed.start, proposed.end)
    quote = (passage.quote or "").strip()
    start = text.find(quote) if quote else -1
    if start < 0:
        raise Refused(
            f"these words do not stand in the capture of {cited.source.url}",
            next_step=f"copy them from `claimcheck archive text {cited.source.url}`",
        )
    if text.find(quote, start + 1) >= 0:
        raise Refused(
            "these words stand in the capture more than once",
            next_step="quote more of the sentence, so that it is clear which one is meant",
        )
    return selectors.select(text, start, start + len(quote))


def _evidence_id(key: str, source_id: str, capture_id: str, selector: Selector) -> str:
    place = f"{key}\n{source_id}\n{capture_id}\n{selector.start}\n{selector.end}"
    return hashlib.sha256(place.encode()).hexdigest()[:32]


def unpin(workspace: Workspace, key: str, evidence_id: str, *, how: How = NOW) -> None:
    """Take a pinned passage back. Raises BadInput when the claim has no such passage."""
    with at_desk(workspace, key, how) as desk:
        workflow.check_working(desk.record.facts, desk.actor)
        matching = [
            row
            for cited in desk.record.cited
            for row in cited.pinned
            if row.id.startswith(evidence_id)
        ]
        if len(matching) != 1 or not evidence_id:
            raise BadInput(
                f"{len(matching)} pinned passages of {key} start with {evidence_id}",
                next_step=f"`claimcheck show {key}` prints their ids",
            )
        desk.write(Action.EVIDENCE_UNPINNED, {"id": matching[0].id, "exact": matching[0].exact})


def _judge_citation(desk: Desk, judgement: Judgement, support: Support) -> None:
    if judgement.passage is not None and judgement.source is None:
        cited = _source_of(desk.record, judgement.source, judgement.passage)
    else:
        cited = desk.record.find(judgement.source)
    facts = next(c for c in desk.record.facts.citations if c.url == cited.source.url)
    workflow.check_support(facts, support, reason=judgement.reason)
    desk.write(
        Action.CITATION_JUDGED,
        {
            "url": cited.source.url,
            "support": support.value,
            "reason": judgement.reason,
            "decided_on": decided_on(desk.record),
        },
    )


def _judge_claim(desk: Desk, verdict: Verdict, reason: str | None) -> None:
    workflow.check_verdict(desk.record.facts, verdict, reason=reason)
    desk.write(
        Action.CLAIM_JUDGED,
        {"verdict": verdict.value, "reason": reason, "decided_on": decided_on(desk.record)},
    )
