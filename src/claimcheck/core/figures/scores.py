"""Reads the score of a game or a vote: 5–2, 10-7."""

import re
from decimal import Decimal

from claimcheck.core.figures.values import SCORE, Figure

_SCORE = re.compile(
    r"(\d{1,3})[-–—](\d{1,3})(?![\w%°-]|[–—.,]\d"
    r"|\s?(?:percent|per cent|million|billion|(?:year|day|hour|week|month|minute)s?\b))"
)
_GAME = re.compile(
    r"\b(?:w[io]n|wins|winning|beat|beats|beating|defeat\w*|los[ets]\w*|lead\w*|led|score\w*|draw|drew"
    r"|victory|down|up|ahead|vote\w*|ruling|match|final|game|siegte?\w*|gewann|verlor|unentschieden"
    r"|battu\w*|victoire|ganó|venció|perdió|empat\w*)\b",
    re.I,
)
_SLASHED = re.compile(r"(\d{1,3})/(\d{1,3})(?![\w/%-]|[.,]\d)")
LOOK_AROUND_CHARS = 60


def read_score(text: str, start: int) -> Figure | None:
    """
    Read a score; `3-5` without a word of playing near it is a range, which never falls.

    Its value is the higher number * 1000 + the lower: who is named first says nothing.
    """
    if match := _SLASHED.match(text, start):
        return _slashed(text, match)
    match = _SCORE.match(text, start)
    if match is None or (start and text[start - 1] in "$€£¥.,-–/:" + "0123456789"):
        return None
    first, second = int(match[1]), int(match[2])
    near = text[max(0, start - LOOK_AROUND_CHARS) : match.end() + LOOK_AROUND_CHARS]
    if text[start - 1 : start].isalpha():
        return None
    if first <= second and not _GAME.search(near):
        return None
    value = Decimal(max(first, second) * 1000 + min(first, second))
    return Figure(SCORE, value, "", Decimal(1), "", *match.span(), digits=2)


def _slashed(text: str, match: re.Match[str]) -> Figure | None:
    """Read `24/7` and `50/50`, whose order says something."""
    start = match.start()
    if start and (text[start - 1].isalnum() or text[start - 1] in "/.-,:"):
        return None
    value = Decimal(int(match[1]) * 1000 + int(match[2]))
    return Figure(SCORE, value, "/", Decimal(1), "", *match.span(), digits=2)
