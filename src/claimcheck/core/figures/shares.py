"""Reads fractions, multiples and ordinals in words: a third, twice, threefold, the fifth."""

import re
from decimal import Decimal

from claimcheck.core.figures.number_words import small_numbers
from claimcheck.core.figures.values import ORDINAL, PERCENT, QUANTITY, Figure

_PARTS = {
    2: "half halves hälfte moitié mitad",
    3: "third thirds drittel tiers tercio tercios",
    4: "quarter quarters viertel quart quarts cuarto cuartos cuarta",
    5: "fifth fifths fünftel cinquième quinto quintos quinta",
    6: "sixth sixths sechstel sixième sexto",
    7: "seventh sevenths siebtel",
    8: "eighth eighths achtel huitième",
    9: "ninth ninths neuntel",
    10: "tenth tenths zehntel dixième décimo décima",
    20: "twentieth twentieths zwanzigstel",
    100: "hundredth hundredths hundertstel",
}
_PART_OF = {name: number for number, names in _PARTS.items() for name in names.split()}
_ONE = frozenset({"a", "an", "one", "ein", "einem", "einen", "un", "una", "the", "die", "der", "la",
                  "el", "le"})  # fmt: skip
_ONLY_ARTICLES = frozenset({"a", "an", "the", "die", "der", "la", "el", "le"})
_FRACTION = re.compile(r"([^\W\d_]{1,8})[ -]([^\W\d_]{4,11})\b")
_HALF = re.compile(r"half (?=of\b|the\b|its\b|their\b|his\b|her\b|our\b|all\b)|halb so\b", re.I)
_JOINED_FRACTION = re.compile(r"(dreiviertel|zweidrittel)\b", re.I)
_IN = re.compile(
    r"([^\W\d_]{2,8}|\d{1,3})(?: out)?[ -](?:in|of|von|sur|de cada|of every|in every)[ -]"
    r"([^\W\d_]{2,8}|\d{1,5})\b(?!\s(?:the|them|his|her|its|million|billion|january|february"
    r"|march|april|may|june|july|august|september|october|november|december))",
    re.I,
)
_EVERY = re.compile(r"(?:jede[rsn]?) (zweite|dritte|vierte|fünfte|sechste|zehnte)[rsn]?\b", re.I)
_EVERY_PARTS = {"zweite": 2, "dritte": 3, "vierte": 4, "fünfte": 5, "sechste": 6, "zehnte": 10}
_TIMES_WORDS = {
    2: "twice doubled doubles doubling double verdoppelt verdoppelte verdoppelten verdoppelung"
    " verdopplung doppelt doublé doublée double duplicó duplicado duplicar duplicaron zweimal",
    3: "tripled triples tripling triple verdreifacht verdreifachte dreifach triplé triplée triplicó"
    " dreimal thrice",
    4: "quadrupled quadrupling quadruple vervierfacht vierfach quadruplé cuadruplicó viermal",
    5: "quintupled verfünffacht fünffach",
    10: "verzehnfacht zehnfach",
}
_TIMES = {name: number for number, names in _TIMES_WORDS.items() for name in names.split()}
_DOUBLE_OF = re.compile(
    r"(?:double|triple|quadruple|dreifach|doppelt)\s"
    r"(?:the|that|its|what|in|to|as|their|so|de|du|del|wie|from|since)\b",
    re.I,
)
_FOLD = re.compile(r"([^\W\d_]{3,8})[ -]?fold\b", re.I)
_ORDINAL_LIST = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {name: number for number, name in enumerate(_ORDINAL_LIST.split(), start=3)}
_ORDINALS |= {"second": 2, "dritte": 3, "dritten": 3, "dritter": 3, "drittes": 3, "vierte": 4,
              "vierten": 4, "fünfte": 5, "fünften": 5, "zweitgrößte": 2, "drittgrößte": 3,
              "zweitgrößten": 2, "drittgrößten": 3, "viertgrößte": 4, "deuxième": 2,
              "troisième": 3, "quatrième": 4, "cinquième": 5, "tercer": 3, "tercera": 3,
              "tercero": 3, "segundo": 2, "segunda": 2, "cuarto": 4, "quinto": 5}  # fmt: skip
_SECOND = re.compile(
    r"second[- ](?:\w{2,12}est\b|most|time|place|consecutive|straight|highest|edition|term|season"
    r"|year|round|only)",
    re.I,
)
_DIGIT_ORDINAL = re.compile(r"(\d{1,3}|\d{1,3},\d{3})(?:st|nd|rd|th|e|ème|ª|º)\b", re.I)
_DIGIT_FRACTION = re.compile(r"(\d)/(\d)(?=\s(?:of|der|des|de|the)\b)")
_SIGN = {"½": 2, "⅓": 3, "¼": 4, "⅕": 5, "⅛": 8}
_TENS_ORDINAL = re.compile(
    r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-"
    r"(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b",
    re.I,
)
_NTH = {"first": 1, "second": 2} | _ORDINALS
_FOLDS = {
    f"{word}fold"
    for word in ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
}
_GERMAN_SHARES = frozenset(
    {"jeder", "jede", "jedes", "jeden", "dreiviertel", "zweidrittel", "halb"}
)
TRIGGERS: frozenset[str] = frozenset().union(
    _FOLDS, _PART_OF, _TIMES, _ORDINALS, _ONE, _GERMAN_SHARES
)


