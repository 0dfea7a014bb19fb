"""Words that carry meaning, brought to a common form, for telling what two texts share."""

import re
from functools import lru_cache

_STOP_LIST = """
a about above across after again against all almost along already also although always am among an
and another any are around as at away be became because been before behind being below between both
but by came can could did do does doing done down during each either else ever every few for from
further get got had has have having he her here hers him his how however i if in into is it its
itself just last least less made make many may me might mine more most much must my near neither
next no nor not now of off often on once one only onto or other others our ours out over own per
perhaps quite rather really said same say says she should since so some still such than that the
their theirs them then there these they this those though through thus to together too toward
towards under until up upon us very via was we well went were what when where whether which while
who whom whose why will with within without would yet you your yours
der die das den dem des ein eine einer eines einem einen und oder aber auch nicht ist sind war
waren wird werden wurde wurden hat haben hatte sich im am zu zum zur von vom mit bei für auf aus
als wie nach vor über unter dass es er sie wir ihr
le la les un une du et ou mais est sont était dans par pour sur avec sans ce cette ces il elle ils
elles qui que dont plus pas ne se sa son ses au aux en de
el los las una unos del y o pero es son fue fueron con por para sin este esta estos su sus lo
"""
STOP_WORDS = frozenset(_STOP_LIST.split())

WORD = re.compile(r"[^\W\d_]{1,60}(?:['’][^\W\d_]{1,20})?|\d{1,30}(?:[.,]\d{1,30})*")
"""A run of letters or a number as it is written; bounded, for a page may be one long word."""

# Scripts that are written without spaces: their words are taken as pairs of characters.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_SUFFIXES = (
    ("ational", "ate"),
    ("ization", "ize"),
    ("isation", "ize"),
    ("ations", "ate"),
    ("ation", "ate"),
    ("iness", "y"),
    ("ments", "ment"),
    ("ingly", ""),
    ("edly", ""),
    ("ings", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ers", "er"),
    ("ed", ""),
    ("es", "e"),
    ("ly", ""),
    ("s", ""),
)
MIN_STEM_CHARS = 3


def terms(text: str) -> list[str]:
    """Give the meaningful terms of a text in order, stop words left out."""
    return [term for word in WORD.findall(text) for term in word_terms(word)]


@lru_cache(maxsize=65536)
def word_terms(word: str) -> tuple[str, ...]:
    """Give the terms of one word: its stem, pairs of characters in Chinese or Japanese, none."""
    folded = word.casefold().replace("’", "'")
    if folded[0].isdigit():
        return (folded.replace(",", ""),)
    folded = folded.removesuffix("'s")
    if _UNSPACED.search(folded):
        return tuple(folded[i : i + 2] for i in range(max(1, len(folded) - 1)))
    return () if folded in STOP_WORDS else (stem(folded),)


def stem(word: str) -> str:
    """
    Cut the commonest English endings, so that `rises`, `rising` and `rise` are one term.

    Rough on purpose: both sides of a comparison go through it, so it need not give a word.
    """
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= MIN_STEM_CHARS:
            if suffix == "s" and word.endswith(("ss", "us", "is")):
                break
            word = word[: -len(suffix)] + instead
            break
    if len(word) > MIN_STEM_CHARS and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > MIN_STEM_CHARS else word


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text one after another, whatever their case."""
    sought, found = (" ".join(WORD.findall(part.casefold())) for part in (words, text))
    return f" {sought} " in f" {found} "
