"""Every way in which a fetch can end, against servers that end it so."""

import asyncio
import ipaddress
import socket
import ssl
import struct
from datetime import UTC, datetime

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import __version__
from claimcheck.core.captures import Fetched
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.client import MAX_HELD_BYTES
from claimcheck.fetching.transport import RecordingTransport
from fetch_support import LOOPBACK, NOON, Site, Time, fetch, names, open_site, page, redirect

LOCAL = {"good.example": ["127.0.0.1"], "bad.example": ["127.0.0.1", "10.0.0.1"]}


async def never(writer: asyncio.StreamWriter) -> None:
    """Keep the connection open and say nothing."""
    await writer.wait_closed()


async def drip(writer: asyncio.StreamWriter) -> None:
    """Send the page byte by byte, without end."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


async def reset(writer: asyncio.StreamWriter) -> None:
    """Break the connection hard."""
    writer.get_extra_info("socket").setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
    )
    writer.transport.abort()


async def flood(writer: asyncio.StreamWriter) -> None:
    """Send more than anybody wants."""
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"x" * 65536)
        await writer.drain()


def transport(**more: object) -> RecordingTransport:
    """A transport for loopback that knows the test's names."""
    return RecordingTransport(allow=LOOPBACK, resolve=names(LOCAL), **more)  # type: ignore[arg-type]


async def fetch_answer(answer: object, **changes: object) -> tuple[Fetched, Site]:
    """Fetch a page whose server answers so."""
    async with open_site({"/": answer}) as site:  # type: ignore[dict-item]
        return await fetch(site.url(), **changes), site  # type: ignore[arg-type]


def test_that_a_page_is_recorded_as_it_was_on_the_wire() -> None:
    """Request and response are the very bytes of both sides; peer and times are kept."""
    answer = page(b"<p>hello", headers=b"x-ODD:  1 \r\nX-Odd: 2\r\n")
    fetched, site = asyncio.run(fetch_answer(answer, contact="desk@example.org"))
    assert (fetched.outcome, fetched.reason, fetched.error) == (Outcome.ARCHIVED, "200", None)
    assert (fetched.tries, fetched.started_at, fetched.finished_at) == (1, NOON, NOON)
    (exchange,) = fetched.exchanges
    assert exchange.response == answer
    assert exchange.request == site.asked[-1]
    assert exchange.request.startswith(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % site.port)
    agent = f"user-agent: claimcheck/{__version__} (+desk@example.org)\r\n".encode()
    assert agent in exchange.request.lower()
    assert b"accept-encoding: gzip\r\n" in exchange.request.lower()
    assert exchange.connected is not None
    assert (exchange.connected.peer, exchange.connected.tls) == (f"127.0.0.1:{site.port}", None)
    assert exchange.connected.answers == ("127.0.0.1",)
    assert (exchange.status, exchange.cut, exchange.started_at) == (200, None, NOON)


EXACT = [
    b"HTTP/1.1 200\r\ncontent-LENGTH: 2\r\n\r\nok",
    b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    b"HTTP/1.1 200 OK\r\nA: b\r\n folded\r\nContent-Length: 2\r\n\r\nok",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nT: 1\r\n\r\n",
    b"HTTP/1.0 200 OK\r\n\r\nuntil the end",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
    b"HTTP/1.1 204 No Content\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nA: \xe9\xff\r\nContent-Length: 0\r\n\r\n",
]


@pytest.mark.parametrize("answer", EXACT)
def test_that_odd_answers_are_archived_byte_for_byte(answer: bytes) -> None:
    """Folds, 8-bit headers, chunks, trailers and interim answers come back unchanged."""
    fetched, _ = asyncio.run(fetch_answer(answer))
    assert (fetched.outcome, fetched.exchanges[-1].response) == (Outcome.ARCHIVED, answer)


