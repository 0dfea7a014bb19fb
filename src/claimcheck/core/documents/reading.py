"""Bytes in, readable text out."""

import re
from typing import TYPE_CHECKING

from claimcheck.core.documents.charset import decode
from claimcheck.core.documents.document import Document, whole
from claimcheck.core.documents.markdown import read_markdown
from claimcheck.core.documents.media import PACKED_FORMS, Form, identify
from claimcheck.core.documents.plain import read_plain
from claimcheck.core.documents.tables import read_csv, read_json

if TYPE_CHECKING:
    from claimcheck.core.documents.structure import Structure

MAX_READ_BYTES = 2 * 1024 * 1024
"""Markup or text, some 350,000 words. One character beyond the commonest 65,536 makes a text take
4 bytes a character, and it is held twice: of this size that is 20 MB, of the 32 that a capture
may take."""

MAX_LOOKED_AT_BYTES = 8 * 1024 * 1024
"""What is longer for what no reader sees (scripts, embedded pictures) is read up to here."""

BULK_BYTES = 4096
"""Scripts and the like from this size on are left out of a page that is too long with them."""

_BULK = re.compile(
    rb"<(script|style)\b(?![^>]{0,300}ld\+json)[^>]{0,1000}+>[^<]*+(?:<(?!/\1\b)[^<]*+)*+"
    rb"|\bdata:[^\s\"'<>()]{4096,}+",
    re.I,
)


def read_document(content: bytes, media_type: str | None, url: str) -> Document:
    """
    Read what a person would see of a body: its visible text, title, date and language.

    HTML, plain text, Markdown, JSON, comma-separated values, PDF and Word files are read.
    `media_type` may be a whole Content-Type value; `url` says where it came from. Never raises:
    what cannot be read comes back empty with its reason, and what is longer than
    `MAX_READ_BYTES` is read up to there and marked `cut`. The same bytes give the same text.
    A PDF or Word file can take as long as its writer likes: `app.reading_apart` bounds that.
    """
    form, name = identify(content, media_type)
    if form is Form.UNREAD and content:
        return Document(
            text="",
            unread_reason=f"claimcheck does not read {name} yet; "
            f"open the archived copy of {url} to check it by hand",
        )
    if form in PACKED_FORMS and content:
        return _read_packed(content, form)
    content, cut = _within_bounds(content, form)
    if form is Form.HTML:
        # Only here, as most commands read no page.
        from claimcheck.core.documents.html import read_html

        return read_html(content, media_type, url, cut=cut)
    text, charset = decode(content, media_type, markup=False)
    read = _read_text(text, form)
    return Document(text=read, main=whole(read), charset=charset, cut=cut)


def read_structure(content: bytes, media_type: str | None, url: str) -> "Structure":
    """
    Find headings, list items, table rows and links in the text that `read_document` gives.

    Only HTML pages have them. A page of which no tree can be built in bounds has none.
    """
    from claimcheck.core.documents.html import read_html_structure
    from claimcheck.core.documents.structure import Structure

    form, _ = identify(content, media_type)
    if form is not Form.HTML:
        return Structure()

    return read_html_structure(_within_bounds(content, form)[0], media_type, url)


def _within_bounds(content: bytes, form: Form) -> tuple[bytes, str | None]:
    """Give as much of a body as is read, and a sentence on what is not."""
    cut = None
    if form is Form.HTML and len(content) > MAX_READ_BYTES:
        if len(content) > MAX_LOOKED_AT_BYTES:
            cut = f"only the first {MAX_LOOKED_AT_BYTES // 2**20} MiB were read"
        content = _without_bulk(content[:MAX_LOOKED_AT_BYTES])
    if len(content) > MAX_READ_BYTES:
        return content[:MAX_READ_BYTES], f"only the first {MAX_READ_BYTES // 2**20} MiB were read"
    return content, cut


def _read_packed(content: bytes, form: Form) -> Document:
    if form is Form.PDF:
        from claimcheck.core.documents.pdf import read_pdf

        return read_pdf(content)
    from claimcheck.core.documents.word import read_word

    return read_word(content)


def _read_text(text: str, form: Form) -> str:
    match form:
        case Form.CSV:
            read = read_csv(text)
        case Form.JSON:
            read = read_json(text)
        case Form.MARKDOWN:
            read = read_markdown(text)
        case _:
            read = None
    return read_plain(text) if read is None else read


def _without_bulk(content: bytes) -> bytes:
    kept: list[bytes] = []
    at = 0
    for found in _BULK.finditer(content):
        if found.end() - found.start() >= BULK_BYTES:
            kept.append(content[at : found.start()])
            at = found.end()
    return b"".join([*kept, content[at:]])
