"""The proof of proofs/kill_fetch.py at a small size."""

from pathlib import Path

from proofs import kill_fetch


def test_killed_fetch(database_url: str, tmp_path: Path) -> None:
    """After kills at any moment one more fetch leaves every source captured exactly once."""
    proof = kill_fetch.prove(tmp_path, database_url, kills=3, pages=24, seed=3)
    assert proof.problems == ()
    assert proof.killed.total() == 3
