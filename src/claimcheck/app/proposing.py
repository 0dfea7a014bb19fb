"""Proposals by batches: claims are checked against the texts they cite, in several processes."""

import copyreg
import hashlib
import multiprocessing
import signal
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, fields
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy.orm import Session

from claimcheck.app import processes
from claimcheck.app.workspace import Workspace, connect_workspace
from claimcheck.core import evidence
from claimcheck.core.evidence import CheckedClaim, CheckedPassage, Passage
from claimcheck.core.selectors import Selector
from claimcheck.core.status import FigureCheck
from claimcheck.database import ledger as ledger_table
from claimcheck.database import rows as database_rows
from claimcheck.database.queries import chunks
from claimcheck.database.queries import evidence as evidence_queries
from claimcheck.database.queries import postings as postings_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.queries.evidence import Tie
from claimcheck.database.queries.sources import CaptureKey
from claimcheck.database.tables import EvidenceRow
from claimcheck.errors import DatabaseUnusable
from claimcheck.settings import Settings

PASSAGES = 3
"""Proposals a citation: what a checker reads before opening the page."""

CLAIMS_A_WORKER = 2_500
"""A process takes the better part of a second to start, in which one alone checks a thousand."""


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


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for one citation, in which capture."""

    tie: Tie
    capture: CaptureKey
    passages: tuple[CheckedPassage, ...]
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """
    Claims with what was found for them.

    `claims` gives the wording that was checked by key, `made` the postings that the database
    did not have, by digest.
    """

    claims: Mapping[str, str]
    found: tuple[Found, ...]
    made: Mapping[str, bytes]

    def proposed(self) -> list[Proposed]:
        """Give all passages, by claim and citation, best first."""
        return [
            Proposed(each.tie.claim_key, each.tie.url, p.passage, p.checks, each.uncovered)
            for each in self.found
            for p in each.passages
        ]


def check_all(workspace: Workspace, claims: Mapping[str, str]) -> Iterator[Batch]:
    """Check claims in batches, which bounds what is in memory; many go over several processes."""
    batches = _batches(workspace, claims)
    workers = min(processes.count_cores(), len(claims) // CLAIMS_A_WORKER)
    if workers < 2:
        yield from (check_batch(workspace, batch) for batch in batches)
        return
    with processes.seldom_collecting():
        yield from _check_over(workers, workspace.settings, batches)


def _check_over(
    workers: int, settings: Settings, batches: Iterable[Mapping[str, str]]
) -> Iterator[Batch]:
    # Forked from a process that has only loaded this module: nothing of our database goes over.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare_worker)
    try:
        rest = iter(batches)
        under_way: deque[Future[Batch]] = deque()
        while True:
            for batch in islice(rest, 2 * workers - len(under_way)):
                under_way.append(pool.submit(_check_alone, settings, batch))
            if not under_way:
                return
            yield under_way.popleft().result()
    except BrokenProcessPool as exc:
        raise DatabaseUnusable(
            "a process that looked for passages ended early",
            next_step="run the same command again: what was found is kept",
        ) from exc
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(workspace: Workspace, claims: Mapping[str, str]) -> list[dict[str, str]]:
    """Cut claims into batches; those that cite one page go together, for it is loaded for each."""
    keys = list(claims)
    if len(keys) > chunks.CHUNK:
        with workspace.reading() as session:
            sources = evidence_queries.first_sources(session, keys)
        keys.sort(key=lambda key: sources.get(key, ""))
    return [{key: claims[key] for key in part} for part in chunks.chunked(keys)]


def _prepare_worker() -> None:
    processes.end_with_parent()
    # An interrupt is everybody's; whoever started us says so and lets us end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # By itself, a frozen dataclass is pickled field by field, which takes five times as long.
    for kind in (Found, Tie, CaptureKey, CheckedPassage, Passage, Selector, FigureCheck):
        _pickle_flat(kind)
    processes.collect_seldom()


def _pickle_flat(kind: type[Any]) -> None:
    """Pickle a dataclass as the call that makes it anew; it needs two fields or more."""
    read = attrgetter(*(field.name for field in fields(kind)))
    copyreg.pickle(kind, lambda value: (kind, read(value)))


def _check_alone(settings: Settings, claims: Mapping[str, str]) -> Batch:
    workspace = connect_workspace(settings)
    try:
        return check_batch(workspace, claims)
    finally:
        workspace.close()


def check_batch(workspace: Workspace, claims: Mapping[str, str]) -> Batch:
    """Check claims against the texts of their sources; nothing is written."""
    made: dict[str, bytes] = {}
    with workspace.reading() as session:
        ties = evidence_queries.ties_of(session, claims)
        captures = source_queries.capture_keys(session, {tie.source_id for tie in ties})
        checked = dict(_check_texts(session, claims, ties, captures, made))
    by_claim: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie in checked:
            by_claim[tie.claim_key].append(tie)
    found = []
    for key in claims:
        uncovered = _uncovered([checked[tie] for tie in by_claim[key]])
        found += [
            Found(tie, captures[tie.source_id], checked[tie].passages, uncovered)
            for tie in by_claim[key]
        ]
    return Batch(claims, tuple(found), made)


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
    for page in postings_queries.texts_with_postings(session, asked):
        text = page.text
        index = evidence.unpack(page.packed, len(text)) if page.packed else None
        if index is None:
            index = evidence.build_index(text)
            made[page.digest] = evidence.pack(index)
        for tie in asked[page.digest]:
            claim = claims[tie.claim_key]
            yield (
                tie,
                evidence.check_claim(
                    claim,
                    text,
                    index,
                    limit=PASSAGES,
                    main=page.main or None,
                    is_cut=page.cut is not None,
                    published=page.published,
                ),
            )


def _uncovered(checked: Sequence[CheckedClaim]) -> tuple[str, ...]:
    """What of a claim no passage of any of its sources has."""
    if not checked:
        return ()
    first, *others = (each.uncovered_terms for each in checked)
    return tuple(word for word in first if all(word in other for other in others))


def store(workspace: Workspace, batch: Batch) -> None:
    """Replace what is proposed, except for claims and citations that changed meanwhile."""
    with workspace.writing() as session:
        # Held until the end: nobody edits a claim or proposes for it between look and write.
        ledger_table.lock(session.connection(), workspace.settings.user)
        current = evidence_queries.claim_texts(session, batch.claims)
        same = [key for key, text in batch.claims.items() if current.get(key) == text]
        ties = set(evidence_queries.ties_of(session, same))
        rows = [row for found in batch.found if found.tie in ties for row in _rows(found)]
        # What stands there already stays: looking takes less than half of writing it again.
        before = evidence_queries.proposed_rows(session, same)
        kept = {row["id"] for row in rows if before.get(row["id"]) == row}
        evidence_queries.drop(session, before.keys() - kept)
        changed = [row for row in rows if row["id"] not in kept]
        database_rows.insert(session, EvidenceRow, changed)
        postings_queries.keep_postings(session, batch.made)


def _rows(found: Found) -> Iterator[dict[str, Any]]:
    tie, capture = found.tie, found.capture
    for rank, checked in enumerate(found.passages, start=1):
        selector = checked.passage.selector
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
            "score": checked.passage.score,
            "rank": rank,
            "checks": [_as_json(check) for check in checked.checks],
            "heading": checked.passage.heading,
            "uncovered": list(found.uncovered) if rank == 1 else None,
        }


_CHECK_FIELDS = tuple(field.name for field in fields(FigureCheck))
_read_check = attrgetter(*_CHECK_FIELDS)


def _as_json(check: FigureCheck) -> dict[str, object]:
    # All fields are plain: a copy in depth takes ten times as long.
    return dict(zip(_CHECK_FIELDS, _read_check(check), strict=True))
