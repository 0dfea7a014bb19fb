"""What an interrupted or killed fetch leaves behind, and what the next one makes of it."""

import asyncio
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

import fetch_support
from capture_support import cite, serve_one
from claimcheck.app import auditing, capturing, checking
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, segments
from claimcheck.archive.records import Referred
from claimcheck.core import settling, urls
from claimcheck.core.captures import AttemptFacts, Fetched
from claimcheck.core.outcomes import Outcome
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.tables import AttemptRow, CaptureRow
from claimcheck.errors import ArchiveUnusable
from fetch_support import page

TEXT = b"Content-Type: text/plain\r\n"
BODY = b"The ferry carried 4,200 people in May. It stopped for a week in June."
PAGE = page(BODY, headers=TEXT)
ATTEMPT = "00000000-0000-4000-8000-000000000001"
CAPTURE = "00000000-0000-4000-8000-000000000002"
NOBODY = "00000000-0000-4000-8000-000000000003"


class Killed(Exception):
    """Stands for the end of the process between the record and its row."""


def archive_only(
    workspace: Workspace, url: str, *, referred: Referred | None = None, **changes: object
) -> AttemptFacts:
    """Fetch and archive a source, and end before the row is written."""
    fetched: Fetched = asyncio.run(fetch_support.fetch(url))
    facts = settling.settle(fetched, attempt_id=ATTEMPT, capture_id=CAPTURE).facts
    assert facts.capture is not None
    refers_to = referred.capture_id if referred else None
    facts = replace(facts, capture=replace(facts.capture, refers_to=refers_to), **changes)  # type: ignore[arg-type]
    with pytest.raises(Killed):
        _write_and_die(workspace, facts, fetched, referred)
    return facts


def _write_and_die(
    workspace: Workspace, facts: AttemptFacts, fetched: Fetched, referred: Referred | None
) -> None:
    with segments.open_writer(workspace.archive, now=workspace.clock()) as writer:
        writer.append(facts, fetched.exchanges, referred=referred)
        writer.sync()
        raise Killed


def rows(workspace: Workspace, table: type) -> list:  # type: ignore[type-arg]
    """All rows of a table."""
    with workspace.reading() as session:
        return list(session.scalars(sa.select(table)))


def test_row_is_made_up_for(workspace: Workspace, tmp_path: Path) -> None:
    """An archived attempt without a row gets the row it would have had; nobody is asked again."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        facts = archive_only(workspace, site.url("/page"))
        asked = len(site.asked)
        done = capturing.fetch_due(workspace, Wanted())
        assert (done.due, len(site.asked)) == (0, asked)
    assert facts.capture is not None
    (attempt,), (capture,) = rows(workspace, AttemptRow), rows(workspace, CaptureRow)
    assert (attempt.id, attempt.finished_at) == (facts.id, facts.finished_at)
    assert (capture.id, capture.payload_sha256) == (CAPTURE, facts.capture.payload_sha256)
    assert auditing.verify_archive(workspace).problems == ()
    # A second time there is nothing left to do.
    capturing.fetch_due(workspace, Wanted())
    assert len(rows(workspace, AttemptRow)) == 1


def test_document_is_read_with_its_recovery(workspace: Workspace, tmp_path: Path) -> None:
    """The fetch that recovers a capture reads its text, so that drift can be told at once."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        archive_only(workspace, site.url("/page"))
        capturing.fetch_due(workspace, Wanted())
    assert [row.text for row in rows(workspace, DocumentRow)] == [BODY.decode()]
    proposed = checking.find_evidence(workspace)
    assert "4,200" in proposed[0].passage.selector.exact


