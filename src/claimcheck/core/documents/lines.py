"""Collects running text into lines, as the blocks and table cells of a page part it."""

CELL_SEPARATOR = " | "


class Lines:
    """The lines of a page while it is read. `keep_lines` counts the open `pre` elements."""

    def __init__(self) -> None:
        self.keep_lines = 0
        self._lines: list[str] = []
        self._line: list[str] = []
        # The newest line in parts: joined anew for each cell, a long row would be quadratic.
        self._newest: list[str] = []
        self._awaits_cell = False  # the newest line ends in a separator
        self._row_began_at = 0
        self._row_has_cell = False

    def write(self, text: str) -> None:
        """Add running text to the open line; inside `pre` its newlines end lines."""
        if not self.keep_lines:
            self._line.append(text)
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for other in others:
            self.end_line()
            self._line.append(other)

    def end_line(self) -> None:
        """End the open line; an empty one is dropped."""
        if self._line:
            line = " ".join("".join(self._line).split())
            self._line.clear()
            if line and not self._awaits_cell:
                self._keep_newest()
            if line:
                self._newest.append(line)
                self._awaits_cell = False

    def start_row(self) -> None:
        """Begin a table row: its cells share a line as long as each is one line."""
        self.end_row()
        self._row_began_at = self._count()
        self._row_has_cell = False

    def start_cell(self) -> None:
        """
        Part the cell that begins from the one before it.

        A cell of several lines is layout, not data, and keeps its lines to itself.
        """
        self.end_line()
        if self._awaits_cell:
            self._newest.append(CELL_SEPARATOR.lstrip())
        elif self._row_has_cell and self._count() == self._row_began_at + 1:
            self._newest.append(CELL_SEPARATOR)
            self._awaits_cell = True
        self._row_has_cell = True

    def end_row(self) -> None:
        """End the open row, empty cells at its end dropped."""
        self.end_line()
        if self._awaits_cell:
            self._newest = ["".join(self._newest).rstrip(" |")]
            self._awaits_cell = False

    def finish(self) -> str:
        """Give back the whole text."""
        self.end_row()
        self._keep_newest()
        return "\n".join(self._lines)

    def _count(self) -> int:
        return len(self._lines) + bool(self._newest)

    def _keep_newest(self) -> None:
        if self._newest:
            self._lines.append("".join(self._newest))
            self._newest = []
