"""Gathering what the rules of the workflow need to know of a claim."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimcheck.app import lookups, passages_since
from claimcheck.core.drift import Drift, DriftKind
from claimcheck.core.workflow import CitationFacts, ClaimFacts, State, Support, Verdict
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import evidence as evidence_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.tables import CaptureRow, CitationRow, ClaimRow, EvidenceRow, SourceRow
from claimcheck.errors import BadInput


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One citation with its source, the capture to rely on, its text, passages and drifts."""

    citation: CitationRow
    source: SourceRow
    capture: CaptureRow | None
    document: DocumentRow | None
    evidence: tuple[EvidenceRow, ...]
    drifts: Mapping[str, Drift]

    @property
    def pinned(self) -> tuple[EvidenceRow, ...]:
        """The passages that people pinned."""
        return tuple(row for row in self.evidence if row.pinned_by is not None)

    @property
    def facts(self) -> CitationFacts:
        """The same, as the rules see it."""
        return CitationFacts(
            url=self.source.url,
            support=Support(self.citation.support),
            judged_by=self.citation.judged_by,
            pinned_by=tuple(row.pinned_by for row in self.pinned if row.pinned_by),
            captured=self.capture is not None,
            readable=bool(self.document and self.document.text),
            drifted=any(
                # Of a page that is gone the archive holds what was pinned: nothing to pin anew.
                not drift.stands and drift.kind is not DriftKind.PAGE_GONE
                for drift in self.drifts.values()
            ),
        )


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim and everything it rests on."""

    claim: ClaimRow
    cited: tuple[CitedSource, ...]

    @property
    def facts(self) -> ClaimFacts:
        """The same, as the rules see it."""
        row = self.claim
        return ClaimFacts(
            key=row.key,
            state=State(row.state),
            verdict=Verdict(row.verdict),
            checkable=row.checkable,
            version=row.version,
            assignee=row.assignee,
            verdict_by=row.verdict_by,
            submitted_by=row.submitted_by,
            citations=tuple(cited.facts for cited in self.cited),
        )

    def find(self, url: str | None) -> CitedSource:
        """
        Pick the citation that is meant; without an address, the only one.

        Raises BadInput when that is not clear.
        """
        if url is None and len(self.cited) == 1:
            return self.cited[0]
        for cited in self.cited:
            if url is not None and url in (cited.source.url, cited.citation.cited_as):
                return cited
        listed = ", ".join(cited.source.url for cited in self.cited) or "none"
        raise BadInput(
            f"{self.claim.key} does not cite {url}" if url else "which source is meant?",
            next_step=f"give --source with one of: {listed}",
        )


def read_claim(session: Session, key: str) -> ClaimRecord:
    """Read one claim whole. Raises UnknownName."""
    claim = lookups.find_claims(session, [key])[key]
    cited = claim_queries.citations_of(session, [key])[key]
    evidence = evidence_queries.evidence_of(session, [key])
    return ClaimRecord(
        claim,
        tuple(
            _cited_source(session, citation, source, evidence.get((key, source.id), []))
            for citation, source in cited
        ),
    )


def _cited_source(
    session: Session, citation: CitationRow, source: SourceRow, evidence: list[EvidenceRow]
) -> CitedSource:
    capture = source_queries.usable_capture(session, source.id)
    document = source_queries.document_of(session, capture.payload_sha256) if capture else None
    tie = (citation.claim_key, source.id)
    drifts = passages_since.compare_evidence(session, {tie: evidence}, {source.id: capture})
    return CitedSource(citation, source, capture, document, tuple(evidence), drifts)
