"""Which lines of a page are its main text, and which are what stands around it."""

from itertools import compress

from claimcheck.core.documents.hints import (
    AROUND,
    ASIDE,
    COMMENTS,
    HINT_CHARS,
    LINKS,
    MAIN,
    TAGS,
    is_label,
    standings_of,
)
from claimcheck.core.documents.layout import Layout

PROSE_CHARS = 40
"""A line with more text outside of links is running text."""

OWN_TEXT_CHARS = 150
OWN_TEXT_LINKED = 0.2
"""Running text from which on, and share in links up to which, a block has a text of its own."""

LINKS_SHARE = 0.7
LINKS_PROSE_CHARS = 500
"""More of a block's text in links, with less running text than that, make it a list of links."""

FORUM_TIMES = 2
"""So many times as much text in comments as elsewhere makes a page a forum."""

ASIDE_SHARE = 0.3
"""Where there is less text than this share of what stands aside, that is the main text."""

LISTING_SHARE = 0.5
LISTING_CHARS = 200
"""Where less of the longer lines is running text, or less than that in all, a page is a listing."""

CENTRE_SHARE = 0.75
"""Of the main text; the innermost block that holds so much of it is its centre."""

LINK_LINE_CHARS = 150
LINK_LINE_SHARE = 0.7
"""A shorter line with more of it in links leads elsewhere."""

FAR_CHARS = 120
"""A line outside of the centre, yet in its article, is main text from this length on."""

