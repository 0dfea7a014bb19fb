"""Reads what was archived: every page that this version has not read yet."""

from claimcheck.app import attempts, reading_apart
from claimcheck.app.workspace import Workspace
from claimcheck.archive import reading
from claimcheck.database import rows as database_rows
from claimcheck.database.queries import captures as capture_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.errors import ArchiveUnusable, BadInput, UnknownName


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
