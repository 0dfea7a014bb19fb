"""One spelling for every web address, so that one source is one row."""

import hashlib
import ipaddress
import re
import struct

import idna

MAX_URL_CHARS = 2500
"""What a unique index of Postgres takes in one entry (2,704 bytes), with room to spare."""

TRACKING_PREFIXES = ("utm_",)
# fmt: off
TRACKING_PARAMETERS = frozenset({
    # advertisers' click numbers
    "dclid", "fbclid", "gbraid", "gclid", "gclsrc", "li_fat_id", "msclkid", "ttclid", "twclid",
    "wbraid", "yclid",
    # newsletters: which mailing, which recipient
    "_hsenc", "_hsmi", "mc_cid", "mc_eid", "mkt_tok", "oly_anon_id", "oly_enc_id", "vero_id",
    # share buttons and analytics
    "_ga", "_gl", "igsh", "igshid",
})
# fmt: on
"""
Parameters that name the click or the reader, never the page: dropped from every address.

Anything else may choose the content (`id`, `page`, `ref`, `lang`) and is kept, in its order.
"""

_WHOLE = "write a whole address such as https://example.org/a"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_ASCII_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_IPV4_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
# Spaces, controls, surrogates and marks that nobody sees. The two joiners U+200C and U+200D
# stay: Persian and Indic words need them.
_UNSEEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\u00ad\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f"
    r"\u205f-\u206f\u3000\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# RFC 3986, 3.3 and 3.4: an escape, or what is neither a pchar nor "/" (in a query also "?").
_ILLEGAL_IN_PATH = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/-]")
_ILLEGAL_IN_QUERY = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]")


class BadUrl(ValueError):
    """
    An address that cannot be a source: what is wrong, and what to write `instead`.

    The message never repeats a part of the address that may hold a password.
    """

    def __init__(self, mistake: str, instead: str) -> None:
        super().__init__(f"{mistake}: {instead}")
        self.mistake = mistake
        self.instead = instead


def normalise_url(written: str) -> str:
    """
    Give the one spelling under which an address is kept; equal pages get equal spellings.

    Scheme and host in lower case, host in punycode (UTS 46) or as the canonical IP literal of
    https://url.spec.whatwg.org, no default port, escapes as in RFC 3986 section 6.2.2, no dot
    segments, no fragment, no tracking parameters. Normalising twice changes nothing.
    Raises BadUrl for anything but a plain http or https address without credentials.
    """
    address = written.strip(" \t\r\n")
    _refuse_length(address)
    scheme, rest = _split_scheme(address)
    authority, path, query = _split_rest(rest)
    _refuse_userinfo(authority)
    _refuse_unseen(rest)
    host, port = _split_port(authority)
    origin = f"{scheme}://{_normalise_host(host)}{_normalise_port(port, scheme)}"
    url = origin + _normalise_path(path) + _normalise_query(query)
    _refuse_length(url)
    return url


def source_id(url: str) -> str:
    """Name a source by its normalised address: 32 hex digits of its SHA-256."""
    return hashlib.sha256(url.encode("utf-8")).hexdigest()[:32]


def _refuse_length(address: str) -> None:
    if not address:
        raise BadUrl("the address is empty", _WHOLE)
    if len(address) > MAX_URL_CHARS:
        raise BadUrl(
            f"the address is longer than {MAX_URL_CHARS:,} characters",
            "cite the page under a shorter address",
        )


def _split_scheme(address: str) -> tuple[str, str]:
    found = _SCHEME.fullmatch(address)
    if found is None or re.match(r"\d+(/|$)", found[2]):  # localhost:8080/a
        raise BadUrl("the address does not say http or https", _with_scheme(address))
    scheme, rest = found[1].lower(), found[2]
    if scheme == "doi":
        raise BadUrl("a DOI is not a web address", "write https://doi.org/ and then the DOI")
    if scheme not in _DEFAULT_PORTS:
        # The word is not repeated: in user:password@host it is the user.
        raise BadUrl("the address is neither http nor https", "cite a page on the web")
    if not rest.startswith("//"):
        raise BadUrl(f"two slashes are missing after {scheme}:", f"write {scheme}://host/path")
    return scheme, rest[2:]


def _with_scheme(address: str) -> str:
    # An @ may end a password; such an address is never shown again.
    if not re.search("[.:]", address) or _UNSEEN.search(address) or len(address) > 200:
        return _WHOLE
    return _WHOLE if "@" in address else f"write https://{address.lstrip('/')}"


def _split_rest(rest: str) -> tuple[str, str, str]:
    before_fragment = rest.partition("#")[0]
    before_query, _, query = before_fragment.partition("?")
    # A browser reads a backslash as a slash here (WHATWG); whoever did not would see another host.
    authority, slash, path = before_query.replace("\\", "/").partition("/")
    return authority, slash + path, query


def _refuse_userinfo(authority: str) -> None:
    if "@" in authority:
        raise BadUrl(
            "the address holds a user name or password",
            "write it without everything up to the @; a source must be open to every reader",
        )


