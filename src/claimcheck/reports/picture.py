"""The totals as a picture: stacked bars in inline SVG, each with its counts in words below."""

from collections.abc import Mapping
from enum import StrEnum

from claimcheck.core.outcomes import Health
from claimcheck.core.status import StatusReport
from claimcheck.core.workflow import State, Verdict
from claimcheck.reports import words

# Tones of the style sheet. Green is for verified, supported claims alone, red for contradiction,
# amber for what is open or in danger, ink for the rest: the darker, the further along.
_TONES: Mapping[StrEnum, str] = {
    State.OPEN: "ink1",
    State.IN_CHECK: "ink2",
    State.IN_REVIEW: "ink3",
    State.SIGNED_OFF: "ink4",
    State.PUBLISHED: "ink5",
    State.WITHDRAWN: "void",
    Verdict.UNVERIFIED: "ink1",
    Verdict.SUPPORTED: "ink5",
    Verdict.PARTLY_SUPPORTED: "ink3",
    Verdict.REFUTED: "bad",
    Verdict.CONFLICTING: "bad2",
    Verdict.NOT_ENOUGH_EVIDENCE: "warn",
    Verdict.NOT_CHECKABLE: "void",
    Health.FRESH: "ink5",
    Health.UNARCHIVED: "ink1",
    Health.DRIFTED: "warn",
    Health.BLOCKED: "warn2",
    Health.UNREACHABLE: "warn3",
    Health.DEAD: "warn4",
}

_MIN_PERCENT_FOR_COUNT = 7  # a narrower segment has no room for its number on a phone

Segment = tuple[str, int, str]
"""Label, count of claims, tone."""


def totals_picture(report: StatusReport) -> str:
    """Draw how many claims are verified, then their states, verdicts and healths."""
    bars = (
        _bar("Verified", _verified(report)),
        _bar("State", _segments(report.count_states())),
        _bar("Verdict", _segments(report.count_verdicts())),
        _bar("Health", _segments(report.count_healths())),
    )
    return f'<div class="bars">\n{"".join(bars)}</div>'


def _verified(report: StatusReport) -> list[Segment]:
    verified = [claim for claim in report.claims if claim.verified]
    supported = sum(claim.verdict is Verdict.SUPPORTED for claim in verified)
    return [
        ("verified as supported", supported, "good"),
        ("verified with another verdict", len(verified) - supported, "ink4"),
        ("not verified", len(report.claims) - len(verified), "ink1"),
    ]


def _segments(
    counts: Mapping[State, int] | Mapping[Verdict, int] | Mapping[Health, int],
) -> list[Segment]:
    return [(words.word(choice), count, _TONES[choice]) for choice, count in counts.items()]


def _bar(name: str, segments: list[Segment]) -> str:
    total = sum(count for _, count, _ in segments)
    key = name.lower()
    told = ", ".join(f"{count:,} {label}" for label, count, _ in segments if count)
    return (
        f'<figure><figcaption>{name}</figcaption><svg class="bar" role="img" '
        f'aria-labelledby="bar-{key} bar-{key}-told"><title id="bar-{key}">{name} of '
        f'{words.counted(total, "claim")}</title><desc id="bar-{key}-told">{told}</desc>'
        f"{_rectangles(segments, total)}</svg>{_legend(segments)}</figure>\n"
    )


def _rectangles(segments: list[Segment], total: int) -> str:
    parts, before = [], 0
    for _, count, tone in segments:
        if not count:
            continue
        left, width = 100 * before / total, 100 * count / total
        parts.append(
            f'<rect class="{tone}" x="{left:.3f}%" y="0" width="{width:.3f}%" height="100%"/>'
        )
        if width >= _MIN_PERCENT_FOR_COUNT:
            middle = left + width / 2
            parts.append(f'<text class="on-{tone}" x="{middle:.3f}%" y="50%">{count:,}</text>')
        before += count
    return "".join(parts)


def _legend(segments: list[Segment]) -> str:
    rows = "".join(
        f'<li{"" if count else " class=none"}><svg class="key" aria-hidden="true">'
        f'<rect class="{tone}" width="100%" height="100%"/></svg>{label} <b>{count:,}</b></li>'
        for label, count, tone in segments
    )
    return f'<ul class="legend">{rows}</ul>'
