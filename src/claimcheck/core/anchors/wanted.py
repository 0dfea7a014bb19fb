"""What is looked for, in normal form, and how well a place's surroundings fit."""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from claimcheck.core.anchors.anchoring import Span
from claimcheck.core.anchors.normal import CJK, Normal, normal_form
from claimcheck.core.selectors import Selector

MAX_PLACES = 256
"""How many places of the same words are looked at; with more, no context will decide."""
MAX_TRIES = 5000
"""Places looked at in all, those within longer words among them."""
MAX_LOOKS = 200
"""How often the source is looked at to tell whether a dash parts the words from the next."""
LIKE = 0.8
"""Surroundings this much alike are the same ones, edited."""
TELLING_QUOTE_CHARS = 30
"""A shorter passage may stand anywhere by chance: without its surroundings it is no find."""
TELLING_LINE_CHARS = 60
"""The same for a line that is no sentence: headings stand in the text and in its contents."""
MARGIN_CHARS = 4
"""By how much the surroundings of one place must be nearer than those of any other, per side."""
TELLING_CHARS = 12
"""So many characters next to a passage, all the same, are no chance."""

EDGES = " -'"
"""What may stand or not between a passage and its surroundings: marks that typography moves."""
_CJK_SIGN = re.compile(f"[{CJK}]")
# A context of so many characters may begin or end within a letter or an entity.
_CUT_LEFT = re.compile(r"^(?:[\u0300-\u036f]+|#?\w{1,8};)")
_CUT_RIGHT = re.compile(r"&#?\w{0,8}$")
_OPENING = re.compile(r"(?=\s[\"'”’»)]{0,2}[.!?…]|\n|[。！？])")
_STOPPED = re.compile(r"[^\n.!?…。！？]*+[.!?…。！？]")
_CLOSING = re.compile(r"[.!?…][\"'”’»)]{0,2}(?=\s|$)|(?=\n)|[。！？]")
_DASH_BEFORE_WORD = re.compile(r"-(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    A passage and its surroundings in normal form.

    `opens` and `closes` say whether it begins and ends at a word's border; `inner_left` and
    `inner_right` whether its sentence goes on there. `own_left` and `own_right` are how many
    characters of the surroundings belong to that sentence, all of them where it may be longer;
    `ends_in_sight` that it is seen to end in a stop.
    """

    exact: str
    quote: str
    prefix: str
    suffix: str
    opens: bool
    closes: bool
    inner_left: bool
    inner_right: bool
    at_start: bool
    own_left: int
    own_right: int
    ends_in_sight: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """How many characters next to a place are those of the passage, and whether all of them."""

    left: int
    right: int
    whole_left: bool
    whole_right: bool


def read(selector: Selector) -> Wanted:
    """Read a selector."""
    before, after = selector.prefix[-1:], selector.suffix[:1]
    first, last = selector.exact[:1], selector.exact[-1:]
    return Wanted(
        exact=selector.exact,
        quote=strip_quote(normal_form(selector.exact)),
        prefix=normal_form(_CUT_LEFT.sub("", selector.prefix)).strip(EDGES),
        suffix=normal_form(_CUT_RIGHT.sub("", selector.suffix)).strip(EDGES),
        opens=not _one_word(before, first),
        closes=not _one_word(last, after),
        inner_left=_goes_on(selector.prefix),
        inner_right=not _ends(selector.exact) and not re.match(r"\s*\n|\s*$", selector.suffix),
        at_start=not selector.prefix.strip(),
        own_left=_own(selector.prefix[::-1], _OPENING) if _goes_on(selector.prefix) else 0,
        own_right=0 if _ends(selector.exact) else _own(selector.suffix, _CLOSING),
        ends_in_sight=bool(_STOPPED.match(selector.suffix)) or _ends(selector.exact),
    )


def _own(context: str, border: re.Pattern[str]) -> int:
    found = border.search(context)
    part = context[: found.end()] if found else context
    return len(normal_form(part).strip(EDGES))


def strip_quote(form: str) -> str:
    """Leave a dash at either end out, but not the sign of a number."""
    form = form.strip()
    form = form[1:] if _DASH_BEFORE_WORD.match(form) else form
    return form[:-1] if form.endswith("-") and form[:-1] else form


def _goes_on(prefix: str) -> bool:
    return bool(prefix.strip()) and "\n" not in prefix[len(prefix.rstrip()) :] and not _ends(prefix)


def _ends(text: str) -> bool:
    return text.rstrip().rstrip("\"'”’»)]")[-1:] in {".", "!", "?", ":", "…", "。", "！", "？"}


def _one_word(left: str, right: str) -> bool:
    """Whether two characters belong to one word; there are no words in scripts without spaces."""
    if _CJK_SIGN.match(left) or _CJK_SIGN.match(right):
        return False
    return left.isalnum() and right.isalnum()


def find_places(wanted: Wanted, normal: Normal) -> list[Span]:
    """Find the places of the same words, as whole words, in the normal form; so many at most."""
    places: list[Span] = []
    place, looked = normal.text.find(wanted.quote) if wanted.quote else -1, 0
    tries = 0
    while place >= 0 and len(places) < MAX_PLACES and looked < MAX_LOOKS and tries < MAX_TRIES:
        tries += 1
        span = (place, place + len(wanted.quote))
        if _stands_alone(wanted, normal, span):
            places.append(span)
        elif normal.has_dash_near(place):
            looked += 1
            if _stands_beside_dash(wanted, normal, span):
                places.append(span)
        place = normal.text.find(wanted.quote, place + 1)
    return places


def _stands_alone(wanted: Wanted, normal: Normal, span: Span) -> bool:
    text, (start, end) = normal.text, span
    left = wanted.opens and start > 0 and _one_word(text[start - 1], text[start])
    right = wanted.closes and _one_word(text[end - 1], text[end : end + 1])
    return not left and not right and not _is_part_of_number(text, span)


def _stands_beside_dash(wanted: Wanted, normal: Normal, span: Span) -> bool:
    """Dashes between letters have no place in the normal form; the source tells."""
    if _is_part_of_number(normal.text, span):
        return False
    source, (start, end) = normal.source, normal.span(*span)
    left = wanted.opens and _one_word(_base(source, start - 1), source[start])
    return not left and not (wanted.closes and _one_word(source[end - 1], _base(source, end)))


def _is_part_of_number(text: str, span: Span) -> bool:
    start, end = span
    before = text[max(0, start - 2) : start]
    return _cuts_number(before, text[start]) or _goes_on_as_number(text, end)


def _base(source: str, index: int) -> str:
    character = source[index : index + 1] if index >= 0 else ""
    return character if not character or unicodedata.category(character) != "Mn" else "a"


def _cuts_number(before: str, first: str) -> bool:
    """`5 percent` is not a part of `1.5 percent`, nor of `-5 percent`."""
    if not first.isdigit():
        return False
    return bool(re.fullmatch(r"\d[.,]|(?:^|[^\w])-|-", before))


def _goes_on_as_number(text: str, end: int) -> bool:
    return text[end - 1].isdigit() and bool(re.match(r"[.,]\d", text[end : end + 2]))


def sides(wanted: Wanted, normal: Normal, span: Span) -> Sides:
    """Measure the surroundings of a place against those of the passage."""
    start, end = span
    left_text = normal.text[max(0, start - len(wanted.prefix) - 8) : start].rstrip(EDGES)
    right_text = normal.text[end : end + len(wanted.suffix) + 8].lstrip(EDGES)
    left, right = _run(wanted.prefix[::-1], left_text[::-1]), _run(wanted.suffix, right_text)
    return Sides(
        left,
        right,
        _is_whole(left, wanted.prefix),
        _is_whole(right, wanted.suffix),
    )


def _run(a: str, b: str) -> int:
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length


def _is_whole(run: int, context: str) -> bool:
    # Where the text begins or ends there is nothing to compare, and nothing tells places apart.
    return run >= len(context)


def is_cjk(form: str) -> bool:
    """Whether a text is written, partly at least, in signs of Chinese or Japanese."""
    return _CJK_SIGN.search(form) is not None


def tells(wanted: Wanted) -> bool:
    """Whether the words alone show that it is this passage: a whole sentence, not too short."""
    if wanted.inner_left or wanted.inner_right:
        return False
    signs = len(wanted.quote) * (2 if is_cjk(wanted.quote) else 1)
    return signs >= (TELLING_QUOTE_CHARS if _ends(wanted.exact) else TELLING_LINE_CHARS)


def has_own_sentence(wanted: Wanted, found: Sides) -> bool:
    """Whether the whole sentence around a place is the passage's own, and long enough to tell."""
    signs = len(wanted.quote) + wanted.own_left + wanted.own_right
    own = found.left >= wanted.own_left and found.right >= wanted.own_right
    return own and wanted.ends_in_sight and signs >= TELLING_QUOTE_CHARS + TELLING_CHARS


def stands_out(wanted: Wanted, normal: Normal, place: Span, places: list[Span]) -> bool:
    """Whether a place's surroundings are nearer, by more than a letter, than all others'."""
    own = sides(wanted, normal, place)
    return all(
        own.left >= other.left + MARGIN_CHARS or own.right >= other.right + MARGIN_CHARS
        for other in (sides(wanted, normal, at) for at in places if at != place)
    )


def nearest(wanted: Wanted, normal: Normal, places: list[Span]) -> Span | None:
    """
    Choose the place whose surroundings are nearest on both sides; None if there is none.

    One side is not enough: where a twin next to the passage was deleted, what follows it now
    followed the passage before.
    """
    scored = [(sides(wanted, normal, place), place) for place in places]
    for found, place in scored:
        others = [other for other, at in scored if at != place]
        left = found.left >= max(other.left for other in others) + MARGIN_CHARS
        right = found.right >= max(other.right for other in others) + MARGIN_CHARS
        if left and right and (found.whole_left or found.whole_right):
            return place
    return None


def fits(wanted: Wanted, normal: Normal, span: Span) -> bool:
    """Whether one side at least is that of the passage, word for word or edited."""
    found = sides(wanted, normal, span)
    if max(found.left, found.right) >= TELLING_CHARS or (found.whole_left and found.whole_right):
        return True
    if (found.whole_left and wanted.prefix) or (found.whole_right and wanted.suffix):
        return True
    return (
        max(left_likeness(wanted, normal, span[0]), right_likeness(wanted, normal, span[1])) >= LIKE
    )


def left_likeness(wanted: Wanted, normal: Normal, start: int) -> float:
    """Say how much what stands before a place is like the passage's prefix."""
    near = normal.text[max(0, start - len(wanted.prefix) - 2) : start].strip(EDGES)
    return _likeness(wanted.prefix, near[-len(wanted.prefix) :])


def right_likeness(wanted: Wanted, normal: Normal, end: int) -> float:
    """Say how much what stands behind a place is like the passage's suffix."""
    near = normal.text[end : end + len(wanted.suffix) + 2].strip(EDGES)
    return _likeness(wanted.suffix, near[: len(wanted.suffix)])


def _likeness(context: str, near: str) -> float:
    if len(context) < TELLING_CHARS:
        return 0.0
    return float(Indel.normalized_similarity(context, near))
