"""
What robots.txt lets us ask for: RFC 9309 and Google's published reading of it, case by case.

https://www.rfc-editor.org/rfc/rfc9309 and
https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt
"""

from datetime import UTC, datetime

import pytest

from claimcheck.core import urls
from claimcheck.core.captures import Ask, Exchange, Fetched
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching import fetcher, robots

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORIGIN = "https://example.org"
LIMIT = 500 * 1024
WELCOME, CLOSED = True, False


def everybody(*lines: str) -> bytes:
    """Write the rules of a group for all robots."""
    return "\n".join(["User-agent: *", *lines, ""]).encode()


def ours(*lines: str) -> bytes:
    """Write the rules of a group for us."""
    return "\n".join([f"User-agent: {robots.PRODUCT_TOKEN}", *lines, ""]).encode()


def fetched(
    content: bytes,
    *,
    status: int | None = 200,
    outcome: Outcome = Outcome.ARCHIVED,
    cut: str | None = None,
    url: str = f"{ORIGIN}/robots.txt",
) -> Fetched:
    """Make what a fetch of a robots.txt brings back; no status means no answer at all."""
    head = b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n" % (status or 0, len(content))
    response = head + content if status else b""
    first = Exchange(f"{ORIGIN}/robots.txt", NOON, 0.0, b"", b"", None)
    last = Exchange(url, NOON, 0.0, b"", response, status, cut=cut)
    exchanges = (first, last) if url != first.url else (last,)
    return Fetched(Ask(first.url), NOON, NOON, outcome, "the reason", "why", 1, exchanges)


def is_welcome(rules: robots.Rules, path: str) -> bool:
    """Tell whether a page may be asked for."""
    return rules.verdict(ORIGIN + path).refusal is None


PATHS = [
    # a rule covers every path that begins with it
    (everybody("Disallow: /"), "/", CLOSED),
    (everybody("Disallow: /"), "/any/page.html?x=1", CLOSED),
    (everybody("Disallow: /fish"), "/fish", CLOSED),
    (everybody("Disallow: /fish"), "/fish.html", CLOSED),
    (everybody("Disallow: /fish"), "/fishheads/yummy.html", CLOSED),
    (everybody("Disallow: /fish"), "/fish.php?id=anything", CLOSED),
    (everybody("Disallow: /fish"), "/catfish", WELCOME),  # from the start of the path only
    (everybody("Disallow: /fish"), "/?id=fish", WELCOME),
    (everybody("Disallow: /fish"), "/desert/fish", WELCOME),
    # paths keep their case
    (everybody("Disallow: /fish"), "/Fish.asp", WELCOME),
    (everybody("Disallow: /FILE"), "/file", WELCOME),
    # a slash at the end means what lies below
    (everybody("Disallow: /fish/"), "/fish/", CLOSED),
    (everybody("Disallow: /fish/"), "/fish/salmon.htm", CLOSED),
    (everybody("Disallow: /fish/"), "/fish/?id=anything", CLOSED),
    (everybody("Disallow: /fish/"), "/fish", WELCOME),
    (everybody("Disallow: /fish/"), "/fish.html", WELCOME),
    (everybody("Disallow: /fish/"), "/animals/fish/", WELCOME),
    # a star stands for any characters, none included; one at the end says nothing
    (everybody("Disallow: /fish*"), "/fish", CLOSED),
    (everybody("Disallow: /fish*"), "/fishheads", CLOSED),
    (everybody("Disallow: /fish*"), "/desert/fish", WELCOME),
    (everybody("Disallow: /*.php"), "/index.php", CLOSED),
    (everybody("Disallow: /*.php"), "/folder/filename.php?parameters", CLOSED),
    (everybody("Disallow: /*.php"), "/folder/any.php.file.html", CLOSED),
    (everybody("Disallow: /*.php"), "/filename.php/", CLOSED),
    (everybody("Disallow: /*.php"), "/", WELCOME),
    (everybody("Disallow: /*.php"), "/windows.PHP", WELCOME),
    (everybody("Disallow: /fish*.php"), "/fish.php", CLOSED),
    (everybody("Disallow: /fish*.php"), "/fishheads/catfish.php?parameters", CLOSED),
    (everybody("Disallow: /fish*.php"), "/Fish.PHP", WELCOME),
    (everybody("Disallow: /a**b"), "/a/x/b", CLOSED),  # two stars are one
    (everybody("Disallow: *.gif"), "/a.gif", CLOSED),  # a star may come first
    (everybody("Disallow: /private*/"), "/private-a/x", CLOSED),
    # a dollar at the end ends the path there; anywhere else it is a character
    (everybody("Disallow: /*.php$"), "/filename.php", CLOSED),
    (everybody("Disallow: /*.php$"), "/folder/filename.php", CLOSED),
    (everybody("Disallow: /*.php$"), "/filename.php?parameters", WELCOME),
    (everybody("Disallow: /*.php$"), "/filename.php/", WELCOME),
    (everybody("Disallow: /*.php$"), "/filename.php5", WELCOME),
    (everybody("Disallow: /$"), "/", CLOSED),
    (everybody("Disallow: /$"), "/page", WELCOME),
    (everybody("Disallow: /a$b"), "/a$b", CLOSED),
    (everybody("Disallow: /a$b"), "/a", WELCOME),
    # the query is part of the path
    (everybody("Disallow: /*?"), "/page?session=1", CLOSED),
    (everybody("Disallow: /*?"), "/page", WELCOME),
    (everybody("Disallow: /page?id=1"), "/page?id=12", CLOSED),
    # other marks of a pattern language are plain characters
    (everybody("Disallow: /a.b"), "/axb", WELCOME),
    (everybody("Disallow: /a+"), "/aa", WELCOME),
    (everybody("Disallow: /[ab]"), "/a", WELCOME),
    # an empty rule says nothing
    (everybody("Disallow:"), "/", WELCOME),
    (everybody("Allow:", "Disallow: /a"), "/a", CLOSED),
    (b"", "/", WELCOME),
]

