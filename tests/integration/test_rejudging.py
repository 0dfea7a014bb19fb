"""Old captures are judged again by the rules of now; the archive is never rewritten."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from capture_support import cite, serve_one
from claimcheck.app import auditing, capturing, rejudging
from claimcheck.app.capturing import Wanted
from claimcheck.app.rejudging import Rejudged
from claimcheck.app.workspace import Workspace
from claimcheck.core.ages import parse_age
from claimcheck.core.outcomes import Quality
from claimcheck.database.document_tables import DocumentRow
from claimcheck.database.tables import CaptureRow
from claimcheck.errors import UnknownName
from cli_support import Here, files_in
from fetch_support import Site, page, redirect

HTML = b"Content-Type: text/html; charset=utf-8\r\n"
STORY = page(b"<title>Ferry</title><p>The ferry carried 4,200 people in May.", headers=HTML)
LOST = page(b"<title>Page not found | Harbour</title><p>Try the menu or the search.", headers=HTML)
WALL = page(
    b"<title>harbour.example</title><p>The ferry runs daily.",
    status="403 Forbidden",
    headers=HTML + b"X-DataDome: protected\r\n",
)
ALL = Wanted(refresh=parse_age("0s"))


def fetch(workspace: Workspace, tmp_path: Path, site: Site, *paths: str) -> None:
    """Capture these pages, and make their rows say what older rules said: all are fine."""
    cite(workspace, tmp_path, *(site.url(path) for path in paths))
    capturing.fetch_due(workspace, ALL)
    forget(workspace)


def forget(workspace: Workspace) -> None:
    with workspace.writing() as session:
        old = {"quality": "ok", "quality_reason": "an ordinary page", "rules": []}
        session.execute(sa.update(CaptureRow).values(**old))


def rows(workspace: Workspace) -> list[CaptureRow]:
    with workspace.reading() as session:
        return list(session.scalars(sa.select(CaptureRow).order_by(CaptureRow.captured_at)))


def changes(found: list[Rejudged], site: Site) -> list[tuple[str, str, str | None]]:
    """Path, quality before and after, of every capture in order."""
    root = site.url("")
    return [(again.source.removeprefix(root), again.before, again.after) for again in found]


def test_rows_follow_the_rules_of_now(workspace: Workspace, tmp_path: Path) -> None:
    """Quality, reason and rules of the rows change; no byte of the archive does."""
    with serve_one(story=STORY, lost=LOST, wall=WALL, moved=redirect("/")) as site:
        site.answers["/"] = STORY
        fetch(workspace, tmp_path, site, "/story", "/lost", "/wall", "/moved")
    before = files_in(workspace.archive)
    told: list[int] = []

    def begin(captures: int) -> Callable[[int], None]:
        told.append(captures)
        return told.append

    found = rejudging.rejudge(workspace, progress=begin)
    assert changes(found, site) == [
        ("/lost", "ok", "soft_404"),
        ("/moved", "ok", "soft_404"),
        ("/story", "ok", "ok"),
        ("/wall", "ok", "challenge"),
    ]
    assert told == [4, 4]
    stored = {row.id: row for row in rows(workspace)}
    for again in found:
        row = stored[again.capture]
        assert (row.quality, row.quality_reason) == (again.after, again.reason)
        assert [rule["name"] for rule in row.rules] == [rule.name for rule in again.fired]
    assert {rule["name"] for row in stored.values() for rule in row.rules} == {
        *("missing-title", "front-page", "shield-refusal", "error-status"),
    }
    assert files_in(workspace.archive) == before
    assert auditing.verify_archive(workspace).problems == ()
    assert [again.is_changed for again in rejudging.rejudge(workspace)] == [False] * 4


def test_judging_again_says_what_the_fetch_said(workspace: Workspace, tmp_path: Path) -> None:
    """From the archive the rules see what they saw at the fetch, so they say the same."""
    with serve_one(story=STORY, lost=LOST, wall=WALL, gone=page(b"", status="404 No")) as site:
        cite(workspace, tmp_path, *(site.url(path) for path in site.answers))
        capturing.fetch_due(workspace, ALL)
    said = {row.id: (row.quality, row.quality_reason, row.rules) for row in rows(workspace)}
    assert len(said) == 4
    forget(workspace)
    rejudging.rejudge(workspace)
    assert said == {r.id: (r.quality, r.quality_reason, r.rules) for r in rows(workspace)}


def test_a_dry_run_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    """It gives what would change."""
    with serve_one(lost=LOST) as site:
        fetch(workspace, tmp_path, site, "/lost")
    found = rejudging.rejudge(workspace, dry_run=True)
    assert changes(found, site) == [("/lost", "ok", "soft_404")]
    assert [(row.quality, row.rules) for row in rows(workspace)] == [("ok", [])]


def test_only_the_named_sources(workspace: Workspace, tmp_path: Path) -> None:
    """An address as it is cited; one that nobody cites is refused before anything is done."""
    with serve_one(lost=LOST, also=LOST) as site:
        fetch(workspace, tmp_path, site, "/lost", "/also")
    with pytest.raises(UnknownName, match="no claim cites") as refused:
        rejudging.rejudge(workspace, urls=[site.url("/lost"), "https://nowhere.example/"])
    assert refused.value.next_step
    found = rejudging.rejudge(workspace, urls=[site.url("/lost")])
    assert changes(found, site) == [("/lost", "ok", "soft_404")]
    assert sorted(row.quality for row in rows(workspace)) == ["ok", "soft_404"]


def test_a_revisit_is_judged_by_the_page_it_confirms(workspace: Workspace, tmp_path: Path) -> None:
    """The same payload again, and a 304 without one, get the quality of what they stand for."""
    tagged = LOST.replace(HTML, HTML + b'ETag: "a"\r\n')
    unchanged = b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'
    with serve_one(lost=[tagged, tagged, unchanged]) as site:
        fetch(workspace, tmp_path, site, "/lost")
        for _ in range(2):
            fetch(workspace, tmp_path, site, "/lost")
        assert site.paths == ["/lost"] * 3
    assert [row.http_status for row in rows(workspace)] == [200, 200, 304]
    with workspace.writing() as session:
        session.execute(sa.delete(DocumentRow))
    found = rejudging.rejudge(workspace)
    assert [again.after for again in found] == [Quality.SOFT_404] * len(rows(workspace))
    assert any(row.refers_to for row in rows(workspace))


def test_what_a_sibling_gave_away_is_remembered(workspace: Workspace, tmp_path: Path) -> None:
    """It is not asked again, and yet the capture does not become evidence for want of asking."""
    with serve_one(story=STORY) as site:
        fetch(workspace, tmp_path, site, "/story")
    with workspace.writing() as session:
        rules = [{"name": "sibling-bytes", "version": 1, "weight": 0.95}]
        session.execute(sa.update(CaptureRow).values(quality="soft_404", rules=rules))
    (again,) = rejudging.rejudge(workspace)
    assert (again.after, again.is_changed) == (Quality.SOFT_404, False)
    assert rows(workspace)[0].rules == rules


def damage(workspace: Workspace, row: CaptureRow) -> None:
    """Put one byte of a capture's record wrong."""
    path = workspace.archive / row.segment
    content = bytearray(path.read_bytes())
    content[row.record_offset + row.record_length // 2] ^= 1
    path.write_bytes(content)


def test_what_cannot_be_read_is_named_and_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    """A damaged record keeps no other from being judged."""
    with serve_one(broken=LOST, lost=LOST.replace(b"Try", b"Use")) as site:
        fetch(workspace, tmp_path, site, "/broken", "/lost")
    broken = next(row for row in rows(workspace) if row.final_url.endswith("/broken"))
    damage(workspace, broken)
    found = rejudging.rejudge(workspace)
    assert changes(found, site) == [("/broken", "ok", None), ("/lost", "ok", "soft_404")]
    assert broken.segment in found[0].reason
    kept = next(row for row in rows(workspace) if row.id == broken.id)
    assert (kept.quality, kept.quality_reason, kept.rules) == ("ok", "an ordinary page", [])


def test_batches_are_written_each_for_itself(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many captures there are, all are judged, in order."""
    monkeypatch.setattr(rejudging, "BATCH_CAPTURES", 2)
    with serve_one(**{f"p{n}": LOST for n in range(5)}) as site:
        fetch(workspace, tmp_path, site, *(f"/p{n}" for n in range(5)))
    done: list[int] = []
    found = rejudging.rejudge(workspace, progress=lambda _: done.append)
    assert changes(found, site) == [(f"/p{n}", "ok", "soft_404") for n in range(5)]
    assert done == [2, 2, 1]
    assert {row.quality for row in rows(workspace)} == {"soft_404"}


def test_the_command_says_what_changed(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a change, counts, the next step; with --json one document; 1 when one is broken."""
    settings = workspace.settings
    call = Here(
        capsys, ("--database", settings.database_url, "--archive", str(settings.archive_url))
    )
    with serve_one(lost=LOST, story=STORY) as site:
        fetch(workspace, tmp_path, site, "/lost", "/story")
    tried = call("archive", "judge", "--dry-run")
    assert tried.code == 0
    assert "dry run" in tried.out
    done = call("archive", "judge", "--json")
    assert done.code == 0, done.err
    assert (done.json["judged"], done.json["unreadable"]) == (2, [])
    (changed,) = done.json["changed"]
    assert changed["source"] == site.url("/lost")
    assert (changed["before"], changed["after"]) == ("ok", "soft_404")
    assert changed["rules"][0]["name"] == "missing-title"
    forget(workspace)
    lines = call("archive", "judge", site.url("/lost")).out.splitlines()
    assert lines[0].startswith(f"ok -> soft 404: {site.url('/lost')} (")
    assert "1 capture judged, 1 changed" in lines[1]
    assert lines[2].startswith("next: ")
    damage(workspace, rows(workspace)[0])
    broken = call("archive", "judge")
    assert broken.code == 1
    assert "!! left alone: " in broken.out
    assert call("archive", "judge", "https://nowhere.example/").code == 2
