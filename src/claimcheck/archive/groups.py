"""
Groups: the records of one attempt, completed by the metadata record that comes last.

It is told from those of single hops by its identifier, which is the attempt's.
"""

from collections import deque
from dataclasses import dataclass

from claimcheck.archive.facts import BadFacts, GroupFacts, read_facts
from claimcheck.archive.header import attempt_uri
from claimcheck.archive.members import Record
from claimcheck.core.captures import Place

_MAX_WAITING = 10_000
"""Records that wait for their metadata; an attempt has a few dozen at most."""


@dataclass(frozen=True, slots=True)
class Group:
    """
    What one metadata record closes. `flaw` says why the group is not whole, None when it is.

    `capture_place` is where the capture's response lies; `strays` counts records before the
    group that belong to nothing. `facts` is None when they cannot be read.
    """

    place: Place
    facts: GroupFacts | None
    capture_place: Place | None
    strays: int
    flaw: str | None


@dataclass(frozen=True, slots=True)
class _Waiting:
    type: str
    id: str
    place: Place


class Grouping:
    """Collects records in file order and gives a group for each metadata record."""

    def __init__(self) -> None:
        self._waiting: deque[_Waiting] = deque(maxlen=_MAX_WAITING)

    @property
    def waiting(self) -> int:
        """How many records no metadata record has closed yet."""
        return len(self._waiting)

    def add(self, record: Record) -> Group | None:
        """Take the next record; gives the group that it completes, if it does."""
        if record.type == "metadata" and record.field("warc-target-uri") == attempt_uri(record.id):
            return self._close(record)
        if record.type != "warcinfo":
            self._waiting.append(_Waiting(record.type, record.id, record.place))
        return None

    def _close(self, record: Record) -> Group:
        waiting = tuple(self._waiting)
        self._waiting.clear()
        try:
            facts = read_facts(record.block[:])
        except BadFacts as exc:
            return Group(record.place, None, None, len(waiting), str(exc))
        count = len(facts.records)
        members = waiting[len(waiting) - count :] if count <= len(waiting) else waiting
        place = _capture_place(facts, members)
        flaw = _flaw(record, facts, members) or (
            "its capture is not among its records" if facts.attempt.capture and not place else None
        )
        return Group(record.place, facts, place, len(waiting) - len(members), flaw)


def _capture_place(facts: GroupFacts, members: tuple[_Waiting, ...]) -> Place | None:
    capture = facts.attempt.capture
    kinds = ("revisit",) if capture and capture.refers_to else ("response", "resource")
    places = (m.place for m in members if capture and m.id == capture.id and m.type in kinds)
    return next(places, None)


def _flaw(record: Record, facts: GroupFacts, members: tuple[_Waiting, ...]) -> str | None:
    if record.id != facts.attempt.id:
        return "the facts are another attempt's"
    if tuple(member.id for member in members) != facts.records:
        return "records of the group are missing"
    return None
