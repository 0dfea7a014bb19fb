"""Where a claim stands, what moves it, and what each step asks for."""

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.errors import Refused


class State(StrEnum):
    """Where the claim stands in the workflow."""

    OPEN = "open"  # nobody works on it
    IN_CHECK = "in_check"  # a checker has taken it
    IN_REVIEW = "in_review"  # the checker is done; a second person looks
    SIGNED_OFF = "signed_off"  # the second person agreed
    PUBLISHED = "published"  # it went out with the report
    WITHDRAWN = "withdrawn"  # no longer asserted; kept for the record


class Verdict(StrEnum):
    """Judgement of the claim, from all its evidence."""

    UNVERIFIED = "unverified"  # none yet
    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    NOT_CHECKABLE = "not_checkable"


class Support(StrEnum):
    """Judgement of one citation: what this source says about this claim."""

    UNJUDGED = "unjudged"
    SUPPORTS = "supports"
    PARTLY_SUPPORTS = "partly_supports"
    CONTRADICTS = "contradicts"
    DOES_NOT_ADDRESS = "does_not_address"
    INACCESSIBLE = "inaccessible"


class Move(StrEnum):
    """A step from one state to another."""

    TAKE = "take"
    SUBMIT = "submit"
    APPROVE = "approve"
    PUBLISH = "publish"
    SEND_BACK = "send_back"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a move leads, where to, and whether it must say why."""

    sources: frozenset[State]
    target: State
    needs_reason: bool = False


TRANSITIONS = {
    Move.TAKE: Transition(frozenset({State.OPEN, State.IN_CHECK}), State.IN_CHECK),
    Move.SUBMIT: Transition(frozenset({State.IN_CHECK}), State.IN_REVIEW),
    Move.APPROVE: Transition(frozenset({State.IN_REVIEW}), State.SIGNED_OFF),
    Move.PUBLISH: Transition(frozenset({State.SIGNED_OFF}), State.PUBLISHED),
    Move.SEND_BACK: Transition(frozenset({State.IN_REVIEW}), State.IN_CHECK, needs_reason=True),
    Move.REOPEN: Transition(
        frozenset({State.SIGNED_OFF, State.PUBLISHED}), State.IN_CHECK, needs_reason=True
    ),
    Move.WITHDRAW: Transition(
        frozenset(State) - {State.WITHDRAWN}, State.WITHDRAWN, needs_reason=True
    ),
}
"""The whole workflow. A move that is not listed for a state does not exist."""


@dataclass(frozen=True, slots=True)
class CitationFacts:
    """What the rules need to know of one citation. `readable`: the archive holds its text."""

    url: str
    support: Support
    judged_by: str | None = None
    pinned_by: tuple[str, ...] = ()
    captured: bool = False
    readable: bool = False


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What the rules need to know of a claim."""

    key: str
    state: State
    verdict: Verdict
    checkable: bool
    version: int
    assignee: str | None = None
    verdict_by: str | None = None
    submitted_by: str | None = None
    citations: tuple[CitationFacts, ...] = ()

    @property
    def checkers(self) -> frozenset[str]:
        """Everyone whose work the claim now rests on."""
        people = {self.verdict_by, self.submitted_by}
        for citation in self.citations:
            people |= {citation.judged_by, *citation.pinned_by}
        return frozenset(person for person in people if person)


def target_of(facts: ClaimFacts, move: Move, *, reason: str | None) -> State:
    """
    Say where a move leads from here.

    Raises Refused when the move does not exist for the state or lacks its reason.
    """
    transition = TRANSITIONS[move]
    if facts.state not in transition.sources:
        raise Refused(
            f"{facts.key} is {_words(facts.state)}; it cannot {_words(move)} from there",
            next_step=_possible_moves(facts),
        )
    if transition.needs_reason and not (reason or "").strip():
        raise Refused(
            f"to {_words(move)} {facts.key} needs a reason", next_step='add --reason "..."'
        )
    return transition.target


def check_take(facts: ClaimFacts, actor: str, *, over: bool) -> None:
    """Refuse to take a claim out of another checker's hands unless that is said."""
    if facts.assignee not in (None, actor) and not over:
        raise Refused(
            f"{facts.key} is with {facts.assignee}",
            next_step=f"choose another (`claimcheck review next`), or take it over: "
            f"`claimcheck review take {facts.key} --over`",
        )


def check_working(facts: ClaimFacts, actor: str) -> None:
    """Refuse to pin or judge unless the claim is in check and with this person."""
    if facts.state is not State.IN_CHECK:
        raise Refused(
            f"{facts.key} is {_words(facts.state)}; evidence and judgements change in check only",
            next_step=_possible_moves(facts),
        )
    check_take(facts, actor, over=False)


