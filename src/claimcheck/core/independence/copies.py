"""Which texts are copies of each other: found by fingerprint, settled by their shingles."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from claimcheck.core.independence.union import Union
from claimcheck.core.independence.values import Copies

SAME_TEXT_SHARE = 0.5
"""
Of the shorter text's shingles. An article in two sites' frames, lightly edited, keeps more;
two reports on one event that quote the same statement at length share less.
"""

_WORTH_A_LOOK = 0.3
"""Of the smaller fingerprint: low enough for what a sample of ten may miss by chance."""


def find_copies(
    fingerprints: Mapping[str, frozenset[int]], share: Callable[[str, str], float]
) -> Copies:
    """
    Put texts that are copies into one class; `share` is asked for pairs that look alike.

    The classes are the connected parts of "is a copy of", whatever the order of the texts.
    Marks that few texts have are looked up first, so texts that share only what many share
    (a notice on cookies, a footer) are not compared one with each other.
    """
    search = _Search(fingerprints, share)
    for name in sorted(fingerprints, key=lambda name: (-len(fingerprints[name]), name)):
        search.add(name)
    classes = {name: search.classes.find(name) for name in fingerprints}
    sizes = Counter(classes.values())
    return Copies(
        {name: of for name, of in classes.items() if sizes[of] > 1},
        {of: share for of, share in search.shares().items() if sizes[of] > 1},
    )


class _Search:
    """The texts seen so far, larger ones first, by the marks of their fingerprints."""

    def __init__(
        self, fingerprints: Mapping[str, frozenset[int]], share: Callable[[str, str], float]
    ) -> None:
        self.classes = Union(fingerprints)
        self._share = share
        self._fingerprints = fingerprints
        self._spread = Counter(mark for marks in fingerprints.values() for mark in marks)
        # By mark, then by some member of a class: what is in the class is passed over at once.
        self._having: dict[int, dict[str, list[str]]] = {}
        self._found: list[tuple[str, float]] = []

    def add(self, name: str) -> None:
        """Merge a text with those before it that it is a copy of."""
        marks = self._fingerprints[name]
        tried = {name}
        for mark in self._telling(marks):
            for member, texts in self._having.get(mark, {}).items():
                if self.classes.find(member) != self.classes.find(name):
                    self._try(name, texts, tried)
        class_name = self.classes.find(name)
        for mark in marks:
            if self._spread[mark] > 1:
                self._having.setdefault(mark, {}).setdefault(class_name, []).append(name)

    def shares(self) -> dict[str, float]:
        """Say of each class which share its least alike pair has, of those that were tried."""
        least: dict[str, float] = {}
        for name, share in self._found:
            of = self.classes.find(name)
            least[of] = min(share, least.get(of, share))
        return least

    def _telling(self, marks: frozenset[int]) -> Iterator[int]:
        """Who shares enough of all marks shares one of these, the rarest (by counting)."""
        enough = max(1, int(_WORTH_A_LOOK * len(marks)))
        rarest = sorted(marks, key=lambda mark: (self._spread[mark], mark))
        return (mark for mark in rarest[: len(marks) - enough + 1] if self._spread[mark] > 1)

    def _try(self, name: str, texts: list[str], tried: set[str]) -> None:
        for other in texts:
            if other in tried:
                continue
            tried.add(other)
            if self._looks_alike(name, other):
                share = self._share(name, other)
                if share >= SAME_TEXT_SHARE:
                    self.classes.merge(name, other)
                    self._found.append((name, share))
                    return

    def _looks_alike(self, name: str, other: str) -> bool:
        one, two = self._fingerprints[name], self._fingerprints[other]
        return len(one & two) >= _WORTH_A_LOOK * min(len(one), len(two))
