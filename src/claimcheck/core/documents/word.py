"""The text of a Word file (Office Open XML), within bounds."""

import zlib
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from claimcheck.core.documents.cleaning import collapse, one_line
from claimcheck.core.documents.document import Document, whole
from claimcheck.core.documents.lines import CELL_SEPARATOR

MAX_MEMBERS = 5_000
MAX_PART_BYTES = 8 * 1024 * 1024
"""Of the text as XML, which takes some ten bytes a character."""

MAX_PROPERTIES_BYTES = 64 * 1024
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_CORE = "http://purl.org/dc/elements/1.1/ "
_TERMS = "http://purl.org/dc/terms/ "


class _Unreadable(ValueError):
    """The file is none that Word would write, or larger than what is read."""


def read_word(content: bytes) -> Document:
    """Read paragraphs and table rows, a line each, with what the file says of itself."""
    try:
        with ZipFile(BytesIO(content)) as file:
            if len(file.infolist()) > MAX_MEMBERS:
                raise _Unreadable("it has too many parts")
            lines = _Lines()
            _parse(_part(file, "word/document.xml", MAX_PART_BYTES), lines)
            said = _Properties()
            if "docProps/core.xml" in file.namelist():
                _parse(_part(file, "docProps/core.xml", MAX_PROPERTIES_BYTES), said)
    # What a broken archive can raise, by the module's own source.
    except (BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, OSError, ValueError) as exc:
        return Document(text="", unread_reason=f"the Word file cannot be read: {exc}")
    text = "\n".join(lines.done)
    return Document(
        text=text,
        main=whole(text),
        title=said.get(_CORE + "title"),
        author=said.get(_CORE + "creator"),
        published=said.get(_TERMS + "created"),
        modified=said.get(_TERMS + "modified"),
        language=said.get(_CORE + "language"),
    )


def _part(file: ZipFile, name: str, max_bytes: int) -> bytes:
    with file.open(name) as part:
        # Bounded as it is unpacked: the size that the file states may be a lie.
        content = part.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise _Unreadable(f"{name} holds more than {max_bytes // 1024} KiB")
    return content


def _parse(xml: bytes, into: "_Lines | _Properties") -> None:
    """Read a part as it passes by, without a tree: memory is that of its text."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = into.start
    parser.EndElementHandler = into.end
    parser.CharacterDataHandler = into.hear
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as exc:
        raise _Unreadable(f"its XML is broken: {exc}") from exc


def _refuse(*_: object) -> None:
    raise _Unreadable("it defines entities, which no Word file does")


class _Lines:
    """Gathers paragraphs and rows; a table within a cell reads as part of the cell."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._pieces: list[str] = []
        self._hears = False
        self._tables = 0
        self._cells: list[list[str]] = []

    def start(self, name: str, _: dict[str, str]) -> None:
        match name.removeprefix(_WORD):
            case "t":
                self._hears = True
            case "tab" | "br" | "cr":
                self._pieces.append(" ")
            case "tbl":
                self._tables += 1
            case "tc" if self._tables == 1:
                self._cells.append([])

    def end(self, name: str) -> None:
        match name.removeprefix(_WORD):
            case "t":
                self._hears = False
            case "p":
                line = collapse("".join(self._pieces))
                self._pieces.clear()
                if line:
                    (self._cells[-1] if self._cells else self.done).append(line)
            case "tr" if self._tables == 1:
                row = CELL_SEPARATOR.join(map(" ".join, self._cells)).rstrip(" |")
                self.done.extend([row] if row else [])
                self._cells.clear()
            case "tbl":
                self._tables -= 1

    def hear(self, text: str) -> None:
        if self._hears:
            self._pieces.append(text)


class _Properties(dict[str, str | None]):
    """What a file says of itself, by element."""

    def __init__(self) -> None:
        super().__init__()
        self._text: list[str] = []

    def start(self, name: str, _: dict[str, str]) -> None:
        self._text.clear()

    def end(self, name: str) -> None:
        self[name] = one_line("".join(self._text))
        self._text.clear()

    def hear(self, text: str) -> None:
        self._text.append(text)
