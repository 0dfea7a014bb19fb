"""A revised report: its claims carried over, each step on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claimcheck.app import intake, report_texts
from claimcheck.app.deciding import Book, deciding
from claimcheck.app.desk import Desk, write_move
from claimcheck.app.workspace import Workspace
from claimcheck.core import carrying, workflow
from claimcheck.core.carrying import Carriage, Carried, Fate
from claimcheck.core.carrying_words import own_words
from claimcheck.core.claims import (
    CitationDraft,
    ClaimDraft,
    ClaimsFile,
    Kind,
    Origin,
    ReportDraft,
    SourceDraft,
)
from claimcheck.core.ledger import Action, Step
from claimcheck.core.manuscripts import Manuscript
from claimcheck.core.placing import Placer
from claimcheck.core.proposals import drafting
from claimcheck.core.proposals.outline import Sentence, section_name
from claimcheck.core.workflow import Move, State
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import evidence as evidence_queries
from claimcheck.database.queries import report_texts as text_queries
from claimcheck.database.tables import ClaimRow, ReportRow
from claimcheck.errors import BadInput

CUT_REASON = "cut from the report"
MAX_SHOWN_CHARS = 400


class Answer(StrEnum):
    """What people say of a claim whose sentence may or may not stand in the new text."""

    KEEP = "keep"  # it still says this; the claim stays as it is
    CHECK = "check"  # it was rewritten; the claim goes back to check
    CUT = "cut"  # it is gone; the claim is withdrawn


@dataclass(frozen=True, slots=True)
class Revision:
    """A report's new text beside the one that is known, and what would become of its claims."""

    report: str
    text: Manuscript
    carriage: Carriage
    is_first: bool


@dataclass(frozen=True, slots=True)
class Revised:
    """What was done: keys of claims by what became of them. `is_done` is False if nothing was."""

    report: str
    is_done: bool
    kept: tuple[str, ...]
    touched: tuple[str, ...]
    cut: tuple[str, ...]
    unclear: tuple[str, ...]
    unplaced: tuple[str, ...]


def compare(
    workspace: Workspace, report: str, text: Manuscript, *, base: Manuscript | None = None
) -> Revision:
    """
    Say what becomes of a report's claims in its new text. Nothing is changed.

    It is compared with `base`, or else with the text on record. Where there is neither, the new
    text is the first: it becomes the one on record. Raises UnknownName.
    """
    with workspace.reading() as session:
        if claim_queries.report_by_key(session, report) is None:
            raise report_texts.no_report(session, report)
        known = text_queries.text_of(session, report)
        if base is None and known is not None:
            base = report_texts.as_manuscript(known)
        claims = report_texts.anchored_claims(session, report)
    return Revision(report, text, carrying.carry_over(base or text, text, claims), base is None)


def carry_out(
    workspace: Workspace,
    revision: Revision,
    answers: Mapping[str, Answer] | None = None,
    *,
    on_unclear: Answer | None = None,
    dry_run: bool = False,
) -> Revised:
    """
    Carry the claims over: all of them, or none while one is unclear and without an answer.

    What stands word for word keeps its state. What was rewritten goes back to check, and takes
    on its new words where it had the old ones. What is gone is withdrawn.
    """
    decided = [_decide(each, answers or {}, on_unclear) for each in revision.carriage.claims]
    done = _summarise(revision, decided)
    if done.is_done:
        with deciding(workspace, dry_run=dry_run) as book:
            for carried, answer in decided:
                _carry(book, revision, carried, answer)
            _keep_text(book, revision)
    return done


def _decide(
    carried: Carried, answers: Mapping[str, Answer], on_unclear: Answer | None
) -> tuple[Carried, Answer | None]:
    match carried.fate:
        case Fate.KEPT:
            return carried, Answer.KEEP
        case Fate.TOUCHED:
            return carried, Answer.CHECK
        case Fate.CUT:
            return carried, Answer.CUT
        case Fate.UNCLEAR:
            return carried, answers.get(carried.key, on_unclear)


def _summarise(revision: Revision, decided: Sequence[tuple[Carried, Answer | None]]) -> Revised:
    def keys(answer: Answer | None) -> tuple[str, ...]:
        return tuple(carried.key for carried, given in decided if given is answer)

    return Revised(
        report=revision.report,
        is_done=not keys(None),
        kept=keys(Answer.KEEP),
        touched=keys(Answer.CHECK),
        cut=keys(Answer.CUT),
        unclear=keys(None),
        unplaced=revision.carriage.unplaced,
    )


def _carry(book: Book, revision: Revision, carried: Carried, answer: Answer | None) -> None:
    desk = Desk(book, carried.key)
    if desk.record.facts.state is State.WITHDRAWN:
        return  # somebody was faster
    if answer is Answer.CUT:
        move(desk, Move.WITHDRAW, f"{CUT_REASON}: {_shown(carried.before)}")
        return
    after = revision.carriage.sentences[carried.after] if carried.after is not None else None
    if after is not None and carried.fate is not Fate.KEPT:
        _rewrite(book, revision.text, carried, after, checked=answer is Answer.CHECK)
    if answer is Answer.CHECK:
        _send_to_check(Desk(book, carried.key), carried, after)