PRECEDENCE = [
    # the longest rule wins, wherever it stands
    (everybody("Allow: /p", "Disallow: /"), "/page", WELCOME),
    (everybody("Disallow: /", "Allow: /p"), "/page", WELCOME),
    (everybody("Allow: /x/", "Disallow: /x/page"), "/x/page", CLOSED),
    (everybody("Allow: /x/page.html", "Disallow: /x/page"), "/x/page.html", WELCOME),
    # of two equally long ones the kinder wins
    (everybody("Allow: /folder", "Disallow: /folder"), "/folder/page", WELCOME),
    (everybody("Disallow: /folder", "Allow: /folder"), "/folder/page", WELCOME),
    # the length is that of the rule as written, stars included
    (everybody("Allow: /page", "Disallow: /*.htm"), "/page.htm", CLOSED),
    (everybody("Allow: /page", "Disallow: /*.ph"), "/page.php5", WELCOME),
    (everybody("Allow: /$", "Disallow: /"), "/", WELCOME),
    (everybody("Allow: /$", "Disallow: /"), "/page.htm", CLOSED),
    (everybody("Disallow: /a/*", "Allow: /a/b"), "/a/bc", WELCOME),
]

GROUPS = [
    # our own group stands in for the general one, wherever it stands
    (everybody("Disallow: /") + b"\n" + ours("Disallow: /b"), "/a", WELCOME),
    (ours("Disallow: /b") + b"\n" + everybody("Disallow: /"), "/a", WELCOME),
    (ours("Disallow: /b") + b"\n" + everybody("Disallow: /"), "/b", CLOSED),
    (ours("Disallow:") + everybody("Disallow: /"), "/a", WELCOME),  # an empty one too
    # groups for the same robot are one
    (ours("Disallow: /a") + everybody("Disallow: /") + ours("Disallow: /b"), "/a", CLOSED),
    (ours("Disallow: /a") + everybody("Disallow: /") + ours("Disallow: /b"), "/b", CLOSED),
    (everybody("Disallow: /a") + everybody("Disallow: /b"), "/a", CLOSED),
    (everybody("Disallow: /a") + everybody("Disallow: /b"), "/b", CLOSED),
    # several robots may share a group, with empty lines and unknown ones in between
    (b"User-agent: otherbot\nUser-agent: claimcheck\nDisallow: /", "/", CLOSED),
    (b"User-agent: claimcheck\nUser-agent: otherbot\nDisallow: /", "/", CLOSED),
    (b"User-agent: claimcheck\n\nUser-agent: otherbot\n\nDisallow: /", "/", CLOSED),
    (b"User-agent: claimcheck\nSitemap: /s.xml\nUser-agent: b\nDisallow: /", "/", CLOSED),
    (b"User-agent: otherbot\nDisallow: /\nUser-agent: claimcheck\nDisallow: /b", "/a", WELCOME),
    # other robots' rules are not ours
    (b"User-agent: otherbot\nDisallow: /", "/", WELCOME),
    (b"User-agent: claimcheck-news\nDisallow: /", "/", WELCOME),  # a longer name
    (b"User-agent: claim\nDisallow: /", "/", WELCOME),  # a shorter one
    # the case of our name is free, what follows it is not read
    (b"User-agent: CLAIMCHECK\nDisallow: /", "/", CLOSED),
    (b"User-agent: ClaimCheck/1.0\nDisallow: /", "/", CLOSED),
    (b"User-agent: claimcheck *\nDisallow: /", "/", CLOSED),
    (b"User-agent: *\nDisallow: /\nUser-agent: claimcheck/2\nAllow: /", "/", WELCOME),
    # rules before any group belong to nobody
    (b"Disallow: /\nUser-agent: otherbot\nDisallow: /", "/", WELCOME),
    # a group that ends the file without rules lets everything pass
    (b"User-agent: otherbot\nDisallow: /\nUser-agent: *", "/", WELCOME),
]

