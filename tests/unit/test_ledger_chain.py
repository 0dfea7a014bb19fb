"""The chain: whole as it was written, broken by any change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core import ledger
from claimcheck.core.ledger import Action, Event, Head, Step

AT = datetime(2026, 3, 24, 9, 0, 0, 123456, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
bodies = st.dictionaries(texts, st.none() | st.integers() | texts | st.lists(texts), max_size=3)
steps = st.builds(Step, st.sampled_from(Action), texts, bodies)
chains = st.lists(steps, min_size=1, max_size=6)


def chained(steps: list[Step]) -> list[Event]:
    return ledger.chain(steps, ledger.EMPTY, at=AT, actor="checker")


def problems(events: list[Event]) -> list[str]:
    return [problem.problem for problem in ledger.check_chain(events)]


@given(chains, chains)
def test_a_chain_holds_however_it_was_written(first: list[Step], second: list[Step]) -> None:
    """Steps chained in one go or in several give the same whole chain."""
    events = chained(first)
    head = Head(events[-1].number, events[-1].hash)
    events += ledger.chain(second, head, at=AT, actor="checker")
    assert problems(events) == []
    assert events == chained([*first, *second])


CHANGES = {
    "number": lambda e: e.number + 1,
    "at": lambda e: e.at + timedelta(microseconds=1),
    "actor": lambda e: e.actor + "x",
    "action": lambda e: e.action + "x",
    "subject": lambda e: e.subject + "\x00",
    "body": lambda e: e.body + " ",
    "prev_hash": lambda e: "f" * 64,
    "hash": lambda e: "f" * 64,
}


@given(chains, st.data())
@pytest.mark.parametrize("field", CHANGES)
def test_any_change_is_found(field: str, steps: list[Step], data: st.DataObject) -> None:
    """Whichever field of whichever event is changed, the check finds it at that event."""
    events = chained(steps)
    place = data.draw(st.integers(0, len(events) - 1))
    events[place] = replace(events[place], **{field: CHANGES[field](events[place])})
    assert min(p.event for p in ledger.check_chain(events)) == place + 1


@given(chains.filter(lambda steps: len(steps) > 1), st.data())
def test_a_lost_event_is_missed(steps: list[Step], data: st.DataObject) -> None:
    """An event that is gone from the middle, or two that changed places, break the chain."""
    events = chained(steps)
    place = data.draw(st.integers(0, len(events) - 2))
    assert problems(events[:place] + events[place + 1 :])
    events[place], events[place + 1] = events[place + 1], events[place]
    assert problems(events)


def test_what_moves_between_fields_changes_the_hash() -> None:
    """Fields cannot lend each other letters: where one ends is part of what is hashed."""
    one, other = (
        ledger.chain([Step(Action.CLAIM_NOTED, subject, {})], ledger.EMPTY, at=AT, actor=actor)[0]
        for actor, subject in (("ab", "c"), ("a", "bc"))
    )
    assert one.hash != other.hash


def test_a_time_is_written_in_one_way() -> None:
    """The same instant gives the same hash, in whatever zone it was said."""
    elsewhere = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert ledger.written(elsewhere) == ledger.written(AT) == "2026-03-24T09:00:00.123456Z"
    assert ledger.written(AT.replace(microsecond=0)).endswith(":00.000000Z")


def test_json_is_written_in_one_way() -> None:
    """The order of keys does not matter, and letters stand for themselves."""
    assert ledger.canonical({"b": "ä", "a": [1, None]}) == '{"a":[1,null],"b":"ä"}'


HEADS = [
    # the head as it is, an older one, and none at all
    ((Head(3, "c"), Head(1, "a")), []),
    ((ledger.EMPTY,), []),
    ((), []),
    # seen longer than it is
    ((Head(4, "d"),), ["the tail is cut: a witness saw 4 events, 3 are left"]),
    # seen with another hash
    ((Head(2, "x"), Head(3, "c")), ["rewritten: the hash is not the one a witness saw"]),
]


@pytest.mark.parametrize(("heads", "found"), HEADS)
def test_a_witness_tells_a_cut_from_a_rewriting(heads: tuple[Head, ...], found: list[str]) -> None:
    """Heads kept outside show a cut tail and a chain hashed anew."""
    said = [p.problem for p in ledger.check_heads(heads, ["a", "b", "c"])]
    assert said == found
