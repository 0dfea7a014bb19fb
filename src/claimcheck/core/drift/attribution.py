"""Who is named as the one who says something."""

import re
from collections import Counter
from collections.abc import Iterator

from claimcheck.core.anchors.anchoring import Span
from claimcheck.core.anchors.normal import normal_form

ZONE_WORDS = 4
"""How many words next to the verb or the preposition name who is meant."""
MAX_SENTENCE_CHARS = 600
MAX_READ_CHARS = 6000
"""How far a passage of many sentences is read for speakers."""

_VERBS = (
    "said(?! to\\b)|says|told|tells|stated|states|wrote|writes|added|insisted|argued|testified"
    "|sagte|sagt|erklärte|erklärt|betonte|betont|behauptete|meinte|schrieb|äußerte"
    "|dijo|dice|afirmó|afirma|declaró|declara|señaló|aseguró|manifestó|sostuvo"
    "|a (?:déclaré|dit|affirmé|indiqué|annoncé|expliqué|précisé|assuré|estimé|écrit)"
)
# These open a clause of what is said only before `that` or a colon, or behind a comma.
_LOOSE_VERBS = (
    "announced|announces|claimed|claims|reported|reports|warned|confirmed|denied|estimated|explained"
    "|noted|found|concluded|acknowledged|berichtete|teilte|warnte|bestätigte|anunció|explicó|informó"
    "|confirmó|advirtió"
)
_SPEAKING = re.compile(
    rf"\b(?:(?:{_VERBS})|(?:{_LOOSE_VERBS})(?=\s+(?:that|dass|que)\b|,? mit\b|\s*[:,]))(?!\w)"
    rf"|(?<=[,”\"»]\s)(?:{_LOOSE_VERBS})(?!\w)",
    re.I,
)
_NAMED_AFTER = re.compile(
    r"\b(?:according to|laut|nach angaben (?:von|der|des)|nach einschätzung (?:von|der|des)|gemäß"
    r"|selon|d['’]après|según|de acuerdo con)\s+",
    re.I,
)
_NAMED_BEFORE = re.compile(r"\bzufolge\b", re.I)
_JAPANESE = re.compile(
    r"([^、。，．\s「」]{1,24})(?:によると|によれば)"
    r"|([^、。，．\s「」]{1,24}?)[はがも](?=[^。]{0,400}と(?:述べ|語|話し|発表|説明|コメント|主張|明らか|指摘))"
)
_BORDER = re.compile(r"[,;:.!?\n“”\"«»()]")
_WORD = re.compile(r"\w[\w'’.-]*")
_STOPS = re.compile(r"[.!?。！？]['\"”’»)]{0,2}(?=\s|$)|[。！？\n]")
_LINK_WORDS = "of for and von der die des und de du la le et del los las y"
_LINKS = frozenset(_LINK_WORDS.split())
_FILLER_WORDS = (
    "the a an der die das dem den des le la les l el los las un una une he she it they that"
)
_FILLERS = frozenset(_FILLER_WORDS.split())


def sentence_around(text: str, span: Span) -> str:
    """Give the sentence that a passage stands in, or the sentences that it goes through."""
    head = text[max(0, span[0] - MAX_SENTENCE_CHARS) : span[0]]
    tail = text[span[1] : span[1] + MAX_SENTENCE_CHARS]
    stops = [stop.end() for stop in _STOPS.finditer(head)]
    passage = text[slice(*span)]
    ended = _STOPS.search(passage[-2:].strip()) if passage else None
    stop = _STOPS.search(tail)
    after = "" if ended else tail[: stop.end() if stop else len(tail)]
    return head[stops[-1] if stops else 0 :] + passage + after


def changed(before: str, after: str) -> bool:
    """Whether two wordings name different speakers, or one of them none."""
    return Counter(_speakers(before)) != Counter(_speakers(after))


def _speakers(sentence: str) -> Iterator[str]:
    plain = " ".join(sentence[:MAX_READ_CHARS].split())
    for found in _NAMED_AFTER.finditer(plain):
        yield _key(_following(plain, found.end()))
    for found in _NAMED_BEFORE.finditer(plain):
        yield _key(_preceding(plain, found.start()))
    for found in _SPEAKING.finditer(plain):
        behind = plain[: found.start()].rstrip()[-1:]
        inverted = behind in {",", "”", '"', "»", "“", "?", "!"}
        yield _key(_following(plain, found.end()) if inverted else _preceding(plain, found.start()))
    for found in _JAPANESE.finditer(plain):
        yield found[1] or found[2]


def _following(text: str, place: int) -> list[str]:
    part = text[place : place + 120]
    border = _BORDER.search(part)
    return _name(_WORD.findall(part[: border.start() if border else len(part)]))


def _name(following: list[str]) -> list[str]:
    """Take the words of a name: up to a figure, or a word in lower case after one in capitals."""
    name: list[str] = []
    for word in following[:ZONE_WORDS]:
        ends = any(w[:1].isupper() for w in name) and word[:1].islower() and word not in _LINKS
        if word[:1].isdigit() or ends:
            break
        name.append(word)
    return name


def _preceding(text: str, place: int) -> list[str]:
    part = text[max(0, place - 120) : place]
    borders = [border.end() for border in _BORDER.finditer(part)]
    return _WORD.findall(part[borders[-1] if borders else 0 :])[-ZONE_WORDS:]


def _key(names: list[str]) -> str:
    return " ".join(w for name in names if (w := normal_form(name).strip(" '-.")) not in _FILLERS)
