"""A handful of invented web sites on this machine's loopback addresses, for the demo and tests."""

import socket
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any

IDLE_SECONDS = 10
"""How long a connection may stay silent before its thread gives it up."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of `pages/` and how it is answered. `second` is its later edition, if any."""

    file: str
    status: HTTPStatus = HTTPStatus.OK
    content_type: str = "text/html; charset=utf-8"
    location: str | None = None
    second: str | None = None


NOT_FOUND = Page("not-found.html", status=HTTPStatus.NOT_FOUND)

PAGES = {
    "harbour": {
        "/": Page("harbour/index.html"),
        "/ferry-2025": Page("harbour/ferry-2025.html", second="harbour/ferry-2025.second.html"),
        "/crew": Page("harbour/crew.html"),
        "/documents/inspection-2025.pdf": Page(
            "harbour/inspection-2025.pdf", content_type="application/pdf"
        ),
    },
    "council": {
        "/": Page("council/index.html"),
        "/transport-2026": Page("council/transport-2026.html"),
        # The header leaves the encoding to the page, which declares windows-1252.
        "/fares": Page("council/fares.html", content_type="text/html"),
        "/news/second-boat": Page(
            "moved.html", status=HTTPStatus.MOVED_PERMANENTLY, location="/decisions/second-boat"
        ),
        "/decisions/second-boat": Page("council/second-boat.html"),
    },
    "lantern": {
        "/": Page("lantern/index.html"),
        "/subscribers/waiting-room": Page(
            "lantern/subscribers-only.html", status=HTTPStatus.FORBIDDEN
        ),
        "/history/first-crossing": Page("lantern/page-not-found.html"),
    },
    "library": {
        "/": Page("library/index.html"),
        "/robots.txt": Page("library/robots.txt", content_type="text/plain; charset=utf-8"),
        "/reading-room/log-books": Page("library/log-books.html"),
    },
}
"""Every host of the sample and its pages by path. Anything else is answered with 404."""


@dataclass(frozen=True, slots=True)
class SampleSite:
    """
    The base address of each host while the site is served, such as `http://127.0.0.1:43210`.

    Nobody answers at `weather`: a connection to it is refused.
    """

    harbour: str
    council: str
    lantern: str
    library: str
    weather: str
    second_edition: threading.Event

    def revise(self) -> None:
        """Serve the second edition of every page that has one, from the next request on."""
        self.second_edition.set()


@contextmanager
def serve_sample() -> Iterator[SampleSite]:
    """
    Serve the sample site on loopback, each host on its own address, until the block ends.

    Where the machine has 127.0.0.1 alone (macOS), the hosts differ by their ports.
    """
    second_edition = threading.Event()
    with ExitStack() as stack:
        bases = {
            host: _start(stack, _Server(f"127.0.0.{number}", host, second_edition))
            for number, host in enumerate(PAGES, start=1)
        }
        weather = _reserve_closed_port(stack)
        yield SampleSite(**bases, weather=weather, second_edition=second_edition)


def sample_claims(site: SampleSite) -> bytes:
    """Give the claims file of the sample report, with the addresses of a served site filled in."""
    text = read_file("claims.yaml").decode("utf-8")
    for host in (*PAGES, "weather"):
        text = text.replace(f"{{{host}}}", getattr(site, host))
    return text.encode("utf-8")


def sample_report() -> str:
    """Give the text of the sample report, whose assertions the claims file lists."""
    return read_file("report.txt").decode("utf-8")


def read_file(name: str) -> bytes:
    """Read a file of the demo, from a checkout, a wheel or a zip file alike."""
    return resources.files(__package__).joinpath(name).read_bytes()


class _Server(ThreadingHTTPServer):
    def __init__(self, address: str, host: str, second_edition: threading.Event) -> None:
        self.pages = PAGES[host]
        self.second_edition = second_edition
        try:
            super().__init__((address, 0), _Handler)
        except OSError:  # macOS has no loopback address but 127.0.0.1
            super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        # HTTPServer looks its own name up in the DNS here, which can hang without a network.
        socketserver.TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a client that went away: a fetcher may hang up whenever it likes."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "claimcheck-sample"
    sys_version = ""
    timeout = IDLE_SECONDS

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        page = self.server.pages.get(self.path.partition("?")[0], NOT_FOUND)
        revised = page.second is not None and self.server.second_edition.is_set()
        body = read_file(f"pages/{page.second if revised else page.file}")
        self.send_response(page.status)
        if page.location:
            self.send_header("Location", page.location)
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: stderr belongs to the command that runs the demo."""


def _start(stack: ExitStack, server: _Server) -> str:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    stack.callback(server.server_close)
    stack.callback(thread.join)
    stack.callback(server.shutdown)
    address, port = server.server_address[:2]
    return f"http://{address!s}:{port}"


def _reserve_closed_port(stack: ExitStack) -> str:
    # Bound but not listening: connections are refused, and nobody else can take the port.
    reserved = stack.enter_context(socket.socket())
    reserved.bind(("127.0.0.1", 0))
    return f"http://127.0.0.1:{reserved.getsockname()[1]}"
