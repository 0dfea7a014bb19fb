"""Claims, their citations and the report they stand in, as people write them down."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a claim asserts, so that a checker knows what to look for."""

    FACT = "fact"  # something is or was so
    EVENT = "event"  # something happened, at a time
    FIGURE = "figure"  # a quantity
    COMPARISON = "comparison"  # more, less, first, best
    CAUSE = "cause"  # one thing because of another
    QUOTE = "quote"  # somebody said or reported it
    PLAN = "plan"  # somebody intends it
    FORECAST = "forecast"  # it will be so: nobody can check it today
    OPINION = "opinion"  # a judgement of taste or weight


UNCHECKABLE_KINDS = frozenset({Kind.FORECAST, Kind.OPINION})


class Origin(StrEnum):
    """Who tied a claim to a source."""

    AUTHOR = "author"  # the report links it
    INFERRED = "inferred"  # the desk did


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A cited address: normalised, as written, and its title where the report gives one."""

    url: str
    cited_as: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """The tie of a claim to one source."""

    source: SourceDraft
    origin: Origin = Origin.INFERRED


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """The document under check, with every reference it lists, cited by a claim or not."""

    key: str
    title: str
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    references: tuple[SourceDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One checkable assertion, restated so that it stands alone."""

    key: str
    text: str
    report: str | None = None
    section: str | None = None
    quote: str | None = None
    claimant: str | None = None
    kind: Kind = Kind.FACT
    checkable: bool = True
    hedge: str | None = None
    tags: tuple[str, ...] = ()
    citations: tuple[CitationDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimsFile:
    """What one claims file says, all of it valid."""

    report: ReportDraft | None
    claims: tuple[ClaimDraft, ...]


def key_for(text: str) -> str:
    """Make a readable key from a claim's text: the same text, the same key."""
    words = re.findall(r"[a-z0-9]+", text.lower())[:5]
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]
    return "-".join([*(word[:12] for word in words), digest])
