"""Finds what a text puts in quotation marks, and who is said to have said it."""

import re
from dataclasses import dataclass

from claimcheck.core.names import find_names

MIN_WORDS = 3
MAX_CHARS = 2_000
SPEAKER_CHARS = 120
"""How far from a quotation its speaker is looked for, within the sentence."""

_MARKED = re.compile(
    rf"[“”\"„]([^“”\"„\n]{{4,{MAX_CHARS}}})[”“\"]|«\s?([^«»\n]{{4,{MAX_CHARS}}}?)\s?»"
    rf"|»([^«»\n]{{4,{MAX_CHARS}}})«|「([^「」\n]{{4,{MAX_CHARS}}})」|『([^『』\n]{{4,{MAX_CHARS}}})』"
    rf"|(?<!\w)‘([^‘\n]{{4,{MAX_CHARS}}}?)’(?!\w)|(?<!\w)'([^'\n]{{4,{MAX_CHARS}}}?)'(?!\w)"
)
_SAYING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells|wrote|writes|adds?|added|stated?|states|announced|argued"
    r"|claim(?:ed|s)|explain(?:ed|s)|insist(?:ed|s)|warn(?:ed|s)|according to|call(?:ed|s)"
    r"|describ(?:ed|es)|declared|replied|tweeted|quoted|remark(?:ed|s)|not(?:ed|es)"
    r"|sagt[e]?|erklärt[e]?|schrieb|laut|nannte|betonte|meint[e]?|warnt[e]?|zufolge"
    r"|dit|déclaré|affirm\w+|expliqué|selon|écrit|estime"
    r"|dijo|dice|declaró|afirmó|explicó|según|aseguró|escribió)\b|:\s*$|述べ|語っ|話し|と言|コメント",
    re.I,
)
_CJK_SPEAKER = re.compile(
    r"([\u3400-\u9fff\u30a0-\u30ff・]{2,16}?)(?:氏|社長|首相|会長|大臣|さん)?[はがも]、?$"
)
_CLOSE = re.compile(r"[.,!?…]{0,3}[”“\"»’'」』]{0,2}")
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?](?:\s+|$)|[\n。“\"„«]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, where they stand, and whom the text lets say them, if anyone."""

    words: str
    start: int
    end: int
    speaker: str | None


def find_quotations(text: str) -> list[Quotation]:
    """
    Find the quotations of a text in order; titles and single words in marks are left out.

    Linear in the text: a quotation has at most `MAX_CHARS` characters and one line.
    """
    found = []
    for match in _MARKED.finditer(text):
        group = match.lastindex or 1
        words = match[group].strip()
        unspaced = group in (4, 5)
        if unspaced or len(words.split()) >= MIN_WORDS:
            speaker = speaker_of(text, match.start(), match.end())
            found.append(Quotation(words, *match.span(group), speaker))
    return found


def speaker_of(text: str, start: int, end: int) -> str | None:
    """Name who says what stands between two places, by the words of saying next to it."""
    before, after = words_beside(text, start, end)
    if found := _CJK_SPEAKER.search(before):
        return found[1]
    for part, nearest in ((after, 0), (before, -1)):
        if _SAYING.search(part):
            names = find_names(f"… {part}")
            if names:
                return names[nearest].written
    return None


def words_beside(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the rest of the sentence before and after a quotation."""
    before = text[max(0, start - SPEAKER_CHARS) : start].rstrip("“\"„«「『‘' ")
    stops = [match.end() for match in _SENTENCE_END.finditer(before)]
    close = _CLOSE.match(text, end)
    place = close.end() if close else end
    after = text[place : place + SPEAKER_CHARS]
    if close and any(sign in close[0] for sign in ".!?") and not after.lstrip()[:1].islower():
        after = ""
    stop = _SENTENCE_END.search(after)
    return before[stops[-1] if stops else 0 :], after[: stop.start()] if stop else after
