"""The visible text of a page, read off the tree that a browser would build."""

from functools import cache

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode, create_tag

from claimcheck.core.documents.facts import Facts, is_telling
from claimcheck.core.documents.hiding import hides
from claimcheck.core.documents.layout import Layout
from claimcheck.core.documents.markup import BLOCKS, UNSEEN
from claimcheck.core.documents.writing import Writer

_MAYBE_HIDDEN = '[hidden],[style*="none" i],[style*="hidden" i],dialog:not([open])'
_WEB_LINK = 'a[href^="http" i]'

_TEXT = 2
"""lexbor's number of text nodes, the DOM's own."""

# What is done about an element. Plain numbers, which compare quicker than members of an enum: the
# walk takes half a millisecond, and each look at an element counts. Blocks are those from _BLOCK to
# _ROW; a block and what is below it is read without another look.
_INLINE, _LINK, _BLOCK, _TEXT_BLOCK, _ROWS, _H1, _KEEPS_LINES, _CELL, _ROW = range(9)
_BREAK, _FACT, _SCRIPT, _TITLE, _NOSCRIPT, _TEMPLATE, _UNSEEN = range(9, 16)

_NAMES = {
    _LINK: "a",
    _FACT: "meta link time html",
    _SCRIPT: "script",
    _TITLE: "title",
    _NOSCRIPT: "noscript",
    _TEMPLATE: "template",
    _BREAK: "br hr",
    _TEXT_BLOCK: "p h2 h3 h4 h5 h6 li dt dd blockquote figcaption caption address summary",
    _H1: "h1",
    _KEEPS_LINES: "pre textarea listing xmp plaintext",
    _CELL: "td th",
    _ROW: "tr",
    _ROWS: "table tbody thead tfoot",
}


def _without_noscript(page: bytes) -> bytes:
    """
    Have `noscript` in the head read as browsers that run scripts read it: as text not shown.

    lexbor runs none, and takes markup in it for the beginning of the body.
    """
    body = page.find(b"<body")
    if page.find(b"<noscript", 0, body) < 0:
        return page
    head = page[:body].replace(b"<noscript", b"<noembed").replace(b"</noscript", b"</noembed")
    return head + page[body:]


@cache
def _kinds() -> dict[int, int]:
    names = dict.fromkeys(BLOCKS, _BLOCK) | dict.fromkeys(UNSEEN, _UNSEEN)
    for kind, listed in _NAMES.items():
        names |= dict.fromkeys(listed.split(), kind)
    return {_number_of(name): kind for name, kind in names.items()}


def _number_of(name: str) -> int:
    node = create_tag(name)
    if node is None or node.tag_id is None:
        raise LookupError(f"lexbor knows no element {name}")
    return node.tag_id