def test_a_foreign_segment_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    """An open segment that claims a capture which is on record already stops the fetch, named."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        archive_only(workspace, site.url("/page"))
        capturing.fetch_due(workspace, Wanted())
        archive_only(workspace, site.url("/page"), id=NOBODY)
        with pytest.raises(ArchiveUnusable, match=NOBODY) as refused:
            capturing.fetch_due(workspace, Wanted())
    assert "out of the archive" in refused.value.next_step
    assert [row.id for row in rows(workspace, AttemptRow)] == [ATTEMPT]


def test_source_no_longer_cited(workspace: Workspace, tmp_path: Path) -> None:
    """What was archived for a source that nobody cites any more stays, and gets no row."""
    with serve_one(page=PAGE, other=PAGE) as site:
        cite(workspace, tmp_path, site.url("/other"))
        archive_only(workspace, site.url("/page"))
        assert capturing.fetch_due(workspace, Wanted()).outcomes == {Outcome.ARCHIVED: 1}
    assert [row.source_id for row in rows(workspace, AttemptRow)] == [
        urls.source_id(site.url("/other"))
    ]
    assert len(folder.list_segments(workspace.archive)) == 2


def test_revisit_of_an_unknown_capture(workspace: Workspace, tmp_path: Path) -> None:
    """A revisit whose original this database never had keeps nobody from fetching."""
    with serve_one(page=PAGE) as site:
        url = site.url("/page")
        cite(workspace, tmp_path, url)
        archive_only(workspace, url, referred=Referred(NOBODY, url, workspace.clock()))
        assert capturing.fetch_due(workspace, Wanted()).outcomes == {Outcome.ARCHIVED: 1}
    assert [row.refers_to for row in rows(workspace, CaptureRow)] == [None]


def test_unstorable_words(workspace: Workspace, tmp_path: Path) -> None:
    """NUL and lone surrogates, which Postgres refuses, cannot keep an attempt off the record."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        archive_only(
            workspace, site.url("/page"), error="a\x00b", reason="c\ud800d", final_url="e\udfff\x00"
        )
        assert capturing.fetch_due(workspace, Wanted()).due == 0
    (row,) = rows(workspace, AttemptRow)
    assert (row.error, row.reason, row.final_url) == ("a�b", "c�d", "e��")
    assert auditing.verify_archive(workspace).problems == ()


def test_interrupt(workspace: Workspace, tmp_path: Path) -> None:
    """Ctrl-C in the middle: exit 130, all that was finished is on record, the next goes on."""
    reached, released = threading.Event(), threading.Event()

    async def hold(writer: asyncio.StreamWriter) -> None:
        reached.set()
        await asyncio.to_thread(released.wait)

    with serve_one(a=PAGE, b=hold, c=PAGE) as site:
        cite(workspace, tmp_path, *(site.url(f"/{name}") for name in "abc"))
        process = start_fetch(workspace)
        try:
            assert reached.wait(60)
            while not rows(workspace, AttemptRow) and process.poll() is None:
                time.sleep(0.01)  # between two looks; what counts is that the row is there
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
        finally:
            released.set()
            process.kill()
        assert process.returncode == 130, said
        assert "Traceback" not in said
        assert auditing.verify_archive(workspace).problems == ()
        site.answers["/b"] = PAGE
        assert capturing.fetch_due(workspace, Wanted()).outcomes == {Outcome.ARCHIVED: 2}
    assert len(rows(workspace, AttemptRow)) == len(rows(workspace, CaptureRow)) == 3
    assert auditing.verify_archive(workspace).problems == ()


def start_fetch(workspace: Workspace) -> "subprocess.Popen[str]":
    """Start `claimcheck fetch` on the same desk as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "claimcheck", "fetch"],
        env={
            "CLAIMCHECK_DATABASE_URL": workspace.settings.database_url,
            "CLAIMCHECK_ARCHIVE_URL": workspace.settings.archive_url,
            "CLAIMCHECK_ALLOW_ADDRESSES": "127.0.0.0/8",
            "CLAIMCHECK_HOST_DELAY": "0",
            "CLAIMCHECK_USER": "checker",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
