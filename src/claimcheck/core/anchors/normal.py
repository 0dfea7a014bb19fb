"""
A text without its typography, and the way back from there to the text itself.

Two spellings of one text have one normal form: quotation marks, dashes, ellipses, ligatures,
full-width and decomposed letters, entities, case, white space, hyphens of words and of line ends.
What it equates is more than typography in one respect (`re-sign` and `resign`); `sameness` tells
these apart.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

BLOCK_CHARS = 1024
"""How much is normalised at a time; the way back looks at one block only."""

QUOTES = "\"'`´‘’‚‛“”„‟«»‹›′″ʼ＂＇「」『』〝〞〟"
DASHES = "-‐‑‒–—―−⁃﹘﹣－"
INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Soft hyphens, joiners and direction marks: they change how a text looks, not what it says."""
CJK = "\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

# NFKC would make 10² into 102: raised and lowered digits keep a mark of their own.
_RAISED = {mark: f"^{digit}" for digit, mark in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_LOWERED = {mark: f"_{digit}" for digit, mark in enumerate("₀₁₂₃₄₅₆₇₈₉")}
_INSTEAD = {
    **dict.fromkeys(QUOTES, "'"),
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(INVISIBLE, ""),
    **_RAISED,
    **_LOWERED,
}
_LETTER_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)(?=[^\W\d_])")
_CJK_SPACE = re.compile(f" (?:(?<=[{CJK}、。] )|(?=[{CJK}]))")
_CLOSE = (" -", " '", " ;", " :", " !", " ?", " %", " )", " ]", " ,", " .")
_OPEN = ("- ", "' ", "( ", "[ ")
# Where the form of the whole is that of the parts put together: no rule looks across.
_CUTS = (
    re.compile(r"(?<=[A-Za-z0-9,.])[ \n](?=[A-Za-z0-9])"),
    re.compile(f"(?<=[{CJK}])(?=[{CJK}])"),
    re.compile(r"(?<=[a-z0-9])(?=[a-z0-9])"),
)
_CUT = re.compile(f"{_CUTS[0].pattern}|{_CUTS[1].pattern}")
_LOOK_AHEAD_CHARS = 40


def normal_form(text: str) -> str:
    """Write a text without its typography. White space at either end becomes one space."""
    return _LETTER_HYPHEN.sub("", hyphenated_form(text))


def hyphenated_form(text: str) -> str:
    """Write a text without its typography, but with the hyphens between letters."""
    if "&" in text:
        text = html.unescape(text)
    if text.isascii():
        text = text.replace('"', "'").replace("`", "'").lower()
    else:
        for mark in _INSTEAD.keys() & set(text):
            text = text.replace(mark, _INSTEAD[mark])
        text = unicodedata.normalize("NFKC", text).casefold()
    text = _one_space(text)
    for pair in _CLOSE:
        text = text.replace(pair, pair[1])
    for pair in _OPEN:
        text = text.replace(pair, pair[0])
    text = _once(text, "-")
    text = _once(text, "'")
    return text if text.isascii() or max(text) < "\u3000" else _CJK_SPACE.sub("", text)


def _one_space(text: str) -> str:
    body = " ".join(text.split())
    if not body:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + body + (" " if text[-1].isspace() else "")


def _once(text: str, mark: str) -> str:
    while mark * 2 in text:
        text = text.replace(mark * 2, mark)
    return text


@dataclass(frozen=True, slots=True)
class Normal:
    """
    A text and its normal form, block by block.

    `starts` are where the blocks begin in the source, `places` where in the normal form.
    """

    source: str
    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the part of the source whose normal form is `text[start:end]`, without edges."""
        left, right = self._source_index(start), self._source_index(end)
        found = self.text[start:end]
        while left < right and _is_edge(self.source[left], found[0]):
            left += 1
        while right > left and _is_edge(self.source[right - 1], found[-1]):
            right -= 1
        return left, right

    def place(self, index: int) -> int:
        """Give the place in the normal form of what stands at an index of the source."""
        number = max(0, bisect_right(self.starts, index) - 1)
        return self.places[number] + len(normal_form(self.source[self.starts[number] : index]))

    def has_dash_near(self, place: int) -> bool:
        """Whether a dash stands in the block of the source that a place lies in, or the next."""
        number = max(0, bisect_right(self.places, place) - 1)
        last = self.starts[number + 2] if number + 2 < len(self.starts) else len(self.source)
        block = self.source[max(0, self.starts[number] - 8) : last]
        return any(dash in block for dash in DASHES)

    def _source_index(self, place: int) -> int:
        """Give the last index of the source before which `place` characters were made."""
        number = max(0, bisect_right(self.places, place) - 1)
        begin, wanted = self.starts[number], place - self.places[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.source)
        return begin + _prefix_for(self.source[begin:end], wanted)


def _is_edge(character: str, kept: str) -> bool:
    if character.isspace() or character in INVISIBLE:
        return True
    return character in DASHES and kept != "-"


def _prefix_for(block: str, wanted: int) -> int:
    """Find the longest beginning of a block whose normal form has at most so many characters."""
    cuts = [0, *(cut.end() for cut in _CUT.finditer(block)), len(block)]
    low, high = 0, len(cuts) - 1
    while low < high - 1:  # the form of a beginning that ends at a cut begins that of the block
        middle = (low + high) // 2
        if len(normal_form(block[: cuts[middle]])) <= wanted:
            low = middle
        else:
            high = middle
    begin, end = cuts[low], cuts[high]
    wanted -= len(normal_form(block[:begin]))
    return begin + _scan(block[begin:end], wanted)


def _scan(piece: str, wanted: int) -> int:
    """Look for the place by halving, then one by one: an entity is longer half read than read."""
    low, high = 0, len(piece)
    while low < high:
        middle = (low + high + 1) // 2
        if len(normal_form(piece[:middle])) <= wanted:
            low = middle
        else:
            high = middle - 1
    for end in range(min(len(piece), low + _LOOK_AHEAD_CHARS), low, -1):
        if len(normal_form(piece[:end])) <= wanted:
            return end
    return low


def normalise(text: str) -> Normal:
    """Bring a text into its normal form and keep the way back. Linear in the text."""
    starts = [0]
    while len(text) - starts[-1] > 2 * BLOCK_CHARS:
        starts.append(_next_cut(text, starts[-1] + BLOCK_CHARS))
    ends = [*starts[1:], len(text)]
    forms = [normal_form(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    places = [0, *accumulate(map(len, forms[:-1]))]
    return Normal(text, "".join(forms), tuple(starts), tuple(places))


def _next_cut(text: str, after: int) -> int:
    for cut in _CUTS:
        if found := cut.search(text, after, after + BLOCK_CHARS):
            return found.end()
    return after + BLOCK_CHARS // 2
