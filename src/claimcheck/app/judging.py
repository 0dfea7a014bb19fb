"""Evidence and judgements: pin what a source says, judge the citation, give the verdict."""

import hashlib
import re
from dataclasses import dataclass
from itertools import islice

from claimcheck.app import checking
from claimcheck.app.claim_facts import CitedSource, ClaimRecord, read_claim
from claimcheck.app.desk import NOW, Desk, How, at_desk, decided_on, put_in_hand, typed
from claimcheck.app.workspace import Workspace
from claimcheck.core import grounds, ledger, selectors, workflow
from claimcheck.core.evidence.headings import heading_above
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

    A claim that nobody has is taken first. A verdict that a new judgement no longer bears
    out is taken back. Raises Refused when a rule forbids it.
    """
    if not (judgement.passage or judgement.support or judgement.verdict):
        raise BadInput("nothing to decide", next_step="give --support, --verdict or a passage")
    with at_desk(workspace, key, how) as desk:
        facts = desk.record.facts
        if facts.state is State.OPEN or (facts.state is State.IN_CHECK and not facts.assignee):
            put_in_hand(desk, over=False)
        workflow.check_working(desk.record.facts, desk.actor)
        if judgement.passage is not None:
            _pin(desk, judgement.source, judgement.passage)
        if judgement.support is not None:
            _judge_citation(desk, judgement, judgement.support)
        if judgement.verdict is not None:
            _judge_claim(desk, judgement.verdict, typed(judgement.reason))
        elif not grounds.is_borne_out(desk.record.facts):
            _judge_claim(desk, Verdict.UNVERIFIED, "its sources are judged otherwise now")


def _pin(desk: Desk, source: str | None, passage: Passage) -> None:
    cited = _source_of(desk.record, source, passage)
    if cited.capture is None:
        raise Refused(
            f"the archive holds no usable copy of {cited.source.url}",
            next_step="run `claimcheck fetch`, or judge it `inaccessible` with a reason",
        )
    text = cited.document.text if cited.document else ""
    selector, heading = _locate(desk.record, text, cited, passage)
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
        "heading": heading,
    }
    if all(row.id != body["id"] for row in cited.pinned):
        desk.write(Action.EVIDENCE_PINNED, body)


def _source_of(record: ClaimRecord, source: str | None, passage: Passage | None) -> CitedSource:
    """A numbered proposal knows its source; words do not. Raises BadInput."""
    if passage is None or passage.number is None:
        return record.find(source)
    proposed = _proposal(record, passage.number)[0]
    if source is not None and record.find(source) != proposed:
        raise BadInput(
            f"passage {passage.number} is one of {proposed.source.url}",
            next_step="leave --source out, or choose a passage of that source",
        )
    return proposed


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


def _locate(
    record: ClaimRecord, text: str, cited: CitedSource, passage: Passage
) -> tuple[Selector, str | None]:
    """Find the passage and the heading that it stands under."""
    if passage.number is not None:
        proposed = _proposal(record, passage.number)[1]
        if text[proposed.start : proposed.end] != proposed.exact:
            raise Refused(
                f"passage {passage.number} is from an older capture",
                next_step=f"run `claimcheck evidence {record.claim.key}` and choose again",
            )
        return selectors.select(text, proposed.start, proposed.end), proposed.heading
    found = _find_quote(text, cited.source.url, passage.quote or "")
    main = cited.document.main if cited.document else ()
    return found, heading_above(text, found.start, [(left, right) for left, right in main])


def _find_quote(text: str, url: str, quote: str) -> Selector:
    """Find the one place where the words stand. Where lines break is the terminal's affair."""
    words = quote.split()
    # The look-ahead finds places that overlap, too: "la la" stands twice in "la la la".
    pattern = rf"(?=({_GAP.join(map(re.escape, words))}))"
    found = list(islice(re.finditer(pattern, text), 2)) if words else []
    if not found:
        raise Refused(
            f"these words do not stand in the capture of {url}",
            next_step=f"copy them from `claimcheck archive text {url}`",
        )
    if len(found) > 1:
        raise Refused(
            "these words stand in the capture more than once",
            next_step="quote more of the sentence, so that it is clear which one is meant",
        )
    return selectors.select(text, *found[0].span(1))


_GAP = r"\s+"


def _evidence_id(key: str, source_id: str, capture_id: str, selector: Selector) -> str:
    place = f"{key}\n{source_id}\n{capture_id}\n{selector.start}\n{selector.end}"
    return hashlib.sha256(place.encode()).hexdigest()[:32]


def unpin(workspace: Workspace, key: str, evidence_id: str, *, how: How = NOW) -> None:
    """
    Take a pinned passage back.

    Raises BadInput when the claim has no such passage, Refused when a judgement needs it.
    """
    with at_desk(workspace, key, how) as desk:
        workflow.check_working(desk.record.facts, desk.actor)
        matching = [
            (cited, row)
            for cited in desk.record.cited
            for row in cited.pinned
            if row.id.startswith(evidence_id)
        ]
        if len(matching) != 1 or not evidence_id:
            raise BadInput(
                f"{len(matching)} pinned passages of {key} start with {evidence_id}",
                next_step=f"`claimcheck show {key}` prints their ids",
            )
        cited, row = matching[0]
        grounds.check_unpin(cited.facts)
        desk.write(Action.EVIDENCE_UNPINNED, {"id": row.id, "exact": row.exact})


def _judge_citation(desk: Desk, judgement: Judgement, support: Support) -> None:
    cited = _source_of(desk.record, judgement.source, judgement.passage)
    reason = typed(judgement.reason)
    grounds.check_support(cited.facts, support, reason=reason)
    desk.write(
        Action.CITATION_JUDGED,
        {
            "url": cited.source.url,
            "support": support.value,
            "reason": reason,
            "decided_on": decided_on(desk.record),
        },
    )


def _judge_claim(desk: Desk, verdict: Verdict, reason: str | None) -> None:
    grounds.check_verdict(desk.record.facts, verdict, reason=reason)
    desk.write(
        Action.CLAIM_JUDGED,
        {"verdict": verdict.value, "reason": reason, "decided_on": decided_on(desk.record)},
    )
