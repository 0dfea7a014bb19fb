"""The sample site, asked over real connections."""

import http.client
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import claimcheck
from claimcheck.demo import site as demo
from claimcheck.demo.site import PAGES, SampleSite, serve_sample


@pytest.fixture(scope="module")
def site() -> Iterator[SampleSite]:
    with serve_sample() as served:
        yield served


def ask(
    base: str, path: str, method: str = "GET"
) -> tuple[int, str, http.client.HTTPMessage, bytes]:
    """Send one request and give status, reason, headers and body, redirects not followed."""
    with closing(http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)) as connection:
        connection.request(method, path)
        response = connection.getresponse()
        return response.status, response.reason, response.headers, response.read()


# host, path, status, reason, Content-Type, file whose bytes are served
ANSWERS = [
    # every host has a front page
    ("harbour", "/", 200, "OK", "text/html; charset=utf-8", "harbour/index.html"),
    ("council", "/", 200, "OK", "text/html; charset=utf-8", "council/index.html"),
    ("lantern", "/", 200, "OK", "text/html; charset=utf-8", "lantern/index.html"),
    ("library", "/", 200, "OK", "text/html; charset=utf-8", "library/index.html"),
    # pages that can be read, with and without a query
    ("harbour", "/ferry-2025", 200, "OK", "text/html; charset=utf-8", "harbour/ferry-2025.html"),
    ("harbour", "/crew?from=report", 200, "OK", "text/html; charset=utf-8", "harbour/crew.html"),
    # a PDF
    (
        "harbour",
        "/documents/inspection-2025.pdf",
        200,
        "OK",
        "application/pdf",
        "harbour/inspection-2025.pdf",
    ),
    # the header names no encoding, the page does
    ("council", "/fares", 200, "OK", "text/html", "council/fares.html"),
    # moved
    (
        "council",
        "/news/second-boat",
        301,
        "Moved Permanently",
        "text/html; charset=utf-8",
        "moved.html",
    ),
    # dead: never was in the table
    ("harbour", "/news/new-engine", 404, "Not Found", "text/html; charset=utf-8", "not-found.html"),
    # no way out of the table
    ("harbour", "/../site.py", 404, "Not Found", "text/html; charset=utf-8", "not-found.html"),
    # one host's page is not on another
    ("council", "/crew", 404, "Not Found", "text/html; charset=utf-8", "not-found.html"),
    # blocked
    (
        "lantern",
        "/subscribers/waiting-room",
        403,
        "Forbidden",
        "text/html; charset=utf-8",
        "lantern/subscribers-only.html",
    ),
    # soft 404
    (
        "lantern",
        "/history/first-crossing",
        200,
        "OK",
        "text/html; charset=utf-8",
        "lantern/page-not-found.html",
    ),
    # asks robots to stay away; the page itself is there for people
    ("library", "/robots.txt", 200, "OK", "text/plain; charset=utf-8", "library/robots.txt"),
    (
        "library",
        "/reading-room/log-books",
        200,
        "OK",
        "text/html; charset=utf-8",
        "library/log-books.html",
    ),
]


@pytest.mark.parametrize(("host", "path", "status", "reason", "content_type", "file"), ANSWERS)
def test_each_address_answers_as_the_sample_promises(
    site: SampleSite,
    host: str,
    path: str,
    status: int,
    reason: str,
    content_type: str,
    file: str,
) -> None:
    """Status, reason, type, length and every byte are those of the page's file."""
    got_status, got_reason, headers, body = ask(getattr(site, host), path)
    assert (got_status, got_reason) == (status, reason)
    assert headers["Content-Type"] == content_type
    assert body == demo.read_file(f"pages/{file}")
    assert headers["Content-Length"] == str(len(body))


def test_every_page_of_the_table_is_served(site: SampleSite) -> None:
    """No row of the table names a file that is missing."""
    for host, pages in PAGES.items():
        for path, page in pages.items():
            status, _, _, body = ask(getattr(site, host), path)
            assert (status, bool(body)) == (page.status, True), f"{host}{path}"