class TreeReader:
    """
    Reads one page, which has to be plain: a tree of another may take minutes to build.

    `unscripted` takes what scripts would show and what is for readers without them, too.
    `passed_over` says whether there is any.
    """

    def __init__(self, page: bytes, *, unscripted: bool = False) -> None:
        kept = page if unscripted else _without_noscript(page)
        self._tree = LexborHTMLParser(kept, options=LexborDocumentOptions.WO_EVENTS)
        self._kinds = _kinds()
        self._hidden: set[int] = set()
        if unscripted:
            self._kinds = self._kinds | {_number_of("noscript"): _INLINE}
        else:
            maybe = self._tree.css(_MAYBE_HIDDEN)
            self._hidden = {node.mem_id for node in maybe if _is_hidden(node)}
        self.passed_over = bool(self._hidden) or kept is not page
        self.lacks_shadow = False

    def read(self, facts: Facts) -> Layout:
        """
        Lay out the page and note its facts.

        `lacks_shadow` says afterwards whether a template is declared a shadow root: browsers show
        it, lexbor's tree leaves it out.
        """
        writer = Writer(Layout(), facts)
        root = self._tree.root
        if root is not None:
            self._walk(root, self._kinds, writer)
        writer.end_row()
        return writer.layout

    def hrefs(self) -> tuple[str, ...]:
        """Give every whole web address that the page links to."""
        links = self._tree.css(_WEB_LINK)
        return tuple(filter(None, (node.attributes.get("href") for node in links)))

    def _walk(self, node: LexborNode, kinds: dict[int, int], writer: Writer) -> None:
        hidden, end_line, kind_of = self._hidden, writer.end_line, kinds.get
        parents, blocks = writer.layout.parents, writer.layout.blocks
        around: list[tuple[LexborNode, int, int]] = []
        pieces: list[str] = []
        block = links = linked_chars = 0
        while True:
            tag = node.tag_id
            if tag == _TEXT:
                text = node.text_content or ""
                if not text.isspace():
                    pieces.append(text)
                    if links:
                        linked_chars += len(text.strip())
                elif pieces:
                    pieces.append(text if writer.keep_lines else " ")
            else:
                kind = kind_of(tag, _INLINE)
                if hidden and node.mem_id in hidden:
                    kind = _UNSEEN
                elif pieces and _BLOCK <= kind <= _BREAK:
                    end_line(pieces, linked_chars, block)
                    linked_chars = 0
                if kind <= _ROWS or (kind != _UNSEEN and self._starts(node, kind, writer)):
                    child = node.first_child
                    if child is not None:
                        around.append((node, kind, block))
                        if kind == _LINK:
                            links += 1
                        elif kind >= _BLOCK and kind <= _ROW:
                            parents.append(block)
                            block = len(blocks)
                            blocks.append(node)
                        node = child
                        continue
            while (following := node.next) is None:
                if not around:
                    return
                node, kind, outer = around.pop()
                if kind == _LINK:
                    links -= 1
                elif kind >= _BLOCK and kind <= _ROW:
                    if pieces:
                        end_line(pieces, linked_chars, block)
                        linked_chars = 0
                    block = outer
                    if kind >= _ROWS:
                        self._ends(kind, writer)
            node = following

    def _starts(self, node: LexborNode, kind: int, writer: Writer) -> bool:
        """Say whether what stands within is read, too."""
        if kind in (_FACT, _SCRIPT):
            self._note(node, writer.facts)
        elif kind == _TITLE:
            self._note_title(node, writer.facts)
        elif kind == _NOSCRIPT:
            self.passed_over = True
        elif kind == _TEMPLATE:
            self.lacks_shadow |= "shadowrootmode" in node.attributes
        elif kind == _H1:
            writer.start_heading()
        elif kind == _KEEPS_LINES:
            writer.keep_lines += node.first_child is not None
        elif kind == _CELL:
            writer.start_cell()
        elif kind == _ROW:
            writer.start_row()
        return kind < _BREAK or kind == _FACT

    def _ends(self, kind: int, writer: Writer) -> None:
        if kind == _H1:
            writer.end_heading()
        elif kind == _KEEPS_LINES:
            writer.keep_lines -= 1
        elif kind in (_ROW, _ROWS):
            writer.end_row()

    def _note(self, node: LexborNode, facts: Facts) -> None:
        tag = node.tag or ""
        attributes = node.attributes
        if is_telling(tag, attributes):
            given = {name: value or "" for name, value in attributes.items()}
            if tag == "script":
                facts.note_script(given, node.text())
            else:
                facts.note_tag(tag, given)

    def _note_title(self, node: LexborNode, facts: Facts) -> None:
        # Pictures have titles too; the page's own stands before all of them.
        if not facts.is_titled and not node.css_matches("svg title"):
            facts.note_title(node.text())


def _is_hidden(node: LexborNode) -> bool:
    given = {name: value or "" for name, value in node.attributes.items()}
    return hides(given) or (node.tag == "dialog" and "open" not in given)
