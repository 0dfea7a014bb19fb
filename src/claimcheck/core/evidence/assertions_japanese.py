"""What a Japanese sentence asserts: verbs are negated by their ending, at the end of a part."""

import re
from dataclasses import dataclass

_KANA = re.compile("[\u3040-\u309f]")
_PART = re.compile("(?<=[ぁ-ん])が、|ものの|けれども?|一方|。|；|しかし")
_HARMLESS = re.compile(
    "だけで(?:は)?なく|のみならず|ばかりで(?:は)?なく|少なくとも|に違いない|間違いなく?い?|少なくない"
    "|に(?:は)?過ぎない|にすぎない"
)
_UNSURE = re.compile(
    "かもしれ|だろう|でしょう|可能性|わけで(?:は)?な|とは限らな|しか|ざるを得|なければ|なくては|ないと"
    "|れば|たら|なら(?:ば)?|ないか|[か？?]$|なくな|まで|らしい|未定|否定"
)
_NEGATED = re.compile("(?<=[ぁ-ん])(?:ませんでした|ません|なかった|ない|なく|ず(?=に|、|$))")
_CONTENT = re.compile("[\u4e00-\u9fff々]+|[\u30a1-\u30fc]+|[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*")
_TIME = re.compile("(?:[0-9]{1,4}年|[0-9]{1,2}月|[0-9]{1,2}日|昨年|去年|今年|来年|昨日|今日)")
_COUNT = re.compile(
    "[0-9一二三四五六七八九十百千万億][0-9,.一二三四五六七八九十百千万億]*[人件隻台本回個円%％]"
)


@dataclass(frozen=True, slots=True)
class Said:
    """An assertion by its words of meaning; `negated` is the last before the negation."""

    terms: frozenset[str]
    times: frozenset[str]
    counts: frozenset[str]
    negated: frozenset[str]


def is_japanese(sentence: str) -> bool:
    """Whether a sentence is Japanese, by its kana."""
    return _KANA.search(sentence) is not None


def may_negate(text: str) -> bool:
    """Whether a text has a negated verb."""
    return _NEGATED.search(text) is not None


def read(sentence: str) -> list[Said]:
    """Give what a sentence asserts for sure, plainly or negated."""
    parts = _PART.split(_HARMLESS.sub(" ", sentence))
    return [said for part in parts if (said := _read(part.strip()))]


def _read(part: str) -> Said | None:
    if _UNSURE.search(part):
        return None
    times, counts = frozenset(_TIME.findall(part)), frozenset(_COUNT.findall(part))
    rest = _COUNT.sub(" ", _TIME.sub(" ", part))
    negations = list(_NEGATED.finditer(rest))
    if len(negations) > 1:
        return None
    words = list(_CONTENT.finditer(rest))
    negated = frozenset[str]()
    if negations:
        before = [word[0] for word in words if word.end() <= negations[0].start()]
        if not before:
            return None
        negated = frozenset(before[-1:])
    return Said(frozenset(word[0] for word in words), times, counts, negated)
