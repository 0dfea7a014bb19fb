"""Where the sentences of a text begin and end."""

import re
from itertools import pairwise

MAX_SENTENCE_CHARS = 800
"""A longer run without a stop is cut at a space, so that a passage can be read at a glance."""

# Never the end of a sentence: a name, a number or the rest of a phrase follows.
_INNER_LIST = """
mr mrs ms dr prof rs st sr jr rev hon gen col lt sgt capt cmdr maj gov rep sen pres supt messrs mt
ft vs e.g i.e cf viz ca approx est no nos vol pp p fig figs eq sec ch ed eds art para ph.d b.a
m.a z.b d.h bzw ggf vgl nr bd abs hrsg s.o u.a i.d.r evtl inkl zzgl geb hr fr
m mm mme mlle mgr env av p.ex sra srta ud uds núm pág dña
jan feb mar apr jun jul aug sep sept oct nov dec
"""
# The end only where the next word commonly opens a sentence.
_EITHER_LIST = """
inc ltd co corp llc plc bros etc al u.s u.k u.n e.u a.m p.m d.c dept univ assn ave blvd usw mio mrd
ee.uu jh
"""
_OPENER_LIST = """
a an the this that these those he she it its they we i you his her their our there here in on at
by for from with as after before when while if but and so however since although according
what who why how der die das ein eine er sie es wir im le la les il elle nous el los las un una
"""
_INNER = frozenset(_INNER_LIST.split())
_EITHER = frozenset(_EITHER_LIST.split())
_OPENERS = frozenset(_OPENER_LIST.split())

_CLOSERS = "\"'”’“‘»)\\]"  # “ and ‘ close in German
_STOP = re.compile(
    rf"[.!?…]{{1,20}}[{_CLOSERS}]{{0,3}}(?:[ \xa0\u202f]»)?(?:\[\d{{1,3}}\]){{0,5}}(?=\s)"
    r"|[。！？｡]{1,20}[」』”’）]{0,3}"
)
_ROW = re.compile(r"\S(?:\t| \| )")
_QUOTED_ON = ("と", "って", "、", "」", "』")
"""What goes on in Japanese after the stop of a quotation."""
_GERMAN_BEFORE_ORDINAL = re.compile(
    r"(?:^|\W)(?:de[rmns]|die|das|im|am|zum|zur|vom|beim|eine?[mnrs]?|seine?[mnrs]?|ihre?[mnrs]?"
    r"|jede[mnrs]?|bis|und)\s$",
    re.I,
)
_LINE = re.compile(r"[^\n]+")
_TOKEN_BEFORE = re.compile(r"[^\s(\[\"“‘'«„]{1,24}$")
_NEXT_WORD = re.compile(r"\s+[\"“‘'«„(\[¿¡-]{0,3}(\w[\w'’]{0,30})?")
_MONTH_OR_CENTURY = re.compile(
    r"januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
    r"|jahrhundert|jh|quartal|platz|mal",
    re.I,
)
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """
    Find the sentences of a text, in order and without overlap.

    Every line stands for itself: a heading, a bullet, a table row, which is not parted. The
    spans hold every character that is not white space, and none begins or ends with it. Linear
    in the text.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        for left, right in _split_line(text, line.start(), line.end()):
            _append_trimmed(spans, text, left, right)
    return spans


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if _ROW.search(text, start, end):
        return _bounded(text, start, end)
    cuts = [m.end() for m in _STOP.finditer(text, start, end) if _is_end(text, m, start, end)]
    edges = [start, *(cut for cut in cuts if cut < end), end]
    return [part for left, right in pairwise(edges) for part in _bounded(text, left, right)]


def _is_end(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    mark = stop[0]
    if mark[0] in "。！？｡":
        return mark[-1] not in "」』" or not text.startswith(_QUOTED_ON, stop.end())
    following = _NEXT_WORD.match(text, stop.end(), end)
    word = following[1] or "" if following else ""
    if word[:1].islower() and not re.match(r"[a-z][A-Z]", word):
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    before = _TOKEN_BEFORE.search(text, max(start, stop.start() - 24), stop.start())
    token = before[0] if before else ""
    if token.isdigit() and len(token) <= 2 and word[:1].isupper():
        place = stop.start() - len(token)
        if _GERMAN_BEFORE_ORDINAL.search(text, max(start, place - 12), place):
            return False
    return _ends_after(token, word, opens_line=_opens(text, before, start))


def _opens(text: str, before: re.Match[str] | None, start: int) -> bool:
    # Only a short indent is looked at: the whole line each time would be quadratic.
    if before is None or before.start() - start > 8:
        return False
    return not text[start : before.start()].strip()


def _ends_after(before: str, word: str, *, opens_line: bool) -> bool:
    """Decide on a full stop by the word before it and the word that follows."""
    lowered = before.lower()
    if before.isdigit() and len(before) <= 2 and (opens_line or _MONTH_OR_CENTURY.match(word)):
        return False  # `2. Item` opens a list, `3. Oktober` is a German date
    if lowered in _INNER:
        return lowered == "no" and not word[:1].isdigit()
    if lowered in _EITHER or _ACRONYM.search(before):
        return word.lower() in _OPENERS
    is_initial = len(before) == 1 and before.isupper() and before != "I"
    return not (is_initial and word)


def _bounded(text: str, left: int, right: int) -> list[tuple[int, int]]:
    parts = []
    while right - left > MAX_SENTENCE_CHARS:
        place = text.rfind(" ", left + MAX_SENTENCE_CHARS // 2, left + MAX_SENTENCE_CHARS)
        cut = place if place > left else left + MAX_SENTENCE_CHARS
        parts.append((left, cut))
        left = cut
    return [*parts, (left, right)]


def _append_trimmed(spans: list[tuple[int, int]], text: str, left: int, right: int) -> None:
    part = text[left:right]
    left += len(part) - len(part.lstrip())
    right -= len(part) - len(part.rstrip())
    if left < right:
        spans.append((left, right))
