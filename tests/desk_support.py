"""A desk with a claim or two on it, and a server whose pages can be rewritten."""

import html
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import sqlalchemy as sa

from claimcheck.app import auditing, capturing, intake, judging, reviewing
from claimcheck.app.capturing import Wanted
from claimcheck.app.judging import Judgement, Passage
from claimcheck.app.workspace import Workspace
from claimcheck.core.workflow import Support, Verdict
from claimcheck.database import ledger as ledger_table

KEY = "bridge-length"
TEXT = "The bridge is 412 metres long."
SAYS = "The bridge measures 412 metres from bank to bank."
OTHER = "It was opened in the spring of 1931."


@dataclass
class Pages:
    """Paragraphs by path; what is not there is answered with 404."""

    paragraphs: dict[str, list[str]] = field(default_factory=dict)
    base: str = ""

    def put(self, path: str, *paragraphs: str) -> str:
        """Write a page, anew if it is there; gives its address."""
        self.paragraphs[path] = list(paragraphs)
        return self.base + path


@contextmanager
def serve_pages(host: str = "127.0.0.1") -> Iterator[Pages]:
    """Serve pages on an address of loopback until the block ends."""
    pages = Pages()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            found = pages.paragraphs.get(self.path)
            body = page(found or ["There is nothing here."])
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer((host, 0), Handler) as server:
        pages.base = f"http://{host}:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield pages
        finally:
            server.shutdown()
            thread.join()


def page(paragraphs: list[str]) -> bytes:
    """Write a page with enough around its paragraphs to be taken for one; addresses are links."""
    told = "".join(
        f'<p><a href="{html.escape(paragraph)}">there</a></p>'
        if paragraph.startswith("http")
        else f"<p>{html.escape(paragraph)}</p>"
        for paragraph in paragraphs
    )
    about = "<p>The bridge office keeps this page. It is read by those who cross the river.</p>"
    return (
        f"<html><title>Bridges</title><body><main>{told}{about * 4}</main></body></html>".encode()
    )


def add(workspace: Workspace, *urls: str, key: str = KEY, text: str = TEXT) -> None:
    """Put a claim on record that cites these addresses."""
    fields = {"key": key, "text": text, "source": " ".join(urls)}
    intake.add_claim(workspace, intake.draft_claim(fields))


def fetch(workspace: Workspace) -> None:
    """Capture every source again."""
    capturing.fetch_due(workspace, Wanted(refresh=timedelta(0)))


def checked(workspace: Workspace, pages: Pages, *, path: str = "/bridge", key: str = KEY) -> str:
    """Bring a claim as far as a checker can: pinned, judged, with its verdict, handed in."""
    url = pages.put(path, SAYS, OTHER)
    add(workspace, url, key=key)
    fetch(workspace)
    judging.judge(
        workspace,
        key,
        Judgement(url, Passage(SAYS), Support.SUPPORTS, Verdict.SUPPORTED, "read it twice"),
    )
    reviewing.submit(workspace, key)
    return url


def signed_off(checker: Workspace, reviewer: Workspace, pages: Pages) -> str:
    """Bring a claim through the whole workflow."""
    url = checked(checker, pages)
    reviewing.approve(reviewer, KEY)
    reviewing.publish(reviewer, KEY)
    reviewing.note(checker, KEY, "Sent to the printer.")
    return url


def events_of(workspace: Workspace) -> list[Any]:
    """Read the whole ledger."""
    return [event for event, _ in auditing.read_ledger(workspace)]


def problems_of(workspace: Workspace, **more: Any) -> list[str]:
    """Verify the ledger; each problem with what it is about."""
    audit = auditing.verify_ledger(workspace, **more)
    return [f"{problem.subject}: {problem.problem}" for problem in audit.problems]


def snapshot(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Read the projected tables and the ledger, to compare before and after."""
    tables = [*ledger_table.projection.KEYS, "events"]
    with workspace.reader.connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(sa.text(f'SELECT * FROM "{table}"'))))
            for table in tables
        }
