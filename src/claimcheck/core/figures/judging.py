"""Judges whether two figures that compare are said of the same thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.core.figures import meaning
from claimcheck.core.figures.comparing import CLOSE, DIFFERS, MATCH, Likeness, compare
from claimcheck.core.figures.contexts import Said, Text, conflict
from claimcheck.core.figures.languages import LOOKED_AT_CHARS, writes_decimal_comma
from claimcheck.core.figures.numbers import CJK
from claimcheck.core.figures.values import IN_TIME, NAME, NUMBER, ORDINAL, SCORE, Figure

SHARED_FOR_CLASH = 0.5
"""The share of the claim's words that must stand around a figure before it can contradict."""
SHARED_FOR_CLASH_IN_TIME = 0.6
"""For years and dates, of which a page is full."""
SHARED_FOR_OTHER_UNIT = 0.3
"""The same number in another unit is telling by itself."""
SHARED_FOR_COUNT = 0.4
"""The share that ties a bare small number to the claim when its noun is another."""
TELLING_DIGITS = 3
"""A bare number of this many digits speaks for itself."""
PASSAGE_CHARS = 1_000
"""A text up to this long is a passage, which somebody found to be about the claim."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one claim is looked for in."""

    page: Text
    claimed: Sequence[Said]
    about: frozenset[str]
    claim: str
    whole_page: bool

    @property
    def is_passage(self) -> bool:
        """Whether the text is short enough to have been chosen for the claim."""
        return not self.whole_page and len(self.page.text) <= PASSAGE_CHARS


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of the source and what it says of the claim's."""

    result: str
    note: str
    said: Said


def judge(said: Said, there: Said, likeness: Likeness, look: Look) -> Found | None:
    """Say what a figure of the source says of the claim's; None when it is of another thing."""
    if likeness.result == DIFFERS:
        return _judge_clash(said, there, likeness, look)
    clash = conflict(said, there)
    if clash:
        return Found(DIFFERS, clash, there) if _is_tied(said, there, look) else None
    if likeness.far and not _is_likely(said, there, look):
        return None
    if said.figure.kind in (NUMBER, ORDINAL) and not _counts_the_same(said, there, look.about):
        return None
    if likeness.result == MATCH and _stands_alone(said, there, look):
        if look.whole_page:
            return None
        return Found(CLOSE, "nothing else there is the claim's", there)
    return Found(likeness.result, likeness.note, there)


def _stands_alone(said: Said, there: Said, look: Look) -> bool:
    """Whether a sentence in the claim's language shares the figure with it and no word."""
    if said.figure.kind in IN_TIME or said.figure.kind in (NAME, SCORE) or not there.words:
        return False
    if not look.about or look.about & there.words:
        return False
    if look.is_passage and there.figure.digits >= TELLING_DIGITS:
        return False
    if not share_a_language(look.claim, look.page.text):
        return False
    ways = {meaning.direction(each.lead, each.tail) for each in (said, there)}
    return (len(ways) > 1 or ways == {""}) and not _is_one_metric(said, there)


def _is_one_metric(said: Said, there: Said) -> bool:
    mine = meaning.metrics(said.lead, said.tail)
    return bool(mine) and not mine.isdisjoint(meaning.metrics(there.lead, there.tail))


def share_a_language(claim: str, passage: str) -> bool:
    """Whether two texts may be in one language, by their script and their decimal sign."""
    scripts = [re.search(rf"[{CJK}]", text[:LOOKED_AT_CHARS]) is None for text in (claim, passage)]
    return scripts[0] == scripts[1] and (
        writes_decimal_comma(claim) == writes_decimal_comma(passage)
    )


def _judge_clash(said: Said, there: Said, likeness: Likeness, look: Look) -> Found | None:
    if _is_another(there.figure, look) or (not likeness.same_number and conflict(said, there)):
        return None
    if likeness.same_number:
        same = look.is_passage or _share(look.about, there) >= SHARED_FOR_OTHER_UNIT
    elif not look.about:
        same = look.is_passage
    else:
        same = _speaks_of_the_same(said, there, look.about) or _is_the_only_one(said, there, look)
    return Found(DIFFERS, likeness.note, there) if same else None


def _is_the_only_one(said: Said, there: Said, look: Look) -> bool:
    """Whether claim and passage have one figure each of this kind and unit, and words in common."""
    in_time = said.figure.kind in IN_TIME
    least = SHARED_FOR_COUNT if in_time else SHARED_FOR_OTHER_UNIT
    if not look.is_passage or _share(look.about, there) < least:
        return False
    if said.figure.kind == NUMBER and _counts_another(said, there):
        return False
    mine = sum(compare(said.figure, other.figure) is not None for other in look.claimed)
    theirs = sum(compare(said.figure, other) is not None for other in look.page.figures)
    return mine == theirs == 1


def _is_likely(said: Said, there: Said, look: Look) -> bool:
    """Whether a figure that only the claim's words allow for is of what the claim counts."""
    beside = said.after & there.after or said.before & there.before
    return bool(beside) and _share(look.about, there) >= SHARED_FOR_OTHER_UNIT


def _is_tied(said: Said, there: Said, look: Look) -> bool:
    """Whether the source's sentence shares a word with the claim at all."""
    return look.is_passage or bool(look.about & there.words)


def _counts_the_same(said: Said, there: Said, about: frozenset[str]) -> bool:
    if max(said.figure.digits, len(said.figure.value.normalize().as_tuple().digits)) >= (
        TELLING_DIGITS
    ):
        return True
    if _is_one_metric(said, there):
        return True
    if not said.after or said.after & (there.after | there.before | there.words):
        return True
    return _share(about, there) >= SHARED_FOR_COUNT


def _speaks_of_the_same(said: Said, there: Said, about: frozenset[str]) -> bool:
    in_time = said.figure.kind in IN_TIME
    if said.figure.kind in (NUMBER, ORDINAL) and _counts_another(said, there):
        return False  # 48,200 passengers and 6,350 bicycles
    beside = bool(said.before & there.before or (not in_time and said.after & there.after))
    beside = beside or (in_time and not said.before)
    if said.figure.kind in (NAME, SCORE):
        beside = bool(about & there.words)
    if not in_time:
        beside = beside or bool(said.before & there.after or said.after & there.before)
    elif event := meaning.event(said.lead, said.tail):
        beside = beside or event == meaning.event(there.lead, there.tail)
    least = SHARED_FOR_CLASH_IN_TIME if in_time and not beside else SHARED_FOR_CLASH
    if said.figure.kind in (NAME, SCORE):
        least = SHARED_FOR_OTHER_UNIT
    return beside and _share(about, there) >= least


def _counts_another(said: Said, there: Said) -> bool:
    if said.tail[:1] > "\u3040" and said.tail[:1] == there.tail[:1]:
        return False  # the counter of Japanese, such as 人
    return bool(said.after and there.after and not said.after & there.after)


def _share(about: frozenset[str], there: Said) -> float:
    return len(about & there.words) / len(about) if about else 0.0


def _is_another(figure: Figure, look: Look) -> bool:
    """Whether the claim itself has this figure, for something else."""
    likenesses = (compare(said.figure, figure) for said in look.claimed)
    return any(likeness and likeness.result in (MATCH, CLOSE) for likeness in likenesses)
