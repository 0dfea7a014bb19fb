"""
The line of an index that says where a record lies: a sortable key, a time, and JSON.

https://specs.webrecorder.net/cdxj/0.1.0/
"""

import json
import re
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, unquote_to_bytes

from claimcheck.archive.members import Record
from claimcheck.core.http_message import NotHttp, parse_response

INDEXED = frozenset({"response", "revisit", "resource"})
"""Records that can be replayed; requests and facts are found beside them."""

MAX_KEYED_CHARS = 8192
"""Longer addresses are not canonicalised: no page has one, and the rules take their time."""

_HEAD_BYTES = 64 * 1024
_MAX_UNESCAPES = 8
_DEFAULT_PORTS = {"http": "80", "https": "443"}

# The rules are those of pywb and the Internet Archive's indexes (IAURLCanonicalizer), so that
# their lookups find what is indexed here.
_ADDRESS = re.compile(r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_PORT = re.compile(r":(\d*)\Z")
_WWW = re.compile(r"www\d*\.")
_KEPT_MARKS = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
_QUERY_SESSION = re.compile(
    r"(?:(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24}"
    r"|cfid=[^&]{1,200}&cftoken=[^&]{1,200})(?:&|\Z)",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(
    r"(?<=/)(?:\((?:[a-z]\([0-9a-z]{24}\)){1,9}\)|\([0-9a-z]{24}\))/(?=[^/]+\.aspx)"
)


def surt_key(url: str) -> str:
    """
    Give the key under which an address is looked up: `org,example)/page?a=1`.

    Host reversed, without scheme, credentials, `www.`, default port, fragment and session;
    lower case; query sorted. What is no web address is its own key. Never raises, never holds
    a space.
    """
    found = _ADDRESS.match(url)
    if found is None or len(url) > MAX_KEYED_CHARS:
        return _escape(_unescape(url)).lower()
    scheme, authority, path, query = found.groups(default="")
    host = _host_key(authority.rpartition("@")[2], scheme.lower())
    return f"{host}){_path_key(path)}{_query_key(query)}"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What an index says of a record, but for where it lies. `date` is 14 digits, UTC."""

    key: str
    date: str
    url: str
    mime: str
    status: str
    digest: str
    length: int


def describe(record: Record) -> IndexEntry | None:
    """Describe a record; None for one that is not indexed: nothing could replay it."""
    url = record.field("warc-target-uri")
    answer = _answer(record) if record.type in INDEXED else None
    if url is None or answer is None:
        return None
    digest = record.field("warc-payload-digest") or record.field("warc-block-digest")
    return IndexEntry(
        key=surt_key(url),
        date=re.sub(r"\D", "", record.field("warc-date") or "")[:14],
        url=url,
        mime=answer[0],
        status=answer[1],
        digest=digest or "-",
        length=record.place.length,
    )


def format_line(entry: IndexEntry, filename: str, offset: int) -> str:
    """
    Write the line for a record that lies at `offset` of the WARC `filename`.

    ASCII, with its line end. Numbers are strings, as pywb writes them.
    """
    block = {
        "url": entry.url,
        "mime": entry.mime,
        "status": entry.status,
        "digest": entry.digest,
        "length": str(entry.length),
        "offset": str(offset),
        "filename": filename,
    }
    return f"{entry.key} {entry.date} {json.dumps(block)}\n"


def _answer(record: Record) -> tuple[str, str] | None:
    """Media type and status; None for bytes that are not HTTP."""
    if record.type == "resource":
        return _media_type(record.field("content-type")), "200"
    try:
        message = parse_response(bytes(record.block[:_HEAD_BYTES]))
    except NotHttp:
        return None
    mime = _media_type(message.header("content-type"))
    return ("warc/revisit" if record.type == "revisit" else mime), str(message.status)


def _media_type(written: str | None) -> str:
    return re.split(r"[;\s]", (written or "").strip(), maxsplit=1)[0] or "unk"


def _host_key(authority: str, scheme: str) -> str:
    found = _PORT.search(authority)
    port = found[1] if found else ""
    host = authority[: found.start()] if found else authority
    plain = _unescape(host).lower().strip(b"[]").replace(b"..", b".").strip(b".")
    name = _WWW.sub("", _escape(plain), count=1)
    key = ",".join(reversed(name.split(".")))
    return key if port in ("", _DEFAULT_PORTS[scheme]) else f"{key}:{port}"


def _path_key(path: str) -> str:
    kept: list[bytes] = []
    *folders, last = _unescape(path).split(b"/")[1:] or [b""]
    for segment in [*filter(None, folders), last]:
        if segment == b".." and kept:
            kept.pop()
        elif segment != b".":
            kept.append(segment)
    plain = _PATH_SESSION.sub("", "/" + _escape(b"/".join(kept)).lower())
    return plain.removesuffix("/") or "/"


def _query_key(query: str) -> str:
    plain = _QUERY_SESSION.sub("", _escape(_unescape(query))).lower()
    # Sorted by name first: `a` before `a=` before `a1`.
    ordered = sorted(plain.split("&"), key=lambda part: part.split("=", 1))
    return f"?{'&'.join(ordered)}" if plain else ""


def _unescape(text: str) -> bytes:
    raw = text.encode("utf-8", "surrogatepass")
    for _ in range(_MAX_UNESCAPES):
        plain = unquote_to_bytes(raw)
        if plain == raw:
            break
        raw = plain
    return raw


def _escape(raw: bytes) -> str:
    return quote_from_bytes(raw, safe=_KEPT_MARKS)
