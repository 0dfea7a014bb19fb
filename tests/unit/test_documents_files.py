"""Reading what is no page: data, Markdown, PDF and Word files, and hostile ones."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.documents import read_document
from claimcheck.core.documents.word import MAX_PART_BYTES

URL = "https://example.org/file"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<p:coreProperties xmlns:p="p" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Minutes</dc:title><dc:creator>The desk</dc:creator></p:coreProperties>"
)


def pdf(*pages: str) -> bytes:
    """Write a PDF with a line of text on each page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    written, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{written}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    ).encode()


def word(body: str, **parts: str) -> bytes:
    """Write a Word file; names of further parts have `__` for the slash and `_` for the dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("content", "media_type", "text"),
    [
        (b'{"a": [1.50, {"b": "x\\ny"}], "c": null, "d": true}', "application/json",
         "a[0]: 1.50\na[1].b: x y\nd: true"),  # figures stay as written
        (b'{"a": ', "application/json", '{"a":'),  # what is no JSON is text
        (b"[" * 9_000, "application/json", "[" * 9_000),
        (b'a;b\n"1; 2";3\n\n;\n', "text/csv", "a | b\n1; 2 | 3"),
        (b"a\tb\n1\t2", "text/tab-separated-values", "a | b\n1 | 2"),
        (b"# One #\n> quoted\n\nsome *words* and **more** in `code`, a [link](http://x.example)",
         "text/markdown; charset=utf-8",
         "One\nquoted\nsome words and more in code, a link"),
        (b"2 * 3 * 4 and snake_case_name", "text/markdown", "2 * 3 * 4 and snake_case_name"),
    ],
)  # fmt: skip
def test_reads_data(content: bytes, media_type: str, text: str) -> None:
    """Data is read by cell, a line a row or value; what is not what it says is plain text."""
    assert read_document(content, media_type, URL).text == text


def test_reads_a_pdf_by_page() -> None:
    """Each page can be found again in the text, one without text too."""
    document = read_document(pdf("First page", "", "Third page"), "text/html", URL)
    assert document.text == "First page\nThird page"
    assert [document.text[start:end] for start, end in document.pages] == [
        "First page",
        "",
        "Third page",
    ]
    assert document.main_text == document.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4 and no more", "cannot be opened"),
        (pdf(""), "may be a scan"),
    ],
)
def test_says_why_a_pdf_has_no_text(content: bytes, reason: str) -> None:
    """A broken file and a scan come back empty, with the reason in a sentence."""
    document = read_document(content, "application/pdf", URL)
    assert document.text == ""
    assert reason in (document.unread_reason or "")


def test_reads_a_word_file() -> None:
    """Paragraphs and rows are lines; what the file says of itself comes along."""
    table = (
        f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc>"
        f"<w:tc>{paragraph('b')}<w:tbl><w:tr><w:tc>{paragraph('c')}</w:tc></w:tr></w:tbl></w:tc>"
        "</w:tr></w:tbl>"
    )
    deleted = "<w:p><w:r><w:delText>gone</w:delText></w:r></w:p>"
    body = f"<w:document {NAMES}>{paragraph('One')}{deleted}{table}{paragraph('End')}</w:document>"
    document = read_document(word(body, docProps__core_xml=CORE), "application/zip", URL)
    assert document.text == "One\na | b c\nEnd"
    assert (document.title, document.author) == ("Minutes", "The desk")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (word("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "entities"),
        (word("x" * (MAX_PART_BYTES + 1)), "more than 8192 KiB"),  # 8 KiB as a file
        (word(f"<w:document {NAMES}>" + "<a>" * 100_000), "broken"),
        (word("<x/>")[:-30], "cannot be read"),
        (b"PK\x03\x04 and no more", "cannot be read"),
    ],
    ids=["entities", "bomb", "nested", "torn", "no zip"],
)
def test_refuses_hostile_word_files(content: bytes, reason: str) -> None:
    """Bombs and broken files end with a reason."""
    document = read_document(content, WORD, URL)
    assert document.text == ""
    assert reason in (document.unread_reason or "")


@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04word/", b"<html>", b"{", b"\xff\xfe"]),
    st.binary(max_size=300),
    st.sampled_from([None, "text/html", "application/pdf", "application/json", "text/csv", WORD]),
)
def test_any_bytes_are_read(start: bytes, rest: bytes, media_type: str | None) -> None:
    """No bytes of any type raise, and the same bytes read the same."""
    document = read_document(start + rest, media_type, URL)
    document.text.encode()
    assert document == read_document(start + rest, media_type, URL)
