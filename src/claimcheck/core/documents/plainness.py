"""Which pages a tree may be built of: those whose tree cannot grow past bounds."""

import re

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

_SIGNS = bytes(set(range(256)) - set(b"<>=\"'"))
_HIDDEN_END = re.compile(rb"=(?:\"[^\">]*+>|'[^'>]*+>)")
# Start tags of elements that are reopened, unless their end tag comes next. `a` is none of them:
# it is ended by the next of its kind. Both cases are spelt out and others ruled out first, as
# ignoring case takes six times as long.
_LEFT_OPEN = re.compile(
    rb"<(?=[bcefinstuBCEFINSTU][\s/>amrtoiAMRTOI])"
    rb"([bB]|[iI]|[sS]|[uU]|[eE][mM]|[tT][tT]|[fF][oO][nN][tT]|[cC][oO][dD][eE]|[nN][oO][bB][rR]"
    rb"|[bB][iI][gG]|[sS][mM][aA][lL][lL]|[sS][tT][rR][iI][kK][eE]|[sS][tT][rR][oO][nN][gG])"
    rb"(?:[\s/](?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)?+>(?![^<]*+</\1[\s/>])"
)


def is_plain(page: bytes) -> bool:
    """Say whether a parser that builds a tree reads a page in bounded time and memory."""
    if len(page) > MAX_SMALL_BYTES and not _has_few_parts(page):
        return False
    signs = page.translate(None, _SIGNS)
    starts = signs.count(b"<")
    if starts > MAX_SIGNS or len(_HIDDEN_END.findall(signs)) > MAX_HIDDEN_ENDS:
        return False
    if not _has_short_tags(page):
        return False
    return len(_LEFT_OPEN.findall(page)) * starts <= MAX_REOPENED


def _has_few_parts(page: bytes) -> bool:
    if len(page) > MAX_TREE_BYTES:
        return False
    return sum(page.count(sign) for sign in (b" ", b"\n", b"\t", b"\r", b"/", b"=")) <= MAX_PARTS


def _most_attributes(run: bytes) -> int:
    if len(run) < 4 * STRIDE_BYTES:
        return len(run) // 3
    return len(run.split()) + run.count(b"=") + run.count(b"/")


def _has_short_tags(page: bytes) -> bool:
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
