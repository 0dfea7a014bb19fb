"""Exports: whole, exact, self-contained, and never half a file."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from capture_support import FACT, cite, serve_one
from claimcheck.app import attempts, capturing, exporting, intake
from claimcheck.app.capturing import Wanted
from claimcheck.app.exporting import Exported, Format, Plan, Selection
from claimcheck.app.workspace import Workspace
from claimcheck.archive.segments import open_writer
from claimcheck.archive.zipnum import BLOCK_LINES, SortedLines, write_blocks
from claimcheck.errors import ArchiveUnusable, BadInput, ClaimcheckError, UnknownName
from cli_support import Here
from fetch_support import Site, page, redirect
from warc_support import NOW, PAGE, attempt, refer_to

HTML = b"Content-Type: text/html; charset=utf-8\r\n"
FERRY = b"<title>The ferry</title><h1>The ferry</h1><p>It carried 4,200 people in May.</p>" * 3
ALL = Wanted(refresh=timedelta(0))

# what does not touch a query says the same on both
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def site() -> Iterator[Site]:
    """A page, a redirect to it, a page that is not there, and one in chunks."""
    chunks = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    with serve_one(
        ferry=page(FERRY, headers=HTML),
        old=redirect("/ferry"),
        gone=page(b"not here", status="404 Not Found"),
        chunks=chunks,
    ) as opened:
        yield opened


@pytest.fixture
def desk(workspace: Workspace, tmp_path: Path, site: Site) -> Workspace:
    """A desk that fetched every page twice: claim-0 to claim-3 cite one each."""
    cite(workspace, tmp_path, *(site.url(path) for path in ("/ferry", "/old", "/gone", "/chunks")))
    for _ in range(2):
        capturing.fetch_due(workspace, ALL)
    return workspace


def wacz(desk: Workspace, path: Path, *keys: str, report: str | None = None) -> Exported:
    """Export as WACZ."""
    return exporting.export(desk, Selection(keys, report), path, form=Format.WACZ)


def index_of(path: Path) -> list[dict[str, Any]]:
    """The entries of a WACZ's index, in order."""
    with zipfile.ZipFile(path) as archive:
        lines = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
    assert lines == sorted(lines)
    return [json.loads(line.split(" ", 2)[2]) for line in lines]


def pages_of(path: Path) -> list[dict[str, Any]]:
    """The pages of a WACZ."""
    with zipfile.ZipFile(path) as archive:
        head, *pages = archive.read("pages/pages.jsonl").decode().splitlines()
    assert json.loads(head)["format"] == "json-pages-1.0"
    return [json.loads(page) for page in pages]


def warc_of(path: Path) -> bytes:
    """The WARC in a WACZ."""
    with zipfile.ZipFile(path) as archive:
        return archive.read("archive/data.warc.gz")


def members_of(warc: bytes) -> list[bytes]:
    """The gzip members of a WARC, as FastWARC finds them."""
    starts = [r.stream_pos for r in ArchiveIterator(io.BytesIO(warc), parse_http=False)]
    return [warc[a:b] for a, b in zip(starts, [*starts[1:], len(warc)], strict=True)]


def segments_of(desk: Workspace) -> bytes:
    """All bytes of the archive."""
    return b"".join(path.read_bytes() for path in sorted(desk.archive.glob("*.warc.gz")))


@on_sqlite
def test_the_manifest_covers_every_file(desk: Workspace, tmp_path: Path) -> None:
    """Each file's size and digest is in the manifest, the manifest's in the digest file."""
    done = wacz(desk, tmp_path / "a.wacz")
    assert done.sha256 == sha256((tmp_path / "a.wacz").read_bytes()).hexdigest()
    with zipfile.ZipFile(tmp_path / "a.wacz") as archive:
        manifest = json.loads(archive.read("datapackage.json"))
        listed = {row["path"]: (row["hash"], row["bytes"]) for row in manifest["resources"]}
        for name in set(archive.namelist()) - {"datapackage.json", "datapackage-digest.json"}:
            content = archive.read(name)
            assert listed.pop(name) == (f"sha256:{sha256(content).hexdigest()}", len(content))
        assert listed == {}
        digest = sha256(archive.read("datapackage.json")).hexdigest()
        assert json.loads(archive.read("datapackage-digest.json"))["hash"] == f"sha256:{digest}"
        assert archive.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
    assert (manifest["wacz_version"], manifest["profile"]) == ("1.1.1", "data-package")