def _rewrite(
    book: Book, text: Manuscript, carried: Carried, after: Sentence, *, checked: bool
) -> None:
    """Give a claim its new place, and its new words where it had the sentence's own."""
    row = claim_queries.claims_by_key(book.session, [carried.key])[carried.key]
    cited = claim_queries.citations_of(book.session, [row.key])[row.key]
    old = draft_of(row, cited)
    start, end = after.start, after.end
    own = own_words(old.text, carried.before, after.text) if checked else None
    if own:
        start, end = after.start + own[0], after.start + own[1]
    draft = replace(
        old,
        text=drafting.standing(text.text[start:end]) if own else old.text,
        quote=_quote(old.quote, text, after, start=start, end=end),
        section=section_name(after.section) if after.section else old.section,
    )
    evidence = evidence_queries.evidence_of(book.session, [row.key])
    step = intake.change_step(draft, row, cited, evidence)
    if step:
        intake.record_changes(book, [step])
        book.session.expire_all()


def _quote(
    old: str | None, text: Manuscript, after: Sentence, *, start: int, end: int
) -> str | None:
    """Keep a quote that still leads to the sentence; else take the words of its new place."""
    if old and Placer(after.text, [replace(after, start=0, end=len(after.text))]).find(old):
        return old
    return drafting.quote_for(text.text, start, end) if old else None


def draft_of(row: ClaimRow, cited: intake.Cited) -> ClaimDraft:
    """Give a claim on record back as it was drafted."""
    return ClaimDraft(
        key=row.key,
        text=row.text,
        report=row.report_key,
        section=row.section,
        quote=row.quote,
        claimant=row.claimant,
        kind=Kind(row.kind),
        checkable=row.checkable,
        hedge=row.hedge,
        tags=tuple(row.tags),
        citations=tuple(
            CitationDraft(SourceDraft(source.url, citation.cited_as), Origin(citation.origin))
            for citation, source in cited
        ),
    )


_WAYS_BACK = {
    State.IN_REVIEW: Move.SEND_BACK,
    State.SIGNED_OFF: Move.REOPEN,
    State.PUBLISHED: Move.REOPEN,
}


def _send_to_check(desk: Desk, carried: Carried, after: Sentence | None) -> None:
    now = f"; now: {_shown(after.text)}" if after else ""
    reason = f"the report was revised; before: {_shown(carried.before)}{now}"
    way = _WAYS_BACK.get(desk.record.facts.state)
    if way is not None:
        move(desk, way, reason)
    else:
        desk.book.record([Step(Action.CLAIM_NOTED, desk.key, {"text": reason})])


def move(desk: Desk, step: Move, reason: str) -> None:
    """Make a move that needs nothing but its reason."""
    target = workflow.target_of(desk.record.facts, step, reason=reason)
    assignee = None if step is Move.REOPEN else desk.record.claim.assignee
    write_move(desk, step, target, assignee=assignee, reason=reason)


def _shown(text: str) -> str:
    return text if len(text) <= MAX_SHOWN_CHARS else f"{text[: MAX_SHOWN_CHARS - 1]}…"


def _keep_text(book: Book, revision: Revision) -> None:
    known = text_queries.text_of(book.session, revision.report)
    if known is not None and known.text == revision.text.text:
        return
    body = {
        "text": revision.text.text,
        "headings": [[h.start, h.end, h.level] for h in revision.text.headings],
    }
    book.record([Step(Action.REPORT_READ, revision.report, body)])


def draft_added(workspace: Workspace, revision: Revision) -> ClaimsFile:
    """Draft claims for what is new, in the order of the report."""
    with workspace.reading() as session:
        row = claim_queries.report_by_key(session, revision.report)
        if row is None:
            raise report_texts.no_report(session, revision.report)
        report = _report_draft(row)
    added = sorted(revision.carriage.added, key=lambda proposal: proposal.start)
    return ClaimsFile(report, drafting.draft_claims(revision.text, added, report=revision.report))


def _report_draft(row: ReportRow) -> ReportDraft:
    return ReportDraft(
        key=row.key,
        title=row.title,
        url=row.url,
        publisher=row.publisher,
        published_on=row.published_on,
        references=tuple(SourceDraft(r["url"], r["cited_as"], r["title"]) for r in row.references),
    )


def read_answers(written: Sequence[str]) -> dict[str, Answer]:
    """Read answers written as KEY=keep. Raises BadInput."""
    answers = {}
    for pair in written:
        key, _, word = pair.rpartition("=")
        if not key or word not in set(Answer):
            raise BadInput(f"{pair} is no answer", next_step="write KEY=keep, KEY=check or KEY=cut")
        answers[key] = Answer(word)
    return answers
