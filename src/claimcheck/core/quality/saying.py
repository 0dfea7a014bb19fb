"""Finding the phrases that give a page away in its title, its heading and its few lines.

Anywhere in a long text such phrases raise false alarms on real pages, so the text is looked
at only where it is all but empty, line by line.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from claimcheck.core.documents import Document
from claimcheck.core.outcomes import Quality
from claimcheck.core.quality import missing, walls
from claimcheck.core.quality.page import Said

MAX_HEADING_CHARS = 300
"""A longer title or heading is an article's; it also bounds the work on a hostile one."""

MAX_PHRASE_CHARS = 160
MAX_PARTS = 8
MAX_LINES = 40
LOOK_UP_TO_CHARS = 40_000
"""Nothing that a longer page says of itself makes it a wall or an error."""

LINES_UP_TO_CHARS = 1_500
"""Only a page with less text than this is looked at line by line."""

NAME_WORDS = 7
"""A site's name beside the phrase has at most so many words; a story's title has more."""

SHORT_NAME_WORDS = 3
"""The same beside a phrase that honest pages use too."""

_PHRASES = (
    ("challenge", walls.CHALLENGE),
    ("paywall", walls.PAYWALL),
    ("login", walls.LOGIN),
    ("login_bare", walls.LOGIN_NAMED),
    ("consent", walls.CONSENT),
    ("soft_404", missing.MISSING + missing.PARKED),
    ("error_page", walls.ERROR_PAGE),
    ("empty", walls.SCRIPT_PLEA),
)
"""A name for each group of the pattern: its quality, and whether honest pages say it too."""

_BARE = "_bare"
_BARE_PHRASES = {
    phrase: quality
    for quality, phrases in (
        (Quality.ERROR_PAGE, walls.ERROR_PAGE_BARE),
        (Quality.SOFT_404, missing.MISSING_BARE),
        (Quality.CONSENT, walls.CONSENT_BARE),
        (Quality.LOGIN, walls.LOGIN_BARE),
        (Quality.PAYWALL, walls.PAYWALL_BARE),
        (Quality.CHALLENGE, walls.CHALLENGE_BARE),
    )
    for phrase in phrases
}


@cache
def _any_phrase() -> re.Pattern[str]:
    # Compiled when first needed: it takes longer than most commands do.
    return re.compile("|".join(f"(?P<{name}>{'|'.join(phrases)})" for name, phrases in _PHRASES))


_OPENING = re.compile(
    r"(?:(?:o+ps|whoops|oops-a-daisy|uh[- ]oh|oh no|hm{1,5}|sorry|we're sorry|our apologies|error"
    r"|uups|ups|hoppla|leider|entschuldigung|es tut uns leid|désolée?|oups|erreur|lo sentimos"
    r"|vaya"
    r"|spiacenti|ci dispiace|desculpe|ops|oeps|helaas|sorry|przepraszamy|hoppsan|tyvärr|ой|упс"
    r"|извините|к сожалению|申し訳(?:ありません|ございません)|(?:很|非常)?抱歉|对不起)[!.,:;… "
    r"-]*[ ,!，。、:]"
    r"|(?:(?:http|error|status|code|fehler|erreur|errore|erro|fout|błąd|fel|ошибка)[ -]){0,3}"
    r"\(?[45]\d\d\)?(?: error| fehler)?[:.!,;]? ){1,3}"
)
_SEPARATOR = re.compile(
    r" [|–—·•»«›:/\-]{1,3} | ?[|»«›] ?|(?<=[\u3040-\u30ff\u4e00-\u9fff])[-_–—](?=\w)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?]) |(?<=[。！？])")
_EDGES = " .!?…。！？¡¿:;,-–—'\"“”„«»()[]*#•"
_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'"})


def find_sayings(document: Document) -> tuple[Said, ...]:
    """Give what the title, the heading and, on an all but empty page, the lines give away."""
    if len(document.text) > LOOK_UP_TO_CHARS:
        return ()
    dated = document.published is not None
    found = [
        said
        for place, heading in (("title", document.title), ("heading", document.h1))
        if heading and (said := _of_heading(heading, place, dated=dated))
    ]
    if len(document.text) <= LINES_UP_TO_CHARS:
        found += _of_lines(document.text)
    return tuple(found)


def _of_heading(heading: str, place: str, *, dated: bool) -> Said | None:
    if len(heading) > MAX_HEADING_CHARS:
        return None
    whole = _tidy(heading)
    parts = _SEPARATOR.split(whole)
    for part in dict.fromkeys((whole, *parts[:MAX_PARTS])):
        match = _match(part)
        if match is None:
            continue
        quality, is_bare = match
        beside = whole.count(" ") - part.count(" ") - len(parts) + 1
        sure = beside <= (SHORT_NAME_WORDS if is_bare else NAME_WORDS)
        return Said(quality, part.strip(_EDGES), place, sure and not (is_bare and dated))
    return None


def _of_lines(text: str) -> Iterator[Said]:
    for line in text.split("\n", MAX_LINES)[:MAX_LINES]:
        if len(line) > MAX_HEADING_CHARS:
            continue
        tidy = _tidy(line)
        for part in dict.fromkeys((tidy, *_SENTENCE_END.split(tidy)[:MAX_PARTS])):
            match = _match(part)
            if match and not match[1]:
                yield Said(match[0], part.strip(_EDGES), "text", sure=True)
                break


def _tidy(written: str) -> str:
    folded = unicodedata.normalize("NFKC", written).lower().translate(_QUOTES)
    return " ".join(folded.split())


def _match(part: str) -> tuple[Quality, bool] | None:
    """Tell what a phrase as a whole speaks for, and whether honest pages use it too."""
    bare = part.strip(_EDGES)
    if not 2 < len(bare) <= MAX_PHRASE_CHARS:
        return None
    opening = _OPENING.match(bare)
    return _look_up(bare) or (_look_up(bare[opening.end() :].strip(_EDGES)) if opening else None)


def _look_up(phrase: str) -> tuple[Quality, bool] | None:
    if phrase in _BARE_PHRASES:
        return _BARE_PHRASES[phrase], True
    found = _any_phrase().fullmatch(phrase)
    if found is None or found.lastgroup is None:
        return None
    return Quality(found.lastgroup.removesuffix(_BARE)), found.lastgroup.endswith(_BARE)