STATUSES = [
    ("404 Not Found", Outcome.NOT_FOUND, "404", 1),
    ("410 Gone", Outcome.NOT_FOUND, "410", 1),
    ("401 Unauthorized", Outcome.BLOCKED, "401", 1),
    ("403 Forbidden", Outcome.BLOCKED, "403", 1),
    ("429 Too Many Requests", Outcome.BLOCKED, "429", 3),  # tried again first
    ("451 Unavailable", Outcome.BLOCKED, "451", 1),
    ("418 Teapot", Outcome.HTTP_ERROR, "418", 1),
    ("500 Error", Outcome.HTTP_ERROR, "500", 3),
    ("503 Busy", Outcome.HTTP_ERROR, "503", 3),
    ("501 Not Implemented", Outcome.HTTP_ERROR, "501", 1),
    ("302 Found", Outcome.HTTP_ERROR, "302 without Location", 1),
    ("304 Not Modified", Outcome.HTTP_ERROR, "304", 1),
]


@pytest.mark.parametrize(("status", "outcome", "reason", "tries"), STATUSES)
def test_that_error_pages_are_kept(status: str, outcome: Outcome, reason: str, tries: int) -> None:
    """The outcome is that of the status, and the page of every try is there as proof."""
    answer = page(b"sorry", status=status)
    if status.startswith("304"):
        answer = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    fetched, _ = asyncio.run(fetch_answer(answer))
    assert (fetched.outcome, fetched.reason, fetched.tries) == (outcome, reason, tries)
    assert [exchange.response for exchange in fetched.exchanges] == [answer] * tries
    assert fetched.error


def test_that_a_server_that_recovers_is_archived() -> None:
    """A busy answer, then a page: two tries, both kept, after the wait that was asked for."""
    time = Time()
    busy = page(b"", status="503 Busy", headers=b"Retry-After: 7\r\n")
    fetched, _ = asyncio.run(fetch_answer([busy, page()], time=time))
    assert (fetched.outcome, fetched.tries) == (Outcome.ARCHIVED, 2)
    assert [exchange.status for exchange in fetched.exchanges] == [503, 200]
    assert time.waits == [7.0]


def test_that_too_long_a_retry_after_ends_the_capture() -> None:
    """A wait beyond the source's time is not begun, and the reason says so."""
    time = Time()
    date = b"Retry-After: Sun, 01 Mar 2026 13:00:00 GMT\r\n"
    answer = page(b"", status="429 Too Many", headers=date)
    fetched, _ = asyncio.run(fetch_answer(answer, time=time))
    assert (fetched.outcome, fetched.reason) == (Outcome.BLOCKED, "retry-after too long")
    assert (fetched.tries, time.waits) == (1, [])


BROKEN = [
    (b"SSH-2.0-x\r\n", Outcome.PROTOCOL_ERROR, "not HTTP", None, 1),
    (b"", Outcome.PROTOCOL_ERROR, "empty response", None, 3),
    (b"HTTP/1.1 200 OK\r\nA:", Outcome.PROTOCOL_ERROR, "connection closed early", "disconnect", 3),
    (
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok",
        Outcome.PROTOCOL_ERROR,
        "connection closed early",
        "disconnect",
        3,
    ),
    (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        Outcome.PROTOCOL_ERROR,
        "broken chunks",
        "unspecified",
        1,
    ),
]


@pytest.mark.parametrize(("answer", "outcome", "reason", "cut", "tries"), BROKEN)
def test_that_broken_answers_are_kept_and_named(
    answer: bytes, outcome: Outcome, reason: str, cut: str | None, tries: int
) -> None:
    """No HTTP and early ends are protocol errors with their bytes; early ends are retried."""
    fetched, _ = asyncio.run(fetch_answer(answer))
    assert (fetched.outcome, fetched.reason, fetched.tries) == (outcome, reason, tries)
    assert (fetched.exchanges[-1].response, fetched.exchanges[-1].cut) == (answer, cut)


def test_that_a_reset_is_a_connect_error_and_tried_again() -> None:
    """A connection broken before any answer is tried three times."""
    fetched, _ = asyncio.run(fetch_answer(reset))
    assert (fetched.outcome, fetched.reason) == (Outcome.CONNECT_ERROR, "connection reset")
    assert fetched.tries == 3
    assert fetched.exchanges[-1].response == b""


