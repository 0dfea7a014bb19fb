"""The proofs of flipped bits and of politeness, at a small size."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "proofs"))

import bit_flips
import politeness


def test_every_flipped_bit_is_found(tmp_path: Path) -> None:
    """A bit changed anywhere in a segment or in the chain of seals is a problem."""
    proof = bit_flips.prove(tmp_path / "archive", flips=40, seed=5)
    assert proof.missed == ()
    assert proof.files > 3


def test_servers_have_nothing_to_complain_of(tmp_path: Path) -> None:
    """Two processes keep delay, one connection, robots.txt and Retry-After, redirects and all."""
    problems = politeness.prove(tmp_path, hosts=4, urls=40, workers=2, delay_seconds=0.01)
    assert problems == []
