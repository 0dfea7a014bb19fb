"""Sets that grow together."""

from collections.abc import Iterable


class Union:
    """
    Items in sets that only ever merge. The outcome does not depend on the order of merging.

    A set is called by its smallest item, so that its name does not depend on it either.
    """

    def __init__(self, items: Iterable[str] = ()) -> None:
        self._parents = {item: item for item in items}

    def find(self, item: str) -> str:
        """Name the set that an item is in; an unknown one is put into a set of its own."""
        parent = self._parents.setdefault(item, item)
        while parent != (above := self._parents[parent]):
            self._parents[item] = above  # halves the way for whoever asks next
            item, parent = above, self._parents[above]
        return parent

    def merge(self, one: str, other: str) -> str:
        """Make one set of those that two items are in; gives its name."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parents[second] = first
        return first

    def merge_all(self, items: Iterable[str]) -> None:
        """Make one set of those that all these items are in."""
        first = None
        for item in items:
            first = item if first is None else self.merge(first, item)
