"""Bytes to text: UTF-8 or a message that says what the file is instead."""

import re
import shlex

from claimcheck.core.claims_file.limits import MAX_FILE_BYTES, MAX_PROBLEMS
from claimcheck.core.claims_file.places import Cursor
from claimcheck.core.claims_file.problems import Problems, Unreadable
from claimcheck.errors import Problem

_SAMPLE_BYTES = 4096

_BYTE_ORDER_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

_OTHER_FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (Word and Excel files are such)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)

# Everything that no format allows in the clear. The line breaks that Unicode adds stay.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode(content: bytes, name: str, problems: Problems) -> str:
    """
    Give the text of a claims file, every line ending in a line feed, without a byte order mark.

    Control characters become problems and spaces.
    Raises Unreadable, naming the encoding or format that the bytes look like.
    """
    _refuse_size(content)
    _refuse_other_formats(content)
    encoding = _find_wide_encoding(content)
    if encoding:
        raise Unreadable(
            Problem(1, 1, f"the file is in {encoding}, not UTF-8", _conversion(encoding, name))
        )
    text = _even_line_ends(_decode_utf8(content, name))
    if not text.strip():
        raise Unreadable(Problem(0, 0, "the file is empty", "write at least one claim"))
    return _report_controls(text, problems)


def _refuse_size(content: bytes) -> None:
    if len(content) > MAX_FILE_BYTES:
        raise Unreadable(
            Problem(
                0,
                0,
                f"the file holds {len(content) / 2**20:.1f} MiB, "
                f"more than {MAX_FILE_BYTES // 2**20} MiB",
                "split it into several files",
            )
        )


def _refuse_other_formats(content: bytes) -> None:
    start = content[:_SAMPLE_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, what in _OTHER_FORMATS:
        if start.startswith(magic):
            raise _not_a_claims_file(what)
    if re.match(rb"<(!doctype|html|\?xml|head|body|!--)", start, re.IGNORECASE):
        raise _not_a_claims_file("a page in HTML or XML")


def _not_a_claims_file(what: str) -> Unreadable:
    return Unreadable(
        Problem(
            1, 1, f"this is {what}, not a claims file", "save the claims as YAML, JSON or CSV text"
        )
    )


def _find_wide_encoding(content: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE_BYTES]
    # Without a mark, the zero halves of Latin letters tell: at odd places little-endian.
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 <= len(sample):
        return None
    return "UTF-16LE" if odd > even else "UTF-16BE"


def _decode_utf8(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        # utf-8-sig counts from behind the mark
        raise Unreadable(_find_break(content.removeprefix(b"\xef\xbb\xbf"), exc, name)) from exc


def _even_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _find_break(content: bytes, error: UnicodeDecodeError, name: str) -> Problem:
    before = _even_line_ends(content[: error.start].decode("utf-8"))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    if not before.isascii():
        message = f"byte 0x{content[error.start]:02X} breaks the UTF-8 text"
        return Problem(line, column, message, "type the character again and save as UTF-8")
    encoding = _guess_encoding(content[error.start : error.start + 16 * _SAMPLE_BYTES])
    message = f"the file is not UTF-8 from here on; it looks like {encoding}"
    return Problem(line, column, message, _conversion(encoding, name))


def _guess_encoding(sample: bytes) -> str:
    high = [byte for byte in sample if byte >= 0x80]
    letters = sum(sample.count(byte) for byte in b"aeinorst")
    if len(high) > max(letters, 16):
        # Rarely needed and slow to import.
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        if best is not None and not best.encoding.startswith("utf"):
            return best.encoding.upper().replace("_", "-")
    return "WINDOWS-1252" if any(byte < 0xA0 for byte in high) else "LATIN1"


def _conversion(encoding: str, name: str) -> str:
    source = shlex.quote(name)
    stem, dot, ending = name.rpartition(".")
    target = shlex.quote(f"{stem}-utf8{dot}{ending}")
    return f"convert it with: iconv -f {encoding} -t UTF-8 {source} > {target}"


def _report_controls(text: str, problems: Problems) -> str:
    cursor = Cursor(text)
    for found in _CONTROL.finditer(text):
        place = cursor.place(found.start())
        if found[0] == "\0":
            raise Unreadable(
                Problem(place.line, place.column, "a NUL byte: this is no text", "save it as UTF-8")
            )
        if problems.count == MAX_PROBLEMS:
            raise Unreadable(Problem(0, 0, "control characters everywhere: this is no text"))
        problems.add(place, f"the control character U+{ord(found[0]):04X}", "delete it")
    return _CONTROL.sub(" ", text)
