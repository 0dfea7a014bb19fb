"""The report as a list of blocks, in reading order: what text and Markdown both write down."""

from collections.abc import Iterator

from claimcheck.core.independence import reasons_of, summary_of
from claimcheck.core.status import (
    CitationStatus,
    ClaimStatus,
    FigureCheck,
    PassageStatus,
    SourceStatus,
    StatusReport,
)
from claimcheck.reports import coverage_words, drift_words, words
from claimcheck.reports.blocks import Block, Heading, Item, Paragraph, Passage, Table, items
from claimcheck.reports.derivation_words import derivation_lines
from claimcheck.reports.origins import origin_line


def outline(report: StatusReport) -> Iterator[Block]:
    """Walk through the report, loudest first. The text in the blocks is raw, not yet escaped."""
    yield Heading(1, f"Claim status: {words.title(report)}")
    yield Paragraph(words.headline(report))
    if not report.claims:
        yield Paragraph(words.EMPTY_NEXT_STEP)
    yield from _attention(report)
    yield from _notes(report)
    yield from _about(report)
    yield from _totals(report)
    yield from _coverage(report)
    yield from _claims(report)
    yield from _failures(report)
    yield from _sources(report)
    yield from _ledger(report)
    yield Heading(2, "What this report does not say")
    yield from (Item(0, "", limit) for limit in words.LIMITS)


def _attention(report: StatusReport) -> Iterator[Block]:
    claims = words.attention(report)
    if claims:
        yield Heading(2, f"Needs attention ({len(claims):,})")
    for claim in claims:
        yield Item(0, claim.key, f"{claim.text} ({words.standing(claim)})", loud=True)
        yield from (Item(1, "alarm", line, loud=True) for line in words.alarm_lines(claim))


def _notes(report: StatusReport) -> Iterator[Block]:
    if report.notes:
        yield Heading(2, "Limits of this check")
    yield from (Item(0, "", note) for note in report.notes)


def _about(report: StatusReport) -> Iterator[Block]:
    yield Heading(2, "About")
    for heading in report.reports:
        facts = (heading.publisher, heading.published_on and heading.published_on.isoformat())
        yield Item(0, "report", ", ".join((heading.title, *(fact for fact in facts if fact))))
        yield from items(1, ("key", heading.key), ("address", heading.url))
    as_of = words.moment(report.as_of) if report.as_of else None
    yield from items(0, ("as of", as_of), ("generated", words.moment(report.generated_at)))


def _totals(report: StatusReport) -> Iterator[Block]:
    if not report.claims:
        return
    total = len(report.claims)
    verified = sum(claim.verified for claim in report.claims)
    yield Heading(2, f"Totals ({words.counted(total, 'claim')})")
    rows = [("verified", "yes", str(verified)), ("verified", "no", str(total - verified))]
    for name, counts in (
        ("state", report.count_states()),
        ("verdict", report.count_verdicts()),
        ("health", report.count_healths()),
    ):
        rows += [(name, words.word(choice), str(count)) for choice, count in counts.items()]
    yield Table(("total by", "is", "claims"), tuple(rows))


def _coverage(report: StatusReport) -> Iterator[Block]:
    if report.coverage:
        yield Heading(2, coverage_words.heading(report))
    for coverage in report.coverage:
        if len(report.coverage) > 1:
            yield Heading(3, coverage_words.name_of(coverage, report))
        yield Paragraph(coverage_words.summary(coverage))
        for sentence in coverage.open:
            yield Item(0, "open", sentence.text)
            yield from items(1, ("", coverage_words.about(sentence)))


def _claims(report: StatusReport) -> Iterator[Block]:
    if not report.claims:
        return
    yield Heading(2, "Claims")
    yield Table(
        ("claim", "verdict", "state", "health", "text"),
        tuple(
            (
                claim.key,
                words.standing(claim),
                words.word(claim.state),
                words.word(claim.health),
                words.shorten(claim.text),
            )
            for claim in words.in_order(report)
        ),
    )
    for claim in words.in_order(report):
        yield from _claim(claim)


def _claim(claim: ClaimStatus) -> Iterator[Block]:
    yield Heading(3, claim.key)
    yield Paragraph(claim.text)
    yield from (Item(0, "alarm", line, loud=True) for line in words.alarm_lines(claim))
    yield from items(
        0,
        ("verdict", words.standing(claim)),
        ("because", claim.verdict_reason),
        ("judged by", claim.verdict_by),
        ("signed off by", claim.signed_off_by),
        ("verified", "yes" if claim.verified else "no"),
        ("state", words.word(claim.state)),
        ("health", f"{words.word(claim.health)} ({words.health_note(claim.health)})"),
    )
    yield from (Item(0, "open", point) for point in claim.open_points)
    yield from items(0, ("", words.uncovered_line(claim)))
    yield from (Item(0, "", line, loud=loud) for line, loud in derivation_lines(claim))
    yield from items(0, *_place(claim))
    yield from _origins(claim)
    if not claim.citations:
        yield Item(0, "citations", "none")
    for citation in claim.citations:
        yield from _citation(citation)
    for event in claim.events:
        when = words.moment(event.at)
        yield Item(0, f"event {event.number}", f"{when}, {event.actor}: {event.summary}")