LINES = [
    # every kind of line end
    (b"User-agent: *\r\nDisallow: /a\r\n", "/a", CLOSED),
    (b"User-agent: *\rDisallow: /a\r", "/a", CLOSED),
    (b"User-agent: *\nDisallow: /a\r\nDisallow: /b\rDisallow: /c", "/c", CLOSED),  # mixed, no end
    # a byte order mark before the first line
    (b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", "/a", CLOSED),
    # case and space around names and colons
    (b"USER-AGENT: *\nDISALLOW: /a", "/a", CLOSED),
    (b"uSeR-aGeNt: *\ndIsAlLoW: /a", "/a", CLOSED),
    (b"User-agent:*\nDisallow:/a", "/a", CLOSED),
    (b"  User-agent : *  \n\tDisallow\t:\t/a\t", "/a", CLOSED),
    # comments
    (b"User-agent: * # all\nDisallow: /a # a comment", "/a", CLOSED),
    (b"User-agent: *\n# Disallow: /a", "/a", WELCOME),
    (b"User-agent: *\nDisallow: /a#b", "/a", CLOSED),
    # lines that nobody knows are passed over
    (b"User-agent: *\nCrawl-delay: 10\nNonsense\n:::\nDisallow: /a", "/a", CLOSED),
    (b"<html>\nUser-agent: *\nDisallow: /a", "/a", CLOSED),
    (b"User-agent: *\nHost: example.org\nClean-param: x /\nDisallow: /a", "/a", CLOSED),
    (b"Sitemap: https://example.org/s.xml\nUser-agent: *\nDisallow: /a", "/a", CLOSED),
    (b"User-agent: *\nNoindex: /a", "/a", WELCOME),  # no rule about asking
    (b"User-agent: *\nDisallow: /\xff\xfe\nDisallow: /a", "/a", CLOSED),  # bytes that are no text
    (b"User-agent: *\nDisallow: /a\x00b\nDisallow: /c", "/c", CLOSED),
    (everybody("Disallow: *"), "/a", CLOSED),  # a star needs no slash
    (b"User-agent: *\n# a note\x0cDisallow: /", "/a", WELCOME),  # a form feed ends no line
    (b"User-agent: *\n# a note\xc2\x85Disallow: /", "/a", WELCOME),  # nor does U+0085
    # common slips of the pen
    (b"Useragent: *\nDisalow: /a", "/a", CLOSED),
    (b"User-agent *\nDisallow /a", "/a", CLOSED),
    # robots.txt itself is always open
    (everybody("Disallow: /"), "/robots.txt", WELCOME),
]

ESCAPES = [
    # written plainly or percent-encoded, it is the same path
    (everybody("Disallow: /foo/bar/ツ"), "/foo/bar/%E3%83%84", CLOSED),
    (everybody("Disallow: /foo/bar/%E3%83%84"), "/foo/bar/%E3%83%84", CLOSED),
    (everybody("Disallow: /foo/bar/%e3%83%84"), "/foo/bar/%E3%83%84", CLOSED),
    (everybody("Disallow: /foo/bar/%62%61%7A"), "/foo/bar/baz", CLOSED),
    (everybody("Disallow: /foo/bar/baz"), "/foo/bar/%62%61%7A", CLOSED),
    (everybody("Disallow: /a b"), "/a%20b", CLOSED),
    (everybody("Disallow: /~desk/"), "/%7Edesk/x", CLOSED),
    # but an escaped slash, star or dollar is that character and no mark
    (everybody("Disallow: /a%2Fb"), "/a%2Fb", CLOSED),
    (everybody("Disallow: /a%2Fb"), "/a/b", WELCOME),
    (everybody("Disallow: /a%2Ab"), "/a*b", CLOSED),
    (everybody("Disallow: /a%2Ab"), "/axb", WELCOME),
    (everybody("Disallow: /a%24"), "/a$", CLOSED),
    (everybody("Disallow: /a%24"), "/ab", WELCOME),
    # a broken escape stays as it is
    (everybody("Disallow: /100%"), "/100%25", CLOSED),
    (everybody("Disallow: /100%zz"), "/100", WELCOME),
]

EVERYTHING = ["/", "/page", "/folder/page.html?x=1"]
FISH = ["/fish", "/fish.html", "/fish/salmon.html", "/fishheads", "/fishheads/yummy.html"]
FISH += ["/fish.php?id=anything"]
NO_FISH = ["/Fish.asp", "/catfish", "/?id=fish", "/desert/fish"]
PHP = ["/index.php", "/filename.php", "/folder/filename.php", "/folder/filename.php?parameters"]
PHP += ["/folder/any.php.file.html", "/filename.php/"]

# The crawler's own table of paths: a value, what it matches, what it does not.
MATCHES: list[tuple[str, list[str], list[str]]] = [
    ("/", EVERYTHING, []),
    ("/*", EVERYTHING, []),  # equivalent to /
    ("/$", ["/"], ["/page", "/folder/", "/?x=1"]),
    ("/fish", FISH, NO_FISH),
    ("/fish*", FISH, NO_FISH),  # equivalent to /fish
    (
        "/fish/",
        ["/fish/", "/fish/?id=anything", "/fish/salmon.htm"],
        ["/fish", "/fish.html", "/animals/fish/", "/Fish/Salmon.asp"],
    ),
    ("/*.php", PHP, ["/", "/windows.PHP"]),
    (
        "/*.php$",
        ["/filename.php", "/folder/filename.php"],
        ["/filename.php?parameters", "/filename.php/", "/filename.php5", "/windows.PHP"],
    ),
    ("/fish*.php", ["/fish.php", "/fishheads/catfish.php?parameters"], ["/Fish.PHP"]),
]

NEWS_AND_US = b"""user-agent: claimcheck-news
disallow: /fish

user-agent: *
disallow: /carrots

user-agent: claimcheck
disallow: /shrimp
"""
FOUR_GROUPS = b"""user-agent: a
disallow: /c
user-agent: b
disallow: /d
user-agent: e
user-agent: claimcheck
disallow: /g
user-agent: h
"""
LISTED = everybody("Disallow: /calendar/", "Disallow: /junk/", "Disallow: /books/fiction/new/")
ONLY_US = everybody("Disallow: /") + b"\n" + ours("Allow: /")

# Its examples of groups, and of rules that it calls useful, with our name for its own.
EXAMPLES = [
    # one group holds: the one of our name, neither that of a longer one nor the general one
    (NEWS_AND_US, "/shrimp", CLOSED),
    (NEWS_AND_US, "/fish", WELCOME),
    (NEWS_AND_US, "/carrots", WELCOME),
    # groups of one name are one, whatever stands between them
    (ours("disallow: /fish") + everybody("disallow: /carrots") + ours("disallow: /shrimp"),
     "/fish", CLOSED),
    (ours("disallow: /fish") + everybody("disallow: /carrots") + ours("disallow: /shrimp"),
     "/shrimp", CLOSED),
    (ours("disallow: /fish") + everybody("disallow: /carrots") + ours("disallow: /shrimp"),
     "/carrots", WELCOME),
    # two names over one rule, and rules of three other groups
    (FOUR_GROUPS, "/g", CLOSED),
    (FOUR_GROUPS, "/c", WELCOME),
    (FOUR_GROUPS, "/d", WELCOME),
    # a group without rules, last in the file
    (FOUR_GROUPS.replace(b"claimcheck", b"f").replace(b": h", b": claimcheck"), "/g", WELCOME),
    # what stands behind a name is not read: a version, a star
    (b"user-agent: claimcheck/1.2\ndisallow: /", "/", CLOSED),
    (b"user-agent: claimcheck*\ndisallow: /", "/", CLOSED),
    # a whole site, some folders of it, one page, one kind of file
    (everybody("Disallow: /"), "/page", CLOSED),
    (LISTED, "/calendar/may", CLOSED),
    (LISTED, "/books/fiction/new/a.html", CLOSED),
    (LISTED, "/books/fiction/", WELCOME),
    (everybody("Disallow: /junk/other_useless_file.html"), "/junk/other_useless_file.html", CLOSED),
    (everybody("Disallow: /junk/other_useless_file.html"), "/junk/useful.html", WELCOME),
    (everybody("Disallow: /*.xls$"), "/figures/may.xls", CLOSED),
    (everybody("Disallow: /*.xls$"), "/figures/may.xlsx", WELCOME),
    # one robot alone, all robots but one, one folder alone
    (ONLY_US, "/page", WELCOME),
    (ONLY_US.replace(b"claimcheck", b"otherbot"), "/page", CLOSED),
    (b"User-agent: claimcheck\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/page", CLOSED),
    (everybody("Disallow: /", "Allow: /public/"), "/public/page", WELCOME),
    (everybody("Disallow: /", "Allow: /public/"), "/private", CLOSED),
]  # fmt: skip

TABLE = [*PATHS, *PRECEDENCE, *GROUPS, *LINES, *ESCAPES, *EXAMPLES]


@pytest.mark.parametrize(("content", "path", "welcome"), TABLE)
def test_that_a_rule_means_what_is_published(content: bytes, path: str, welcome: bool) -> None:
    """Each rule opens or closes a path as the RFC and the largest crawler say."""
    assert is_welcome(robots.read_rules(fetched(content)), path) is welcome


@pytest.mark.parametrize(("value", "matches", "others"), MATCHES, ids=[m[0] for m in MATCHES])
def test_that_a_value_matches_what_is_published(
    value: str, matches: list[str], others: list[str]
) -> None:
    """The whole table of path values, for what is closed and for what is opened again."""
    shut = robots.read_rules(fetched(everybody(f"Disallow: {value}")))
    opened = robots.read_rules(fetched(everybody("Disallow: /", f"Allow: {value}")))
    assert [path for path in (*matches, *others) if not is_welcome(shut, path)] == matches
    assert [path for path in (*matches, *others) if is_welcome(opened, path)] == matches


# A page, the robots.txt that holds for it.
ORIGINS = [
    ("https://example.org/folder/file", "https://example.org"),
    ("http://example.org/", "http://example.org"),  # another scheme
    ("https://other.example.org/", "https://other.example.org"),  # a host below
    ("https://www.example.org/", "https://www.example.org"),
    ("https://example.org:8181/", "https://example.org:8181"),  # another port
    ("http://example.org:80/", "http://example.org"),  # the usual port is no other
    ("https://example.org:443/", "https://example.org"),
    ("https://www.m\N{LATIN SMALL LETTER U WITH DIAERESIS}sic.example/", "https://www.xn--msic-0ra.example"),
    ("https://www.xn--msic-0ra.example/", "https://www.xn--msic-0ra.example"),
    ("https://192.0.2.21/", "https://192.0.2.21"),  # an address stands for no name
]  # fmt: skip


@pytest.mark.parametrize(("page", "origin"), ORIGINS)
def test_that_rules_hold_for_one_origin(page: str, origin: str) -> None:
    """Scheme, host and port together, as the crawler's table of locations says."""
    assert fetcher.origin_of_url(urls.normalise_url(page)) == origin


def decided(**more: object) -> tuple[Outcome, str] | None:
    """Give outcome and reason for a page whose robots.txt came back so; None is welcome."""
    content = everybody("Disallow: /other")
    verdict = robots.read_rules(fetched(content, **more)).verdict(f"{ORIGIN}/page")  # type: ignore[arg-type]
    refusal = verdict.refusal
    return (refusal.outcome, refusal.reason) if refusal else None


@pytest.mark.parametrize("status", [200, 203, 206, 299])
def test_that_a_good_answer_is_read(status: int) -> None:
    """Every 2xx has rules, which are obeyed."""
    rules = robots.read_rules(fetched(everybody("Disallow: /a"), status=status))
    assert not is_welcome(rules, "/a")
    assert is_welcome(rules, "/b")


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 405, 410, 418, 451, 499])
def test_that_no_rules_mean_welcome(status: int) -> None:
    """A client error says that there are no rules. RFC 9309, 2.3.1.3."""
    content = everybody("Disallow: /")  # what an error page says is no rule
    answer = fetched(content, status=status, outcome=Outcome.HTTP_ERROR)
    assert is_welcome(robots.read_rules(answer), "/page")