@pytest.mark.parametrize(("server", "cut"), [(never, None), (drip, "time")])
def test_that_slow_servers_run_out_of_time(server: object, cut: str | None) -> None:
    """Silence and dripping end with the source's time; what dripped is kept."""
    fetched, _ = asyncio.run(fetch_answer(server, timeout_seconds=0.3))
    assert (fetched.outcome, fetched.reason) == (Outcome.TIMEOUT, "time over")
    assert fetched.exchanges[-1].cut == cut
    assert bool(fetched.exchanges[-1].response) == bool(cut)


def test_that_large_torn_answers_are_not_held_three_times() -> None:
    """A body that breaks off past 8 MiB is kept and left to the next run: memory is bounded."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % 2**24
    torn = head + b"x" * (MAX_HELD_BYTES + 1)
    fetched, site = asyncio.run(fetch_answer(torn))
    assert (fetched.outcome, fetched.tries) == (Outcome.PROTOCOL_ERROR, 1)
    assert fetched.exchanges[-1].response[:] == torn
    assert len(site.paths) == 1


def test_that_too_large_a_body_is_cut_and_kept() -> None:
    """An endless body is read up to the limit."""
    fetched, _ = asyncio.run(fetch_answer(flood, max_body_bytes=100_000))
    assert (fetched.outcome, fetched.exchanges[-1].cut) == (Outcome.TOO_LARGE, "length")
    assert fetched.exchanges[-1].response == b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 100_000


def test_that_too_long_a_head_is_a_protocol_error() -> None:
    """Headers beyond 64 KiB end the reading; memory stays bounded."""
    fetched, _ = asyncio.run(fetch_answer(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200_000))
    assert (fetched.outcome, fetched.reason) == (
        Outcome.PROTOCOL_ERROR,
        "header block over 64 KiB",
    )
    assert len(fetched.exchanges[-1].response) <= 64 * 1024 * 2


def test_that_a_closed_port_is_a_connect_error() -> None:
    """Nobody listens: one attempt, nothing sent, nothing came."""

    async def scenario() -> Fetched:
        async with open_site() as site:
            url = site.url()
        return await fetch(url)

    fetched = asyncio.run(scenario())
    assert (fetched.outcome, fetched.reason) == (Outcome.CONNECT_ERROR, "connection refused")
    assert fetched.exchanges == ()


def test_that_an_unknown_host_is_a_dns_error_without_a_second_try() -> None:
    """The resolver is asked once, for robots.txt; the source has the same truthful outcome."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    only_names = RecordingTransport(resolve=resolve)
    fetched = asyncio.run(fetch("http://gone.example/", transport=only_names))
    assert (fetched.outcome, fetched.reason) == (Outcome.DNS_ERROR, "unknown host")
    assert asked == ["gone.example"]


def test_that_the_systems_resolver_is_asked() -> None:
    """`localhost` comes from the real resolver, and is refused where it is not allowed."""

    async def scenario() -> tuple[Fetched, Fetched]:
        async with open_site({"/": page()}) as site:
            url = site.url(host="localhost")
            return await fetch(url), await fetch(url, allow_addresses=())

    allowed, refused = asyncio.run(scenario())
    assert (allowed.outcome, refused.outcome) == (Outcome.ARCHIVED, Outcome.FORBIDDEN_ADDRESS)


FORBIDDEN_HOSTS = [
    "127.0.0.1",
    "127.0.0.1.",
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "127.1",
    "0",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "good.example",  # its only answer is loopback
    "bad.example",  # two answers, both private
]


@pytest.mark.parametrize("host", FORBIDDEN_HOSTS)
def test_that_nothing_connects_to_a_forbidden_address(host: str) -> None:
    """However it is written, an address of this machine is refused before any connection."""

    async def scenario() -> tuple[Fetched, Site]:
        async with open_site({"/": page(b"secret")}) as site:
            guarded = RecordingTransport(resolve=names(LOCAL))
            return await fetch(site.url(host=host), transport=guarded), site

    fetched, site = asyncio.run(scenario())
    assert fetched.outcome is Outcome.FORBIDDEN_ADDRESS
    assert (site.connections, fetched.exchanges) == (0, ())


