"""The machine's part: read what was archived, find passages that bear on claims, check figures."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from claimcheck.database.queries import evidence as evidence_queries
from claimcheck.database.queries import postings as postings_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.queries.chunks import chunked
from claimcheck.database.queries.evidence import Tie
from claimcheck.database.queries.sources import CaptureKey
from claimcheck.database.tables import EvidenceRow
from claimcheck.errors import ArchiveUnusable, BadInput, UnknownName

PASSAGES = 3
"""Proposals a citation: what a checker reads before opening the page."""


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
    for batch in chunked(chosen):
        claims = {key: chosen[key] for key in batch}
        found += _check_batch(workspace, claims, dry_run=dry_run)
        done(len(batch))
    if damaged:
        raise damaged[0]
    return found


def _chosen(workspace: Workspace, keys: Collection[str]) -> dict[str, str]:
    with workspace.reading() as session:
        if not keys:
            return evidence_queries.claim_texts(session)
        return {key: row.text for key, row in claim_facts.find_claims(session, keys).items()}


def _check_batch(
    workspace: Workspace, claims: Mapping[str, str], *, dry_run: bool
) -> list[Proposed]:
    made: dict[str, bytes] = {}
    with workspace.reading() as session:
        ties = evidence_queries.ties_of(session, claims)
        captures = source_queries.capture_keys(session, {tie.source_id for tie in ties})
        checked = dict(_check_texts(session, claims, ties, captures, made))
    uncovered = {key: _uncovered(found) for key, found in _by_claim(checked).items()}
    proposed: dict[Tie, list[Proposed]] = {
        tie: [
            Proposed(tie.claim_key, tie.url, p.passage, p.checks, uncovered[tie.claim_key])
            for p in checked[tie].passages
        ]
        for tie in ties
        if tie in checked
    }
    if not dry_run:
        rows = [
            row
            for tie, found in proposed.items()
            for row in _rows(found, tie, captures[tie.source_id])
        ]
        _store(workspace, claims, rows, made)
    order = {key: number for number, key in enumerate(claims)}
    inorder = sorted(proposed.items(), key=lambda item: order[item[0].claim_key])
    return [passage for _, found in inorder for passage in found]


def _check_texts(
    session: Session,
    claims: Mapping[str, str],
    ties: Sequence[Tie],
    captures: Mapping[str, CaptureKey],
    made: dict[str, bytes],
) -> Iterator[tuple[Tie, CheckedClaim]]:
    """
    Check claims against the texts that they cite; each text is loaded once, one after another.

    Postings that were missing go to `made`.
    """
    asked: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.source_id in captures:
            asked[captures[tie.source_id].payload_sha256].append(tie)
    for digest, text, packed in postings_queries.texts_with_postings(session, asked):
        index = evidence.unpack(packed, len(text)) if packed else None
        if index is None:
            index = evidence.build_index(text)
            made[digest] = evidence.pack(index)
        for tie in asked[digest]:
            claim = claims[tie.claim_key]
            yield tie, evidence.check_claim(claim, text, index, limit=PASSAGES)


def _by_claim(checked: Mapping[Tie, CheckedClaim]) -> dict[str, list[CheckedClaim]]:
    found: dict[str, list[CheckedClaim]] = defaultdict(list)
    for tie, each in checked.items():
        found[tie.claim_key].append(each)
    return found


def _uncovered(checked: Sequence[CheckedClaim]) -> tuple[str, ...]:
    """What of a claim no passage of any of its sources has."""
    first, *others = (each.uncovered_terms for each in checked)
    return tuple(word for word in first if all(word in other for other in others))


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
        current = evidence_queries.claim_texts(session, checked)
        same = [key for key, text in checked.items() if current.get(key) == text]
        ties = {(t.claim_key, t.source_id) for t in evidence_queries.ties_of(session, same)}
        evidence_queries.drop_proposed(session, same)
        wanted = [row for row in rows if (row["claim_key"], row["source_id"]) in ties]
        database_rows.insert(session, EvidenceRow, wanted)
        postings_queries.keep_postings(session, made)


def _rows(found: Sequence[Proposed], tie: Tie, capture: CaptureKey) -> Iterator[dict[str, object]]:
    for rank, proposed in enumerate(found, start=1):
        selector = proposed.passage.selector
        place = f"proposed\n{tie.claim_key}\n{tie.source_id}\n{capture.id}\n{rank}"
        yield {
            "id": hashlib.sha256(place.encode()).hexdigest()[:32],
            "claim_key": tie.claim_key,
            "source_id": tie.source_id,
            "capture_id": capture.id,
            "payload_sha256": capture.payload_sha256,
            "captured_at": capture.captured_at,
            "exact": selector.exact,
            "prefix": selector.prefix,
            "suffix": selector.suffix,
            "start": selector.start,
            "end": selector.end,
            "score": proposed.passage.score,
            "rank": rank,
            "checks": [
                {"kind": c.kind, "claim": c.claim, "source": c.source, "result": c.result}
                for c in proposed.checks
            ],
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
