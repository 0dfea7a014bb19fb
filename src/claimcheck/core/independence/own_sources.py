"""What makes a source the report's own: no second voice beside it."""

from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from claimcheck.core.independence.pages import addresses_of, home_of, publishers_of
from claimcheck.core.independence.publishers import is_platform, label_of, name_of, publisher_of
from claimcheck.core.independence.union import Union
from claimcheck.core.independence.values import (
    Address,
    Bond,
    CheckedReport,
    CitedPage,
    Copies,
    Tie,
)


def find_own(
    pages: Sequence[CitedPage],
    report: CheckedReport | None,
    copies: Copies,
    bonds: Sequence[Bond],
) -> dict[str, Bond]:
    """Say of each source that is the report's own why, by address; others are left out."""
    if report is None:
        return {}
    reasons: dict[str, tuple[Tie, str]] = {}
    for page in pages:
        reason = _reason(page, report, copies)
        if reason:
            reasons[page.url] = reason
    _carry_on(reasons, pages, bonds)
    tied: dict[tuple[Tie, str], list[str]] = defaultdict(list)
    for page in pages:
        if page.url in reasons:
            tied[reasons[page.url]].append(page.url)
    return {
        url: Bond(tie, tuple(urls), detail) for (tie, detail), urls in tied.items() for url in urls
    }


def _reason(page: CitedPage, report: CheckedReport, copies: Copies) -> tuple[Tie, str] | None:
    if report.address and report.address.url in addresses_of(page):
        return Tie.REPORT, ""
    if report.text and page.text and _class(copies, page.text) == _class(copies, report.text):
        return Tie.REPORT_COPY, ""
    publisher = _shared_publisher(page, report)
    if publisher:
        return Tie.REPORT_PUBLISHER, publisher
    if _rests_on(page, report):
        return Tie.REPORT_ONLY_SOURCE, ""
    return None


def _class(copies: Copies, text: str) -> str:
    return copies.classes.get(text, text)


def _shared_publisher(page: CitedPage, report: CheckedReport) -> str | None:
    known = _publishers_of(report)
    for publisher in publishers_of(page):
        if publisher in known:
            return next((publisher_of(home) for home in home_of(page)), publisher)
    labels = {label: home.domain for home in home_of(page) if (label := label_of(home))}
    return next((labels[name] for name in known if name in labels), None)


def _publishers_of(report: CheckedReport) -> set[str]:
    known = {report.publisher_domain} if report.publisher_domain else {name_of(report.publisher)}
    if report.address:
        known.add(publisher_of(report.address))
    return {publisher for publisher in known if publisher}


def _rests_on(page: CitedPage, report: CheckedReport) -> bool:
    """Buttons for sharing, and links within a site, are no sources."""
    at_home = {publisher_of(home) for home in home_of(page)}
    outward = [
        link
        for link in page.links
        if publisher_of(link) not in at_home and (not is_platform(link) or _is_of(link, report))
    ]
    return (
        bool(outward)
        and all(_is_of(link, report) for link in outward)
        and any(_is_report(link, report) for link in outward)
    )


def _is_of(link: Address, report: CheckedReport) -> bool:
    return publisher_of(link) in _publishers_of(report)


def _is_report(link: Address, report: CheckedReport) -> bool:
    """Where the report's own address is not known, any page of its publisher stands for it."""
    if report.address:
        return link.url == report.address.url
    return urlsplit(link.url).path not in ("", "/")


def _carry_on(
    reasons: dict[str, tuple[Tie, str]], pages: Sequence[CitedPage], bonds: Sequence[Bond]
) -> None:
    """Who carries the text of a source of the report's own adds nothing to it."""
    alike = Union()
    for bond in bonds:
        if bond.tie in (Tie.SAME_PAGE, Tie.SAME_TEXT):
            alike.merge_all(bond.urls)
    own = {alike.find(url): url for url in sorted(reasons, reverse=True)}
    for page in pages:
        url = page.url
        if url not in reasons and alike.find(url) in own:
            reasons[url] = Tie.REPORT_SHARED, own[alike.find(url)]
