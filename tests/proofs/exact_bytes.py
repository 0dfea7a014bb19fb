"""
The proof that the archive holds the very bytes of both sides.

    python tests/proofs/exact_bytes.py --exchanges 2000 --seed 1

makes answers as odd as servers give them, serves them on loopback (half over TLS), lets
`claimcheck fetch` capture them, and compares each stored block with what the server sent and
received: read with FastWARC and with warcio, neither of which parses HTTP here. For comparison
the same answers go through the writers of warcio and FastWARC.
"""

import argparse
import asyncio
import random
import ssl
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

import trustme
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as WarcioIterator
from warcio.statusandheaders import StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import capture_support
import cli_support
from proofs.odd_answers import Script, make_scripts

HOSTS = 20
"""Of each kind, plain and over TLS; every one is a loopback address of its own."""

NO_RULES = Script(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", False, "")

Blocks = dict[str, list[bytes]]


@dataclass(slots=True)
class Log:
    """What the servers sent and received, by address, in order. One thread writes."""

    sent: Blocks = field(default_factory=lambda: defaultdict(list))
    received: Blocks = field(default_factory=lambda: defaultdict(list))
    connections: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """How many exchanges there were, what differed, and how others' writers fared."""

    exchanges: int
    connections: int
    mismatches: dict[str, str]
    others: Counter[str]

    def __str__(self) -> str:
        """Give the summary lines."""
        held = self.exchanges - len(self.mismatches)
        lines = [
            f"{held} of {self.exchanges} exchanges equal, over {self.connections} connections",
            *(f"  {where}: {what}" for where, what in sorted(self.mismatches.items())),
            *(
                f"  {name}: {n} of {self.exchanges} answers equal"
                for name, n in self.others.items()
            ),
        ]
        return "\n".join(lines)


class Teller:
    """A server that says what its scripts hold, in random pieces, and logs every byte."""

    def __init__(self, scripts: dict[str, Script], log: Log, dice: random.Random) -> None:
        self.scripts = scripts
        self.origin = ""
        self._log = log
        self._dice = dice

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        self._log.connections += 1
        try:
            while not await self._answer(await reader.readuntil(b"\r\n\r\n"), writer):
                pass
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, request: bytes, writer: asyncio.StreamWriter) -> bool:
        path = request.split(b" ", 2)[1].decode()
        script = self.scripts.get(path, NO_RULES)
        self._log.received[self.origin + path].append(request)
        self._log.sent[self.origin + path].append(script.answer)
        position = 0
        while position < len(script.answer):
            step = self._dice.choice([1, 7, 100, 1000, 100_000])
            writer.write(script.answer[position : position + step])
            position += step
            await writer.drain()
            await asyncio.sleep(0)
        return script.closes or b"\r\nconnection: close\r\n" in request.lower()


@contextmanager
def serve(scripts: list[dict[str, Script]], log: Log, authority: trustme.CA) -> Iterator[list[str]]:
    """Serve each set on an address of its own, every other one over TLS; gives the origins."""
    tellers = [Teller(own, log, random.Random(n)) for n, own in enumerate(scripts)]
    ready, ended = threading.Event(), threading.Event()

    async def run() -> None:
        async with AsyncExitStack() as stack:
            try:
                for number, teller in enumerate(tellers):
                    await stack.enter_async_context(await _listen(number, teller, authority))
            finally:
                ready.set()
            await asyncio.to_thread(ended.wait)

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    try:
        ready.wait()
        yield [teller.origin for teller in tellers]
    finally:
        ended.set()
        thread.join()


