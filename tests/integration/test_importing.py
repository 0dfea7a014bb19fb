"""What people hand in becomes evidence, once, marked with who, when and the file's name."""

import gzip
import hashlib
import io
import json
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
import typer
from click.testing import Result
from typer.testing import CliRunner

from capture_support import cite
from claimcheck.app import auditing, importing
from claimcheck.app.workspace import Workspace, open_workspace
from claimcheck.archive import foreign_bytes
from claimcheck.cli import archive_import
from claimcheck.database.tables import AttemptRow, CaptureRow
from claimcheck.errors import BadInput, ClaimcheckError, UnknownName
from claimcheck.settings import load_settings
from cli_support import files_in

PAGE = "https://example.org/page"
MOVED = "https://example.org/old"
BODY = b"<title>Ferry</title><p>The ferry carried 4,200 people in May."
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY)
HELLO = ANSWER + BODY
REDIRECT = b"HTTP/1.1 301 Moved\r\nLocation: /page\r\nContent-Length: 0\r\n\r\n"
LOST = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
WALL = (
    ANSWER.replace(b"200 OK", b"403 No").replace(b"\r\n\r\n", b"\r\nX-DataDome: 1\r\n\r\n") + BODY
)
DAY = "2026-03-01T10:00:00Z"
LATER = "2026-03-02T10:00:00Z"
SAVED = (
    b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/page \n"
    b" saved date: Sun Mar 01 2026 10:00:00 GMT+0100 (CET) \n-->" + BODY
)


def record(kind: str, block: bytes, url: str = PAGE, at: str = DAY, **more: str) -> bytes:
    """One WARC record; `more` are fields with _ for -."""
    fields = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": at}
    fields["WARC-Record-ID"] = f"<urn:x:{kind}:{at}:{url}>"
    fields |= {name.replace("_", "-"): value for name, value in more.items()}
    fields["Content-Length"] = str(len(block))
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def pack(*, stated: bytes | None = None, **files: bytes) -> bytes:
    """A WACZ of these files, names with __ for /; the manifest may state other bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        listed = []
        for name, content in files.items():
            path = name.replace("__", "/").replace("_", ".")
            package.writestr(path, content)
            digest = hashlib.sha256(stated or content).hexdigest()
            listed.append({"path": path, "hash": f"sha256:{digest}", "bytes": len(content)})
        package.writestr("datapackage.json", json.dumps({"resources": listed}))
    return made.getvalue()


def write(tmp_path: Path, content: bytes, name: str = "handed.bin") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def rows(workspace: Workspace) -> list[tuple[AttemptRow, CaptureRow]]:
    with workspace.reading() as session:
        joined = sa.select(AttemptRow, CaptureRow).join(
            CaptureRow, CaptureRow.attempt_id == AttemptRow.id
        )
        return [
            (row[0], row[1]) for row in session.execute(joined.order_by(CaptureRow.captured_at))
        ]


RECORDS = record("response", HELLO) + record("response", LOST, at=LATER)
FORMS = [
    ("warc", RECORDS),  # not compressed
    ("warc", gzip.compress(RECORDS)),  # as a whole
    (
        "warc",
        gzip.compress(record("response", HELLO))
        + gzip.compress(record("response", LOST, at=LATER))
        + b"\0" * 99,
    ),
    ("warc", RECORDS.replace(b"\r\nWARC", b"\nWARC")),  # bare line ends
    ("wacz", pack(archive__a_warc=RECORDS)),
    ("wacz", pack(archive__a_warc_gz=gzip.compress(RECORDS), pages__pages_jsonl=b"{")),
]


@pytest.mark.parametrize(("kind", "content"), FORMS, ids=range(len(FORMS)))
def test_every_form_of_a_web_archive(
    workspace: Workspace, tmp_path: Path, kind: str, content: bytes
) -> None:
    """Its records of cited pages become captures of their own time, and only once."""
    cite(workspace, tmp_path, PAGE)
    path = write(tmp_path, content)
    (done,) = importing.import_files(workspace, [path])
    assert (done.kind, done.records, done.unmatched, done.left_out) == (kind, 2, 0, ())
    assert [(c.outcome, c.is_new) for c in done.captures] == [
        ("archived", True),
        ("not_found", True),
    ]
    (attempt, capture), (lost, _) = rows(workspace)
    assert capture.captured_at == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert capture.payload_sha256 == hashlib.sha256(BODY).hexdigest()
    assert (attempt.method, attempt.asked_by, attempt.original_name) == (
        "import",
        "checker",
        path.name,
    )
    assert attempt.finished_at > capture.captured_at
    assert (lost.reason, lost.finished_at) == ("404", datetime(2026, 3, 2, 10, tzinfo=UTC))
    before = files_in(workspace.archive)
    (again,) = importing.import_files(workspace, [path])
    assert [c.is_new for c in again.captures] == [False, False]
    assert files_in(workspace.archive) == before
    assert auditing.verify_archive(workspace).problems == ()


def test_redirects_inside_the_file(workspace: Workspace, tmp_path: Path) -> None:
    """A source's redirect leads to the page, even where that stands before it in the file."""
    cite(workspace, tmp_path, MOVED)
    other = record("response", HELLO, url="https://example.org/other")
    content = record("response", HELLO) + other + record("response", REDIRECT, url=MOVED)
    (done,) = importing.import_files(workspace, [write(tmp_path, content)])
    assert (done.captures[0].source, done.captures[0].final_url) == (MOVED, PAGE)
    assert done.unmatched == 1
    assert auditing.verify_archive(workspace).problems == ()


