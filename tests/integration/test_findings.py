"""What a verification found is known afterwards: rows know nothing of a damaged record."""

from pathlib import Path

import pytest

from capture_support import cite, serve_one
from claimcheck.app import capturing, doctor
from claimcheck.app.capturing import Wanted
from claimcheck.app.doctor import Check
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder
from claimcheck.archive.findings import FINDINGS_NAME
from cli_support import Here, files_in
from conftest import OpenAs
from fetch_support import page


@pytest.fixture
def desk(open_as: OpenAs, tmp_path: Path) -> Workspace:
    """A desk that captured one page."""
    workspace = open_as()
    with serve_one(page=page(b"The ferry carried 4,200 people in May.")) as site:
        cite(workspace, tmp_path, site.url("/page"))
        capturing.fetch_due(workspace, Wanted())
    return workspace


@pytest.fixture
def call(desk: Workspace, capsys: pytest.CaptureFixture[str]) -> Here:
    """The command line on that desk."""
    settings = desk.settings
    return Here(capsys, ("--database", settings.database_url, "--archive", settings.archive_url))


def records(workspace: Workspace) -> Check:
    """What the doctor says of the records."""
    return next(check for check in doctor.examine(workspace) if check.check == "records")


def test_the_doctor_knows_what_was_found(desk: Workspace, call: Here) -> None:
    """Never verified, whole, damaged, restored: each with its day, and with what to do."""
    assert (records(desk).ok, records(desk).next) == (False, "claimcheck archive verify")
    assert "never verified" in records(desk).detail
    assert call("archive", "verify").code == 0
    whole = records(desk)
    assert (whole.ok, whole.next) == (True, "")
    assert "7 records, all whole" in whole.detail
    (segment,) = folder.list_segments(desk.archive)
    good = segment.path.read_bytes()
    segment.path.write_bytes(good[:200] + bytes([good[200] ^ 1]) + good[201:])
    assert call("archive", "verify").code == 1
    damaged = records(desk)
    assert not damaged.ok
    assert "problems found: " in damaged.detail
    assert "still counts as archived" in damaged.detail
    assert "claimcheck archive verify" in damaged.next
    segment.path.write_bytes(good)
    assert call("archive", "verify").code == 0
    assert records(desk) == whole


def test_nothing_archived_is_nothing_to_verify(open_as: OpenAs) -> None:
    """A new desk lacks nothing."""
    assert records(open_as()) == Check("records", True, "nothing is archived yet")


def test_a_dry_run_keeps_nothing(desk: Workspace, call: Here) -> None:
    """Every file is as it was."""
    before = files_in(desk.archive)
    assert call("archive", "verify", "--dry-run").code == 0
    assert files_in(desk.archive) == before


NO_FINDINGS = (
    b"",
    b"[]",
    b"{",
    b'{"at": "2026-03-01T12:00:00+00:00"}',
    b'{"at": "yesterday", "records": 1, "problems": 0}',
    b'{"at": "2026-03-01T12:00:00+00:00", "records": 1, "problems": "none"}',
    b'{"at": "2026-03-01T12:00:00+00:00", "records": 1, "problems": 1e999}',
    b'{"at": 5, "records": 1, "problems": 0}',
    b"[" * 900,
    b"\xff\xfe",
)


@pytest.mark.parametrize("written", NO_FINDINGS, ids=range(len(NO_FINDINGS)))
def test_what_cannot_be_read_counts_as_never_verified(desk: Workspace, written: bytes) -> None:
    """Anybody may have written there."""
    (desk.archive / FINDINGS_NAME).write_bytes(written)
    assert "never verified" in records(desk).detail


def test_an_archive_that_cannot_be_written_to_is_verified_all_the_same(
    desk: Workspace, call: Here
) -> None:
    """What was found is told; that it could not be kept too."""
    (desk.archive / FINDINGS_NAME).mkdir()
    done = call("archive", "verify")
    assert done.code == 0
    assert "all whole" in done.out
    assert "cannot be kept" in done.err
    assert "never verified" in records(desk).detail
