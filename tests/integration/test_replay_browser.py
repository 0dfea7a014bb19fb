"""The proof of proofs/replay_browser.py at a small size, where a browser can be driven."""

from pathlib import Path

import pytest

from proofs import replay_browser


def test_nothing_is_reached_outside(tmp_path: Path) -> None:
    """In Chromium a hostile page, opened and clicked through, asks nothing outside the archive."""
    pytest.importorskip("playwright", reason="playwright is not installed")
    if not Path(replay_browser.CHROMIUM).exists():
        pytest.skip(f"there is no {replay_browser.CHROMIUM}")
    proof = replay_browser.prove(tmp_path, ways=("img src", "link", "refresh", "script fetch"))
    assert proof.unprotected >= 3  # a link waits for a click, which the page as it is does not get
    assert proof.leaks == ()
