"""A page as lines of text within a tree of blocks."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode


@dataclass(frozen=True, slots=True)
class Layout:
    """
    The visible lines of a page, and the blocks that hold them.

    Of line `n`: its text, how many of its characters are in links, and the number of the block
    that it stands in. Of block `n`, in document order, the whole page being number 0: its element
    and the number of the block around it. `guests` are blocks whose text stands on the line of
    another, with that line: cells of a row.
    """

    lines: list[str] = field(default_factory=list)
    link_chars: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [0])
    blocks: list[LexborNode | None] = field(default_factory=lambda: [None])

    guests: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text, a line of the page on each."""
        return "\n".join(self.lines)

    def spans(self, chosen: list[bool]) -> tuple[tuple[int, int], ...]:
        """Say where in the text the chosen lines stand, those that follow each other as one."""
        spans: list[tuple[int, int]] = []
        at = 0
        was_chosen = False
        for line, is_chosen in zip(self.lines, chosen, strict=True):
            end = at + len(line)
            if is_chosen and was_chosen:
                spans[-1] = (spans[-1][0], end)
            elif is_chosen:
                spans.append((at, end))
            was_chosen = is_chosen
            at = end + 1
        return tuple(spans)
