"""Finds the names of a text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.core.figures.dates import MONTHS
from claimcheck.core.figures.words import STOP_WORDS

MAX_WORDS = 8

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я][^\W_]*(?:['’-][^\W_]+)*"
_NAME = re.compile(
    rf"(?:(?<![\w-])(?<!\w['’])|(?<=\b[ldLD]['’]))(?:{_CAPITAL}\.?)(?:(?:\s(?:of|de|du|von|van|der|den|la|le|del|da|di|bin|al|the|&))"
    rf"{{0,2}}[ \u00a0](?:{_CAPITAL}\.?)){{0,{MAX_WORDS - 1}}}"
)
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,16}(?:[・＝][\u30a1-\u30fa\u30fc]{2,16}){1,3}")
_TITLES_LIST = (
    "mr mrs ms miss dr prof professor sir dame lord lady president minister chancellor senator"
    " judge governor mayor king queen prince princess general herr frau monsieur madame señor"
    " señora ceo chairman chief"
)
TITLES = frozenset(_TITLES_LIST.split())
_NO_NAMES_LIST = (
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag"
    " freitag samstag sonntag lundi mardi mercredi jeudi vendredi i i'm i'll"
)
_NO_NAMES = frozenset(_NO_NAMES_LIST.split())
_OF = re.compile(r"\sof\s(?:the\s)?")
_BODY_LIST = (
    "bank university ministry department court council institute office republic kingdom academy"
    " school college museum bureau board church society union association states organization"
    " organisation house committee commission chamber league federation bureau center centre"
)
_BODIES = frozenset(_BODY_LIST.split())
_GERMAN = re.compile(r"(?<!\w)(?:der|die|das|und|ist|nicht|mit|ein|eine|auf|für)(?!\w)")
_LINKS_LIST = "of de du von van der den la le del da di bin al the and & for"
LINKS = frozenset(_LINKS_LIST.split())
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, its words folded, and where it stands."""

    written: str
    words: tuple[str, ...]
    start: int
    opens: bool = False


def find_names(text: str) -> list[Name]:
    """
    Find the names of a text: runs of capitalised words, and katakana with a dot between.

    Words that only open a sentence, titles, months and days are left out, and in German single
    words, since every noun has a capital there. Linear in the text.
    """
    german = len(_GERMAN.findall(text[:4_000])) >= 2
    found = []
    for start, end in (span for match in _NAME.finditer(text) for span in _people_apart(match)):
        name = _trimmed(text, start, end)
        if name and not (german and len(name.words) == 1 and not name.written.isupper()):
            found.append(name)
    for match in _KATAKANA.finditer(text):
        words = tuple(re.split("[・＝]", match[0]))
        found.append(Name(match[0], words, match.start()))
    return sorted(found, key=lambda name: name.start)


def _people_apart(match: re.Match[str]) -> list[tuple[int, int]]:
    """Part a person from a place: `Marie Curie of Ghent` is two, `the Bank of England` one."""
    start, end = match.span()
    joint = _OF.search(match[0])
    before = [fold(word[0]) for word in WORD.finditer(match[0][: joint.start()])] if joint else []
    names = [word for word in before if word not in TITLES and word not in STOP_WORDS]
    if joint is None or len(names) < 2 or _BODIES.intersection(names):
        return [(start, end)]
    return [(start, start + joint.start()), (start + joint.end(), end)]


def _trimmed(text: str, start: int, end: int) -> Name | None:
    """Take titles, articles and what merely opens a sentence off the front of a name."""
    run = text[start:end]
    before = text[max(0, start - 3) : start].rstrip(" “\"'„«(")
    opens = not before or before[-1] in ".!?:\n"
    words = list(WORD.finditer(run))
    while words:
        folded = fold(words[0][0])
        first_only = opens and words[0].start() == 0 and folded in OPENING
        skipped = folded in TITLES or folded in STOP_WORDS or folded in LINKS or first_only
        if not skipped and folded not in MONTHS and folded not in _NO_NAMES:
            break
        words.pop(0)
    while words and fold(words[-1][0]) in LINKS:
        words.pop()
    if any(sign.isdigit() for word in words for sign in word[0]):
        return None  # checked with the figures: H100, GPT-5
    if not words or (len(words) == 1 and len(words[0][0]) < 2):
        return None
    written = run[words[0].start() : words[-1].end()]
    written = written.removesuffix("'s").removesuffix("’s")
    folded_words = tuple(fold(word[0]) for word in words)
    return Name(written, folded_words, start + words[0].start(), opens and words[0].start() == 0)


_OPENING_LIST = (
    "our both many most some such all each every several since while later then meanwhile today"
    " yesterday earlier also however instead still now finally"
)
OPENING = frozenset(_OPENING_LIST.split())


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Bring a word of a name to a common form, without accents, case and possessive."""
    if word.isascii():
        return word.lower().removesuffix("'s").removeprefix("l'").removeprefix("d'")
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").removesuffix("'s"))
    folded = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return folded.removesuffix("'s").removeprefix("l'").removeprefix("d'")


def same_person(one: str, other: str) -> bool:
    """Whether two names share their last word, or one is a part of the other."""
    a, b = _content(one), _content(other)
    return bool(a and b) and (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a))


def _content(name: str) -> list[str]:
    words = (fold(match[0]) for match in WORD.finditer(name))
    return [word for word in words if word not in TITLES and word not in LINKS]
