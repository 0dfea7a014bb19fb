"""Records are exact, deterministic and cannot be injected into; facts survive both ways."""

import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.archive import header, records
from claimcheck.archive.facts import (
    MAX_FACTS_BYTES,
    BadFacts,
    GroupFacts,
    HopFacts,
    describe_hop,
    read_facts,
    write_facts,
)
from claimcheck.core.captures import AttemptFacts, CaptureFacts, Connected, TlsFacts
from claimcheck.core.outcomes import FiredRule, Method, Outcome, Quality, RobotsPolicy
from warc_support import MOVED, NOW, PAGE, Attempt, attempt, refer_to, with_capture

TIMES = st.datetimes(timezones=st.just(UTC))
TEXTS = st.text(max_size=30)
COUNTS = st.integers(0, 2**63 - 1)
FACTS = st.builds(
    GroupFacts,
    attempt=st.builds(
        AttemptFacts,
        id=TEXTS,
        source_url=TEXTS,
        started_at=TIMES,
        finished_at=TIMES,
        outcome=st.sampled_from(Outcome),
        reason=TEXTS,
        error=st.none() | TEXTS,
        tries=COUNTS,
        http_status=st.none() | COUNTS,
        final_url=st.none() | TEXTS,
        capture=st.none()
        | st.builds(
            CaptureFacts,
            id=TEXTS,
            captured_at=TIMES,
            http_status=st.none() | COUNTS,
            final_url=TEXTS,
            content_type=st.none() | TEXTS,
            payload_sha256=TEXTS,
            payload_bytes=COUNTS,
            quality=st.sampled_from(Quality),
            quality_reason=TEXTS,
            refers_to=st.none() | TEXTS,
            cut=st.none() | TEXTS,
            etag=st.none() | TEXTS,
            last_modified=st.none() | TEXTS,
            memento_at=st.none() | TIMES,
            rules=st.lists(st.builds(FiredRule, TEXTS, COUNTS, st.floats(0, 1)), max_size=2).map(
                tuple
            ),
        ),
        method=st.sampled_from(Method),
        asked_by=st.none() | TEXTS,
        original_name=st.none() | TEXTS,
        robots_policy=st.sampled_from(RobotsPolicy),
        robots_verdict=st.none() | TEXTS,
    ),
    hops=st.lists(
        st.builds(
            HopFacts,
            url=TEXTS,
            started_at=TIMES,
            seconds=st.floats(0, 1e6),
            status=st.none() | COUNTS,
            connected=st.none()
            | st.builds(
                Connected,
                answers=st.lists(TEXTS, max_size=2).map(tuple),
                peer=TEXTS,
                connect_seconds=st.floats(0, 1e6),
                reused=st.booleans(),
                tls=st.none() | st.builds(TlsFacts, TEXTS, TEXTS, TEXTS),
            ),
            cut=st.none() | TEXTS,
            robots=st.none() | TEXTS,
        ),
        max_size=3,
    ).map(tuple),
    records=st.lists(TEXTS, max_size=3).map(tuple),
    preceding_sha256=TEXTS,
)


def built_records(made: Attempt) -> list[bytes]:
    """The records of an attempt, decompressed."""
    return [zlib.decompress(member, 31) for member in members(made)]


def members(made: Attempt) -> list[bytes]:
    """The records of an attempt as they are written."""
    facts, exchanges, referred = made
    built = records.build_exchanges(facts, exchanges, (), referred)
    return [b"".join(record.member) for record, _ in built]


def test_the_same_facts_give_the_same_bytes() -> None:
    """Nothing in a group depends on the clock or on chance."""
    made = attempt(MOVED, PAGE)
    assert members(made) == members(made)


@given(st.text(), st.sampled_from(["https://example.org/", "", "x:"]))
def test_addresses_cannot_inject_headers(tail: str, start: str) -> None:
    """Whatever an address holds, it stays one line of visible ASCII."""
    encoded = header.encode_url(start + tail + "\r\nWARC-Type: response\r\n\r\n\ud800")
    assert encoded.isascii()
    assert encoded.isprintable()
    assert " " not in encoded
    assert encoded.startswith(start)


def test_hostile_addresses_stay_in_their_line() -> None:
    """An address with line ends gives a record with exactly the usual header lines."""
    usual, hostile = (
        built_records(attempt(PAGE, url=url))[0].split(b"\r\n\r\n")[0].split(b"\r\n")
        for url in ("https://example.org/", "https://example.org/\r\nWARC-Truncated: time\r\n\r\nx")
    )
    assert [line.split(b":")[0] for line in usual] == [line.split(b":")[0] for line in hostile]


def test_plain_addresses_are_kept() -> None:
    """An address that is already safe is written as it is."""
    url = "https://[2001:db8::1]:8080/a%20b;c?d=e&f=g,h#i!j'k(l)*m~n@o$p+q"
    assert header.encode_url(url) == url


