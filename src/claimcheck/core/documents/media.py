"""What a body is: by its declared type, and by its first bytes where that is missing or lies."""

import re
from enum import StrEnum

SNIFF_BYTES = 2048


class Form(StrEnum):
    """How a body is read."""

    HTML = "html"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    CSV = "csv"  # values parted by commas, semicolons or tabs
    JSON = "json"
    PDF = "pdf"
    WORD = "word"  # Office Open XML
    UNREAD = "unread"


TEXT_FORMS = frozenset({Form.PLAIN, Form.MARKDOWN, Form.CSV})
"""What a browser shows as text."""

PACKED_FORMS = frozenset({Form.PDF, Form.WORD})
"""What takes a library that a hostile file can keep busy; `app.reading_apart` reads them."""


_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {
    "text/markdown": Form.MARKDOWN,
    "text/x-markdown": Form.MARKDOWN,
    "text/csv": Form.CSV,
    "text/tab-separated-values": Form.CSV,
    "application/csv": Form.CSV,
    "application/json": Form.JSON,
    "application/ld+json": Form.JSON,
    "application/geo+json": Form.JSON,
    "text/json": Form.JSON,
}
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_VAGUE_TYPES = frozenset(
    {
        "",
        "*/*",
        "application/octet-stream",
        "binary/octet-stream",
        "application/unknown",
        "unknown/unknown",
        "application/xml",
        "text/xml",
    }
)
# https://mimesniff.spec.whatwg.org/#rules-for-identifying-an-unknown-mime-type
_SIGNATURES = (
    (b"PK\x03\x04", "application/zip"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
# Atomic: a comment ends at its first end, or many in a row would be tried in all ways to part them.
_HTML_START = re.compile(
    rb"\s*+(?:<\?xml[^>]{0,500}+>\s*+|(?><!--.{0,1000}?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|h1|div|p|table|br|a|b)\b",
    re.I | re.S,
)
_PDF_START = re.compile(rb"\s{0,64}+%PDF-\d")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def identify(content: bytes, media_type: str | None) -> tuple[Form, str]:
    """
    Say how to read a body and what it is called.

    A declared text is believed unless its bytes are plainly those of a known binary format.
    """
    declared = (media_type or "").partition(";")[0].strip().lower()
    if _PDF_START.match(content):
        return Form.PDF, "application/pdf"
    if content.startswith(b"PK\x03\x04") and (
        declared == _WORD_TYPE or b"word/" in content[:SNIFF_BYTES]
    ):
        return Form.WORD, _WORD_TYPE
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            return Form.UNREAD, name
    if declared in _HTML_TYPES:
        return Form.HTML, declared
    if declared in _VAGUE_TYPES:
        return _sniff(content, declared)
    if declared in _FORMS:
        return _FORMS[declared], declared
    if declared.startswith("text/"):
        return Form.PLAIN, declared
    return Form.UNREAD, declared if re.fullmatch(r"[\w.+-]+/[\w.+-]+", declared) else "this type"


def _sniff(content: bytes, declared: str) -> tuple[Form, str]:
    head = content[:SNIFF_BYTES]
    if head.startswith(_BOMS):
        head = head.replace(b"\x00", b"")[2:].removeprefix(b"\xbf")
    if _HTML_START.match(head):
        return Form.HTML, "text/html"
    if "xml" in declared:
        return Form.UNREAD, declared
    if _BINARY.search(head):
        return Form.UNREAD, declared or "this type"
    return Form.PLAIN, "text/plain"
