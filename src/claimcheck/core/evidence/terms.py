"""What a claim and a text are compared by: words brought to a common form, and figures."""

import unicodedata
from functools import lru_cache

from claimcheck.core.figures import Figure, words

FIGURE_MARK = "#"
"""Opens a figure's term; no word does."""

_COMMON_LIST = """
year years time times people day days way thing man men woman women life world work works part
place case week weeks month months company number group problem fact new first last long great
little old right big high different small large next early young important few public bad good
best many two three one four five began begin begins beginning start started end ended become
becoming make making show showed take taken taking took give given gave giving go went come came
use used using find found know known think see seen look want tell told ask asked feel felt try
tried leave left call called keep kept let help helped turn turned play played run ran move moved
live lived believe hold held bring brought happen happened write provide sit stand lose pay met
meet include including included continue continued set learn change lead led understand watch
follow followed following stop create created speak spoke read allow add added spend grow open
walk offer remember love consider considered appear appeared wait serve die send expect stay cut
reach reached remain remained name named according later former current currently several major
main total various original around well put received receive during state member team home hand
night point water room mother area money story issue side kind head house service friend father
power hour game line never today own along result while
jahr jahre jahren zeit leute tag tage mensch menschen mann frau leben welt arbeit teil ort fall
woche monat firma zahl gruppe neu neue neuen erste ersten letzte letzten lang alt groß große
großen klein kleine gut viele zwei drei begann ende machen machte gehen kommen kam gab geben sagte
sagen laut ehemalige
an année années temps gens jour jours vie monde travail partie lieu cas semaine mois nombre groupe
nouveau nouvelle premier première dernier dernière grand grande petit petite bon deux trois fait
faire dit dire selon ancien ancienne début fin
año años tiempo gente día días vida mundo trabajo parte lugar caso semana mes número grupo nuevo
nueva primer primera último última grande pequeño bueno dos tres hacer hizo dijo decir según
antiguo inicio
"""


def _fold(word: str) -> str:
    """Take the accents off Latin letters, which pages leave out as often as not."""
    if word.isascii() or any(char > "\u024f" for char in word):
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def word_terms(word: str) -> tuple[str, ...]:
    """Give the terms of one word: its stem, pairs of characters in Chinese or Japanese, none."""
    return tuple(_fold(term) for term in words.word_terms(word))


def figure_term(figure: Figure) -> str:
    """Give the term of a figure: the same for the same kind, unit and value, however written."""
    value = figure.value.normalize()
    return f"{FIGURE_MARK}{figure.kind}:{figure.unit}:{value}".replace("\n", " ")


@lru_cache(maxsize=1)
def common_terms() -> frozenset[str]:
    """The words that any text may use, so that they tell little even where they are rare."""
    return frozenset(term for word in _COMMON_LIST.split() for term in word_terms(word))


def written_terms(text: str) -> list[tuple[str, str]]:
    """Give the terms of a text in order, each with the word as it is written."""
    return [(term, word) for word in words.WORD.findall(text) for term in word_terms(word)]
