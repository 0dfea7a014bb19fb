"""Other archives: their copies of what is gone, and their own captures as extra witnesses."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import sqlalchemy as sa
import typer
from click.testing import Result
from typer.testing import CliRunner

from capture_support import FACT, cite
from claimcheck.app import auditing, capturing, checking, statuses, witnessing
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.cli import archive_witness
from claimcheck.core.outcomes import Health, Outcome, Submission
from claimcheck.database.tables import SubmissionRow
from claimcheck.reports import data
from claimcheck.reports.origins import origin_line
from cli_support import export
from conftest import OpenAs

KEY = "access-quite-secret-word:hidden-quite-secret-word"
DAY = "Sun, 02 Mar 2025 10:00:00 GMT"
Answer = tuple[int, dict[str, str], str]


@dataclass
class Server:
    """A server that answers by method and path, and remembers what it was asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def serving() -> Iterator[Server]:
    known = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            known.asked.append((f"{self.command} {self.path}", dict(self.headers), body))
            lost: Answer = (404, {}, "not here")
            status, headers, content = known.answers.get(f"{self.command} {self.path}", lost)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content.encode())

        do_POST = do_GET  # noqa: N815 - the server calls it by that name

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        known.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield known
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as known:
        yield known


def hold_copy(server: Server, url: str, **headers: str) -> None:
    """Let the server be an archive that holds a copy of a page."""
    gate = f"/web/20250302100000/{url}"
    server.answers[f"GET /web/{url}"] = (302, {"Location": gate}, "")
    raw = gate.replace("/http", "id_/http", 1)
    dated = headers or {"Memento-Datetime": DAY}
    server.answers[f"GET {raw}"] = (200, {"Content-Type": "text/html"} | dated, f"<p>{FACT}</p>")


def opened(open_as: OpenAs, server: Server, **more: str) -> Workspace:
    gate, save = server.url("/web/"), server.url("/save")
    return open_as(timegate=gate, save_page=save, **more)


def test_a_dead_page_is_backed_by_a_marked_copy(
    open_as: OpenAs, server: Server, tmp_path: Path
) -> None:
    """The copy is evidence, says where it is from, and the page itself stays dead."""
    workspace = opened(open_as, server)
    page = server.url("/page")
    (key,) = cite(workspace, tmp_path, page)
    capturing.fetch_due(workspace, Wanted())
    hold_copy(server, page)
    at = datetime(2025, 1, 31, tzinfo=UTC)
    (facts,) = witnessing.look_up(workspace, witnessing.find_lost(workspace, at=at))
    assert facts.outcome is Outcome.ARCHIVED
    gate = next(asked for asked in server.asked if asked[0] == f"GET /web/{page}")
    assert gate[1]["Accept-Datetime"] == "Fri, 31 Jan 2025 00:00:00 GMT"
    (source,) = statuses.read_sources(workspace)
    assert (source.outcome, source.usable, source.attempts) == (Outcome.NOT_FOUND, True, 1)
    assert origin_line(source.provenance) == "copy in 127.0.0.1 of 2025-03-02"
    told = data.source_data(source)
    assert (told["method"], told["memento_at"]) == ("memento", "2025-03-02T10:00:00Z")
    assert "/web/20250302100000id_/http" in told["captured_from"]
    assert checking.find_evidence(workspace)
    claim = statuses.read_claim_status(workspace, key)
    assert claim.health is Health.DEAD
    assert claim.open_points[0] == f"nobody has judged what {page} says"
    assert claim.citations[0].passages[0].provenance == source.provenance
    assert witnessing.find_lost(workspace) == []
    assert len(witnessing.find_lost(workspace, [page])) == 1
    assert not auditing.verify_archive(workspace).problems


def test_an_answer_without_a_day_is_no_evidence(
    open_as: OpenAs, server: Server, tmp_path: Path
) -> None:
    """However well it reads, it is archived, but neither a copy nor usable."""
    workspace = opened(open_as, server)
    page = server.url("/page")
    cite(workspace, tmp_path, page)
    capturing.fetch_due(workspace, Wanted())
    hold_copy(server, page, X="y")
    (facts,) = witnessing.look_up(workspace, witnessing.find_lost(workspace))
    assert (facts.outcome, facts.reason) == (Outcome.NOT_FOUND, "no memento")
    (source,) = statuses.read_sources(workspace)
    assert (source.usable, source.captures) == (False, 2)
    assert checking.find_evidence(workspace) == []


def test_an_old_copy_does_not_replace_a_newer_page(
    open_as: OpenAs, server: Server, tmp_path: Path
) -> None:
    """What the page said when we fetched it counts before what it said earlier elsewhere."""
    workspace = opened(open_as, server)
    page = server.url("/page")
    cite(workspace, tmp_path, page)
    server.answers["GET /page"] = (200, {"Content-Type": "text/html"}, f"<p>{FACT} Now more.</p>")
    capturing.fetch_due(workspace, Wanted())
    hold_copy(server, page)
    assert witnessing.find_lost(workspace) == []
    (facts,) = witnessing.look_up(workspace, witnessing.find_lost(workspace, [page]))
    assert facts.outcome is Outcome.ARCHIVED
    (source,) = statuses.read_sources(workspace)
    assert (source.outcome, source.captures) == (Outcome.ARCHIVED, 2)
    assert origin_line(source.provenance) == ""


