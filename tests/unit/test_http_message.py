"""Recorded responses are taken apart as a tolerant browser would, and never change."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.content_coding import CannotDecode, decode_content
from claimcheck.core.http_message import (
    MAX_HEAD_BYTES,
    Framing,
    NotHttp,
    parse_response,
)

OK = b"HTTP/1.1 200 OK\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
LENGTH_AND_CHUNKED = OK + b"Content-Length: 1\r\nTransfer-Encoding: Chunked\r\n\r\n"

PAYLOADS = [
    # a length that can be believed, and what follows the body is not the body's
    (OK + b"Content-Length: 5\r\n\r\nhelloHTTP/1.1 200", b"hello", Framing.LENGTH, False),
    # the same length twice is still a length (RFC 9112, 6.3)
    (OK + b"Content-Length: 2\r\ncontent-length: 2\r\n\r\nabc", b"ab", Framing.LENGTH, False),
    # two lengths are none
    (OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\nabcd", b"abcd", Framing.CLOSE, False),
    # a length that is no number
    (OK + b"Content-Length: -1\r\n\r\nabc", b"abc", Framing.CLOSE, False),
    # cut before the length is reached
    (OK + b"Content-Length: 9\r\n\r\nhello", b"hello", Framing.LENGTH, True),
    # no framing: to the end of the connection
    (OK + b"\r\nhello", b"hello", Framing.CLOSE, False),
    # chunked wins over a length
    (
        OK + b"Content-Length: 1\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
        b"ab",
        Framing.CHUNKED,
        False,
    ),
    # extensions, leading zeros and trailers
    (
        CHUNKED + b"003;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n",
        b"abc0123456789",
        Framing.CHUNKED,
        False,
    ),
    # bare LF between chunks
    (CHUNKED + b"3\nabc\n0\n\n", b"abc", Framing.CHUNKED, False),
    # cut within a chunk, before a size, and before the last chunk
    (CHUNKED + b"5\r\nab", b"ab", Framing.CHUNKED, True),
    (CHUNKED + b"2\r\nab\r\n", b"ab", Framing.CHUNKED, True),
    # not a chunk at all
    (CHUNKED + b"<html>", b"", Framing.CHUNKED, True),
    (CHUNKED + b"2\r\nabXX0\r\n\r\n", b"ab", Framing.CHUNKED, True),
    # a transfer coding that is not chunked ends with the connection
    (OK + b"Transfer-Encoding: gzip\r\n\r\nabc", b"abc", Framing.CLOSE, False),
    # no body by the status, whatever the headers say
    (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", b"", Framing.NONE, False),
    (b"HTTP/1.1 204 No Content\r\n\r\nabc", b"", Framing.NONE, False),
    # a head that never ends
    (OK + b"Content-Length: 5\r\nX-Cut: yes", b"", Framing.LENGTH, True),
]


@pytest.mark.parametrize(("raw", "payload", "framing", "cut"), PAYLOADS)
def test_payload_is_the_entity(raw: bytes, payload: bytes, framing: Framing, cut: bool) -> None:
    """The payload is what the sender meant to send, and a cut is told."""
    message = parse_response(raw)
    assert (message.payload, message.framing, message.cut) == (payload, framing, cut)


HEADS = [
    # plain
    (b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n", 200, "OK", (("A", "b"),)),
    # bare LF, no reason, HTTP/1.0
    (b"HTTP/1.0 404\nA: b\n\nbody", 404, "", (("A", "b"),)),
    # order, case and repeats are kept
    (OK + b"x-A:1\r\nX-a: 2\r\n\r\n", 200, "OK", (("x-A", "1"), ("X-a", "2"))),
    # folded lines become one value (RFC 9112, 5.2)
    (OK + b"A: b\r\n  c\r\n\td\r\nE: f\r\n\r\n", 200, "OK", (("A", "b c d"), ("E", "f"))),
    # eight bits are latin-1
    (b"HTTP/1.1 200 \xe9t\xe9\r\nA: \xfc\r\n\r\n", 200, "été", (("A", "ü"),)),
    # lines without a colon or a name are no headers
    (OK + b"nonsense\r\n: x\r\nA: b\r\n\r\n", 200, "OK", (("A", "b"),)),
    # interim responses come first
    (
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nL: x\r\n\r\n" + OK + b"A: b\r\n\r\n",
        200,
        "OK",
        (("A", "b"),),
    ),
    # an interim response alone is all there is
    (CONTINUE, 100, "Continue", ()),
    # a blank line in front
    (b"\r\n" + OK + b"\r\n", 200, "OK", ()),
    # switching protocols is final
    (b"HTTP/1.1 101 Switching\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", 101, "Switching", ()),
]


@pytest.mark.parametrize(("raw", "status", "reason", "headers"), HEADS)
def test_head_is_read_as_it_stands(
    raw: bytes, status: int, reason: str, headers: tuple[tuple[str, str], ...]
) -> None:
    """Status, reason and headers of the final response, in order and unchanged."""
    message = parse_response(raw)
    assert (message.status, message.reason, message.headers) == (status, reason, headers)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-server\r\n",
        b"<html>",
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"\r\n" * 100 + OK + b"\r\n",
        OK + b"A: " + b"b" * MAX_HEAD_BYTES + b"\r\n\r\n",  # memory is bounded
    ],
)
def test_what_is_not_http_is_said_so(raw: bytes) -> None:
    """Bytes without a status line, or with an endless head, are one documented error."""
    with pytest.raises(NotHttp):
        parse_response(raw)


def test_headers_are_found_whatever_their_case() -> None:
    """A header is looked up by its name in any case; codings are split and in order."""
    message = parse_response(
        OK + b"CONTENT-encoding: GZip, br\r\ncontent-ENCODING: x\r\nA: 1\r\n\r\n"
    )
    assert message.header("a") == "1"
    assert message.header("b") is None
    assert message.content_codings == ("gzip", "br", "x")


def test_head_bytes_split_what_was_recorded() -> None:
    """`head_bytes` is exactly where the body begins, interim responses included."""
    raw = b"HTTP/1.1 100 Continue\r\n\r\n" + CHUNKED + b"1\r\na\r\n0\r\n\r\n"
    message = parse_response(raw)
    assert raw[message.head_bytes :] == b"1\r\na\r\n0\r\n\r\n"


@given(st.lists(st.binary(min_size=1, max_size=40)), st.binary(max_size=20))
def test_chunks_are_undone(chunks: list[bytes], after: bytes) -> None:
    """However content is cut into chunks, it comes out whole, without what follows."""
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    message = parse_response(CHUNKED + body + b"0\r\n\r\n" + after)
    assert (message.payload, message.cut) == (b"".join(chunks), False)


@given(
    st.one_of(
        st.binary(), st.binary().map(lambda tail: CHUNKED + tail), st.binary().map(OK.__add__)
    )
)
def test_hostile_bytes_raise_nothing_else(raw: bytes) -> None:
    """Any bytes give a message no longer than they are, or NotHttp."""
    try:
        message = parse_response(raw)
    except NotHttp:
        return
    assert len(message.payload) <= len(raw)
    assert 0 < message.head_bytes <= len(raw)


def zipped(content: bytes) -> bytes:
    """Without the time, so that the case has the same name in every process."""
    return gzip.compress(content, mtime=0)


CODINGS = [
    # none, and the word for none
    (b"abc", (), b"abc", False),
    (b"abc", ("identity",), b"abc", False),
    # gzip by both names, whatever the case
    (zipped(b"abc"), ("gzip",), b"abc", False),
    (zipped(b"abc"), ("X-GZIP",), b"abc", False),
    # several members, and other bytes after them
    (zipped(b"ab") + zipped(b"c"), ("gzip",), b"abc", False),
    (zipped(b"abc") + b"\0\0\0", ("gzip",), b"abc", False),
    # deflate as the RFC has it and as some servers send it
    (zlib.compress(b"abc"), ("deflate",), b"abc", False),
    (zlib.compress(b"abc", wbits=-15), ("deflate",), b"abc", False),
    # two layers, the last applied undone first
    (zipped(zlib.compress(b"abc")), ("deflate", "gzip"), b"abc", False),
    # torn before its end
    (zipped(b"abc")[:-4], ("gzip",), b"abc", True),
    # a page with no content at all
    (b"", ("gzip",), b"", False),
    # more than allowed
    (zipped(b"a" * 5000), ("gzip",), b"a" * 1000, True),
    (b"a" * 5000, (), b"a" * 1000, True),
    # exactly as much as allowed
    (zipped(b"a" * 1000), ("gzip",), b"a" * 1000, False),
]


@pytest.mark.parametrize(("payload", "codings", "content", "cut"), CODINGS)
def test_content_codings_are_undone(
    payload: bytes, codings: tuple[str, ...], content: bytes, cut: bool
) -> None:
    """Content comes out as it went in, to at most `max_bytes`, and a cut is told."""
    decoded = decode_content(payload, codings, max_bytes=1000)
    assert (decoded.content, decoded.cut) == (content, cut)


@pytest.mark.parametrize(
    ("payload", "codings"),
    [
        (b"abc", ("br",)),  # a coding that we do not ask for
        (b"<html>not gzip", ("gzip",)),  # a header that lies
        (b"\xff\xff\xff", ("deflate",)),
        (b"abc", ("gzip",) * 50),  # layers upon layers
    ],
)
def test_undecodable_content_is_said_so(payload: bytes, codings: tuple[str, ...]) -> None:
    """Unknown codings and bytes that are not in them are one documented error."""
    with pytest.raises(CannotDecode):
        decode_content(payload, codings, max_bytes=1000)


def test_bombs_stay_small() -> None:
    """A bomb of a thousand to one in two layers, and one of empty members, end in time."""
    layer = gzip.compress(b"\0" * 10_000_000)
    bomb = gzip.compress(layer * 20)
    assert len(decode_content(bomb, ("gzip", "gzip"), max_bytes=10_000).content) <= 10_000
    assert decode_content(gzip.compress(b"") * 5000, ("gzip",), max_bytes=10).cut


@given(st.binary(max_size=3000), st.integers(0, 3000), st.sampled_from(["gzip", "deflate"]))
def test_torn_streams_give_a_beginning(content: bytes, at: int, coding: str) -> None:
    """Whatever can be read of a torn stream is a beginning of the content."""
    packed = gzip.compress(content) if coding == "gzip" else zlib.compress(content)
    decoded = decode_content(packed[:at], (coding,), max_bytes=10_000)
    assert content.startswith(decoded.content)
    assert decoded.cut == (0 < at < len(packed))


@given(st.binary(), st.lists(st.sampled_from(["gzip", "deflate", "br", "identity"]), max_size=6))
def test_hostile_content_raises_nothing_else(payload: bytes, codings: list[str]) -> None:
    """Any bytes under any codings give bounded content, or CannotDecode."""
    try:
        decoded = decode_content(payload, tuple(codings), max_bytes=500)
    except CannotDecode:
        return
    assert len(decoded.content) <= 500
