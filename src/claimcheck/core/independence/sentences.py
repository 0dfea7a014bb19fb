"""What was found about origins, in sentences."""

from collections.abc import Iterator

from claimcheck.core.independence.values import REPORT_TIES, Bond, Independence, Tie

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_SINGULAR = {
    Tie.REPORT: "is the report itself",
    Tie.REPORT_COPY: "carries the report's text",
    Tie.REPORT_PUBLISHER: "is of the report's own publisher",
    Tie.REPORT_ONLY_SOURCE: "links to nothing but the report as its source",
    Tie.REPORT_SHARED: "carries the same as a source of the report's own",
}
_PLURAL = {
    Tie.SAME_PAGE: "lead to the same page",
    Tie.SAME_TEXT: "carry the same text",
    Tie.SAME_PUBLISHER: "are of one publisher",
    Tie.CITE_EACH_OTHER: "cite each other",
    Tie.REPORT: "are the report itself",
    Tie.REPORT_COPY: "carry the report's text",
    Tie.REPORT_PUBLISHER: "are of the report's own publisher",
    Tie.REPORT_ONLY_SOURCE: "link to nothing but the report as their source",
    Tie.REPORT_SHARED: "carry the same as a source of the report's own",
}


def summary_of(found: Independence) -> str:
    """Say in one line how many origins stand behind the sources, and why no more."""
    if not found.sources:
        return ""
    counted = f"{_counted(found.sources, 'source')}, {_origins(found.independent_origins)}"
    reasons = [_reason(bond, found.sources) for bond in _bonds(found)]
    if found.unseen and found.sources > 1:
        reasons.append(f"{_number(found.unseen)} without a copy to compare")
    if 0 < found.bearing < found.sources:
        origins = _origins(found.supporting_origins)
        reasons.append(f"support comes from {_counted(found.bearing, 'source')}, {origins}")
    return f"{counted}: {'; '.join(reasons)}" if reasons else counted


def reasons_of(found: Independence) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Say of each reason which sources it is about, unless it is about all."""
    return tuple(
        (_reason(bond, 0), bond.urls) for bond in _bonds(found) if len(bond.urls) < found.sources
    )


def circle_of(found: Independence) -> str:
    """Say of support that is circular what there is to it."""
    return f"nothing independent of the report supports it; {own_of(found)}"


def own_of(found: Independence) -> str:
    """Say which sources are the report's own, and why."""
    return "; ".join(_named_reason(bond, found.sources) for bond in found.own)


def _named_reason(bond: Bond, sources: int) -> str:
    pronoun, rest = _reason(bond, sources).split(" ", 1)
    if pronoun == "it":
        return f"its source {rest}"
    return f"{pronoun} source{'' if len(bond.urls) == 1 else 's'} {rest}"


def _bonds(found: Independence) -> Iterator[Bond]:
    """Each reason once; what ties sources of the report's own to each other is no news."""
    seen = dict.fromkeys(bond for group in found.groups for bond in group.bonds)
    own = {url for bond in seen if bond.tie in REPORT_TIES for url in bond.urls}
    for bond in seen:
        if bond.tie in REPORT_TIES or bond.tie is not Tie.SAME_PUBLISHER or set(bond.urls) - own:
            yield bond


def _reason(bond: Bond, sources: int) -> str:
    if len(bond.urls) == 1:
        told = f"{'it' if sources == 1 else 'one'} {_SINGULAR[bond.tie]}"
    else:
        told = f"{_number(len(bond.urls))} {_PLURAL[bond.tie]}"
    if bond.tie is Tie.SAME_TEXT:
        return told if bond.detail == "100%" else f"{told} ({bond.detail} of the shorter one)"
    return f"{told} ({bond.detail})" if bond.detail else told


def _origins(number: int) -> str:
    if number == 0:
        return "no independent origin"
    return f"{number} independent origin{'' if number == 1 else 's'}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
