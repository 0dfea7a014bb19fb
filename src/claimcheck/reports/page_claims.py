"""One claim on the HTML page: where it stands, what contradicts it, and on what it rests."""

from claimcheck.core.independence import reasons_of, summary_of
from claimcheck.core.status import CitationStatus, ClaimStatus, FigureCheck, PassageStatus
from claimcheck.core.workflow import Support, Verdict
from claimcheck.reports import drift_words, words
from claimcheck.reports.derivation_words import derivation_lines
from claimcheck.reports.markup import advice, anchor, digest, esc, facts, link, listed, when
from claimcheck.reports.origins import origin_line


def standing(claim: ClaimStatus) -> str:
    """Show verdict and standing as one badge: green only for a verified, supported claim."""
    return f'<span class="badge {_tone(claim)}">{esc(words.standing(claim))}</span>'


def _tone(claim: ClaimStatus) -> str:
    if words.alarm_of(claim):
        return "bad"
    if claim.verified and claim.verdict is Verdict.SUPPORTED:
        return "good"
    return "plain" if claim.verified or not claim.checkable else "warn"


def claim_article(claim: ClaimStatus, number: int) -> str:
    """Write one claim whole. Nothing of a claim with an alarm is folded away but its history."""
    name = anchor(claim.key, number)
    alarm = words.alarm_of(claim) is not None
    citations = "".join(_citation(citation, folded=not alarm) for citation in claim.citations)
    return f"""<article id="{name}" class="claim{" alarm" if alarm else ""}">
<h3><a href="#{name}">{esc(claim.key)}</a> {standing(claim)}</h3>
<p class="text" dir="auto">{esc(claim.text)}</p>
{listed("alarms", (esc(line) for line in words.alarm_lines(claim)))}
{_reason(claim)}{_open(claim)}{_uncovered(claim)}{_derived(claim)}{_place(claim)}{_origins(claim)}
{citations or '<p class="quiet">No source is cited for this claim.</p>'}
{_history(claim)}</article>
"""


def _reason(claim: ClaimStatus) -> str:
    return f'<p class="reason">{esc(claim.verdict_reason)}</p>\n' if claim.verdict_reason else ""


def _open(claim: ClaimStatus) -> str:
    if not claim.open_points:
        return ""
    points = listed("points", (esc(point) for point in claim.open_points))
    return f'<div class="open"><p>Open</p>{points}</div>\n'


def _uncovered(claim: ClaimStatus) -> str:
    if not claim.uncovered:
        return ""
    lacking = esc(", ".join(claim.uncovered))
    return f'<p class="lacking" dir="auto">Not in any passage: {lacking}</p>\n'


def _derived(claim: ClaimStatus) -> str:
    lines = [f"!! {line}" if loud else line for line, loud in derivation_lines(claim)]
    return listed("points", map(esc, lines)) if lines else ""


def _place(claim: ClaimStatus) -> str:
    kind = words.word(claim.kind) + ("" if claim.checkable else ", not checkable")
    return facts(
        (
            ("State", words.word(claim.state)),
            ("Verified", "yes" if claim.verified else "no"),
            ("Judged by", esc(claim.verdict_by or "")),
            ("Signed off by", esc(claim.signed_off_by or "")),
            ("Health", f"{words.word(claim.health)}: {words.health_note(claim.health)}"),
            ("Kind", kind),
            ("Report", esc(claim.report or "")),
            ("Section", esc(claim.section or "")),
            ("Quote", f"<q>{esc(claim.quote)}</q>" if claim.quote else ""),
            ("Hedge", esc(claim.hedge or "")),
            ("Claimant", esc(claim.claimant or "")),
            ("Assignee", esc(claim.assignee or "")),
            ("Tags", esc(", ".join(claim.tags))),
        )
    )


def _origins(claim: ClaimStatus) -> str:
    summary = summary_of(claim.independence)
    if not summary:
        return ""
    reasons = (
        f"{esc(reason)}: {', '.join(map(link, urls))}"
        for reason, urls in reasons_of(claim.independence)
    )
    shown = esc(summary)
    if not claim.independence.independent_origins:
        shown = f'<strong class="warn">{shown}</strong>'
    return f'<div class="origins"><p>{shown}</p>{listed("ties", reasons)}</div>\n'


def _history(claim: ClaimStatus) -> str:
    if not claim.events:
        return ""
    steps = (
        f"{when(event.at)} {esc(event.actor)}: {esc(event.summary)} "
        f'<span class="quiet">(event {event.number})</span>'
        for event in claim.events
    )
    count = words.counted(len(claim.events), "step")
    return f"<details><summary>History, {count}</summary>{listed('steps', steps)}</details>\n"


