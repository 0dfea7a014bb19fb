"""`archive verify --repair`: what the archive holds and the database lost is on record again."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from capture_support import cite, serve_one
from claimcheck.app import auditing, capturing, intake, recovering
from claimcheck.app.capturing import Wanted
from claimcheck.app.recovering import Repaired
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, seals
from claimcheck.database.tables import AttemptRow, CaptureRow, RobotsFileRow
from claimcheck.errors import ArchiveUnusable
from cli_support import Here
from fetch_support import page, redirect

TEXT = b"Content-Type: text/plain\r\n"
PAGE = page(b"The ferry carried 4,200 people in May.", headers=TEXT)
TABLES = (CaptureRow, AttemptRow, RobotsFileRow)


def all_rows(workspace: Workspace) -> list[tuple[object, ...]]:
    """Every row that a fetch writes."""
    with workspace.reading() as session:
        return sorted(
            (tuple(row) for table in TABLES for row in session.execute(sa.select(table.__table__))),
            key=repr,
        )


def lose_rows(workspace: Workspace) -> None:
    """Put the database back to before the fetches, as an old backup would."""
    with workspace.writing() as session:
        session.execute(sa.update(CaptureRow).values(refers_to=None))
        for table in TABLES:
            session.execute(sa.delete(table))


@pytest.fixture
def fetched(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A desk with two fetches of a page, a redirect, an error, and a host that is not there."""
    with serve_one(page=PAGE, away=redirect("/page"), closed=PAGE) as site:
        site.answers["/robots.txt"] = page(b"User-agent: *\nDisallow: /closed\n")
        urls = [site.url(f"/{name}") for name in ("page", "away", "gone", "closed")]
        cite(workspace, tmp_path, *urls, "http://127.0.0.1:9/")
        for _ in range(2):
            capturing.fetch_due(workspace, Wanted(refresh=timedelta(0)))
    return workspace


def test_lost_rows_come_back_as_they_were(fetched: Workspace) -> None:
    """Revisits, errors, refusals and robots.txt too; a second repair finds nothing to do."""
    before = all_rows(fetched)
    lose_rows(fetched)
    problems = auditing.verify_archive(fetched).problems
    assert len(problems) >= 10
    assert all("--repair" in problem.next_step for problem in problems)
    with fetched.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(AttemptRow)) == 0
    assert recovering.repair(fetched) == Repaired(attempts=len(problems), segments=0)
    assert all_rows(fetched) == before
    assert auditing.verify_archive(fetched).problems == ()
    assert recovering.repair(fetched) == Repaired(attempts=0, segments=0)


def test_repaired_rows_need_no_second_fetch(fetched: Workspace) -> None:
    """What is on record again is not due again."""
    lose_rows(fetched)
    recovering.repair(fetched)
    assert capturing.find_due(fetched, Wanted()) == []


def test_segments_without_a_seal_get_one(fetched: Workspace) -> None:
    """An archive of an earlier version is sealed as it is; the bytes stay as they are."""
    (fetched.archive / seals.SEALS_NAME).unlink()
    before = {s.name: s.path.read_bytes() for s in folder.list_segments(fetched.archive)}
    found = auditing.verify_archive(fetched).problems
    assert {problem.what for problem in found} == {"the segment has no seal"}
    assert recovering.repair(fetched) == Repaired(attempts=0, segments=len(before))
    assert {s.name: s.path.read_bytes() for s in folder.list_segments(fetched.archive)} == before
    assert auditing.verify_archive(fetched).problems == ()


def test_what_is_not_cited_here_stays_off_the_record(
    open_as: Callable[..., Workspace], tmp_path: Path
) -> None:
    """Another desk's attempts are not made ours: only robots.txt files, which are nobody's."""
    workspace = open_as()
    with serve_one(page=PAGE, other=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"), site.url("/other"))
        capturing.fetch_due(workspace, Wanted())
        kept = site.url("/page")
    other = open_as(database_url=f"sqlite:///{tmp_path / 'other.db'}")
    intake.add_claim(
        other, intake.draft_claim({"key": "ours", "text": "It is so.", "source": kept})
    )
    assert recovering.repair(other) == Repaired(attempts=2, segments=0)
    with other.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(AttemptRow)) == 1
        assert session.scalar(sa.select(sa.func.count()).select_from(RobotsFileRow)) == 1


def test_nothing_is_repaired_while_a_fetch_is_at_work(fetched: Workspace) -> None:
    """Both would write the same rows."""
    lose_rows(fetched)
    with (
        recovering.sole_fetcher(fetched),
        pytest.raises(ArchiveUnusable, match="another fetch is at work"),
    ):
        recovering.repair(fetched)
    assert all_rows(fetched) == []


def test_damage_is_not_repaired_away(fetched: Workspace) -> None:
    """Repair makes rows for whole records; bytes that are gone stay reported."""
    before = all_rows(fetched)
    lose_rows(fetched)
    segment = folder.list_segments(fetched.archive)[0]
    data = bytearray(segment.path.read_bytes())
    data[len(data) // 2] ^= 1
    segment.path.write_bytes(data)
    recovering.repair(fetched)
    assert 0 < len(all_rows(fetched)) < len(before)
    assert {p.segment for p in auditing.verify_archive(fetched).problems} >= {segment.name}


def test_the_command_says_what_it_did(
    fetched: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1 with the way out, then 0: on stdout stays the one document of verify."""
    settings = fetched.settings
    call = Here(capsys, ("--database", settings.database_url, "--archive", settings.archive_url))
    lose_rows(fetched)
    told = call("archive", "verify")
    assert told.code == 1
    assert "claimcheck archive verify --repair" in told.out
    tried = call("archive", "verify", "--repair", "--dry-run")
    assert (tried.code, "dry run" in tried.err) == (1, True)
    done = call("archive", "verify", "--repair", "--json")
    assert (done.code, done.json["problems"]) == (0, [])
    assert "registered again: " in done.err
    assert json.loads(done.out)["captures"] > 0
