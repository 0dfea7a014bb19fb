"""What the report is made of in its forms without markup: headings, lines, passages, tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or more of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled line of a list. `loud` marks what must not be overlooked."""

    depth: int
    label: str
    text: str
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage between its context, to be shown so that the hit stands out."""

    depth: int
    prefix: str
    exact: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; every row is as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Item | Passage | Table


def items(depth: int, *pairs: tuple[str, str | StrEnum | None]) -> Iterator[Item]:
    """Make labelled lines of those that have a text."""
    return (Item(depth, label, text) for label, text in pairs if text)
