"""Replay over real HTTP: captures as they were, by address and moment, and nothing else."""

import gzip
import io
import json
import signal
from collections.abc import Iterator
from contextlib import closing
from ipaddress import ip_network
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

import capture_support
import cli_support
import replay_support
from claimcheck.app.workspace import Workspace, open_workspace
from claimcheck.archive import folder
from claimcheck.database.tables import CaptureRow
from claimcheck.settings import Settings
from claimcheck.web import replay_bodies
from fetch_support import Site, page
from replay_support import Server

HTML = b"Content-Type: text/html; charset=iso-8859-1\r\n"
PAGE = "<h1>Fähre</h1><script>x()</script><img src=/boat.png><a href='/b?c=1#d'>b</a>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
HTTP_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A site with pages of every kind that is replayed differently."""
    with capture_support.serve_one(
        page=page(PAGE.encode("latin-1"), headers=HTML),
        zipped=page(gzip.compress(b"<p>zip"), headers=HTML + b"Content-Encoding: gzip\r\n"),
        bomb=page(gzip.compress(bytes(3_000_000)), headers=b"Content-Encoding: gzip\r\n"),
        odd=page(b"<p>x", headers=HTML + b"Content-Encoding: br\r\n"),
        text=page(b"<b>\xe4</b>", headers=b"Content-Type: text/plain; charset=latin1\r\n"),
        boat=page(PNG, headers=b"Content-Type: image/png\r\n"),
        drawing=page(b"<svg onload=x()/>", headers=b"Content-Type: image/svg+xml\r\n"),
        paper=page(b"%PDF-1.7", headers=b"Content-Type: application/pdf\r\n"),
        gone=page(b"<p>gone", status="404 Not Found", headers=HTML),
        asks=page(b"<p>who", status="401 Unauthorized", headers=HTML),
        none=page(b"", headers=HTML),
    ) as served:
        yield served


@pytest.fixture(scope="module")
def desk(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A desk that captured all those pages once; nothing here depends on the database."""
    home = tmp_path_factory.mktemp("desk")
    settings = Settings(
        database_url=f"sqlite:///{home / 'claimcheck.db'}",
        archive_url=str(home / "archive"),
        allow_addresses=(ip_network("127.0.0.0/8"),),
        host_delay_seconds=0,
        user="checker",
    )
    with closing(open_workspace(settings)) as workspace:
        capture_support.cite(workspace, home, *(site.url(path) for path in site.answers))
        replay_support.fetch_again(workspace)
        yield workspace


@pytest.fixture(scope="module")
def replay(desk: Workspace) -> Iterator[Server]:
    """Replay of that desk."""
    with replay_support.serve(desk) as server:
        yield server


def row_of(workspace: Workspace, path: str) -> CaptureRow:
    """The only capture of a path."""
    (row,) = (row for row in replay_support.captures(workspace) if row.final_url.endswith(path))
    return row


def path_of(replay: Server, url: str) -> str:
    """Ask the TimeGate where the newest capture of an address is."""
    return replay.get(f"/timegate/{url}").headers["location"]


def assert_held_down(headers: dict[str, str]) -> None:
    """Every answer is in a sandbox without scripts and loads nothing from outside."""
    policy = headers["content-security-policy"]
    assert policy.startswith("sandbox")
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy
    assert "set-cookie" not in headers
    assert headers.items() >= HTTP_HEADERS.items()


def test_page_is_replayed_harmless(replay: Server, site: Site) -> None:
    """A page comes back in UTF-8 with its text, without its scripts, its links led home."""
    found = replay.get(path_of(replay, site.url("/page")))
    assert found.status == 200
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>Fähre</h1>" in found.text
    assert "script" not in found.text
    stamp = path_of(replay, site.url("/page")).split("/")[2]
    assert f'href="/memento/{stamp}/{site.url("/b")}?c=1#d"' in found.text
    assert_held_down(found.headers)


# path, status, type, and what the body must be
SERVED = [
    (
        "/zipped",
        200,
        "text/html; charset=utf-8",
        b"<html><head></head><body><p>zip</p></body></html>",
    ),
    ("/text", 200, "text/plain; charset=utf-8", "<b>ä</b>".encode()),
    ("/boat", 200, "image/png", PNG),
    # a drawing may hold scripts and links, a PDF too
    ("/drawing", 200, "application/octet-stream", b"<svg onload=x()/>"),
    ("/paper", 200, "application/octet-stream", b"%PDF-1.7"),
    # an error is replayed as the error it was, unless a browser would act on it
    ("/gone", 404, "text/html; charset=utf-8", None),
    ("/asks", 200, "text/html; charset=utf-8", None),
    # no content, no page; a coding that is not undone and a bomb end in a plain page
    ("/none", 200, "text/plain; charset=utf-8", b"The archived answer has no content.\n"),
    ("/odd", 500, "text/html; charset=utf-8", None),
]