@pytest.mark.parametrize("status", [429, 500, 501, 502, 503, 504, 599])
def test_that_a_server_in_trouble_means_stay_away(status: int) -> None:
    """A server error closes the whole host, 429 too, which asks for fewer requests. 2.3.1.4."""
    wanted = (Outcome.ROBOTS_DENIED, f"robots.txt unreachable: {status}")
    assert decided(status=status, outcome=Outcome.HTTP_ERROR) == wanted


@pytest.mark.parametrize("status", [300, 301, 302, 304, 307, 308])
def test_that_redirects_without_an_end_mean_welcome(status: int) -> None:
    """More than five redirects, or one to nowhere, count as no rules. RFC 9309, 2.3.1.2."""
    assert decided(status=status, outcome=Outcome.TOO_MANY_REDIRECTS) is None


UNREACHED = [
    Outcome.DNS_ERROR,
    Outcome.CONNECT_ERROR,
    Outcome.TLS_ERROR,
    Outcome.TIMEOUT,
    Outcome.PROTOCOL_ERROR,
    Outcome.FORBIDDEN_ADDRESS,
]


@pytest.mark.parametrize("outcome", UNREACHED)
def test_that_an_unreachable_host_keeps_its_own_outcome(outcome: Outcome) -> None:
    """No answer closes the host, and its pages say truthfully why."""
    assert decided(status=None, outcome=outcome) == (outcome, "the reason")