def test_the_rules_of_the_archives_host_are_obeyed(
    open_as: OpenAs, server: Server, tmp_path: Path
) -> None:
    """Its robots.txt keeps us out as any other does."""
    workspace = opened(open_as, server)
    page = server.url("/page")
    cite(workspace, tmp_path, page)
    capturing.fetch_due(workspace, Wanted())
    hold_copy(server, page)
    server.answers["GET /robots.txt"] = (200, {}, "User-agent: *\nDisallow: /web/")
    (facts,) = witnessing.look_up(workspace, witnessing.find_lost(workspace))
    assert facts.outcome is Outcome.ROBOTS_DENIED


def captured(workspace: Workspace, server: Server, tmp_path: Path) -> str:
    page = server.url("/page?a=1&b=2")
    server.answers["GET /page?a=1&b=2"] = (200, {"Content-Type": "text/html"}, f"<p>{FACT}</p>")
    cite(workspace, tmp_path, page)
    capturing.fetch_due(workspace, Wanted())
    return page


def test_a_page_gets_a_second_witness(open_as: OpenAs, server: Server, tmp_path: Path) -> None:
    """Asked once, asked after until it is done; our key goes to the service and nowhere else."""
    workspace = opened(open_as, server, save_page_key=KEY)
    page = captured(workspace, server, tmp_path)
    server.answers["POST /save"] = (200, {}, json.dumps({"url": page, "job_id": "spn2-1"}))
    (asked,) = witnessing.submit(workspace, witnessing.find_unwitnessed(workspace))
    assert (asked.state, asked.job) == (Submission.ASKED, "spn2-1")
    sent = server.asked[-1]
    assert sent[1]["Authorization"] == f"LOW {KEY}"
    assert sent[2].startswith("url=http%3A%2F%2F127.0.0.1")
    assert witnessing.find_unwitnessed(workspace) == []
    state = {"status": "success", "timestamp": "20260324090000", "original_url": page}
    for said, expected in (({"status": "pending"}, "asked"), (state, "done")):
        server.answers["GET /save/status/spn2-1"] = (200, {}, json.dumps(said))
        (told,) = witnessing.submit(workspace, witnessing.find_open(workspace))
        assert told.state == expected
    assert told.copy_url == server.url(f"/web/20260324090000/{page}")
    assert witnessing.find_open(workspace) == []
    rows = export(workspace.settings.database_url)
    assert "hidden-quite-secret-word" not in rows + repr(workspace)
    files = b"".join(path.read_bytes() for path in workspace.archive.rglob("*") if path.is_file())
    assert b"quite-secret-word" not in files


FAILURES = [
    (401, "", "keys refused"),
    (429, "", "too many requests"),
    (502, "", "service failed"),
    (200, "<html>", "unreadable"),
    (200, "[]", "unreadable"),
    (200, '{"job_id": "../../x"}', "unreadable"),
    (302, "", "unreadable"),  # not followed: our key would go along
    (200, '{"status": "error", "message": "banned access-quite-secret-word"}', "refused"),
]


@pytest.mark.parametrize(("status", "body", "reason"), FAILURES, ids=range(len(FAILURES)))
def test_a_failure_is_a_state_with_a_next_step(
    open_as: OpenAs, server: Server, tmp_path: Path, status: int, body: str, reason: str
) -> None:
    """Whatever the service does, it is on record by name, and the page can be submitted again."""
    workspace = opened(open_as, server, save_page_key=KEY)
    captured(workspace, server, tmp_path)
    server.answers["POST /save"] = (status, {"Location": "/elsewhere"}, body)
    (told,) = witnessing.submit(workspace, witnessing.find_unwitnessed(workspace))
    assert (told.state, told.reason) == (Submission.FAILED, reason)
    assert told.next_step
    assert "quite-secret-word" not in str(told)
    with workspace.reading() as session:
        (row,) = session.scalars(sa.select(SubmissionRow))
        assert (row.state, row.job) == ("failed", None)
        assert (row.error or "").startswith(f"{reason}: ")
    assert len(witnessing.find_unwitnessed(workspace)) == 1


def test_both_commands_say_what_they_would_ask(
    open_as: OpenAs, server: Server, tmp_path: Path
) -> None:
    """A dry run asks nobody; a run without JSON tells outcome and next step."""
    workspace = opened(open_as, server)
    page = captured(workspace, server, tmp_path)
    before = len(server.asked)
    app = typer.Typer()
    app.command("lookup")(archive_witness.lookup)
    app.command("submit")(archive_witness.submit)
    environ = {
        "CLAIMCHECK_DATABASE_URL": workspace.settings.database_url,
        "CLAIMCHECK_ARCHIVE_URL": str(workspace.archive),
        "CLAIMCHECK_ALLOW_ADDRESSES": "127.0.0.0/8",
        "CLAIMCHECK_HOST_DELAY": "0",
        "CLAIMCHECK_TIMEGATE": server.url("/web/"),
        "CLAIMCHECK_SAVE_PAGE": server.url("/save"),
    }

    def call(*arguments: str) -> Result:
        done = CliRunner().invoke(app, arguments, env=environ, catch_exceptions=False)
        assert done.exit_code == 0
        return done

    due = json.loads(call("lookup", page, "--at", "2025-03-01", "--dry-run", "--json").stdout)
    assert due["due"][0]["at"] == "Sat, 01 Mar 2025 00:00:00 GMT"
    due = json.loads(call("submit", "--dry-run", "--json").stdout)
    assert due == {"dry_run": True, "due": [{"source": page}]}
    assert len(server.asked) == before
    assert "not_found" in call("lookup", page, "--json").stdout
    assert "next:" in call("submit").stdout
