"""Bad servers, one row each: what they do, and how a capture of their page has to end."""

import asyncio
import gzip
import socket
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from fetch_support import Act, Answer, page

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
HTML = b"Content-Type: text/html; charset=utf-8\r\n"
TEXT = b"<title>Ferries</title><p>" + b"The ferry carried 4,200 people in May. " * 20
GZIP = b"Content-Encoding: gzip\r\n"

ARCHIVED = frozenset({"archived"})
BROKEN = frozenset({"protocol_error"})
EITHER = ARCHIVED | BROKEN
LARGE = frozenset({"too_large"})
LARGE_OR_BROKEN = LARGE | BROKEN
BLOCKED = frozenset({"blocked"})
FAILED = frozenset({"http_error"})
GONE = frozenset({"not_found"})
LATE = frozenset({"timeout"})
CUT_OFF = LARGE_OR_BROKEN | LATE
TLS = frozenset({"tls_error"})
UNCONNECTED = frozenset({"connect_error"})
LOOPING = frozenset({"too_many_redirects"})
FORBIDDEN = frozenset({"forbidden_address"})
UNSUPPORTED = frozenset({"unsupported_url"})
DENIED = frozenset({"robots_denied"})
EARLY = "connection closed early"


@dataclass(frozen=True, slots=True)
class Case:
    """
    One bad server. `outcomes` are those that are right, `reason` and `quality` where sure.

    `answer` is that to `path`, `more` to other paths. `certificate` says which one it shows,
    `url` is asked instead of the server's own.
    """

    name: str
    answer: Answer
    outcomes: frozenset[str]
    reason: str = ""
    quality: str = ""
    path: str = "/"
    more: dict[str, Answer] = field(default_factory=dict)
    certificate: str = ""
    url: str = ""


async def never(writer: asyncio.StreamWriter) -> None:
    """Say nothing and keep the connection."""
    await writer.wait_closed()


async def reset(writer: asyncio.StreamWriter) -> None:
    """Break the connection hard."""
    await _reset_after(b"")(writer)


