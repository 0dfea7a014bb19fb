"""Tells how a text writes its numbers, by the small words of its language."""

import re
from functools import lru_cache

LOOKED_AT_CHARS = 2_000
_POINT_LIST = "the and of was were is with from that this has by it its for their"
_COMMA_LIST = (
    "der die das und ist im mit auf von zu den dem für nicht ein eine um am"
    " la unas unos le les des est dans une par sur avec de du et il el los las es en por"
    " con una del se y"
    " il di che per della van het een op met voor od na w i och att på"
)
_POINT, _COMMA = frozenset(_POINT_LIST.split()), frozenset(_COMMA_LIST.split())
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)
def writes_decimal_comma(text: str) -> bool:
    """Whether a text is in a language that writes one and a half as `1,5`."""
    words = _WORD.findall(text[:LOOKED_AT_CHARS].lower())
    return sum(map(_COMMA.__contains__, words)) > 2 * sum(map(_POINT.__contains__, words))
