"""robots.txt by RFC 9309: asked once, obeyed, and truthful where it cannot be had."""

import asyncio
import gzip

import pytest

from claimcheck.core.captures import Fetched
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.transport import RecordingTransport
from fetch_support import LOOPBACK, Site, fetch, fetch_all, names, open_site, page, redirect


async def visit(robots: object, path: str = "/private/a") -> tuple[Fetched, Site]:
    """Fetch a page of a site with this robots.txt."""
    answers = {"/robots.txt": robots, path: page(), "/rules": page(b"User-agent: *\nDisallow: /")}
    async with open_site(answers) as site:  # type: ignore[arg-type]
        return await fetch(site.url(path)), site


NO = b"User-agent: *\nDisallow: /private\n"

RULES = [
    (NO, Outcome.ROBOTS_DENIED),
    (b"User-agent: *\nDisallow: /other\n", Outcome.ARCHIVED),
    (b"User-agent: claimcheck\nDisallow: /private\n", Outcome.ROBOTS_DENIED),
    (b"User-agent: ClaimCheck\nDisallow: /private\n", Outcome.ROBOTS_DENIED),  # any case
    (b"User-agent: otherbot\nDisallow: /\n", Outcome.ARCHIVED),
    # our own group stands in for the general one
    (b"User-agent: *\nDisallow: /\n\nUser-agent: claimcheck\nAllow: /\n", Outcome.ARCHIVED),
    # the longer rule wins
    (b"User-agent: *\nDisallow: /private\nAllow: /private/a\n", Outcome.ARCHIVED),
    (b"User-agent: *\nDisallow: /*/a$\n", Outcome.ROBOTS_DENIED),
    (b"\xef\xbb\xbfUser-agent: *\nDisallow: /private\n", Outcome.ROBOTS_DENIED),  # BOM
    (b"User-agent: *\r\nDisallow: /private\r\n", Outcome.ROBOTS_DENIED),
    (b"", Outcome.ARCHIVED),
    (b"<html>no rules here</html>", Outcome.ARCHIVED),
    (b"\xff\xfe\x00\xd8" * 100, Outcome.ARCHIVED),  # no text at all
]


@pytest.mark.parametrize(("rules", "outcome"), RULES)
def test_that_rules_are_obeyed(rules: bytes, outcome: Outcome) -> None:
    """A page that robots.txt forbids is not asked for."""
    fetched, site = asyncio.run(visit(page(rules)))
    assert fetched.outcome is outcome
    assert site.paths == ([] if outcome is Outcome.ROBOTS_DENIED else ["/private/a"])


ZIPPED = page(gzip.compress(NO), headers=b"Content-Encoding: gzip\r\n")
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (
    len(NO),
    NO,
)
BOMB = page(gzip.compress(NO + b"#" * 50_000_000), headers=b"Content-Encoding: gzip\r\n")

