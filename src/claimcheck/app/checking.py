"""The machine's part: read what was archived, find passages that bear on claims, check figures."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from claimcheck.app import attempts, claim_facts, independences, reading_apart
from claimcheck.app.workspace import Workspace
from claimcheck.archive import reading
from claimcheck.core import evidence
from claimcheck.core.evidence import CheckedClaim, Passage
from claimcheck.core.status import FigureCheck
from claimcheck.database import ledger as ledger_table
from claimcheck.database import rows as database_rows
from claimcheck.database.queries import captures as capture_queries
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import evidence as evidence_queries
from claimcheck.database.queries import postings as postings_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.tables import (
    CaptureRow,
    CitationRow,
    ClaimRow,
    EvidenceRow,
    SourceRow,
)
from claimcheck.errors import ArchiveUnusable, BadInput, UnknownName

PASSAGES = 3
"""Proposals a citation: what a checker reads before opening the page."""

BATCH_CLAIMS = 500
"""Claims that are checked together: bounds what is in memory and the time of a transaction."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """
    A passage that the machine proposes for a claim, as it was stored.

    `uncovered` is what of the claim none of its passages has, whichever source they are of.
    """

    claim: str
    source: str
    passage: Passage
    checks: tuple[FigureCheck, ...]
    uncovered: tuple[str, ...] = ()


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
    for start in range(0, len(chosen), BATCH_CLAIMS):
        batch = chosen[start : start + BATCH_CLAIMS]
        found += _check_batch(workspace, batch, dry_run=dry_run)
        done(len(batch))
    if damaged:
        raise damaged[0]
    return found


def _chosen(workspace: Workspace, keys: Collection[str]) -> Sequence[ClaimRow]:
    with workspace.reading() as session:
        if not keys:
            return claim_queries.all_claims(session)
        return list(claim_facts.find_claims(session, keys).values())


def _check_batch(
    workspace: Workspace, claims: Sequence[ClaimRow], *, dry_run: bool
) -> list[Proposed]:
    with workspace.reading() as session:
        cited = claim_queries.citations_of(session, [claim.key for claim in claims])
        sources = {source.id: source for ties in cited.values() for _, source in ties}
        captures = source_queries.usable_captures_of(session, sources)
        made: dict[str, bytes] = {}
        checked = dict(_check_texts(session, claims, cited, captures, made))
    found: list[Proposed] = []
    rows: list[dict[str, object]] = []
    for claim in claims:
        uncovered = _uncovered(checked, claim, cited[claim.key])
        for _, source in cited[claim.key]:
            if (claim.key, source.id) in checked:
                passages = checked[claim.key, source.id].passages
                proposed = [
                    Proposed(claim.key, source.url, p.passage, p.checks, uncovered)
                    for p in passages
                ]
                rows += _rows(proposed, source, captures[source.id])
                found += proposed
    if not dry_run:
        _store(workspace, {claim.key: claim.text for claim in claims}, rows, made)
    return found


def _check_texts(
    session: Session,
    claims: Sequence[ClaimRow],
    cited: Mapping[str, Sequence[tuple[CitationRow, SourceRow]]],
    captures: Mapping[str, CaptureRow],
    made: dict[str, bytes],
) -> Iterator[tuple[tuple[str, str], CheckedClaim]]:
    """
    Check claims against the texts that they cite: each text is loaded once, one after another.

    Gives claim key and source id with what was found. Postings that were missing go to `made`.
    """
    asked: dict[str, list[tuple[ClaimRow, str]]] = defaultdict(list)
    for claim in claims:
        for _, source in cited[claim.key]:
            if source.id in captures:
                asked[captures[source.id].payload_sha256].append((claim, source.id))
    for digest, text, packed in postings_queries.texts_with_postings(session, asked):
        index = evidence.unpack(packed, len(text)) if packed else None
        if index is None:
            index = evidence.build_index(text)
            made[digest] = evidence.pack(index)
        for claim, source_id in asked[digest]:
            yield (
                (claim.key, source_id),
                evidence.check_claim(claim.text, text, index, limit=PASSAGES),
            )


def _uncovered(
    checked: Mapping[tuple[str, str], CheckedClaim],
    claim: ClaimRow,
    cited: Sequence[tuple[CitationRow, SourceRow]],
) -> tuple[str, ...]:
    """What of a claim no passage of any of its sources has."""
    keys = [(claim.key, source.id) for _, source in cited if (claim.key, source.id) in checked]
    missing = [checked[key].uncovered_terms for key in keys]
    return tuple(word for word in missing[0] if all(word in m for m in missing)) if missing else ()


def _store(
    workspace: Workspace,
    checked: Mapping[str, str],
    rows: Sequence[dict[str, object]],
    made: Mapping[str, bytes],
) -> None:
    """Replace what is proposed, except for claims and citations that changed meanwhile."""
    with workspace.writing() as session:
        # Held until the end: nobody edits a claim or proposes for it between look and write.
        ledger_table.lock(session.connection(), workspace.settings.user)
        current = claim_queries.claims_by_key(session, checked)
        same = [
            key for key, text in checked.items() if key in current and current[key].text == text
        ]
        ties = {
            (key, source.id)
            for key, cited in claim_queries.citations_of(session, same).items()
            for _, source in cited
        }
        evidence_queries.drop_proposed(session, same)
        wanted = [row for row in rows if (row["claim_key"], row["source_id"]) in ties]
        database_rows.insert(session, EvidenceRow, wanted)
        postings_queries.keep_postings(session, made)


def _rows(
    found: Sequence[Proposed], source: SourceRow, capture: CaptureRow
) -> Iterator[dict[str, object]]:
    for rank, proposed in enumerate(found, start=1):
        place = f"proposed\n{proposed.claim}\n{source.id}\n{capture.id}\n{rank}"
        yield {
            "id": hashlib.sha256(place.encode()).hexdigest()[:32],
            "claim_key": proposed.claim,
            "source_id": source.id,
            "capture_id": capture.id,
            "payload_sha256": capture.payload_sha256,
            "captured_at": capture.captured_at,
            **asdict(proposed.passage.selector),
            "score": proposed.passage.score,
            "rank": rank,
            "checks": [asdict(check) for check in proposed.checks],
        }


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
