"""Every way that we know to write an address, or to hide one, so that something else is read."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import quote

FORBIDDEN = (
    "127.0.0.1",
    "127.0.0.2",
    "127.1.2.3",
    "0.0.0.0",  # connects to this machine on Linux
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",  # where clouds keep their credentials
    "172.16.0.1",
    "192.168.1.1",
    "198.18.0.1",
)

FORBIDDEN_6 = (
    "::",
    "::1",
    "0:0:0:0:0:0:0:1",
    "0000:0000:0000:0000:0000:0000:0000:0001",
    "::0.0.0.1",
    "::1%lo",
    "::1%25lo",
    "fe80::1",
    "fe80::1%25lo",
    "FE80::1%lo",
    "fc00::1",
    "fd00:ec2::254",  # a cloud's credentials again
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "100::1",
    "2001::1",
    "2001:2::1",
    "2001:10::1",
    "2001:db8::1",
    "2002::1",
    "3fff::1",
    "5f00::1",
    "64:ff9b:1::7f00:1",
    "2620:4f:8000::1",
    "4000::1",
)

NAMES = (
    "localhost",
    "LOCALHOST",
    "localhost.",
    "LocalHost.LocalDomain",
    "ip6-localhost",
    "ip6-loopback",
    "a.localhost",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",  # letters in circles, which a browser reads as plain ones
    "ｌｏｃａｌｈｏｓｔ",
    "loc%61lhost",
    "localhost%00.example.invalid",
    "local\u00adhost",  # a soft hyphen, which a browser drops
    "local\u200bhost",
    "127.0.0.1.example.invalid",
    "metadata.google.internal",
    "kubernetes.default.svc",
)


def spell(address: str) -> Iterator[str]:
    """Give the spellings of an IPv4 address as hosts of a web address."""
    whole = int(ipaddress.IPv4Address(address))
    a, b, c, d = (int(part) for part in address.split("."))
    yield from (address, f"{address}.", f"{whole}", f"0{whole:o}", f"0x{whole:x}", f"0X{whole:08X}")
    yield from (f"{whole + 2**32}", f"{whole - 2**32}", f"{whole}.", f"000000{whole:o}")
    yield from (f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}")
    yield from (f"{a}.{whole & 0xFFFFFF}", f"{a}.{b}.{whole & 0xFFFF}", f"0x{a:x}.{b}.0{c:o}.{d}")
    yield from (f"{a:03}.{b:03}.{c:03}.{d:03}", f"{a + 256}.{b}.{c}.{d}", f"{a}.{b}.{c}.{d}.0")
    yield from (address.translate(marks) for marks in (_FULLWIDTH, _CIRCLED, _ARABIC, _BOLD))
    yield from (address.replace(".", dot) for dot in ("。", "．", "｡", "%2e", "%2E", "%E3%80%82"))
    yield "".join(f"%{ord(mark):02x}" for mark in address)
    yield quote(address.translate(_FULLWIDTH))
    yield from (f"{address}%00", f"{address}%20", f"{address}\u200b", f"{address}%2f")
    yield from (f"[{carrier}]" for carrier in _carriers(address))


def _carriers(address: str) -> Iterator[str]:
    """Give the IPv6 addresses that carry this one."""
    whole = int(ipaddress.IPv4Address(address))
    high, low = whole >> 16, whole & 0xFFFF
    yield from (f"::ffff:{address}", f"::ffff:{high:x}:{low:x}", f"::FFFF:{address}")
    yield from (f"0:0:0:0:0:ffff:{high:04x}:{low:04x}", f"::{address}", f"::ffff:0:{address}")
    yield from (f"64:ff9b::{address}", f"64:ff9b:1::{address}", f"64:ff9b::{high:x}:{low:x}")
    yield from (f"2002:{high:x}:{low:x}::", f"2002:{high:x}:{low:x}::1")  # 6to4
    yield f"2001:0:808:808::{high ^ 0xFFFF:x}:{low ^ 0xFFFF:x}"  # Teredo
    yield f"fe80::5efe:{address}"  # ISATAP
    yield f"::ffff:{address}%25lo"


def hosts() -> Iterator[str]:
    """Give every forbidden host in every spelling."""
    for address in FORBIDDEN:
        yield from spell(address)
    yield from (f"[{address}]" for address in FORBIDDEN_6)
    yield from NAMES


def tricks(port: int) -> Iterator[str]:
    """Give addresses that two readers might read differently, around 127.0.0.1 and a port."""
    target = f"127.0.0.1:{port}"
    yield from (f"http://site.invalid{hidden}{target}/" for hidden in _HIDING)
    yield from (f"http://{target}{hidden}site.invalid/" for hidden in _HIDING)
    yield from (f"{start}{target}/" for start in _STARTS)
    yield from (f"http://127.0.0.1{end}" for end in _ends(port))
    yield from (f"http://127.0.{mark}0.1:{port}/" for mark in _UNSEEN)
    yield from (f"http://[::1{end}" for end in (f"]:{port}", f"]{port}/", f":{port}/", "]]/", "/"))


_FULLWIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
_HIDING = (
    "@",
    ":80@",
    ":@",
    "%40",
    "#@",
    "?@",
    "\\@",
    "\\",
    "/@",
    ";@",
    "&@",
    "%00@",
    "%0d%0a",
    "@@",
)
_STARTS = (
    *(
        "http:",
        "http:/",
        "http:///",
        "http:////",
        "http:\\\\",
        "http:/\\",
        "//",
        "///",
        "/\\",
        "\\\\",
    ),
    *("HTTP://", "hTTps://", " http://", "\thttp://", "ht\ntp://", "http://\t", "url:http://"),
    *(
        "ftp://",
        "gopher://",
        "dict://",
        "ldap://",
        "tftp://",
        "ws://",
        "wss://",
        "file://",
        "jar:http://",
    ),
    *(
        "view-source:http://",
        "feed:http://",
        "data:text/html,http://",
        "http+unix://",
        "http://.",
        "http://@",
    ),
)
_UNSEEN = (
    "\t",
    "\n",
    "\r",
    " ",
    "\u00ad",
    "\u200b",
    "\u2060",
    "\ufeff",
    "%09",
    "%0a",
    "\x00",
    "\x7f",
)


def _ends(port: int) -> Iterator[str]:
    """Give ways to write the port."""
    yield from (f":0{port}", f":00000{port}", f":+{port}", f":-{port}", f":{port}.", f": {port}")
    yield from (f":{port + 65536}", f":{port}:80", f":80:{port}", f":{port}%20", f":{port:x}", ":")
    yield from (f":{port}\\", f":{port}?", f":{port}#", f"::{port}", f":{port}/../", f":%3{port}")