def test_that_another_host_in_trouble_is_no_outcome_of_this_one() -> None:
    """Where robots.txt leads to a dead host, the rules are unreachable, the page's host is not."""
    away = {"status": None, "outcome": Outcome.CONNECT_ERROR, "url": "https://cdn.example/r.txt"}
    assert decided(**away) == (
        Outcome.ROBOTS_DENIED,
        "robots.txt unreachable: the reason",
    )


def test_that_half_a_page_of_rules_is_no_rules() -> None:
    """A good status whose body never came whole is unreachable, not empty."""
    torn = {"status": 200, "outcome": Outcome.PROTOCOL_ERROR, "cut": "disconnect"}
    assert decided(**torn) == (Outcome.PROTOCOL_ERROR, "the reason")


def test_that_the_first_500_kib_are_read() -> None:
    """Rules up to the limit hold, what lies behind it does not. RFC 9309, 2.5."""
    start = everybody("Disallow: /a")
    filler = b"#" * (LIMIT - len(start) - 1) + b"\n"
    rules = robots.read_rules(
        fetched(start + filler + b"Disallow: /b\n", outcome=Outcome.TOO_LARGE, cut="length")
    )
    assert not is_welcome(rules, "/a")
    assert is_welcome(rules, "/b")


def test_that_half_a_rule_at_the_limit_is_not_read() -> None:
    """A rule cut in two by the limit would forbid more than the site says."""
    content = everybody("Disallow: /a") + b"Disallow: /b"
    rules = robots.read_rules(fetched(content, outcome=Outcome.TOO_LARGE, cut="length"))
    assert not is_welcome(rules, "/a")
    assert is_welcome(rules, "/bc")
