"""Sites on many loopback addresses in a thread, and claims that cite them."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

import fetch_support
from claimcheck.app import intake
from claimcheck.app.workspace import Workspace
from fetch_support import Answer, Site


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


def cite(workspace: Workspace, *urls: str) -> list[str]:
    """Add one claim for each address; gives their keys."""
    keys = []
    for number, url in enumerate(urls, start=1):
        keys.append(f"claim-{number}")
        intake.add_claim(workspace, "The ferry carried 4,200 people in May.", [url], key=keys[-1])
    return keys


def write_claims(path: Path, claims: Mapping[str, tuple[str, str]]) -> Path:
    """Write a claims file: text and source by key."""
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["key", "text", "source"])
        rows.writerows((key, text, source) for key, (text, source) in claims.items())
    return path
