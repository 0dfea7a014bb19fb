"""
What it costs to tell independent sources apart: fingerprints, copies, the groups of a claim.

    python benchmarks/independence.py --documents 10000 --words 800 --seed 1

Texts are drawn from a vocabulary with the frequencies of a language (Zipf). A third are copies of
another, with some words changed and a frame of their own; all carry one of twenty notices. Three
shapes: all of them cited by one claim, by claims of three sources each, and all near copies of one
text. CPU seconds of one process; what was found is compared with what was put in.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TypeVar

from claimcheck.core.independence import (
    Address,
    CitedPage,
    Copies,
    find_copies,
    find_independence,
    shingles,
)

T = TypeVar("T")
VOCABULARY = 20_000
NOTICE_WORDS = 40


def main() -> None:
    """Measure and print one line a step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    made = list(texts(options.documents, options.words, random.Random(options.seed)))
    stored = timed("fingerprint each", lambda: [shingles.fingerprint_of(text) for text, _ in made])
    print(f"{sum(map(len, stored)) / len(stored):>10.0f} bytes a fingerprint")
    marks = timed("read them back", lambda: [shingles.read_fingerprint(one) for one in stored])
    named = {f"{place:06}": found or frozenset() for place, found in enumerate(marks)}
    of = {f"{place:06}": of for place, (_, of) in enumerate(made)}
    asked: list[tuple[str, str]] = []

    def share(one: str, two: str) -> float:
        asked.append((one, two))
        read = (shingles.shingles_of(made[int(name)][0]) for name in (one, two))
        return shingles.share_of(*read)

    found = timed("one claim citing all", lambda: find_copies(named, share))
    print(f"{len(asked):>10} pairs settled by their text, {wrong(found, of)} texts grouped wrongly")
    timed("claims of three sources", lambda: in_threes(named, share))
    near = {f"{place:06}": frozenset(range(200)) | {place + 200} for place in range(len(made))}
    timed("all near copies of one", lambda: find_copies(near, lambda *_: 0.9))
    pages = [page(name) for name in named]
    timed("group all by publisher and text", lambda: find_independence(pages, None, found))


def timed(what: str, run: Callable[[], T]) -> T:
    """Run it once and print the CPU seconds that it took."""
    start = time.process_time()
    done = run()
    print(f"{time.process_time() - start:>10.2f} CPU s  {what}", flush=True)
    return done


def texts(count: int, words: int, chance: random.Random) -> Iterator[tuple[str, int]]:
    """Give texts, each with the number of the one that it is a copy of, or its own."""
    vocabulary = [
        "".join(chance.choices("abcdefghilmnoprstuvw", k=chance.randint(2, 10)))
        for _ in range(VOCABULARY)
    ]
    weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))
    notices = [chance.choices(vocabulary, cum_weights=weights, k=NOTICE_WORDS) for _ in range(20)]
    originals: list[tuple[int, list[str]]] = []
    for number in range(count):
        of, body = number, chance.choices(vocabulary, cum_weights=weights, k=words)
        if originals and chance.random() < 1 / 3:
            of, body = chance.choice(originals)
            body = [word if chance.random() > 0.03 else "edited" for word in body]
        else:
            originals.append((number, body))
        whole = body + chance.choice(notices)
        lines = (" ".join(whole[at : at + 20]) for at in range(0, len(whole), 20))
        yield "\n".join(lines), of


def wrong(found: Copies, of: dict[str, int]) -> int:
    """Count the texts that are not in the class of the text they were made from."""
    return sum(
        found.classes.get(name, name) != found.classes.get(f"{made:06}", f"{made:06}")
        or (name not in found.classes and f"{made:06}" != name)
        for name, made in of.items()
    ) + sum(of[name] != of[first] for name, first in found.classes.items())


def in_threes(named: dict[str, frozenset[int]], share: Callable[[str, str], float]) -> None:
    """Look for copies in claims of three sources each."""
    names = list(named)
    for at in range(0, len(names), 3):
        find_copies({name: named[name] for name in names[at : at + 3]}, share)


def page(name: str) -> CitedPage:
    """Let a hundred texts at a time share a publisher."""
    domain = f"site{int(name) // 100}.example"
    url = f"https://{domain}/{name}"
    return CitedPage(url, Address(url, domain), text=name)


if __name__ == "__main__":
    main()
