"""Bytes in, readable text out."""

from claimcheck.core.documents.charset import decode
from claimcheck.core.documents.document import Document
from claimcheck.core.documents.media import Form, identify
from claimcheck.core.documents.plain import read_plain

MAX_READ_BYTES = 8 * 1024 * 1024
"""More than a long novel. The worst text of this size takes some seconds a claim to search."""


def read_document(content: bytes, media_type: str | None, url: str) -> Document:
    """
    Read what a person would see of a body: its visible text, title, date and language.

    `media_type` may be a whole Content-Type value; `url` says where it came from. Never raises:
    what cannot be read comes back empty with its reason, and what is longer than
    `MAX_READ_BYTES` is read up to there and marked `cut`. The same bytes give the same text.
    """
    form, name = identify(content, media_type)
    if form is Form.UNREAD and content:
        return Document(
            text="",
            unread_reason=f"claimcheck does not read {name} yet; "
            f"open the archived copy of {url} to check it by hand",
        )
    cut = None
    if len(content) > MAX_READ_BYTES:
        content = content[:MAX_READ_BYTES]
        cut = f"only the first {MAX_READ_BYTES // 2**20} MiB were read"
    text, charset = decode(content, media_type, markup=form is Form.HTML)
    if form is Form.HTML:
        # Only here: the parsers take a tenth of a second to load, and most commands read no page.
        from claimcheck.core.documents.html import read_html

        return read_html(text, charset=charset, cut=cut)
    return Document(text=read_plain(text), charset=charset, cut=cut)
