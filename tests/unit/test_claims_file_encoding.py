"""A file that is no UTF-8 text says what it is and how to convert it."""

import codecs

import pytest

from claimcheck.core.claims_file import MAX_FILE_BYTES, parse_claims_file
from claimcheck.errors import ClaimsFileError

TEXT = "version: 1\nclaims:\n  - key: a\n    text: Größe und Maß der Türme, geprüft am Tag danach\n"
CYRILLIC = "version: 1\nclaims: [{key: a, text: Порт принял больше судов чем годом раньше}]\n"

# content, name, the one message
CONTENTS = [
    # Latin letters in one byte each: with typographic quotes it is the Windows page
    (
        TEXT.encode("latin-1"),
        "claims.yaml",
        "4:13: the file is not UTF-8 from here on; it looks like LATIN1"
        " (convert it with: iconv -f LATIN1 -t UTF-8 claims.yaml > claims-utf8.yaml)",
    ),
    (
        TEXT.replace("der", "„der“").encode("cp1252"),
        "my claims.yml",
        "4:13: the file is not UTF-8 from here on; it looks like WINDOWS-1252"
        " (convert it with: iconv -f WINDOWS-1252 -t UTF-8 'my claims.yml' > 'my claims-utf8.yml')",
    ),
    # other scripts in one byte each
    (
        CYRILLIC.encode("cp1251"),
        "a.yaml",
        "2:25: the file is not UTF-8 from here on; it looks like CP1251 (convert",
    ),
    # UTF-8 until one byte broke
    (
        TEXT.encode().replace("Maß".encode(), b"Ma\xdf"),
        "a.yaml",
        "4:23: byte 0xDF breaks the UTF-8 text (type the character again and save as UTF-8)",
    ),
    (TEXT.encode()[: TEXT.encode().index("ü".encode()) + 1], "a.yaml", "4:30: byte 0xC3 breaks"),
    (b"\xef\xbb\xbf" + TEXT.encode("latin-1"), "a.yaml", "4:13: the file is not UTF-8 from here"),
    # two bytes and four a letter, with a mark
    (
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        "a.csv",
        "1:1: the file is in UTF-16, not UTF-8"
        " (convert it with: iconv -f UTF-16 -t UTF-8 a.csv > a-utf8.csv)",
    ),
    (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "a.json", "1:1: the file is in UTF-16, not"),
    (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "a.yaml", "1:1: the file is in UTF-32, not"),
    # and without one
    (TEXT.encode("utf-16-le"), "a.yaml", "1:1: the file is in UTF-16LE, not UTF-8"),
    (TEXT.encode("utf-16-be"), "a.yaml", "1:1: the file is in UTF-16BE, not UTF-8"),
    # other kinds of files under the name of a claims file
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.yaml", "1:1: this is a PDF document, not a claims file"),
    (b"PK\x03\x04\x14\x00\x06\x00", "a.csv", "1:1: this is a ZIP archive (Word and Excel files"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.csv", "1:1: this is an old Word or Excel document"),
    (b"\x1f\x8b\x08\x00", "a.json", "1:1: this is a gzip archive"),
    (b"\n<!DOCTYPE html><title>x</title>", "a.yaml", "1:1: this is a page in HTML or XML"),
    (b"<html>", "a.json", "1:1: this is a page in HTML or XML"),
    (b"version: 1\nclaims: a\0b", "a.yaml", "2:10: a NUL byte: this is no text"),
    # nothing there
    (b"", "a.yaml", "the file is empty (write at least one claim)"),
    (b" \r\n\t\n", "a.json", "the file is empty"),
    (b"\xef\xbb\xbf", "a.csv", "the file is empty"),
    (b"# nothing yet\n", "a.yaml", "the file holds only comments (write at least one claim)"),
    (b"---\n...\n", "a.yaml", "2:1: the file is not a set of fields"),
    # too much of it
    (b" " * (45 * 2**20), "a.yaml", "the file holds 45.0 MiB, more than 32 MiB (split it into"),
    (b"a" * (MAX_FILE_BYTES + 1), "a.csv", "the file holds 32.0 MiB, more than 32 MiB"),
]


@pytest.mark.parametrize(
    ("content", "name", "message"), CONTENTS, ids=[message for *_, message in CONTENTS]
)
def test_foreign_content_gives_one_message(content: bytes, name: str, message: str) -> None:
    """One line says what the file is, where that shows, and what to do."""
    with pytest.raises(ClaimsFileError) as caught:
        parse_claims_file(content, name)
    (problem,) = caught.value.problems
    assert str(problem).startswith(message)


def test_every_control_character_is_located() -> None:
    """Control characters are listed with the other mistakes, not instead of them."""
    content = b"version: 1\nclaims:\n  - key: a\x07\n    text: b\x1b[2J\x7f\n    txt: c\n"
    with pytest.raises(ClaimsFileError) as caught:
        parse_claims_file(content, "a.yaml")
    assert [(p.line, p.column, p.message) for p in caught.value.problems] == [
        (3, 11, "the control character U+0007"),
        (4, 12, "the control character U+001B"),
        (4, 16, "the control character U+007F"),
        (5, 5, "a claim has an unknown field 'txt'"),
    ]
