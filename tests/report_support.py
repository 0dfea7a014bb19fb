"""A sample status report that holds every state, verdict, support, health and outcome."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from claimcheck.core.claims import Kind, Origin
from claimcheck.core.drifts import Drift, DriftKind
from claimcheck.core.outcomes import NEXT_STEP, Health, Outcome, Quality
from claimcheck.core.status import (
    CitationStatus,
    ClaimStatus,
    CoverageStatus,
    EventStatus,
    FigureCheck,
    OpenSentence,
    PassageStatus,
    ReportHeading,
    SourceStatus,
    StatusReport,
)
from claimcheck.core.workflow import State, Support, Verdict

NOW = datetime(2026, 3, 24, 8, 30, tzinfo=UTC)
CAPTURED = datetime(2026, 3, 23, 17, 5, 12, tzinfo=UTC)
DIGEST = "3f1c9a7be2d04685" * 4
HEAD = "a95be0c1742fd386" * 4


def source(url: str = "https://harbour.example/ferry/2025", **changes: Any) -> SourceStatus:
    """Build a source that was captured well; any field can be changed."""
    return replace(
        SourceStatus(
            url=url,
            title="Ferry traffic in 2025",
            outcome=Outcome.ARCHIVED,
            reason=None,
            error=None,
            next_step=None,
            http_status=200,
            final_url=url,
            media_type="text/html",
            quality=Quality.OK,
            attempts=1,
            captures=1,
            captured_at=CAPTURED,
            payload_sha256=DIGEST,
        ),
        **changes,
    )


def failed(outcome: Outcome, **changes: Any) -> SourceStatus:
    """Build a source whose newest attempt brought nothing at all."""
    nothing: dict[str, Any] = {
        "title": None,
        "outcome": outcome,
        "reason": f"{outcome.value}_reason",
        "error": "the server gave no usable answer",
        "next_step": NEXT_STEP[outcome],
        "http_status": None,
        "final_url": None,
        "media_type": None,
        "quality": None,
        "attempts": 3,
        "captures": 0,
        "captured_at": None,
        "payload_sha256": None,
    }
    return source(f"https://{outcome.value.replace('_', '-')}.example/page", **nothing | changes)


def passage(**changes: Any) -> PassageStatus:
    """Build a passage that the machine proposes; any field can be changed."""
    return replace(
        PassageStatus(
            id="passage-1",
            exact="The line carried 418,000 passengers in 2025, of whom 45 percent had a pass.",
            prefix="on the island route alone. ",
            suffix=" Freight fell for the third y",
            captured_at=CAPTURED,
            payload_sha256=DIGEST,
            score=0.82,
        ),
        **changes,
    )


def citation(cited: SourceStatus | None = None, **changes: Any) -> CitationStatus:
    """Build a citation nobody has judged; any field can be changed."""
    cited = cited or source()
    return replace(
        CitationStatus(
            source=cited,
            cited_as=cited.url,
            origin=Origin.INFERRED,
            support=Support.UNJUDGED,
            support_reason=None,
            judged_by=None,
            health=Health.FRESH,
        ),
        **changes,
    )


def claim(key: str = "ferry-passengers-2025", **changes: Any) -> ClaimStatus:
    """Build an open claim without verdict or citation; any field can be changed."""
    return replace(
        ClaimStatus(
            key=key,
            text="The island ferry line carried 418,000 passengers in the year 2025.",
            report="harbour-report",
            section="Traffic",
            quote="418,000 passengers",
            claimant="the harbour office",
            kind=Kind.FIGURE,
            checkable=True,
            hedge=None,
            tags=("ferry",),
            state=State.OPEN,
            verdict=Verdict.UNVERIFIED,
            verdict_reason=None,
            verdict_by=None,
            signed_off_by=None,
            assignee=None,
            version=1,
            health=Health.UNARCHIVED,
            verified=False,
            open_points=("no verdict yet",),
            alarms=(),
            citations=(),
        ),
        **changes,
    )


def empty_report() -> StatusReport:
    """Build the report of a folder in which nothing was done yet."""
    return StatusReport(
        generated_at=NOW, reports=(), claims=(), sources=(), ledger_events=0, ledger_head=""
    )


def sample_report() -> StatusReport:
    """Build the sample: twelve claims, one a story, and a source for each outcome."""
    return StatusReport(
        generated_at=NOW,
        reports=(_heading(),),
        claims=_settled_claims() + _open_claims() + _alarming_claims(),
        sources=_sources(),
        ledger_events=57,
        ledger_head=HEAD,
        notes=(
            "Four-eyes is off: one person may sign off what the same person checked.",
            "1 source is a PDF, which was archived but not read.",
        ),
        as_of=NOW,
        coverage=(coverage(),),
    )


def coverage(report: str = "harbour-report") -> CoverageStatus:
    """Build the coverage of a report with two sentences that nobody has claimed."""
    return CoverageStatus(
        report=report,
        sentences=23,
        covered=19,
        waived=1,
        not_checkable=1,
        open=(
            OpenSentence("The old crane was sold for scrap.", ("The harbour", "Cranes"), None),
            OpenSentence(
                "The line did not carry freight in 2024.",
                (),
                "it says the opposite of freight-2024",
            ),
        ),
    )


def large_report(count: int) -> StatusReport:
    """Build a report of `count` claims, each with two citations and passages; 1 in 50 alarms."""
    calm = _settled_claims()[0]
    loud = _alarming_claims()[1]
    claims = tuple(
        replace(loud if number % 50 == 0 else calm, key=f"claim-{number}")
        for number in range(count)
    )
    return replace(sample_report(), claims=claims)


def with_every_text(value: Any, change: Callable[[str], str]) -> Any:
    """
    Return the value with `change` applied to every text in it, however deep.

    Closed choices stay: enums, and the `result` of a figure check.
    """
    if isinstance(value, str) and not isinstance(value, Enum):
        return change(value)
    if isinstance(value, tuple):
        return tuple(with_every_text(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = (field.name for field in fields(value) if field.name != "result")
        old = {name: getattr(value, name) for name in names}
        return replace(value, **{name: with_every_text(old[name], change) for name in old})
    return value


def _heading() -> ReportHeading:
    return ReportHeading(
        key="harbour-report",
        title="The harbour in 2025: a year of fewer lorries and more bicycles",
        url="https://harbour.example/report-2025",
        publisher="Harbour Observer",
        published_on=date(2026, 2, 1),
    )


def _events() -> tuple[EventStatus, ...]:
    return (
        EventStatus(11, CAPTURED, "checker", "take", "took the claim"),
        EventStatus(14, CAPTURED, "checker", "judge", "judged the source: supports"),
        EventStatus(19, NOW, "reviewer", "approve", "signed the claim off"),
    )


def _settled_claims() -> tuple[ClaimStatus, ...]:
    match = FigureCheck("quantity", "418,000", "418,000", "match")
    absent = FigureCheck("year", "2025", None, "not_found")
    pinned = passage(
        pinned_by="checker",
        checks=(match, absent),
        still_there=True,
        drift=Drift(DriftKind.SAME, "", ""),
    )
    backed = citation(
        origin=Origin.AUTHOR,
        support=Support.SUPPORTS,
        support_reason="the annual table gives the same number",
        judged_by="checker",
        passages=(pinned, passage(id="passage-2", exact="Freight fell for the third year.")),
    )
    done: dict[str, Any] = {
        "verdict": Verdict.SUPPORTED,
        "verdict_reason": "The operator's own count, read in the annual table.",
        "health": Health.FRESH,
        "citations": (backed,),
        "events": _events(),
    }
    return (
        claim(state=State.PUBLISHED, verified=True, open_points=(), **done),
        claim(
            "pier-length",
            text="The new pier is 212 metres long.",
            state=State.IN_REVIEW,
            assignee="reviewer",
            open_points=("a second person has to approve",),
            **done,
        ),
        _drifted_claim(done),
        claim(
            "harbour-loved",
            text="The harbour is the finest on the coast.",
            kind=Kind.OPINION,
            checkable=False,
            state=State.SIGNED_OFF,
            verdict=Verdict.NOT_CHECKABLE,
            verified=True,
            open_points=(),
        ),
    )


def _drifted_claim(done: dict[str, Any]) -> ClaimStatus:
    gone = passage(pinned_by="checker", still_there=False, drift=Drift(DriftKind.GONE, "", None))
    drifted = replace(done["citations"][0], health=Health.DRIFTED, passages=(gone,))
    changes = done | {
        "verdict": Verdict.PARTLY_SUPPORTED,
        "health": Health.DRIFTED,
        "citations": (drifted, citation(failed(Outcome.NOT_FOUND), health=Health.DEAD)),
    }
    return claim(
        "season-passes",
        text="Nearly half of the passengers hold a season pass.",
        hedge="nearly",
        state=State.SIGNED_OFF,
        open_points=("a pinned passage is gone from the newest capture", "1 citation is unjudged"),
        **changes,
    )


def _open_claims() -> tuple[ClaimStatus, ...]:
    return (
        claim("ferry-timetable", section=None, quote=None, claimant=None, tags=()),
        claim(
            "night-boats",
            text="Night boats start in June.",
            kind=Kind.PLAN,
            state=State.IN_CHECK,
            assignee="checker",
            verdict=Verdict.NOT_ENOUGH_EVIDENCE,
            verdict_reason="The page speaks of summer, without a month.",
            health=Health.BLOCKED,
            citations=(
                citation(
                    failed(Outcome.BLOCKED, next_step="open it in a browser"),
                    support=Support.INACCESSIBLE,
                    judged_by="checker",
                    health=Health.BLOCKED,
                ),
            ),
        ),
        claim(
            "lorries-halved",
            text="Lorry traffic has halved since 2015.",
            kind=Kind.COMPARISON,
            health=Health.UNREACHABLE,
            citations=(
                citation(failed(Outcome.DNS_ERROR), health=Health.UNREACHABLE),
                citation(
                    support=Support.DOES_NOT_ADDRESS,
                    judged_by="checker",
                    passages=(passage(),),
                    page_checks=(FigureCheck("year", "2015", None, "not_found"),),
                ),
            ),
        ),
        claim("tide-gauge", text="The tide gauge dates from 1911.", health=Health.DEAD),
        claim(
            "quay-withdrawn",
            text="The old quay was closed in autumn.",
            state=State.WITHDRAWN,
            open_points=("the claim is withdrawn",),
        ),
    )


def _alarming_claims() -> tuple[ClaimStatus, ...]:
    differs = FigureCheck("percent", "52 percent", "45 percent", "differs")
    clash = citation(
        support=Support.CONTRADICTS,
        support_reason="the page says 45, the claim 52",
        judged_by="checker",
        passages=(passage(pinned_by="checker", checks=(differs,)),),
    )
    return (
        claim(
            "pass-share-52",
            text="52 percent of the passengers hold a season pass.",
            verdict=Verdict.REFUTED,
            verdict_reason="The operator's table says 45 percent.",
            state=State.IN_REVIEW,
            health=Health.FRESH,
            alarms=("the claim says 52 percent, the source says 45 percent",),
            citations=(clash,),
        ),
        claim(
            "bicycles-52",
            text="52 percent of the day visitors bring a bicycle.",
            state=State.IN_CHECK,
            health=Health.FRESH,
            citations=(
                citation(passages=(passage(checks=(differs,)),), page_checks=(differs,)),
                citation(support=Support.PARTLY_SUPPORTS, judged_by="checker"),
            ),
        ),
        claim(
            "dredging-cost",
            text="Dredging cost 3 million in 2025.",
            verdict=Verdict.CONFLICTING,
            health=Health.FRESH,
            citations=(citation(),),
        ),
    )


def _sources() -> tuple[SourceStatus, ...]:
    good = {Outcome.ARCHIVED, Outcome.UNCHANGED}
    return (
        source(),
        source("https://council.example/notice", outcome=Outcome.UNCHANGED, captures=2),
        source(
            "https://old.example/tides",
            http_status=200,
            final_url="https://new.example/tides",
            quality=Quality.TRUNCATED,
        ),
        source(
            "https://soft.example/gone",
            quality=Quality.SOFT_404,
            reason="title_says_not_found",
            next_step="open it in a browser, or name another source",
        ),
        source(
            "https://council.example/budget.pdf",
            media_type="application/pdf",
            unread_reason="application/pdf is archived but not read",
        ),
        *(failed(outcome) for outcome in Outcome if outcome not in good),
        source(
            "https://unfetched.example/",
            title=None,
            final_url=None,
            media_type=None,
            outcome=None,
            quality=None,
            http_status=None,
            attempts=0,
            captures=0,
            captured_at=None,
            payload_sha256=None,
        ),
    )
