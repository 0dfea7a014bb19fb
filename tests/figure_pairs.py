"""The shape of the tables of claims and sources in which figures are checked."""

from typing import NamedTuple


class Pair(NamedTuple):
    """
    A claim, what a source says, and the results of the claim's figures in order.

    A trap is made to be taken for a match: no figure that is not `match` here may ever be one.
    """

    claim: str
    source: str
    results: str
    why: str
    trap: bool = False


def trap(claim: str, source: str, results: str, why: str) -> Pair:
    return Pair(claim, source, results, why, trap=True)
