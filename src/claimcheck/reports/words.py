"""The sentences that every form of the report shares, so that no form says more than another."""

import re
from collections import Counter
from datetime import UTC, datetime
from enum import StrEnum

from claimcheck.core.drifts import DriftKind, told
from claimcheck.core.independence import circle_of
from claimcheck.core.outcomes import PINNABLE, Health
from claimcheck.core.standing import derived_alarms, in_quotes, is_circular
from claimcheck.core.status import (
    CitationStatus,
    ClaimStatus,
    FigureCheck,
    PassageStatus,
    SourceStatus,
    StatusReport,
)
from claimcheck.core.workflow import State, Support, Verdict
from claimcheck.reports.origins import origin_line

LIMITS = (
    "“Verified” means that people signed the claim off on the evidence shown, that every required "
    "citation is judged, and that no pinned passage has changed since. "
    "It does not mean that the claim is true.",
    "A passage proposed by the machine is a suggestion. Nobody has judged it.",
    "“Not found in this passage” is about that passage alone; "
    "the source may say it somewhere else.",
    "A source that could not be reached speaks neither for nor against a claim.",
    "Sources are shown as they were when captured; they may read differently today.",
    "Whoever holds the database can cut the end of the ledger. "
    "Keep its head and count somewhere else, and compare.",
)
"""What the report does not say. Every form shows it."""

VERIFY_COMMAND = "claimcheck ledger verify"
EMPTY_NEXT_STEP = (
    'Add a claim with `claimcheck add "TEXT" --source URL`, or many with `claimcheck import FILE`; '
    "then run `claimcheck fetch` and look here again."
)

_BREAKS = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
# Controls and ANSI escapes, bidi overrides and isolates (Unicode TR 9, 2.1-2.4), lone
# surrogates, non-characters and invisible tag letters. The weaker marks U+200E/F stay:
# Hebrew and Arabic quotations need them, and they cannot turn letters around.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
# Printable ASCII but for what could end an attribute, an autolink or a table cell.
# Case is ignored in the scheme alone: "K" and "ſ" beyond ASCII would take k and s with them.
_WEB_ADDRESS = re.compile(r"(?i:https?)://[^\x00-\x20\x7f-\U0010ffff\"'<>\\^`{|}]+")


class Alarm(StrEnum):
    """Why a claim comes first, loudest first."""

    REFUTED = "refuted"
    CONTRADICTED = "contradicted by a source"
    CONFLICTING = "with conflicting sources"
    DIFFERS = "with a figure that differs from the source"
    CIRCULAR = "supported by nothing but the report or its publisher"
    DRIFTED = "changed under a pinned passage"
    OTHER = "with another alarm"


_PENDING = {
    State.OPEN: "provisional, nobody is checking it",
    State.IN_CHECK: "provisional, still in check",
    State.IN_REVIEW: "awaiting second person",
    State.SIGNED_OFF: "signed off, but not verified",
    State.PUBLISHED: "published, but not verified",
    State.WITHDRAWN: "withdrawn, not verified",
}


def clean(text: str) -> str:
    """
    Make text from outside harmless to show on one line.

    Line breaks become a space; what would steer a terminal or reorder a line becomes U+FFFD.
    """
    return _UNSAFE.sub("\ufffd", _BREAKS.sub(" ", text))


def shorten(text: str, *, max_chars: int = 80) -> str:
    """Cut text for an index, where the whole of it stands elsewhere; the cut shows as "…"."""
    return text if len(text) <= max_chars else f"{text[: max_chars - 1].rstrip()}…"


def word(value: StrEnum) -> str:
    """Write a closed choice the way people read it: `in_check` is "in check"."""
    return value.value.replace("_", " ")


def is_web_address(url: str) -> bool:
    """Whether an address may become a link: plain http or https, nothing odd in it."""
    return _WEB_ADDRESS.fullmatch(url) is not None


def timestamp(at: datetime) -> str:
    """Write a moment as ISO 8601 in UTC with a Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment(at: datetime | None) -> str:
    """Write a moment for people, to the minute, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC") if at else "never"


