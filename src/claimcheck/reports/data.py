"""The report as JSON. Its keys are documented in docs/report.md and change only with `schema`."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from claimcheck.core import independence, standing
from claimcheck.core.drifts import Drift, Piece
from claimcheck.core.independence import Bond, OriginGroup
from claimcheck.core.status import (
    CitationStatus,
    ClaimStatus,
    CoverageStatus,
    DerivationStatus,
    EventStatus,
    FigureCheck,
    OpenSentence,
    PassageStatus,
    Provenance,
    ReportHeading,
    SourceStatus,
    StatusReport,
)
from claimcheck.reports import words

SCHEMA = "claimcheck.report/1"
_PROVENANCE = tuple(field.name for field in fields(Provenance))


def render_json(report: StatusReport) -> str:
    """
    Write the report as one JSON document in pure ASCII, ended by a line break.

    Text is kept exactly, however hostile: everything but printable ASCII is escaped.
    """
    return json.dumps(report_data(report), indent=2) + "\n"


def report_data(report: StatusReport) -> dict[str, Any]:
    """Give the whole report as plain JSON values; claims with an alarm come first."""
    return {
        "schema": SCHEMA,
        "generated_at": words.timestamp(report.generated_at),
        "as_of": _leaf(report.as_of),
        "headline": words.headline(report),
        "notes": list(report.notes),
        "limits": list(words.LIMITS),
        "reports": [_values(heading) for heading in report.reports],
        "totals": {
            "claims": len(report.claims),
            "verified": sum(claim.verified for claim in report.claims),
            "needs_attention": len(words.attention(report)),
            "state": _counts(report.count_states()),
            "verdict": _counts(report.count_verdicts()),
            "health": _counts(report.count_healths()),
            "sources": len(report.sources),
            "failures": len(report.failures),
        },
        "coverage": [_values(coverage) for coverage in report.coverage],
        "needs_attention": [claim.key for claim in words.attention(report)],
        "claims": [claim_data(claim) for claim in words.in_order(report)],
        "failures": [source_data(source) for source in report.failures],
        "sources": [source_data(source) for source in report.sources],
        "ledger": {
            "events": report.ledger_events,
            "head": report.ledger_head,
            "verify": words.VERIFY_COMMAND,
        },
    }


def claim_data(claim: ClaimStatus) -> dict[str, Any]:
    """Give one claim as plain JSON values, with its citations, evidence and history."""
    return _values(claim) | _origins(claim) | {"standing": words.standing(claim)}


def _origins(claim: ClaimStatus) -> dict[str, Any]:
    found = claim.independence
    return {
        "independent_origins": found.independent_origins,
        "supporting_origins": found.supporting_origins,
        "circular": standing.is_circular(claim.verdict, found),
        "independence": independence.summary_of(found),
        "origins": [_values(group) for group in found.groups],
    }


def source_data(source: SourceStatus) -> dict[str, Any]:
    """Give one source and its newest attempt as plain JSON values."""
    return _values(source)


def _citation(citation: CitationStatus) -> dict[str, Any]:
    values = _values(citation)
    del values["source"]
    return source_data(citation.source) | values


def _counts(counts: Mapping[Any, int]) -> dict[str, int]:
    return {choice.value: count for choice, count in counts.items()}


Flat = (
    Bond
    | ClaimStatus
    | CitationStatus
    | CoverageStatus
    | DerivationStatus
    | Drift
    | EventStatus
    | FigureCheck
    | OpenSentence
    | OriginGroup
    | PassageStatus
    | Piece
    | Provenance
    | ReportHeading
    | SourceStatus
)


def _values(value: Flat) -> dict[str, Any]:
    # What a claim's independence is, is said by keys of its own.
    named = (field.name for field in fields(value) if field.name != "independence")
    values = {name: _leaf(getattr(value, name)) for name in named}
    if "provenance" in values:
        values |= values.pop("provenance") or dict.fromkeys(_PROVENANCE)
    return values


def _leaf(value: Any) -> Any:
    if isinstance(value, CitationStatus):
        return _citation(value)
    if isinstance(value, Flat):
        return _values(value)
    if isinstance(value, tuple):
        return [_leaf(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return words.timestamp(value)
    return value.isoformat() if isinstance(value, date) else value