def test_requests_come_without_secrets(workspace: Workspace, tmp_path: Path) -> None:
    """The request is kept as it was, but for what lets somebody in."""
    cite(workspace, tmp_path, PAGE)
    asked = (
        b"GET /page HTTP/1.1\r\nhOst: example.org\r\nauthoriZation: Basic\r\n c2VjcmV0\r\n"
        b"Cookie: sid=c2VjcmV0\r\nX-Odd:  kept\r\n\r\n"
    )
    answer = record("response", HELLO, WARC_IP_Address="192.0.2.7")
    content = answer + record("request", asked, WARC_Concurrent_To=f"<urn:x:response:{DAY}:{PAGE}>")
    importing.import_files(workspace, [write(tmp_path, content)])
    held = b"".join(
        gzip.decompress(raw)
        for name, raw in files_in(workspace.archive).items()
        if name.endswith("gz")
    )
    assert b"GET /page HTTP/1.1\r\nhOst: example.org\r\nX-Odd:  kept\r\n\r\n" in held
    assert b"c2VjcmV0" not in held
    assert b"WARC-IP-Address: 192.0.2.7" in held


def revisit(**more: str) -> bytes:
    return record("revisit", ANSWER, at=LATER, WARC_Payload_Digest="sha1:X", **more)


def test_a_revisit_is_made_whole(workspace: Workspace, tmp_path: Path) -> None:
    """Its own head stands before the body of the record in the file that it refers to."""
    cite(workspace, tmp_path, PAGE)
    original = record(
        "response", HELLO, url="https://example.org/twin", WARC_Payload_Digest="sha1:X"
    )
    (done,) = importing.import_files(workspace, [write(tmp_path, revisit() + original)])
    assert [c.quality for c in done.captures] == ["ok"]
    ((_, capture),) = rows(workspace)
    assert capture.payload_sha256 == hashlib.sha256(BODY).hexdigest()


# what cannot be evidence, and the reason that is told
LEFT_OUT = [
    (record("response", HELLO, at="2099-01-01T00:00:00Z"), "its date"),  # not yet
    (record("response", HELLO, at="1989-01-01T00:00:00Z"), "its date"),  # before the web
    (record("response", HELLO, at="2026-02-31T00:00:00Z"), "its date"),  # no day
    (record("response", HELLO, at="2026"), "its date"),  # WARC 1.1 allows it; no evidence
    (record("response", b"no http"), "no answer over HTTP"),
    (record("response", REDIRECT, url=PAGE), "redirects do not end"),  # leads to itself
    (record("response", REDIRECT.replace(b"/page", b"/gone")), "redirects do not end"),
    (record("response", REDIRECT.replace(b"/page", b"ftp:/x")), "cannot be cited"),
    (revisit(), "not in the file"),
    (revisit(WARC_Refers_To=f"<urn:x:revisit:{LATER}:{PAGE}>"), "not in the file"),  # of itself
    (record("response", b"HTTP/1.1 304 Not Modified\r\n\r\n"), "not modified"),
    (
        record("response", HELLO)
        + record(
            "request",
            b"POST /page HTTP/1.1\r\n\r\npw",
            WARC_Concurrent_To=f"<urn:x:response:{DAY}:{PAGE}>",
        ),
        "plain request",
    ),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("content", "why"), LEFT_OUT, ids=range(len(LEFT_OUT)))
