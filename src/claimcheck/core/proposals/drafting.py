"""A draft claims file from what a report asserts."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from claimcheck.core import urls
from claimcheck.core.claims import (
    UNCHECKABLE_KINDS,
    CitationDraft,
    ClaimDraft,
    ClaimsFile,
    ReportDraft,
    SourceDraft,
    key_for,
)
from claimcheck.core.manuscripts import Manuscript
from claimcheck.core.proposals.outline import section_name
from claimcheck.core.proposals.proposing import Part, Proposal, Proposed
from claimcheck.core.proposals.references import Citing

QUOTE_WORDS = 6
MAX_QUOTE_CHARS = 300
MAX_KEY_CHARS = 80
MAX_SOURCES = 100
TAG = "proposed"
LOW_TAG = "low"
"""Marks what is hardly worth a check, so that it can be looked through last."""

_CONTROL = re.compile("[\u202d\u202e\ufffe\uffff\x00-\x1f\x7f-\x9f]")
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s(?=\D)")
_WORD = re.compile(r"\S+")


def draft_file(
    manuscript: Manuscript,
    proposed: Proposed,
    *,
    name: str,
    url: str | None = None,
    key: str | None = None,
) -> ClaimsFile:
    """
    Draft a claims file: one claim for each assertion, in the order of the report.

    Questions, headings and the like are left out. `name` is what the report is called where it
    has no title of its own, `key` the one under which it is on record already.
    """
    title = _NUMBER.sub("", _tidy(manuscript.title or name))[:500] or "report"
    report = ReportDraft(
        key=key or report_key(title, name),
        title=title,
        url=url,
        references=tuple(_sources((r.url, r.title) for r in proposed.references)),
    )
    claims = draft_claims(manuscript, proposed.proposals, report=report.key)
    return ClaimsFile(report, claims)


def report_key(title: str, name: str) -> str:
    """Make a readable key of a title; of the name where the title has no Latin letter."""
    return _slug(title) or _slug(name) or "report"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:MAX_KEY_CHARS].rstrip("-")


def draft_claims(
    manuscript: Manuscript, proposals: Sequence[Proposal], *, report: str
) -> tuple[ClaimDraft, ...]:
    """Draft a claim for each assertion; what a report says twice is one claim."""
    drafts: dict[str, ClaimDraft] = {}
    seen: set[str] = set()
    for proposal in proposals:
        for part in proposal.parts:
            text = standing(part.text)
            if text not in seen and text:
                seen.add(text)
                key = _free_key(key_for(text), drafts)
                drafts[key] = _draft(manuscript, proposal, part, key=key, report=report)
    return tuple(drafts.values())


def _free_key(key: str, taken: dict[str, ClaimDraft]) -> str:
    number = 2
    free = key
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free


def _draft(
    manuscript: Manuscript, proposal: Proposal, part: Part, *, key: str, report: str
) -> ClaimDraft:
    return ClaimDraft(
        key=key,
        text=standing(part.text),
        report=report,
        section=_tidy(section_name(proposal.section) or "") or None,
        quote=quote_for(manuscript.text, part.start, part.end),
        kind=part.kind,
        checkable=part.kind not in UNCHECKABLE_KINDS,
        hedge=part.hedge,
        tags=(TAG,) if proposal.is_worthy else (TAG, LOW_TAG),
        citations=_citations(proposal.citing),
    )


def _citations(citing: Sequence[Citing]) -> tuple[CitationDraft, ...]:
    origins = {each.url: each.origin for each in citing}
    sources = list(_sources((each.url, None) for each in citing))[:MAX_SOURCES]
    return tuple(CitationDraft(source, origins[source.cited_as]) for source in sources)


def standing(text: str) -> str:
    """Write a part as a sentence of its own: a capital at its beginning, a stop at its end."""
    words = _tidy(text)
    if not words:
        return ""
    words = words[0].upper() + words[1:] if len(words[0].upper()) == 1 else words
    return words if not words[-1].isalnum() else f"{words}."


def _tidy(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def quote_for(text: str, start: int, end: int) -> str | None:
    """Choose the first words of a passage that stand nowhere else; the fewest from six on."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    for count in range(min(QUOTE_WORDS, len(words)), len(words) + 1):
        quote = text[words[0][0] : words[count - 1][1]] if count else ""
        if len(quote) > MAX_QUOTE_CHARS:
            break
        if quote and text.find(quote, text.find(quote) + 1) < 0:
            return _tidy(quote) or None
    first = _tidy(text[words[0][0] : words[min(QUOTE_WORDS, len(words)) - 1][1]]) if words else ""
    return first[:MAX_QUOTE_CHARS].rstrip() or None


def _sources(addresses: Iterable[tuple[str, str | None]]) -> Iterator[SourceDraft]:
    """The addresses that can be fetched, each once."""
    seen: set[str] = set()
    for written, title in addresses:
        try:
            url = urls.normalise_url(written)
        except urls.BadUrl:
            continue
        if url not in seen:
            seen.add(url)
            yield SourceDraft(url, written, _tidy(title or "")[:500] or None)