@on_sqlite
def test_the_index_leads_to_every_record_by_its_range(desk: Workspace, tmp_path: Path) -> None:
    """The bytes at an entry's place are one gzip member with the record it names."""
    wacz(desk, tmp_path / "a.wacz")
    warc = warc_of(tmp_path / "a.wacz")
    entries = index_of(tmp_path / "a.wacz")
    for entry in entries:
        offset, length = int(entry["offset"]), int(entry["length"])
        record = gzip.decompress(warc[offset : offset + length])
        assert f"WARC-Target-URI: {entry['url']}\r\n".encode() in record
        assert f"WARC-Payload-Digest: {entry['digest']}\r\n".encode() in record
    kinds = [(entry["mime"], entry["status"]) for entry in entries]
    assert kinds.count(("warc/revisit", "200")) == 3
    assert kinds.count(("unk", "302")) == 2


@on_sqlite
def test_records_are_copied_byte_for_byte(desk: Workspace, tmp_path: Path) -> None:
    """All but the warcinfo are the archive's own bytes; the warcinfo says what they are."""
    done = wacz(desk, tmp_path / "a.wacz")
    first, *copied = members_of(warc_of(tmp_path / "a.wacz"))
    assert len(copied) + 1 == done.records
    assert b"preceding_sha256 in a metadata record" in gzip.decompress(first)
    segments = segments_of(desk)
    assert all(member in segments for member in copied)


@on_sqlite
def test_other_readers_find_no_fault(desk: Workspace, tmp_path: Path) -> None:
    """FastWARC and warcio read every record; only chunked bodies does warcio digest otherwise."""
    path = tmp_path / "a.warc.gz"
    done = exporting.export(desk, Selection(), path, form=Format.WARC)
    with path.open("rb") as file:
        blocks = [r.verify_block_digest() for r in ArchiveIterator(file, parse_http=False)]
    assert blocks == [True] * done.records
    wrong = set()
    with path.open("rb") as file:
        for record in WarcioIterator(file, check_digests=True):
            record.content_stream().read()
            if record.digest_checker.passed is False:
                wrong.add(record.rec_headers.get_header("WARC-Target-URI").rpartition("/")[2])
    assert wrong == {"chunks"}


@on_sqlite
def test_pages_have_title_and_text(desk: Workspace, tmp_path: Path) -> None:
    """Each capture is a page with what was read from it, its address in the index."""
    wacz(desk, tmp_path / "a.wacz", "claim-0")
    first, second = pages_of(tmp_path / "a.wacz")
    assert first["title"] == second["title"] == "The ferry"
    assert "4,200 people" in first["text"]
    assert first["url"] in {entry["url"] for entry in index_of(tmp_path / "a.wacz")}
    assert first["ts"].endswith("Z")


def test_a_claim_brings_its_own_captures_only(desk: Workspace, tmp_path: Path) -> None:
    """With a redirect, every hop comes along; other claims' pages stay."""
    done = wacz(desk, tmp_path / "a.wacz", "claim-1")
    assert (done.captures, done.referred) == (2, 0)
    paths = [entry["url"].rpartition("/")[2] for entry in index_of(tmp_path / "a.wacz")]
    assert paths == ["ferry", "ferry", "old", "old"]


def test_a_report_brings_the_captures_of_its_claims(
    desk: Workspace, tmp_path: Path, site: Site
) -> None:
    """What another report's claims cite stays."""
    rows = f"key,text,source,report\nown,{FACT},{site.url('/gone')},first\n".replace("4,200", "9")
    (tmp_path / "more.csv").write_text(rows)
    intake.import_file(desk, tmp_path / "more.csv")
    done = wacz(desk, tmp_path / "a.wacz", report="first")
    assert done.captures == 2
    assert {page["url"] for page in pages_of(tmp_path / "a.wacz")} == {site.url("/gone")}


