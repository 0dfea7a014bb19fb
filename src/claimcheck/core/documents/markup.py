"""Takes HTML source apart into text and tags, as the HTML standard's tokeniser does."""

import html
import re
from dataclasses import dataclass
from functools import cache

_BLOCK_NAMES = (
    "address article aside blockquote body button caption center dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "legend li listing main menu nav ol optgroup option p plaintext pre search section summary "
    "select table tbody textarea tfoot thead tr ul xmp"
)
_UNSEEN_NAMES = (
    "script style template noscript noembed noframes title iframe object audio video canvas "
    "datalist math"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
UNSEEN = frozenset(_UNSEEN_NAMES.split())
_RAW = frozenset({"textarea", "xmp", "script", "style", "title", "iframe", "noembed", "noframes"})
_TELLING = UNSEEN | frozenset(
    {"table", "tbody", "thead", "tfoot", "tr", "td", "th", "pre", "textarea", "listing", "xmp"}
    | {"plaintext", "html", "meta", "link", "time", "h1", "svg", "dialog"}
)

STRETCH_TAGS, TEXT_CHARS = 64, 4096
"""Bounds of one step, so that none holds a large body twice."""

REFERENCE_CHARS = 40
"""Longer than any character reference (the longest name has 31 letters)."""


ATTRIBUTES_CHARS = 32 * 1024
"""As much of a tag's attributes is looked at: a tag may have a million of them."""


NAME_CHARS = 64
"""As much of a tag's name: in lower case a text may take twelve bytes a character on the way."""


def _one_of(names: frozenset[str]) -> str:
    """Make a pattern of names that looks at no more of them than begin alike."""
    letters = sorted({name[0] for name in names})
    groups = ((first, sorted(n[1:] for n in names if n[0] == first)) for first in letters)
    branches = (f"{first}(?:{'|'.join(rests)})" for first, rests in groups)
    return rf"(?:{'|'.join(branches)})(?=[\s/>])"


# All repeats are possessive, and what is unfinished runs to the end: nothing is scanned twice.
# A quote counts at the beginning of a value alone: a stray one (`href="x"">`) swallows nothing.
_VALUE = r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_ATTRIBUTES = rf"(?:[\s/]++|[^\s/>][^\s/>=]*+{_VALUE})*+"
_CALM = rf"(?:[\s/]++|(?!style|hidden)[^\s/>][^\s/>=]*+{_VALUE})*+>"
_COMMENT = r"<!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+--!?>)"
_OPEN_COMMENT = r"<!--(?!-?>)[^-]*+(?:-(?!-!?>)[^-]*+)*+\Z"
_RAW_ELEMENT = rf"""
    <({_one_of(_RAW)}) ({_ATTRIBUTES}) (?<!/)> ( [^<]*+ (?:<(?!/\NAME[\s/>]) [^<]*+ )*+ )"""
_ANY_TAG = rf"<(/?[a-zA-Z][^\s/>]*+) ({_ATTRIBUTES}) (?:>|\Z)"
_BOGUS = r"<(?:[!?]|/(?![a-zA-Z])) [^>]*+ (?:>|\Z)"
_STEP = rf"""
    ( (?: [^<]{{0,{TEXT_CHARS}}}+
          (?: <(?!/?{_one_of(_TELLING)}) /?[a-zA-Z][^\s/>]*+{_CALM} | {_COMMENT} )
      ){{0,{STRETCH_TAGS}}}+
      [^<]{{0,{TEXT_CHARS}}}+ )
    (?: {_RAW_ELEMENT.replace("NAME", "2")} | {_ANY_TAG} | {_COMMENT} | {_OPEN_COMMENT} | {_BOGUS}
      | ( (?: <(?![a-zA-Z/!?]) )++ ) )?+"""
_BREAK = rf"(<)/?{_one_of(BLOCKS | {'br'})}{_ATTRIBUTES}>|<[/a-zA-Z]{_ATTRIBUTES}>|{_COMMENT}"
_TAG = rf"{_RAW_ELEMENT.replace('NAME', '1')}|{_ANY_TAG}|{_COMMENT}|{_OPEN_COMMENT}|{_BOGUS}"
_ATTRIBUTE = re.compile(
    r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+"""
)
_CAPITAL_TAG = re.compile("</?[A-Z]")


@dataclass(frozen=True, slots=True)
class Patterns:
    """
    How the source of a page is taken apart.

    `step` matches anywhere: a stretch of text with tags in it that only part lines or not even
    that, then what needs a look: an element without markup in it (name, attributes, content), a
    tag (its name with the slash of an end tag, attributes), signs that are no tag, or nothing.
    `line_break` matches the tags of such a stretch, group 1 those that part lines. `tag` finds
    every tag: group 1 the name of an element without markup in it, group 4 that of any other.
    """

    step: re.Pattern[str]
    line_break: re.Pattern[str]
    tag: re.Pattern[str]


def patterns_for(page: str) -> Patterns:
    """Choose the patterns; those that ignore case take half as long again, and few need them."""
    return _patterns(any_case=bool(_CAPITAL_TAG.search(page)))


@cache
def _patterns(*, any_case: bool) -> Patterns:
    flags = re.X | re.I if any_case else re.X
    return Patterns(*(re.compile(pattern, flags) for pattern in (_STEP, _BREAK, _TAG)))


def attributes(written: str) -> dict[str, str]:
    """Read the attributes of a tag; of two with one name the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written, 0, ATTRIBUTES_CHARS):
        name, double, single, bare = match.groups("")
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


def settled(text: str) -> str:
    """Leave out the end of a text that goes on where a character reference may be cut in two."""
    place = text.rfind("&", max(0, len(text) - REFERENCE_CHARS))
    return text[:place] if place > 0 else text
