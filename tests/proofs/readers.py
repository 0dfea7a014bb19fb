"""
The proof that other people's tools read what is archived, and what is exported of it.

    python tests/proofs/readers.py --captures 10000 [--tools FOLDER]

writes captures of every kind (lengths, chunks, gzip, redirects, revisits, odd heads) through the
segment writer, exports them, and reads segments and export with FastWARC and warcio, with pywb's
indexer (`cdxj-indexer`) and with `wacz validate` where FOLDER or the path has them. No error is
allowed but one that is pinned: warcio digests the framing of chunked bodies along with them.
"""

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import warc_support
from claimcheck.archive import folder, wacz
from claimcheck.archive.delivery import new_file
from claimcheck.archive.exporting import WantedGroup
from claimcheck.archive.segments import open_writer
from claimcheck.archive.wacz import Contents, Page

SEGMENT_BYTES = 4 * 1024 * 1024
TOOLS = ("cdxj-indexer", "wacz")
HELD = b"HTTP/1.1 200 OK\r\n"


@dataclass(frozen=True, slots=True)
class Proof:
    """
    What was read. `pinned` counts the chunked bodies that warcio digests otherwise, `absent`
    names the tools that are not installed.
    """

    captures: int
    records: int
    pinned: int
    indexed: int
    absent: tuple[str, ...]
    problems: tuple[str, ...]

    def __str__(self) -> str:
        """Give the summary line."""
        state = "no errors" if not self.problems else "; ".join(self.problems[:20])
        absent = f" (not installed: {', '.join(self.absent)})" if self.absent else ""
        return (
            f"{self.captures} captures, {self.records} records, {self.indexed} lines of index, "
            f"{self.pinned} chunked bodies that warcio digests with their framing: {state}{absent}"
        )


def prove(home: Path, *, captures: int, tools: Path | None = None) -> Proof:
    """Write, export and read; the folder has to be empty."""
    archive, package, problems = home / "archive", home / "all.wacz", list[str]()
    wanted = sorted(_write(archive, captures), key=lambda each: (each.place.segment, each.after))
    with new_file(package, force=False) as file:
        records = wacz.write_wacz(
            file, archive, Contents("proof", "", wanted, _pages(wanted)), now=warc_support.NOW
        )
    with zipfile.ZipFile(package) as opened:
        opened.extractall(home / "package")
    warc = home / "package" / "archive" / "data.warc.gz"
    pinned = 0
    for path in (*(segment.path for segment in folder.list_segments(archive)), warc):
        problems += _fastwarc_problems(path)
        pinned = _warcio_pinned(path, problems)
    indexed = _index_lines(home / "package")
    found = {name: shutil.which(name, path=str(tools) if tools else None) for name in TOOLS}
    if indexer := found["cdxj-indexer"]:
        problems += _index_problems(indexer, warc, indexed)
    if validator := found["wacz"]:
        problems += _failed([validator, "validate", "-f", str(package)])
    absent = tuple(name for name, path in found.items() if path is None)
    return Proof(captures, records, pinned, len(indexed), absent, tuple(problems))


def _write(archive: Path, captures: int) -> Iterator[WantedGroup]:
    """Archive so many captures; gives where each lies, and where the one before it ended."""
    archive.mkdir()
    held = warc_support.attempt(_plain(0), url="https://example.org/held")
    before: dict[str, int] = {}
    with open_writer(archive, now=warc_support.NOW, max_bytes=SEGMENT_BYTES) as writer:
        for number in range(captures):
            facts, exchanges, referred = held if number == 0 else _attempt(number, held)
            place = writer.append(facts, exchanges, referred=referred)
            assert place is not None
            yield WantedGroup(facts.id, place, before.get(place.segment, 0))
            before[place.segment] = place.offset + place.length
        writer.sync()


