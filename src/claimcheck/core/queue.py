"""Whose turn it is: the order in which a person should look at claims."""

from collections.abc import Collection, Mapping, Sequence

from claimcheck.core.status import ClaimStatus
from claimcheck.core.workflow import State, folded


def order(
    claims: Sequence[ClaimStatus],
    person: str,
    checkers: Mapping[str, Collection[str | None]],
    *,
    four_eyes: bool,
) -> list[ClaimStatus]:
    """
    List what waits for a person, most urgent first.

    What has drifted comes first, then the person's own checks, then reviews that they may sign
    off, then claims that nobody has taken; alarms lead each group.
    `checkers` says for each claim whose work it rests on.
    """
    waiting = []
    for position, claim in enumerate(claims):
        mine = folded(person) in {folded(name) for name in checkers.get(claim.key, ()) if name}
        group = _group(claim, person, blocked=four_eyes and mine)
        if group is not None:
            group = 0 if claim.is_drifted else group
            waiting.append((group, not claim.alarms, position, claim))
    return [entry[-1] for entry in sorted(waiting, key=lambda entry: entry[:-1])]


def _group(claim: ClaimStatus, person: str, *, blocked: bool) -> int | None:
    if claim.state in (State.SIGNED_OFF, State.PUBLISHED):
        return 0 if claim.is_drifted else None
    if claim.state is State.IN_CHECK:
        return 1 if claim.assignee in (person, None) else None
    if claim.state is State.IN_REVIEW:
        return None if blocked else 2
    return 3 if claim.state is State.OPEN else None
