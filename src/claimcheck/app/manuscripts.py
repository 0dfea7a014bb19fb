"""Reports in, from files. Loads neither database nor network: `report_addresses` does."""

import os
from collections.abc import Callable
from pathlib import Path

from claimcheck.core.documents.charset import decode
from claimcheck.core.manuscripts import (
    Manuscript,
    UnreadableWord,
    read_markdown,
    read_page,
    read_plain_manuscript,
    read_word,
)
from claimcheck.errors import BadInput

MAX_REPORT_BYTES = 16 * 1024 * 1024
"""A Word file with its pictures; the text of a book has a tenth of that."""
MAX_TEXT_CHARS = 2_000_000
"""Some 700 printed pages. A longer work is handed in chapter by chapter."""


def is_address(report: str) -> bool:
    """Whether an address is meant, not a file."""
    return report.lower().startswith(("http://", "https://"))


def read_file(path: Path) -> Manuscript:
    """Read a report from a file by its ending. Raises BadInput."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise BadInput(
            f"{path}: a report of this form is not read",
            next_step=f"save it as one of {', '.join(_READERS)}",
        )
    try:
        manuscript = reader(_read_bytes(path))
    except UnreadableWord as exc:
        raise BadInput(f"{path}: {exc}", next_step="save it again as .docx, or as .txt") from exc
    return checked(manuscript, str(path))


def checked(manuscript: Manuscript, name: str) -> Manuscript:
    """Give it back where it is a text of a size that can be worked with. Raises BadInput."""
    if not manuscript.text.strip():
        raise BadInput(f"{name} holds no text", next_step="name another file, or save it as .txt")
    if len(manuscript.text) > MAX_TEXT_CHARS:
        raise BadInput(
            f"{name} has more than {MAX_TEXT_CHARS:,} characters",
            next_step="hand it in chapter by chapter",
        )
    return manuscript


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            too_large = os.fstat(file.fileno()).st_size > MAX_REPORT_BYTES
            content = b"" if too_large else file.read(MAX_REPORT_BYTES + 1)
    except OSError as exc:
        raise BadInput(
            f"{path}: {(exc.strerror or str(exc)).lower()}",
            next_step=f"give the path of a report ({', '.join(_READERS)})",
        ) from exc
    if too_large or len(content) > MAX_REPORT_BYTES:
        raise BadInput(
            f"{path}: larger than {MAX_REPORT_BYTES // 2**20} MB",
            next_step="save it without its pictures, or as .txt",
        )
    return content


def _plain(content: bytes) -> Manuscript:
    return read_plain_manuscript(decode(content, None, markup=False)[0])


def _markdown(content: bytes) -> Manuscript:
    return read_markdown(decode(content, None, markup=False)[0])


def _page(content: bytes) -> Manuscript:
    return read_page(content, "text/html", "")


_READERS: dict[str, Callable[[bytes], Manuscript]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _page,
    ".htm": _page,
    ".docx": read_word,
}