def _refuse_unseen(rest: str) -> None:
    found = _UNSEEN.search(rest)
    if found is None:
        return
    if found[0] == " ":
        raise BadUrl("a space stands inside the address", "write %20 for it, or delete it")
    raise BadUrl(
        f"the unseen character U+{ord(found[0]):04X} stands inside the address", "delete it"
    )


def _split_port(authority: str) -> tuple[str, str]:
    # The colons of an IPv6 literal stand before its closing bracket.
    colon = authority.find(":", authority.rfind("]") + 1)
    return (authority, "") if colon < 0 else (authority[:colon], authority[colon + 1 :])


def _normalise_port(port: str, scheme: str) -> str:
    if not port:
        return ""
    digits = port.lstrip("0")
    plain = digits.isascii() and digits.isdigit() and len(digits) <= 5
    if not plain or int(digits) > 65535:
        # Never shown: in a mistyped user:password@host the password stands here.
        raise BadUrl("the port is not a number from 1 to 65535", "correct it or leave it out")
    return "" if int(digits) == _DEFAULT_PORTS[scheme] else f":{int(digits)}"


def _normalise_host(host: str) -> str:
    if host.startswith("["):
        return _normalise_ipv6(host)
    name = _to_ascii(_unescape_host(host)).removesuffix(".")
    if not name:
        raise BadUrl("the host is missing", _WHOLE)
    labels = name.split(".")
    if _IPV4_NUMBER.fullmatch(labels[-1]):
        return _normalise_ipv4(labels)
    if len(name) > 253 or not all(_ASCII_LABEL.fullmatch(label) for label in labels):
        raise _bad_host()
    return name


def _bad_host() -> BadUrl:
    return BadUrl(
        "the host is not a name that the internet knows",
        "use letters, digits, hyphens and single dots, as in news.example.org",
    )


def _unescape_host(host: str) -> str:
    if "%" not in host:
        return host
    try:
        raw = re.sub(
            rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), host.encode("utf-8")
        )
        plain = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _bad_host() from None
    _refuse_userinfo(plain)
    return plain


def _to_ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        mapped = idna.uts46_remap(host, std3_rules=False, transitional=False)
        return ".".join(
            label if label.isascii() else idna.alabel(label).decode("ascii")
            for label in mapped.split(".")
        )
    except (idna.IDNAError, UnicodeError):
        raise _bad_host() from None


def _normalise_ipv4(labels: list[str]) -> str:
    """
    Read the odd spellings that browsers take: 2130706433, 0x7f.1, 0177.0.0.1.

    https://url.spec.whatwg.org/#concept-ipv4-parser
    """
    numbers = [_read_ipv4_number(label) for label in labels]
    *leading, last = numbers
    if len(numbers) > 4 or any(n > 255 for n in leading) or last >= 256 ** (5 - len(numbers)):
        raise _bad_ipv4()
    whole = last + sum(n << 8 * (3 - place) for place, n in enumerate(leading))
    return str(ipaddress.IPv4Address(whole))


def _read_ipv4_number(label: str) -> int:
    if not _IPV4_NUMBER.fullmatch(label):
        raise _bad_ipv4()
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    if label.startswith("0") and len(label) > 1:
        if re.search("[89]", label):
            raise _bad_ipv4()
        return int(label, 8)
    return int(label[:20])


def _bad_ipv4() -> BadUrl:
    return BadUrl(
        "the host is not a valid IPv4 address", "write four numbers from 0 to 255, as in 192.0.2.1"
    )


def _normalise_ipv6(host: str) -> str:
    try:
        if "%" in host:
            raise ValueError("a zone means something on one machine only")
        address = ipaddress.IPv6Address(host[1:-1])
    except ValueError:
        raise BadUrl(
            "the host is not a valid IPv6 address", "write it as in [2001:db8::1]"
        ) from None
    return f"[{_compress_ipv6(address.packed)}]"


def _compress_ipv6(packed: bytes) -> str:
    # RFC 5952. Not str(IPv6Address): Python 3.13 changed how it writes ::ffff:192.0.2.1.
    text = ":".join(f"{word:x}" for word in struct.unpack("!8H", packed))
    longest = max(re.finditer(r"\b0(?::0)+\b", text), key=lambda run: len(run[0]), default=None)
    if longest is None:
        return text
    return f"{text[: longest.start()].rstrip(':')}::{text[longest.end() :].lstrip(':')}"


def _normalise_path(path: str) -> str:
    kept: list[str] = []
    segments = _ILLEGAL_IN_PATH.sub(_normalise_escape, path or "/").split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _normalise_query(query: str) -> str:
    parts = _ILLEGAL_IN_QUERY.sub(_normalise_escape, query).split("&")
    kept = "&".join(part for part in parts if not _is_tracking(part))
    return f"?{kept}" if kept else ""


def _is_tracking(part: str) -> bool:
    name = part.partition("=")[0].lower()
    return name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES)


def _normalise_escape(found: re.Match[str]) -> str:
    token = found[0]
    if len(token) == 3:
        plain = chr(int(token[1:], 16))
        return plain if plain in _UNRESERVED else token.upper()
    return "".join(f"%{byte:02X}" for byte in token.encode("utf-8"))
