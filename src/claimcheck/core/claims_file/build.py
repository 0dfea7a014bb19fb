"""From the tree of a claims file to the drafts of its report and claims."""

from dataclasses import dataclass, replace

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
from claimcheck.core.claims_file.fields import Fields, read_fields, read_text, read_url
from claimcheck.core.claims_file.limits import (
    FORMAT_VERSION,
    MAX_QUOTE_CHARS,
    MAX_TAG_CHARS,
    MAX_TEXT_CHARS,
)
from claimcheck.core.claims_file.problems import Problems, show
from claimcheck.core.claims_file.tree import Form, Mapping, Node, Scalar, Sequence
from claimcheck.core.urls import MAX_URL_CHARS

_FILE = ("version", "report", "claims")
_REPORT = ("key", "title", "url", "publisher", "published_on", "references")
_REFERENCE = ("key", "url", "title")
# fmt: off
_CLAIM = (
    "key", "text", "section", "quote", "claimant", "kind", "checkable", "hedge", "tags", "sources",
)
# fmt: on
_SOURCE = ("ref", "url", "origin")

_References = dict[str, SourceDraft | None]


@dataclass(frozen=True, slots=True)
class _Context:
    """What every claim of a file shares. `lines` holds the line of each claim key so far."""

    fields: tuple[str, ...]
    report: str | None
    references: _References
    lines: dict[str, int]
    problems: Problems


def build_file(root: Node, problems: Problems) -> ClaimsFile:
    """Read a whole YAML or JSON file; what is left out of the result was noted as a problem."""
    fields = read_fields(root, _FILE, "the file", problems)
    if fields is None:
        return ClaimsFile(None, ())
    _check_version(fields)
    references: _References = {}
    report = None
    if fields.has("report"):
        report = _build_report(fields.values["report"], references, problems)
    if not fields.has("claims"):
        problems.add(fields.at, "claims are missing", "write claims: and a list of them")
    context = _Context(_CLAIM, report.key if report else None, references, {}, problems)
    return ClaimsFile(report, _build_claims(fields, context))


def build_rows(rows: Node, problems: Problems) -> ClaimsFile:
    """Read the rows of a CSV file; each names the key of its report itself."""
    fields = Fields(rows, {"claims": rows}, problems)
    context = _Context((*_CLAIM, "report"), None, {}, {}, problems)
    return ClaimsFile(None, _build_claims(fields, context))


def _check_version(fields: Fields) -> None:
    node = fields.values.get("version")
    if node is None:
        fields.problems.add(fields.at, "version is missing", f"write version: {FORMAT_VERSION}")
        return
    known = (
        isinstance(node, Scalar)
        and node.form is not Form.QUOTED
        and node.text == str(FORMAT_VERSION)
    )
    if not known:
        message = "this program does not know this version of the format"
        fields.problems.add(node, message, f"write version: {FORMAT_VERSION}")


def _build_report(node: Node, references: _References, problems: Problems) -> ReportDraft | None:
    fields = read_fields(node, _REPORT, "the report", problems)
    if fields is None:
        return None
    key, title = fields.slug("key", required=True), fields.text("title", required=True)
    url = fields.url("url")
    report = ReportDraft(
        key=key or "",
        title=title or "",
        url=url.url if url else None,
        publisher=fields.text("publisher"),
        published_on=fields.date("published_on"),
        references=_build_references(fields, references),
    )
    return report if key else None


def _build_references(fields: Fields, references: _References) -> tuple[SourceDraft, ...]:
    drafts: dict[str, SourceDraft] = {}
    lines: dict[str, int] = {}
    for node in fields.items("references", limit=None):
        draft = _build_reference(node, references, fields.problems)
        if draft and draft.url in drafts:
            message = f"line {lines[draft.url]} lists the same address"
            fields.problems.add(node, message, "keep one of them")
        elif draft:
            drafts[draft.url] = draft
            lines[draft.url] = node.line
    return tuple(drafts.values())


def _build_reference(node: Node, references: _References, problems: Problems) -> SourceDraft | None:
    fields = read_fields(node, _REFERENCE, "a reference", problems)
    if fields is None:
        return None
    source, title = fields.url("url", required=True), fields.text("title")
    draft = replace(source, title=title) if source else None
    key = fields.slug("key")
    if key in references:
        message = f"the reference key {show(key)} stands twice"
        problems.add(fields.values["key"], message, "give each reference a key of its own")
    elif key:
        references[key] = draft
    return draft


