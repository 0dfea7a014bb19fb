"""What a sentence asserts, by its words, and which of them it negates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.core.drift.vocabulary import TIMES
from claimcheck.core.evidence import assertions_japanese
from claimcheck.core.evidence.negation_words import Negations, irregular_forms, negations_of
from claimcheck.core.evidence.terms import word_terms
from claimcheck.core.figures.number_words import small_numbers
from claimcheck.core.figures.words import WORD

MAX_CHARS = 600
"""A longer sentence says too much at once to tell what of it is negated."""

_TOKEN = re.compile(rf",|{WORD.pattern}")
_ASIDE = re.compile(r"\([^()]{0,300}\)")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_FAILED = re.compile(r"\bfail(?:s|ed|ing)? to\b|\bno one\b")
_NE = re.compile(r"\bn['’](?=\w)")


_CONCORD = ("french", "spanish")
"""Where two negative words make one negation: `no encontró ningún defecto`."""
_WITHOUT = frozenset({"without", "ohne", "sans", "sin"})


@dataclass(frozen=True, slots=True)
class Assertion:
    """
    One assertion: its words by their stems, its names among them, its times and counts apart.

    `negated` are the words that a `not` stands with; none for a plain assertion. `of_all` says
    that it negates a thing, as `no deaths` does, which no count can stand beside.
    """

    terms: frozenset[str]
    names: frozenset[str]
    times: frozenset[str]
    counts: frozenset[str]
    negated: frozenset[str]
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    written: str
    terms: tuple[str, ...]

    @property
    def small(self) -> str:
        return self.written.lower()

    @property
    def is_time(self) -> bool:
        return bool(_YEAR.fullmatch(self.small)) or self.small in TIMES

    @property
    def is_count(self) -> bool:
        counts = self.small[0].isdigit() or self.small in small_numbers()
        return counts and not self.is_time

    @property
    def tells(self) -> bool:
        return bool(self.terms) and not self.is_time and not self.is_count


def may_negate(text: str, language: str) -> bool:
    """Whether a text may have a negation; most have none, and need no closer look."""
    if not text.isascii() and assertions_japanese.may_negate(text):
        return True
    negations = negations_of(language)
    if negations is None:
        return False
    small = text.lower()
    return any(
        found[0] in ("n't", "n’t") or not small[found.start() - 1 : found.start()].isalpha()
        for found in negations.any_of.finditer(small)
    )


@lru_cache(maxsize=4_096)
def read_assertions(sentence: str, language: str) -> tuple[Assertion, ...]:
    """
    Give what a sentence asserts for sure, plainly or negated.

    Questions, conditions, hedges and double negations are left out: no rule of words tells
    what they come to.
    """
    if len(sentence) > MAX_CHARS:
        return ()
    if assertions_japanese.is_japanese(sentence):
        read = assertions_japanese.read(sentence)
        return tuple(
            Assertion(each.terms, frozenset(), each.times, each.counts, each.negated)
            for each in read
        )
    negations = negations_of(language)
    plain = sentence.replace("’", "'").rstrip()
    if negations is None or plain.rstrip("\"'”»)").endswith("?"):
        return ()
    parts = _parts(plain, negations)
    return tuple(found for part in parts if (found := _read(part, language, negations)))


def _parts(sentence: str, negations: Negations) -> Iterator[str]:
    """Cut a sentence at what parts assertions; turns that negate nothing are taken out."""
    sentence = _ASIDE.sub(lambda found: " " * len(found[0]), sentence)
    small = sentence.lower()
    if len(small) != len(sentence):  # signs whose small letter is two: places would not agree
        return
    left, kept = 0, list(sentence)
    for turn in negations.harmless.finditer(small):
        kept[turn.start() : turn.end()] = " " * (turn.end() - turn.start())
    whole = "".join(kept)
    for stop in negations.breaks.finditer(whole.lower()):
        yield whole[left : stop.start()]
        left = stop.end()
    yield whole[left:]


def _read(part: str, language: str, negations: Negations) -> Assertion | None:
    part = _FAILED.sub(lambda found: " nobody " if "one" in found[0] else " not ", part)
    part = _NE.sub("ne ", part) if language == "french" else part
    if negations.unsure.search(part.lower()):
        return None
    words = [_word(word, language, negations) for word in _TOKEN.findall(part)]
    places = [n for n, _ in enumerate(words) if _negates(words, n, language, negations)]
    if not places:
        return _assertion(words, frozenset())
    is_double = len(places) > 1 and language not in _CONCORD
    if is_double or any(word.small in _WITHOUT for word in words):
        return None
    focus, end = _focus(words, places[0], language)
    reached = words[:end]
    if places[0] and words[places[0] - 1].written == ",":  # `the mayor, not the council`
        return None
    if not focus or _is_limited(reached, places[0], focus, negations):
        return None
    small = " ".join(word.small for word in reached)
    of_any = negations.of_any.search(small) is not None
    of_all = of_any or any(words[place].small in negations.of_all for place in places)
    return _assertion(reached, focus, of_all=of_all)


def _is_limited(
    words: Sequence[_Word], place: int, focus: frozenset[str], negations: Negations
) -> bool:
    """Whether more is said of what is negated: `not until May`, `had not won before it won`."""
    small = " ".join(word.small for word in words[place:])
    told = [term for word in words for term in word.terms if term in focus]
    return negations.limits.search(small) is not None or len(told) > len(focus)


def _negates(words: Sequence[_Word], place: int, language: str, negations: Negations) -> bool:
    word = words[place].small
    if word.endswith("n't"):
        return language == "english"
    if word not in negations.negators:
        return False
    if language != "french" or word in ("aucun", "aucune"):
        return True
    follows = words[place + 1].small if place + 1 < len(words) else ""
    with_ne = any(other.small == "ne" for other in words[:place])
    before_ne = word in ("rien", "personne") and follows == "ne"
    return with_ne or before_ne or (word == "pas" and follows in ("de", "d", "d'"))


def _focus(words: Sequence[_Word], place: int, language: str) -> tuple[frozenset[str], int]:
    """What a negation stands with, and where what it reaches ends: at the next comma."""
    after = [n for n in range(place + 1, len(words)) if words[n].written == ","]
    end = after[0] if after else len(words)
    told = [n for n in range(place + 1, end) if words[n].tells]
    before = [n for n in range(place) if words[n].tells]
    focus = set(words[told[0]].terms if told else words[before[-1]].terms if before else ())
    if language == "french":
        nes = [n for n in range(place) if words[n].small == "ne"]
        focus |= {t for n in range(nes[-1] if nes else place, place) for t in words[n].terms}
    return frozenset(focus), end


def _assertion(
    words: Sequence[_Word], negated: frozenset[str], *, of_all: bool = False
) -> Assertion:
    told = [word for word in words if word.terms]
    rest = [word for word in told if word.tells]
    return Assertion(
        terms=frozenset(term for word in rest for term in word.terms),
        names=frozenset(t for word in rest if word.written[0].isupper() for t in word.terms),
        times=frozenset(word.small for word in told if word.is_time),
        counts=frozenset(word.small for word in told if word.is_count),
        negated=negated,
        of_all=of_all,
    )


def _word(written: str, language: str, negations: Negations) -> _Word:
    """Read a word: the stem of its first form; none of a comma, a small word or a negation."""
    small = written.lower()
    if written == "," or small in negations.negators or small.endswith("n't"):
        return _Word(written, ())
    return _Word(written, word_terms(irregular_forms(language).get(small, written), language))