def _citation(citation: CitationStatus, *, folded: bool) -> str:
    pinned = [passage for passage in citation.passages if passage.pinned_by]
    proposed = [passage for passage in citation.passages if not passage.pinned_by]
    shown = "".join(_passage(passage, citation) for passage in pinned)
    found = "".join(_passage(passage, citation) for passage in proposed)
    if folded and found:
        count = words.counted(len(proposed), "passage")
        found = f"<details><summary>{count} proposed by the machine</summary>{found}</details>\n"
    return f"""<section class="citation">
<h4>{link(citation.source.url)}</h4>
{_support(citation)}{_capture(citation)}
{_checks(citation.page_checks, citation, "page")}{shown}{found}</section>
"""


def _support(citation: CitationStatus) -> str:
    tone = {Support.CONTRADICTS: "bad", Support.UNJUDGED: "warn"}.get(citation.support, "plain")
    badge = f'<span class="badge {tone}">{words.word(citation.support)}</span>'
    judge = f" judged by {esc(citation.judged_by)}" if citation.judged_by else ""
    reason = f": {esc(citation.support_reason)}" if citation.support_reason else ""
    return f'<p class="support">{badge}{judge}{reason}</p>\n'


def _capture(citation: CitationStatus) -> str:
    source = citation.source
    moved = source.final_url if source.final_url != source.url else None
    cited_as = citation.cited_as if citation.cited_as != source.url else ""
    return facts(
        (
            ("Title", esc(source.title or "")),
            ("Outcome", esc(words.outcome_line(source))),
            ("Error", esc(source.error or "")),
            ("Not read", esc(source.unread_reason or "")),
            ("Next step", advice(source.next_step or "")),
            ("Final address", link(moved) if moved else ""),
            ("Captured", when(source.captured_at)),
            ("Origin", esc(origin_line(source.provenance))),
            ("Payload sha256", digest(source.payload_sha256)),
            ("Health", words.word(citation.health)),
            ("Tied by", words.word(citation.origin)),
            ("Cited as", esc(cited_as)),
        )
    )


def _passage(passage: PassageStatus, citation: CitationStatus) -> str:
    shown = f"{esc(passage.prefix)}<mark>{esc(passage.exact)}</mark>{esc(passage.suffix)}"
    came = origin_line(passage.provenance)
    origin = (
        f"captured {when(passage.captured_at)}{f', {esc(came)}' if came else ''}, "
        f"sha256 {digest(passage.payload_sha256)}"
    )
    return f"""<figure class="passage {"pinned" if passage.pinned_by else "proposed"}">
<figcaption>{esc(words.pin_line(passage))}{_drift(passage, citation)}</figcaption>
{_under(passage)}<blockquote dir="auto">…{shown}…</blockquote>
{_difference(passage)}{_checks(passage.checks, citation, "passage")}<p class="quiet">{origin}</p>
</figure>
"""


def _under(passage: PassageStatus) -> str:
    if not passage.heading:
        return ""
    return f'<p class="quiet" dir="auto">Under “{esc(passage.heading)}”</p>\n'


def _drift(passage: PassageStatus, citation: CitationStatus) -> str:
    line = esc(drift_words.drift_line(passage, citation.source))
    if passage.drift is not None and not passage.drift.stands:
        return f'; <strong class="warn">{line}</strong>'
    return f"; {line}" if line else ""


def _difference(passage: PassageStatus) -> str:
    """Write both wordings in one, what was taken out and put in marked; and a new notice."""
    drift = passage.drift
    if drift is None:
        return ""
    tags = {"removed": "del", "added": "ins"}
    shown = "".join(
        f"<{tags[piece.kind]}>{esc(piece.text)}</{tags[piece.kind]}>"
        if piece.kind in tags
        else esc(piece.text)
        for piece in drift.diff
    )
    parts = [f'<blockquote class="now" dir="auto">Now: {shown}</blockquote>\n'] if shown else []
    if drift.notice:
        parts.append(f'<blockquote class="notice" dir="auto">{esc(drift.notice)}</blockquote>\n')
    return "".join(parts)


def _checks(checks: tuple[FigureCheck, ...], citation: CitationStatus, where: str) -> str:
    return listed("checks", (_check(check, citation, where) for check in checks))


def _check(check: FigureCheck, citation: CitationStatus, where: str) -> str:
    loud = words.is_loud(check, citation)
    line = esc(words.check_line(check, where, loud=loud))
    return (
        f'<strong class="differs">{line}</strong>' if loud else f'<span class="quiet">{line}</span>'
    )
