"""The hand-made pairs of claim and source, each with its reason, in tests/figure_pairs_*.py."""

import pytest

from claimcheck.core.figures.comparing import COMPARED_WITH, compare
from claimcheck.core.figures.finding import find_all
from figure_pairs import Pair
from proofs.figure_pairs_score import TOPICS, is_sprung, main, results_of

PAIRS = [
    pytest.param(pair, id=f"{topic}-{number}")
    for topic, pairs in TOPICS.items()
    for number, pair in enumerate(pairs, start=1)
]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_has_its_result(pair: Pair) -> None:
    """Each figure of a claim is judged as the table says, for the reason that it gives."""
    assert results_of(pair) == pair.results, pair.why


def test_kinds_that_do_not_compare() -> None:
    """Figures compare only where the table of kinds has it, by which passages are passed over."""
    texts = {text for pairs in TOPICS.values() for p in pairs for text in (p.claim, p.source)}
    figures = {(f.kind, f.unit, f.named_unit): f for text in sorted(texts) for f in find_all(text)}
    compared = {
        (one.kind, other.kind)
        for one in figures.values()
        for other in figures.values()
        if one.kind in COMPARED_WITH and compare(one, other) is not None
    }
    known = {(kind, other) for kind, others in COMPARED_WITH.items() for other in others}
    assert len(figures) > 50
    assert compared <= known
    assert {kind for kind, _ in compared} == set(COMPARED_WITH)


def test_no_trap_is_taken_for_a_match() -> None:
    """What is made to be taken for a match never is."""
    traps = [pair for pairs in TOPICS.values() for pair in pairs if pair.trap]
    assert len(traps) > 200
    assert not [trap for trap in traps if is_sprung(trap)]


def test_a_sprung_trap_is_seen() -> None:
    """The score tells of a trap that was taken for a match."""
    assert is_sprung(Pair("It has 12 lanes", "It has 12 lanes.", "differs", "", trap=True))


def test_the_score_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The script names every topic and counts the traps."""
    monkeypatch.setattr("sys.argv", ["figure_pairs_score.py"])
    assert main() == 0
    printed = capsys.readouterr().out
    assert all(topic in printed for topic in TOPICS)
    assert "traps sprung: 0" in printed