def test_that_one_forbidden_answer_refuses_a_host() -> None:
    """A name with an allowed and a private address is refused, and nothing connects."""

    async def scenario() -> tuple[Fetched, Site]:
        async with open_site({"/": page()}) as site:
            return await fetch(site.url(host="bad.example"), transport=transport()), site

    fetched, site = asyncio.run(scenario())
    assert (fetched.outcome, fetched.reason) == (Outcome.FORBIDDEN_ADDRESS, "private address")
    assert site.connections == 0


def test_that_a_rebinding_name_is_judged_anew_for_each_connection() -> None:
    """A name that turns private after robots.txt never gets its second connection."""
    answers = [["127.0.0.1"], ["127.0.0.2"]]

    async def resolve(host: str, port: int) -> list[str]:
        return answers.pop(0)

    async def scenario() -> tuple[Fetched, Site]:
        async with open_site({"/": page()}) as site:
            only_first = RecordingTransport(
                allow=(ipaddress.ip_network("127.0.0.1/32"),), resolve=resolve
            )
            return await fetch(site.url(host="re.example"), transport=only_first), site

    fetched, site = asyncio.run(scenario())
    assert fetched.outcome is Outcome.FORBIDDEN_ADDRESS
    assert (site.all_paths, site.connections) == (["/robots.txt"], 1)
    assert fetched.exchanges[-1].request == b""


def test_that_the_next_address_is_tried() -> None:
    """A host whose first address refuses is reached at its second."""

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.9", "127.0.0.1"]

    async def scenario() -> Fetched:
        async with open_site({"/": page()}) as site:
            two = RecordingTransport(allow=LOOPBACK, resolve=resolve)
            return await fetch(site.url(host="two.example"), transport=two)

    assert asyncio.run(scenario()).outcome is Outcome.ARCHIVED


@pytest.mark.parametrize("host", ["xn--i-7iq.example", "a_b.example", "xn--.example"])
def test_that_odd_names_are_left_to_the_resolver(host: str) -> None:
    """A name that strict libraries refuse (an emoji domain) is fetched if it resolves."""

    async def scenario() -> tuple[Fetched, Site]:
        async with open_site({"/": page()}) as site:
            odd = RecordingTransport(allow=LOOPBACK, resolve=names({host: ["127.0.0.1"]}))
            return await fetch(site.url(host=host), transport=odd), site

    fetched, site = asyncio.run(scenario())
    assert fetched.outcome is Outcome.ARCHIVED
    assert site.asked[-1].split(b"\r\n")[1] == b"Host: %s:%d" % (host.encode(), site.port)


@pytest.mark.parametrize("host", ["a" * 300, "a..b", ".a"])
def test_that_names_no_resolver_can_ask_for_are_dns_errors(host: str) -> None:
    """Labels that DNS cannot carry reach the real resolver and come back as an outcome."""
    fetched = asyncio.run(fetch(f"http://{host}/"))
    assert fetched.outcome is Outcome.DNS_ERROR


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://h/", "http://127.0.0.1:"]))
def test_that_no_text_makes_a_fetch_raise(text: str, prefix: str) -> None:
    """Any text at all, as an address, ends in an outcome; here without a resolver."""
    nowhere = RecordingTransport(resolve=names({}), ssl_context=ssl.create_default_context())
    fetched = asyncio.run(fetch(prefix + text, transport=nowhere))
    assert fetched.outcome in (
        Outcome.UNSUPPORTED_URL,
        Outcome.DNS_ERROR,
        Outcome.FORBIDDEN_ADDRESS,
    )


