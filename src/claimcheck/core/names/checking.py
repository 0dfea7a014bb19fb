"""Checks whether a source has the names of a claim."""

from functools import cached_property, lru_cache

from claimcheck.core.figures.words import STOP_WORDS
from claimcheck.core.names.finding import LINKS, OPENING, TITLES, WORD, Name, find_names, fold
from claimcheck.core.status import FigureCheck

SPELLING_CHARS = 5
"""From about this length on, one letter more, less or changed is another spelling."""
MAX_ACRONYM_CHARS = 6
MAX_NAMES = 50
"""Names checked for one claim."""


def check_names(claim: str, passage: str, *, whole_page: bool = False) -> tuple[FigureCheck, ...]:
    """
    Check whether a source has each name of a claim.

    `close`: a part of it alone, with more words between, as an acronym, in another spelling.
    `differs`: its last word stands there with another first name, and never with its own.
    Linear in the passage.
    """
    names = claimed_names(claim)
    source = read_source(passage) if names else None
    checks = (_check(name, source, whole_page) for name in names if source)
    return tuple(check for check in checks if check)


@lru_cache(maxsize=1_024)
def claimed_names(claim: str) -> tuple[Name, ...]:
    """Find the names of a claim, each once."""
    names = {name.words: name for name in find_names(claim)}
    return tuple(names.values())[:MAX_NAMES]


@lru_cache(maxsize=4)
def read_source(text: str) -> "_Source":
    """Read the words of a text once for all claims that are checked against it."""
    return _Source(text)


class _Source:
    """The words of a text by their folded form."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [(fold(match[0]), match.span()) for match in WORD.finditer(text)]
        self.places: dict[str, list[int]] = {}
        for place, (word, _) in enumerate(self.words):
            self.places.setdefault(word, []).append(place)

    @cached_property
    def initials(self) -> tuple[str, list[int]]:
        """The first letters of all words but `of` and the like, and the places of these."""
        kept = [(word[0], place) for place, (word, _) in enumerate(self.words) if word not in LINKS]
        return "".join(sign for sign, _ in kept), [place for _, place in kept]

    def written(self, first: int, last: int) -> str:
        """Give the text from one word to another."""
        return self.text[self.words[first][1][0] : self.words[last][1][1]]


def _check(name: Name, source: _Source, whole_page: bool) -> FigureCheck | None:
    words = tuple(word for word in name.words if word not in LINKS)
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
        there: list[str] = []
        at = place
        while len(there) < len(words) and at < len(source.words):
            if source.words[at][0] not in LINKS or source.words[at][0] in words:
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
        if (
            len(words) == 2
            and source.words[place + 1 : place + 2]
            and (source.words[place + 1][0] == first)
        ):
            return "close", source.written(place, place + 1), "turned round"
    return None


def _acronym(name: Name, source: _Source) -> Finding | None:
    words = [word for word in name.words if word not in LINKS]
    if len(words) >= 3:
        short = "".join(word[0] for word in words)
        places = [p for p in source.places.get(short, []) if source.written(p, p).isupper()]
        return ("close", short.upper(), "as an acronym") if places else None
    return _long_form(words[0], source) if is_acronym(name) else None


def is_acronym(name: Name) -> bool:
    """Whether a name is one word of capitals that a source may write out."""
    short = len(name.words) == 1 and 3 <= len(name.words[0]) <= MAX_ACRONYM_CHARS
    return short and name.written.isupper()


def _long_form(short: str, source: _Source) -> Finding | None:
    """Find capitalised words in a row whose first letters are an acronym."""
    initials, places = source.initials
    at = initials.find(short)
    while at >= 0:
        first, last = places[at], places[at + len(short) - 1]
        if last - first < 2 * len(short):
            written = source.written(first, last)
            if all(w[0].isupper() for w in written.split() if fold(w) not in LINKS):
                return "close", written, "written out"
        at = initials.find(short, at + 1)
    return None


def _respelled(words: tuple[str, ...], source: _Source) -> Finding | None:
    """Find a name of which each word is there, or one that is a letter apart from it."""
    last, size = words[-1], len(words)
    near = [w for w in source.places if w[0] == last[0] and (w == last or one_apart(w, last))]
    for word in near:
        for place in source.places[word][:20]:
            there = [w for w, _ in source.words[max(0, place - size + 1) : place + 1]]
            same = [a == b or one_apart(a, b) for a, b in zip(there, words, strict=False)]
            if len(there) == size and all(same):
                return "close", source.written(place - size + 1, place), "spelled otherwise"
    return None


def one_apart(a: str, b: str) -> bool:
    """Whether two words are one letter more, less or changed apart, but for a plural."""
    if (
        min(len(a), len(b)) < SPELLING_CHARS - 2
        or abs(len(a) - len(b)) > 1
        or {a, b} == {f"{min(a, b)}s", min(a, b)}
    ):
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    return (
        a[start + 1 :] == b[start:]
        or a[start:] == b[start + 1 :]
        or a[start + 1 :] == b[start + 1 :]
    )


def _other_first_name(words: tuple[str, ...], source: _Source) -> Finding | None:
    """Find a person of that last name whose first name is another one."""
    if len(words) != 2 or words[0] in source.places:
        return None
    others = []
    for place in source.places.get(words[1], [])[:1000]:
        before = source.written(place - 1, place - 1) if place else ""
        gap = (
            source.text[source.words[place - 1][1][1] : source.words[place][1][0]] if place else "."
        )
        is_word = fold(before) in (TITLES | STOP_WORDS | OPENING)
        named = before[:1].isupper() and gap.isspace() and not is_word
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