def test_each_kind_is_served_safely(replay: Server, site: Site) -> None:
    """Status and type are of a short list, whatever the archived answer says."""
    for path, status, content_type, body in SERVED:
        found = replay.get(path_of(replay, site.url(path)))
        assert (found.status, found.headers["content-type"]) == (status, content_type), path
        assert body is None or found.body == body, path
        assert ("content-disposition" in found.headers) is ("octet-stream" in content_type), path
        assert_held_down(found.headers)


def test_a_bomb_is_bounded(replay: Server, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than is served is cut there."""
    monkeypatch.setattr(replay_bodies, "MAX_SHOWN_BYTES", 1_000_000)
    found = replay.get(path_of(replay, site.url("/bomb")))
    assert len(found.body) == 1_000_000
    assert_held_down(found.headers)


def test_original_and_record_are_exact(replay: Server, site: Site, desk: Workspace) -> None:
    """The original bytes and the WARC record come as they are, as downloads without a type."""
    row = row_of(desk, "/page")
    raw = replay.get(f"/raw/{row.id}")
    assert raw.body == PAGE.encode("latin-1")
    record = replay.get(f"/record/{row.id}")
    with folder.open_segment(desk.archive, row.segment) as file:
        file.seek(row.record_offset)
        assert record.body == file.read(row.record_length)
    (read,) = list(ArchiveIterator(io.BytesIO(record.body)))
    assert read.rec_headers["WARC-Target-URI"] == site.url("/page")
    for found in (raw, record):
        assert found.headers["content-type"] == "application/octet-stream"
        assert found.headers["content-disposition"].startswith("attachment; filename=")
        assert_held_down(found.headers)


def test_memento(workspace: Workspace, site: Site, tmp_path: Path) -> None:
    """TimeGate, TimeMap and mementos lead to the nearest capture, as RFC 7089 says."""
    url = site.url("/page")
    capture_support.cite(workspace, tmp_path, url)
    for _ in range(3):
        replay_support.fetch_again(workspace)
    first, second, third = replay_support.captures(workspace)
    with replay_support.serve(workspace) as replay:
        gate = replay.get(f"/timegate/{url}")
        assert (gate.status, gate.headers["vary"]) == (302, "accept-datetime")
        assert gate.headers["location"] == replay_support.memento_path(third, url)
        assert f'<{url}>; rel="original"' in gate.headers["link"]
        assert f'<{replay.origin}/timemap/link/{url}>; rel="timemap"' in gate.headers["link"]
        past = f"{second.captured_at:%a, %d %b %Y %H:%M:%S GMT}"
        gate = replay.get(f"/timegate/{url}", accept_datetime=past)
        assert gate.headers["location"] == replay_support.memento_path(second, url)
        assert replay.get(f"/timegate/{url}", accept_datetime="soon").status == 400
        assert replay.get("/timegate/http://never.example.org/").status == 404

        early = replay.get(f"/memento/19990101000000/{url}")
        assert early.headers["location"] == replay_support.memento_path(first, url)
        exact = replay.get(early.headers["location"])
        assert exact.status == 200
        assert exact.headers["memento-datetime"] == f"{first.captured_at:%a, %d %b %Y %H:%M:%S GMT}"
        assert 'rel="first memento"' in exact.headers["link"]
        assert 'rel="last memento"' in exact.headers["link"]

        listed = replay.get(f"/timemap/link/{url}")
        assert listed.headers["content-type"] == "application/link-format"
        assert listed.text.count('memento";') == 3
        for row in (first, second, third):  # the later two are revisits: same bytes
            path = replay_support.memento_path(row, url)
            assert f"<{replay.origin}{path}>" in listed.text
            assert "<h1>Fähre</h1>" in replay.get(path).text
            assert replay.get(f"/raw/{row.id}").body == PAGE.encode("latin-1")


def test_browser_sees_the_heading(replay: Server, site: Site, desk: Workspace) -> None:
    """In a window of its own a capture stands under what it is, framed in a sandbox."""
    path = path_of(replay, site.url("/page"))
    framed = replay.get(path, sec_fetch_dest="document")
    assert framed.status == 302
    assert framed.headers["location"].startswith("/view/")
    view = replay.get(framed.headers["location"])
    row = row_of(desk, "/page")
    for fact in (site.url("/page"), "HTTP 200", "Captured", row.payload_sha256, f"/raw/{row.id}"):
        assert fact in view.text
    assert '<iframe sandbox="allow-top-navigation-by-user-activation"' in view.text
    assert f'src="{path}"' in view.text
    assert_held_down(view.headers)
    paper = replay.get(path_of(replay, site.url("/paper")), sec_fetch_dest="document")
    assert "<iframe" not in replay.get(paper.headers["location"]).text


def test_parts_need_their_token(replay: Server, site: Site) -> None:
    """A page gets an image from the archive; nobody else finds out what is in there."""
    page_text = replay.get(path_of(replay, site.url("/page"))).text
    part = page_text.split('<img src="')[1].split('"')[0].replace("/boat.png", "/boat")
    stamp = part.split("/")[3]
    found = replay.get(part)
    assert (found.status, found.headers["content-type"]) == (200, "image/png")
    assert found.headers["cross-origin-resource-policy"] == "cross-origin"
    assert replay.get(f"/part/guess/{stamp}/{site.url('/boat')}").status == 404
    assert replay.get(part.replace("/boat", "/page")).status == 404  # no part of a page
    assert replay.get(part.replace("/boat", "/none-such")).status == 404


def test_list(workspace: Workspace, site: Site, tmp_path: Path) -> None:
    """Every captured source is listed, found by a piece of its address, and turned page by page."""
    urls = [site.url("/boat"), site.url("/text"), site.url("/none")]
    capture_support.cite(workspace, tmp_path, *urls)
    replay_support.fetch_again(workspace)
    with replay_support.serve(workspace) as replay:
        assert listed(replay, "/") == 3
        assert listed(replay, "/?q=BOAT") == 1
        assert "1 source found" in replay.get("/?q=BOAT").text
        assert listed(replay, "/?page=2") == 0
        hostile = replay.get("/?q=%22%3E%3Cb%3E%25_%00&page=-1").text
        assert "<b>" not in hostile
        assert listed(replay, "/?q=%25") == listed(replay, "/?q=b_at") == 0  # no wildcards


def listed(replay: Server, path: str) -> int:
    """Count the sources on a page of the list."""
    return replay.get(path).text.count('<a href="/view/')


# what is asked, how it is refused
REFUSED = [
    ("GET", {"host": "rebound.example.org"}, 400),  # a name of theirs that points here
    ("GET", {"host": "localhost.example.org"}, 400),
    ("POST", {}, 405),
    ("OPTIONS", {}, 405),
    ("DELETE", {}, 405),
]


def test_only_known_names_and_reading(workspace: Workspace) -> None:
    """Other names are refused, and so is every method that is not for reading."""
    with replay_support.serve(workspace, "desk.example.org") as replay:
        for method, headers, status in REFUSED:
            refused = replay.get("/", method=method, **headers)
            assert refused.status == status, (method, headers)
            assert_held_down(refused.headers)
        for name in ("localhost", "127.0.0.1:80", "[::1]:1", "desk.example.org:8911"):
            assert replay.get("/", host=name).status == 200, name
        head = replay.get("/", method="HEAD")
        assert (head.status, head.body) == (200, b"")
        assert_held_down(head.headers)
        for path in (
            "/x",
            "/view/x",
            "/raw/..%2f..",
            "/memento/1/x",
            "/memento/20269999999999/x",
            "/timegate/",
            "/timemap/link/ftp://x",
            "/record/%00",
        ):
            lost = replay.get(path)
            assert lost.status == 404, path
            assert_held_down(lost.headers)


def test_damage_is_said_plainly(workspace: Workspace, site: Site, tmp_path: Path) -> None:
    """Damaged bytes give a page that says so and what to do, on every way to them."""
    capture_support.cite(workspace, tmp_path, site.url("/page"))
    replay_support.fetch_again(workspace)
    row = row_of(workspace, "/page")
    (segment,) = folder.list_segments(workspace.archive)
    content = bytearray(segment.path.read_bytes())
    content[row.record_offset + row.record_length // 2] ^= 0xFF
    segment.path.chmod(0o644)
    segment.path.write_bytes(content)
    with replay_support.serve(workspace) as replay:
        path = replay_support.memento_path(row, site.url("/page"))
        for damaged in (path, f"/view/{row.id}", f"/raw/{row.id}", f"/record/{row.id}"):
            found = replay.get(damaged)
            assert found.status == 500, damaged
            assert "claimcheck archive verify" in found.text
            assert "Traceback" not in found.text
            assert_held_down(found.headers)


def test_command(site: Site, tmp_path: Path) -> None:
    """The command tells its address, serves there until it is interrupted, and keeps its port."""
    running = cli_support.start(tmp_path, "archive", "replay", "--port", "0", "--json")
    try:
        assert running.stdout
        told = b"".join(running.stdout.readline() for _ in range(3))
        port = int(json.loads(told)["url"].split(":")[2].strip("/"))
        assert "Nothing has been captured yet" in Server(port).get("/").text
        second = cli_support.claimcheck(tmp_path, "archive", "replay", "--port", str(port))
        assert second.code == 2
        assert "--port 0 takes a free one" in second.err
    finally:
        running.send_signal(signal.SIGINT)
        assert running.wait(cli_support.WAIT_SECONDS) == 130
        running.communicate()
