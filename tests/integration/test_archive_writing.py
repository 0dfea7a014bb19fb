"""Segments hold whole groups that other readers accept, or nothing."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastWarcIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from claimcheck.archive import folder as archive_folder
from claimcheck.archive import reading
from claimcheck.archive.members import Record
from claimcheck.archive.segments import open_writer
from claimcheck.archive.verify import ExpectedAttempt, ExpectedCapture, verify
from claimcheck.core.captures import Place
from claimcheck.core.http_message import Framing
from claimcheck.errors import ArchiveUnusable
from warc_support import (
    MOVED,
    NOW,
    PAGE,
    REQUEST,
    archive,
    attempt,
    only_segment,
    refer_to,
    row_of,
)

ODD_RESPONSES = [
    PAGE,
    # odd case, spacing, folds, eight bits and bare LF
    b"HTTP/1.0  200\nconTENT-type:text/html\n  ; charset=x\r\nX: \xff\xfe \n\n<p>\xe9</p>",
    # chunked with extensions and trailers
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: u\r\n\r\n",
    # interim responses
    b"HTTP/1.1 103 Hints\r\nLink: </x>\r\n\r\n" + PAGE,
    # no body, no header, every byte there is
    b"HTTP/1.1 204 No Content\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n\r\n" + bytes(range(256)) * 300,
    # a WARC record inside, line ends that look like the end of a record
    b"HTTP/1.1 200 OK\r\n\r\nWARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n\r\n\r\n",
    # cut within the head, and not HTTP
    b"HTTP/1.1 200 OK\r\nContent-Le",
    b"SSH-2.0-server\r\n",
]


def test_bytes_are_kept_exactly_for_every_reader(tmp_path: Path) -> None:
    """Our reader, FastWARC and warcio all give back what was on the wire."""
    archive(tmp_path / "a", [attempt(response) for response in ODD_RESPONSES])
    path = only_segment(tmp_path / "a")
    (segment,) = archive_folder.list_segments(tmp_path / "a")
    ours = [item for item in reading.iter_records(segment) if isinstance(item, Record)]
    assert [r.block for r in ours if r.type == "response"] == ODD_RESPONSES
    assert {r.block for r in ours if r.type == "request"} == {REQUEST}
    with path.open("rb") as file:
        fast = [
            (str(r.record_type), r.verify_block_digest(consume=False), r.reader.read())
            for r in FastWarcIterator(file, parse_http=False)
        ]
    assert [kind for kind, _, _ in fast] == [r.type for r in ours]
    assert all(valid for _, valid, _ in fast)
    assert [block for kind, _, block in fast if kind == "response"] == ODD_RESPONSES
    with path.open("rb") as file:
        plain = WarcioIterator(file, no_record_parse=True)
        blocks = [r.raw_stream.read() for r in plain if r.rec_type == "response"]
    assert blocks == ODD_RESPONSES


def test_warcio_check_passes(tmp_path: Path) -> None:
    """Block and payload digests satisfy warcio where it understands the framing."""
    first = attempt(MOVED, PAGE)
    others = [attempt(r) for r in ODD_RESPONSES if b"chunked" not in r and b" 103 " not in r]
    archive(tmp_path / "a", [first, attempt(PAGE, referred=refer_to(first)), attempt(), *others])
    with only_segment(tmp_path / "a").open("rb") as file:
        for record in WarcioIterator(file, check_digests="raise"):
            record.content_stream().read()
            assert record.digest_checker.passed or record.rec_type == "revisit"


def test_a_group_hangs_together(tmp_path: Path) -> None:
    """Every record of an attempt points at the others; the place is the capture's record."""
    made = attempt(MOVED, PAGE)
    (row,) = archive(tmp_path / "a", [made])
    (segment,) = archive_folder.list_segments(tmp_path / "a")
    info, *group = [item for item in reading.iter_records(segment) if isinstance(item, Record)]
    assert info.type == "warcinfo"
    hop, last = group[:3], group[3:]
    assert [r.type for r in hop] == [r.type for r in last] == ["response", "request", "metadata"]
    whole = {r.field("warc-concurrent-to") for r in (*hop[:2], *last[:2])}
    assert whole == {f"<urn:uuid:{made[0].id}>"}
    for facts, response in ((hop[2], hop[0]), (last[2], last[0])):
        assert facts.field("warc-concurrent-to") == f"<urn:uuid:{response.id}>"
        assert facts.field("warc-target-uri") == f"urn:uuid:{made[0].id}"
    assert row.capture is not None
    assert (last[0].id, last[0].place) == (row.capture.id, row.capture.place)


