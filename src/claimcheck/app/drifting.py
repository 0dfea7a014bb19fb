"""What happened to pinned passages in newer captures, and what rests on a source."""

from collections.abc import Collection
from dataclasses import dataclass

from claimcheck.app import lookups, reading, statuses
from claimcheck.app.workspace import Workspace
from claimcheck.core.drift import Drift
from claimcheck.core.status import ClaimStatus
from claimcheck.database.queries import drifts as drift_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.errors import ArchiveUnusable, UnknownName


@dataclass(frozen=True, slots=True)
class Drifted:
    """What became of one pinned passage; `evidence` is its id."""

    claim: str
    source: str
    evidence: str
    drift: Drift


@dataclass(frozen=True, slots=True)
class Impact:
    """What rests on a source: the claims that cite it, and the reports that these are from."""

    source: str
    claims: tuple[ClaimStatus, ...]
    reports: tuple[str, ...]


def find_drift(workspace: Workspace, keys: Collection[str] = ()) -> list[Drifted]:
    """
    Say what became of the pinned passages of these claims, or of all, where it is anything.

    Raises UnknownName for a key that is none, and ArchiveUnusable when an archived page could
    not be read.
    """
    damaged: tuple[ArchiveUnusable, ...] = reading.read_documents(workspace)
    if keys:
        with workspace.reading() as session:
            lookups.find_claims(session, keys)
    found = [
        Drifted(claim.key, citation.source.url, passage.id, passage.drift)
        for claim in statuses.read_status(workspace).claims
        if not keys or claim.key in keys
        for citation in claim.citations
        for passage in citation.passages
        if passage.drift is not None
    ]
    if damaged:
        raise damaged[0]
    return found


def find_impact(workspace: Workspace, url: str) -> Impact:
    """
    Say what rests on a source, whatever happened to it.

    Raises UnknownName for an address that nobody cites.
    """
    with workspace.reading() as session:
        source = source_queries.source_by_url(session, url)
        if source is None:
            raise UnknownName(
                "no claim cites this address", next_step="`claimcheck sources` lists those cited"
            )
        resting = drift_queries.resting_on(session, source)
        address = source.url
        keys = {found.claim.key for found in resting}
        reports = dict.fromkeys(found.report.key for found in resting if found.report)
    claims = statuses.read_status(workspace).claims
    return Impact(address, tuple(c for c in claims if c.key in keys), tuple(reports))
