"""The text of a report, with what a reader sees beside the words."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]

# What no database keeps and no reader sees; each becomes a space, so that places stay.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that heads what follows; level 1 stands over level 2."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the text that lead to an address, or the address itself, as written."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """
    A report as running text: every line is a paragraph, a heading, a bullet or a row.

    All places count code points of `text`. `steps` says where those stand in the file that was
    read: pairs of a place in the text and its place in the file, between which both run alike.
    `titled` is its title where the form has one.
    """

    text: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    steps: tuple[Span, ...] = ((0, 0),)
    titled: str | None = None

    def place_in_file(self, start: int, end: int) -> Span:
        """Say where a passage of the text stands in the file."""
        last = self._moved(end - 1) + 1 if end > start else self._moved(start)
        return self._moved(start), last

    def _moved(self, place: int) -> int:
        at, moved = self.steps[bisect_right(self.steps, place, key=lambda step: step[0]) - 1]
        return moved + place - at

    @property
    def title(self) -> str | None:
        """What it calls itself: its title, or else its first heading of the highest level."""
        if self.titled or not self.headings:
            return self.titled
        first = min(self.headings, key=lambda heading: (heading.level, heading.start))
        return self.text[first.start : first.end]


def plain(text: str) -> str:
    """Make every line break a newline and every unseen sign a space; no place moves."""
    text = text.replace("\r\n", " \n").translate(_BREAKS)
    return _UNWANTED.sub(" ", text)


_BREAKS = dict.fromkeys(map(ord, "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n")


class Writer:
    """Puts a text together piece by piece and remembers where each came from."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._steps: list[Span] = []
        self.length = 0
        self.headings: list[Heading] = []
        self.links: list[Link] = []

    def write(self, piece: str, at: int | None = None) -> None:
        """Add a piece; `at` is its place in the file, where it stands there as it is."""
        if not piece:
            return
        if at is not None:
            self._steps.append((self.length, at))
        self._pieces.append(piece)
        self.length += len(piece)

    def finish(self, titled: str | None = None) -> Manuscript:
        """Give what was written as one manuscript."""
        steps = (
            tuple(self._steps) if self._steps and self._steps[0][0] == 0 else ((0, 0), *self._steps)
        )
        return Manuscript(
            "".join(self._pieces), tuple(self.headings), tuple(self.links), steps, titled
        )


def sorted_links(links: Iterable[Link]) -> tuple[Link, ...]:
    """Put links into the order of the text."""
    return tuple(sorted(links, key=lambda link: (link.start, link.end)))
