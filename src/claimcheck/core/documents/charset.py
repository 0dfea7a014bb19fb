"""Which encoding a body is written in."""

import re

PRESCAN_BYTES = 4096
"""Where a page may declare its encoding. The HTML standard asks for the first 1,024 bytes;
pages with long scripts before the declaration are common, so we look further."""

DETECT_BYTES = 32 * 1024
"""Enough for statistics; detection is the slowest step of reading."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

# Labels by what browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels), with
# Python's names of the encodings. UTF-7 and other rare labels are left out on purpose.
_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 x-unicode20utf8",
    "utf-16-le": "utf-16 utf-16le unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1"
    " l1 ascii us-ascii ansi_x3.4-1968 cp819 ibm819 iso-ir-100 csisolatin1",
    "iso8859-2": "iso-8859-2 iso8859-2 iso_8859-2 iso88592 latin2 l2 csisolatin2",
    "iso8859-3": "iso-8859-3 iso8859-3 latin3 l3",
    "iso8859-4": "iso-8859-4 iso8859-4 latin4 l4",
    "iso8859-5": "iso-8859-5 iso8859-5 iso_8859-5 cyrillic csisolatincyrillic",
    "iso8859-6": "iso-8859-6 iso8859-6 iso_8859-6 arabic ecma-114 asmo-708",
    "iso8859-7": "iso-8859-7 iso8859-7 iso_8859-7 greek greek8 ecma-118 elot_928 sun_eu_greek",
    "iso8859-8": "iso-8859-8 iso8859-8 iso_8859-8 hebrew visual iso-8859-8-i logical",
    "iso8859-10": "iso-8859-10 iso8859-10 latin6 l6",
    "iso8859-13": "iso-8859-13 iso8859-13",
    "iso8859-14": "iso-8859-14 iso8859-14",
    "iso8859-15": "iso-8859-15 iso8859-15 iso_8859-15 l9 latin9 latin-9",
    "iso8859-16": "iso-8859-16",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251 win-1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 l5",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "cp874": "windows-874 dos-874 iso-8859-11 iso8859-11 tis-620",
    "cp866": "ibm866 cp866 866 csibm866",
    "koi8-r": "koi8-r koi8 koi koi8_r cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 x-gbk chinese csgb2312 iso-ir-58",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5 csbig5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949 cseuckr",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}

# Possessive, so that a hostile run of blanks cannot make a match quadratic.
_HEADER = re.compile(r"charset\s*+=\s*+[\"']?\s*+([\w.:\-]+)", re.I)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*+=\s*+[\"']?\s*+([\w.:\-]+)", re.I)
_XML = re.compile(rb"^\s*+<\?xml[^>]{0,200}?\bencoding\s*+=\s*+[\"']([\w.:\-]+)", re.I)


def decode(content: bytes, media_type: str | None, *, markup: bool) -> tuple[str, str]:
    """
    Turn a body into text: by byte order mark, header, declaration in the page, UTF-8, detection.

    Where there is no header, valid UTF-8 goes before what the page declares. A declared encoding
    that does not hold is passed over. Returns the text and the name of the encoding; bytes that do
    not fit it become U+FFFD. Never fails.
    """
    for mark, codec in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, "replace"), codec
    for codec in _declared(content, media_type, markup=markup):
        text = content.decode(codec, "replace")
        if _is_sound(text):
            return text, codec
    codec = _detect(content) or "cp1252"
    return content.decode(codec, "replace"), codec


def _declared(content: bytes, media_type: str | None, *, markup: bool) -> list[str]:
    found = _HEADER.search(media_type or "")
    codecs = [_CODECS.get(found[1].lower())] if found else []
    if markup:
        head = _COMMENT.sub(b"", content[:PRESCAN_BYTES])
        inside = _XML.search(head) or _META.search(head)
        codec = _CODECS.get(inside[1].decode("ascii", "replace").lower()) if inside else None
        # A declaration that can be read byte by byte is not in UTF-16 (HTML standard, prescan).
        codec = "utf-8" if codec in ("utf-16-le", "utf-16-be") else codec
        if codec != "utf-8" and not any(codecs) and _is_surely_utf8(content):
            codec = "utf-8"
        codecs.append(codec)
    return [*filter(None, codecs), "utf-8"]


def expects_utf8(page: bytes, media_type: str | None) -> bool:
    """Say whether a page is to be tried as UTF-8 before all else, and begins without a mark."""
    return _declared(page, media_type, markup=True)[0] == "utf-8" and page[:3] != _BOMS[0][0]


def _is_surely_utf8(content: bytes) -> bool:
    """
    Say whether bytes are UTF-8 and cannot well be anything else.

    Hardly a text in another encoding happens to be valid UTF-8 all through, while a page in UTF-8
    whose template still declares Latin-1 is common: only the header, which is missing here, lets a
    browser show it as it was meant.
    """
    try:
        return len(content.decode("utf-8")) < len(content)
    except UnicodeDecodeError:
        return False


def _is_sound(text: str) -> bool:
    # One broken byte in 200 is a page with a slip; more is a page in another encoding.
    return text.count("\ufffd") * 200 <= len(text)


def _detect(content: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to load, and rarely needed

    # A Mac's encodings fit any Western text, and no page of today is in one without saying so.
    likely = sorted(codec for codec in _LABELS if not codec.startswith("mac-"))
    matches = list(from_bytes(content[:DETECT_BYTES], cp_isolation=likely))
    if not matches:
        return None
    best = matches[0]
    # Short Western texts fit several encodings equally well; the commonest is the likeliest.
    for match in matches:
        as_likely = (match.chaos, match.coherence) == (best.chaos, best.coherence)
        if as_likely and "cp1252" in match.could_be_from_charset:
            return "cp1252"
    return best.encoding
