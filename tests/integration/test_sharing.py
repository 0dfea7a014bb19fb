"""One fetch over several processes: the same rows and bytes as one, whatever becomes of them."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from capture_support import cite, serve
from claimcheck.app import auditing, capturing, statuses
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, seals
from claimcheck.archive.seals import Seal
from claimcheck.core.captures import AttemptFacts
from claimcheck.core.outcomes import Outcome
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.tables import AttemptRow, CaptureRow, RobotsFileRow
from claimcheck.errors import ArchiveUnusable
from cli_support import environment
from fetch_support import Act, Answer, Site, page

TEXT = b"Content-Type: text/plain\r\n"
WAIT_SECONDS = 60
"""Longer than anything here takes; only a hang gets there."""


def told(host: str, name: str) -> bytes:
    """A page that no other host has."""
    body = f"The ferry {name} of {host} carried 4,200 people.".encode()
    return page(body, headers=TEXT)


def hosts(count: int) -> dict[str, dict[str, Answer]]:
    """So many sites of three pages each."""
    names = [f"127.0.0.{number}" for number in range(1, count + 1)]
    return {host: {f"/{name}": told(host, name) for name in "abc"} for host in names}


def urls_of(sites: dict[str, Site]) -> list[str]:
    """The pages of all sites."""
    return [site.url(f"/{name}", host=host) for host, site in sites.items() for name in "abc"]


def count(workspace: Workspace, table: type) -> int:
    """How many rows a table has."""
    with workspace.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def sealed(workspace: Workspace) -> list[str]:
    """The names in the chain, which has to hold."""
    chain = list(seals.read(workspace.archive))
    assert all(isinstance(seal, Seal) for seal in chain)
    return [seal.sealed.segment for seal in chain if isinstance(seal, Seal)]


@pytest.mark.parametrize(
    ("database_url", "workers"),
    [("sqlite", 2), ("sqlite", 3), ("postgres", 3)],
    indirect=["database_url"],
)
def test_workers_do_what_one_would(workspace: Workspace, tmp_path: Path, workers: int) -> None:
    """Each source once, each robots.txt once, a sealed segment a worker, everything whole."""
    seen: list[AttemptFacts] = []
    with serve(hosts(4)) as sites:
        urls = urls_of(sites)
        cite(workspace, tmp_path, *urls)
        done = capturing.fetch_due(
            workspace, Wanted(), workers=workers, progress=lambda _: seen.append
        )
        assert (done.due, done.fetched, done.outcomes) == (12, 12, {Outcome.ARCHIVED: 12})
        for site in sites.values():
            assert sorted(site.all_paths) == ["/a", "/b", "/c", "/robots.txt"]
            assert site.peak == 1
    assert sorted(facts.source_url for facts in seen) == sorted(urls)
    tables = (AttemptRow, CaptureRow, DocumentRow, RobotsFileRow)
    assert [count(workspace, table) for table in tables] == [12, 12, 12, 4]
    segments = folder.list_segments(workspace.archive)
    assert len(segments) == workers
    assert not any(segment.is_open for segment in segments)
    assert sorted(sealed(workspace)) == [segment.name for segment in segments]
    found = auditing.verify_archive(workspace)
    assert (found.captures, found.problems) == (12, ())


def test_more_workers_than_hosts(workspace: Workspace, tmp_path: Path) -> None:
    """A host stays with one process, so there are never more of them than hosts."""
    with serve(hosts(1)) as sites:
        cite(workspace, tmp_path, *urls_of(sites))
        assert capturing.fetch_due(workspace, Wanted(), workers=3).fetched == 3
    assert len(folder.list_segments(workspace.archive)) == 1


class Held:
    """A page that does not come before it is released."""

    def __init__(self) -> None:
        self.reached, self.released = threading.Event(), threading.Event()

    def answer(self, then: bytes) -> Act:
        """Say that somebody asked, wait, and answer."""

        async def hold(writer: asyncio.StreamWriter) -> None:
            self.reached.set()
            await asyncio.to_thread(self.released.wait)
            writer.write(then)

        return hold


def test_a_killed_worker(workspace: Workspace, tmp_path: Path) -> None:
    """The others do their part, the error names the next step, and the next fetch completes it."""
    answers = hosts(2)
    holds = {host: Held() for host in answers}
    for host, held in holds.items():
        answers[host]["/b"] = held.answer(told(host, "b"))
    with serve(answers) as sites, ThreadPoolExecutor(1) as beside:
        cite(workspace, tmp_path, *urls_of(sites))
        try:
            running = beside.submit(capturing.fetch_due, workspace, Wanted(), workers=2)
            assert all(held.reached.wait(WAIT_SECONDS) for held in holds.values())
            (worker,) = multiprocessing.active_children()
            assert worker.pid is not None
            os.kill(worker.pid, signal.SIGKILL)
        finally:
            for held in holds.values():
                held.released.set()
        with pytest.raises(ArchiveUnusable, match="a worker of this fetch ended early") as failed:
            running.result(WAIT_SECONDS)
        assert "run the same command again" in failed.value.next_step
        assert 3 <= count(workspace, AttemptRow) < 6
        capturing.fetch_due(workspace, Wanted())
    assert count(workspace, AttemptRow) == count(workspace, CaptureRow) == 6
    outcomes = {source.outcome for source in statuses.read_sources(workspace)}
    assert outcomes == {Outcome.ARCHIVED}
    assert auditing.verify_archive(workspace).problems == ()


@pytest.fixture
def started(workspace: Workspace) -> Callable[[], "subprocess.Popen[str]"]:
    """Start `claimcheck fetch` with two workers, in a process group of its own like a shell."""

    def start() -> "subprocess.Popen[str]":
        settings = {
            "CLAIMCHECK_DATABASE_URL": workspace.settings.database_url,
            "CLAIMCHECK_ARCHIVE_URL": workspace.settings.archive_url,
            "CLAIMCHECK_ALLOW_ADDRESSES": "127.0.0.0/8",
            "CLAIMCHECK_HOST_DELAY": "0",
        }
        return subprocess.Popen(
            [sys.executable, "-m", "claimcheck", "fetch", "--workers", "2"],
            env=environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # a runner in the background may have switched it off, and children inherit that
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    return start


@pytest.mark.parametrize(
    ("database_url", "how"),
    [("sqlite", signal.SIGINT), ("postgres", signal.SIGKILL)],
    indirect=["database_url"],
    ids=["Ctrl-C", "kill"],
)
def test_everybody_is_ended(
    workspace: Workspace,
    tmp_path: Path,
    started: Callable[[], "subprocess.Popen[str]"],
    how: signal.Signals,
) -> None:
    """Ctrl-C at the terminal reaches all, a kill the first alone: no worker stays, none is lost."""
    answers = hosts(2)
    holds = {host: Held() for host in answers}
    for host, held in holds.items():
        answers[host]["/b"] = held.answer(told(host, "b"))
    with serve(answers) as sites:
        cite(workspace, tmp_path, *urls_of(sites))
        process = started()
        try:
            assert all(held.reached.wait(WAIT_SECONDS) for held in holds.values())
            if how is signal.SIGINT:
                os.killpg(process.pid, how)
            else:
                process.kill()
            _, said = process.communicate(timeout=WAIT_SECONDS)
        finally:
            for held in holds.values():
                held.released.set()
            process.kill()
        if how is signal.SIGINT:
            assert process.returncode == 130, said
            assert "Traceback" not in said
            assert auditing.verify_archive(workspace).problems == ()
        # It waits for what is left of the first fetch before it looks at what is due.
        capturing.fetch_due(workspace, Wanted(), workers=2)
        assert all(site.all_paths.count("/c") == 1 for site in sites.values())
    assert count(workspace, AttemptRow) == count(workspace, CaptureRow) == 6
    assert auditing.verify_archive(workspace).problems == ()