def test_moved_page_leads_to_its_new_address(site: SampleSite) -> None:
    """The old address names the new one, relative to itself, and the new one answers."""
    _, _, headers, _ = ask(site.council, "/news/second-boat")
    assert headers["Location"] == "/decisions/second-boat"
    assert ask(site.council, headers["Location"])[0] == 200


def test_head_gives_the_headers_alone(site: SampleSite) -> None:
    """HEAD answers with the length of the page and without the page."""
    _, _, headers, body = ask(site.harbour, "/crew", "HEAD")
    assert body == b""
    assert headers["Content-Length"] == str(len(demo.read_file("pages/harbour/crew.html")))


def test_hosts_differ(site: SampleSite) -> None:
    """Every host has an address of its own, so that politeness and robots apply to each."""
    bases = [site.harbour, site.council, site.lantern, site.library, site.weather]
    assert len(set(bases)) == len(bases)
    assert all(urlsplit(base).hostname.startswith("127.0.0.") for base in bases)


def test_machine_with_one_loopback_address_tells_hosts_by_port() -> None:
    """Where an address cannot be bound, the host is served on a port of 127.0.0.1 instead."""
    not_ours = "192.0.2.1"  # TEST-NET-1 of RFC 5737 belongs to no machine
    with demo._Server(not_ours, "harbour", threading.Event()) as server:
        address, port = server.server_address[:2]
        assert address == "127.0.0.1"
        assert port != 0


def test_weather_station_refuses_connections(site: SampleSite) -> None:
    """Nobody listens at the address that the sample cannot reach."""
    parts = urlsplit(site.weather)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((parts.hostname, parts.port), timeout=10)


def test_old_encoding_is_not_utf8(site: SampleSite) -> None:
    """The fares are windows-1252: as UTF-8 they cannot be read at all."""
    _, _, _, body = ask(site.council, "/fares")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
    assert "costs €6.40 since" in body.decode("windows-1252")
    assert b'<meta charset="windows-1252">' in body[:1024]


def test_revise_switches_to_the_second_edition() -> None:
    """After `revise` the changed page is served, and only that page has changed."""
    with serve_sample() as site:
        before, crew = ask(site.harbour, "/ferry-2025")[3], ask(site.harbour, "/crew")[3]
        site.revise()
        assert ask(site.harbour, "/ferry-2025")[3] != before
        assert b"47,900 passengers" in ask(site.harbour, "/ferry-2025")[3]
        assert ask(site.harbour, "/crew")[3] == crew


def test_site_is_silent_and_gone_afterwards(capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is written while it serves, not even when a client hangs up; then nobody answers."""
    with serve_sample() as site:
        parts = urlsplit(site.harbour)
        ask(site.harbour, "/missing")
        with socket.create_connection((parts.hostname, parts.port), timeout=10) as client:
            client.sendall(b"GET /crew HTTP/1.1\r\nHost: x\r\n\r\n")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((parts.hostname, parts.port), timeout=10)
    assert capfd.readouterr() == ("", "")


def test_two_sites_can_be_served_at_once(site: SampleSite) -> None:
    """A second demo on the same machine gets ports of its own and its own edition."""
    with serve_sample() as other:
        other.revise()
        assert other.harbour != site.harbour
        assert b"48,200 passengers" in ask(site.harbour, "/ferry-2025")[3]


ZIPPED = """
from claimcheck.demo import site
assert ".zip" in site.__file__, site.__file__
with site.serve_sample() as served:
    print(len(site.sample_claims(served)), len(site.read_file("pages/council/fares.html")))
"""


def test_site_is_served_from_a_zip_file(site: SampleSite, tmp_path: Path) -> None:
    """The pages are package data: nothing needs them to lie in a folder of their own."""
    package = Path(claimcheck.__file__).parent
    archive = tmp_path / "claimcheck.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in (package / "__init__.py", *package.glob("demo/**/*")):
            zipped.write(path, path.relative_to(package.parent))
    told = subprocess.run(
        [sys.executable, "-c", ZIPPED],
        env={"PYTHONPATH": str(archive)},
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )
    claims_bytes, fares_bytes = map(int, told.stdout.split())
    assert claims_bytes > 1000
    assert fares_bytes == len(demo.read_file("pages/council/fares.html"))
    assert told.stderr == ""