_WHOLES = frozenset({"main", "body", "article"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_SENTENCE_ENDS = (".", "!", "?", "…", '"', "”", "»", ")", "。")
_TEXT_TAGS = _HEADINGS | {"p", "h1", "li", "dt", "dd", "blockquote", "caption", "pre", "td", "th"}


def find_main(layout: Layout) -> list[bool]:
    """
    Say of each line whether it belongs to the main text.

    It is found by where running text lies, by what elements call themselves and by links: no
    words of the page count but those of labels. On a listing the items are the main text.
    """
    return _Finder(layout).find()


class _Finder:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._own = [
            len(line) - linked for line, linked in zip(layout.lines, layout.link_chars, strict=True)
        ]
        self._standings = [MAIN] * len(layout.parents)
        self._is_listing = False

    def find(self) -> list[bool]:
        layout = self._layout
        self._judge_blocks()
        allowed = self._allowed()
        is_open = [allowed[standing] for standing in self._standings]
        centre = self._centre(is_open)
        inside = self._within(centre, is_open)
        kept = [inside[owner] for owner in layout.owners]
        self._take_lead(kept)
        if not self._is_listing:
            self._take_far(kept, self._within(self._article_of(centre), is_open))
            self._drop_small(kept)
            self._drop_tail(kept)
        self._drop_headings(kept)
        return kept

    def _judge_blocks(self) -> None:
        layout, standings = self._layout, self._standings
        parents = layout.parents
        count = len(standings)
        chars, linked, prose = [0] * count, [0] * count, [0] * count
        for own, link_chars, owner in zip(self._own, layout.link_chars, layout.owners, strict=True):
            chars[owner] += own + link_chars
            linked[owner] += link_chars
            if own > PROSE_CHARS:
                prose[owner] += own
        _add_up(parents, chars, linked, prose)
        most = prose[0] // 2
        for block in compress(range(1, count), chars[1:]):
            outer = standings[parents[block]]
            # What holds most of the text is the page, whatever it is called.
            if outer != AROUND and prose[block] <= most:
                own = self._judge(block, chars[block], linked[block], prose[block])
                outer = own if own > outer else outer
            standings[block] = outer

    def _judge(self, block: int, chars: int, linked: int, prose: int) -> int:
        node = self._layout.blocks[block]
        tag = (node.tag if node else None) or ""
        if node is None or (tag in _TEXT_TAGS and tag != "p"):
            return MAIN
        given = node.attributes
        if tag in TAGS and not (tag == "aside" and "quote" in (given.get("class") or "")):
            return TAGS[tag]
        standing = MAIN
        if given:
            hint = f"{given.get('class') or ''} {given.get('id') or ''} {given.get('role') or ''}"
            has_text = prose > OWN_TEXT_CHARS and linked < OWN_TEXT_LINKED * chars
            standing = standings_of(hint[:HINT_CHARS])[0 if has_text else 1]
        if standing == MAIN and tag not in _WHOLES and tag != "p":
            is_list = linked > LINKS_SHARE * chars and prose < LINKS_PROSE_CHARS
            return LINKS if is_list else MAIN
        return standing

    def _allowed(self) -> list[bool]:
        """Say which standings make up the main text of this page."""
        prose = [0] * (AROUND + 1)
        long_chars = 0
        for own, linked, owner in zip(
            self._own, self._layout.link_chars, self._layout.owners, strict=True
        ):
            standing = self._standings[owner]
            if own > PROSE_CHARS:
                prose[standing] += own
            if standing <= LINKS and own + linked > PROSE_CHARS:
                long_chars += own + linked
        allowed = [False] * len(prose)
        allowed[MAIN] = True
        allowed[COMMENTS] = prose[COMMENTS] > FORUM_TIMES * prose[MAIN]
        allowed[ASIDE] = prose[MAIN] + prose[COMMENTS] < ASIDE_SHARE * prose[ASIDE]
        chars = sum(compress(prose, allowed))
        self._is_listing = chars < max(LISTING_CHARS, LISTING_SHARE * long_chars)
        allowed[LINKS] = self._is_listing
        return allowed

    def _centre(self, is_open: list[bool]) -> int:
        layout = self._layout
        weights = [0] * len(is_open)
        for own, linked, owner in zip(self._own, layout.link_chars, layout.owners, strict=True):
            if is_open[owner]:
                if self._is_listing:
                    weights[owner] += own + linked
                elif own > PROSE_CHARS:
                    weights[owner] += own
        _add_up(layout.parents, weights)
        least = max(1, weights[0] * CENTRE_SHARE)
        centre = 0
        # In document order a block follows the one around it, so one pass goes down.
        for block in compress(range(len(weights)), (weight >= least for weight in weights)):
            if block and layout.parents[block] == centre:
                if self._tag(block) in _TEXT_TAGS:
                    break
                centre = block
        return centre

    def _article_of(self, block: int) -> int:
        article = block
        while block:
            if self._tag(block) in ("article", "main"):
                article = block
            block = self._layout.parents[block]
        return article

    def _within(self, block: int, is_open: list[bool]) -> list[bool]:
        inside = [False] * len(is_open)
        inside[block] = True
        parents = self._layout.parents
        for inner in range(block + 1, len(inside)):
            inside[inner] = is_open[inner] and inside[parents[inner]]
        return inside

    def _take_lead(self, kept: list[bool]) -> None:
        """Take the heading before the main text, and what running text follows it."""
        first = kept.index(True) if True in kept else 0
        owners = self._layout.owners
        headings = [
            line
            for line in range(first)
            if self._standings[owners[line]] != AROUND and self._tag(owners[line]) == "h1"
        ]
        for line in range(headings[-1], first) if headings else ():
            is_prose = self._own[line] > PROSE_CHARS and self._standings[owners[line]] == MAIN
            kept[line] = is_prose or line == headings[-1]

    def _take_far(self, kept: list[bool], inside: list[bool]) -> None:
        for line, owner in enumerate(self._layout.owners):
            own = self._own[line]
            if own > FAR_CHARS and inside[owner] and self._layout.link_chars[line] < own / 2:
                kept[line] = True

    def _drop_small(self, kept: list[bool]) -> None:
        """Drop lines that lead elsewhere, and labels."""
        layout = self._layout
        for number in compress(range(len(kept)), kept):
            line = layout.lines[number]
            if len(line) < LINK_LINE_CHARS and (
                layout.link_chars[number] > LINK_LINE_SHARE * len(line) or is_label(line)
            ):
                kept[number] = False

    def _drop_tail(self, kept: list[bool]) -> None:
        """Drop what is no sentence behind the last running text."""
        for number in reversed(list(compress(range(len(kept)), kept))):
            line = self._layout.lines[number]
            if self._own[number] > PROSE_CHARS:
                return
            kept[number] = len(line) >= PROSE_CHARS or line.endswith(_SENTENCE_ENDS)

    def _drop_headings(self, kept: list[bool]) -> None:
        """Drop headings of what was dropped: they stand right before it, or at the end."""
        follows = False
        for line in range(len(kept) - 1, -1, -1):
            if kept[line] and not follows:
                kept[line] = self._tag(self._layout.owners[line]) not in _HEADINGS
            follows = kept[line]

    def _tag(self, block: int) -> str:
        node = self._layout.blocks[block]
        return (node.tag if node else None) or ""


def _add_up(parents: list[int], *sums: list[int]) -> None:
    """Add what blocks hold to the blocks around them; the first sum is nowhere less than others."""
    first, *others = sums
    for block in range(len(parents) - 1, 0, -1):
        if first[block]:
            parent = parents[block]
            first[parent] += first[block]
            for each in others:
                each[parent] += each[block]