def counted(number: int, noun: str) -> str:
    """Write "1 claim" or "2 claims"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def title(report: StatusReport) -> str:
    """Name what the report is about: the title of the report under check, if there is one."""
    titles = [heading.title or heading.key for heading in report.reports]
    return titles[0] if len(titles) == 1 else f"{len(titles)} reports" if titles else "All claims"


def alarm_of(claim: ClaimStatus) -> Alarm | None:
    """Say why a claim needs attention before all others, by its loudest reason."""
    supports = {citation.support for citation in claim.citations}
    if claim.verdict is Verdict.REFUTED:
        return Alarm.REFUTED
    if Support.CONTRADICTS in supports:
        return Alarm.CONTRADICTED
    if claim.verdict is Verdict.CONFLICTING:
        return Alarm.CONFLICTING
    computed = any(derived.differs for derived in claim.derivations)
    if computed or any(_differing(citation) for citation in claim.citations):
        return Alarm.DIFFERS
    if is_circular(claim.verdict, claim.independence):
        return Alarm.CIRCULAR
    if any(citation.is_drifted for citation in claim.citations):
        return Alarm.DRIFTED
    return Alarm.OTHER if claim.alarms else None


def alarm_lines(claim: ClaimStatus) -> tuple[str, ...]:
    """Say what contradicts the claim; never empty for a claim with an alarm."""
    return claim.alarms or tuple(dict.fromkeys(_derive_alarms(claim)))


def _derive_alarms(claim: ClaimStatus) -> list[str]:
    lines = []
    if claim.verdict in {Verdict.REFUTED, Verdict.CONFLICTING}:
        reason = f": {claim.verdict_reason}" if claim.verdict_reason else ""
        lines.append(f"the verdict is {word(claim.verdict)}{reason}")
    if is_circular(claim.verdict, claim.independence):
        lines.append(f"circular: {circle_of(claim.independence)}")
    for citation in claim.citations:
        if citation.support is Support.CONTRADICTS:
            lines.append(f"{citation.source.url} contradicts the claim")
        lines += [check_line(check, "source", loud=True) for check in _differing(citation)]
        if citation.is_drifted:
            origin = origin_line(citation.source.provenance)
            where = citation.source.url + (f" ({origin})" if origin else "")
            kinds = [drift.kind for drift in citation.drifts] or [DriftKind.GONE]
            lines += [told(kind, where) for kind in kinds]
    return lines + [line for derived in claim.derivations for line in derived_alarms(derived)]


def _differing(citation: CitationStatus) -> list[FigureCheck]:
    checks = [check for passage in citation.passages for check in passage.checks]
    return [check for check in (*citation.page_checks, *checks) if is_loud(check, citation)]


_BEAR_OUT = ("match", "close")


def is_loud(check: FigureCheck, citation: CitationStatus) -> bool:
    """
    Whether a figure differs and nothing else in the source bears the claim's own figure out.

    A page that gives the figure in one passage may well give others elsewhere.
    """
    settled = {(page.kind, page.claim) for page in citation.page_checks if page.result in _BEAR_OUT}
    return check.result == "differs" and (check.kind, check.claim) not in settled


def attention(report: StatusReport) -> list[ClaimStatus]:
    """List the claims with an alarm, loudest first; the withdrawn ones last, never left out."""
    found = [(alarm, claim) for claim in report.claims if (alarm := alarm_of(claim))]
    order = list(Alarm)
    found.sort(key=lambda pair: (pair[1].state is State.WITHDRAWN, order.index(pair[0])))
    return [claim for _, claim in found]


def in_order(report: StatusReport) -> list[ClaimStatus]:
    """List every claim once: those with an alarm first, the others as the report has them."""
    return [*attention(report), *(claim for claim in report.claims if not alarm_of(claim))]


def headline(report: StatusReport) -> str:
    """Say in plain words how the claims stand. Counts are of claims, then of sources."""
    if not report.claims:
        return "There are no claims yet."
    return " ".join((_verified(report), *_alarms(report), *_unchecked(report), *_sources(report)))


def _verified(report: StatusReport) -> str:
    verdicts = Counter(claim.verdict for claim in report.claims if claim.verified)
    start = f"{verdicts.total():,} of {counted(len(report.claims), 'claim')} verified"
    if not set(verdicts) - {Verdict.SUPPORTED}:
        return f"{start}."
    parts = (f"{verdicts[verdict]:,} {word(verdict)}" for verdict in Verdict if verdicts[verdict])
    return f"{start}: {', '.join(parts)}."


def _alarms(report: StatusReport) -> list[str]:
    counts = Counter(alarm_of(claim) for claim in report.claims)
    return [f"{counts[alarm]:,} {alarm.value}." for alarm in Alarm if counts[alarm]]


def _unchecked(report: StatusReport) -> list[str]:
    uncheckable = sum(not claim.checkable for claim in report.claims)
    return [f"{uncheckable:,} cannot be checked (opinion, forecast)."] if uncheckable else []


def _sources(report: StatusReport) -> list[str]:
    failed, total = len(report.failures), counted(len(report.sources), "source")
    waiting = sum(source.outcome is None for source in report.sources)
    lines = [f"{failed:,} of {total} could not be reached or read."] if failed else []
    return lines + ([f"{counted(waiting, 'source')} not fetched yet."] if waiting else [])


def standing(claim: ClaimStatus) -> str:
    """Say the verdict together with how far people stand behind it, never one without the other."""
    verdict = word(claim.verdict)
    if claim.verdict is Verdict.UNVERIFIED:
        return verdict
    if is_circular(claim.verdict, claim.independence):
        verdict += ", circular"
    if claim.verified:
        # "refuted, verified" would read as praise; the people's part is said plainly instead.
        done = "verified" if claim.verdict is Verdict.SUPPORTED else word(claim.state)
        return f"{verdict} — {done}"
    return f"{verdict} — {_PENDING[claim.state]}"


def check_line(check: FigureCheck, where: str, *, loud: bool) -> str:
    """Say how one figure of the claim compares; `where` is what was read (passage, page)."""
    found = in_quotes(check, check.source) if check.source else "another figure"
    claimed = in_quotes(check, check.claim)
    why = f" ({check.note})" if check.note else ""
    if loud and check.kind == "negation":
        return f"{check.note.upper()}: the claim says {claimed}, this {where} says {found}"
    if loud:
        what = check.kind.upper() if check.kind in ("name", "quotation") else "FIGURE"
        return f"{what} DIFFERS: the claim says {claimed}, this {where} says {found}{why}"
    absent = "not found on the whole page" if check.whole_page else f"not found in this {where}"
    told = {
        "match": f"this {where} says {found if check.source else claimed}{why}",
        "close": f"close: this {where} says {found}{why}",
        "differs": f"this {where} says {found}{why}, another passage has the claim's figure",
        "not_found": absent,
    }
    return f"{check.kind} {claimed}: {told.get(check.result, check.result)}"


def outcome_line(source: SourceStatus) -> str:
    """Say how the newest attempt ended: outcome, finer reason, HTTP status, quality."""
    if source.outcome is None:
        return "not fetched yet"
    words = [word(source.outcome)]
    if source.reason and source.reason != source.outcome:
        words.append(source.reason.replace("_", " "))
    if source.http_status:
        words.append(f"HTTP {source.http_status}")
    if source.quality and source.quality not in PINNABLE:
        words.append(f"cannot serve as evidence ({word(source.quality)})")
    elif source.quality and source.quality != "ok":
        words.append(word(source.quality))
    return ", ".join(words)


def uncovered_line(claim: ClaimStatus) -> str:
    """Say what of the claim no passage has; empty where that is nothing."""
    return f"not in any passage: {', '.join(claim.uncovered)}" if claim.uncovered else ""


def pin_line(passage: PassageStatus) -> str:
    """Say who stands behind a passage: a person who pinned it, or only the machine."""
    if passage.pinned_by is None:
        return "Proposed by the machine, judged by nobody"
    return f"Pinned by {passage.pinned_by}"


def health_note(health: Health) -> str:
    """Say in a few words what a health means for the reader."""
    return {
        Health.FRESH: "the archive holds what was cited",
        Health.UNARCHIVED: "no capture yet",
        Health.DRIFTED: "the page has changed under a pinned passage",
        Health.BLOCKED: "the site refused the capture",
        Health.UNREACHABLE: "the source did not answer",
        Health.DEAD: "the page is gone",
    }[health]
