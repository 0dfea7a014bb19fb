"""The report as one self-contained HTML page: no script, no request, readable for years."""

from collections.abc import Iterator
from importlib import resources

from claimcheck.core.status import OpenSentence, ReportHeading, SourceStatus, StatusReport
from claimcheck.reports import coverage_words, page_claims, words
from claimcheck.reports.markup import advice, anchor, digest, esc, facts, link, listed, table, when
from claimcheck.reports.origins import origin_line
from claimcheck.reports.picture import totals_picture

# Even a hole in the escaping could run no script and load nothing from anywhere.
# https://www.w3.org/TR/CSP3/
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render_html(report: StatusReport) -> str:
    """
    Write the report as one HTML page that needs nothing but itself, ended by a line break.

    Everything from outside is escaped; only plain http and https addresses become links.
    """
    title = esc(words.title(report))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Claim status: {title}</title>
<style>
{resources.files(__package__).joinpath("report.css").read_text(encoding="utf-8")}</style>
</head>
<body>
{_header(report, title)}
<main>
{_attention(report)}{_notes(report)}{_totals(report)}{_coverage(report)}{_index(report)}\
{_claims(report)}{_failures(report)}{_sources(report)}{_ledger(report)}{_limits()}</main>
</body>
</html>
"""


def _header(report: StatusReport, title: str) -> str:
    as_of = f"As of {when(report.as_of)}. " if report.as_of else ""
    empty = "" if report.claims else f"<p>{advice(words.EMPTY_NEXT_STEP)}</p>\n"
    return f"""<header>
<p class="kicker">Claim status</p>
<h1>{title}</h1>
{listed("about", _abouts(report.reports))}
<p class="headline">{esc(words.headline(report))}</p>
{empty}<p class="quiet">{as_of}Generated {when(report.generated_at)} by claimcheck.</p>
</header>"""


def _abouts(headings: tuple[ReportHeading, ...]) -> Iterator[str]:
    for heading in headings:
        title = esc(heading.title) if len(headings) > 1 else ""  # a single one is the page's title
        day = heading.published_on.isoformat() if heading.published_on else ""
        key = f"<code>{esc(heading.key)}</code>"
        url = link(heading.url) if heading.url else ""
        parts = (title, esc(heading.publisher or ""), day, url, key)
        yield ", ".join(part for part in parts if part)


def _section(name: str, heading: str, body: str) -> str:
    return (
        f'<section aria-labelledby="{name}">\n<h2 id="{name}">{heading}</h2>\n{body}\n</section>\n'
    )


def _attention(report: StatusReport) -> str:
    claims = words.attention(report)
    if not claims:
        return ""
    items = (
        f'<a class="key" href="#{anchor(claim.key, number)}">{esc(claim.key)}</a> '
        f'{page_claims.standing(claim)}<p dir="auto">{esc(claim.text)}</p>'
        f"{listed('alarms', (esc(line) for line in words.alarm_lines(claim)))}"
        for number, claim in enumerate(claims)
    )
    return _section("attention", f"Needs attention ({len(claims):,})", listed("attention", items))


def _notes(report: StatusReport) -> str:
    notes = listed("notes", (esc(note) for note in report.notes))
    return _section("notes", "Limits of this check", notes) if notes else ""


def _totals(report: StatusReport) -> str:
    if not report.claims:
        return ""
    heading = f"Totals of {words.counted(len(report.claims), 'claim')}"
    return _section("totals", heading, totals_picture(report))


def _coverage(report: StatusReport) -> str:
    parts = []
    for coverage in report.coverage:
        if len(report.coverage) > 1:
            parts.append(f"<h3>{esc(coverage_words.name_of(coverage, report))}</h3>\n")
        parts.append(f"<p>{esc(coverage_words.summary(coverage))}</p>\n")
        sentences = listed("points", map(_open_sentence, coverage.open))
        parts.append(f'<div class="open"><p>Open</p>{sentences}</div>\n' if sentences else "")
    body = "".join(parts)
    return _section("coverage", coverage_words.heading(report), body) if body else ""


def _open_sentence(sentence: OpenSentence) -> str:
    about = coverage_words.about(sentence)
    where = f' <span class="quiet">{esc(about)}</span>' if about else ""
    return f'<span dir="auto">{esc(sentence.text)}</span>{where}'


def _index(report: StatusReport) -> str:
    rows = (
        (
            f'<a href="#{anchor(claim.key, number)}">{esc(claim.key)}</a>'
            f'<span class="gist" dir="auto">{esc(words.shorten(claim.text, max_chars=140))}</span>',
            page_claims.standing(claim),
            f"{words.word(claim.state)}<br>{words.word(claim.health)}",
        )
        for number, claim in enumerate(words.in_order(report))
    )
    head = ("Claim", "Verdict", "State, health")
    return _section("index", "Index", table("index", head, rows)) if report.claims else ""


def _claims(report: StatusReport) -> str:
    articles = "".join(
        page_claims.claim_article(claim, number)
        for number, claim in enumerate(words.in_order(report))
    )
    return _section("claims", "Claims", articles) if articles else ""


def _failures(report: StatusReport) -> str:
    if not report.failures:
        return ""
    head = ("Source", "Outcome", "Next step")
    rows = (
        (link(source.url), _failure(source), advice(source.next_step or ""))
        for source in report.failures
    )
    heading = f"Sources that could not be reached or read ({len(report.failures):,})"
    return _section("failures", heading, table("sources", head, rows))


def _failure(source: SourceStatus) -> str:
    why = source.error or source.unread_reason
    return esc(words.outcome_line(source)) + (
        f'<br><span class="quiet">{esc(why)}</span>' if why else ""
    )


def _sources(report: StatusReport) -> str:
    if not report.sources:
        return ""
    head = ("Source", "Outcome", "Captured")
    rows = ((_source(source), _outcome(source), _captured(source)) for source in report.sources)
    heading = f"Sources ({len(report.sources):,})"
    return _section("sources", heading, table("sources", head, rows))


def _source(source: SourceStatus) -> str:
    return link(source.url) + (f"<br>{esc(source.title)}" if source.title else "")


def _outcome(source: SourceStatus) -> str:
    moved = source.final_url and source.final_url != source.url
    final = f"<br>moved to {link(source.final_url)}" if moved and source.final_url else ""
    unread = f"<br>not read: {esc(source.unread_reason)}" if source.unread_reason else ""
    media_type = f"<br>{esc(source.media_type)}" if source.media_type else ""
    return esc(words.outcome_line(source)) + media_type + final + unread


def _captured(source: SourceStatus) -> str:
    counts = (
        f"{words.counted(source.attempts, 'attempt')}, {words.counted(source.captures, 'capture')}"
    )
    digested = f"<br>sha256 {digest(source.payload_sha256)}" if source.payload_sha256 else ""
    origin = origin_line(source.provenance)
    marked = f'<br><strong class="origin">{esc(origin)}</strong>' if origin else ""
    return f'<span class="time">{when(source.captured_at)}</span>{marked}{digested}<br>{counts}'


def _ledger(report: StatusReport) -> str:
    body = facts(
        (
            ("Events", f"{report.ledger_events:,}"),
            ("Head", f"<code>{esc(report.ledger_head or 'none yet')}</code>"),
            ("Check it with", f"<code>{words.VERIFY_COMMAND}</code>"),
        )
    )
    return _section("ledger", "Ledger", body)


def _limits() -> str:
    body = listed("notes", (esc(limit) for limit in words.LIMITS))
    return _section("limits", "What this report does not say", body)
