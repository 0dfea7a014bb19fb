"""
The proof that no bytes from outside crash, hang or get out of the place they are read in.

    python tests/proofs/fuzz_imports.py --minutes 30 --seed 1

mutates sound inputs (WARC, WACZ, robots.txt, Retry-After, charset) and has each read. Only a
ClaimcheckError may come of it; every case has to end within a second, and the folder must hold
what it held before. CDXJ is written here, never read: an import goes by the records.
"""

import argparse
import gzip
import hashlib
import io
import json
import os
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from claimcheck.archive import foreign, foreign_bytes
from claimcheck.core import uploads
from claimcheck.core.documents.charset import decode
from claimcheck.errors import ClaimcheckError
from claimcheck.fetching import retries, robots

NOW = datetime(2026, 3, 24, tzinfo=UTC)
PAGE, MOVED = "https://example.org/page", "https://example.org/old"
MAX_SECONDS = 1.0
BODY = b"<title>Ferry</title><p>4,200 people"


@dataclass(slots=True)
class Proof:
    """What came of the cases: how many by target and ending, what failed, the slowest."""

    cases: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest_seconds: float = 0.0


def _record(kind: str, block: bytes, url: str = PAGE, more: str = "") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-03-01T10:00:00Z\r\nWARC-Record-ID: <urn:x:{kind}:{url}>\r\n{more}"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _warc() -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY)
    moved = b"HTTP/1.1 302 Found\r\nLocation: /page\r\n\r\n"
    to = f"WARC-Concurrent-To: <urn:x:response:{PAGE}>\r\n"
    again = f"WARC-Refers-To: <urn:x:response:{PAGE}>\r\nWARC-Date: 2026-03-02T10:00:00Z\r\n"
    return b"".join(
        (
            _record("warcinfo", b"software: x\r\n"),
            _record("response", head + BODY),
            _record("request", b"GET /page HTTP/1.1\r\nCookie: a\r\n\r\n", more=to),
            _record("response", moved, url=MOVED),
            _record("revisit", head, more=again),
            _record("resource", BODY, more="Content-Type: text/html\r\n"),
        )
    )


