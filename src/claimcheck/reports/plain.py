"""The report as plain text for a terminal, a mail or a log."""

import textwrap
from collections.abc import Iterator

from claimcheck.core.status import StatusReport
from claimcheck.reports.blocks import Block, Heading, Item, Paragraph, Passage, Table
from claimcheck.reports.outline import outline
from claimcheck.reports.words import clean

WIDTH = 96
"""Columns that prose is folded to; addresses and digests are never broken."""

_MAX_CELL = 52  # columns; a wider cell pushes its row, nothing is cut


def render_text(report: StatusReport) -> str:
    """
    Write the report as plain text, folded for a terminal and ended by a line break.

    No control character of a page or a claim survives; `!!` marks what contradicts a claim.
    """
    return "\n".join(line for block in outline(report) for line in _lines(block)).lstrip() + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield from _heading(level, clean(text))
        case Paragraph(text):
            yield from _fold(clean(text), "", "")
        case Item(depth, label, text, loud):
            words = ": ".join(clean(part) for part in (label, text) if part)
            indent = "  " * depth
            yield from _fold(words, f"{indent}{'!!' if loud else '-'} ", f"{indent}   ")
        case Passage(depth, prefix, exact, suffix):
            quote = f"…{clean(prefix)}»{clean(exact)}«{clean(suffix)}…"
            yield from _fold(quote, "  " * depth, "  " * depth)
        case Table():
            yield from _table(block)


def _heading(level: int, text: str) -> Iterator[str]:
    yield ""
    yield text.upper() if level == 2 else text
    if level < 3:
        yield "=-"[level - 1] * min(len(text), WIDTH)


def _fold(text: str, first: str, rest: str) -> list[str]:
    if len(first) + len(text) <= WIDTH:
        return [first + text]
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first]


def _table(table: Table) -> Iterator[str]:
    rows = [[clean(cell) for cell in row] for row in table.rows]
    columns = zip(table.head, *rows, strict=True)
    widths = [min(_MAX_CELL, max(len(cell) for cell in column)) for column in columns]
    for row in (list(table.head), *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
