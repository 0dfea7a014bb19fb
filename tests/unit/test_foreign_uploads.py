"""Rules on files from outside that need no disk: sniffing, saved pages, names, dates, secrets."""

import gzip
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.archive.foreign_bytes import FREE_BYTES, Budget, Damaged, read_pieces
from claimcheck.archive.foreign_records import iter_records, read_date
from claimcheck.archive.foreign_redaction import redact_request
from claimcheck.core import uploads

SNIFFED = [
    (b"<!doctype html><p>x", "text/html"),
    (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "text/html"),  # UTF-16
    (b"%PDF-1.7", "application/pdf"),
    (b"\xff\xd8\xff\xe0", "image/jpeg"),
    (b"GIF89a", "image/gif"),
    (b"RIFF\0\0\0\0WEBPVP8L", "image/webp"),
    (b"RIFF\0\0\0\0WAVEfmt ", None),  # sound
    (b"plain words", "text/plain"),
    (b"PK\x03\x04", None),
    (b"\x7fELF\x01\0", None),
    (b"", None),
]


@pytest.mark.parametrize(("head", "kind"), SNIFFED, ids=range(len(SNIFFED)))
def test_bytes_say_what_a_file_is(head: bytes, kind: str | None) -> None:
    """A type that can be evidence, or None."""
    assert uploads.sniff_upload(head) == kind


# the date as SingleFile writes it, and what is read
SAVED_DATES = [
    ("Tue Mar 24 2026 10:00:00 GMT+0100 (CET)", datetime(2026, 3, 24, 9, tzinfo=UTC)),
    ("Tue Mar 24 2026 10:00:00 GMT-0330", datetime(2026, 3, 24, 13, 30, tzinfo=UTC)),
    ("Tue Feb 31 2026 10:00:00 GMT+0100", None),  # no day
    ("Tue Xyz 24 2026 10:00:00 GMT+0100", None),  # no month
    ("Tue Mar 24 2026 10:00:00 GMT+9900", None),  # no zone
    ("yesterday", None),
]


@pytest.mark.parametrize(("written", "at"), SAVED_DATES, ids=range(len(SAVED_DATES)))
def test_what_a_saved_page_says(written: str, at: datetime | None) -> None:
    """Address and date of SingleFile's comment are read, nonsense as None."""
    head = (
        f"<html><!--\n Page saved with SingleFile\n url: https://a.example/\n saved date: {written}"
    )
    saved = uploads.read_saved_page(head.encode() + b"\n-->")
    assert saved == uploads.SavedPage("https://a.example/", at)


NAMES = [
    ("a.pdf", "a.pdf"),
    ("/home/me/a.pdf", "a.pdf"),  # no folders
    ("C:\\me\\a.pdf", "a.pdf"),
    ("a\n\x1b[31m\u202eb.pdf", "a??[31m?b.pdf"),  # nothing that moves a terminal
    ("\udcff.pdf", "?.pdf"),  # no text at all
    ("", "unnamed"),
    ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
]


@pytest.mark.parametrize(("name", "kept"), NAMES, ids=range(len(NAMES)))
def test_names_of_files(name: str, kept: str) -> None:
    """The own name is kept, without folders, printable and not long."""
    assert uploads.clean_name(name) == kept


REQUESTS = [
    (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
    (b"GET / HTTP/1.1\nCOOKIE : s\n s\nA: b\n\n", b"GET / HTTP/1.1\nA: b\n\n"),  # odd and folded
    (b"GET / HTTP/1.1\r\nProxy-Authorization: s\r\n\r\nbody", b"GET / HTTP/1.1\r\n\r\n"),
    (b"GET http://me:s@a/ HTTP/1.1\r\n\r\n", b""),  # in the address
    (b"GET /@name?to=//a@b HTTP/1.1\r\n\r\n", b"GET /@name?to=//a@b HTTP/1.1\r\n\r\n"),
    (b"GET / HTTP/1.1\r\nX-Cookie: a\r\n", b"GET / HTTP/1.1\r\nX-Cookie: a\r\n"),  # another name
]


@pytest.mark.parametrize(("request_bytes", "kept"), REQUESTS, ids=range(len(REQUESTS)))
def test_secrets_of_requests(request_bytes: bytes, kept: bytes) -> None:
    """What lets somebody in goes, with its folds; all else stays to the byte."""
    assert redact_request(request_bytes) == kept


DATES = [
    ("2026-03-24T09:00:00Z", datetime(2026, 3, 24, 9, tzinfo=UTC)),
    ("2026-03-24T09:00:00.123456789Z", datetime(2026, 3, 24, 9, 0, 0, 123456, tzinfo=UTC)),
    ("2026-03-24T09:00:00.5Z", datetime(2026, 3, 24, 9, 0, 0, 500000, tzinfo=UTC)),
    ("2026-03-24T09:00:00+01:00", None),  # WARC-Date is in UTC
    ("2026-03-24", None),
    ("٢026-03-24T09:00:00Z", None),
    (None, None),
]


@pytest.mark.parametrize(("written", "at"), DATES, ids=range(len(DATES)))
def test_dates_of_records(written: str | None, at: datetime | None) -> None:
    """A date is read to the microsecond or not at all."""
    assert read_date(written) == at


@given(st.binary(max_size=300), st.integers(1, 40))
def test_blocks_come_out_as_they_went_in(block: bytes, size: int) -> None:
    """However the stream is cut into pieces, a record's block is the same."""
    one = b"WARC/1.1\r\nContent-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n"
    content = one + one
    pieces = (content[start : start + size] for start in range(0, len(content), size))
    assert [record.take_head(999) for record in iter_records(pieces)] == [block, block]


def test_what_unpacks_too_far_is_a_bomb() -> None:
    """A file may unpack to a bounded multiple of itself and no further."""
    zeros = gzip.compress(bytes(FREE_BYTES), 9)
    assert sum(map(len, read_pieces(io.BytesIO(zeros).read, Budget(0)))) == FREE_BYTES
    with pytest.raises(Damaged, match="bomb"):
        sum(map(len, read_pieces(io.BytesIO(zeros * 2).read, Budget(0))))