def _build_claims(fields: Fields, context: _Context) -> tuple[ClaimDraft, ...]:
    nodes = fields.items("claims", limit=None)
    if not nodes and isinstance(fields.values.get("claims"), Sequence):
        fields.problems.add(fields.values["claims"], "there are no claims", "write at least one")
    drafts = (_build_claim(node, context) for node in nodes)
    return tuple(draft for draft in drafts if draft)


def _build_claim(node: Node, context: _Context) -> ClaimDraft | None:
    fields = read_fields(node, context.fields, "a claim", context.problems)
    if fields is None:
        return None
    key = fields.slug("key", required=True)
    _check_unique(key, fields, context)
    kind = fields.choice("kind", Kind) or Kind.FACT
    return ClaimDraft(
        key=key or "",
        text=fields.text("text", limit=MAX_TEXT_CHARS, required=True) or "",
        report=fields.slug("report") or context.report,
        section=fields.text("section"),
        quote=fields.text("quote", limit=MAX_QUOTE_CHARS),
        claimant=fields.text("claimant"),
        kind=kind,
        checkable=_read_checkable(fields, kind),
        hedge=fields.text("hedge"),
        tags=_read_tags(fields),
        citations=_build_citations(fields, context),
    )


def _check_unique(key: str | None, fields: Fields, context: _Context) -> None:
    if key is None:
        return
    if key in context.lines:
        message = f"the key {show(key)} stands twice, first in line {context.lines[key]}"
        context.problems.add(fields.values["key"], message, "give each claim a key of its own")
    context.lines.setdefault(key, fields.values["key"].line)


def _read_checkable(fields: Fields, kind: Kind) -> bool:
    flag = fields.flag("checkable")
    possible = kind not in UNCHECKABLE_KINDS
    if flag and not possible:
        message = f"a claim of kind {kind} cannot be checked today"
        fields.problems.add(
            fields.values["checkable"], message, "write false, or choose another kind"
        )
    return possible if flag is None else flag


def _read_tags(fields: Fields) -> tuple[str, ...]:
    tags: dict[str, None] = {}
    for node in fields.items("tags"):
        tag = read_text(node, "a tag", MAX_TAG_CHARS, fields.problems)
        if tag == "":
            fields.problems.add(node, "a tag is empty", "delete it")
        elif tag and (" " in tag or "," in tag):
            instead = f"write {show(tag.replace(', ', '-').replace(' ', '-').replace(',', '-'))}"
            fields.problems.add(node, f"the tag {show(tag)} holds a space or a comma", instead)
        elif tag:
            tags[tag] = None
    return tuple(tags)


def _build_citations(fields: Fields, context: _Context) -> tuple[CitationDraft, ...]:
    citations: dict[str, CitationDraft] = {}
    for node in fields.items("sources"):
        citation = _build_citation(node, context)
        if citation and citation.source.url in citations:
            message = "the claim names this source twice"
            fields.problems.add(node, message, "keep one of them")
        elif citation:
            citations[citation.source.url] = citation
    return tuple(citations.values())


def _build_citation(node: Node, context: _Context) -> CitationDraft | None:
    if not isinstance(node, Mapping):
        written = read_text(node, "a source", MAX_URL_CHARS, context.problems)
        source = None if written is None else read_url(written, node, context.problems)
        return CitationDraft(source) if source else None
    fields = read_fields(node, _SOURCE, "a source", context.problems)
    if fields is None:
        return None
    origin = fields.choice("origin", Origin) or Origin.INFERRED
    source = _read_source(fields, context)
    return CitationDraft(source, origin) if source else None


def _read_source(fields: Fields, context: _Context) -> SourceDraft | None:
    if ("ref" in fields.values) == ("url" in fields.values):
        message = "a source has either a ref or a url"
        fields.problems.add(fields.at, message, "write one of the two")
        return None
    if "url" in fields.values:
        return fields.url("url", required=True)
    ref = fields.text("ref", required=True)
    if ref is None or ref in context.references:
        return context.references.get(ref or "")
    message = f"the report has no reference with the key {show(ref)}"
    instead = (
        context.problems.suggest(ref, context.references)
        if context.references
        else "write url: instead"
    )
    fields.problems.add(fields.values["ref"], message, instead)
    return None
