"""Answers as odd as servers give them, but all of them answers: seeded, each with its own body."""

import gzip
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

LONG_HEADER_BYTES = 30_000
LEADS_ON = 0.1
EARLY = 0.08
"""How often an answer is a redirect, and how often one breaks off: that costs two more tries."""

STATUSES = (
    *[(b"HTTP/1.1 200 OK", "archived")] * 6,
    (b"HTTP/1.1 200", "archived"),  # no phrase, with and without its space
    (b"HTTP/1.1 200 ", "archived"),
    (b"HTTP/1.0 200 OK", "archived"),
    (b"HTTP/1.1 200 Tr\xe8s bien \xe2\x9c\x93", "archived"),
    (b"HTTP/1.1 203  two  spaces ", "archived"),
    (b"HTTP/1.1 204 No Content", "archived"),
    (b"HTTP/1.1 299 " + b"p" * 900, "archived"),
    (b"HTTP/1.1 404 nOt fOUND", "not_found"),
    (b"HTTP/1.1 403 Forbidden: no; <b>really</b>", "blocked"),
    (b"HTTP/1.1 418 I'm a teapot", "http_error"),
)
FACT = b"The ferry carried 4,200 people in May."


@dataclass(frozen=True, slots=True)
class Script:
    """
    What a server sends for one path, and what has to come of it.

    `closes`: the connection ends with it. `outcome` is empty where it leads on.
    """

    answer: bytes
    closes: bool
    outcome: str


def make_scripts(dice: random.Random, count: int) -> dict[str, Script]:
    """Make this many answers by path; some lead on to the next one, which is no source then."""
    scripts: dict[str, Script] = {}
    leads_on = False
    for number in range(count):
        # the path of what a redirect leads to says so
        path = f"/to/{number}" if leads_on else f"/{number}"
        leads_on = number + 1 < count and dice.random() < LEADS_ON
        place = f"/to/{number + 1}" if leads_on else None
        scripts[path] = _make_script(dice, number, place)
    return scripts


def _make_script(dice: random.Random, number: int, place: str | None) -> Script:
    end = dice.choice([b"\r\n"] * 9 + [b"\n"])
    status, outcome = (_redirect_status(dice), "") if place else dice.choice(STATUSES)
    lines = list(_headers(dice))
    if place:
        lines.append(dice.choice([b"Location: ", b"LOCATION:", b"location:  "]) + place.encode())
    body, coding = _content(dice, number)
    if coding:
        lines.append(dice.choice([b"Content-Encoding: ", b"content-encoding:"]) + coding)
    framed, framing, closes = _frame(dice, body, old=b"/1.0" in status)
    if b" 204" in status:
        framed, framing, closes = b"", [], False
    lines += framing
    dice.shuffle(lines)
    head = _interim(dice, end) + b"".join(line + end for line in [status, *lines, b""])
    if framed and not closes and outcome == "archived" and dice.random() < EARLY:
        return Script(head + framed[: dice.randrange(len(framed))], True, "protocol_error")
    return Script(head + framed, closes, outcome)


def _interim(dice: random.Random, end: bytes) -> bytes:
    hints = [b"HTTP/1.1 103 Early Hints", b"Link: </a.css>; rel=preload", b""]
    kinds = [[b"HTTP/1.1 100 Continue", b""], [b"HTTP/1.1 102 Processing", b"X-A: 1", b""], hints]
    count = dice.choice([0] * 8 + [1, 3])
    return b"".join(line + end for _ in range(count) for line in dice.choice(kinds))


def _redirect_status(dice: random.Random) -> bytes:
    codes = (301, 302, 303, 307, 308)
    return b"HTTP/1.1 %d %s" % (dice.choice(codes), dice.choice([b"Found", b"", b"Moved \xff"]))


def _headers(dice: random.Random) -> Iterator[bytes]:
    odd = [
        b"X-oDD-CaSe: 1",
        b"x-odd-case:2",  # the same name again
        b"X-Folded: first\r\n second\r\n\tthird",
        b"X-8-Bit: caf\xe9 \xff\xfe \xe2\x82\xac",
        b"X-Empty:",
        b"X-Spaces:   a \t b   ",
        b"x!#$%&'*+-.^_`|~y: every mark a name may have",
        b"Set-Cookie: a=1; Path=/nowhere",
        b"Set-Cookie: b=\xe9; Path=/nowhere",
        b"Date: yesterday, around noon",
        b"X-Quote: \"a, b\"; c='d'",
        b'Content-Type: TEXT/html ; Charset="UTF-8"',
        b"ETag: W/weak",
        b"Keep-Alive: timeout=5",
    ]
    yield from dice.choices(odd, k=dice.randrange(8))
    if dice.random() < 0.05:
        yield b"X-Long: " + b"l" * dice.randrange(LONG_HEADER_BYTES)


def _content(dice: random.Random, number: int) -> tuple[bytes, bytes]:
    """Give a body of its own and the name of its coding, which is not always the right one."""
    plain = b"<p>%s No. %d. %s\n" % (
        FACT,
        number,
        dice.randbytes(dice.randrange(3000)),
    )
    match dice.randrange(8):
        case 0:
            return gzip.compress(plain, mtime=0), b"gzip"
        case 1:
            return gzip.compress(plain, mtime=0)[:-5], b"GZip"  # torn
        case 2:
            return zlib.compress(plain), b"deflate"
        case 3:
            return plain, dice.choice([b"br", b"gzip", b"identity", b"x-unknown, gzip"])
        case _:
            return plain, b""


def _frame(dice: random.Random, body: bytes, *, old: bool) -> tuple[bytes, list[bytes], bool]:
    """Give the body as sent, the headers that say how, and whether the connection ends it."""
    form = dice.choice(["close"] if old else ["length", "length", "chunked", "chunked", "close"])
    if form == "close":
        return body, [b"Connection: close"] * dice.randrange(2), True
    if form == "length":
        return (
            body,
            [dice.choice([b"Content-Length: %d", b"content-LENGTH:%d "]) % len(body)],
            False,
        )
    return (
        _chunks(dice, body),
        [dice.choice([b"Transfer-Encoding: chunked", b"transfer-ENCODING:Chunked"])],
        False,
    )


def _chunks(dice: random.Random, body: bytes) -> bytes:
    sent, position = bytearray(), 0
    while position < len(body):
        piece = body[position : position + dice.randrange(1, 700)]
        size = dice.choice([b"%x", b"%X", b"%04x"]) % len(piece)
        extension = dice.choice([b""] * 3 + [b";a=b", b';name="quoted; text"', b"; lone"])
        sent += size + extension + b"\r\n" + piece + b"\r\n"
        position += len(piece)
    trailers = [b"", b"", b"X-Trailer: 1\r\n", b"Expires: never\r\nx-SUM: \xe9\r\n"]
    return (
        bytes(sent)
        + dice.choice([b"0", b"000", b"0;last"])
        + b"\r\n"
        + dice.choice(trailers)
        + b"\r\n"
    )
