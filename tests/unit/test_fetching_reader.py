"""The reader of answers: exact bytes, a certain end, limits."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.core.outcomes import Outcome
from claimcheck.fetching import response_reader
from claimcheck.fetching.recording import Broken
from claimcheck.fetching.response_reader import ResponseReader

WHOLE = {
    "odd case": b"HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh:2\r\nX-A :b\r\n\r\nok".replace(b"A :", b"A: "),
    "folded": b"HTTP/1.1 200 OK\r\nA: b\r\n  c\r\n\td\r\nContent-Length: 2\r\n\r\nok",
    "8-bit": b"HTTP/1.1 200 D\xe9j\xe0\r\nA: \xff\xfe\r\nContent-Length: 2\r\n\r\nok",
    "repeated": b"HTTP/1.1 200 OK\r\nA: 1\r\nA: 2\r\na: 3\r\nContent-Length: 0\r\n\r\n",
    "no reason": b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok",
    "empty reason": b"HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok",
    "empty header": b"HTTP/1.1 200 OK\r\nA:\r\nContent-Length: 2\r\n\r\nok",
    "spaces": b"HTTP/1.1 200 OK\r\nA:   b  \r\nContent-Length: 2\r\n\r\nok",
    "bare LF": b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
    "chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    "odd chunks": b"HTTP/1.1 200 OK\r\nTRANSFER-encoding: Chunked\r\n\r\n"
    b'0002;a="b"\r\nok\r\nA\r\n0123456789\r\n000\r\n\r\n',
    "trailers": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"2\r\nok\r\n0\r\nX-Sum: 1\r\nLocation: /no\r\n\r\n",
    "chunk of line ends": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"9\r\n0\r\n\r\n\r\n\r\n\r\n0\r\n\r\n",
    "length beside chunks": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    "length said twice": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
    b"A: b\r\ncontent-length:  2 \r\n\r\nok",
    "length listed twice": b"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok",
    "later minor version": b"HTTP/1.2 200 OK\r\nContent-Length: 2\r\n\r\nok",
    "interim": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    "no body": b"HTTP/1.1 204 No Content\r\nA: b\r\n\r\n",
    "not modified": b"HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n",
    "blank lines first": b"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
}

UNTIL_CLOSE = {
    "old server": b"HTTP/1.0 200 OK\r\n\r\nall of it",
    "no length": b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nall of it",
    "no body yet": b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n",
    "other coding": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n\x1f\x8b",
}

CUT = {
    "status line": b"HTTP/1.1 20",
    "head": b"HTTP/1.1 200 OK\r\nA: b\r\n",
    "interim only": b"HTTP/1.1 100 Continue\r\n\r\n",
    "length": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok",
    "chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nok",
    "last chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
    "trailer": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n",
}

NOT_HTTP = {
    "other protocol": b"SSH-2.0-OpenSSH_9.2\r\n",
    "HTML alone": b"<html>hello</html>",  # HTTP/0.9
    "radio": b"ICY 200 OK\r\n\r\n",
    # what the parser takes for answers and no reader of archives does
    "streaming": b"RTSP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    "icecast": b"ICE/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    "streaming after a hint": b"HTTP/1.1 103 Early\r\n\r\n"
    b"RTSP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
    "request": b"GET / HTTP/1.1\r\n\r\n",
    "bad length": b"HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
    "two lengths in a list": b"HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nabc",
    "the same bad length twice": b"HTTP/1.1 200 OK\r\nContent-Length: x, x\r\n\r\nabc",
    "negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    "bad chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    "huge chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n",
    "upgrade": b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n",
}


def feed(raw: bytes, *, max_body_bytes: int = 10**6, step: int | None = None) -> ResponseReader:
    """Feed an answer in steps until it is whole."""
    reader = ResponseReader(max_body_bytes)
    size = step or len(raw)
    for start in range(0, len(raw), size):
        if reader.feed(raw[start : start + size]):
            return reader
    reader.finish()
    return reader


@pytest.mark.parametrize("step", [None, 1, 7])
@pytest.mark.parametrize("name", WHOLE)
def test_that_bytes_are_kept_as_they_came(name: str, step: int | None) -> None:
    """Whatever its form and however it is cut on the way, the answer is whole and exact."""
    assert bytes(feed(WHOLE[name], step=step).take()) == WHOLE[name]


@pytest.mark.parametrize("name", WHOLE)
def test_that_what_follows_an_answer_is_not_part_of_it(name: str) -> None:
    """Bytes after the end, even those of a second answer, are left out."""
    extra = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nLocation: /x\r\n\r\nbad"
    reader = feed(WHOLE[name] + extra)
    assert bytes(reader.take()) == WHOLE[name]
    assert reader.header(b"location") is None


@pytest.mark.parametrize("name", UNTIL_CLOSE)
def test_that_the_end_of_the_connection_may_end_an_answer(name: str) -> None:
    """Without length or chunks the answer is whole when the server closes."""
    assert bytes(feed(UNTIL_CLOSE[name]).take()) == UNTIL_CLOSE[name]


@pytest.mark.parametrize("name", CUT)
def test_that_an_early_end_is_told(name: str) -> None:
    """An answer that stops before its own end is broken, and its bytes are kept."""
    reader = ResponseReader(10**6)
    assert not reader.feed(CUT[name])
    with pytest.raises(Broken) as broken:
        reader.finish()
    assert (broken.value.ending.outcome, broken.value.cut) == (
        Outcome.PROTOCOL_ERROR,
        "disconnect",
    )
    assert bytes(reader.take()) == CUT[name]


@pytest.mark.parametrize("name", NOT_HTTP)
def test_that_what_is_not_http_is_told(name: str) -> None:
    """Bytes that are no HTTP answer are a protocol error, and kept."""
    reader = ResponseReader(10**6)
    with pytest.raises(Broken) as broken:
        reader.feed(NOT_HTTP[name])
    assert broken.value.ending.outcome is Outcome.PROTOCOL_ERROR
    assert not broken.value.ending.transient
    assert bytes(reader.take()) == NOT_HTTP[name]


def test_that_interim_answers_and_trailers_set_nothing() -> None:
    """Status and headers are those of the final head."""
    assert feed(WHOLE["interim"]).status == 200
    assert feed(WHOLE["interim"]).header(b"link") is None
    assert feed(WHOLE["trailers"]).header(b"location") is None


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n"


def test_that_a_body_of_just_the_limit_passes() -> None:
    """The limit itself is allowed."""
    assert feed(HEAD % 100 + b"x" * 100, max_body_bytes=100).status == 200


@pytest.mark.parametrize("status", [b"200 OK", b"404 Not Found"])
def test_that_a_body_is_cut_at_the_limit(status: bytes) -> None:
    """One byte over the limit ends the reading; the bytes up to the limit are kept."""
    head = b"HTTP/1.1 %s\r\nContent-Length: 101\r\n\r\n" % status
    reader = ResponseReader(100)
    with pytest.raises(Broken) as broken:
        reader.feed(head + b"x" * 101)
    assert (broken.value.ending.outcome, broken.value.cut) == (Outcome.TOO_LARGE, "length")
    assert bytes(reader.take()) == head + b"x" * 100


def test_that_an_error_page_may_not_be_as_long_as_a_page() -> None:
    """What is no page has a limit of its own, so that redirects cannot fill the memory."""
    reader = ResponseReader(10**9)
    with pytest.raises(Broken, match="over the limit"):
        reader.feed(b"HTTP/1.1 302 Found\r\n\r\n" + b"x" * (1024 * 1024 + 1))
    assert len(reader.take()) < 1024 * 1024 + 100


@pytest.mark.parametrize(
    "flood",
    [
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 20_000,  # many headers
        b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70_000,  # one long one
        b"HTTP/1.1 103 Early Hints\r\n\r\n" * 5_000,  # interim answers without end
        b"\r\n" * 40_000,  # nothing but line ends
        b"HTTP/1.1 200 " + b"O" * 70_000,  # a long reason
        b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70_000 + b"\r\n\r\n",  # whole, but too long
    ],
)
def test_that_a_head_without_end_is_refused(flood: bytes) -> None:
    """More than 64 KiB of head is a protocol error."""
    with pytest.raises(Broken) as broken:
        feed(flood, step=4096)
    assert broken.value.ending is response_reader.HEAD_TOO_LARGE
    assert broken.value.cut == "length"


def test_that_endless_small_chunks_are_refused() -> None:
    """A body cut into hundreds of thousands of chunks is an attack on our time."""
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 200_001
    with pytest.raises(Broken, match="too many chunks"):
        feed(raw, max_body_bytes=10**8, step=65536)


TEXT = st.binary(max_size=40).map(lambda raw: bytes(b for b in raw if b >= 32 and b != 127))


@given(
    st.lists(st.binary(min_size=1, max_size=50), max_size=6),
    st.lists(TEXT, max_size=4),
    st.integers(min_value=1, max_value=40),
    st.binary(max_size=30),
)
def test_that_any_chunked_answer_is_exact(
    chunks: list[bytes], values: list[bytes], step: int, extra: bytes
) -> None:
    """For any chunks, headers, cuts on the way and bytes behind it: exactly the answer is kept."""
    head = b"".join(b"x-%d: %s\r\n" % pair for pair in enumerate(values))
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + head + b"\r\n" + body
    raw += b"0\r\n" + head + b"\r\n"
    assert bytes(feed(raw + extra, step=step).take()) == raw


EDITS = st.lists(
    st.tuples(
        st.integers(0, 150),
        st.integers(0, 3),
        st.sampled_from([b"\r\n", b"\n", b" ", b"\t", b"0", b"9", b";", b":", b",", b"\xff", b"-"]),
    ),
    max_size=4,
)


@settings(max_examples=500)
@given(st.sampled_from(sorted(WHOLE)), EDITS, st.integers(1, 200))
def test_that_damaged_answers_are_survived(
    name: str, edits: list[tuple[int, int, bytes]], step: int
) -> None:
    """Real answers with a few bytes changed are read or Broken, nothing else."""
    raw = WHOLE[name]
    for place, length, bite in edits:
        raw = raw[:place] + bite + raw[place + length :]
    with contextlib.suppress(Broken):
        assert raw.startswith(bytes(feed(raw, step=step).take()))


@given(st.binary(max_size=300), st.booleans())
def test_that_any_bytes_are_survived(raw: bytes, has_head: bool) -> None:
    """No bytes make the reader fail in another way than Broken, and none are lost."""
    whole = (b"HTTP/1.1 200 OK\r\n" if has_head else b"") + raw
    reader = ResponseReader(100)
    try:
        if not reader.feed(whole):
            reader.finish()
    except Broken:
        pass
    assert whole.startswith(bytes(reader.take()))
