"""What follows from the facts: health, whether a claim is verified, what is open, what alarms."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from claimcheck.core import independence
from claimcheck.core.drifts import DriftKind, told
from claimcheck.core.independence import NO_SOURCES, Independence
from claimcheck.core.outcomes import NEXT_STEP, PINNABLE, SUCCESSES, Health, Outcome, Quality
from claimcheck.core.status import (
    CitationStatus,
    ClaimStatus,
    DerivationStatus,
    FigureCheck,
    SourceStatus,
    StatusReport,
)
from claimcheck.core.workflow import State, Support, Verdict

_HEALTH_OF_OUTCOME = {
    Outcome.NOT_FOUND: Health.DEAD,
    Outcome.BLOCKED: Health.BLOCKED,
    Outcome.ROBOTS_DENIED: Health.BLOCKED,
}
_HEALTH_OF_QUALITY = {
    Quality.SOFT_404: Health.DEAD,
    Quality.CHALLENGE: Health.BLOCKED,
    Quality.LOGIN: Health.BLOCKED,
    Quality.PAYWALL: Health.BLOCKED,
    Quality.CONSENT: Health.BLOCKED,
    Quality.EMPTY: Health.UNREACHABLE,
    Quality.ERROR_PAGE: Health.UNREACHABLE,
}

# From best to worst: a claim is as healthy as its worst citation.
_HEALTH_ORDER = (
    Health.FRESH,
    Health.UNARCHIVED,
    Health.UNREACHABLE,
    Health.BLOCKED,
    Health.DEAD,
    Health.DRIFTED,
)


def health_of_citation(
    outcome: Outcome | None, quality: Quality | None, *, drifted: bool
) -> Health:
    """Derive how well the archive backs a citation, from the newest attempt at its source."""
    if drifted:
        return Health.DRIFTED
    if outcome is None:
        return Health.UNARCHIVED
    if outcome in SUCCESSES:
        return _HEALTH_OF_QUALITY.get(quality, Health.FRESH) if quality else Health.FRESH
    return _HEALTH_OF_OUTCOME.get(outcome, Health.UNREACHABLE)


def health_of_claim(citations: Sequence[Health]) -> Health:
    """Derive a claim's health: its worst citation's; `unarchived` when it cites nothing."""
    return max(citations, key=_HEALTH_ORDER.index, default=Health.UNARCHIVED)


def is_verified(
    state: State,
    *,
    checkable: bool,
    supports: Sequence[Support],
    drifted: bool,
    circular: bool = False,
) -> bool:
    """
    Whether a claim is verified: signed off, every required citation judged, nothing drifted.

    `circular` says that nothing but its own report supports it and nobody took that on.

    A claim that cannot be checked requires no citation and no judgement; any other requires
    at least one, because nothing can be verified against no source.
    """
    judged = not checkable or (len(supports) > 0 and Support.UNJUDGED not in supports)
    signed = state in (State.SIGNED_OFF, State.PUBLISHED)
    return signed and judged and not drifted and not circular


def next_step_for(outcome: Outcome | None, quality: Quality | None) -> str | None:
    """Say what to do about a source that brought no usable evidence; None when it did."""
    if outcome is None:
        return "run `claimcheck fetch`"
    if outcome not in SUCCESSES:
        return NEXT_STEP[outcome]
    if quality is None or quality in PINNABLE:
        return None
    return "open it in a browser: what was archived is not the page that is cited"


def open_points(
    state: State,
    verdict: Verdict,
    citations: Sequence[CitationStatus],
    *,
    checkable: bool,
    origins: Independence = NO_SOURCES,
    override: str | None = None,
) -> tuple[str, ...]:
    """List in words what keeps a claim from being verified; empty when nothing does."""
    if state is State.WITHDRAWN:
        return ()
    points = [*_source_points(citations, checkable=checkable)]
    if verdict is Verdict.UNVERIFIED:
        points.append("no verdict yet")
        if checkable and origins.sources and not origins.independent_origins:
            points.append(f"no source is independent of the report: {independence.own_of(origins)}")
    elif is_circular(verdict, origins) and override is None:
        points.append("it needs support that is independent of the report, or an override")
    points += {
        State.OPEN: ["nobody has taken it"],
        State.IN_CHECK: ["the check is not handed in"],
        State.IN_REVIEW: ["waits for a second person to sign it off"],
    }.get(state, [])
    return tuple(points)


def _source_points(citations: Sequence[CitationStatus], *, checkable: bool) -> Iterator[str]:
    if checkable and not citations:
        yield "no source is cited for it"
    for citation in citations:
        where = citation.source.url
        yield from _drift_lines(citation)
        if not checkable or citation.support is not Support.UNJUDGED:
            continue
        if citation.health is Health.FRESH or citation.source.usable:
            yield f"nobody has judged what {where} says"
        else:
            yield f"nothing to judge by at {where}: {_trouble(citation.source)}"


def _drift_lines(citation: CitationStatus) -> list[str]:
    url = citation.source.url
    lines = [f"{told(drift.kind, url)}{drift.in_short}" for drift in citation.drifts]
    if not lines and citation.health is Health.DRIFTED:
        lines = [told(DriftKind.GONE, url)]
    return list(dict.fromkeys(lines))


def _trouble(source: SourceStatus) -> str:
    if source.outcome is None:
        return "not fetched yet"
    if source.outcome in SUCCESSES:
        return f"what came back is no evidence ({source.quality})"
    return f"{source.outcome}" + (f" ({source.reason})" if source.reason else "")


def is_circular(verdict: Verdict, origins: Independence) -> bool:
    """Whether nothing but its own report supports a claim, and no verdict says otherwise."""
    return origins.circular and verdict in _RESTS_ON_SUPPORT


def in_quotes(check: FigureCheck, words: str) -> str:
    """Give words of a claim or a source as they are to be shown: whole sentences in marks."""
    return f"“{words}”" if check.kind in ("quotation", "negation") else words


def _differs_line(url: str, check: FigureCheck) -> str:
    what = check.kind if check.kind in ("name", "quotation") else "figure"
    claimed, found = in_quotes(check, check.claim), in_quotes(check, check.source or "")
    if check.kind == "negation":
        return f"{check.note}: the claim says {claimed}, {url} says {found}"
    return f"{what} differs: the claim says {claimed}, {url} says {found}"


def derived_alarms(derived: DerivationStatus) -> Iterator[str]:
    """Say what of a computed figure speaks against its claim; nothing where nothing does."""
    if derived.check == "differs":
        yield f"computed figure differs: {derived.sentence}"
    yield from (f"a computed figure rests on what has changed: {why}" for why in derived.changed)


_RESTS_ON_SUPPORT = (Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED, Verdict.UNVERIFIED)


def alarms(
    verdict: Verdict,
    citations: Sequence[CitationStatus],
    origins: Independence = NO_SOURCES,
    *,
    override: str | None = None,
    derived: Sequence[DerivationStatus] = (),
) -> tuple[str, ...]:
    """
    List what speaks against a claim, loudest first: people's judgements, then figures.

    Circular support stays an alarm after an override: whoever reads on has to know.
    """
    found = []
    if verdict in (Verdict.REFUTED, Verdict.CONFLICTING):
        found.append(f"the verdict is {verdict.value}")
    found += [
        f"{citation.source.url} contradicts it"
        for citation in citations
        if citation.support is Support.CONTRADICTS
    ]
    found += [
        _differs_line(citation.source.url, check)
        for citation in citations
        for check in citation.page_checks
        if check.result == "differs"
    ]
    found += [line for each in derived for line in derived_alarms(each)]
    if is_circular(verdict, origins):
        taken_on = f"; signed off all the same: {override}" if override else ""
        found.append(f"circular: {independence.circle_of(origins)}{taken_on}")
    found += [line for citation in citations for line in _drift_lines(citation)]
    return tuple(dict.fromkeys(found))


def combine_checks(passages: Sequence[Sequence[FigureCheck]]) -> tuple[FigureCheck, ...]:
    """
    Say of each figure of a claim what a source's passages say together, best passage first.

    The best passage that gives the figure, or another in its place, decides: a match further
    down may be the right number of something else, and must not silence a difference.
    """
    combined: dict[tuple[str, str], FigureCheck] = {}
    for check in (check for checks in passages for check in checks):
        known = combined.get((check.kind, check.claim))
        if known is None or known.result == "not_found":
            combined[check.kind, check.claim] = check
    return tuple(combined.values())


class FailRule(StrEnum):
    """What a build can be told to hold a publication for."""

    UNVERIFIED = "unverified"  # a claim is not verified (withdrawn ones aside)
    REFUTED = "refuted"  # a claim's verdict is refuted
    CONFLICTING = "conflicting"
    CONTRADICTED = "contradicted"  # a source is judged to contradict its claim
    DIFFERS = "differs"  # a figure of a claim differs from its source's, or from one computed
    CIRCULAR = "circular"  # nothing but its own report supports it, and nobody took that on
    DRIFTED = "drifted"  # what happened to a pinned passage since asks for a look
    DEAD = "dead"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    UNARCHIVED = "unarchived"


def breaches(report: StatusReport, rules: Sequence[FailRule]) -> tuple[str, ...]:
    """Name each claim that breaks one of the rules, as `rule: key`; empty when all hold."""
    return tuple(
        f"{rule.value}: {claim.key}"
        for rule in rules
        for claim in report.claims
        if claim.state is not State.WITHDRAWN and _breaks(claim, rule)
    )


def _breaks(claim: ClaimStatus, rule: FailRule) -> bool:
    if rule is FailRule.UNVERIFIED:
        return not claim.verified
    if rule in (FailRule.REFUTED, FailRule.CONFLICTING):
        return claim.verdict.value == rule.value
    if rule is FailRule.CONTRADICTED:
        return any(c.support is Support.CONTRADICTS for c in claim.citations)
    if rule is FailRule.CIRCULAR:
        circular = is_circular(claim.verdict, claim.independence)
        return circular and claim.circular_override is None
    if rule is FailRule.DIFFERS:
        checks = (check for c in claim.citations for check in c.page_checks)
        differing = any(check.result == "differs" for check in checks)
        return differing or any(derived.differs for derived in claim.derivations)
    if rule is FailRule.DRIFTED:
        return claim.is_drifted
    return any(c.health.value == rule.value for c in claim.citations) or (
        not claim.citations and rule is FailRule.UNARCHIVED
    )
