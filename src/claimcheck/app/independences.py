"""Gathering what is known of the origins of claims' sources, and asking what follows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from claimcheck.app import domains
from claimcheck.app.claim_facts import ClaimRecord
from claimcheck.app.workspace import Workspace
from claimcheck.core import independence, urls
from claimcheck.core.independence import (
    Address,
    CheckedReport,
    CitedPage,
    Copies,
    Independence,
    shingles,
)
from claimcheck.core.outcomes import Method
from claimcheck.core.workflow import Support
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import fingerprints as fingerprint_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.queries.sources import SourceRecord
from claimcheck.database.tables import (
    AttemptRow,
    CaptureRow,
    CitationRow,
    ClaimRow,
    EvidenceRow,
    ReportRow,
    SourceRow,
)

BATCH_TEXTS = 50
"""Fingerprints that are stored together: bounds the time of a transaction."""

Cited = Mapping[str, Sequence[tuple[CitationRow, SourceRow]]]
Held = Mapping[str, tuple[CaptureRow, AttemptRow]]
"""The usable capture of each source with the attempt that brought it, by source id."""

Pinned = Mapping[tuple[str, str], str]
"""The payload that the newest pinned passage stands in, by claim and source id."""


@dataclass(frozen=True, slots=True)
class Told:
    """
    What a page says of itself: its own address, its publisher, and what it links to.

    `links` has an address on each line. They are taken apart where one may matter: few do.
    """

    canonical: str | None = None
    publisher: str | None = None
    links: str = ""


_BEARS = (Support.SUPPORTS, Support.PARTLY_SUPPORTS)
_LIVE = (Method.FETCH, Method.BROWSER)


def keep_fingerprints(workspace: Workspace) -> int:
    """Make the fingerprint of every text that has none of this version; gives how many."""
    with workspace.reading() as session:
        missing = fingerprint_queries.outdated(session, shingles.FINGERPRINT_VERSION)
    for start in range(0, len(missing), BATCH_TEXTS):
        batch = missing[start : start + BATCH_TEXTS]
        with workspace.reading() as session:
            made = dict(_make_fingerprints(session, batch))
        with workspace.writing() as session:
            fingerprint_queries.keep(session, made)
    return len(missing)


def held_by(records: Mapping[str, SourceRecord]) -> Held:
    """Pick the captures that can serve as evidence out of what is known of sources."""
    return {
        source_id: (record.capture, record.brought_by)
        for source_id, record in records.items()
        if record.usable and record.capture and record.brought_by
    }


def pinned_in(evidence: Mapping[tuple[str, str], Sequence[EvidenceRow]]) -> Pinned:
    """
    Pick the payloads that people rely on, which are not always the newest.

    Two pages that said the same when they were judged do not become independent of each other
    because one has been edited since.
    """
    return {
        tie: max(pins, key=lambda row: (row.captured_at, row.id)).payload_sha256
        for tie, rows in evidence.items()
        if (pins := [row for row in rows if row.pinned_by is not None])
    }


def of_record(session: Session, record: ClaimRecord) -> Independence:
    """Say how independent the sources of one claim are."""
    captures = {
        cited.source.id: cited.capture for cited in record.cited if cited.capture is not None
    }
    report = record.claim.report_key
    row = claim_queries.report_by_key(session, report) if report else None
    if row is not None and row.url:
        own = source_queries.usable_capture(session, _source_of(row))
        captures |= {own.source_id: own} if own else {}
    found = source_queries.attempts_of(session, [capture.id for capture in captures.values()])
    held = {source_id: found[capture.id] for source_id, capture in captures.items()}
    cited = {record.claim.key: [(one.citation, one.source) for one in record.cited]}
    pinned = pinned_in({(record.claim.key, one.source.id): one.evidence for one in record.cited})
    return of_claims(session, [record.claim], cited, held, pinned)[record.claim.key]


def of_claims(
    session: Session,
    claims: Sequence[ClaimRow],
    cited: Cited,
    held: Held,
    pinned: Pinned | None = None,
    *,
    told: Mapping[str, Told] | None = None,
) -> dict[str, Independence]:
    """
    Say of each claim, by key, how independent its sources are.

    `pinned` are the texts to compare where they are not those that are held. `told` is what
    pages say of themselves, by the digest of their payload; by default what their documents
    keep of that.
    """
    pinned = pinned or {}
    told = _told(session, cited, held) if told is None else told
    reports = {row.key: _report(row, held) for row in claim_queries.reports(session)}
    asked = [
        _ask(claim.key, cited.get(claim.key, ()), reports.get(claim.report_key or ""), held,
             told, pinned)
        for claim in claims
    ]  # fmt: skip
    texts = _Texts(session, {text for one in asked for text in one.texts})
    return {
        one.key: independence.find_independence(one.pages, one.report, texts.copies_among(one))
        for one in asked
    }


def _ask(
    key: str,
    ties: Sequence[tuple[CitationRow, SourceRow]],
    report: CheckedReport | None,
    held: Held,
    told: Mapping[str, Told],
    pinned: Pinned,
) -> "_Asked":
    pages = [_page(citation, source, held, told) for citation, source in ties]
    names = _names(report, pages)
    asked = []
    for page, (_, source) in zip(pages, ties, strict=True):
        links = told.get(page.text or "", Told()).links
        others = names - {page.address.domain}
        matters = any(name in links.lower() for name in others)
        asked.append(
            replace(
                page,
                text=pinned.get((key, source.id), page.text),
                links=tuple(_addresses(links.split("\n") if matters else ())),
            )
        )
    return _Asked(key, tuple(asked), report)


def _told(session: Session, cited: Cited, held: Held) -> dict[str, Told]:
    sources = {source.id for ties in cited.values() for _, source in ties}
    digests = {held[each][0].payload_sha256 for each in sources if each in held}
    return {
        digest: Told(canonical, publisher, links)
        for digest, canonical, publisher, links in fingerprint_queries.told_of(session, digests)
    }


@dataclass(frozen=True, slots=True)
class _Asked:
    """One claim, as the rules of independence see it."""

    key: str
    pages: tuple[CitedPage, ...]
    report: CheckedReport | None

    @property
    def texts(self) -> frozenset[str]:
        """The texts to compare; none where there is only one."""
        texts = {page.text for page in self.pages if page.text}
        if self.report and self.report.text:
            texts.add(self.report.text)
        return frozenset(texts if len(texts) > 1 else ())


def _names(report: CheckedReport | None, pages: Sequence[CitedPage]) -> frozenset[str]:
    """Say which names a link must hold for it to lead to another source or to the report."""
    lie = (each for page in pages for each in (page.address, page.landed, page.canonical))
    names = {address.domain for address in lie if address}
    if report:
        names.add(report.publisher_domain or "")
        names.add(report.address.domain if report.address else "")
    return frozenset(filter(None, names))


def _page(
    citation: CitationRow, source: SourceRow, held: Held, told: Mapping[str, Told]
) -> CitedPage:
    capture, attempt = held.get(source.id, (None, None))
    live = attempt is not None and attempt.method in _LIVE
    own = told.get(capture.payload_sha256, Told()) if capture else Told()
    return CitedPage(
        url=source.url,
        address=domains.address_of(source.url),
        landed=domains.address_of(capture.final_url) if capture and live else None,
        canonical=next(_addresses([own.canonical] if own.canonical else ()), None),
        publisher=own.publisher,
        text=capture.payload_sha256 if capture else None,
        bears=citation.support in _BEARS,
    )


def _addresses(written: Iterable[str]) -> Iterator[Address]:
    """What a page wrote, as far as it can be an address of a source."""
    for url in written:
        try:
            yield domains.address_of(urls.normalise_url(url))
        except urls.BadUrl:
            continue


def _report(row: ReportRow, held: Held) -> CheckedReport:
    capture = held[_source_of(row)][0] if _source_of(row) in held else None
    return CheckedReport(
        address=domains.address_of(row.url) if row.url else None,
        publisher=row.publisher,
        publisher_domain=domains.domain_named(row.publisher),
        text=capture.payload_sha256 if capture else None,
    )


def _source_of(row: ReportRow) -> str:
    return urls.source_id(row.url or "")


class _Texts:
    """The fingerprints of the texts at hand, and which of them were found to be copies."""

    def __init__(self, session: Session, digests: Collection[str]) -> None:
        self._session = session
        stored = fingerprint_queries.fingerprints_of(session, digests)
        read = {digest: shingles.read_fingerprint(made) for digest, made in stored.items()}
        missing = [digest for digest, marks in read.items() if marks is None]
        made = dict(_make_fingerprints(session, missing))
        self._marks = {
            digest: shingles.read_fingerprint(made[digest]) if marks is None else marks
            for digest, marks in read.items()
        }
        self._shares: dict[tuple[str, str], float] = {}

    def copies_among(self, asked: _Asked) -> Copies:
        marks = {text: found for text in asked.texts if (found := self._marks.get(text))}
        return independence.find_copies(marks, self._share) if len(marks) > 1 else Copies()

    def _share(self, one: str, other: str) -> float:
        """Settle by the texts themselves; the same pair of another claim is remembered."""
        pair = (min(one, other), max(one, other))
        if pair not in self._shares:
            found: dict[str, frozenset[str]] = defaultdict(frozenset)
            for digest, text in fingerprint_queries.texts_of(self._session, pair):
                found[digest] = shingles.shingles_of(text)
            self._shares[pair] = shingles.share_of(found[one], found[other])
        return self._shares[pair]


def _make_fingerprints(session: Session, digests: Collection[str]) -> Iterator[tuple[str, bytes]]:
    for digest, text in fingerprint_queries.texts_of(session, digests):
        yield digest, shingles.fingerprint_of(text)