def test_what_cannot_be_evidence_is_left_out(
    workspace: Workspace, tmp_path: Path, content: bytes, why: str
) -> None:
    """It is told with its place and reason, and nothing is archived of it."""
    cite(workspace, tmp_path, PAGE)
    (done,) = importing.import_files(workspace, [write(tmp_path, content)])
    assert done.captures == ()
    assert why in done.left_out[0].why
    assert done.left_out[0].place.startswith("record 1 at byte 0")


PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
UPLOADS = [
    (b"<!doctype html>" + BODY, "text/html", "ok"),
    (b"%PDF-1.7\n...", "application/pdf", "ok"),
    (PIXEL, "image/png", "ok"),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp", "ok"),
    (b"The ferry carried 4,200 people in May.\n", "text/plain", "ok"),
]


@pytest.mark.parametrize(("content", "kind", "quality"), UPLOADS, ids=[row[1] for row in UPLOADS])
def test_uploads(
    workspace: Workspace, tmp_path: Path, content: bytes, kind: str, quality: str
) -> None:
    """A file that is one page is a capture of the source that is named, whatever it is called."""
    cite(workspace, tmp_path, PAGE)
    path = write(tmp_path, content, "page.exe")
    (done,) = importing.import_files(workspace, [path], source=f"{PAGE}?utm_source=x#top")
    ((attempt, capture),) = rows(workspace)
    assert (done.kind, capture.content_type, capture.quality) == (kind, kind, quality)
    assert (capture.http_status, attempt.method, attempt.reason) == (None, "upload", "uploaded")
    assert (attempt.asked_by, attempt.original_name) == ("checker", "page.exe")
    assert capture.captured_at == attempt.finished_at
    assert capture.payload_sha256 == hashlib.sha256(content).hexdigest()
    (again,) = importing.import_files(workspace, [path], source=PAGE)
    assert [one.is_new for one in again.captures] == [False]
    assert auditing.verify_archive(workspace).problems == ()


def test_a_saved_page_says_where_it_is_from(workspace: Workspace, tmp_path: Path) -> None:
    """Its own address finds the source; its own date is told, and is not the capture's time."""
    cite(workspace, tmp_path, PAGE, MOVED)
    path = write(tmp_path, SAVED, "saved.html")
    (done,) = importing.import_files(workspace, [path])
    assert (done.captures[0].source, done.note) == (PAGE, None)
    ((attempt, capture),) = rows(workspace)
    assert attempt.reason == "uploaded; saved 2026-03-01T09:00:00+00:00 by its own word"
    assert capture.captured_at > datetime(2026, 3, 24, tzinfo=UTC)
    (other,) = importing.import_files(workspace, [path], source=MOVED)
    assert other.note == f"it says that it was saved from {PAGE}"


def test_a_dry_run_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    """It tells the same, and neither a file of the archive nor a row comes to be."""
    cite(workspace, tmp_path, PAGE)
    path = write(tmp_path, RECORDS)
    before = files_in(workspace.archive)
    (told,) = importing.import_files(workspace, [path], dry_run=True)
    assert rows(workspace) == []
    assert files_in(workspace.archive) == before
    assert importing.import_files(workspace, [path]) == [told]


def test_an_old_capture_is_never_unchanged(workspace: Workspace, tmp_path: Path) -> None:
    """A record with the payload of a later capture stays one of its own."""
    cite(workspace, tmp_path, PAGE)
    importing.import_files(workspace, [write(tmp_path, record("response", HELLO, at=LATER))])
    importing.import_files(workspace, [write(tmp_path, record("response", HELLO))])
    assert [(a.outcome, c.refers_to) for a, c in rows(workspace)] == [("archived", None)] * 2


