"""The proof of proofs/guard_attacks.py at a small size."""

import asyncio
from pathlib import Path

from proofs import guard_attacks


def test_that_no_attack_gets_past_the_guard(tmp_path: Path) -> None:
    """No spelling, name, rebinding or redirect reaches a canary; honest addresses pass."""
    proof = asyncio.run(guard_attacks.prove(tmp_path, every=10))
    assert proof.failures == []
    assert proof.calls == {}
    assert proof.attacks.total() > 250
    assert proof.honest >= 20
