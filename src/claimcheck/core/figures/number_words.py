"""Numbers in words: English, German, French and Spanish."""

import re
from collections.abc import Iterator
from functools import cache

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen",
    "twenty thirty forty fifty sixty seventy eighty ninety",
)
_GERMAN = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn"
    " fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
)
_FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
    " seize dix-sept dix-huit dix-neuf",
    "vingt trente quarante cinquante soixante",
)
_SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
    " dieciséis diecisiete dieciocho diecinueve",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
)
_SPANISH_TWENTIES = (
    "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho"
    " veintinueve"
)
_SPANISH_HUNDREDS = (
    "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos"
    " novecientos"
)
HUNDREDS = frozenset({"hundred", "hundert", "cents", "cent"})
ARTICLES = frozenset({"a", "an", "eine", "ein", "un", "une", "una"})
"""Words that count one only before a scale: `a million`."""
_NEVER_ALONE = frozenset(
    {"un", "uno", "eins", "once", "elf", "sept", "null", "neuf", "dix", "cent"}
)
"""Words of one language that mean something else in another, or are no count."""

_JOINED = re.compile(r"(?:[- ](?:(?:and|et|y|und)[- ])?)(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{1,40}")


@cache
def small_numbers() -> dict[str, int]:
    """Give the words for the numbers below 100, and those for hundreds that are one word."""
    known: dict[str, int] = {}
    for ones, tens in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH):
        known |= {word: number for number, word in enumerate(ones.split())}
        known |= {word: 10 * number for number, word in enumerate(tens.split(), start=2)}
    known |= {word: number for number, word in enumerate(_SPANISH_TWENTIES.split(), start=21)}
    known |= {word: 100 * number for number, word in enumerate(_SPANISH_HUNDREDS.split(), start=1)}
    known |= {"ciento": 100, "zwo": 2, "dreissig": 30, "septante": 70, "huitante": 80}
    known |= {"octante": 80, "nonante": 90, "hundert": 100}
    known |= dict(_german_compounds())
    return known


def _german_compounds() -> Iterator[tuple[str, int]]:
    ones = ["ein", *_GERMAN[0].split()[2:10]]
    for number, ten in enumerate(_GERMAN[1].split(), start=2):
        for one, word in enumerate(ones, start=1):
            yield f"{word}und{ten}", 10 * number + one
    for number, word in enumerate(ones, start=1):
        yield f"{word}hundert", 100 * number


def read_words(text: str, start: int) -> tuple[int, int] | None:
    """Read the number in words that begins at `start`; gives its value and where it ends."""
    known = small_numbers()
    first = _WORD.match(text, start)
    if first is None or (value := known.get(first[0].lower())) is None:
        return None
    total, last, end = value, value, first.end()
    for _ in range(6):
        joint = _JOINED.match(text, end)
        word = _WORD.match(text, joint.end()) if joint else None
        if joint is None or word is None:
            break
        name, following = word[0].lower(), known.get(word[0].lower())
        if name in HUNDREDS and 0 < total < 100:
            total, last = total * 100, 100
        elif following is not None and _adds(last, following, joint[0]):
            total, last = _added(total, last, following)
        else:
            break
        end = word.end()
    alone = first[0].lower() in _NEVER_ALONE and end == first.end()
    return None if alone and not _before_scale(text, end) else (total, end)


def _adds(last: int, following: int, joint: str) -> bool:
    if last in (60, 4) and joint == "-" and following in (*range(10, 20), 20):
        return True  # soixante-dix, quatre-vingts
    if last == 80 and joint == "-" and 0 < following < 20:
        return True  # quatre-vingt-dix
    if last == 100:
        return 0 < following < 100
    if last == 10 and joint == "-":
        return following in (7, 8, 9)  # dix-sept
    return 20 <= last < 100 and last % 10 == 0 and 0 < following < 10


def _added(total: int, last: int, following: int) -> tuple[int, int]:
    if last == 4 and following == 20:
        return total - 4 + 80, 80
    return total + following, last + following if last == 60 and following == 10 else following


_SCALE_FOLLOWS = re.compile(
    r"[- ](?:hundred|thousand|million|billion|trillion|dozen|tausend|mille|mil|milli|billon"
    r"|millón|prozent|por ciento|pour cent|percent|%|jahre|años|ans\b|meses|mois|euros?\b)",
    re.I,
)


def _before_scale(text: str, end: int) -> bool:
    return _SCALE_FOLLOWS.match(text, end) is not None
