"""The proofs of anchors, drift and links, at a small size."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "proofs"))

import anchor_mutations
import drift_pairs
import fragment_browser


def test_no_passage_is_anchored_to_the_wrong_place() -> None:
    """Documents changed in every way: nothing wrong, what stands is found, doubt is said."""
    for tally in anchor_mutations.prove(documents=250, seed=7).values():
        assert tally.wrong == []
        assert tally.unsure_said == tally.unsure
        assert tally.found >= 0.97 * tally.present  # a few of so few weigh more


def test_changes_are_told_and_furniture_is_none() -> None:
    """Pairs of pages in five languages: no figure, date or negation missed, no false alarm."""
    proof = drift_pairs.prove(pairs=150, seed=3)
    assert proof.missed == 0
    assert proof.false_alarms == 0
    assert proof.macro_f1 >= 0.95


@pytest.mark.skipif(
    not Path(fragment_browser.CHROMIUM).exists(), reason="no Chromium on this machine"
)
def test_a_browser_finds_what_a_link_names() -> None:
    """Chromium scrolls to the passage's own paragraph."""
    assert fragment_browser.prove(passages=6, seed=4) == []
