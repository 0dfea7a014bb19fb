"""What a person should look at next."""

from collections import defaultdict
from collections.abc import Mapping

from claimcheck.app import statuses
from claimcheck.app.workspace import Workspace
from claimcheck.core import queue
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import evidence as evidence_queries


def next_claim(workspace: Workspace) -> str | None:
    """Name the claim that the acting user should look at next; None when nothing waits."""
    claims = statuses.read_status(workspace).claims
    waiting = queue.order(
        claims,
        workspace.user,
        _read_checkers(workspace),
        four_eyes=workspace.settings.four_eyes,
    )
    return waiting[0].key if waiting else None


def _read_checkers(workspace: Workspace) -> Mapping[str, set[str | None]]:
    """By claim: everyone whose work it rests on."""
    checkers: dict[str, set[str | None]] = defaultdict(set)
    with workspace.reading() as session:
        for claim in claim_queries.all_claims(session):
            checkers[claim.key] |= {claim.verdict_by, claim.submitted_by}
        for key, cited in claim_queries.citations_of(session).items():
            checkers[key] |= {citation.judged_by for citation, _ in cited}
        for (key, _), rows in evidence_queries.evidence_of(session).items():
            checkers[key] |= {row.pinned_by for row in rows}
    return checkers
