"""Which pages a tree may be built of: those whose tree cannot grow past bounds."""

import re
from collections import Counter

MAX_TREE_BYTES = 1024 * 1024
MAX_SMALL_BYTES = 384 * 1024
"""A page that is nothing but attributes takes its tree 80 bytes a byte; so many are all right."""

MAX_PARTS = 150_000
"""Words and attributes of a page that is larger than that."""

MAX_SIGNS = 20_000
"""Of `<`. Nesting takes the building of a tree time by the square: as many take 0.7 seconds."""

MAX_REOPENED = 120_000
"""Elements that open ones like `<b>` may add: a block that begins within reopens all of them
(HTML standard, the list of active formatting elements). As many take 21 MB."""

STRIDE_BYTES = 1024
"""Attributes of one tag take time by the square as well; in a tag this long they take none."""

MAX_SQUARES = 40_000_000
"""The squares of the numbers of attributes in long tags; as many take 0.2 seconds."""

MAX_HIDDEN_ENDS = 64
"""Signs `>` within values, which make a tag look shorter than it is. More are a few in 10,000."""

_SHADOW_ROOT = (b"shadowrootmode", b"shadowRootMode")
"""What a template is declared a shadow root with: browsers show it, lexbor's tree leaves it out."""

_SIGNS = bytes(set(range(256)) - set(b"<>=\"'"))
_HIDDEN_END = re.compile(rb"=(?:\"[^\">]*+>|'[^'>]*+>)")
# Every pattern below goes on behind what it has looked at, also where the page breaks off: one
# that fails at the end would be tried again at each sign before it, in time by the square.
_ATTRIBUTES = rb"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+(?:>|\Z)"
_TAG = re.compile(rb"<[a-zA-Z]" + _ATTRIBUTES)

# Start tags of elements that are reopened; group 3 if their end tag comes next. `a` is none of
# them: it is ended by the next of its kind. Both cases are spelt out and others ruled out first,
# as ignoring case takes six times as long.
_FORMATTING = re.compile(
    rb"(<(?=[bcefinstuBCEFINSTU][\s/>amrtoiAMRTOI])"
    rb"([bB]|[iI]|[sS]|[uU]|[eE][mM]|[tT][tT]|[fF][oO][nN][tT]|[cC][oO][dD][eE]|[nN][oO][bB][rR]"
    rb"|[bB][iI][gG]|[sS][mM][aA][lL][lL]|[sS][tT][rR][iI][kK][eE]|[sS][tT][rR][oO][nN][gG])"
    rb"(?=[\s/>])" + _ATTRIBUTES + rb")([^<]*+</\2[\s/>])?+"
)

# Scripts, styles and comments, told from what only looks like them: raw text and whole tags are
# matched first, and stay.
_RAW = rb"[^<]*+(?:<(?!/\%d[\s/>])[^<]*+)*+"
_UNSEEN = re.compile(
    rb"(<(textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])"
    + (_ATTRIBUTES + _RAW % 2)
    + rb")|<(script|style)(?=[\s/>])(?![^>]{0,300}?ld\+json)"
    # In a picture, one that ends with a slash has no content.
    + (_ATTRIBUTES + rb"(?<!/>)" + _RAW % 3)
    + rb"(?:</\3[^>]*+>?+|\Z)|<!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))|(</?[a-zA-Z]"
    + _ATTRIBUTES
    + rb")",
    re.I,
)


def plain_source(page: bytes) -> bytes | None:
    """
    Give what a tree can be built of in bounded time and memory, and reads as the page does.

    That is the page itself or, where only scripts, styles or comments speak against that, the
    page without them. None for a page of which no tree can be built.
    """
    if any(spelling in page for spelling in _SHADOW_ROOT):
        return None
    signs = page.translate(None, _SIGNS)
    has_few_hidden_ends = len(_HIDDEN_END.findall(signs)) <= MAX_HIDDEN_ENDS
    if has_few_hidden_ends and _has_short_tags(page) and _is_small(page, signs.count(b"<")):
        return page
    lean = _UNSEEN.sub(rb"\1\4", page)
    return lean if _is_small(lean, lean.count(b"<")) and _has_few_attributes(lean) else None


def _is_small(page: bytes, starts: int) -> bool:
    if starts > MAX_SIGNS or (len(page) > MAX_SMALL_BYTES and not _has_few_parts(page)):
        return False
    left_open = Counter(tag for tag, _, end in _FORMATTING.findall(page) if not end)
    # Of elements that are the same three at most are reopened (the standard's Noah's Ark clause).
    return sum(min(count, 3) for count in left_open.values()) * starts <= MAX_REOPENED


def _has_few_parts(page: bytes) -> bool:
    if len(page) > MAX_TREE_BYTES:
        return False
    return sum(page.count(sign) for sign in (b" ", b"\n", b"\t", b"\r", b"/", b"=")) <= MAX_PARTS


def _has_short_tags(page: bytes) -> bool:
    """Look at what stands between two signs `>` far apart alone, which takes no time."""
    squares = at = 0
    while at + STRIDE_BYTES < len(page):
        end = page.rfind(b">", at, at + STRIDE_BYTES)
        if end < 0:
            # No tag ends here: it is very long, or a script.
            end = page.find(b">", at + STRIDE_BYTES)
            end = len(page) if end < 0 else end
            squares += _most_attributes(page[at:end]) ** 2
        if squares > MAX_SQUARES:
            return False
        at = end + 1
    return True


def _has_few_attributes(page: bytes) -> bool:
    squares = 0
    for tag in _TAG.finditer(page):
        if tag.end() - tag.start() > STRIDE_BYTES:
            squares += _most_attributes(tag[0]) ** 2
    return squares <= MAX_SQUARES


def _most_attributes(run: bytes) -> int:
    if len(run) < 4 * STRIDE_BYTES:
        return len(run) // 3
    return len(run.split()) + run.count(b"=") + run.count(b"/")