STATUSES = [
    (ZIPPED, Outcome.ROBOTS_DENIED, "disallowed by robots.txt"),
    (CHUNKED, Outcome.ROBOTS_DENIED, "disallowed by robots.txt"),
    (BOMB, Outcome.ROBOTS_DENIED, "disallowed by robots.txt"),
    (page(NO + b"#" * 2_000_000), Outcome.ROBOTS_DENIED, "disallowed by robots.txt"),
    (page(b"#" * 600_000 + b"\n" + NO), Outcome.ARCHIVED, "200"),  # past the first 500 KiB
    (page(NO, status="400 Bad"), Outcome.ARCHIVED, "200"),  # client errors: welcome
    (page(NO, status="401 No"), Outcome.ARCHIVED, "200"),
    (page(NO, status="403 No"), Outcome.ARCHIVED, "200"),
    (page(NO, status="404 No"), Outcome.ARCHIVED, "200"),
    (page(NO, status="410 No"), Outcome.ARCHIVED, "200"),
    (page(b"", status="429 Slow"), Outcome.ROBOTS_DENIED, "robots.txt unreachable: 429"),
    (page(b"", status="500 Oops"), Outcome.ROBOTS_DENIED, "robots.txt unreachable: 500"),
    (page(b"", status="503 Busy"), Outcome.ROBOTS_DENIED, "robots.txt unreachable: 503"),
    ([page(b"", status="503 Busy"), page(b"")], Outcome.ARCHIVED, "200"),  # it recovers
    (redirect("/rules"), Outcome.ROBOTS_DENIED, "disallowed by robots.txt"),
    (redirect("/robots.txt"), Outcome.ARCHIVED, "200"),  # a loop: no rules to be had
    (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", Outcome.ARCHIVED, "200"),
    (b"nonsense\r\n", Outcome.PROTOCOL_ERROR, "not HTTP"),  # the page's outcome too
]


@pytest.mark.parametrize(("robots", "outcome", "reason"), STATUSES)
def test_that_each_robots_answer_has_its_meaning(
    robots: object, outcome: Outcome, reason: str
) -> None:
    """Client errors mean welcome, server errors mean stay away, as the RFC says."""
    fetched, site = asyncio.run(visit(robots))
    assert (fetched.outcome, fetched.reason) == (outcome, reason)
    assert ("/private/a" in site.paths) == (outcome is Outcome.ARCHIVED)


def test_that_robots_redirects_are_followed_up_to_five() -> None:
    """Five redirects lead to rules; a sixth means that there are none."""

    async def scenario(length: int) -> Outcome:
        answers = {f"/{n}": redirect(f"/{n + 1}") for n in range(1, length)}
        answers |= {
            "/robots.txt": redirect("/1"),
            f"/{length}": page(b"User-agent: *\nDisallow: /"),
            "/page": page(),
        }
        async with open_site(dict(answers)) as site:
            return (await fetch(site.url("/page"))).outcome

    assert asyncio.run(scenario(5)) is Outcome.ROBOTS_DENIED
    assert asyncio.run(scenario(6)) is Outcome.ARCHIVED


def test_that_robots_txt_itself_may_be_cited() -> None:
    """The file is open to robots whatever it says."""
    fetched, _ = asyncio.run(visit(page(b"User-agent: *\nDisallow: /"), "/robots.txt"))
    assert fetched.outcome in (Outcome.ARCHIVED, Outcome.NOT_FOUND)


def test_that_rules_hold_for_redirects() -> None:
    """A page that leads into a forbidden part ends there, its own hop kept."""

    async def scenario() -> tuple[Fetched, Site]:
        answers = {"/robots.txt": page(NO), "/a": redirect("/private/a"), "/private/a": page()}
        async with open_site(dict(answers)) as site:
            return await fetch(site.url("/a")), site

    fetched, site = asyncio.run(scenario())
    assert fetched.outcome is Outcome.ROBOTS_DENIED
    assert site.paths == ["/a"]
    assert [exchange.status for exchange in fetched.exchanges] == [302]


def test_that_rules_are_asked_once_for_many_pages() -> None:
    """Askers at the same time share one robots.txt, at most one an origin and run."""

    async def scenario() -> tuple[list[Fetched], Site]:
        async with open_site({f"/{n}": page() for n in range(20)}) as site:
            urls = [site.url(f"/{n}") for n in range(20)]
            return await fetch_all(urls, host_connections=8), site

    results, site = asyncio.run(scenario())
    assert {fetched.outcome for fetched in results} == {Outcome.ARCHIVED}
    assert site.all_paths.count("/robots.txt") == 1


def test_that_a_robots_redirect_to_a_private_place_is_no_outcome_of_the_host() -> None:
    """Rules that lie at a forbidden address count as unreachable rules."""
    fetched, site = asyncio.run(visit(redirect("http://10.0.0.1/robots.txt")))
    assert (fetched.outcome, fetched.reason) == (
        Outcome.ROBOTS_DENIED,
        "robots.txt unreachable: private address",
    )
    assert site.paths == []


def test_that_a_dead_host_is_asked_once_for_all_its_pages() -> None:
    """Every page has the host's truthful outcome, at the price of one attempt."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return await names({})(host, port)

    dead = RecordingTransport(allow=LOOPBACK, resolve=resolve)
    urls = [f"https://gone.example/{n}" for n in range(10)]
    results = asyncio.run(fetch_all(urls, transport=dead))
    assert {fetched.outcome for fetched in results} == {Outcome.DNS_ERROR}
    assert asked == ["gone.example"]
