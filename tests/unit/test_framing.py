"""Where a chunked body ends: the same for whoever follows it and for whoever reads it again."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.core import http_message
from claimcheck.core.http_message import Framing
from claimcheck.fetching import framing
from claimcheck.fetching.framing import ChunkedEnd, FixedEnd
from claimcheck.fetching.recording import Broken

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

# Bytes of which chunked bodies are made, whole and broken.
WORDS = st.sampled_from(
    [b"0", b"1", b"2", b"A", b"00", b"\r\n", b"\n", b"\r", b"x", b"ab", b";n=v", b" ", b"\t", b":",
     b"0\r\n", b"0\r\n\r\n", b"2\r\nok\r\n", b"3\nok\n\n", b"1;a\r\nx\r\n", b"T: v\r\n", b"-1\r\n",
     b"fffffffffffffff\r\n", b"ffffffffffffffff\r\n"]
)  # fmt: skip
BODIES = st.lists(WORDS | st.binary(max_size=4), max_size=12).map(b"".join)


def ended(data: bytes, cuts: list[int]) -> int | str | None:
    """Feed a body in these pieces: where it ends, None before that, or why it is broken."""
    follower = ChunkedEnd()
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    try:
        for start, end in pairwise(places):
            found = follower.feed(data[start:end])
            if found is not None:
                return found
    except Broken as broken:
        return broken.ending.reason
    return None


@settings(max_examples=400, deadline=None)
@given(data=BODIES, cuts=st.lists(st.integers(0, 40), max_size=6))
def test_that_the_pieces_do_not_matter(data: bytes, cuts: list[int]) -> None:
    """However the network cuts a body, it ends, or breaks, at the same byte."""
    assert ended(data, cuts) == ended(data, []) == ended(data, list(range(len(data))))


@settings(max_examples=400, deadline=None)
@given(data=BODIES)
def test_that_both_readers_agree(data: bytes) -> None:
    """
    What has ended on the wire is whole in the archive, and what is whole there can end.

    The archive's reader needs no trailers; so only what follows the last chunk may be missing.
    """
    message = http_message.parse_response(HEAD + data)
    found = ended(data, [])
    if isinstance(found, int):
        assert not message.cut
        # Not a byte behind the end belongs to the page.
        assert http_message.parse_response(HEAD + data[:found]).payload == message.payload
        assert not isinstance(ended(data[: found - 1], []), int)
    elif not message.cut:
        assert isinstance(ended(data + b"\n\n", []), int)


# What a body in chunks is, and where it ends or how it breaks.
CHUNKED = (
    # nothing yet
    (b"", None),
    # the shortest one
    (b"0\r\n\r\n", 5),
    # what follows is not looked at
    (b"0\r\n\r\nHTTP/1.1 200", 5),
    # bare line feeds, as http_message reads them
    (b"2\nok\n0\n\n", 8),
    # spaces before and behind the size: RFC 9112, 7.1.1 has them before an extension
    (b"2 ; a=b\r\nok\r\n0\r\n\r\n", 18),
    # trailers
    (b"0\r\nX-Sum: 1\r\n\r\n", 15),
    # a size that promises too little
    (b"1\r\nok\r\n", "broken chunks"),
    # no size at all
    (b"\r\n", "broken chunks"),
    (b"zz\r\n", "broken chunks"),
    (b"-1\r\n", "broken chunks"),
    # sixteen digits are more than any disk has
    (b"1" * 16 + b"\r\n", "broken chunks"),
    # a line without an end
    (b"5" * (framing.MAX_LINE_BYTES + 1), "broken chunks"),
    # trailers without an end
    (b"0\r\n" + b"A: b\r\n" * framing.MAX_TRAILER_BYTES, "broken chunks"),
    # a page in too many pieces
    (b"1\r\nx\r\n" * (framing.MAX_CHUNKS + 1), "too many chunks"),
)


@pytest.mark.parametrize(("data", "end"), CHUNKED, ids=range(len(CHUNKED)))
def test_that_a_chunked_body_ends_where_the_rfc_says(data: bytes, end: int | str | None) -> None:
    """RFC 9112, section 7.1, with limits on what has none there."""
    assert ended(data, []) == end


@settings(deadline=None)
@given(length=st.integers(0, 20), pieces=st.lists(st.binary(max_size=8), max_size=6))
def test_that_a_known_length_ends_a_body(length: int, pieces: list[bytes]) -> None:
    """The end is told with the piece in which it lies, and it is where the head said."""
    follower, seen = FixedEnd(length), 0
    for piece in pieces:
        seen += len(piece)
        assert follower.feed(piece) == (length if seen >= length else None)


@settings(deadline=None)
@given(pieces=st.lists(st.binary(max_size=8), max_size=6))
def test_that_only_the_connection_ends_the_rest(pieces: list[bytes]) -> None:
    """Without a length nothing in the bytes is an end; without a body everything is."""
    open_end, no_body = framing.follow(Framing.CLOSE, 0), framing.follow(Framing.NONE, 0)
    assert [open_end.feed(piece) for piece in pieces] == [None] * len(pieces)
    assert [no_body.feed(piece) for piece in pieces] == [0] * len(pieces)
