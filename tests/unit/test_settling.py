"""From what a fetch brought back to the facts that are kept."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.captures import NOT_HTTP, Ask, Exchange, Fetched
from claimcheck.core.outcomes import Outcome, Quality
from claimcheck.core.settling import Settled, as_unchanged, settle, storable

NOW = datetime(2026, 3, 24, 9, 0, tzinfo=UTC)
URL = "http://example.org/page"
BODY = b"The ferry carried 4,200 people in May. It stopped for a week in June."


def answer(body: bytes = BODY, *, status: bytes = b"200 OK", headers: bytes = b"") -> bytes:
    """A whole answer as on the wire."""
    head = b"HTTP/1.1 %s\r\nContent-Type: text/plain\r\n%s" % (status, headers)
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def chunked(body: bytes = BODY) -> bytes:
    """The same answer in chunks."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


def exchange(response: bytes, url: str = URL, cut: str | None = None) -> Exchange:
    """One exchange, a second after the attempt began."""
    return Exchange(
        url=url,
        started_at=NOW + timedelta(seconds=1),
        seconds=0.1,
        request=b"GET /page HTTP/1.1\r\n\r\n",
        response=response,
        status=200 if response else None,
        cut=cut,
    )


def settled(
    *exchanges: Exchange, outcome: Outcome = Outcome.ARCHIVED, reason: str = "200"
) -> Settled:
    """An attempt with these exchanges, settled."""
    fetched = Fetched(
        ask=Ask(URL),
        started_at=NOW,
        finished_at=NOW + timedelta(seconds=2),
        outcome=outcome,
        reason=reason,
        error=None,
        tries=len(exchanges),
        exchanges=exchanges,
    )
    return settle(fetched, attempt_id="attempt", capture_id="capture")


def test_a_page() -> None:
    """The last exchange counts: its address, status, time, and the digest of its entity."""
    found = settled(exchange(answer(b"moved")), exchange(answer(), "http://example.org/new"))
    capture = found.facts.capture
    assert capture is not None
    assert (found.facts.final_url, found.facts.http_status) == ("http://example.org/new", 200)
    assert (capture.captured_at, capture.final_url) == (
        NOW + timedelta(seconds=1),
        "http://example.org/new",
    )
    assert (capture.payload_sha256, capture.payload_bytes) == (
        sha256(BODY).hexdigest(),
        len(BODY),
    )
    assert (capture.quality, capture.content_type) == (Quality.OK, "text/plain")
    assert found.document is not None
    assert found.document.text == BODY.decode()


# What there is of an answer: none of it makes a capture.
NO_ANSWER = (
    # the server was never reached
    (),
    # reached, but it said nothing
    (exchange(b""),),
    # what it said is no HTTP
    (exchange(b"SSH-2.0-OpenSSH_9.2\r\n"),),
)


@pytest.mark.parametrize("exchanges", NO_ANSWER)
def test_no_answer(exchanges: tuple[Exchange, ...]) -> None:
    """Without an answer there is an attempt, and neither capture nor document."""
    found = settled(*exchanges, outcome=Outcome.CONNECT_ERROR)
    assert (found.facts.capture, found.document, found.message) == (None, None, None)
    assert (found.facts.outcome, found.facts.http_status) == (Outcome.CONNECT_ERROR, None)


def test_digest_is_of_the_entity() -> None:
    """Chunks are framing and leave the digest alone; a content coding is part of the entity."""
    plain, pieces = settled(exchange(answer())), settled(exchange(chunked()))
    packed = gzip.compress(BODY, mtime=0)
    coded = settled(exchange(answer(packed, headers=b"Content-Encoding: gzip\r\n")))
    digests = [s.facts.capture.payload_sha256 for s in (plain, pieces, coded) if s.facts.capture]
    assert digests == [sha256(BODY).hexdigest()] * 2 + [sha256(packed).hexdigest()]
    assert coded.document == plain.document


def test_unknown_coding() -> None:
    """A body that cannot be decoded is a capture whose document says why there is no text."""
    found = settled(exchange(answer(headers=b"Content-Encoding: rot13\r\n")))
    assert found.facts.capture is not None
    assert found.document is not None
    assert found.document.text == ""
    assert "content coding" in (found.document.unread_reason or "")