def test_a_revisit_brings_the_record_that_holds_its_content(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Where the content lies with another source's capture, that attempt comes along."""
    first = attempt(PAGE, url="https://example.org/first")
    again = attempt(PAGE, url="https://example.org/again", referred=refer_to(first))
    cite(workspace, tmp_path, first[0].source_url, again[0].source_url)
    with open_writer(workspace.archive, now=NOW) as writer, workspace.writing() as session:
        for facts, exchanges, referred in (first, again):
            place = writer.append(facts, exchanges, referred=referred)
            attempts.insert(session, [(facts, place)])
    done = wacz(workspace, tmp_path / "a.wacz", "claim-1")
    assert (done.captures, done.referred) == (1, 1)
    assert {entry["mime"] for entry in index_of(tmp_path / "a.wacz")} == {
        "text/plain",
        "warc/revisit",
    }
    assert [page["url"] for page in pages_of(tmp_path / "a.wacz")] == ["https://example.org/again"]


@on_sqlite
def test_the_same_archive_gives_the_same_export(desk: Workspace, tmp_path: Path) -> None:
    """Nothing but the time of the export makes two exports differ."""
    still = replace(desk, clock=lambda: NOW)
    wacz(still, tmp_path / "a.wacz")
    wacz(still, tmp_path / "b.wacz")
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()


@on_sqlite
def test_large_archives_keep_records_where_readers_look(desk: Workspace, tmp_path: Path) -> None:
    """
    Where an entry might need ZIP64, its central header has an extra field as its local one has.

    replayweb.page (wabac.js 2) takes the data to begin right behind the name otherwise.
    """
    with (desk.archive / "claimcheck-20200101T000000Z-0000000000000000.warc.gz").open("wb") as file:
        file.truncate(3 * 1024**3)
    wacz(desk, tmp_path / "a.wacz", "claim-0")
    raw = (tmp_path / "a.wacz").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.wacz") as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            local_extra_bytes = int.from_bytes(raw[info.header_offset + 28 :][:2], "little")
            assert bool(local_extra_bytes) == bool(info.extra)
        assert archive.getinfo("archive/data.warc.gz").extra


# what is asked for, the file, the error, a word of it
REFUSED: list[tuple[Selection, str, type[ClaimcheckError], str]] = [
    (Selection(("none",)), "a.wacz", UnknownName, "no claim none"),
    (Selection(report="none"), "a.wacz", UnknownName, "no report none"),
    # a character that the drivers refuse
    (Selection(report="a\0b"), "a.wacz", UnknownName, "no report"),
    (Selection(("claim-0",), "none"), "a.wacz", BadInput, "together"),
    (Selection(), "missing/a.wacz", BadInput, "folder that exists"),
    (Selection(), "", BadInput, "not a file"),
    (Selection(), "taken.wacz", BadInput, "there already"),
    (Selection(), "link.wacz", BadInput, "there already"),
]


def test_what_cannot_be_exported_is_refused(desk: Workspace, tmp_path: Path) -> None:
    """Whether it is a dry run or not; a file that is there stays, and no other appears."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "taken.wacz").write_text("kept")
    (folder / "link.wacz").symlink_to("nowhere")
    for selection, name, error, word in REFUSED:
        with pytest.raises(error, match=word):
            exporting.plan_export(desk, selection, folder / name)
        with pytest.raises(error, match=word):
            exporting.export(desk, selection, folder / name, form=Format.WACZ)
    assert sorted(path.name for path in folder.iterdir()) == ["link.wacz", "taken.wacz"]
    assert (folder / "taken.wacz").read_text() == "kept"


@on_sqlite
def test_nothing_captured_is_nothing_to_export(workspace: Workspace, tmp_path: Path) -> None:
    """Before the first fetch there is no empty file, but the next step."""
    cite(workspace, tmp_path, "https://example.org/")
    with pytest.raises(BadInput, match="captured") as caught:
        wacz(workspace, tmp_path / "a.wacz")
    assert "claimcheck fetch" in caught.value.next_step
    assert not (tmp_path / "a.wacz").exists()


def test_damage_stops_an_export_and_leaves_others_alone(desk: Workspace, tmp_path: Path) -> None:
    """An export is whole or is none; an attempt beside the damage can still be exported."""
    wacz(desk, tmp_path / "before.wacz", "claim-2")
    hit = members_of(warc_of(tmp_path / "before.wacz"))[2]  # a request, behind its capture
    for path in desk.archive.glob("*.warc.gz"):
        path.write_bytes(path.read_bytes().replace(hit, hit[:30] + b"\0\0" + hit[32:]))
    with pytest.raises(ArchiveUnusable, match="cannot be exported") as caught:
        wacz(desk, tmp_path / "a.wacz", "claim-2")
    assert "archive verify" in caught.value.next_step
    assert not list(tmp_path.glob("*a.wacz*"))
    for key in ("claim-0", "claim-3"):
        wacz(desk, tmp_path / f"{key}.wacz", key)


def test_sorted_lines_are_sorted_whatever_waits_in_files() -> None:
    """Runs that were spilled are merged; each line of the index leads to its block."""
    lines = [f"org,example)/{n * 7919 % 3001} 20260304050607 {{}}\n" for n in range(3001)]
    with ExitStack() as held:
        sorter = SortedLines(held, run_lines=400)
        for line in lines:
            sorter.add(line)
        data = io.BytesIO()
        head, *index = write_blocks(sorter, data, data_name="i").decode().splitlines()
    assert head.startswith("!meta 0 ")
    assert gzip.decompress(data.getvalue()).decode().splitlines(keepends=True) == sorted(lines)
    assert len(index) == len(lines) // BLOCK_LINES + 1
    for line in index:
        key, date, place = line.split(" ", 2)
        where = json.loads(place)
        block = data.getvalue()[where["offset"] :][: where["length"]]
        assert where["digest"] == f"sha256:{sha256(block).hexdigest()}"
        assert gzip.decompress(block).decode().startswith(f"{key} {date} ")


def test_command(
    desk: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str], database_url: str
) -> None:
    """A dry run writes nothing; the file's name tells the format; --force replaces."""
    claimcheck = Here(capsys, ("--database", database_url, "--archive", str(desk.archive)))
    export = ("archive", "export", "claim-0", "-o", tmp_path / "a.wacz", "--json")
    planned = claimcheck(*export, "--dry-run")
    assert planned.json == {
        "file": str(tmp_path / "a.wacz"), "format": "wacz", "captures": 2, "referred": 0
    }  # fmt: skip
    assert not (tmp_path / "a.wacz").exists()
    done = claimcheck(*export)
    assert done.json.items() > planned.json.items()
    assert done.json["bytes"] == (tmp_path / "a.wacz").stat().st_size
    assert claimcheck(*export).code == 2
    assert claimcheck(*export, "--force").code == 0
    # a WACZ must be named so, whatever is said
    for words in (("-o", "a.zip"), ("-o", "a.warc.gz", "--format", "wacz")):
        refused = claimcheck("archive", "export", *words)
        assert (refused.code, "ends with" in refused.err) == (2, True)
    assert claimcheck("archive", "export", "-o", "a.wacz", "--format", "tar").code == 2
    said = claimcheck("archive", "export", "--dry-run", "-o", tmp_path / "b.warc.gz")
    assert "8 captures would be written" in said.out


@on_sqlite
def test_a_plan_counts_what_an_export_holds(desk: Workspace, tmp_path: Path) -> None:
    """The dry run says what the run does."""
    for keys in ((), ("claim-0", "claim-1")):
        plan = exporting.plan_export(desk, Selection(keys), tmp_path / "a.wacz", force=True)
        done = exporting.export(
            desk, Selection(keys), tmp_path / "a.wacz", form=Format.WACZ, force=True
        )
        assert plan == Plan(done.captures, done.referred)
