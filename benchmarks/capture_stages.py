"""
What one captured page costs, stage by stage, without a network: where the time of a fetch goes.

    python benchmarks/capture_stages.py --pages FOLDER --count 1024

Pages come in gzip, as a server sends them, and go through the very functions that `fetch` calls,
in batches of its size, into a fresh database and archive. CPU milliseconds a page, of this thread
alone; the smallest of the rounds, since everything else on the machine only adds. `lexbor alone`
is the bare parse of the page by the library under our reader: no reader that builds a tree takes
less.
"""

import argparse
import gzip
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import capture_site
from selectolax.lexbor import LexborHTMLParser

from claimcheck.app import attempts, intake
from claimcheck.app.workspace import Workspace, open_workspace
from claimcheck.archive import segments
from claimcheck.archive.segments import SegmentWriter
from claimcheck.core import content_coding, documents, http_message, settling
from claimcheck.core.captures import Ask, Connected, Exchange, Fetched
from claimcheck.core.claims import CitationDraft, ClaimDraft, ClaimsFile, SourceDraft
from claimcheck.core.outcomes import Outcome
from claimcheck.core.settling import Settled
from claimcheck.fetching.fetcher import MAX_BATCH
from claimcheck.settings import load_settings

NEWS_BYTES = (150_000, 250_000)
_HEAD = (
    "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n"
    'ETag: "{number:x}"\r\nVary: Accept-Encoding\r\nContent-Encoding: gzip\r\n\r\n'
)

Stages = dict[str, float]


def main() -> None:
    """Measure the rounds and print the smallest figure of each stage."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path, nargs="+", required=True, help="folders of HTML")
    parser.add_argument("--count", type=int, default=1024, help="pages a round")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pages = capture_site.find_pages(options.pages, *NEWS_BYTES)
    fetched = [_fetched(number, pages) for number in range(options.count)]
    rounds = [measure(fetched) for _ in range(options.rounds)]
    mean = sum(map(len, pages)) / len(pages)
    print(f"{options.count} pages made of {len(pages)} real ones, {mean / 1000:.0f} kB each; "
          f"CPU ms a page, best of {options.rounds} rounds")  # fmt: skip
    for name in rounds[0]:
        print(f"  {name:34} {min(stages[name] for stages in rounds):7.3f}")


def measure(fetched: Sequence[Fetched]) -> Stages:
    """Take every page through every stage once."""
    with tempfile.TemporaryDirectory() as name:
        environ = {
            "CLAIMCHECK_DATABASE_URL": f"sqlite:///{name}/desk.db",
            "CLAIMCHECK_ARCHIVE_URL": f"{name}/archive",
            "CLAIMCHECK_USER": "checker",
        }
        workspace = open_workspace(load_settings(environ=environ, folder=Path(name)))
        try:
            intake.import_claims(workspace, _claims(fetched))
            with segments.open_writer(workspace.archive, now=datetime.now(UTC)) as writer:
                return _reading(fetched) | _keeping(workspace, writer, fetched)
        finally:
            workspace.close()


def _reading(fetched: Sequence[Fetched]) -> Stages:
    """The stages within `settle`, each alone."""
    stages: Stages = {}
    answers = [each.exchanges[0].response for each in fetched]
    messages = _timed(stages, "taking the answer apart", http_message.parse_response, answers)
    _timed(stages, "SHA-256 of the payload", lambda m: m.payload_sha256(), messages)
    contents = [
        decoded.content
        for decoded in _timed(
            stages,
            "undoing gzip",
            lambda m: content_coding.read_content(m, max_bytes=2**21),
            messages,
        )
    ]
    _timed(stages, "lexbor alone", lambda c: LexborHTMLParser(c) and None, contents)
    _timed(
        stages,
        "reading the page (lexbor included)",
        lambda c: documents.read_document(c, "text/html", "http://localhost/"),
        contents,
    )
    return stages


def _keeping(workspace: Workspace, writer: SegmentWriter, fetched: Sequence[Fetched]) -> Stages:
    """What `attempts.archive` does, in its order; `settle` holds the stages of `_reading`."""
    stages: Stages = {}
    settled: list[Settled] = _timed(
        stages,
        "settle: all of that, and quality",
        lambda f: settling.settle(
            f, attempt_id=str(uuid.uuid4()), capture_id=str(uuid.uuid4())
        ),
        fetched,
    )  # fmt: skip
    placed = _timed(
        stages,
        "records into the segment",
        lambda pair: (
            pair[0].facts,
            writer.append(pair[0].facts, pair[1].exchanges, settled=pair[0].message),
        ),
        list(zip(settled, fetched, strict=True)),
    )
    batches = [slice(at, at + MAX_BATCH) for at in range(0, len(placed), MAX_BATCH)]

    def write_rows(batch: slice) -> None:
        with workspace.writing() as session:
            attempts.insert(session, placed[batch])
            documents_of = attempts._documents(placed[batch], settled[batch])
            attempts.database_rows.keep_documents(session, documents_of)

    _timed(stages, "rows, document among them", write_rows, batches, pages=len(placed))
    return stages


def _timed(
    stages: Stages, name: str, work: Callable[[Any], Any], over: Sequence[Any], pages: int = 0
) -> list[Any]:
    began = time.thread_time()
    results = [work(each) for each in over]
    stages[name] = 1000 * (time.thread_time() - began) / (pages or len(over))
    return results


def _fetched(number: int, pages: Sequence[bytes]) -> Fetched:
    mark = b"<!-- %d -->\n" % number
    body = gzip.compress(mark + pages[number % len(pages)], 6)
    url = f"http://127.0.1.{number % 200 + 1}/{number}.html"
    head = _HEAD.format(length=len(body), number=number).encode()
    now = datetime.now(UTC)
    exchange = Exchange(
        url=url, started_at=now, seconds=0.01, request=b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        response=head + body, status=200, robots="allowed",
        connected=Connected(("127.0.1.1",), "127.0.1.1:80", 0.0, reused=True),
    )  # fmt: skip
    return Fetched(Ask(url), now, now, Outcome.ARCHIVED, "200", None, 1, (exchange,))


def _claims(fetched: Sequence[Fetched]) -> ClaimsFile:
    drafts = (
        ClaimDraft(f"page-{number}", f"Page {number} stands.",
                   citations=(CitationDraft(SourceDraft(each.source_url, each.source_url)),))
        for number, each in enumerate(fetched)
    )  # fmt: skip
    return ClaimsFile(None, tuple(drafts))


if __name__ == "__main__":
    main()