def _attempt(number: int, held: warc_support.Attempt) -> warc_support.Attempt:
    url = f"https://www{number % 7}.example.org/Page/{number}?b={number}&a=%C3%A4"
    kinds = (_plain, _chunked, _gzipped, _folded, _missing, _endless)
    kind = number % (len(kinds) + 2)
    if kind < len(kinds):
        return warc_support.attempt(kinds[kind](number), url=url)
    if kind == len(kinds):
        return warc_support.attempt(warc_support.MOVED, _plain(number), url=url)
    return warc_support.attempt(_plain(0), url=url, referred=warc_support.refer_to(held))


def _text(number: int) -> bytes:
    return b"<title>Page %d</title><p>The ferry carried %d people.</p>" % (number, number * 7)


def _answer(head: bytes, body: bytes) -> bytes:
    return head + b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)


def _plain(number: int) -> bytes:
    return _answer(HELD, _text(number))


def _chunked(number: int) -> bytes:
    body = _text(number)
    head = HELD + b"Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"%x;a=b\r\n%b\r\n0\r\nX-Trailer: 1\r\n\r\n" % (len(body), body)


def _gzipped(number: int) -> bytes:
    return _answer(HELD + b"content-encoding: gzip\r\n", gzip.compress(_text(number), mtime=0))


def _folded(number: int) -> bytes:
    return _answer(HELD + b"X-Odd: a\r\n b\r\nX-Odd: \xe4\xff\r\n", _text(number))


def _missing(number: int) -> bytes:
    return _answer(b"HTTP/1.1 404\r\n", _text(number))


def _endless(number: int) -> bytes:
    return HELD + b"Content-Type: text/html\r\nConnection: close\r\n\r\n" + _text(number)


def _pages(wanted: list[WantedGroup]) -> Iterator[Page]:
    for each in wanted:
        yield Page(each.attempt_id, "https://example.org/", warc_support.NOW, None, "text")


def _fastwarc_problems(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            if not record.verify_block_digest():
                yield f"FastWARC: {path.name} at {record.stream_pos}: another block digest"


def _warcio_pinned(path: Path, problems: list[str]) -> int:
    """Count the chunked bodies that warcio digests otherwise; whatever else it finds is wrong."""
    pinned = 0
    with path.open("rb") as file:
        for record in WarcioIterator(file, check_digests=True, no_record_parse=False):
            headers = record.http_headers
            is_chunked = headers is not None and headers.get_header("Transfer-Encoding")
            record.content_stream().read()
            if record.digest_checker.passed is False:
                said = record.digest_checker.problems
                if is_chunked and all("payload digest" in problem for problem in said):
                    pinned += 1
                else:
                    problems.append(f"warcio: {path.name} {record.rec_type}: {said}")
    return pinned


def _index_lines(package: Path) -> list[str]:
    with gzip.open(package / "indexes" / "index.cdx.gz", "rt") as file:
        return file.read().splitlines()


def _index_problems(indexer: str, warc: Path, ours: list[str]) -> Iterator[str]:
    """Compare with the lines of pywb's indexer; it lists our metadata records besides."""
    command = [indexer, "--sort", "--records", "response,revisit,resource", str(warc)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        yield f"cdxj-indexer ended with {done.returncode}: {done.stderr[-300:]}"
    theirs, mine = (
        {_comparable(line) for line in lines} for lines in (done.stdout.splitlines(), ours)
    )
    yield from (f"cdxj-indexer alone: {line}" for line in sorted(theirs - mine)[:10])
    yield from (f"ours alone: {line}" for line in sorted(mine - theirs)[:10])


def _comparable(line: str) -> str:
    key, date, block = line.split(" ", 2)
    # Ours says "unk" where the standard wants a type and the server gave none.
    return f"{key} {date} {json.dumps({'mime': 'unk'} | json.loads(block), sort_keys=True)}"


def _failed(command: list[str]) -> Iterator[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        yield f"{' '.join(command)} ended with {done.returncode}: {done.stdout[-500:]}"


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--captures", type=int, default=10_000)
    parser.add_argument("--tools", type=Path, help="folder with cdxj-indexer and wacz")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        proof = prove(Path(name), captures=options.captures, tools=options.tools)
    print(proof)
    return 1 if proof.problems else 0


if __name__ == "__main__":
    sys.exit(main())
