"""
Time `evidence` over many claims with two sources each, in the database as after a fetch.

    python benchmarks/evidence.py --claims 5000 10000
    python benchmarks/evidence.py --claims 10000 --pages 20000
    python benchmarks/evidence.py --claims 10000 --on postgres

Pages are made up: 120 sentences of words as unevenly used as a language's, some with figures. A
claim takes most words of a sentence of each of its two pages; every second one has a figure. The
first run also reads the pages (the postings are not there yet), the second is what counts: it finds
what stands there and writes nothing. Before the third all proposals are dropped, so that it writes
them anew. `ranking` is a run without the figure checks and without a database.
Needs the development dependencies.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import accumulate
from multiprocessing import forkserver
from pathlib import Path
from uuid import UUID

from claimcheck.app import checking, intake, schema
from claimcheck.app.workspace import Workspace, connect_workspace, open_workspace
from claimcheck.core import evidence
from claimcheck.core.documents import Document
from claimcheck.core.urls import source_id
from claimcheck.database import rows
from claimcheck.database.queries import evidence as evidence_queries
from claimcheck.database.tables import AttemptRow, CaptureRow
from claimcheck.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import postgres_server

RANKED = 1_000
"""Pages whose ranking is timed apart."""
SENTENCES = 120
WORDS = 6_000
LINES_A_PARAGRAPH = 4
AT = datetime(2026, 1, 1, tzinfo=UTC)
SMALL_WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "that",
    "for",
    "it",
    "was",
    "on",
    "are",
    "as",
    "with",
    "by",
    "at",
    "from",
]
FIGURES = ("{} percent", "{} million dollars", "{} people", "in 20{:02d}", "{}.5 tonnes")


class Writer:
    """Writes sentences by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        """Make up a vocabulary whose words are used the less the later they come."""
        self.chance = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
        self.words = ["".join(self.chance.choices(syllables, k=3)) for _ in range(WORDS)]
        self.shares = list(accumulate(1 / (number + 40) for number in range(WORDS)))

    def sentence(self, subjects: list[str]) -> list[str]:
        """Give the words of a sentence; half of them name a subject, every fourth has a figure."""
        words = self.chance.choices(self.words, cum_weights=self.shares, k=11)
        words += self.chance.choices(subjects, k=self.chance.randrange(2))
        words += self.chance.choices(SMALL_WORDS, k=8)
        self.chance.shuffle(words)
        if self.chance.random() < 0.25:
            words.append(self.chance.choice(FIGURES).format(self.chance.randrange(10, 99)))
        return words

    def page(self) -> list[list[str]]:
        """Give the sentences of a page."""
        subjects = self.chance.sample(self.words, 4)
        return [self.sentence(subjects) for _ in range(SENTENCES)]

    def claim(self, first: list[str], second: list[str]) -> str:
        """Say most of what two sentences say."""
        kept = [word for word in first + second if self.chance.random() < 0.6]
        if self.chance.random() < 0.5:
            kept.append(self.chance.choice(FIGURES).format(self.chance.randrange(10, 99)))
        return " ".join(kept).capitalize() + "."


def text_of(page: list[list[str]]) -> str:
    """Write a page in paragraphs."""
    sentences = [" ".join(words).capitalize() + "." for words in page]
    places = range(0, len(sentences), LINES_A_PARAGRAPH)
    return "\n".join(" ".join(sentences[at : at + LINES_A_PARAGRAPH]) for at in places)


def main() -> None:
    """Run every size on every database that was asked for."""
    options = _options()
    for claims in options.claims:
        for database in options.on:
            with _address(database) as (address, home):
                measure(address, home, claims, options.pages or claims, options.seed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[5_000, 10_000])
    parser.add_argument("--pages", type=int, help="sources in all; as many as claims if not given")
    parser.add_argument("--on", nargs="+", default=["sqlite"], choices=["sqlite", "postgres"])
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


