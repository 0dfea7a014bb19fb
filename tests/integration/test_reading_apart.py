"""PDF and Word files: read in a process of their own, after the capture."""

from pathlib import Path

import sqlalchemy as sa

from capture_support import cite, serve_one
from claimcheck.app import capturing, reading_apart
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.core.documents import Document, read_document
from claimcheck.database.document_tables import DocumentRow
from fetch_support import page

PAGE = b"<nav>Menu</nav><article>" + b"<p>The ferry carried 4,100 people in May. </p>" * 9


def one_page_pdf() -> bytes:
    """A PDF that leaves its table of places to the reader, as many writers do."""
    stream = b"BT /F1 12 Tf 72 700 Td (The ferry carried 4,100 people.) Tj ET"
    return (
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources "
        b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>\nendobj\n"
        b"4 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n"
        b"trailer\n<< /Root 1 0 R >>\n%%%%EOF" % (len(stream), stream)
    )


def documents(workspace: Workspace) -> list[DocumentRow]:
    with workspace.reading() as session:
        return list(session.scalars(sa.select(DocumentRow).order_by(DocumentRow.text)))


def test_both_tiers_and_pages_are_kept(workspace: Workspace, tmp_path: Path) -> None:
    """A fetch ends with the text of pages and PDF files on record, and where it stands in them."""
    pdf = page(one_page_pdf(), headers=b"Content-Type: application/pdf\r\n")
    html = page(PAGE, headers=b"Content-Type: text/html\r\n")
    with serve_one(page=html, pdf=pdf) as site:
        cite(workspace, tmp_path, *(site.url(path) for path in site.answers))
        capturing.fetch_due(workspace, Wanted())
    of_page, of_pdf = documents(workspace)
    assert of_page.text.startswith("Menu\n")
    assert of_page.main == ((5, len(of_page.text)),)
    assert of_pdf.text == "The ferry carried 4,100 people."
    assert of_pdf.pages == of_pdf.main == ((0, len(of_pdf.text)),)


def test_read_apart_reads_the_same() -> None:
    """The process of its own gives what the reader gives in this one."""
    assert reading_apart.read_apart(one_page_pdf(), "application/pdf", "") == read_document(
        one_page_pdf(), "application/pdf", ""
    )


def test_a_file_that_breaks_the_limits_is_unread() -> None:
    """What is too large, or ends the process, comes back with a reason and raises nothing."""
    huge = b"%PDF-1.4\n" + b" " * reading_apart.MAX_FILE_BYTES
    document = reading_apart.read_apart(huge, "application/pdf", "")
    assert isinstance(document, Document)
    assert "larger than 64 MiB" in (document.unread_reason or "")
