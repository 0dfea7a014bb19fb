"""A Word document (.docx): paragraphs, headings by their styles, links, rows of tables."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from claimcheck.core.manuscripts.manuscript import Heading, Link, Manuscript, Writer, plain

if TYPE_CHECKING:  # loads lxml, which most commands do without
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""All parts together: a small archive may hold a terabyte of zeros."""

_STYLE = re.compile(r"heading ([1-6])|title", re.I)


class UnreadableWord(ValueError):
    """The bytes are no Word document, or one too large to read."""


def read_word(content: bytes) -> Manuscript:
    """Read a Word document. Raises UnreadableWord."""
    document = _open(content)
    from docx.table import Table

    writer = Writer()
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in _rows(block):
                _paragraph(writer, [(row, None)], None)
        else:
            _paragraph(writer, list(_runs(block)), _level(block))
    return writer.finish(document.core_properties.title.strip() or None)


def _open(content: bytes) -> "WordDocument":
    # Only here: no other command reads Word.
    import docx
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise UnreadableWord(f"it unpacks to more than {MAX_UNPACKED_BYTES // 2**20} MiB")
        return docx.Document(BytesIO(content))
    except (zipfile.BadZipFile, OpcError, SyntaxError, KeyError, ValueError, EOFError) as exc:
        if isinstance(exc, UnreadableWord):
            raise
        raise UnreadableWord("it is no Word document (.docx)") from exc


def _level(paragraph: "Paragraph") -> int | None:
    style = paragraph.style.name if paragraph.style else None
    found = _STYLE.match(style or "")
    return int(found[1] or 1) if found else None


def _runs(paragraph: "Paragraph") -> Iterator[tuple[str, str | None]]:
    """Give the words of a paragraph, each with the address that they link to."""
    if paragraph.style and (paragraph.style.name or "").startswith("List"):
        yield "- ", None
    for part in paragraph.iter_inner_content():
        url = getattr(part, "url", None)
        yield part.text, url if url and url.startswith(("http://", "https://")) else None


def _rows(table: "Table") -> Iterator[str]:
    for row in table.rows:
        yield " | ".join(" ".join(cell.text.split()) for cell in row.cells)


def _paragraph(writer: Writer, runs: list[tuple[str, str | None]], level: int | None) -> None:
    if not "".join(text for text, _ in runs).strip("- \t\n"):
        return
    if writer.length:
        writer.write("\n")
    start = writer.length
    for text, url in runs:
        before = writer.length
        writer.write(plain(text).replace("\n", " "))
        if url:
            writer.links.append(Link(before, writer.length, url))
    if level:
        writer.headings.append(Heading(start, writer.length, level))
