"""The machine's part: find passages that bear on claims, check figures."""

from collections.abc import Callable, Collection

from claimcheck.app import independences, lookups, proposing, reading
from claimcheck.app.proposing import Proposed
from claimcheck.app.workspace import Workspace
from claimcheck.database.queries import evidence as evidence_queries

__all__ = ["Proposed", "find_evidence"]


def find_evidence(
    workspace: Workspace,
    keys: Collection[str] = (),
    *,
    dry_run: bool = False,
    progress: Callable[[int], Callable[[int], None]] = lambda _: lambda _: None,
) -> list[Proposed]:
    """
    Propose passages for these claims, or for all; what was proposed before is replaced.

    Pinned passages stay. `progress` is called with the number of claims and gives what is
    called with each further number done. Raises UnknownName for a key that is none, and
    ArchiveUnusable, after all else is done, when an archived page could not be read.
    """
    damaged = () if dry_run else reading.read_documents(workspace)
    if not dry_run:
        independences.keep_fingerprints(workspace)
    chosen = _chosen(workspace, keys)
    found: list[Proposed] = []
    done = progress(len(chosen))
    for batch in proposing.check_all(workspace, chosen):
        if not dry_run:
            proposing.store(workspace, batch)
        found += batch.proposed()
        done(len(batch.claims))
    if damaged:
        raise damaged[0]
    place = {key: number for number, key in enumerate(chosen)}
    return sorted(found, key=lambda proposed: place[proposed.claim])


def _chosen(workspace: Workspace, keys: Collection[str]) -> dict[str, str]:
    with workspace.reading() as session:
        if not keys:
            return evidence_queries.claim_texts(session)
        return {key: row.text for key, row in lookups.find_claims(session, keys).items()}