def read_from_word(text: str, start: int, word: str) -> Figure | None:
    """Read the fraction, multiple or ordinal that begins with a word (given in lower case)."""
    if word in _ONLY_ARTICLES:
        return _fraction(text, start, word)
    return (
        _tens_ordinal(text, start)
        or _fraction(text, start, word)
        or _one_in(text, start)
        or _multiple(text, start, word)
        or _ordinal(text, start, word)
    )


def read_from_digit(text: str, start: int) -> Figure | None:
    """Read `2/3 of`, `3 in 10`, `5th`."""
    if match := _DIGIT_FRACTION.match(text, start):
        return _share(int(match[1]), int(match[2]), *match.span())
    if found := _one_in(text, start):
        return found
    match = _DIGIT_ORDINAL.match(text, start)
    if match is None or (start and (text[start - 1].isalnum() or text[start - 1] in "./,-")):
        return None
    value = Decimal(match[1].replace(",", ""))
    return Figure(ORDINAL, value, "", Decimal(1), "", *match.span(), digits=len(match[1]))


def _share(above: int, below: int, start: int, end: int) -> Figure | None:
    if not 0 < above <= below:
        return None
    value = Decimal(above * 100) / Decimal(below)
    return Figure(PERCENT, value, "percent", Decimal(1), "", start, end, named_unit="fraction")


def _fraction(text: str, start: int, word: str) -> Figure | None:
    if match := _HALF.match(text, start):
        return _share(1, 2, start, match.end() - match[0].endswith(" "))
    if match := _JOINED_FRACTION.match(text, start):
        return _share(*((3, 4) if match[1][0] in "dD" else (2, 3)), *match.span())
    match = _FRACTION.match(text, start)
    if match is None:
        return None
    part = _PART_OF.get(match[2].lower())
    above = 1 if word in _ONE else small_numbers().get(word, 0)
    if part is None or not above or _is_no_share(text, match, part):
        return None
    return _share(above, part, *match.span())


_SHARE_FOLLOWS = re.compile(
    r"\s(?:of|der|des|von|vom|aller|des|du|de|d['’]|les|del|los|las|the|as|more|less|or|mehr"
    r"|weniger|between|in|since|from|over|by|this|last|after|on|during|to|compared|and)\b|\s?[.,;:)]|$"
)
_SCALE_FOLLOWS = re.compile(r"[ -](?:a[n ]|million|billion|hour|year|day|century|dozen|time)", re.I)


def _is_no_share(text: str, match: re.Match[str], part: int) -> bool:
    """Whether `the third`, `a quarter` is no part of a whole but the third in a row."""
    if _SCALE_FOLLOWS.match(text, match.end()):
        return True
    german_or_two = match[2].lower().endswith(("tel", "s", "hälfte", "moitié", "mitad", "tercio"))
    if match[1].lower() in ("the", "der", "die", "la", "el", "le") and part != 2:
        return True
    return not german_or_two and not _SHARE_FOLLOWS.match(text, match.end())


def _one_in(text: str, start: int) -> Figure | None:
    if match := _EVERY.match(text, start):
        return _share(1, _EVERY_PARTS[match[1].lower()], *match.span())
    match = _IN.match(text, start)
    if match is None:
        return None
    above, below = _small(match[1]), _small(match[2])
    if not 0 < above < below or (below > 10 and below % 10) or below > 10_000:
        return None
    out = "out" in match[0] or any(w in match[0] for w in (" sur ", " von ", "cada", "every"))
    if not out and not re.search(r"[ -]in[ -]", match[0], re.I):
        return None
    if above > 9 and not out:
        return None
    return _share(above, below, *match.span())


def _small(word: str) -> int:
    if word.isdigit():
        return int(word)
    return {"une": 1, "un": 1, "uno": 1, "eine": 1, "einer": 1, "ein": 1}.get(
        word.lower(), small_numbers().get(word.lower(), 0)
    )


def _multiple(text: str, start: int, word: str) -> Figure | None:
    end = start + len(word)
    if match := _FOLD.match(text, start):
        number, end = small_numbers().get(match[1].lower(), 0), match.end()
    else:
        number = _TIMES.get(word, 0)
        if word in ("double", "triple", "quadruple", "doppelt", "dreifach"):
            number = number if _DOUBLE_OF.match(text, start) else 0
    if number < 2:
        return None
    return Figure(
        QUANTITY, Decimal(number), "times", Decimal(1), "", start, end, named_unit="times"
    )


def _tens_ordinal(text: str, start: int) -> Figure | None:
    match = _TENS_ORDINAL.match(text, start)
    if match is None:
        return None
    value = Decimal(small_numbers()[match[1].lower()] + _NTH[match[2].lower()])
    return Figure(ORDINAL, value, "", Decimal(1), "", *match.span(), digits=2)


def _ordinal(text: str, start: int, word: str) -> Figure | None:
    number = _ORDINALS.get(word)
    if number is None or (word == "second" and not _SECOND.match(text, start)):
        return None
    return Figure(ORDINAL, Decimal(number), "", Decimal(1), "", start, start + len(word))
