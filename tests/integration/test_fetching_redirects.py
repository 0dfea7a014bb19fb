"""Redirects: followed by us, hop by hop, each one guarded and recorded."""

import asyncio
import ipaddress

import pytest

from claimcheck.core.captures import Fetched
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.transport import RecordingTransport
from fetch_support import LOOPBACK, Site, fetch, names, open_site, page, redirect


async def walk(answers: dict[str, object], start: str = "/a") -> tuple[Fetched, Site]:
    """Fetch the start of a small site."""
    async with open_site(answers) as site:  # type: ignore[arg-type]
        return await fetch(site.url(start)), site


FORMS = [
    ("/b", "/b"),  # a path
    ("b", "/b"),  # relative to the page
    ("../b", "/b"),
    ("./x/../b", "/b"),
    ("?q=1", "/a?q=1"),  # a query alone
    ("/b#part", "/b"),  # fragments are never sent
    ("/b c", "/b%20c"),  # a space where none may be
    ("/café", "/caf%C3%A9"),  # UTF-8 where none may be
    ("/%7Euser", "/%7Euser"),  # as written
    ("\\b", "/b"),  # a backslash, as browsers read it
    ("/b?c=\\d", "/b?c=\\d"),  # but not in a query
    ("/b//c", "/b//c"),  # two slashes within a path are two
]


@pytest.mark.parametrize(("location", "path"), FORMS)
def test_that_forms_of_location_are_followed(location: str, path: str) -> None:
    """Each form that servers write leads to its page, and both hops are kept."""
    fetched, site = asyncio.run(walk({"/a": redirect(location), path: page()}))
    assert fetched.outcome is Outcome.ARCHIVED
    assert [exchange.status for exchange in fetched.exchanges] == [302, 200]
    assert fetched.exchanges[0].location == location
    assert fetched.exchanges[1].url == site.url(path)
    assert site.paths == ["/a", path]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_that_all_redirect_statuses_are_followed(status: int) -> None:
    """Permanent or not, a redirect leads on."""
    fetched, _ = asyncio.run(walk({"/a": redirect("/b", status=status), "/b": page()}))
    assert [exchange.status for exchange in fetched.exchanges] == [status, 200]


@pytest.mark.parametrize("prefix", ["http:", "", "http:/", "HTTP:\\"])
def test_that_a_redirect_may_change_the_host(prefix: str) -> None:
    """A whole address, with or without its scheme, leads to another server."""

    async def scenario() -> Fetched:
        async with open_site({"/": page()}) as other:
            place = f"{prefix}//127.0.0.1:{other.port}/"
            async with open_site({"/a": redirect(place)}) as site:
                return await fetch(site.url("/a"))

    assert asyncio.run(scenario()).outcome is Outcome.ARCHIVED


def test_that_loops_end() -> None:
    """A chain that comes back to a request already made ends there."""
    fetched, site = asyncio.run(walk({"/a": redirect("/b"), "/b": redirect("/a")}))
    assert (fetched.outcome, fetched.reason) == (Outcome.TOO_MANY_REDIRECTS, "redirect loop")
    assert site.paths == ["/a", "/b", "/a"]


def test_that_endless_chains_end_after_ten() -> None:
    """Ten redirects are followed, the eleventh is not."""
    answers: dict[str, object] = {f"/{n}": redirect(f"/{n + 1}") for n in range(20)}
    fetched, site = asyncio.run(walk(answers, "/0"))
    assert (fetched.outcome, fetched.reason) == (
        Outcome.TOO_MANY_REDIRECTS,
        "more than 10 redirects",
    )
    assert len(fetched.exchanges) == len(site.paths) == 11


def test_that_ten_redirects_still_arrive() -> None:
    """The limit itself is allowed."""
    answers: dict[str, object] = {f"/{n}": redirect(f"/{n + 1}") for n in range(10)}
    fetched, _ = asyncio.run(walk(answers | {"/10": page()}, "/0"))
    assert fetched.outcome is Outcome.ARCHIVED


PLACES = [
    ("ftp://example.org/", Outcome.UNSUPPORTED_URL),
    ("mailto:desk@example.org", Outcome.UNSUPPORTED_URL),
    ("javascript:alert(1)", Outcome.UNSUPPORTED_URL),
    ("file:///etc/passwd", Outcome.UNSUPPORTED_URL),
    ("http://name:secret@127.0.0.1/", Outcome.UNSUPPORTED_URL),
    ("http://[bad", Outcome.DNS_ERROR),  # read as a name by the URL library
    ("http://h:bad/", Outcome.UNSUPPORTED_URL),
    ("http://10.0.0.1/", Outcome.FORBIDDEN_ADDRESS),
    ("http://169.254.169.254/latest/", Outcome.FORBIDDEN_ADDRESS),
    ("http://0x0a.1/", Outcome.FORBIDDEN_ADDRESS),
    ("//[::ffff:10.0.0.1]/", Outcome.FORBIDDEN_ADDRESS),
]


