"""Places in a text: lines and columns, in code points from 1."""

from dataclasses import dataclass
from typing import Protocol


class Placed(Protocol):
    """Anything that knows its line and column."""

    @property
    def line(self) -> int:
        """The line, from 1."""

    @property
    def column(self) -> int:
        """The column, from 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place."""

    line: int
    column: int


class Cursor:
    """
    Turns offsets into places in linear time, if they are asked for in rising order.

    `start` is where the text begins in its file.
    """

    def __init__(self, text: str, start: Placed | None = None) -> None:
        self._text = text
        self._offset = 0
        self._line = start.line if start else 1
        self._column = start.column if start else 1

    def place(self, offset: int) -> Place:
        """Give the place of an offset that is not before the last one asked for."""
        breaks = self._text.count("\n", self._offset, offset)
        if breaks:
            self._line += breaks
            self._column = offset - self._text.rfind("\n", self._offset, offset)
        else:
            self._column += offset - self._offset
        self._offset = offset
        return Place(self._line, self._column)
