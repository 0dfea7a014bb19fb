"""What is asked about the origins of a claim's sources, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Tie(StrEnum):
    """Why sources count as one, or as the report's own."""

    SAME_PAGE = "same_page"  # their addresses lead to one page, or name one as canonical
    SAME_TEXT = "same_text"  # most of the shorter one's prose stands in the other
    SAME_PUBLISHER = "same_publisher"  # one registrable domain, account or publisher's name
    CITE_EACH_OTHER = "cite_each_other"  # each links to the other as its source
    REPORT = "report"  # the source is the report itself
    REPORT_COPY = "report_copy"  # it carries the report's text
    REPORT_PUBLISHER = "report_publisher"  # whoever published the report published it
    REPORT_ONLY_SOURCE = "report_only_source"  # the report is all that it links to
    REPORT_SHARED = "report_shared"  # it carries what a source of the report's own carries


@dataclass(frozen=True, slots=True)
class Address:
    """A web address with its registrable domain: what somebody registered with a registry."""

    url: str
    domain: str


@dataclass(frozen=True, slots=True)
class CitedPage:
    """
    What is known of one source of a claim. `url` names it.

    `address` is where it lies (for a copy in the Wayback Machine: where the page itself does),
    `landed` where its redirects ended, `canonical` what the page names as its own address,
    `publisher` the name that it gives, `links` what it links to. `text` names the archived
    text, if there is one; `bears` says that people judged it to support the claim.
    """

    url: str
    address: Address
    landed: Address | None = None
    canonical: Address | None = None
    publisher: str | None = None
    links: tuple[Address, ...] = ()
    text: str | None = None
    bears: bool = False


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """
    What is known of the report that a claim stands in.

    `publisher_domain` is set where its publisher is given as a host name.
    """

    address: Address | None = None
    publisher: str | None = None
    publisher_domain: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Copies:
    """
    Which texts are copies of each other, by name: each in one class, named by a member.

    `shares` says how much of it, at least, each class shares.
    """

    classes: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bond:
    """One reason that ties sources to each other or to the report. `detail` names by what."""

    tie: Tie
    urls: tuple[str, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Sources that count as one, and why. `independent` is whether it is an origin at all."""

    urls: tuple[str, ...]
    bonds: tuple[Bond, ...]
    independent: bool


@dataclass(frozen=True, slots=True)
class Independence:
    """
    How many origins stand behind a claim's sources.

    `independent_origins` counts the groups that do not come from the report or its
    publisher, `supporting_origins` those of them that people judged to support the claim.
    `circular`: sources support the claim, and every one of them is the report's own.
    `bearing` is the number of sources that support it, `unseen` that of those without a
    usable copy: by their addresses alone, they were told apart.
    """

    groups: tuple[OriginGroup, ...] = ()
    independent_origins: int = 0
    supporting_origins: int = 0
    circular: bool = False
    bearing: int = 0
    unseen: int = 0

    @property
    def sources(self) -> int:
        """How many sources are cited."""
        return sum(len(group.urls) for group in self.groups)

    @property
    def own(self) -> tuple[Bond, ...]:
        """What ties sources to the report, each reason once."""
        bonds = (bond for group in self.groups for bond in group.bonds)
        return tuple(dict.fromkeys(bond for bond in bonds if bond.tie in REPORT_TIES))


NO_SOURCES = Independence()
"""What holds for a claim that cites nothing."""

REPORT_TIES = frozenset(
    {
        Tie.REPORT,
        Tie.REPORT_COPY,
        Tie.REPORT_PUBLISHER,
        Tie.REPORT_ONLY_SOURCE,
        Tie.REPORT_SHARED,
    }
)
