"""Gathering rows into the status report value."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from sqlalchemy.orm import Session

from claimcheck.app import (
    deriving,
    history,
    independences,
    lookups,
    notes,
    passages_since,
    provenances,
    source_statuses,
)
from claimcheck.app.workspace import Workspace
from claimcheck.core import standing
from claimcheck.core.claims import Kind, Origin
from claimcheck.core.drift import Drift, DriftKind
from claimcheck.core.figures.words import stands_in
from claimcheck.core.independence import Independence
from claimcheck.core.status import (
    CitationStatus,
    ClaimStatus,
    FigureCheck,
    PassageStatus,
    Provenance,
    ReportHeading,
    SourceStatus,
    StatusReport,
)
from claimcheck.core.workflow import State, Support, Verdict
from claimcheck.database import ledger as ledger_table
from claimcheck.database.derivation_tables import DerivationRow
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import derivations as derivation_queries
from claimcheck.database.queries import evidence as evidence_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.queries.sources import SourceRecord
from claimcheck.database.tables import CitationRow, ClaimRow, EvidenceRow, ReportRow, SourceRow


@dataclass(frozen=True, slots=True)
class _Gathered:
    """
    What all claims share. `drifts` and `links` are by evidence id, a drift is absent where nothing
    is newer, links where all claims are read; `provenance` is by capture id.
    """

    cited: Mapping[str, Sequence[tuple[CitationRow, SourceRow]]]
    evidence: Mapping[tuple[str, str], Sequence[EvidenceRow]]
    sources: Mapping[str, SourceStatus]
    drifts: Mapping[str, Drift]
    links: Mapping[str, str]
    provenance: Mapping[str, Provenance]
    independence: Mapping[str, Independence]
    derivations: Mapping[str, Sequence[DerivationRow]]


def read_status(workspace: Workspace) -> StatusReport:
    """Describe everything as it stands now."""
    with workspace.reading() as session:
        claims = claim_queries.all_claims(session)
        gathered = _gather(session, claims, None)
        head = ledger_table.read_head(session)
        report = StatusReport(
            generated_at=workspace.clock(),
            reports=tuple(_heading(row) for row in claim_queries.reports(session)),
            claims=tuple(_claim(row, gathered) for row in claims),
            sources=tuple(gathered.sources.values()),
            ledger_events=head.events,
            ledger_head=head.hash,
        )
        alone = ledger_table.count_lone_sign_offs(session)
    return replace(report, notes=tuple(notes.notes_of(report, workspace, alone)))


def read_sources(workspace: Workspace) -> tuple[SourceStatus, ...]:
    """Describe every source."""
    with workspace.reading() as session:
        return tuple(
            source_statuses.source_status(record)
            for record in source_queries.source_records(session).values()
        )


def read_claim_status(workspace: Workspace, key: str) -> ClaimStatus:
    """Describe one claim with its history. Raises UnknownName."""
    with workspace.reading() as session:
        row = lookups.find_claims(session, [key])[key]
        events = tuple(history.read(session, key))
        return replace(_claim(row, _gather(session, [row], [key])), events=events)


def _gather(
    session: Session, claims: Sequence[ClaimRow], keys: Collection[str] | None
) -> _Gathered:
    """Read what these claims share; `keys` None stands for all claims."""
    records = source_queries.source_records(session)
    evidence = evidence_queries.evidence_of(session, keys)
    cited = claim_queries.citations_of(session, keys)
    return _Gathered(
        cited=cited,
        evidence=evidence,
        sources={
            source_id: source_statuses.source_status(record)
            for source_id, record in records.items()
        },
        drifts=passages_since.compare_evidence(
            session, evidence, {key: record.capture for key, record in records.items()}
        ),
        links=dict(_links(session, evidence, records)) if keys is not None else {},
        provenance=provenances.of_evidence(session, evidence),
        independence=independences.of_claims(
            session,
            claims,
            cited,
            independences.held_by(records),
            independences.pinned_in(evidence),
        ),
        derivations=derivation_queries.derivations_of(session, keys),
    )


def _heading(row: ReportRow) -> ReportHeading:
    return ReportHeading(row.key, row.title, row.url, row.publisher, row.published_on)


def _claim(row: ClaimRow, gathered: _Gathered) -> ClaimStatus:
    numbers = count(1)
    citations = tuple(
        _citation(citation, source, gathered, numbers)
        for citation, source in gathered.cited.get(row.key, ())
    )
    state, verdict = State(row.state), Verdict(row.verdict)
    healths = [citation.health for citation in citations]
    origins, override = gathered.independence[row.key], row.circular_override
    computed = gathered.derivations.get(row.key, ())
    derivations = deriving.compute_all_again(computed, row.text, citations)
    return ClaimStatus(
        key=row.key,
        text=row.text,
        report=row.report_key,
        section=row.section,
        quote=row.quote,
        claimant=row.claimant,
        kind=Kind(row.kind),
        checkable=row.checkable,
        hedge=row.hedge,
        tags=tuple(row.tags),
        state=state,
        verdict=verdict,
        verdict_reason=row.verdict_reason,
        verdict_by=row.verdict_by,
        signed_off_by=row.signed_off_by,
        assignee=row.assignee,
        version=row.version,
        health=standing.health_of_claim(healths),
        verified=standing.is_verified(
            state,
            checkable=row.checkable,
            supports=[citation.support for citation in citations],
            drifted=any(citation.is_drifted for citation in citations),
            circular=standing.is_circular(verdict, origins) and override is None,
        ),
        open_points=standing.open_points(
            state,
            verdict,
            citations,
            checkable=row.checkable,
            origins=origins,
            override=override,
        ),
        alarms=standing.alarms(verdict, citations, origins, override=override, derived=derivations),
        citations=citations,
        independence=origins,
        circular_override=override,
        derivations=derivations,
        uncovered=_uncovered(row, gathered, citations),
    )


def _uncovered(
    row: ClaimRow, gathered: _Gathered, citations: Sequence[CitationStatus]
) -> tuple[str, ...]:
    """What of a claim is in no passage: as proposing found it, less what people have pinned."""
    rows = (
        r
        for _, s in gathered.cited.get(row.key, ())
        for r in gathered.evidence.get((row.key, s.id), ())
    )
    found = next((row.uncovered for row in rows if row.uncovered), ())
    pinned = [p.exact for c in citations for p in c.passages if p.pinned_by]
    return tuple(word for word in found if not any(stands_in(word, text) for text in pinned))


def _citation(
    citation: CitationRow, source: SourceRow, gathered: _Gathered, numbers: Iterator[int]
) -> CitationStatus:
    rows = gathered.evidence.get((citation.claim_key, citation.source_id), ())
    passages = tuple(_passages(rows, gathered, numbers))
    status = gathered.sources[source.id]
    return CitationStatus(
        source=status,
        cited_as=citation.cited_as,
        origin=Origin(citation.origin),
        support=Support(citation.support),
        support_reason=citation.support_reason,
        judged_by=citation.judged_by,
        health=standing.health_of_citation(
            status.outcome,
            status.quality,
            drifted=any(_has_drifted(passage.drift) for passage in passages),
        ),
        passages=passages,
        page_checks=standing.combine_checks([passage.checks for passage in passages]),
    )


def _passages(
    rows: Sequence[EvidenceRow], gathered: _Gathered, numbers: Iterator[int]
) -> Iterator[PassageStatus]:
    """Pinned passages, then proposals; a proposal that somebody pinned is shown once, as that."""
    proposed = {
        _place(row): (number, row)
        for row, number in zip((r for r in rows if r.pinned_by is None), numbers, strict=False)
    }
    for row in rows:
        if row.pinned_by is not None:
            number, twin = proposed.pop(_place(row), (None, row))
            yield _passage(row, twin, gathered, number)
    for number, row in proposed.values():
        yield _passage(row, row, gathered, number)


def _has_drifted(drift: Drift | None) -> bool:
    """Whether the text drifted; a page that is gone is `dead`."""
    return drift is not None and not drift.stands and drift.kind is not DriftKind.PAGE_GONE


def _links(
    session: Session,
    evidence: Mapping[tuple[str, str], Sequence[EvidenceRow]],
    records: Mapping[str, SourceRecord],
) -> Iterator[tuple[str, str]]:
    for (_, source_id), rows in evidence.items():
        texts = passages_since.Texts(session)
        for row in rows:
            link = passages_since.link_to(records[source_id].source.url, row, texts)
            if link is not None:
                yield row.id, link


def _place(row: EvidenceRow) -> tuple[str, int, int]:
    return row.payload_sha256, row.start, row.end


def _passage(
    row: EvidenceRow, judged: EvidenceRow, gathered: _Gathered, number: int | None
) -> PassageStatus:
    drift = gathered.drifts.get(row.id)
    return PassageStatus(
        id=row.id,
        exact=row.exact,
        prefix=row.prefix,
        suffix=row.suffix,
        captured_at=row.captured_at,
        payload_sha256=row.payload_sha256,
        pinned_by=row.pinned_by,
        score=judged.score,
        checks=tuple(FigureCheck(**check) for check in judged.checks or ()),
        still_there=drift.stands if drift else None,
        number=number,
        provenance=gathered.provenance.get(row.capture_id),
        drift=drift,
        link=gathered.links.get(row.id),
        heading=row.heading or judged.heading,
    )
