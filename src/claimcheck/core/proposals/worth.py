"""How much a sentence is worth checking: what speaks for it and against it, added up."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from claimcheck.core.figures import Figure, find_figures
from claimcheck.core.proposals import signs_de, signs_en, signs_es, signs_fr, signs_ja
from claimcheck.core.proposals.language import Language

CHECKWORTHY_THRESHOLD = 0.5
"""A sentence of this score or more asserts something that a reader would want checked."""

# Weight of a sign, and how often it counts at most. Chosen by hand in round figures, the same for
# all languages; what speaks for a sentence says that it commits itself to something.
WEIGHTS = {
    "figure": (2.2, 1),  # a quantity, a sum, a date
    "more figures": (0.5, 1),
    "amount": (1.2, 1),  # half, dozens, the majority
    "change": (1.0, 1),  # rose, fell, lost
    "degree": (1.0, 1),  # more than, the first to
    "superlative": (0.7, 1),
    "past": (0.7, 1),
    "perfect": (0.4, 1),
    "passive": (0.2, 1),
    "ongoing": (0.5, 1),
    "now": (0.3, 1),
    "exists": (0.3, 1),
    "denied": (0.3, 1),
    "untrue": (0.8, 1),
    "attribution": (0.4, 2),
    "deed": (0.7, 1),  # voted, signed, built, cost
    "when": (0.5, 2),
    "scope": (0.1, 1),
    "cause": (0.5, 1),
    "matter": (0.3, 3),  # taxes, hospitals, laws: what concerns more than one person
    "name": (0.4, 2),
    "third": (0.5, 1),  # it is about somebody else
    "named": (0.6, 1),  # its subject has a name
    "frame": (-1.2, 1),  # I think, we hope
    "modal": (-0.8, 1),
    "future": (-1.0, 1),
    "condition": (-0.7, 1),
    "judging": (-0.5, 2),
    "you": (-0.5, 1),
    "courtesy": (-1.5, 1),
    "bid": (-0.7, 1),
    "i": (-0.4, 1),
    "empty": (-0.5, 1),  # that is, it was
    "vague": (-0.5, 1),
    "question": (-1.6, 1),
    "broken": (-0.5, 1),
}
SHORT_WEIGHT = -1.5
SHORT_WORDS, SHORT_RANGE = 7, 4
"""From seven words down a sentence loses: it leaves to its neighbours what it is about."""
EVEN = 1.8
"""What speaks for a sentence has to outweigh this much, or it is not worth a check."""

_MODULES: Mapping[Language, ModuleType] = {
    Language.ENGLISH: signs_en,
    Language.GERMAN: signs_de,
    Language.FRENCH: signs_fr,
    Language.SPANISH: signs_es,
    Language.JAPANESE: signs_ja,
}
_NAME = re.compile(r"(?<=[a-z0-9,;:'’)] )(?:[A-Z][a-zà-ÿ]{2,30}|[A-Z]{2,10})\b")
_NAME_OF_NOUNS = re.compile(r"\b[A-Z]{2,10}\b|(?<=[a-zäöü] )[A-Z][a-z]{2,30} [A-Z][a-z]{2,30}\b")
_NAME_OF_KANA = re.compile("[\u30a1-\u30fc]{4,30}|[A-Za-z]{2,30}")
_QUESTION = re.compile(r"[?？][\"'”’»)\]]{0,3}$")
_BROKEN = re.compile(r"(?:\.\.\.|…|--|[-–—])$")
_WORD = re.compile(r"[\w'’-]{1,60}")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a sentence shows: how often each sign, its figures and the number of its words."""

    counts: Mapping[str, int]
    figures: tuple[Figure, ...]
    words: int

    def has(self, *names: str) -> bool:
        """Whether it shows any of these signs."""
        return any(self.counts.get(name) for name in names)


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    signs: dict[str, str] = _MODULES[language].SIGNS
    return {name: re.compile(written, re.I) for name, written in signs.items()}


def find_signs(sentence: str, language: Language) -> Signs:
    """Look for every sign in one sentence."""
    plain = sentence.replace("’", "'")
    counts = {name: _count(p, plain, name) for name, p in _patterns(language).items()}
    figures = tuple(find_figures(sentence))
    counts["figure"] = len(figures)
    counts["more figures"] = max(0, len(figures) - 1)
    counts["name"] = len(_names(language).findall(sentence))
    counts["question"] = counts.get("question", 0) or bool(_QUESTION.search(sentence))
    counts["broken"] = bool(_BROKEN.search(sentence))
    is_unspaced = language is Language.JAPANESE
    words = len(sentence) // 2 if is_unspaced else len(_WORD.findall(sentence))
    return Signs(counts, figures, words)


def _count(pattern: re.Pattern[str], sentence: str, name: str) -> int:
    most = WEIGHTS[name][1]
    found = 0
    for _ in pattern.finditer(sentence):
        found += 1
        if found >= most:
            break
    return found


def _names(language: Language) -> re.Pattern[str]:
    if language is Language.GERMAN:
        return _NAME_OF_NOUNS
    return _NAME_OF_KANA if language is Language.JAPANESE else _NAME


def score(signs: Signs) -> float:
    """Add the signs up to a score between 0 and 1; 0.5 is where a check begins to be worth it."""
    total = sum(
        weight * min(most, signs.counts.get(name, 0)) for name, (weight, most) in WEIGHTS.items()
    )
    total += SHORT_WEIGHT * max(0, SHORT_WORDS - signs.words) / SHORT_RANGE
    return round(1 / (1 + math.exp(EVEN - total)), 4)
