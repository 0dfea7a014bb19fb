"""Collects running text into lines, as the blocks and table cells of a page part it."""

from io import StringIO

from claimcheck.core.documents.cleaning import clean, collapse

CELL_SEPARATOR = " | "

PRESS_CHARS = 32 * 1024
"""An open line this long has its white space collapsed at once: parted into words as a whole,
a line of a million words would take a hundred megabytes."""


class Lines:
    """
    The lines of a page while it is read. `keep_lines` counts the open `pre` elements.

    Finished lines lie in one buffer, so that memory grows with the text and not with their number.
    """

    def __init__(self) -> None:
        self.keep_lines = 0
        self._text = StringIO()
        self._line: list[str] = []
        self._line_chars = 0
        self._pressed: list[str] = []  # the beginning of an open line that is very long
        self._count = 0  # of lines, the newest among them
        self._awaits_cell = False  # the newest line ends in a separator that is not written yet
        self._separators = 0
        self._row_began_at = 0
        self._row_has_cell = False

    def write(self, *texts: str) -> None:
        """
        Add running text to the open line; each text but the first begins a line.

        Inside `pre` the newlines of a text end lines as well.
        """
        if self.keep_lines:
            texts = tuple(line for text in texts for line in clean(text).split("\n"))
        self._add(texts[0])
        if len(texts) > 1:
            self.end_line()
            self._keep(*filter(None, map(collapse, texts[1:-1])))
            self._add(texts[-1])

    def end_line(self) -> None:
        """End the open line; an empty one is dropped."""
        if not self._line_chars and not self._pressed:
            return
        line = collapse("".join(self._line))
        if self._pressed:
            self._press()
            line = "".join(self._pressed).strip()
            self._pressed.clear()
        self._line.clear()
        self._line_chars = 0
        if line:
            self._keep(line)

    def start_row(self) -> None:
        """Begin a table row: its cells share a line as long as each is one line."""
        self.end_row()
        self._row_began_at = self._count
        self._row_has_cell = False

    def start_cell(self) -> None:
        """
        Part the cell that begins from the one before it.

        A cell of several lines is layout, not data, and keeps its lines to itself.
        """
        self.end_line()
        if self._row_has_cell and self._count == self._row_began_at + 1:
            self._separators += 1
        self._row_has_cell = True

    def end_row(self) -> None:
        """End the open row, empty cells at its end dropped."""
        self.end_line()
        self._separators = 0

    def finish(self) -> str:
        """Give back the whole text."""
        self.end_row()
        return self._text.getvalue()

    def _add(self, text: str) -> None:
        if text:
            self._line.append(text)
            self._line_chars += len(text)
        if self._line_chars > PRESS_CHARS:
            self._press()

    def _press(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        self._line_chars = 0
        begins = " " if text[:1].isspace() else ""
        ends = " " if text[-1:].isspace() else ""
        pressed = begins + collapse(text) + ends
        after_space = not self._pressed or self._pressed[-1].endswith(" ")
        pressed = pressed.lstrip() if after_space else pressed.replace("  ", " ")
        if pressed:
            self._pressed.append(pressed)

    def _keep(self, *lines: str) -> None:
        if not lines:
            return
        if self._separators:
            self._text.write(" |" * self._separators + " ")
            self._separators = 0
            self._count -= 1
        elif self._count:
            self._text.write("\n")
        self._text.write("\n".join(lines))
        self._count += len(lines)
