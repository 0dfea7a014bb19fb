"""
The proof that a browser finds what our links to passages name.

    python tests/proofs/fragment_browser.py --passages 100 --seed 1 [--chromium /usr/bin/chromium]

serves long pages on loopback, reads them as the project reads any page, makes a text fragment for
passages of every kind, opens each in Chromium and looks whether the browser has scrolled to the
passage's own place. Every sentence stands far from the next, and some stand several times.
"""

import argparse
import asyncio
import contextlib
import html
import os
import random
import signal
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import mutation_texts as texts

from claimcheck.core.anchors import text_fragment
from claimcheck.core.documents import read_document
from claimcheck.core.selectors import Selector, select
from claimcheck.fetching.cdp import MAX_MESSAGE_BYTES, Connection

CHROMIUM = "/usr/bin/chromium"
SWITCHES = ("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
            "--no-first-run", "--disable-extensions", "--disable-sync")  # fmt: skip
ODD = (
    "Rates of 5%, 7% & 9% — “well-known” figures, all told — stand for A/B, C+D; e.g. #1-2?",
    "Ein Satz über Straßen, Öfen und Größen: „nirgends“ steht er zweimal.",
    "L'été, à Saint-Étienne, l'œuvre n'a coûté qu'un franc-or.",
    "市長によると、新しい橋は2021年5月3日に500万円で完成した。",
    "It ends with a dash-and, a comma, and an ampersand & co.",
)
GAP_PIXELS = 2000
SETTLE_SECONDS = 4.0
LOOK = """(() => {{
  const box = document.getElementById('{id}').getBoundingClientRect();
  return [window.scrollY, box.top, box.bottom, window.innerHeight];
}})()"""


@dataclass(frozen=True)
class Passage:
    """A passage, and the number of the paragraph that it begins in."""

    fragment: str
    paragraph: int
    quote: str


@contextlib.contextmanager
def serve(pages: dict[str, bytes]) -> Iterator[str]:
    """Serve pages on loopback; gives their origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextlib.asynccontextmanager
async def open_tab(chromium: str) -> AsyncIterator[tuple[Connection, str]]:
    """Start a browser; gives the line to it and the session of one tab."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        process = await asyncio.create_subprocess_exec(
            "/bin/sh", "-c", 'exec 3<&0 4>&1 </dev/null >/dev/null; exec "$@"', "sh",
            chromium, *SWITCHES, f"--user-data-dir={home}",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL, limit=MAX_MESSAGE_BYTES, start_new_session=True,
            env={"PATH": os.environ["PATH"], "HOME": home},
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdin is not None
        connection = Connection(process.stdout, process.stdin)
        reading = asyncio.create_task(connection.run())
        try:
            made = await connection.call("Target.createTarget", {"url": "about:blank"})
            attached = await connection.call(
                "Target.attachToTarget", {"targetId": made["targetId"], "flatten": True}
            )
            yield connection, attached["sessionId"]
        finally:
            process.stdin.close()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
            reading.cancel()
            await asyncio.wait([reading])


def make_page(dice: random.Random) -> tuple[bytes, list[str]]:
    """Write a long page, some paragraphs of which stand in it twice."""
    told = [
        " ".join(texts.sentence(dice) for _ in range(dice.choice([1, 1, 2, 6]))) for _ in range(14)
    ]
    told += ODD
    told += [told[2], told[5]]
    dice.shuffle(told)
    body = "".join(
        f'<p id="p{n}" style="margin-bottom:{GAP_PIXELS}px">{html.escape(text)}</p>\n'
        for n, text in enumerate(told)
    )
    return f"<!DOCTYPE html><title>Page</title><body>{body}</body>".encode(), told


def choose(text: str, told: list[str], dice: random.Random) -> Passage | None:
    """Choose a passage of the text that was read: some words, a paragraph, or two."""
    lines = text.split("\n")
    number = dice.randrange(len(lines) - 1)
    start = sum(len(line) + 1 for line in lines[:number])
    line = lines[number]
    kind = dice.choice(["words", "whole", "over two", "whole"])
    if lines != told:
        raise ValueError("the page was not read line by line")
    if kind == "whole":
        span = (start, start + len(line))
    elif kind == "over two":
        span = (start, start + len(line) + 1 + len(lines[number + 1]))
    else:
        words = line.split(" ")
        first = dice.randrange(max(1, len(words) - 3))
        begin = start + len(" ".join(words[:first])) + bool(first)
        span = (begin, begin + len(" ".join(words[first : first + 3])))
    selector: Selector = select(text, *span)
    return Passage(text_fragment(selector, text), number, selector.exact)


async def look(connection: Connection, session: str, url: str, paragraph: int) -> bool:
    """Open an address and say whether the paragraph is in sight, not by chance at the top."""
    await connection.call("Page.navigate", {"url": "about:blank"}, session)
    await connection.call("Page.navigate", {"url": url}, session)
    wanted = {"expression": LOOK.format(id=f"p{paragraph}"), "returnByValue": True}
    for _ in range(int(SETTLE_SECONDS / 0.1)):
        await asyncio.sleep(0.1)
        answer = await connection.call("Runtime.evaluate", wanted, session)
        value = answer["result"].get("value")
        if value is not None:
            scrolled, top, bottom, height = value
            if (scrolled > 0 or paragraph == 0) and bottom > 0 and top < height:
                return True
    return False


async def _prove(passages: int, seed: int, chromium: str) -> list[str]:
    dice = random.Random(seed)
    missed = []
    page, told = make_page(dice)
    text = read_document(page, "text/html", "").text
    with serve({"/page": page}) as origin:
        async with open_tab(chromium) as (connection, session):
            for _ in range(passages):
                passage = choose(text, told, dice)
                assert passage is not None
                url = f"{origin}/page{passage.fragment}"
                if not await look(connection, session, url, passage.paragraph):
                    missed.append(f"{passage.fragment}  {passage.quote[:80]!r}")
    return missed


def prove(*, passages: int, seed: int, chromium: str = CHROMIUM) -> list[str]:
    """Open so many passages; gives those that the browser did not scroll to."""
    return asyncio.run(_prove(passages, seed, chromium))


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--passages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chromium", default=CHROMIUM)
    options = parser.parse_args()
    missed = prove(passages=options.passages, seed=options.seed, chromium=options.chromium)
    print(f"{options.passages - len(missed)} of {options.passages} passages in sight")
    print(*missed, sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