PRESSED = gzip.compress(BODY * 50, mtime=0)
# What of a gzip stream came, all of it within its Content-Length, and what the capture is.
STREAMS = (
    (PRESSED, Quality.OK),
    # what follows the stream is no part of it
    (PRESSED + b"\0" * 20, Quality.OK),
    # torn in its last block, and in the check behind it
    (PRESSED[:-20], Quality.TRUNCATED),
    (PRESSED[:-4], Quality.TRUNCATED),
)


@pytest.mark.parametrize(("stream", "quality"), STREAMS, ids=range(len(STREAMS)))
def test_a_torn_coding(stream: bytes, quality: Quality) -> None:
    """A page whose compressed content is not whole is marked, though its length holds."""
    found = settled(exchange(answer(stream, headers=b"Content-Encoding: gzip\r\n")))
    assert found.facts.capture is not None
    assert found.facts.capture.quality is quality
    assert found.document is not None
    assert found.document.text.startswith(BODY.decode()[:20])


def test_broken_head() -> None:
    """An answer whose head is not HTTP is kept, and is no evidence however well it reads."""
    broken = answer(headers=b"Content-Length: 9\r\n")
    found = settled(exchange(broken), outcome=Outcome.PROTOCOL_ERROR, reason=NOT_HTTP)
    assert found.facts.capture is not None
    assert found.facts.capture.quality is Quality.ERROR_PAGE


def test_challenge() -> None:
    """A robot check is `blocked`, though the server called it a success."""
    wall = b"<title>Just a moment...</title><p>Checking your browser"
    raw = answer(wall).replace(b"text/plain", b"text/html")
    found = settled(exchange(raw))
    assert (found.facts.outcome, found.facts.reason) == (Outcome.BLOCKED, "challenge")
    assert found.facts.error
    # What failed for another reason keeps that.
    assert settled(exchange(raw), outcome=Outcome.TOO_LARGE).facts.outcome is Outcome.TOO_LARGE


# How an answer compares with the earlier one, and whether it becomes a revisit of that.
PAIRS = (
    # the same all through
    (answer(), answer(), True),
    # another date
    (answer(), answer(headers=b"Date: now\r\n"), True),
    # other framing, either way
    (answer(), chunked(), False),
    (chunked(), answer(), False),
    # said to be in another coding
    (answer(), answer(headers=b"Content-Encoding: gzip\r\n"), False),
    # nothing to refer to
    (answer(b""), answer(b""), False),
)


@pytest.mark.parametrize(("earlier", "later", "revisit"), PAIRS)
def test_unchanged(earlier: bytes, later: bytes, revisit: bool) -> None:
    """The same payload is `unchanged`; a revisit only where the old body fits the new head."""
    facts = as_unchanged(
        settled(exchange(later)), capture_id="first", message=settled(exchange(earlier)).message
    )
    assert (facts.outcome, facts.reason) == (Outcome.UNCHANGED, "same payload")
    assert facts.capture is not None
    assert facts.capture.refers_to == ("first" if revisit else None)


def test_unchanged_without_the_earlier_answer() -> None:
    """Nothing refers to an answer that cannot be read any more."""
    facts = as_unchanged(settled(exchange(answer())), capture_id="first", message=None)
    assert facts.outcome is Outcome.UNCHANGED
    assert facts.capture is not None
    assert facts.capture.refers_to is None


def test_only_an_answer_can_be_unchanged() -> None:
    """To call an attempt without an answer unchanged is a mistake of the caller."""
    nothing = settled(outcome=Outcome.TIMEOUT)
    with pytest.raises(ValueError, match="only an answer"):
        as_unchanged(nothing, capture_id="first", message=None)


def test_only_the_outcome_changes() -> None:
    """Being unchanged leaves every other fact of the attempt as it was."""
    now = settled(exchange(answer()))
    facts = as_unchanged(now, capture_id="first", message=now.message)
    assert facts.capture is not None
    back = replace(
        facts,
        outcome=Outcome.ARCHIVED,
        reason="200",
        capture=replace(facts.capture, refers_to=None),
    )
    assert back == now.facts


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_storable(text: str) -> None:
    """What comes out can be stored, has the length of what went in, and is stored as it is."""
    kept = storable(text)
    assert "\x00" not in kept
    kept.encode("utf-8")
    assert len(kept) == len(text)
    assert storable(kept) == kept


@pytest.mark.parametrize("text", ["", "plain", "Fähre 🛳", "line\nbreak\ttab", "\x01\x7f\ufffe"])
def test_storable_leaves_the_rest(text: str) -> None:
    """Only what a database refuses is replaced."""
    assert storable(text) == text
