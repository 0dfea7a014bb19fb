"""The machine's part: read what was archived, find passages that bear on claims, check figures."""

from collections.abc import Callable, Collection

from claimcheck.app import attempts, claim_facts, independences, proposing, reading_apart
from claimcheck.app.proposing import Proposed
from claimcheck.app.workspace import Workspace
from claimcheck.archive import reading
from claimcheck.database import rows as database_rows
from claimcheck.database.queries import captures as capture_queries
from claimcheck.database.queries import evidence as evidence_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.errors import ArchiveUnusable, BadInput, UnknownName

__all__ = ["Proposed", "find_evidence", "read_documents", "read_text"]


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
    damaged = () if dry_run else read_documents(workspace)
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
    return found


def _chosen(workspace: Workspace, keys: Collection[str]) -> dict[str, str]:
    with workspace.reading() as session:
        if not keys:
            return evidence_queries.claim_texts(session)
        return {key: row.text for key, row in claim_facts.find_claims(session, keys).items()}


def read_documents(workspace: Workspace) -> tuple[ArchiveUnusable, ...]:
    """
    Read every archived page that this version has not read yet, from the archive.

    A damaged record keeps no other from being read; gives what was wrong with each.
    """
    damaged = []
    with workspace.reading() as session:
        unread = [
            (row, attempts.place_of(capture_queries.payload_holder(session, row)))
            for row in capture_queries.unread_captures(session)
        ]
    for capture, place in unread:
        try:
            message = reading.read_response(workspace.archive, place, lambda _: None)
        except ArchiveUnusable as exc:
            damaged.append(exc)
            continue
        document = reading_apart.read_message(message, capture.final_url)
        with workspace.writing() as session:
            database_rows.keep_documents(session, {capture.payload_sha256: document})
    return tuple(damaged)


def read_text(workspace: Workspace, url: str) -> str:
    """
    Give the text of a source's newest usable capture.

    Raises UnknownName for an address that nobody cites, BadInput when there is no text of it.
    """
    read_documents(workspace)
    with workspace.reading() as session:
        source = source_queries.source_by_url(session, url)
        if source is None:
            raise UnknownName(
                "no claim cites this address", next_step="`claimcheck sources` lists those cited"
            )
        capture = source_queries.usable_capture(session, source.id)
        document = source_queries.document_of(session, capture.payload_sha256) if capture else None
    if document is None or not document.text:
        why = document.unread_reason if document else "no usable capture"
        raise BadInput(
            f"there is no text of {source.url}: {why}",
            next_step="`claimcheck sources` shows how it ended",
        )
    return document.text
