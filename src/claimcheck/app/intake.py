"""Claims in: one from the command line, many from a file, all or nothing."""

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.app.deciding import Book, deciding
from claimcheck.app.workspace import Workspace
from claimcheck.core import claims_file
from claimcheck.core.claims import (
    CitationDraft,
    ClaimDraft,
    ClaimsFile,
    ReportDraft,
    SourceDraft,
    key_for,
)
from claimcheck.core.ledger import Action, Step
from claimcheck.core.workflow import State
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import evidence as evidence_queries
from claimcheck.database.tables import CitationRow, ClaimRow, EvidenceRow, ReportRow, SourceRow
from claimcheck.errors import BadInput, ClaimsFileError

Cited = Sequence[tuple[CitationRow, SourceRow]]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many claims of the file were new, changed or as before."""

    added: int
    changed: int
    unchanged: int
    claims: int
    sources: int


def import_file(workspace: Workspace, path: Path, *, dry_run: bool = False) -> Imported:
    """
    Import a claims file; a second time changes nothing.

    Raises BadInput for a file that cannot be read and ClaimsFileError with every mistake
    in it; nothing is imported then.
    """
    return import_claims(workspace, read_claims(path), dry_run=dry_run)


def read_claims(path: Path) -> ClaimsFile:
    """Read a claims file. Raises BadInput, or ClaimsFileError with every mistake in it."""
    return claims_file.parse_claims_file(_read_file(path), path.name)


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            too_large = os.fstat(file.fileno()).st_size > claims_file.MAX_FILE_BYTES
            content = b"" if too_large else file.read(claims_file.MAX_FILE_BYTES + 1)
    except OSError as exc:
        raise BadInput(
            f"{path}: {(exc.strerror or str(exc)).lower()}",
            next_step="give the path of a claims file (.yaml, .json or .csv)",
        ) from exc
    if too_large or len(content) > claims_file.MAX_FILE_BYTES:
        raise BadInput(
            f"{path}: larger than {claims_file.MAX_FILE_BYTES // 2**20} MB",
            next_step="split it into several files; each can name the same report",
        )
    return content


def add_claim(workspace: Workspace, draft: ClaimDraft, *, dry_run: bool = False) -> Imported:
    """Add one claim. Raises BadInput when its key stands for something else already."""
    with deciding(workspace, dry_run=dry_run) as book:
        done = _record(book, ClaimsFile(None, (draft,)))
        if done.changed:
            raise BadInput(
                f"{draft.key} is already there, and not the same in all it says",
                next_step=f"look at it (`claimcheck show {draft.key}`); choose another --key, "
                "or change the claim with `claimcheck import`",
            )
    return done


def draft_claim(fields: Mapping[str, str]) -> ClaimDraft:
    """
    Make a draft of what was typed, by the rules of a claims file.

    `fields` are named as the columns of a CSV claims file; a missing key is made from the
    text. Raises BadInput with every mistake.
    """
    row = {**fields, "key": fields.get("key") or key_for(fields["text"])}
    table = io.StringIO()
    writer = csv.DictWriter(table, row)
    writer.writeheader()
    writer.writerow(row)
    try:
        return claims_file.parse_claims_file(
            table.getvalue().encode("utf-8", "replace"), "claim.csv"
        ).claims[0]
    except ClaimsFileError as exc:
        mistakes = dict.fromkeys(problem.message for problem in exc.problems)
        raise BadInput("; ".join(mistakes), next_step=exc.problems[0].instead) from exc


def import_claims(workspace: Workspace, file: ClaimsFile, *, dry_run: bool = False) -> Imported:
    """Bring the database to what the file says, in one transaction."""
    with deciding(workspace, dry_run=dry_run) as book:
        return _record(book, file)


def _record(book: Book, file: ClaimsFile) -> Imported:
    book.record(list(_report_steps(book, file)))
    keys = [draft.key for draft in file.claims]
    existing = claim_queries.claims_by_key(book.session, keys)
    cited = claim_queries.citations_of(book.session, existing)
    evidence = evidence_queries.evidence_of(book.session, existing)
    added, changed = [], []
    for draft in file.claims:
        row = existing.get(draft.key)
        if row is None:
            added.append(Step(Action.CLAIM_ADDED, draft.key, _claim_body(draft)))
        elif step := change_step(draft, row, cited[draft.key], evidence):
            changed.append(step)
    book.record(added)
    record_changes(book, changed)
    return Imported(
        added=len(added),
        changed=len(changed),
        unchanged=len(file.claims) - len(added) - len(changed),
        claims=len(file.claims),
        sources=len(_source_urls(file)),
    )


def record_changes(book: Book, changed: Sequence[Step]) -> None:
    """Record changed claims; what the machine proposed for what they no longer say goes."""
    outdated = [step.subject for step in changed if step.body["reset"] or step.body["dropped"]]
    evidence_queries.drop_proposed(book.session, outdated)
    book.record(changed)


def _source_urls(file: ClaimsFile) -> set[str]:
    listed = {reference.url for reference in file.report.references} if file.report else set()
    return listed | {c.source.url for draft in file.claims for c in draft.citations}


def _report_steps(book: Book, file: ClaimsFile) -> Iterator[Step]:
    """The file's own report; for claims that name a report nobody described, its bare key."""
    drafts = {file.report.key: file.report} if file.report else {}
    for key in sorted({draft.report for draft in file.claims if draft.report} - drafts.keys()):
        if claim_queries.report_by_key(book.session, key) is None:
            drafts[key] = ReportDraft(key=key, title=key)
    for draft in drafts.values():
        body = _report_body(draft)
        row = claim_queries.report_by_key(book.session, draft.key)
        if row is None:
            yield Step(Action.REPORT_ADDED, draft.key, body)
        elif _report_body_of(row) != body:
            yield Step(Action.REPORT_CHANGED, draft.key, body)