def test_each_hop_has_its_facts_beside_it(tmp_path: Path) -> None:
    """Who answered, when and how, stands behind each hop, the same as with the attempt's facts."""
    archive(tmp_path / "a", [attempt(MOVED, MOVED, PAGE)])
    (segment,) = archive_folder.list_segments(tmp_path / "a")
    records = [item for item in reading.iter_records(segment) if isinstance(item, Record)]
    first, second, whole = [json.loads(r.block[:]) for r in records if r.type == "metadata"]
    for number, hop in enumerate((first, second)):
        assert (hop.pop("format"), hop.pop("attempt")) == (
            "claimcheck-hop/1",
            whole["attempt"]["id"],
        )
        assert hop.pop("hop") == number
        assert hop == whole["hops"][number]


def test_revisits_keep_their_own_head(tmp_path: Path) -> None:
    """A revisit stores its headers only; read back it has the earlier payload."""
    first = attempt(PAGE)
    again = attempt(
        b"HTTP/1.1 200 OK\r\nX-New: 1\r\nContent-Length: 5\r\n\r\nhello", referred=refer_to(first)
    )
    rows = archive(tmp_path / "a", [first, again])
    places = {row.capture.id: row.capture.place for row in rows if row.capture}
    assert rows[1].capture is not None
    record = reading.read_record(tmp_path / "a", rows[1].capture.place)
    assert record.type == "revisit"
    assert record.block == b"HTTP/1.1 200 OK\r\nX-New: 1\r\nContent-Length: 5\r\n\r\n"
    message = reading.read_response(tmp_path / "a", rows[1].capture.place, places.get)
    assert (message.payload, message.header("x-new")) == (b"hello", "1")
    assert (message.cut, message.framing) == (False, Framing.LENGTH)
    assert verify(tmp_path / "a", rows).problems == ()


def test_a_304_gives_the_answer_that_it_confirms(tmp_path: Path) -> None:
    """A revisit by 304 is read as the earlier answer, headers too."""
    first = attempt(PAGE)
    assert first[0].capture is not None
    facts, exchanges, referred = attempt(
        b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", referred=refer_to(first)
    )
    assert facts.capture is not None
    capture = replace(facts.capture, payload_sha256=first[0].capture.payload_sha256)
    rows = archive(tmp_path / "a", [first, (replace(facts, capture=capture), exchanges, referred)])
    places = {row.capture.id: row.capture.place for row in rows if row.capture}
    assert rows[1].capture is not None
    message = reading.read_response(tmp_path / "a", rows[1].capture.place, places.get)
    assert (message.status, message.payload) == (200, b"hello")
    assert verify(tmp_path / "a", rows).problems == ()


def test_segments_rotate_and_are_sealed_at_the_end(tmp_path: Path) -> None:
    """A full segment is followed by another; all keep `.open` until the writer ends."""
    rows = []
    with open_writer(tmp_path / "a", now=NOW, max_bytes=2000) as writer:
        for _ in range(6):
            facts, exchanges, _ = attempt(PAGE)
            rows.append(row_of(facts, writer.append(facts, exchanges)))
            writer.sync()
        during = archive_folder.list_segments(tmp_path / "a")
        assert all(segment.is_open for segment in during)
        verification = verify(tmp_path / "a", rows)
        assert verification.problems == ()
        assert verification.in_use == tuple(segment.name for segment in during)
    after = archive_folder.list_segments(tmp_path / "a")
    assert [s.name for s in after] == [s.name for s in during]
    assert not any(segment.is_open for segment in after)
    assert len(after) > 1
    assert verify(tmp_path / "a", rows).problems == ()
    assert verify(tmp_path / "a", rows).captures == 6