def _wacz(warc: bytes) -> bytes:
    """A package whose manifest fits what is in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("archive/a.warc.gz", gzip.compress(warc, mtime=0))
        digest = hashlib.sha256(gzip.compress(warc, mtime=0)).hexdigest()
        listed = [{"path": "archive/a.warc.gz", "hash": f"sha256:{digest}"}]
        package.writestr("datapackage.json", json.dumps({"resources": listed}))
    return made.getvalue()


def _members(warc: bytes) -> bytes:
    return b"".join(gzip.compress(b"WARC/" + part, mtime=0) for part in warc.split(b"WARC/")[1:])


ROBOTS = b"User-agent: *\nDisallow: /a*b$\nAllow: /a\nCrawl-delay: 3\nSitemap: https://a/\n"
PAGE_HEAD = b'<?xml version="1.0" encoding="shift_jis"?><meta charset="utf-16"><p>\x83e\x83X\x83g'


def _mutate(content: bytes, dice: random.Random) -> bytes:
    """Change a few bytes, or cut, double, swap and insert whole runs of them."""
    data = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        at = dice.randrange(len(data) + 1)
        run = data[at : at + dice.choice((1, 4, 30, 500))]
        match dice.randrange(6):
            case 0 if at < len(data):
                data[at] ^= 1 << dice.randrange(8)
            case 1:
                data[at:at] = dice.choice(_TOKENS)
            case 2:
                del data[at : at + len(run)]
            case 3:
                data[at:at] = run * dice.choice((1, 2, 50))
            case 4:
                data[at : at + len(run)] = dice.randbytes(len(run))
            case _:
                del data[at:]
        del data[1_000_000:]
    return bytes(data)


_TOKENS = (
    *(
        b"\0",
        b"\r\n",
        b"\n",
        b"\r\n\r\n",
        b" ",
        b"\xff" * 4,
        b"WARC/1.1\r\n",
        b"HTTP/1.1 301 x\r\n",
    ),
    *(b"Content-Length: 99999999999\r\n", b"Transfer-Encoding: chunked\r\n", b"../" * 9),
    *(b"Content-Encoding: gzip\r\n", b"Location: /old\r\n", b"[" * 5000, b"*" * 300, b"%" * 99),
    *(b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x07", b"\x1f\x8b\x08", b"9" * 400, b"-1", b"\xf0\x9f"),
)


def _read_file(content: bytes, folder: Path) -> None:
    path = folder / "case"
    path.write_bytes(content)
    cited = {PAGE, MOVED}
    with foreign_bytes.open_file(path) as file:
        head = file.read(uploads.HEAD_BYTES)
        uploads.read_saved_page(head), uploads.sniff_upload(head)
        with foreign.open_holding(file, "case", cited, now=NOW) as holding:
            for visit in holding.visits(cited):
                with suppress(foreign.NotImportable):
                    holding.take(visit)


def _read_robots(content: bytes, _: Path) -> None:
    rules = robots.rules_of(robots.KnownRobots(200, content))
    for path in ("/", "/a/b", "/robots.txt", "/" + "a" * 200):
        rules.verdict("https://example.org" + path)


def _read_retry_after(content: bytes, _: Path) -> None:
    seconds = retries.read_retry_after(content.decode("latin-1"), NOW)
    assert seconds is None or seconds >= 0, seconds


def _decode(content: bytes, _: Path) -> None:
    decode(content, content[:60].decode("latin-1"), markup=True)


Target = tuple[Callable[[random.Random], bytes], Callable[[bytes, Path], None]]


def _targets() -> dict[str, Target]:
    warc = _warc()
    dates = (b"120", b"Tue, 24 Mar 2026 10:00:00 GMT", b"Tue, 24 Mar 2026 10:00:00 +0100")
    return {
        "warc": (lambda dice: _mutate(warc, dice), _read_file),
        "warc.gz": (lambda dice: _mutate(_members(warc), dice), _read_file),
        "warc inside gzip": (lambda dice: gzip.compress(_mutate(warc, dice)), _read_file),
        "wacz": (lambda dice: _mutate(_wacz(warc), dice), _read_file),
        "warc inside wacz": (lambda dice: _wacz(_mutate(warc, dice)), _read_file),
        "robots": (lambda dice: _mutate(ROBOTS, dice), _read_robots),
        "retry-after": (lambda dice: _mutate(dice.choice(dates), dice), _read_retry_after),
        "charset": (lambda dice: _mutate(PAGE_HEAD, dice), _decode),
    }


def prove(folder: Path, *, seed: int, rounds: int | None = None, minutes: float = 0) -> Proof:
    """Run rounds of one case a target, or as many as there are in so many minutes."""
    dice, proof = random.Random(seed), Proof()
    inside = folder / "inside"
    inside.mkdir()
    end = time.monotonic() + minutes * 60
    done = 0
    while done < rounds if rounds is not None else time.monotonic() < end:
        for name, target in _targets().items():
            _try(name, target, dice, (inside, proof))
        done += 1
    if {path.name for path in folder.rglob("*")} - {"inside", "case"}:
        proof.failures.append("something was written outside")
    return proof


def _try(name: str, target: Target, dice: random.Random, into: tuple[Path, Proof]) -> None:
    make, read = target
    folder, proof = into
    content = make(dice)
    began = time.process_time()
    try:
        read(content, folder)
    except ClaimcheckError:
        proof.refused[name] += 1
    except Exception as exc:  # noqa: BLE001 -- what no caller expects is what is looked for
        proof.failures.append(f"{name}: {exc!r} for {content[:2000]!r}")
    seconds = time.process_time() - began
    proof.slowest_seconds = max(proof.slowest_seconds, seconds)
    proof.cases[name] += 1
    if seconds > MAX_SECONDS:
        proof.failures.append(f"{name}: {seconds:.1f} s for {content[:2000]!r}")


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        proof = prove(Path(name), seed=options.seed, rounds=options.rounds, minutes=options.minutes)
    for target, count in proof.cases.items():
        print(f"{target}: {count} cases, {proof.refused[target]} refused")
    print(f"slowest {proof.slowest_seconds:.3f} s, {len(proof.failures)} failures")
    for failure in proof.failures[:5]:
        print(failure)
    return 1 if proof.failures else 0


if __name__ == "__main__":
    sys.exit(main())