@contextmanager
def _address(database: str) -> Iterator[tuple[str, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        if database == "sqlite":
            yield f"sqlite:///{Path(folder) / 'claimcheck.db'}", Path(folder)
            return
        with postgres_server.serve() as address:
            yield address, Path(folder)


def measure(address: str, home: Path, claims: int, pages: int, seed: int) -> None:
    """Fill a database and time the runs over it."""
    workspace = _open(address, home)
    writer = Writer(seed)
    texts = _fill(workspace, writer, claims, pages)
    kind = address.partition(":")[0]
    print(f"{claims} claims, two sources each, {pages} pages, {kind}", flush=True)
    _time("first run, reads the pages", 2 * claims, lambda: checking.find_evidence(workspace))
    _time("second run", 2 * claims, lambda: checking.find_evidence(workspace))
    with workspace.writing() as session:
        evidence_queries.drop_proposed(session, evidence_queries.claim_texts(session))
    _time("third run, writes anew", 2 * claims, lambda: checking.find_evidence(workspace))
    _time_ranking(texts, writer)
    workspace.close()


def _open(address: str, home: Path) -> Workspace:
    settings = Settings(database_url=address, archive_url=str(home / "archive"), user="checker")
    made = connect_workspace(settings)
    schema.upgrade(made)
    made.close()
    return open_workspace(settings)


def _fill(workspace: Workspace, writer: Writer, claims: int, count: int) -> list[str]:
    """Write claims and, as a fetch would, captures and documents; give some of the texts."""
    samples, texts = [], []
    documents: dict[str, Document] = {}
    for number in range(count):
        page = writer.page()
        samples.append([writer.chance.choice(page) for _ in range(3)])
        text = text_of(page)
        texts += [text] if number < RANKED else []
        documents[_digest(number)] = Document(text)
        if len(documents) == 1_000 or number == count - 1:
            with workspace.writing() as session:
                rows.keep_documents(session, documents)
            documents.clear()
    _import(workspace, writer, claims, samples)
    with workspace.writing() as session:
        rows.insert(session, AttemptRow, [_attempt(number) for number in range(count)])
        rows.insert(session, CaptureRow, [_capture(number) for number in range(count)])
    return texts


def _import(
    workspace: Workspace, writer: Writer, claims: int, samples: list[list[list[str]]]
) -> None:
    drafts = []
    for number in range(claims):
        cited = [2 * number % len(samples), (2 * number + 1) % len(samples)]
        first, second = (writer.chance.choice(samples[page]) for page in cited)
        drafts.append(
            {
                "key": f"claim-{number}",
                "text": writer.claim(first, second),
                "sources": [_url(page) for page in cited],
            }
        )
    file = workspace.archive.parent / "claims.json"
    file.write_text(json.dumps({"version": 1, "claims": drafts}), encoding="utf-8")
    intake.import_file(workspace, file)


def _url(number: int) -> str:
    return f"https://harbour-{number % 500}.example/pages/{number}"


def _digest(number: int) -> str:
    return hashlib.sha256(f"page {number}".encode()).hexdigest()


def _attempt(number: int) -> dict[str, object]:
    return {
        "id": str(UUID(int=number)),
        "source_id": source_id(_url(number)),
        "started_at": AT,
        "finished_at": AT,
        "outcome": "archived",
        "reason": "ok",
        "tries": 1,
        "http_status": 200,
    }


def _capture(number: int) -> dict[str, object]:
    return {
        "id": str(UUID(int=number)),
        "attempt_id": str(UUID(int=number)),
        "source_id": source_id(_url(number)),
        "captured_at": AT,
        "http_status": 200,
        "final_url": _url(number),
        "payload_sha256": _digest(number),
        "payload_bytes": 1,
        "quality": "ok",
        "quality_reason": "",
        "segment": "none",
        "record_offset": 0,
        "record_length": 1,
    }


def _time(what: str, pairs: int, run: Callable[[], list[checking.Proposed]]) -> None:
    started, cpu = time.perf_counter(), _cpu_seconds()
    found = len(run())
    seconds = time.perf_counter() - started
    # What the checking processes used counts as used once the one that they come from has ended.
    forkserver._forkserver._stop()  # type: ignore[attr-defined]
    cpu = _cpu_seconds() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = f"{cpu / pairs * 1e3:.3f} ms CPU a claim and page"
    print(f"  {what}: {seconds:.2f} s, {cpu:.2f} s CPU, {each}, {found} passages, {peak:.0f} MB")


def _cpu_seconds() -> float:
    """Of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def _time_ranking(chosen: list[str], writer: Writer) -> None:
    pairs = len(chosen)
    started = time.process_time()
    indexes = [evidence.build_index(text) for text in chosen]
    read = time.process_time()
    packed = [evidence.pack(index) for index in indexes]
    packing = time.process_time()
    loaded = [evidence.unpack(p, len(t)) for p, t in zip(packed, chosen, strict=True)]
    unpacked = time.process_time()
    claims = [
        writer.claim(*(sentence.split() for sentence in text.split(". ")[:2])) for text in chosen
    ]
    made = time.process_time()
    for claim, text, index in zip(claims, chosen, loaded, strict=True):
        if index is None:
            raise RuntimeError("postings that cannot be read")
        evidence.cover_claim(claim, text, index, limit=3)
    ranked = time.process_time()
    size = sum(map(len, packed)) / sum(len(text.encode()) for text in chosen)
    for what, seconds in (
        ("reading a page", read - started),
        ("packing its postings", packing - read),
        ("unpacking them", unpacked - packing),
        ("ranking a claim and page", ranked - made),
    ):
        print(f"  {what}: {seconds / pairs * 1e3:.3f} ms CPU")
    print(f"  postings are {size:.2f} of the text's bytes")


if __name__ == "__main__":
    main()
