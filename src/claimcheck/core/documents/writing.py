"""Collects running text into the lines of a layout, as the blocks and cells of a page part it."""

from claimcheck.core.documents.cleaning import clean, collapse
from claimcheck.core.documents.facts import Facts
from claimcheck.core.documents.layout import Layout


class Writer:
    """
    Writes one layout while a page is walked through.

    `pieces` is the open line, `linked_chars` how much of it is in links; `links`, `keep_lines`
    count the open elements of their kind, `block` is the number of the block that is open.
    """

    def __init__(self, layout: Layout, facts: Facts) -> None:
        self.layout, self.facts = layout, facts
        self.keep_lines = 0
        self._separators = 0
        self._cells: list[str] = []  # of the newest line, behind its first
        self._row_began_at = 0
        self._row_has_cell = False
        self._heading_began_at = 0

    def end_line(self, pieces: list[str], linked_chars: int, block: int) -> None:
        """Write a line of so many characters in links and clear it; an empty one is dropped."""
        written = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if self.keep_lines:
            for part in clean(written).split("\n"):
                self._keep(collapse(part), linked_chars, block)
            return
        # Most lines are as they should be, which is found out quicker than it is made so.
        line = written if written.isprintable() and "  " not in written else collapse(written)
        self._keep(line.strip(), linked_chars, block)

    def _keep(self, line: str, linked_chars: int, block: int) -> None:
        if not line:
            return
        layout = self.layout
        if self._separators:
            # Put together at its end: a line that grows cell by cell takes time by the square.
            self._cells.append(" |" * self._separators + " " + line)
            layout.link_chars[-1] += linked_chars
            layout.guests.append((block, len(layout.lines) - 1))
            self._separators = 0
            return
        self._join_cells()
        layout.lines.append(line)
        layout.link_chars.append(linked_chars)
        layout.owners.append(block)

    def start_row(self) -> None:
        """Begin a table row: its cells share a line as long as each is one line."""
        self.end_row()
        self._row_began_at = len(self.layout.lines)
        self._row_has_cell = False

    def start_cell(self) -> None:
        """
        Part the cell that begins from the one before it.

        A cell of several lines is layout, not data, and keeps its lines to itself.
        """
        if self._row_has_cell and len(self.layout.lines) == self._row_began_at + 1:
            self._separators += 1
        self._row_has_cell = True

    def end_row(self) -> None:
        """End the open row, empty cells at its end dropped."""
        self._separators = 0
        self._join_cells()

    def _join_cells(self) -> None:
        if self._cells:
            self.layout.lines[-1] += "".join(self._cells)
            self._cells.clear()

    def start_heading(self) -> None:
        """Take the lines that follow as the first heading, until it is closed."""
        self._heading_began_at = len(self.layout.lines)

    def end_heading(self) -> None:
        """Keep the heading, unless it is empty or not the first."""
        self._join_cells()
        self.facts.note_heading(" ".join(self.layout.lines[self._heading_began_at :]))
