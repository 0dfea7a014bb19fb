"""Where a claim stands, what moves it, and what each step asks for."""

import unicodedata
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
    """
    What the rules need to know of one citation.

    `captured`: the archive holds a usable copy; `readable`: and its text; `drifted`: a
    pinned passage no longer stands in the newest of them.
    """

    url: str
    support: Support
    judged_by: str | None = None
    pinned_by: tuple[str, ...] = ()
    captured: bool = False
    readable: bool = False
    drifted: bool = False


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


def folded(name: str) -> str:
    """Write names that read alike in one way: capitals make no second person."""
    return unicodedata.normalize("NFKC", name).casefold()


def target_of(facts: ClaimFacts, move: Move, *, reason: str | None) -> State:
    """
    Say where a move leads from here.

    Raises Refused when the move does not exist for the state or lacks its reason.
    """
    transition = TRANSITIONS[move]
    if facts.state not in transition.sources:
        raise Refused(
            f"{facts.key} is {in_words(facts.state)}; it cannot {in_words(move)} from there",
            next_step=_possible_moves(facts),
        )
    if transition.needs_reason and not (reason or "").strip():
        raise Refused(
            f"to {in_words(move)} {facts.key} needs a reason", next_step='add --reason "..."'
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
            f"{facts.key} is {in_words(facts.state)}; evidence and judgements change in check only",
            next_step=_possible_moves(facts),
        )
    check_take(facts, actor, over=False)


def _possible_moves(facts: ClaimFacts) -> str:
    moves = [move for move, t in TRANSITIONS.items() if facts.state in t.sources]
    commands = ", ".join(f"`claimcheck review {command_of(m)} {facts.key}`" for m in moves)
    return f"possible now: {commands}" if moves else "a withdrawn claim stays withdrawn"


def command_of(move: Move) -> str:
    """Name the command that makes a move."""
    return move.value.replace("_", "-")


def in_words(word: str) -> str:
    """Write a closed word as a person would."""
    return word.replace("_", " ")
