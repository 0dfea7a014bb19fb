"""Sites on many loopback addresses in a thread, and claims that cite them."""

import asyncio
import csv
import threading
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

import fetch_support
from claimcheck.app import intake
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder
from fetch_support import Answer, Site

FACT = "The ferry carried 4,200 people in May."


@contextmanager
def serve(answers: Mapping[str, dict[str, Answer]]) -> Iterator[dict[str, Site]]:
    """
    Serve a site on each of these addresses from a thread, until the block ends.

    Gives the sites by address; their `answers` may be changed between two fetches.
    """
    sites: dict[str, Site] = {}
    ready, ended = threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(answers, sites, ready, ended)))
    thread.start()
    try:
        ready.wait()
        yield sites
    finally:
        ended.set()
        thread.join()


async def _serve(
    answers: Mapping[str, dict[str, Answer]],
    sites: dict[str, Site],
    ready: threading.Event,
    ended: threading.Event,
) -> None:
    async with AsyncExitStack() as stack:
        try:
            for host, pages in answers.items():
                opened = fetch_support.open_site(pages, host=host)
                sites[host] = await stack.enter_async_context(opened)
        finally:
            ready.set()
        await asyncio.to_thread(ended.wait)


@contextmanager
def serve_one(**answers: Answer) -> Iterator[Site]:
    """Serve one site whose paths are the names given."""
    pages = {f"/{name}": answer for name, answer in answers.items()}
    with serve({"127.0.0.1": pages}) as sites:
        yield sites["127.0.0.1"]


def cite(workspace: Workspace, home: Path, *urls: str) -> list[str]:
    """Import one claim for each address; gives their keys."""
    claims = {f"claim-{n}": (f"{FACT} It is told at {url}", url) for n, url in enumerate(urls)}
    intake.import_file(workspace, write_claims(home / "claims.csv", claims))
    return list(claims)


def write_claims(path: Path, claims: Mapping[str, tuple[str, str]]) -> Path:
    """Write a claims file: text and source by key."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["key", "text", "source"])
        rows.writerows((key, text, source) for key, (text, source) in claims.items())
    return path


def count_records(archive: Path) -> tuple[dict[str, int], dict[str, int]]:
    """
    Read every segment with FastWARC and with warcio: records and errors by reader.

    An error is a digest that does not match its bytes, or is missing where there is a block.
    """
    records = {"fastwarc": 0, "warcio": 0}
    errors = {"fastwarc": 0, "warcio": 0}
    for segment in folder.list_segments(archive):
        with segment.path.open("rb") as file:
            for record in ArchiveIterator(file, parse_http=False):
                records["fastwarc"] += 1
                errors["fastwarc"] += not record.verify_block_digest()
        with segment.path.open("rb") as file:
            for record in WarcioIterator(file, check_digests=True):
                record.content_stream().read()
                records["warcio"] += 1
                errors["warcio"] += record.digest_checker.passed is not True
    return records, errors