async def _listen(number: int, teller: Teller, authority: trustme.CA) -> asyncio.Server:
    host, context = f"127.0.1.{number + 1}", None
    if number % 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(context)
    server = await asyncio.start_server(teller.serve, host, 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    teller.origin = f"http{'s' if context else ''}://{host}:{port}"
    return server


def prove(home: Path, *, exchanges: int, seed: int) -> Proof:
    """Have this many odd answers captured and compare all that was stored."""
    dice, log, authority = random.Random(seed), Log(), trustme.CA()
    shares = [exchanges // (2 * HOSTS) + (n < exchanges % (2 * HOSTS)) for n in range(2 * HOSTS)]
    scripts = [make_scripts(dice, share) for share in shares if share]
    authority.cert_pem.write_to_path(str(home / "authority.pem"))
    with serve(scripts, log, authority) as origins:
        pages = {o + p: own[p] for o, own in zip(origins, scripts, strict=True) for p in own}
        outcomes = _capture(home, [url for url in pages if "/to/" not in url])
    mismatches = {
        **_wrong_outcomes(list(pages.items()), outcomes),
        **dict(_differences("sent", log.sent, "response", home, pages)),
        **dict(_differences("received", log.received, "request", home, pages)),
    }
    answers = [(url, answer) for url in pages for answer in log.sent[url]]
    return Proof(len(answers), log.connections, mismatches, _score_others(answers))


def _capture(home: Path, sources: list[str]) -> dict[str, str]:
    """Cite and fetch the sources; gives their outcomes."""
    claims = {f"claim-{n}": (f"Claim {n} stands here.", url) for n, url in enumerate(sources)}
    path = capture_support.write_claims(home / "claims.csv", claims)
    wanted = {
        "CLAIMCHECK_ALLOW_ADDRESSES": "127.0.0.0/8",
        "CLAIMCHECK_HOST_DELAY": "0",
        "CLAIMCHECK_HOST_CONNECTIONS": "4",
        "SSL_CERT_FILE": str(home / "authority.pem"),
    }
    for command in (["import", path], ["fetch"], ["sources", "--json"]):
        done = cli_support.claimcheck(home, *command, **wanted)
        if done.code:
            raise RuntimeError(f"claimcheck {command[0]} ended with {done.code}: {done.err[-500:]}")
    return {source["url"]: f"{source['outcome']}, {source['reason']}" for source in done.json}


def _wrong_outcomes(pages: list[tuple[str, Script]], outcomes: dict[str, str]) -> dict[str, str]:
    """Name each source whose outcome is not the one of the last answer it leads to."""
    wrong = {}
    for number, (url, _) in enumerate(pages):
        if url in outcomes:
            last = next(script for _, script in pages[number:] if script.outcome)
            if outcomes[url].split(",")[0] != last.outcome:
                wrong[url] = f"{outcomes[url]} instead of {last.outcome}"
    return wrong


def _differences(
    verb: str, wire: Blocks, kind: str, home: Path, pages: Mapping[str, Script]
) -> Iterator[tuple[str, str]]:
    """Name each exchange of which a reader finds other bytes than were on the wire."""
    for reader, read in (("FastWARC", _read_fastwarc), ("warcio", _read_warcio)):
        stored = _read(home, kind, read)
        for url in pages.keys() | (stored.keys() - wire.keys()):
            for number, (ours, theirs) in enumerate(zip_longest(wire[url], stored[url]), start=1):
                if ours != theirs:
                    what = f"{verb} {_show(ours)}, {reader} has {_show(theirs)}"
                    yield f"{url} {kind} {number}", what


def _show(block: bytes | None) -> str:
    return "nothing" if block is None else f"{len(block)} bytes {block[:60]!r}"


def _read(
    home: Path, kind: str, read: Callable[[BinaryIO, str], Iterator[tuple[str, bytes]]]
) -> Blocks:
    blocks: Blocks = defaultdict(list)
    for segment in sorted((home / "archive").rglob("*.warc.gz")):
        with segment.open("rb") as file:
            for url, block in read(file, kind):
                blocks[url].append(block)
    return blocks


def _read_fastwarc(file: BinaryIO, kind: str) -> Iterator[tuple[str, bytes]]:
    for record in ArchiveIterator(
        file, parse_http=False, record_types=getattr(WarcRecordType, kind)
    ):
        yield record.headers["WARC-Target-URI"], record.reader.read()


def _read_warcio(file: BinaryIO, kind: str) -> Iterator[tuple[str, bytes]]:
    for record in WarcioIterator(file, no_record_parse=True):
        if record.rec_type == kind:
            yield record.rec_headers.get_header("WARC-Target-URI"), record.raw_stream.read()


def _score_others(answers: list[tuple[str, bytes]]) -> Counter[str]:
    """Count the answers that survive the way through another writer."""
    writers = {
        "warcio's writer, as capture_http uses it": _write_warcio,
        "FastWARC's writer, given the bytes": _write_fastwarc,
        "FastWARC's writer, given what it parsed": _rewrite_fastwarc,
    }
    scores: Counter[str] = Counter(dict.fromkeys(writers, 0))
    for name, write in writers.items():
        for url, answer in answers:
            scores[name] += _survives(url, answer, write)
    return scores


def _survives(url: str, answer: bytes, write: Callable[[str, bytes, BinaryIO], None]) -> bool:
    file = BytesIO()
    try:
        write(url, answer, file)
        file.seek(0)
        return list(_read_fastwarc(file, "response")) == [(url, answer)]
    except (ValueError, EOFError, StatusAndHeadersParserException):
        return False


def _write_warcio(url: str, answer: bytes, file: BinaryIO) -> None:
    writer = WARCWriter(file, gzip=True)
    record = writer.create_warc_record(url, "response", payload=BytesIO(answer), length=len(answer))
    writer.write_record(record)


def _write_fastwarc(url: str, answer: bytes, file: BinaryIO) -> None:
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = url
    record.set_bytes_content(answer)
    record.write(file, checksum_data=True)


def _rewrite_fastwarc(url: str, answer: bytes, file: BinaryIO) -> None:
    first = BytesIO()
    _write_fastwarc(url, answer, first)
    first.seek(0)
    for record in ArchiveIterator(first, parse_http=True):
        record.write(file, checksum_data=True)


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--exchanges", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        proof = prove(Path(name), exchanges=options.exchanges, seed=options.seed)
    print(proof)
    return 1 if proof.mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