@pytest.mark.parametrize(("location", "outcome"), PLACES)
def test_that_a_redirect_cannot_lead_astray(location: str, outcome: Outcome) -> None:
    """Each hop is judged as a first address is; the hop before is kept."""

    async def scenario() -> Fetched:
        async with open_site({"/a": redirect(location)}) as site:
            nowhere = RecordingTransport(allow=LOOPBACK, resolve=names({}))
            return await fetch(site.url("/a"), transport=nowhere)

    fetched = asyncio.run(scenario())
    assert fetched.outcome is outcome
    assert [exchange.status for exchange in fetched.exchanges] == [302]


def test_that_no_redirect_reaches_a_forbidden_server() -> None:
    """An allowed page that leads to a forbidden address of this machine: nothing connects."""

    async def scenario() -> tuple[Fetched, Site]:
        async with open_site({"/": page(b"secret")}, host="127.0.0.2") as canary:
            place = canary.url(host="127.0.0.2")
            async with open_site({"/a": redirect(place)}) as site:
                allow = (ipaddress.ip_network("127.0.0.1/32"),)
                return await fetch(site.url("/a"), allow_addresses=allow), canary

    fetched, canary = asyncio.run(scenario())
    assert (fetched.outcome, fetched.reason) == (Outcome.FORBIDDEN_ADDRESS, "loopback address")
    assert canary.connections == 0


def test_that_cookies_live_along_one_source_only() -> None:
    """A cookie set on the way is sent to the next hop, and to no other source."""

    async def scenario() -> tuple[Fetched, Site]:
        answers = {"/a": redirect("/b", headers=b"Set-Cookie: seen=1; Path=/\r\n"), "/b": page()}
        async with open_site(answers) as site:
            await fetch(site.url("/a"))
            return await fetch(site.url("/a")), site

    fetched, site = asyncio.run(scenario())
    cookies = [b"cookie: seen=1" in raw.lower() for raw in site.asked if b"robots" not in raw]
    assert cookies == [False, True, False, True]
    assert fetched.outcome is Outcome.ARCHIVED


def test_that_a_cookie_wall_is_passed() -> None:
    """A page that sets a cookie and leads back to itself is no loop."""
    first = redirect("/a", headers=b"Set-Cookie: ok=1\r\n")
    fetched, site = asyncio.run(walk({"/a": [first, page()]}))
    assert (fetched.outcome, site.paths) == (Outcome.ARCHIVED, ["/a", "/a"])


COOKIES = [
    "ok=1; Path=/; HttpOnly",
    "ok=été",  # UTF-8, which httpx cannot send
    "ok=" + "x" * 5000,
    "=;;=",
    "ok=1; Expires=Sun, 99 Foo 99999 99:99:99 GMT; Max-Age=99999999999999999999",
    'ok="a; Version=1; Domain=.127.0.0.1; Port="x"',
    "ok=\x01\x7f",
]


@pytest.mark.parametrize("cookie", COOKIES)
def test_that_no_cookie_stops_a_fetch(cookie: str) -> None:
    """Odd cookies on the way are sent or dropped; the page comes either way."""
    header = b"Set-Cookie: %s\r\n" % cookie.encode()
    fetched, _ = asyncio.run(walk({"/a": redirect("/b", headers=header), "/b": page()}))
    assert fetched.outcome is Outcome.ARCHIVED


def test_that_cookies_stay_with_their_host() -> None:
    """What one host sets is not sent to another."""

    async def scenario() -> Site:
        async with open_site({"/": page()}) as other:
            place = other.url(host="b.example")
            answers = {"/a": redirect(place, headers=b"Set-Cookie: mine=1\r\n")}
            async with open_site(answers) as site:
                table = names({"a.example": ["127.0.0.1"], "b.example": ["127.0.0.1"]})
                both = RecordingTransport(allow=LOOPBACK, resolve=table)
                await fetch(site.url("/a", host="a.example"), transport=both)
                return other

    assert b"mine" not in b"".join(asyncio.run(scenario()).asked)


@pytest.mark.parametrize("port", [0, 65536])
def test_that_a_port_that_is_none_is_not_asked(port: int) -> None:
    """Port 0 is not taken for the default one: the recorded address would be a lie."""
    fetched, _ = asyncio.run(walk({"/a": redirect(f"http://127.0.0.1:{port}/")}))
    assert (fetched.outcome, fetched.reason) == (Outcome.UNSUPPORTED_URL, "malformed address")
    assert len(fetched.exchanges) == 1