@pytest.mark.parametrize(
    ("peer", "address"),
    [
        ("192.0.2.7:443", b"192.0.2.7"),
        ("[2001:db8::1]:443", b"2001:db8::1"),
        ("[fe80::1%eth0]:80", b"fe80::1"),  # the zone means nothing elsewhere
        ("192.0.2.7\r\nX: y:443", None),
        ("host.example:443", None),
        ("", None),
        (None, None),
    ],
)
def test_peer_address_is_an_address_or_left_out(peer: str | None, address: bytes | None) -> None:
    """WARC-IP-Address holds the bare address connected to, or is not there."""
    facts, (exchange,), referred = attempt(PAGE)
    connected = None if peer is None else replace(exchange.connected, peer=peer)
    record = built_records((facts, (replace(exchange, connected=connected),), referred))[0]
    lines = [line for line in record.split(b"\r\n") if line.startswith(b"WARC-IP-Address")]
    assert lines == ([b"WARC-IP-Address: " + address] if address else [])


@pytest.mark.parametrize(
    ("cut", "word"),
    [("length", b"length"), ("time", b"time"), ("odd\r\n", b"unspecified"), (None, None)],
)
def test_cut_answers_say_why(cut: str | None, word: bytes | None) -> None:
    """WARC-Truncated holds one of the words that WARC knows."""
    facts, (exchange,), referred = attempt(PAGE)
    record = built_records((facts, (replace(exchange, cut=cut),), referred))[0]
    lines = [line for line in record.split(b"\r\n") if line.startswith(b"WARC-Truncated")]
    assert lines == ([b"WARC-Truncated: " + word] if word else [])


EARLIER = attempt(PAGE)
REFUSED: list[tuple[str, Callable[[], Attempt]]] = [
    ("digest", lambda: changed(payload_sha256="0" * 64)),  # not the digest of the bytes
    ("UUID", lambda: changed(id="capture 1")),  # no identifier that WARC can hold
    ("UUID", lambda: changed(id="{0E0A0B7C-3C5F-4A57-9C66-5B1E3B6A1F00}")),
    ("revisit", lambda: changed(refers_to=EARLIER[0].id)),  # refers to nothing given
    ("revisit", lambda: (*attempt(PAGE)[:2], refer_to(EARLIER))),  # given, but not meant
    ("answer", lambda: (attempt(PAGE)[0], (), None)),  # a capture without bytes
    ("zone", lambda: changed(captured_at=datetime(2026, 1, 1))),  # noqa: DTZ001
]


def changed(**changes: object) -> Attempt:
    """An attempt whose capture claims something else."""
    facts, exchanges, referred = attempt(PAGE)
    return with_capture(facts, **changes), exchanges, referred


@pytest.mark.parametrize(("word", "make"), REFUSED)
def test_false_facts_are_not_archived(word: str, make: Callable[[], Attempt]) -> None:
    """Facts that do not agree with the bytes are refused, not written."""
    with pytest.raises(ValueError, match=word):
        members(make())


@given(FACTS)
def test_facts_survive_both_ways(facts: GroupFacts) -> None:
    """What is written is read back equal, times and all."""
    assert read_facts(write_facts(facts)) == facts


def test_times_are_written_in_utc() -> None:
    """A time in another zone is the same instant in UTC; a naive one is refused."""
    assert header.format_date(NOW.astimezone(timezone(timedelta(hours=5)))) == (
        "2026-03-04T05:06:07.891011Z"
    )
    with pytest.raises(ValueError, match="zone"):
        header.format_date(NOW.replace(tzinfo=None))


def facts_text(change: Callable[[dict[str, object]], object]) -> bytes:
    """A valid block of facts with one change, canonical otherwise."""
    made = attempt(PAGE)
    facts = GroupFacts(made[0], tuple(map(describe_hop, made[1])), ("a",), "b")
    document = json.loads(write_facts(facts))
    change(document)
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,  # deeper than the reader's stack
        b" " * (MAX_FACTS_BYTES + 1),
        facts_text(lambda d: d) + b" ",  # not canonical
        facts_text(lambda d: d.update(format="claimcheck-attempt/1")),
        facts_text(lambda d: d.update(extra=1)),
        facts_text(lambda d: d["attempt"].update(tries=-1)),
        facts_text(lambda d: d["attempt"].update(tries=True)),
        facts_text(lambda d: d["attempt"].update(tries=2**63)),
        facts_text(lambda d: d["attempt"].update(outcome="fine")),
        facts_text(lambda d: d["attempt"].update(started_at="2026-03-04T05:06:07")),
        facts_text(lambda d: d["attempt"].update(started_at="2026-03-04T05:06:07+01:00")),
        facts_text(lambda d: d["attempt"].update(error=["x"])),
        facts_text(lambda d: d["attempt"].pop("reason")),
        facts_text(lambda d: d["hops"][0].update(seconds=-1)),
        facts_text(lambda d: d["hops"][0].update(seconds=float("nan"))),
        facts_text(lambda d: d["hops"][0].update(seconds=10**400)),
        facts_text(lambda d: d["hops"][0].update(connected="none")),
        facts_text(lambda d: d.update(records={"a": 1})),
        facts_text(lambda d: d.update(hops=5)),
    ],
)
def test_facts_that_are_not_ours_are_refused(raw: bytes) -> None:
    """One documented error for everything that `write_facts` would not have written."""
    with pytest.raises(BadFacts):
        read_facts(raw)


@given(st.binary())
def test_hostile_facts_raise_nothing_else(raw: bytes) -> None:
    """Any bytes are facts of ours, or BadFacts."""
    with pytest.raises(BadFacts):
        read_facts(raw)
