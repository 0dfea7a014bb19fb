"""What asks for a few captures reads the rows of those, however many others there are."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from capture_support import cite, serve_one
from claimcheck.app import capturing, exporting
from claimcheck.app.capturing import Wanted
from claimcheck.app.exporting import Format, Selection
from claimcheck.app.workspace import Workspace
from claimcheck.core.ages import parse_age
from claimcheck.database.queries import exports, replays
from fetch_support import page, redirect

HTML = b"Content-Type: text/html\r\n"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


@contextmanager
def explained(workspace: Workspace) -> Iterator[list[str]]:
    """How the database goes about each statement of the block, a line a step."""
    asked: list[tuple[str, Any]] = []

    def note(*event: Any) -> None:
        asked.append((event[2], event[3]))

    sa.event.listen(workspace.reader, "before_cursor_execute", note)
    steps: list[str] = []
    yield steps
    sa.event.remove(workspace.reader, "before_cursor_execute", note)
    with workspace.reader.connect() as connection:
        if connection.dialect.name == "sqlite":
            how, column = "EXPLAIN QUERY PLAN", 3
        else:
            # A table of a few rows is read whole, unless that is forbidden.
            connection.exec_driver_sql("SET enable_seqscan = off")
            how, column = "EXPLAIN", 0
        for statement, values in asked:
            if statement.startswith("SELECT"):
                rows = connection.exec_driver_sql(f"{how} {statement}", values)
                steps += [row[column].strip() for row in rows]


@pytest.fixture
def desk(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A desk with a page, a revisit of it, and a page that leads to it."""
    with serve_one(a=page(b"<p>The ferry", headers=HTML), b=redirect("/a")) as site:
        cite(workspace, tmp_path, site.url("/a"), site.url("/b"))
        for _ in range(2):
            capturing.fetch_due(workspace, Wanted(refresh=parse_age("0s")))
    return workspace


@on_sqlite
@pytest.mark.parametrize("form", Format)
def test_an_export_of_one_claim_walks_no_table(
    desk: Workspace, tmp_path: Path, form: Format
) -> None:
    """Its own captures, those they refer to, and the one before each: all by an index."""
    with explained(desk) as steps:
        path = tmp_path / f"a{exporting.SUFFIXES[form]}"
        exporting.export(desk, Selection(("claim-1",)), path, form=form)
    assert any("ix_captures_segment_record_offset" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN")] == []


def test_more_sources_than_a_statement_takes(
    desk: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then every row is walked; the export is the same."""
    asked_for = exporting.export(
        desk, Selection(("claim-0",)), tmp_path / "a.wacz", form=Format.WACZ
    )
    monkeypatch.setattr(exports, "CHUNK", 0)
    walked = exporting.export(desk, Selection(("claim-0",)), tmp_path / "b.wacz", form=Format.WACZ)
    assert (walked.captures, walked.records) == (asked_for.captures, asked_for.records) == (2, 7)


def test_a_page_that_was_led_to_is_found_by_its_address(desk: Workspace) -> None:
    """On both databases replay goes by an index from an address to the captures that end there."""
    with explained(desk) as steps, desk.reading() as session:
        assert replays.captured_source(session, "http://127.0.0.1:1/none") is None
    assert any("ix_captures_final_url" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN")] == []


@on_postgres
def test_an_address_of_any_length_is_indexed(desk: Workspace) -> None:
    """Servers lead to addresses that no ordinary index of Postgres takes."""
    long = "http://127.0.0.1/" + random.Random(1).randbytes(30_000).hex()
    with desk.writing() as session:
        session.execute(sa.text("UPDATE captures SET final_url = :url"), {"url": long})
    with desk.reading() as session:
        assert replays.captured_source(session, long) is not None
