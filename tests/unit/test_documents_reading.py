"""Which bytes are read as what, and in which encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.documents import read_document
from claimcheck.core.documents.reading import MAX_LOOKED_AT_BYTES, MAX_READ_BYTES

URL = "https://example.org/page"
GERMAN = "Die Größe der Stadt wächst, sagte die Behörde."
JAPANESE = "日本語のテキスト。これは文です。"
RUSSIAN = "Москва — столица. В городе живёт более тринадцати миллионов человек, сказал мэр."


@pytest.mark.parametrize(
    ("content", "media_type", "text"),
    [
        # a byte order mark wins over all
        (b"\xef\xbb\xbf" + GERMAN.encode(), "text/plain; charset=iso-8859-1", GERMAN),
        (b"\xff\xfe" + GERMAN.encode("utf-16-le"), "text/plain", GERMAN),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), None, GERMAN),
        # then the header, by what browsers take its label for
        (b"\x93quoted\x94 \x80 5", "text/plain; charset=ISO-8859-1", "“quoted” € 5"),
        (GERMAN.encode("cp1252"), 'text/plain; charset="latin1"', GERMAN),
        (JAPANESE.encode("shift_jis"), "text/plain; charset=Shift_JIS", JAPANESE),
        (JAPANESE.encode("euc_jp"), "text/plain; charset=euc-jp", JAPANESE),
        ("Это русский текст".encode("koi8-r"), "text/plain;charset=KOI8-R", "Это русский текст"),
        (RUSSIAN.encode("cp1251"), "text/plain; charset=windows-1251", RUSSIAN),
        # then the page itself
        (b"<meta charset=windows-1251><p>" + RUSSIAN.encode("cp1251"), "text/html", RUSSIAN),
        (
            b"<meta http-equiv=Content-Type content='text/html; charset=sjis'><p>"
            + JAPANESE.encode("shift_jis"),
            "text/html",
            JAPANESE,
        ),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><html><p>\xe9t\xe9</html>", "text/html",
         "été"),
        # a declaration in a comment is none
        (b"<!-- <meta charset=koi8-r> --><p>" + GERMAN.encode(), "text/html", GERMAN),
        # A template still declares what the page was once written in; no header says better.
        (b"<meta charset=iso-8859-1><p>" + GERMAN.encode(), "text/html", GERMAN),
        # what can be read byte by byte is not in UTF-16
        (b"<meta charset=utf-16><p>" + GERMAN.encode(), "text/html", GERMAN),
        # a declaration that does not hold is passed over
        (GERMAN.encode("cp1252"), "text/plain; charset=utf-8", GERMAN),
        (GERMAN.encode(), "text/plain; charset=no-such-thing", GERMAN),
        (b"+ADw-b+AD4-", "text/plain; charset=utf-7", "+ADw-b+AD4-"),
        # then UTF-8, then detection
        (JAPANESE.encode(), "text/plain", JAPANESE),
        # a short text fits a Mac's encoding too, which nobody writes pages in
        ("<p>Die Fähre fuhr bis Juni und beförderte 1.400 Fahrgäste.</p>".encode("cp1252"),
         "text/html", "Die Fähre fuhr bis Juni und beförderte 1.400 Fahrgäste."),
        ("café crème brûlée à la carte".encode("cp1252"), None, "café crème brûlée à la carte"),
        (RUSSIAN.encode("cp1251"), "text/plain", RUSSIAN),
        (JAPANESE.encode("shift_jis"), None, JAPANESE),
    ],
)  # fmt: skip
def test_finds_the_encoding(content: bytes, media_type: str | None, text: str) -> None:
    """Byte order mark, header, declaration, UTF-8, detection: the first that holds is used."""
    assert read_document(content, media_type, URL).text == text


@pytest.mark.parametrize(
    ("content", "media_type", "text"),
    [
        (b"<!doctype html><p>Hi", "text/html", "Hi"),
        (b"<html><p>Hi</html>", "application/xhtml+xml", "Hi"),
        (b"<!DOCTYPE HTML><p>Hi", None, "Hi"),  # no type: by its first bytes
        (b"\n <!-- x --> <html><p>Hi", "application/octet-stream", "Hi"),
        (b"\xff\xfe" + "<!doctype html><p>Hi".encode("utf-16-le"), "", "Hi"),
        (b"<?xml version='1.0'?><html><p>Hi</html>", "application/xml", "Hi"),
        (b"<!doctype html><p>Hi", "text/plain", "<!doctype html><p>Hi"),  # plain is plain
        (b"Hi there", "application/octet-stream", "Hi there"),
        (b"a,b\n1,2", "text/csv", "a | b\n1 | 2"),
        (b'{"a": 1}', "application/json", "a: 1"),
        (b"# Hi\n\n*there*", "text/markdown", "Hi\nthere"),
    ],
)
def test_finds_the_form(content: bytes, media_type: str | None, text: str) -> None:
    """A declared type is believed; a missing or vague one is told from the first bytes."""
    assert read_document(content, media_type, URL).text == text


@pytest.mark.parametrize(
    ("content", "media_type", "name"),
    [
        (b"\x89PNG\r\n\x1a\n", None, "image/png"),
        (b"PK\x03\x04....", "application/octet-stream", "application/zip"),
        (b"\x00\x01\x02\x03", None, "this type"),
        (b"\x89PNG\r\n\x1a\n", "text/html", "image/png"),  # the type lies
        (b"<rss></rss>", "text/xml", "text/xml"),
        (b"x", "evil\x1b[31m", "this type"),  # a header is no place for terminal codes
    ],
)
def test_says_what_it_does_not_read(content: bytes, media_type: str | None, name: str) -> None:
    """What is not read comes back empty, with the type and the next step in a sentence."""
    document = read_document(content, media_type, URL)
    assert document.text == ""
    assert document.unread_reason == (
        f"claimcheck does not read {name} yet; open the archived copy of {URL} to check it by hand"
    )


def test_plain_text_wrapped_by_hand_reads_as_paragraphs() -> None:
    """Lines that were wrapped to a width are joined; short lines and lists are not."""
    wrapped = (
        "This is a paragraph that somebody wrapped by hand\r\n"
        "at about fifty characters, as mail programs do.\r\n"
        "\r\n"
        "- one\n- two\n"
    )
    assert read_document(wrapped.encode(), "text/plain", URL).text == (
        "This is a paragraph that somebody wrapped by hand "
        "at about fifty characters, as mail programs do.\n- one\n- two"
    )


def test_long_lines_stay_apart() -> None:
    """A line a paragraph is how most plain text is written; these are not joined."""
    text = "word " * 30 + "end.\n" + "other " * 30 + "end."
    assert read_document(text.encode(), "text/plain", URL).text == text


def test_an_empty_body_is_an_empty_document() -> None:
    """Nothing came back, so nothing is read; that is not the fault of its type."""
    document = read_document(b"", "application/pdf", URL)
    assert (document.text, document.unread_reason) == ("", None)


def test_a_huge_body_is_cut_and_said() -> None:
    """Beyond the limit nothing is read, and the document says so."""
    document = read_document(b"word " * (MAX_READ_BYTES // 5 + 10), "text/plain", URL)
    assert document.cut == "only the first 2 MiB were read"
    assert len(document.text) <= MAX_READ_BYTES


def test_a_page_that_is_long_with_scripts_is_read_whole() -> None:
    """What no reader sees does not use up the bound; what is longer still is cut and said."""
    script = b"<script>" + b"x < y; " * (MAX_READ_BYTES // 4) + b"</script>"
    picture = b'<img src="data:image/png;base64,' + b"A" * MAX_READ_BYTES + b'">'
    document = read_document(b"<p>One" + script + b"<p>two" + picture + b"<p>end", "text/html", URL)
    assert (document.text, document.cut) == ("One\ntwo\nend", None)
    document = read_document(b"<p>One" + script * 4, "text/html", URL)
    assert (document.text, document.cut) == ("One", "only the first 8 MiB were read")
    assert MAX_LOOKED_AT_BYTES == 8 * 2**20


@given(st.binary(max_size=300), st.sampled_from([None, "text/html", "text/plain", "text/xml"]))
def test_any_bytes_are_read(content: bytes, media_type: str | None) -> None:
    """No bytes raise, and whatever text comes back can be stored."""
    document = read_document(content, media_type, URL)
    assert "\x00" not in document.text
    document.text.encode("utf-8")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        # comments in a row, which can be parted in 2^199 ways
        (b"<!---->" * 200 + b"x", None),
        # blanks where the name of the encoding should be
        ("wörld".encode("cp1252"), "text/plain; charset=" + " " * 200_000 + "!"),
        (b"<meta " * 80 + b"charset=" + b" " * 3_500 + b"!", "text/html"),
        # a long first cell with a hundred thousand others behind it
        (b"<table><tr><td>" + b"a" * 6_000_000 + b"<td>x" * 100_000, "text/html"),
    ],
    ids=["comments", "header", "meta", "row"],
)
def test_hostile_bodies_are_read_at_once(content: bytes, media_type: str | None) -> None:
    """What once kept a reader busy for minutes or for ever comes back as a document."""
    assert read_document(content, media_type, URL).unread_reason is None
