"""The proof of proofs/exact_bytes.py at a small size."""

from pathlib import Path

from proofs import exact_bytes


def test_that_the_archive_holds_the_bytes_of_both_sides(tmp_path: Path) -> None:
    """Odd answers, half over TLS, are stored as sent, and requests as received."""
    proof = exact_bytes.prove(tmp_path, exchanges=50, seed=2)
    assert proof.mismatches == {}
    assert proof.exchanges >= 50