UNSUPPORTED = [
    "",
    "nonsense",
    "/path",
    "//host/path",
    "mailto:desk@example.org",
    "ftp://example.org/file",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/plain,hello",
    "http://",
    "http:///path",
    "http://:80/",
    "http://name:secret@example.org/",
    "https://name@example.org/",
    "http://example.org:99999/",
    "http://example.org:port/",
    "http://[::1/",
    "http://exa\nmple.org/",
    "http://example.org/\x00",
    "http://example.org/\ud800",
    "http://0177.0.0.1/",
    "http://１２７.0.0.1/",
    "http://" + "a" * 70_000,
]


@pytest.mark.parametrize("url", UNSUPPORTED)
def test_that_other_addresses_are_unsupported(url: str) -> None:
    """What cannot be asked for over HTTP, or holds credentials, is an outcome, never an error."""
    fetched = asyncio.run(fetch(url))
    assert (fetched.outcome, fetched.exchanges) == (Outcome.UNSUPPORTED_URL, ())
    assert fetched.error
    assert "secret" not in fetched.error


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority that only these tests trust."""
    return trustme.CA()


def server_context(authority: trustme.CA, *names: str, **more: object) -> ssl.SSLContext:
    """A server's side of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **more).configure_cert(context)  # type: ignore[arg-type]
    return context


def client_context(authority: trustme.CA) -> ssl.SSLContext:
    """Our side of TLS, trusting the authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


async def fetch_secured(server: ssl.SSLContext, client: ssl.SSLContext | None) -> Fetched:
    """Fetch a page of `good.example` over TLS."""
    async with open_site({"/": page()}, context=server) as site:
        over_tls = transport(ssl_context=client)
        return await fetch(site.url(host="good.example", scheme="https"), transport=over_tls)


def test_that_tls_is_verified_and_its_facts_kept(authority: trustme.CA) -> None:
    """A trusted certificate gives a page with version, cipher and certificate."""
    server = server_context(authority, "good.example")
    fetched = asyncio.run(fetch_secured(server, client_context(authority)))
    assert fetched.outcome is Outcome.ARCHIVED
    (exchange,) = fetched.exchanges
    assert exchange.response == page()
    assert exchange.connected is not None
    assert exchange.connected.tls is not None
    assert exchange.connected.tls.version == "TLSv1.3"
    assert exchange.connected.tls.cipher
    assert len(exchange.connected.tls.certificate_sha256) == 64


def test_that_bad_certificates_are_refused(authority: trustme.CA) -> None:
    """A wrong name, an expired date and an unknown authority are told apart."""
    past = datetime(2020, 1, 1, tzinfo=UTC)
    trusted = client_context(authority)
    cases = [
        (server_context(authority, "other.example"), trusted, "certificate for another host"),
        (
            server_context(authority, "good.example", not_after=past),
            trusted,
            "certificate expired",
        ),
        (
            server_context(authority, "good.example"),
            None,
            "certificate from an unknown authority",
        ),
    ]
    for server, client, reason in cases:
        fetched = asyncio.run(fetch_secured(server, client))
        assert (fetched.outcome, fetched.reason) == (Outcome.TLS_ERROR, reason)


def test_that_a_server_without_tls_is_a_tls_error() -> None:
    """HTTP where TLS is due is no page."""

    async def answer_at_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(page())
        await reader.read(1)
        writer.close()

    async def scenario() -> Fetched:
        async with await asyncio.start_server(answer_at_once, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await fetch(f"https://good.example:{port}/", transport=transport())

    fetched = asyncio.run(scenario())
    assert (fetched.outcome, fetched.reason) == (Outcome.TLS_ERROR, "handshake failed")


def test_that_redirects_never_carry_a_page_out_of_time() -> None:
    """The time is that of the whole source: a chain cannot stretch it."""

    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.2)
        writer.write(redirect("/next", headers=b"Set-Cookie: n=%d\r\n" % id(writer)))

    async def scenario() -> Fetched:
        async with open_site({"/next": slow}) as site:
            return await fetch(site.url("/next"), timeout_seconds=0.5)

    assert asyncio.run(scenario()).outcome is Outcome.TIMEOUT
