"""The names of a claim, and whether a source has them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.core.figures.dates import MONTHS
from claimcheck.core.figures.words import STOP_WORDS
from claimcheck.core.status import FigureCheck

MAX_WORDS = 8
SPELLING_CHARS = 5
"""From about this length on, one letter more, less or changed is another spelling."""
MAX_ACRONYM_CHARS = 6
MAX_NAMES = 50
"""Names checked for one claim."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W_]*(?:['’-][^\W\d_]+)*"
_NAME = re.compile(
    rf"(?<![\w])(?:{_CAPITAL}\.?)(?:(?:\s(?:of|de|du|von|van|der|den|la|le|del|da|di|bin|al|the|&))"
    rf"{{0,2}}[ \u00a0](?:{_CAPITAL}\.?)){{0,{MAX_WORDS - 1}}}"
)
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,16}(?:[・＝][\u30a1-\u30fa\u30fc]{2,16}){1,3}")
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president minister chancellor senator judge"
    " governor mayor king queen prince princess general herr frau monsieur madame señor señora"
    " ceo chairman chief".split()
)
_NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag"
    " freitag samstag sonntag lundi mardi mercredi jeudi vendredi i i'm i'll".split()
)
_GERMAN = re.compile(r"(?<!\w)(?:der|die|das|und|ist|nicht|mit|ein|eine|auf|für)(?!\w)")
_LINKS = frozenset("of de du von van der den la le del da di bin al the and & for".split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


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
    for match in _NAME.finditer(text):
        name = _trimmed(text, match)
        if name and not (german and len(name.words) == 1 and not name.written.isupper()):
            found.append(name)
    for match in _KATAKANA.finditer(text):
        words = tuple(re.split("[・＝]", match[0]))
        found.append(Name(match[0], words, match.start()))
    return sorted(found, key=lambda name: name.start)


def _trimmed(text: str, match: re.Match[str]) -> Name | None:
    """Take titles, articles and what merely opens a sentence off the front of a name."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" “\"'„«(")
    opens = not before or before[-1] in ".!?:\n"
    start, words = match.start(), list(_WORD.finditer(match[0]))
    while words:
        folded = _fold(words[0][0])
        first_only = opens and words[0].start() == 0 and folded in _OPENING
        skipped = folded in _TITLES or folded in STOP_WORDS or folded in _LINKS or first_only
        if not skipped and folded not in MONTHS and folded not in _NO_NAMES:
            break
        words.pop(0)
    while words and _fold(words[-1][0]) in _LINKS:
        words.pop()
    if any(sign.isdigit() for word in words for sign in word[0]):
        return None  # checked with the figures: H100, GPT-5
    if not words or (len(words) == 1 and len(words[0][0]) < 2):
        return None
    written = match[0][words[0].start() : words[-1].end()]
    folded_words = tuple(_fold(word[0]) for word in words)
    return Name(written, folded_words, start + words[0].start(), opens and words[0].start() == 0)


_OPENING = frozenset("our both many most some such all each every several since while".split())


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").removesuffix("'s"))
    folded = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return folded.removesuffix("'s")


def check_names(claim: str, passage: str, *, whole_page: bool = False) -> tuple[FigureCheck, ...]:
    """
    Check whether a source has each name of a claim.

    `close`: a part of it alone, with more words between, as an acronym, in another spelling.
    `differs`: its last word stands there with another first name, and never with its own.
    Linear in the passage.
    """
    names = {name.words: name for name in find_names(claim)}
    source = _Source(passage) if names else None
    checks = (_check(name, source, whole_page) for name in list(names.values())[:MAX_NAMES] if source)
    return tuple(check for check in checks if check)


class _Source:
    """The words of a text by their folded form."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [(_fold(match[0]), match.span()) for match in _WORD.finditer(text)]
        self.places: dict[str, list[int]] = {}
        for place, (word, _) in enumerate(self.words):
            self.places.setdefault(word, []).append(place)

        kept = [(word[0], place) for place, (word, _) in enumerate(self.words) if word not in _LINKS]
        self.initials = ("".join(sign for sign, _ in kept), [place for _, place in kept])

    def written(self, first: int, last: int) -> str:
        """Give the text from one word to another."""
        return self.text[self.words[first][1][0] : self.words[last][1][1]]


def _check(name: Name, source: _Source, whole_page: bool) -> FigureCheck | None:
    words = tuple(word for word in name.words if word not in _LINKS)
    if name.opens and len(words) == 1 and not _is_name_there(words[0], source):
        return None  # `Revenue rose` opens with no name
    found = (
        _together(words, source)
        or _spread(words, source)
        or _acronym(name, source)
        or _respelled(words, source)
        or _other_first_name(words, source)
        or _part(words, source)
    )
    result, written, note = found or ("not_found", None, "")
    return FigureCheck("name", name.written, written, result, note=note, whole_page=whole_page)


Finding = tuple[str, str | None, str]


def _is_name_there(word: str, source: _Source) -> bool:
    places = source.places.get(word, [])[:50]
    return bool(places) and all(source.written(p, p)[0].isupper() for p in places)


def _together(words: tuple[str, ...], source: _Source) -> Finding | None:
    for place in source.places.get(words[0], [])[:1000]:
        there, at = [], place
        while len(there) < len(words) and at < len(source.words):
            if source.words[at][0] not in _LINKS or source.words[at][0] in words:
                there.append(source.words[at][0])
            at += 1
        if tuple(there) == words:
            return "match", source.written(place, at - 1), ""
    return None


def _spread(words: tuple[str, ...], source: _Source) -> Finding | None:
    """Find a name with a middle name or initial more, or turned round."""
    if len(words) < 2:
        return None
    first, last = words[0], words[-1]
    for place in source.places.get(last, [])[:1000]:
        near = [word for word, _ in source.words[max(0, place - 3) : place]]
        if first in near:
            start = max(0, place - 3) + near.index(first)
            return "close", source.written(start, place), "with other words between"
        if len(words) == 2 and source.words[place + 1 : place + 2] and (
            source.words[place + 1][0] == first
        ):
            return "close", source.written(place, place + 1), "turned round"
    return None


def _acronym(name: Name, source: _Source) -> Finding | None:
    words = [word for word in name.words if word not in _LINKS]
    if len(words) >= 3:
        short = "".join(word[0] for word in words)
        places = [p for p in source.places.get(short, []) if source.written(p, p).isupper()]
        return ("close", short.upper(), "as an acronym") if places else None
    if len(words) == 1 and name.written.isupper() and 3 <= len(words[0]) <= MAX_ACRONYM_CHARS:
        return _long_form(words[0], source)
    return None


def _long_form(short: str, source: _Source) -> Finding | None:
    """Find capitalised words in a row whose first letters are an acronym."""
    initials, places = source.initials
    at = initials.find(short)
    while at >= 0:
        first, last = places[at], places[at + len(short) - 1]
        if last - first < 2 * len(short):
            written = source.written(first, last)
            if all(w[0].isupper() for w in written.split() if _fold(w) not in _LINKS):
                return "close", written, "written out"
        at = initials.find(short, at + 1)
    return None


def _respelled(words: tuple[str, ...], source: _Source) -> Finding | None:
    """Find a name of which each word is there, or one that is a letter apart from it."""
    last, size = words[-1], len(words)
    near = [w for w in source.places if w[0] == last[0] and (w == last or _one_apart(w, last))]
    for word in near:
        for place in source.places[word][:20]:
            there = [w for w, _ in source.words[max(0, place - size + 1) : place + 1]]
            same = [a == b or _one_apart(a, b) for a, b in zip(there, words, strict=False)]
            if len(there) == size and all(same):
                return "close", source.written(place - size + 1, place), "spelled otherwise"
    return None


def _one_apart(a: str, b: str) -> bool:
    if min(len(a), len(b)) < SPELLING_CHARS - 2 or abs(len(a) - len(b)) > 1 or {a, b} == {f"{min(a, b)}s", min(a, b)}:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    return a[start + 1 :] == b[start:] or a[start:] == b[start + 1 :] or a[start + 1 :] == b[start + 1 :]


def _other_first_name(words: tuple[str, ...], source: _Source) -> Finding | None:
    """Find a person of that last name whose first name is another one."""
    if len(words) != 2 or words[0] in source.places:
        return None
    others = []
    for place in source.places.get(words[1], [])[:1000]:
        before = source.written(place - 1, place - 1) if place else ""
        gap = source.text[source.words[place - 1][1][1] : source.words[place][1][0]] if place else "."
        named = before[:1].isupper() and gap.isspace() and _fold(before) not in (_TITLES | STOP_WORDS)
        if not named or len(before) < 2:
            return None  # the last name alone may well be the same person
        others.append(source.written(place - 1, place))
    return ("differs", others[0], "another first name") if others else None


def _part(words: tuple[str, ...], source: _Source) -> Finding | None:
    if len(words) < 2:
        return None
    for word in (words[-1], words[0]):
        for place in source.places.get(word, [])[:20]:
            if len(word) > 2 and source.written(place, place)[:1].isupper():
                return "close", source.written(place, place), "a part of the name"
    return None


def same_person(one: str, other: str) -> bool:
    """Whether two names share their last word, or one is a part of the other."""
    a, b = _content(one), _content(other)
    return bool(a and b) and (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a))


def _content(name: str) -> list[str]:
    words: Iterable[str] = (_fold(match[0]) for match in _WORD.finditer(name))
    return [word for word in words if word not in _TITLES and word not in _LINKS]