def test_a_segment_can_be_read_while_it_is_sealed(tmp_path: Path) -> None:
    """A segment that was listed while open is found under its final name too."""
    with open_writer(tmp_path, now=NOW) as writer:
        writer.append(*attempt(PAGE)[:2])
        (segment,) = archive_folder.list_segments(tmp_path)
    assert segment.is_open
    assert len(list(reading.iter_records(segment))) == 4


def test_no_attempt_no_file(tmp_path: Path) -> None:
    """A run that archives nothing leaves no segment."""
    with open_writer(tmp_path / "a", now=NOW) as writer:
        writer.sync()
    assert list((tmp_path / "a").iterdir()) == []


def test_a_refused_group_leaves_nothing(tmp_path: Path) -> None:
    """When the second exchange of a group is refused, the first is cut away again."""
    good = attempt(PAGE)
    facts, (first, second), _ = attempt(MOVED, PAGE)
    with open_writer(tmp_path / "a", now=NOW) as writer:
        rows = [row_of(good[0], writer.append(*good[:2]))]
        with pytest.raises(ValueError, match="digest"):
            writer.append(facts, (first, replace(second, response=MOVED)))
        rows.append(row_of(facts, writer.append(facts, (first, second))))
    verification = verify(tmp_path / "a", rows)
    assert (verification.problems, verification.captures) == ((), 2)


DISK_FULL = """
import json, resource, signal, sys
from pathlib import Path
from claimcheck.archive.segments import open_writer
from claimcheck.errors import ArchiveUnusable
from warc_support import NOW, PAGE, attempt

def append(writer, done):
    made = attempt(PAGE + bytes(400))
    place = writer.append(*made[:2])
    writer.sync()
    capture = made[0].capture
    done.append([made[0].id, capture.id, place.segment, place.offset, place.length,
                 capture.payload_sha256])

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
done, refused = [], []
with open_writer(Path(sys.argv[1]), now=NOW) as writer:
    append(writer, done)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), hard))
    try:
        while True:
            append(writer, done)
    except ArchiveUnusable as error:
        refused.append([error.message, error.next_step])
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    append(writer, done)
print(json.dumps([done, refused]))
"""


@pytest.mark.parametrize("limit", [2500, 4000, 4096, 4500, 5001])
def test_a_full_disk_leaves_whole_groups(tmp_path: Path, limit: int) -> None:
    """A group that does not fit is cut back, told with a next step, and can be tried again."""
    run = subprocess.run(
        [sys.executable, "-c", DISK_FULL, str(tmp_path / "a"), str(limit)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        check=True,
    )
    done, [[message, next_step]] = json.loads(run.stdout)
    rows = [
        ExpectedAttempt(attempt_id, ExpectedCapture(capture_id, Place(*place), digest))
        for attempt_id, capture_id, *place, digest in done
    ]
    verification = verify(tmp_path / "a", rows)
    assert verification.problems == ()
    assert verification.captures == len(rows) >= 2
    assert "cannot take another record" in message
    assert next_step


def test_unusable_folders_are_told_with_the_next_step(tmp_path: Path) -> None:
    """No parent, a file in its place, a folder nobody can write to: one error, one next step."""
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "no" / "archive", tmp_path / "file", tmp_path / "file" / "a"):
        with pytest.raises(ArchiveUnusable) as caught:
            archive_folder.prepare_folder(folder)
        assert caught.value.next_step


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system for reading only")
def test_a_folder_that_cannot_be_created_is_told() -> None:
    """Where the system creates nothing, the archive says so."""
    with pytest.raises(ArchiveUnusable, match="cannot be created"):
        archive_folder.prepare_folder(Path("/proc/archive"))


def test_names_from_outside_never_leave_the_folder(tmp_path: Path) -> None:
    """A row cannot name a file that is no segment of this archive."""
    (tmp_path / "secret").write_text("x")
    (tmp_path / "a").mkdir()
    for name in ("../secret", "/etc/passwd", "secret", "", "a" * 5000, "x\0y"):
        with pytest.raises(ArchiveUnusable):
            reading.read_record(tmp_path / "a", Place(name, 0, 10))
