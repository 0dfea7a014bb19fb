"""A claims file written out as YAML, in the form that docs/claims-file.md describes."""

from collections.abc import Iterator
from typing import Any

import yaml

from claimcheck.core.claims import (
    UNCHECKABLE_KINDS,
    CitationDraft,
    ClaimDraft,
    ClaimsFile,
    Kind,
    Origin,
    ReportDraft,
    SourceDraft,
)
from claimcheck.core.claims_file.limits import FORMAT_VERSION

LINE_CHARS = 100


def write_claims_file(file: ClaimsFile) -> str:
    """
    Write a claims file; read again it says the same, as long as it keeps to the limits.

    In YAML every claim belongs to the report of its file.
    """
    document: dict[str, Any] = {"version": FORMAT_VERSION}
    if file.report:
        document["report"] = dict(_report(file.report))
    document["claims"] = [dict(_claim(claim)) for claim in file.claims]
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    written: str = yaml.dump(
        document, Dumper=dumper, sort_keys=False, allow_unicode=True, width=LINE_CHARS
    )
    return written


def _report(report: ReportDraft) -> Iterator[tuple[str, Any]]:
    yield "key", report.key
    yield "title", report.title
    yield from _given(url=report.url, publisher=report.publisher)
    if report.published_on:
        yield "published_on", report.published_on.isoformat()
    if report.references:
        yield "references", [dict(_reference(source)) for source in report.references]


def _reference(source: SourceDraft) -> Iterator[tuple[str, Any]]:
    yield "url", source.cited_as
    yield from _given(title=source.title)


def _claim(claim: ClaimDraft) -> Iterator[tuple[str, Any]]:
    yield "key", claim.key
    yield "text", claim.text
    yield from _given(section=claim.section, quote=claim.quote, claimant=claim.claimant)
    if claim.kind is not Kind.FACT:
        yield "kind", claim.kind.value
    if not claim.checkable and claim.kind not in UNCHECKABLE_KINDS:
        yield "checkable", False
    yield from _given(hedge=claim.hedge)
    if claim.tags:
        yield "tags", list(claim.tags)
    if claim.citations:
        yield "sources", [_source(citation) for citation in claim.citations]


def _source(citation: CitationDraft) -> str | dict[str, str]:
    if citation.origin is Origin.INFERRED:
        return citation.source.cited_as
    return {"url": citation.source.cited_as, "origin": citation.origin.value}


def _given(**values: str | None) -> Iterator[tuple[str, str]]:
    """Only what there is: an empty field says nothing."""
    yield from ((name, value) for name, value in values.items() if value)
