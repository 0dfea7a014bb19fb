"""The proof of proofs/readers.py at a small size."""

import pytest

from proofs import readers


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> readers.Proof:
    """Some captures of every kind, written, exported and read."""
    return readers.prove(tmp_path_factory.mktemp("readers"), captures=80)


def test_other_tools_read_segments_and_export(proof: readers.Proof) -> None:
    """No tool that is here finds a fault, and every chunked body is the pinned exception."""
    assert proof.problems == ()
    assert proof.pinned == 10
    assert proof.indexed == 90


@pytest.mark.parametrize("tool", readers.TOOLS)
def test_tools_of_others_were_there(proof: readers.Proof, tool: str) -> None:
    """The run above held with this tool; where it is not installed, the summary says so."""
    if tool in proof.absent:
        pytest.skip(f"{tool} is not installed; run tests/proofs/readers.py --tools FOLDER")
