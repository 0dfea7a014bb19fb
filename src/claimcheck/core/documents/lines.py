"""Collects running text into lines, as the blocks and table cells of a page part it."""

CELL_SEPARATOR = " | "


class Lines:
    """The lines of a page while it is read. `keep_lines` counts the open `pre` elements."""

    def __init__(self) -> None:
        self.keep_lines = 0
        self._lines: list[str] = []
        self._line: list[str] = []
        self._row = ""  # the cells that share the open line
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
            if line:
                self._lines.append(self._row + line)
                self._row = ""

    def start_row(self) -> None:
        """Begin a table row: its cells share a line as long as each is one line."""
        self.end_row()
        self._row_began_at = len(self._lines)
        self._row_has_cell = False

    def start_cell(self) -> None:
        """
        Part the cell that begins from the one before it.

        A cell of several lines is layout, not data, and keeps its lines to itself.
        """
        self.end_line()
        if self._row:
            self._row += CELL_SEPARATOR.lstrip()
        elif self._row_has_cell and len(self._lines) == self._row_began_at + 1:
            self._row = self._lines.pop() + CELL_SEPARATOR
        self._row_has_cell = True

    def end_row(self) -> None:
        """End the open row, empty cells at its end dropped."""
        self.end_line()
        if self._row:
            self._lines.append(self._row.rstrip(" |"))
            self._row = ""

    def finish(self) -> str:
        """Give back the whole text."""
        self.end_row()
        return "\n".join(self._lines)