BOMB = record("response", b"")[:-4].replace(b"Content-Length: 0", b"Content-Length: 999999999999")
RANSOM = pack(archive__a_warc=RECORDS)
HOSTILE = [
    b"",  # nothing
    b"\x7fELF\x01\x01\x01\0\0\0",  # a program
    RECORDS[:-30],  # cut
    gzip.compress(RECORDS)[:-9],  # cut while compressed
    gzip.compress(RECORDS) + b"rest",  # something behind it
    RECORDS.replace(b"Content-Length: ", b"Content-Length: 1", 1),  # a longer record than there is
    RECORDS.replace(b"Content-Length: 1", b"Content-Length: ", 1),  # a shorter one
    record("response", HELLO, Content_length="5"),  # two lengths
    record("response", HELLO, Content_length="-5"),
    b"WARC/0.9\r\n\r\n",
    b"WARC/1.0\r\nno field\r\n\r\n",
    b"WARC/1.0\r\n" + b"a: b\r\n" * 20_000,  # a head without an end
    record("response", HELLO, WARC_Block_Digest="sha1:" + "A" * 32),  # another block
    record("response", HELLO, WARC_Block_Digest="sha256:\0"),
    gzip.compress(gzip.compress(RECORDS)),  # packed twice
    gzip.compress(BOMB + b"\0" * 100_000_000, 9),  # a bomb
    gzip.compress(b"\r\n" * 100_000),
    b"PK\x03\x04",
    RANSOM[:-10],
    RANSOM.replace(b"4,200", b"4,300"),  # the ZIP itself does not hold
    pack(archive__a_warc=RECORDS, stated=RECORDS.replace(b"4,200", b"4,300")),  # swapped
    RANSOM.replace(b"archive/a.warc", b"../../../a.war"),
    RANSOM.replace(b"archive/a.warc", b"/rchive/a.warc"),
    RANSOM.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    ),  # encrypted
    RANSOM.replace(b"sha256:", b"sha999:"),
    pack(),
    pack(archive__a_warc=b"WARC/1.0\r\n\r\n"),
    pack(archive__a_warc=RECORDS).replace(b'{"resources"', b"[[[[[[[[[[["),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_files_are_refused_whole(
    workspace: Workspace, tmp_path: Path, content: bytes
) -> None:
    """A sentence names the file and what to do; nothing is archived, of sound ones neither."""
    cite(workspace, tmp_path, PAGE)
    sound = write(tmp_path, RECORDS, "sound.warc")
    before = files_in(tmp_path)
    bad = write(tmp_path, content, "bad\n.warc")
    with pytest.raises(BadInput, match=r"bad\?\.warc") as refused:
        importing.import_files(workspace, [sound, bad])
    assert refused.value.next_step
    bad.unlink()
    assert {k: v for k, v in files_in(tmp_path).items() if ".db" not in k} == {
        k: v for k, v in before.items() if ".db" not in k
    }


def test_no_trap_in_place_of_a_file(tmp_path: Path) -> None:
    """Folders, links, FIFOs and devices are refused at once."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "link").symlink_to(write(tmp_path, b"x"))
    for path in (
        tmp_path,
        tmp_path / "fifo",
        tmp_path / "link",
        Path("/dev/zero"),
        Path("a\0b"),
        tmp_path / "none",
    ):
        with pytest.raises(BadInput):
            foreign_bytes.open_file(path)


# what is typed wrongly, and what is told
MISTAKES = [
    (BODY, None, "which page it is of"),  # no address at all
    (SAVED.replace(b"org/page", b"org/else"), None, "https://example.org/else"),  # not cited
    (BODY, "https://example.org/else", "no claim cites"),
    (BODY, "https://me:secret@example.org/", "password"),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("content", "source", "told"), MISTAKES, ids=range(len(MISTAKES)))
def test_mistakes_are_named(
    workspace: Workspace, tmp_path: Path, content: bytes, source: str | None, told: str
) -> None:
    """An address that is missing or not cited is said, with the next step, and no secret."""
    cite(workspace, tmp_path, PAGE)
    with pytest.raises(ClaimcheckError, match=told) as refused:
        importing.import_files(workspace, [write(tmp_path, content)], source=source)
    assert isinstance(refused.value, UnknownName | BadInput)
    assert refused.value.next_step
    assert "secret" not in str(refused.value)


def test_the_command(tmp_path: Path) -> None:
    """It tells what came of each file, as words and as one document; exit 1 for nothing."""
    app = typer.Typer()
    app.callback()(lambda: None)
    app.command("import", epilog=archive_import.EPILOG)(archive_import.import_files)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["import", *arguments])

    workspace = open_workspace(load_settings({}, tmp_path))
    cite(workspace, tmp_path, PAGE)
    path = str(write(tmp_path, RECORDS + record("response", HELLO, url=MOVED)))
    said = run(path)
    assert (said.exit_code, "2 captures new, 0 known" in said.output) == (0, True)
    assert "1 answer of pages that nobody cites" in said.output
    row = json.loads(run(path, "--json", "--dry-run").stdout)["files"][0]
    assert [capture["is_new"] for capture in row["captures"]] == [False, False]
    nothing = run(str(write(tmp_path, record("response", HELLO, url=MOVED))))
    assert nothing.exit_code == 1
    assert "claimcheck archive import" in run("--help").output
    workspace.close()