def _origins(claim: ClaimStatus) -> Iterator[Block]:
    yield from items(0, ("origins", summary_of(claim.independence)))
    for reason, urls in reasons_of(claim.independence):
        yield Item(1, reason, " ".join(urls))


def _place(claim: ClaimStatus) -> tuple[tuple[str, str | None], ...]:
    return (
        ("kind", words.word(claim.kind) + ("" if claim.checkable else ", not checkable")),
        ("report", claim.report),
        ("section", claim.section),
        ("quote", claim.quote),
        ("claimant", claim.claimant),
        ("hedge", claim.hedge),
        ("tags", ", ".join(claim.tags)),
        ("assignee", claim.assignee),
    )


def _citation(citation: CitationStatus) -> Iterator[Block]:
    source = citation.source
    yield Item(0, "source", source.url)
    judge = f", judged by {citation.judged_by}" if citation.judged_by else ""
    support, loud = words.word(citation.support) + judge, citation.support.value == "contradicts"
    yield Item(1, "support", support, loud=loud)
    yield from items(
        1,
        ("because", citation.support_reason),
        ("cited as", citation.cited_as if citation.cited_as != source.url else None),
        ("tied by", words.word(citation.origin)),
        ("health", words.word(citation.health)),
    )
    yield from _attempt(source)
    yield from (_check(check, citation, "page", 1) for check in citation.page_checks)
    for passage in citation.passages:
        yield from _passage(passage, citation)


def _attempt(source: SourceStatus) -> Iterator[Block]:
    yield from items(
        1,
        ("title", source.title),
        ("outcome", words.outcome_line(source)),
        ("error", source.error),
        ("not read", source.unread_reason),
        ("final address", source.final_url if source.final_url != source.url else None),
        ("captured", words.moment(source.captured_at) if source.captured_at else None),
        ("origin", origin_line(source.provenance)),
        ("sha256", source.payload_sha256),
        ("next step", source.next_step),
    )


def _check(check: FigureCheck, citation: CitationStatus, where: str, depth: int) -> Item:
    loud = words.is_loud(check, citation)
    return Item(depth, "figure", words.check_line(check, where, loud=loud), loud=loud)


def _passage(passage: PassageStatus, citation: CitationStatus) -> Iterator[Block]:
    yield Item(1, words.pin_line(passage), "")
    yield from items(2, ("under the heading", passage.heading))
    yield Passage(2, passage.prefix, passage.exact, passage.suffix)
    yield from (_check(check, citation, "passage", 2) for check in passage.checks)
    yield from _drift(passage, citation)
    yield from items(
        2,
        ("link", passage.link),
        ("captured", words.moment(passage.captured_at)),
        ("origin", origin_line(passage.provenance)),
        ("sha256", passage.payload_sha256),
    )


def _drift(passage: PassageStatus, citation: CitationStatus) -> Iterator[Block]:
    drift = passage.drift
    if drift is None:
        return
    yield Item(2, "drift", drift_words.drift_line(passage, citation.source), loud=not drift.stands)
    if drift.diff:
        yield from items(2, ("then", drift.before), ("now", drift.after))
        yield Item(2, "difference", drift_words.marked_diff(drift.diff))
    yield from items(2, ("new notice", drift.notice))


def _failures(report: StatusReport) -> Iterator[Block]:
    if report.failures:
        yield Heading(2, f"Sources that could not be reached or read ({len(report.failures):,})")
    for source in report.failures:
        yield Item(0, "source", source.url)
        yield from _attempt(source)


def _sources(report: StatusReport) -> Iterator[Block]:
    if not report.sources:
        return
    yield Heading(2, f"Sources ({len(report.sources):,})")
    yield Table(
        ("outcome", "attempts", "captures", "captured", "source"),
        tuple(
            (
                words.outcome_line(source),
                str(source.attempts),
                str(source.captures),
                _captured(source),
                source.url,
            )
            for source in report.sources
        ),
    )


def _captured(source: SourceStatus) -> str:
    origin = origin_line(source.provenance)
    return words.moment(source.captured_at) + (f", {origin}" if origin else "")


def _ledger(report: StatusReport) -> Iterator[Block]:
    yield Heading(2, "Ledger")
    yield from items(
        0,
        ("events", f"{report.ledger_events:,}"),
        ("head", report.ledger_head or "none yet"),
        ("check it with", words.VERIFY_COMMAND),
    )
