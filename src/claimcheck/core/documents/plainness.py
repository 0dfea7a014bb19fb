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

MAX_SIGNS_WITH_SCRIPTS = 3 * MAX_SIGNS
"""Scripts are taken out of no page with more: each tag is a piece that the page is put together of
again, and those of 200,000 cells take 20 MB."""

MAX_REOPENED = 120_000
"""Elements that open ones like `<b>` may add: a block that begins within reopens all of them
(HTML standard, the list of active formatting elements). As many take 21 MB."""

STRIDE_BYTES = 1024
"""Attributes of one tag take time by the square as well; in a tag this long they take none, nor in
longer ones on a page that has room for fewer."""

MAX_STRIDE_BYTES = 8 * STRIDE_BYTES

MAX_SQUARES = 40_000_000
"""The squares of the numbers of attributes in long tags; as many take 0.2 seconds."""

BLANKS_BEFORE_VALUE = 64
"""More white space before a quote, and it is taken for one that begins a value."""

_BEFORE_VALUE = frozenset(b"= \t\n\r\f\v")

# Every pattern below goes on behind what it has looked at, also where the page breaks off: one
# that fails at the end would be tried again at each sign before it, in time by the square.
_ATTRIBUTES = rb"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+(?:>|\Z)"
_INLINE_TAG = (
    rb"</?(?:a|span|img|br|svg|g|use|path|circle|rect)(?=[\s/>])"
    rb"(?:[^<>=]++|=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|(?![\"'])))*+>"
)

# Start tags of elements that are reopened; group 3 if their end tag comes next, but for tags that
# do not keep it from ending them. `a` is none of them: it is ended by the next of its kind. Both
# cases are spelt out and others ruled out first, as ignoring case takes six times as long.
_FORMATTING = re.compile(
    rb"(<(?=[bcefinstuBCEFINSTU][\s/>amrtoiAMRTOI])"
    rb"([bB]|[iI]|[sS]|[uU]|[eE][mM]|[tT][tT]|[fF][oO][nN][tT]|[cC][oO][dD][eE]|[nN][oO][bB][rR]"
    rb"|[bB][iI][gG]|[sS][mM][aA][lL][lL]|[sS][tT][rR][iI][kK][eE]|[sS][tT][rR][oO][nN][gG])"
    rb"(?=[\s/>])" + _ATTRIBUTES + rb")"
    rb"([^<]*+(?:" + _INLINE_TAG + rb"[^<]*+)*+</\2[\s/>])?+"
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
    if _is_plain(page):
        return page
    if page.count(b"<") > MAX_SIGNS_WITH_SCRIPTS:
        return None
    lean = _UNSEEN.sub(rb"\1\4", page)
    return lean if _is_plain(lean) else None


def _is_plain(page: bytes) -> bool:
    starts = page.count(b"<")
    return (
        starts <= MAX_SIGNS
        and (len(page) <= MAX_SMALL_BYTES or _has_few_parts(page))
        and _has_short_tags(page)
        and _count_left_open(page) * starts <= MAX_REOPENED
    )


def _has_few_parts(page: bytes) -> bool:
    if len(page) > MAX_TREE_BYTES:
        return False
    return sum(page.count(sign) for sign in (b" ", b"\n", b"\t", b"\r", b"/", b"=")) <= MAX_PARTS


def _count_left_open(page: bytes) -> int:
    left_open = Counter(tag for tag, _, end in _FORMATTING.findall(page) if not end)
    # Of elements that are the same three at most are reopened (the standard's Noah's Ark clause).
    return sum(min(count, 3) for count in left_open.values())


def _has_short_tags(page: bytes) -> bool:
    """Look at what stands between two signs `>` far apart alone, which takes no time."""
    stride = max(
        STRIDE_BYTES, min(MAX_STRIDE_BYTES, STRIDE_BYTES * MAX_TREE_BYTES // max(1, len(page)))
    )
    squares = at = 0
    double = single = -1  # where the last quote of its kind stands
    while at + stride < len(page):
        limit = at + stride
        end = page.rfind(b">", at, limit)
        if end < 0:
            # No tag ends here: it is very long, or a script.
            end = page.find(b">", limit)
        begin = at
        while end >= 0:
            double = max(double, page.rfind(b'"', begin, end))
            single = max(single, page.rfind(b"'", begin, end))
            quote = _opening(page, double) or _opening(page, single)
            if not quote:
                break
            # The sign may be part of a value, which ends at the next quote.
            begin = end
            end = page.find(quote, end)
            end = page.find(b">", end) if end >= 0 else end
        end = len(page) if end < 0 else end
        if end > limit:
            squares += _most_attributes(page[at:end]) ** 2
            if squares > MAX_SQUARES:
                return False
        at = end + 1
    return True


def _opening(page: bytes, at: int) -> bytes:
    """Give the quote at that place, if a value may begin with it."""
    if at < 1 or page[at - 1] not in _BEFORE_VALUE:
        return b""
    before = page[max(0, at - BLANKS_BEFORE_VALUE) : at].rstrip()
    return b"" if before and before[-1:] != b"=" else page[at : at + 1]


def _most_attributes(run: bytes) -> int:
    if len(run) < 4 * STRIDE_BYTES:
        return len(run) // 3
    return len(run.split()) + run.count(b"=") + run.count(b"/")
