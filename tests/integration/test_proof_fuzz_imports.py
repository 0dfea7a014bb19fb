"""The proof of proofs/fuzz_imports.py at a small size."""

from pathlib import Path

from proofs import fuzz_imports


def test_that_no_bytes_from_outside_do_harm(tmp_path: Path) -> None:
    """Mutated files, rules, dates and pages are read or refused, at once and in their place."""
    proof = fuzz_imports.prove(tmp_path, seed=2, rounds=60)
    assert proof.failures == []
    assert proof.cases.total() >= 480
