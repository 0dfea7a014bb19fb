"""What a claim and a text are compared by: words brought to a common form, and figures."""

import re
import unicodedata
from functools import cache, lru_cache

from claimcheck.core.evidence.languages import small_words, stem
from claimcheck.core.figures import Figure

FIGURE_MARK = "#"
"""Opens a figure's term; no word does."""

_COMMON_WORDS = {
    "english": """
        year time people day way thing man men woman women life world work part place case week
        month company number group problem fact new first last long great little old right big
        high different small large next early young important few public bad good best many two
        three one four five begin began begun start end become show showed shown make take took
        taken give gave given go gone come use find found know known think see seen look want tell
        told ask feel felt try leave left call keep kept let help turn play run ran move live
        believe hold held bring brought happen write provide sit stand lose pay met meet include
        continue set learn change lead led understand watch follow stop create speak spoke read
        allow add spend grow open walk offer remember love consider appear wait serve send expect
        stay cut reach remain name according later former current several major main total various
        original around put receive state member team home hand night point water room story issue
        side kind head house service friend hour game line never today along result""",
    "german": """
        jahr zeit leute tag mensch mann frau leben welt arbeit teil ort fall woche monat firma zahl
        gruppe neu neue neuen erste ersten letzte letzten lang alt groß große großen klein kleine
        gut viele zwei drei begann ende machen machte gehen kommen kam gab geben sagte sagen laut
        ehemalige""",
    "french": """
        an année temps gens jour vie monde travail partie lieu cas semaine mois nombre groupe
        nouveau nouvelle premier première dernier dernière grand grande petit petite bon deux trois
        fait faire dit dire selon ancien ancienne début fin""",
    "spanish": """
        año tiempo gente día vida mundo trabajo parte lugar caso semana mes número grupo nuevo
        nueva primer primera último última grande pequeño bueno dos tres hacer hizo dijo decir
        según antiguo inicio""",
}
# Scripts that are written without spaces: their words are taken as pairs of characters.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_LAST_LATIN = "\u024f"


@lru_cache(maxsize=100_000)
def word_terms(word: str, language: str) -> tuple[str, ...]:
    """Give the terms of one word: its stem, pairs of characters in Chinese or Japanese, none."""
    folded = word.casefold().replace("’", "'")
    if folded[0].isdigit():
        return (folded.replace(",", ""),)
    if _UNSPACED.search(folded):
        return tuple(folded[i : i + 2] for i in range(max(1, len(folded) - 1)))
    folded = folded.removesuffix("'s")
    head, elided, rest = folded.partition("'")
    if elided and len(head) <= 2 and rest:  # l'eau, d'un
        folded = rest
    if folded in small_words(language) and not _is_name(word):
        return ()
    return (_fold(stem(folded, language)),)


def _is_name(word: str) -> bool:
    """Whether a small word is none as it is written: the US, the WHO, the month of May."""
    return word == "May" or (word.isupper() and len(word) > 1)


def _fold(word: str) -> str:
    """Take the accents off Latin letters, which pages leave out as often as not."""
    if word.isascii() or max(word) > _LAST_LATIN:
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(char for char in parts if not unicodedata.combining(char))


@cache
def common_terms(language: str) -> frozenset[str]:
    """The words that any text may use, so that they tell little even where they are rare."""
    words = _COMMON_WORDS.get(language, "").split()
    return frozenset(term for word in words for term in word_terms(word, language))


def figure_term(figure: Figure) -> str:
    """Give the term of a figure: the same for the same kind, unit and value, however written."""
    return f"{FIGURE_MARK}{figure.kind}:{figure.unit}:{figure.value.normalize()}"


def is_figure(term: str) -> bool:
    """Whether a term is a figure's."""
    return term.startswith(FIGURE_MARK)