def check_support(citation: CitationFacts, support: Support, *, reason: str | None) -> None:
    """Refuse a judgement of a citation that the archive does not bear out."""
    says_something = support in (
        Support.SUPPORTS,
        Support.PARTLY_SUPPORTS,
        Support.CONTRADICTS,
    )
    if says_something and not citation.pinned_by:
        raise Refused(
            f"{support} needs a pinned passage of {citation.url}",
            next_step='pin what it says: add --passage N or --quote "..."',
        )
    if support is Support.DOES_NOT_ADDRESS and not citation.captured:
        raise Refused(
            f"nobody can say what {citation.url} does not address: the archive has no copy",
            next_step="run `claimcheck fetch`, or judge it `inaccessible`",
        )
    if support is Support.INACCESSIBLE and citation.readable:
        raise Refused(
            f"the archive holds the text of {citation.url}",
            next_step="judge what it says: `claimcheck archive text URL` prints it",
        )
    if support is Support.INACCESSIBLE and not (reason or "").strip():
        raise Refused("inaccessible needs a reason", next_step='add --reason "..."')


_NEEDS_ONE_OF = {
    Verdict.SUPPORTED: (Support.SUPPORTS,),
    Verdict.PARTLY_SUPPORTED: (Support.PARTLY_SUPPORTS, Support.SUPPORTS),
    Verdict.REFUTED: (Support.CONTRADICTS,),
    Verdict.CONFLICTING: (Support.CONTRADICTS,),
}


def check_verdict(facts: ClaimFacts, verdict: Verdict, *, reason: str | None) -> None:
    """Refuse a verdict that the judged citations do not bear out."""
    supports = {citation.support for citation in facts.citations}
    needed = _NEEDS_ONE_OF.get(verdict)
    if needed and not supports & set(needed):
        raise Refused(
            f"{verdict} needs a citation that is judged {' or '.join(needed)}",
            next_step=f"judge the sources first: `claimcheck show {facts.key}`",
        )
    if verdict is Verdict.SUPPORTED and Support.CONTRADICTS in supports:
        raise Refused(
            "a source contradicts the claim, so it is not simply supported",
            next_step="say `conflicting` or `refuted`, or judge that source again",
        )
    if verdict is Verdict.CONFLICTING and not supports & {
        Support.SUPPORTS,
        Support.PARTLY_SUPPORTS,
    }:
        raise Refused("conflicting needs a source on each side", next_step="say `refuted`")
    _check_checkable(facts, verdict, reason)


def _check_checkable(facts: ClaimFacts, verdict: Verdict, reason: str | None) -> None:
    if not facts.checkable and verdict not in (Verdict.NOT_CHECKABLE, Verdict.UNVERIFIED):
        raise Refused(
            f"{facts.key} is marked as not checkable (opinion or forecast)",
            next_step="say `not_checkable`, or change the claim's kind in the claims file",
        )
    if facts.checkable and verdict is Verdict.NOT_CHECKABLE and not (reason or "").strip():
        raise Refused(
            f"{facts.key} is marked as checkable; not_checkable needs a reason",
            next_step='add --reason "..."',
        )


def open_judgements(facts: ClaimFacts) -> tuple[str, ...]:
    """List the addresses of required citations that nobody has judged. Opinions need none."""
    if not facts.checkable:
        return ()
    return tuple(c.url for c in facts.citations if c.support is Support.UNJUDGED)


def check_submit(facts: ClaimFacts) -> None:
    """Refuse to hand in a claim that is not decided, or whose citations are not all judged."""
    if facts.verdict is Verdict.UNVERIFIED:
        raise Refused(
            f"{facts.key} has no verdict yet",
            next_step=f"`claimcheck review judge {facts.key} --verdict ...`",
        )
    unjudged = open_judgements(facts)
    if unjudged:
        raise Refused(
            f"{len(unjudged)} of {len(facts.citations)} sources of {facts.key} are not judged: "
            + ", ".join(unjudged[:3]),
            next_step=f"`claimcheck review judge {facts.key} --source URL --support ...`",
        )
    check_verdict(facts, facts.verdict, reason="given when it was judged")


def check_approve(facts: ClaimFacts, actor: str, *, four_eyes: bool) -> None:
    """Refuse a sign-off by anyone whose own work the claim rests on."""
    check_submit(facts)
    if four_eyes and actor in facts.checkers:
        raise Refused(
            f"{actor} checked {facts.key}, so somebody else has to sign it off",
            next_step="let a second person approve it (--user NAME); a desk of one sets "
            "`four_eyes = false` in claimcheck.toml, and every report will say so",
        )


def _possible_moves(facts: ClaimFacts) -> str:
    moves = [move for move, t in TRANSITIONS.items() if facts.state in t.sources]
    commands = ", ".join(f"`claimcheck review {_command(m)} {facts.key}`" for m in moves)
    return f"possible now: {commands}" if moves else "a withdrawn claim stays withdrawn"


def _command(move: Move) -> str:
    return move.value.replace("_", "-")


def _words(word: StrEnum) -> str:
    return word.value.replace("_", " ")