def _reset_after(start: bytes) -> Act:
    async def act(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()
        await asyncio.sleep(0.1 if start else 0)  # so that it arrives before the reset
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.transport.abort()

    return act


def endless(start: bytes, piece: bytes) -> Act:
    """Send without end, as fast as it is taken."""

    async def act(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)

    return act


def drip(start: bytes, piece: bytes) -> Act:
    """Send a little, ever again."""

    async def act(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.05)

    return act


def status(line: str, headers: bytes = b"") -> bytes:
    """Write an answer with this status and a small page."""
    return page(b"<p>" + b"An answer that is no page. " * 5, status=line, headers=HTML + headers)


def bomb(mebibytes: int, layers: int = 1) -> bytes:
    """Pack that much of nothing, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(mebibytes)) + packer.flush()
    for _ in range(layers - 1):
        packed = gzip.compress(packed, mtime=0)
    return packed


def html(body: bytes) -> bytes:
    """Write a page."""
    return page(body, headers=HTML)


def connections() -> Iterator[Case]:
    """Servers that cannot be reached, or break off."""
    yield Case("unknown host", b"", frozenset({"dns_error"}), url="http://gone.invalid/")
    yield Case("closed port", b"", UNCONNECTED, "connection refused", url="http://127.0.0.3:9/")
    yield Case("reset at once", reset, UNCONNECTED, "connection reset")
    yield Case("reset, robots.txt too", reset, UNCONNECTED, more={"/robots.txt": reset})
    yield Case("silent", never, LATE, "time over")
    yield Case("silent, robots.txt too", never, LATE, more={"/robots.txt": never})
    yield Case("drips its head", drip(OK, b"A: b\r\n"), LATE, "time over")
    yield Case("drips its body", drip(OK + b"Content-Length: 99999\r\n\r\n", b"x"), LATE)
    yield Case("drips its chunks", drip(CHUNKED, b"1\r\nx\r\n"), LATE)
    yield Case("drips a bare status", drip(b"HTTP/1.1 2", b""), LATE)
    yield Case("closes without a byte", b"", BROKEN, "empty response")
    yield Case("closes in its status", b"HTTP/1.", BROKEN, EARLY)
    yield Case("closes in a header", OK + b"Content-Ty", BROKEN, EARLY)
    yield Case("closes before the body", OK + b"Content-Length: 9\r\n\r\n", BROKEN, EARLY)
    yield Case("resets in the body", _reset_after(OK + b"Content-Length: 9\r\n\r\nx"), BROKEN)
    yield Case("resets in a chunk", _reset_after(CHUNKED + b"9\r\nx"), BROKEN)


def certificates() -> Iterator[Case]:
    """Servers whose TLS does not hold."""
    page_ok = html(TEXT)
    yield Case("good certificate", page_ok, ARCHIVED, certificate="good")
    for kind, reason in (
        ("expired", "certificate expired"),
        ("early", "certificate not yet valid"),
        ("other host", "certificate for another host"),
        ("unknown authority", "certificate from an unknown authority"),
        ("self-signed", "certificate self-signed"),
    ):
        yield Case(f"{kind} certificate", page_ok, TLS, reason, certificate=kind)
    yield Case("old TLS only", page_ok, TLS, certificate="old")
    yield Case("plain HTTP where TLS is due", page_ok, TLS | LATE, certificate="plain")
    yield Case("silent handshake", page_ok, LATE, certificate="silent")
    yield Case("garbage for a handshake", page_ok, TLS, certificate="garbage")
    yield Case("handshake cut off", page_ok, TLS | UNCONNECTED, certificate="cut")
    yield Case("dripping handshake", page_ok, LATE, certificate="drip")


def heads() -> Iterator[Case]:
    """Answers whose head is no head."""
    over = "header block over 64 KiB"
    yield Case("endless headers", endless(OK, b"A: b\r\n" * 99), BROKEN, over)
    yield Case("one endless header", endless(OK + b"A: ", b"x" * 999), BROKEN, over)
    yield Case("endless status", endless(b"HTTP/1.1 200 ", b"x" * 999), BROKEN, over)
    yield Case("endless blank lines", endless(b"", b"\r\n" * 99), BROKEN)
    yield Case("endless 1xx", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 9), BROKEN)
    yield Case("ten 1xx", b"HTTP/1.1 103 Hints\r\nA: b\r\n\r\n" * 10 + html(TEXT), ARCHIVED)
    yield Case("9,000 headers", page(TEXT, headers=HTML + b"A: b\r\n" * 9000), ARCHIVED)
    yield Case("900 cookies", page(TEXT, headers=HTML + b"Set-Cookie: a=b; x\r\n" * 900), ARCHIVED)
    upgrade = b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n\x81"
    yield Case("unasked upgrade", upgrade, BROKEN, "unasked upgrade")
    yield Case("HTTP/0.9", b"<p>hello, this is the page", BROKEN, "not HTTP")
    yield Case("HTTP/2", b"\0\0\x12\x04\0\0\0\0\0" + bytes(18), BROKEN, "not HTTP")
    yield Case("HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", BROKEN)
    yield Case("SSH", b"SSH-2.0-OpenSSH_9\r\n", BROKEN, "not HTTP")
    yield Case("SMTP", b"220 mail.example ESMTP\r\n", BROKEN, "not HTTP")
    yield Case("RTSP", b"RTSP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", BROKEN, "not HTTP")
    yield Case("ICY", b"ICY 200 OK\r\nicy-name: radio\r\n\r\n", BROKEN, "not HTTP")
    yield Case("binary garbage", bytes(range(256)) * 40, BROKEN, "not HTTP")
    yield Case("status without digits", b"HTTP/1.1 abc OK\r\n\r\n", BROKEN)
    yield Case("status of five digits", b"HTTP/1.1 20000 OK\r\n\r\n", BROKEN)
    yield Case("header without colon", page(TEXT, headers=b"nonsense\r\n"), EITHER)
    yield Case("NUL in a header", page(TEXT, headers=b"A: b\0c\r\n"), EITHER)
    yield Case("folded header", page(TEXT, headers=HTML + b"A: b\r\n c\r\n"), ARCHIVED)
    yield Case("blank line first", b"\r\n" + html(TEXT), ARCHIVED)
    later = html(TEXT).replace(b"HTTP/1.1", b"HTTP/1.2")
    yield Case("a later minor version", later, ARCHIVED, quality="ok")
    yield Case("bare LF", html(TEXT).replace(b"\r\n", b"\n"), ARCHIVED)


def bodies() -> Iterator[Case]:
    """Bodies whose framing lies, or never ends."""

    def length(value: bytes, body: bytes = TEXT) -> bytes:
        return OK + HTML + b"Content-Length: " + value + b"\r\n\r\n" + body

    much = b"x" * 65536
    yield Case("length too long", length(b"99999"), BROKEN, EARLY)
    yield Case("length too short", length(b"200"), ARCHIVED)
    unlike = length(b"999\r\nContent-Length: %d" % len(TEXT))
    yield Case("two lengths", unlike, BROKEN, "not HTTP", "error_page")
    agreed = length(b"%d\r\nContent-Length: %d" % (len(TEXT), len(TEXT)))
    yield Case("two lengths that agree", agreed, ARCHIVED, quality="ok")
    yield Case("list of two lengths", length(b"5, 6", b"hello!"), BROKEN)
    yield Case("negative length", length(b"-5"), BROKEN)
    yield Case("length of letters", length(b"many"), BROKEN)
    yield Case("length of 30 digits", length(b"9" * 30), LARGE_OR_BROKEN)
    yield Case("endless body", endless(OK + b"\r\n", much), LARGE)
    yield Case("5 GB", endless(length(b"5000000000", b""), much), LARGE)
    chunk = b"%x\r\n%s\r\n" % (len(much), much)
    yield Case("endless chunks", endless(CHUNKED, chunk), LARGE)
    yield Case("a million chunks", endless(CHUNKED, b"1\r\nx\r\n" * 999), LARGE_OR_BROKEN)
    yield Case("chunk size of letters", CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n", BROKEN)
    yield Case("negative chunk size", CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n", BROKEN)
    yield Case("chunk of 2^64", endless(CHUNKED + b"ffffffffffffffff\r\n", much), LARGE_OR_BROKEN)
    yield Case("chunk of 20 digits", CHUNKED + b"1" * 20 + b"\r\nx", BROKEN)
    yield Case("chunk too long", CHUNKED + b"3\r\nhello\r\n0\r\n\r\n", BROKEN)
    yield Case("no last chunk", CHUNKED + b"5\r\nhello\r\n", BROKEN, EARLY)
    yield Case("endless chunk size", endless(CHUNKED, b"0" * 999), CUT_OFF)
    yield Case("endless extension", endless(CHUNKED + b"5;", b"a" * 999), CUT_OFF)
    yield Case("endless trailers", endless(CHUNKED + b"0\r\n", b"A: b\r\n" * 99), CUT_OFF)
    both = OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    yield Case("length and chunks", both, EITHER)
    spaced = CHUNKED + b'5; name="a; b"\r\nhello\r\n0\r\n\r\n'
    yield Case("spaced chunk extension", spaced, ARCHIVED)  # RFC 9112, 7.1.1


def codings() -> Iterator[Case]:
    """Bodies that blow up, or are in no coding that they claim."""
    packed = gzip.compress(TEXT, mtime=0)
    yield Case("gzip", page(packed, headers=HTML + GZIP), ARCHIVED, quality="ok")
    yield Case("gzip bomb", page(bomb(300), headers=HTML + GZIP), ARCHIVED)
    thrice = b"Content-Encoding: gzip, gzip, gzip\r\n"
    yield Case("nested gzip bomb", page(bomb(500, 3), headers=HTML + thrice), ARCHIVED)
    members = gzip.compress(b"<p>", mtime=0) * 50_000
    yield Case("50,000 gzip members", page(members, headers=HTML + GZIP), ARCHIVED)
    bombs = gzip.compress(bytes(2**20), mtime=0) * 500
    yield Case("500 bombs in a row", page(bombs, headers=HTML + GZIP), ARCHIVED)
    deflated = b"Content-Encoding: deflate\r\n"
    deflate_bomb = zlib.compress(bytes(200 * 2**20), 9)
    yield Case("deflate bomb", page(deflate_bomb, headers=HTML + deflated), ARCHIVED)
    yield Case("torn gzip", page(packed[:-20], headers=HTML + GZIP), ARCHIVED, quality="truncated")
    yield Case("flipped gzip", page(packed[:30] + b"\xff" + packed[31:], headers=GZIP), ARCHIVED)
    yield Case("gzip that is none", page(TEXT, headers=HTML + GZIP), ARCHIVED)
    yield Case("unasked brotli", page(TEXT, headers=b"Content-Encoding: br\r\n"), ARCHIVED)
    yield Case("unknown coding", page(TEXT, headers=b"Content-Encoding: x-zip\r\n"), ARCHIVED)
    yield Case("500 codings", page(TEXT, headers=GZIP * 500), ARCHIVED)
    coded = OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
    yield Case("transfer coding gzip", coded % (len(packed), packed), EITHER)
