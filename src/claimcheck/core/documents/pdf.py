"""The text of a PDF, page by page."""

import re
from collections.abc import Iterator

import pypdfium2

from claimcheck.core.documents.cleaning import one_line
from claimcheck.core.documents.document import Document, whole
from claimcheck.core.documents.plain import read_plain

MAX_PAGES = 2_000
MAX_CHARS = 2 * 1024 * 1024
MAX_PAGE_CHARS = 256 * 1024
"""A page of print has some 5,000."""

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d'?\d\d)?")


def read_pdf(content: bytes) -> Document:
    """
    Read the pages in order, each from a line of its own; `pages` says where each stands.

    A page without text, such as a scan, is an empty place. The library has no bounds on time:
    read what strangers wrote in a process with limits.
    """
    try:
        with pypdfium2.PdfDocument(content) as file:
            count = len(file)
            texts = list(_texts(file))
            said = file.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as exc:
        return Document(text="", unread_reason=f"the PDF cannot be opened: {exc}")
    text, pages = _joined(texts)
    if not text:
        return Document(
            text="", pages=pages, unread_reason="the PDF has no text in it: it may be a scan"
        )
    return Document(
        text=text,
        main=whole(text),
        pages=pages,
        title=one_line(said.get("Title", "")),
        author=one_line(said.get("Author", "")),
        published=_iso(said.get("CreationDate", "")),
        modified=_iso(said.get("ModDate", "")),
        cut=f"only the first {len(texts)} of {count} pages were read"
        if len(texts) < count
        else None,
    )


def _texts(file: pypdfium2.PdfDocument) -> Iterator[str]:
    chars = 0
    for number in range(min(len(file), MAX_PAGES)):
        if chars > MAX_CHARS:
            return
        page = file[number]
        words = page.get_textpage()
        try:
            read = read_plain(words.get_text_range(0, min(words.count_chars(), MAX_PAGE_CHARS)))
        finally:
            words.close()
            page.close()
        chars += len(read)
        yield read


def _joined(texts: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    pages: list[tuple[int, int]] = []
    at = 0
    for text in texts:
        start = at + 1 if at and text else at
        at = start + len(text)
        pages.append((start, at))
    return "\n".join(filter(None, texts)), tuple(pages)


def _iso(written: str) -> str | None:
    found = _DATE.match(written)
    if not found:
        return None
    year, month, day = found[1], found[2] or "01", found[3] or "01"
    return f"{year}-{month}-{day}" if "01" <= month <= "12" and "01" <= day <= "31" else None
