"""Markdown: its signs are left out, its links and headings kept, and where each word stood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from claimcheck.core.manuscripts.manuscript import (
    Heading,
    Link,
    Manuscript,
    Writer,
    plain,
    sorted_links,
)

# No library says where in the file an inline element stands, which is what is wanted here.
_TARGET = r"<?(?P<url>[^\s()<>]{1,2500}(?:\([^\s()<>]{0,300}\)[^\s()<>]{0,300}){0,3})>?"
_PICTURE = _TARGET.replace("url", "picture")
_TITLED = r"(?:\s{1,9}[\"'(][^\n\"']{0,300}[\"')])?"
_INLINE = re.compile(
    rf"!\[[^\[\]\n]{{0,500}}\]\({_PICTURE}{_TITLED}\)"
    rf"|\[(?P<label>[^\[\]\n]{{1,1000}})\]\({_TARGET}{_TITLED}\)"
    r"|\[(?P<words>[^\[\]\n]{1,1000})\]\[(?P<id>[^\[\]\n]{0,100})\]"
    r"|\[\^(?P<note>[^\[\]\s]{1,50})\]"
    r"|<(?P<auto>https?://[^\s<>]{1,2500})>"
    r"|(?P<bare>https?://[^\s<>\"'「」『』“”]{1,2500})"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|>~-])"
    r"|(?P<sign>(?<!\s)(?<!^)(?:\*{1,3}|~~)|(?:\*{1,3}|~~)(?!\s)|(?<![\w_])_{1,3}(?=\S)|(?<=[^\s_])_{1,3}(?!\w)|`{1,3}"
    r"|</?[a-zA-Z][^<>\n]{0,500}>)"
)
_LINE = re.compile(r"[^\n]*(?:\n|$)")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s{1,100}(\S[^\n]*)")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_BLOCK = re.compile(r"\s{0,12}(?:[-*+]|\d{1,3}[.)])\s+|\s{0,3}\|")
_RULE = re.compile(r"\s{0,3}(?:[-*_]\s{0,3}){3,}+$|\s{0,3}\|[\s:|-]+$")
_DEFINITION = re.compile(rf"\s{{0,3}}\[(?P<id>[^\[\]\n^]{{1,100}})\]:\s+{_TARGET}")
_NOTE = re.compile(r"\s{0,3}\[\^(?P<note>[^\[\]\s]{1,50})\]:\s+(?P<content>[^\n]*)")
_BARE = re.compile(r"https?://[^\s<>\"']{1,2500}")
_FRONT = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_TITLE = re.compile(r"^title:[ \t]*[\"']?([^\"'\n]{1,300})", re.M)
_TRAILING = ".,;:!?。、)]}*_"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file without its line break, and where it begins."""

    text: str
    start: int


def read_markdown(content: str) -> Manuscript:
    """Read Markdown into running text; `place_in_file` leads back into the file."""
    content = plain(content)
    front = _FRONT.match(content)
    titled = _TITLE.search(front[0]) if front else None
    lines = list(_lines(content, front.end() if front else 0))
    writer = _MarkdownWriter(dict(_definitions(lines)), dict(_notes(lines)))
    for line, following in zip_longest(lines, lines[1:], fillvalue=_Line("", 0)):
        writer.line(line, following.text)
    manuscript = writer.finish(titled[1].strip() if titled else None)
    return Manuscript(
        manuscript.text,
        manuscript.headings,
        sorted_links(manuscript.links),
        manuscript.steps,
        manuscript.titled,
    )


def _lines(content: str, begin: int) -> Iterator[_Line]:
    for found in _LINE.finditer(content, begin):
        if found[0]:
            yield _Line(found[0].rstrip("\n"), found.start())


def _definitions(lines: list[_Line]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if found := _DEFINITION.match(line.text):
            yield found["id"].lower(), found["url"]


def _notes(lines: list[_Line]) -> Iterator[tuple[str, list[str]]]:
    for line in lines:
        if found := _NOTE.match(line.text):
            yield found["note"], [url.rstrip(_TRAILING) for url in _BARE.findall(found["content"])]


class _MarkdownWriter(Writer):
    """Writes line by line: a paragraph's lines are joined, all else stands on its own."""

    def __init__(self, definitions: dict[str, str], notes: dict[str, list[str]]) -> None:
        super().__init__()
        self._definitions = definitions
        self._notes = notes
        self._in_fence = False
        self._goes_on = False

    def line(self, line: _Line, following: str) -> None:
        """Write one line of the file as what it is."""
        if _FENCE.match(line.text):
            self._in_fence = not self._in_fence
            self._goes_on = False
        elif self._in_fence or not line.text.strip() or self._is_unseen(line.text):
            self._goes_on = False
        elif found := _HEADING.match(line.text):
            self._heading(found[2].rstrip("# \t"), line.start + found.start(2), len(found[1]))
        elif _UNDERLINE.match(line.text):
            self._goes_on = False
        elif _UNDERLINE.match(following) and not _BLOCK.match(line.text):
            text = line.text.strip()
            level = 1 if following.lstrip().startswith("=") else 2
            self._heading(text, line.start + line.text.index(text), level)
        else:
            self._paragraph(line)

    @staticmethod
    def _is_unseen(text: str) -> bool:
        """Whether a line is a sign alone, or says where a link or a note leads."""
        note = _NOTE.match(text)
        is_source = note is not None and _BARE.search(note["content"]) is not None
        return bool(is_source or _RULE.match(text) or _DEFINITION.match(text))

    def _heading(self, text: str, at: int, level: int) -> None:
        self._goes_on = False
        self._break()
        start = self.length
        self._inline(text, at)
        self.headings.append(Heading(start, self.length, level))

    def _paragraph(self, line: _Line) -> None:
        quoted = _QUOTE.match(line.text)
        skip = quoted.end() if quoted else 0
        text = line.text[skip:]
        skip += len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            self._goes_on = False
            return
        if self._goes_on and not _BLOCK.match(text):
            self.write(" ")
        else:
            self._break()
        self._inline(text, line.start + skip)
        self._goes_on = not text.startswith("|")

    def _break(self) -> None:
        if self.length:
            self.write("\n")

    def _inline(self, text: str, at: int) -> None:
        done = 0
        for found in _INLINE.finditer(text):
            self.write(text[done : found.start()], at + done)
            self._element(found, at)
            done = found.end()
        self.write(text[done:], at + done)

    def _element(self, found: re.Match[str], at: int) -> None:
        kind = found.lastgroup or ""
        start = self.length
        if found["label"] is not None:
            self._inline(found["label"], at + found.start("label"))
            self.links.append(Link(start, self.length, found["url"]))
        elif found["words"] is not None:
            self._inline(found["words"], at + found.start("words"))
            url = self._definitions.get((found["id"] or found["words"]).lower())
            if url:
                self.links.append(Link(start, self.length, url))
        elif kind == "note":
            self.links += [Link(start - 1, start, u) for u in self._notes.get(found["note"], ())]
        elif kind in ("auto", "bare"):
            url = found[kind] if kind == "auto" else found[kind].rstrip(_TRAILING)
            self.write(found[kind], at + found.start(kind))
            self.links.append(Link(start, start + len(url), url))
        elif kind == "escaped":
            self.write(found[kind], at + found.start(kind))
