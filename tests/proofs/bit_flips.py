"""
The proof that no bit of the archive changes unnoticed.

    python tests/proofs/bit_flips.py --flips 1000 --seed 1

archives attempts of every kind into several sealed segments, then flips one random bit of a
segment or of the chain of seals at a time: `verify` has to find each of them, and nothing when
the bit is back.
"""

import argparse
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from claimcheck.archive.seals import SEALS_NAME
from claimcheck.archive.segments import open_writer
from claimcheck.archive.verify import ExpectedAttempt, verify
from warc_support import MOVED, NOW, PAGE, Attempt, attempt, refer_to, row_of

SEGMENT_BYTES = 4_000
"""So small that a handful of attempts fills one."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How many bits were flipped, in how many files, and which of them nobody noticed."""

    flips: int
    files: int
    missed: tuple[str, ...]

    def __str__(self) -> str:
        found = self.flips - len(self.missed)
        return "\n".join([f"{found} of {self.flips} found, over {self.files} files", *self.missed])


def prove(folder: Path, *, flips: int, seed: int) -> Proof:
    """Flip so many bits, one at a time."""
    dice = random.Random(seed)
    rows = _archive(folder)
    files = [path for path in sorted(folder.iterdir()) if path.suffix in (".gz", ".jsonl")]
    missed = [] if not verify(folder, rows).problems else ["the archive is not whole to begin with"]
    for _ in range(flips):
        # A quarter in the chain, which is much shorter than what it chains.
        chain = dice.random() < 0.25
        path = folder / SEALS_NAME if chain else dice.choice(files)
        data = bytearray(path.read_bytes())
        place, bit = dice.randrange(len(data)), dice.randrange(8)
        data[place] ^= 1 << bit
        path.write_bytes(data)
        if not verify(folder, rows).problems:
            missed.append(f"{path.name}, byte {place}, bit {bit}")
        data[place] ^= 1 << bit
        path.write_bytes(data)
    missed += [problem.what for problem in verify(folder, rows).problems]
    return Proof(flips, len(files), tuple(missed))


def _archive(folder: Path) -> list[ExpectedAttempt]:
    rows = []
    first = attempt(PAGE)
    kinds: list[Attempt] = [first, attempt(MOVED, PAGE), attempt(PAGE, referred=refer_to(first))]
    kinds += [attempt(), attempt(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(range(256)) * 4)]
    kinds += [attempt(b"no HTTP at all"[:0], PAGE) for _ in range(3)]
    with open_writer(folder, now=NOW, max_bytes=SEGMENT_BYTES) as writer:
        for facts, exchanges, referred in kinds:
            rows.append(row_of(facts, writer.append(facts, exchanges, referred=referred)))
        writer.sync()
    return rows


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        proof = prove(Path(name) / "archive", flips=options.flips, seed=options.seed)
    print(proof)
    return 1 if proof.missed else 0


if __name__ == "__main__":
    sys.exit(main())
