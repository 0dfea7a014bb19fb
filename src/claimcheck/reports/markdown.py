"""The report as Markdown (CommonMark with the tables of GitHub Flavored Markdown)."""

import re
from collections.abc import Iterator

from claimcheck.core.status import StatusReport
from claimcheck.reports.blocks import Block, Heading, Item, Paragraph, Passage, Table
from claimcheck.reports.outline import outline
from claimcheck.reports.words import clean, is_web_address

# https://spec.commonmark.org/0.31.2/#backslash-escapes; `|` for tables, `~` and `$` for
# GitHub's strike-through and formulas. `<` and `&` become entities: older readers know no `\<`.
_SPECIAL = re.compile(r"[\\`*_\[\]|~$#]")
# What would start a list, a heading or a rule when it opens a line.
_OPENER = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")


def render_markdown(report: StatusReport) -> str:
    """
    Write the report as Markdown, ended by a line break.

    Everything from outside is escaped; only plain http and https addresses become links.
    """
    lines: list[str] = []
    before: Block | None = None
    for block in outline(report):
        if not (isinstance(before, Item | Passage) and isinstance(block, Item | Passage)):
            lines.append("")
        lines += _lines(block)
        before = block
    return "\n".join(lines).lstrip() + "\n"


def escape(text: str) -> str:
    """Make text from outside mean only itself in Markdown, on one line, in a table cell too."""
    plain = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _OPENER.sub(r"\1\\", _SPECIAL.sub(r"\\\g<0>", plain.strip()))


def _show(text: str) -> str:
    return f"<{text}>" if is_web_address(text) else escape(text)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * level} {escape(text)}"
        case Paragraph(text):
            yield escape(text)
        case Item():
            yield _item(block)
        case Passage(depth, prefix, exact, suffix):
            quote = f"{escape(prefix)} **{escape(exact)}** {escape(suffix)}"
            yield f"{'  ' * depth}- “… {quote} …”"
        case Table(head, rows):
            yield _row(head)
            yield _row(("---",) * len(head))
            yield from (_row([_show(cell) for cell in row]) for row in rows)


def _item(item: Item) -> str:
    mark = "**!!** " if item.loud else ""
    label = f"**{escape(item.label)}**" if item.label else ""
    text = f"**{escape(item.text)}**" if item.loud and item.text else _show(item.text)
    return f"{'  ' * item.depth}- {mark}{': '.join(part for part in (label, text) if part)}"


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"
