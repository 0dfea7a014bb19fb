"""How an answer over TLS ends: with the server's word for it, or cut off by anybody."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
import trustme
import uvloop

from claimcheck.core.captures import Fetched
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.transport import RecordingTransport
from fetch_support import LOOPBACK, fetch, names, page

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
ENDLESS = HEAD + b"The ferry carried 4,200 people in May. " * 2_000
CHUNKED = HEAD.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n")
UNCLOSED = "ended without TLS closing alert"
End = Callable[[ssl.SSLSocket], None]


def with_alert(connection: ssl.SSLSocket) -> None:
    """Say that no more comes, as TLS asks for (RFC 8446, section 6.1)."""
    with suppress(OSError):
        connection.unwrap().close()


def with_alert_alone(connection: ssl.SSLSocket) -> None:
    """Say so and wait for nobody's answer."""
    connection.settimeout(0)
    with suppress(OSError):
        connection.unwrap()
    connection.close()


def without_alert(connection: ssl.SSLSocket) -> None:
    """End the TCP connection only, which whoever sits in between could do too."""
    connection.close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority that only these tests trust."""
    return trustme.CA()


@contextmanager
def serving(authority: trustme.CA, answer: bytes, end: End) -> Iterator[int]:
    """Answer connections over TLS one by one and end each in that way; gives the port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("good.example").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_serve, args=(listening, context, answer, end))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def _serve(listening: socket.socket, context: ssl.SSLContext, answer: bytes, end: End) -> None:
    while True:
        try:
            plain, _ = listening.accept()
        except OSError:
            return
        with suppress(OSError), context.wrap_socket(plain, server_side=True) as connection:
            is_rules = b"/robots.txt" in connection.recv(65_536)
            connection.sendall(page(b"", status="404 No") if is_rules else answer)
            (with_alert if is_rules else end)(connection)


async def fetch_page(authority: trustme.CA, port: int, version: ssl.TLSVersion) -> Fetched:
    """Fetch the page of `good.example`, trusting the authority."""
    context = ssl.create_default_context()
    context.minimum_version = context.maximum_version = version
    authority.configure_trust(context)
    resolve = names({"good.example": ["127.0.0.1"]})
    own = RecordingTransport(allow=LOOPBACK, resolve=resolve, ssl_context=context)
    fetched = await fetch(f"https://good.example:{port}/", transport=own)
    await own.aclose()
    return fetched


# How the answer is framed and the connection ended, the reason and what is said to be cut.
ENDS: tuple[tuple[bytes, End, str, str | None], ...] = (
    # the server's word ends what has no length of its own
    (ENDLESS, with_alert, "200", None),
    (ENDLESS, with_alert_alone, "200", None),
    # nobody's word
    (ENDLESS, without_alert, UNCLOSED, "disconnect"),
    (HEAD, without_alert, UNCLOSED, "disconnect"),
    # what says itself where it ends needs no word
    (page(b"hello"), without_alert, "200", None),
    (CHUNKED + b"5\r\nhello\r\n0\r\n\r\n", without_alert, "200", None),
    # cut short by its own word
    (page(b"hello")[:-1], with_alert, "connection closed early", "disconnect"),
)


@pytest.mark.parametrize(
    "loop", [asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"]
)
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=str)
@pytest.mark.parametrize(("answer", "end", "reason", "cut"), ENDS, ids=range(len(ENDS)))
def test_that_only_the_server_can_end_an_answer(
    authority: trustme.CA,
    loop: Callable[[], asyncio.AbstractEventLoop],
    version: ssl.TLSVersion,
    answer: bytes,
    end: End,
    reason: str,
    cut: str | None,
) -> None:
    """RFC 9112, 9.8: without its closing alert an answer that the connection ends is cut."""
    with serving(authority, answer, end) as port, asyncio.Runner(loop_factory=loop) as runner:
        fetched = runner.run(fetch_page(authority, port, version))
    last = fetched.exchanges[-1]
    assert (fetched.reason, last.cut) == (reason, cut)
    assert fetched.outcome is (Outcome.PROTOCOL_ERROR if cut else Outcome.ARCHIVED)
    assert last.response == answer, "what came is kept"
