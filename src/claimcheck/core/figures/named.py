"""Reads numbers that belong to a name: H100, GPT-5.4, COVID-19, Windows 11, section 2."""

import re
from decimal import Decimal

from claimcheck.core.figures.numbers import Literal
from claimcheck.core.figures.units import SIGNS
from claimcheck.core.figures.values import NAME, Figure

_JOINED = re.compile(
    r"([^\W\d_]{1,24}(?:-[^\W\d_]{1,12})?)(-?)(\d{1,6}(?:\.\d{1,4}){0,3})(-?[^\W\d_]{1,8}\b)?(?!\d)"
)
_PLACES_A_YEAR_LIST = (
    "mid pre post mi early late non sub top since until in through ca per plus age aged"
)
_PLACES_A_YEAR = frozenset(_PLACES_A_YEAR_LIST.split())
_LAST_WORD = re.compile(r"([^\W\d_][\w.'’-]*)[\s(#]{0,2}$")
_LABEL_LIST = (
    "section chapter page pages p pp figure fig table step part version v item no nos number"
    " footnote note article clause phase type level room route class gen generation series grade"
    " line appendix annex act volume vol issue season episode tier stage model id isbn channel"
    " highway flight world windows python release build paragraph question day week position unit"
    " abschnitt kapitel seite artikel nummer nr absatz teil chapitre numéro página capítulo número"
    " artículo protocol platform gate seed district ward exhibit apollo formula"
)
_LABELS = frozenset(_LABEL_LIST.split())
_OPENER_LIST = (
    "a about above after all almost among an and approximately around as at before below between"
    " but by even every exactly fewer for from had has have his her in into is it its just last"
    " least less more nearly next of on only or other our over roughly she he since some than that"
    " the their then there these they this those to total under until up was we were what when"
    " where which while with within you i us europe against no not also still both only another"
    " january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday eastern about"
    " im in am auf bis seit mit von vor nach für rund etwa über unter fast knapp mehr der die das"
    " den dem des ein eine und aus bei zu zum zur um je jahr jahre prozent les le la des de du en"
    " dans sur avec pour par plus el los las con unos unas"
)
_OPENERS = frozenset(_OPENER_LIST.split())
_VERSION = re.compile(r"\d{1,6}(?:\.\d{1,6}){2,4}(?![\w.,]\d)")
_NAME_FOLLOWS = re.compile(
    r"(?:\s(?=[A-Z])|[\s-](?=grade|floor|edition|street|avenue))([^\W\d_]{2,24})"
)
AFTER_CHARS = 16
_VERB_LIST = (
    "is was has had uses used can could will would may does did gives gave takes took makes made"
    " offers offered delivers delivered runs ran comes came costs cost contains contained achieves"
    " achieved consumes consumed needs needed supports supported arrived arrives launched ist war"
    " hat hatte kann wird est était a peut es era fue tiene puede"
)
_NO_NOUN = re.compile(rf"(?:['’]s)?\s(?:{'|'.join(_VERB_LIST.split())})\b|['’]s\s")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|^[A-Z]{2,}$")


def is_label(figure: Figure) -> bool:
    """Whether a number is of a kind of part, such as a section, and not of a thing's own name."""
    return figure.unit.partition(" ")[0] in _LABELS


def read_joined(text: str, start: int) -> Figure | None:
    """Read the name with a number in it that begins at `start`, such as `F-16` or `A100X`."""
    match = _JOINED.match(text, start)
    if match is None or match[1].lower() in _PLACES_A_YEAR or match[1].lower() in SIGNS:
        return None
    if match[2] and match[1].islower() and len(match[3]) == 4:
        return None
    return _name(f"{match[1]}{match[4] or ''}", match[3], *match.span())


def read_spaced(
    around: tuple[str, str], literal: Literal, written: str, *, could_be_year: bool
) -> str | None:
    """
    Give the name that a bare number belongs to by the word before it; None for a count.

    A capital that opens a sentence tells nothing by itself; there what follows has to: a verb
    for the name (`Trainium 3 has`), where a count would have its noun.
    """
    before, after = around
    if literal.grouped:
        return None
    if before.endswith(("[", "#", "§", "§ ")):
        return before[-1].strip() or "§"
    match = _LAST_WORD.search(before)
    if match is None:
        return None
    word = match[1].rstrip(".'’-")
    if word.lower() in _LABELS:
        return word
    if could_be_year or word.lower() in _OPENERS or "." in written:
        return None
    opens = not before[: match.start()].strip() or before[: match.start()].rstrip()[-1] in ".!?\n"
    if opens and not _INNER_CAPITAL.search(word) and not _NO_NOUN.match(after):
        return None
    return word if word[:1].isupper() or _INNER_CAPITAL.search(word) else None


def read_version(text: str, start: int) -> Figure | None:
    """Read a number with two points or more after the word for a part or a name: version 1.2.3."""
    match = _VERSION.match(text, start)
    before = _LAST_WORD.search(text[max(0, start - 30) : start]) if match else None
    if match is None or before is None:
        return None
    word = before[1].rstrip(".'’-")
    if word.lower() not in _LABELS and not _INNER_CAPITAL.search(word):
        return None
    base = f"{word} {match[0]}".lower()
    place = start - (len(before[0]))
    return Figure(NAME, Decimal(0), base, Decimal(1), "", place, match.end(), named_unit=word)


def capital_before(before: str) -> str:
    """Give the capitalised word right before a number in words, which makes both a name."""
    match = _LAST_WORD.search(before)
    word = match[1].rstrip(".'’-") if match else ""
    capital = word[:1].isupper() and before.endswith(f"{word} ")
    return word if capital and word.lower() not in _OPENERS else ""


def spelled(word: str, literal: Literal, start: int) -> Figure:
    """Make the name of a word and the number in words after it."""
    return _name(word, str(literal.value), start, literal.end)


def ordinal(text: str, figure: Figure) -> Figure:
    """Make a name of an ordinal before a capital, such as `the 42nd Street`; else leave it."""
    match = _NAME_FOLLOWS.match(text, figure.end)
    if match is None:
        return figure
    end = match.end()
    return Figure(NAME, figure.value, f"nth {match[1].lower()}", Decimal(1), "", figure.start, end,
                  named_unit=match[1], digits=figure.digits)  # fmt: skip


def spaced(word: str, literal: Literal, written: str, start: int) -> Figure:
    """Make the name of a word and the number after it."""
    return _name(word, written, start, literal.end)


def _name(base: str, number: str, start: int, end: int) -> Figure:
    plain = number.count(".") < 2 and "," not in number and "." not in number[-1:]
    unit = base.lower().strip("-") if plain else f"{base} {number}".lower()
    value = Decimal(number) if plain else Decimal(0)
    return Figure(
        NAME, value, unit, Decimal(1), "", start, end, named_unit=base, digits=len(number)
    )
