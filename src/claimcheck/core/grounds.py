"""What a judgement, a verdict and a sign-off need to stand on."""

from claimcheck.core import independence, standing, workflow
from claimcheck.core.independence import Independence
from claimcheck.core.workflow import (
    CitationFacts,
    ClaimFacts,
    Move,
    Support,
    Verdict,
)
from claimcheck.errors import Refused

_SAYS_SOMETHING = frozenset({Support.SUPPORTS, Support.PARTLY_SUPPORTS, Support.CONTRADICTS})


def check_unpin(citation: CitationFacts) -> None:
    """Refuse to take away the last passage that a judgement of its source rests on."""
    if citation.support in _SAYS_SOMETHING and len(citation.pinned_by) == 1:
        raise Refused(
            f"{citation.url} is judged {workflow.in_words(citation.support)} on this passage alone",
            next_step="pin another first, or take the judgement back: --support unjudged",
        )


def check_support(citation: CitationFacts, support: Support, *, reason: str | None) -> None:
    """Refuse a judgement of a citation that the archive does not bear out."""
    if support in _SAYS_SOMETHING and not citation.pinned_by:
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


def is_borne_out(facts: ClaimFacts) -> bool:
    """Whether the verdict still fits what the citations are judged to say."""
    try:
        check_verdict(facts, facts.verdict, reason=_GIVEN)
    except Refused:
        return False
    return True


_GIVEN = "given when it was judged"


def open_judgements(facts: ClaimFacts) -> tuple[str, ...]:
    """List the addresses of required citations that nobody has judged. Opinions need none."""
    if not facts.checkable:
        return ()
    return tuple(c.url for c in facts.citations if c.support is Support.UNJUDGED)


def check_submit(facts: ClaimFacts) -> None:
    """
    Refuse to hand in a claim that is not decided, or not on what the archive now holds.

    Every required citation is judged, by rules that hold today too; no passage has drifted.
    """
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
    if facts.checkable:
        for citation in facts.citations:
            check_support(citation, citation.support, reason=_GIVEN)
    check_drift(facts)
    check_verdict(facts, facts.verdict, reason=_GIVEN)


def check_drift(facts: ClaimFacts) -> None:
    """Refuse to go on with a claim whose pinned evidence its source no longer says."""
    drifted = [citation.url for citation in facts.citations if citation.drifted]
    if drifted:
        raise Refused(
            f"a passage pinned for {facts.key} no longer stands in {', '.join(drifted[:3])} "
            "as it was pinned",
            next_step=_way_back(facts) + "pin what the source says now (`claimcheck drift "
            f"{facts.key}` shows it) or unpin it, and judge anew",
        )


def _way_back(facts: ClaimFacts) -> str:
    for move in (Move.SEND_BACK, Move.REOPEN):
        if facts.state in workflow.TRANSITIONS[move].sources:
            return (
                f"`claimcheck review {workflow.command_of(move)} {facts.key} --reason ...`, then "
            )
    return ""


def check_approve(facts: ClaimFacts, actor: str, *, four_eyes: bool) -> None:
    """Refuse a sign-off by anyone whose own work the claim rests on."""
    check_submit(facts)
    if four_eyes and workflow.folded(actor) in map(workflow.folded, facts.checkers):
        raise Refused(
            f"{actor} checked {facts.key}, so somebody else has to sign it off",
            next_step="let a second person approve it (--user NAME); a desk of one sets "
            "`four_eyes = false` in claimcheck.toml, and every report will say so",
        )


def check_circular(facts: ClaimFacts, found: Independence, *, override: str | None) -> None:
    """
    Refuse to let a claim stand as supported by nothing but its own report or its publisher.

    `override` is the reason that somebody gave for doing so all the same.
    """
    if standing.is_circular(facts.verdict, found) and not (override or "").strip():
        raise Refused(
            f"{facts.key} is circular: {independence.circle_of(found)}",
            next_step=_way_back(facts)
            + "judge a source that is independent of the report; or let it stand, with the reason "
            f'on record: `claimcheck review approve {facts.key} --override-circular "..."`',
        )


def check_override(facts: ClaimFacts, found: Independence, *, override: str | None) -> None:
    """Refuse an override of a rule that does not stand in the way."""
    if override is not None and not standing.is_circular(facts.verdict, found):
        raise Refused(
            f"{facts.key} is not circular, so there is nothing to override",
            next_step=f"`claimcheck review approve {facts.key}`",
        )
