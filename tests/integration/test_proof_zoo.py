"""The proof of proofs/fault_zoo.py with the cases that take no waiting."""

from pathlib import Path

import pytest

from proofs import fault_zoo
from proofs.zoo_cases import Case

QUICK = {
    "closed port",
    "drips its body",
    "expired certificate",
    "self-signed certificate",
    "plain HTTP where TLS is due",
    "endless headers",
    "endless 1xx",
    "unasked upgrade",
    "SSH",
    "two lengths",
    "endless body",
    "endless trailers",
    "spaced chunk extension",
    "nested gzip bomb",
    "50,000 gzip members",
    "304 unasked",
    "451",
    "429, Retry-After 3600",
    "to itself",
    "ever new cookies",
    "to http://[::1]/",
    "robots.txt of many stars",
    "60,000 nested tags",
    "entities that multiply",
    "soft 404",
}


@pytest.fixture(scope="module")
def zoo() -> list[Case]:
    """Every case; some hold bombs that take seconds to make."""
    return fault_zoo.all_cases()


def test_that_bad_servers_harm_nothing(zoo: list[Case], tmp_path: Path) -> None:
    """Each ends with its own outcome, in bounded memory, and a good page beside it is archived."""
    cases = [case for case in zoo if case.name in QUICK]
    results = fault_zoo.prove(tmp_path, cases, longest_seconds=float("inf"))
    assert len(results) == len(QUICK)
    assert [str(result) for result in results if result.faults] == []


def test_that_the_zoo_is_large_and_its_names_are_single(zoo: list[Case]) -> None:
    """A case is found by its name, and there are enough of them."""
    names = [case.name for case in zoo]
    assert len(names) == len(set(names)) >= 80