def _report_body(draft: ReportDraft) -> dict[str, Any]:
    return {
        "key": draft.key,
        "title": draft.title,
        "url": draft.url,
        "publisher": draft.publisher,
        "published_on": draft.published_on.isoformat() if draft.published_on else None,
        "references": [_source_body(reference) for reference in draft.references],
    }


def _report_body_of(row: ReportRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "title": row.title,
        "url": row.url,
        "publisher": row.publisher,
        "published_on": row.published_on.isoformat() if row.published_on else None,
        "references": row.references,
    }


def _source_body(source: SourceDraft) -> dict[str, Any]:
    return {"url": source.url, "cited_as": source.cited_as, "title": source.title}


def _claim_body(draft: ClaimDraft) -> dict[str, Any]:
    return {
        "key": draft.key,
        "text": draft.text,
        "report": draft.report,
        "section": draft.section,
        "quote": draft.quote,
        "claimant": draft.claimant,
        "kind": draft.kind.value,
        "checkable": draft.checkable,
        "hedge": draft.hedge,
        "tags": list(draft.tags),
        "citations": [_citation_body(citation) for citation in draft.citations],
    }


def _citation_body(citation: CitationDraft) -> dict[str, Any]:
    return {
        "url": citation.source.url,
        "cited_as": citation.source.cited_as,
        "origin": citation.origin.value,
    }


def _body_of(row: ClaimRow, cited: Cited) -> dict[str, Any]:
    return {
        "key": row.key,
        "text": row.text,
        "report": row.report_key,
        "section": row.section,
        "quote": row.quote,
        "claimant": row.claimant,
        "kind": row.kind,
        "checkable": row.checkable,
        "hedge": row.hedge,
        "tags": row.tags,
        "citations": [
            {"url": source.url, "cited_as": citation.cited_as, "origin": citation.origin}
            for citation, source in cited
        ],
    }


_DECIDED = frozenset({State.IN_REVIEW, State.SIGNED_OFF, State.PUBLISHED})


def change_step(
    draft: ClaimDraft,
    row: ClaimRow,
    cited: Cited,
    evidence: dict[tuple[str, str], list[EvidenceRow]],
) -> Step | None:
    """
    The step from the row to the draft; None when they agree.

    Another text or checkability takes every judgement back. That, or other sources, sends a
    claim that was decided back to check: nobody has signed off what it says now.
    """
    before, after = _body_of(row, cited), _claim_body(draft)
    if before == after:
        return None
    reset = (row.text, row.checkable) != (draft.text, draft.checkable)
    old = {source.url: source.id for _, source in cited}
    new = {citation.source.url for citation in draft.citations}
    reopened = State(row.state) in _DECIDED and (reset or old.keys() != new)
    dropped = sorted(old.keys() - new)
    was_judged = {source.url: citation.judged_by is not None for citation, source in cited}
    return Step(
        Action.CLAIM_CHANGED,
        draft.key,
        {
            **after,
            "before": {"text": row.text, "state": row.state, "verdict": row.verdict},
            "reset": reset,
            # A verdict that rested on a source which is cited no more has to be given anew.
            "verdict_reset": reset or any(was_judged[url] for url in dropped),
            "to": State.IN_CHECK.value if reopened else row.state,
            "version": row.version + 1,
            "kept": sorted(old.keys() & new),
            "dropped": dropped,
            "dropped_evidence": [
                passage.id
                for url in dropped
                for passage in evidence.get((row.key, old[url]), [])
                if passage.pinned_by is not None
            ],
        },
    )
