"""The readable text of a capture."""

from dataclasses import dataclass

EXTRACTOR_VERSION = 5
"""Raised whenever the same bytes would read differently; documents are kept by it."""

READ_APART = "it is read in a process of its own, by the next command that needs its text"
"""Why a PDF or Word file has no text as it is captured: what reads them has no bounds."""


@dataclass(frozen=True, slots=True)
class Document:
    """
    What a reader sees of a page, in two tiers.

    `text` is the whole visible text, blocks on their own lines. `main` says where in it the main
    text stands, what is left without menus, notices and the like: places of its first character
    and of the one behind its last, in order. They begin and end with a line.
    `pages` are the places of the pages of a document that has some, empty pages too: the first
    is that of page 1.

    `links` are the web addresses on other sites that it links to, as written.
    `charset` is the encoding that was used. `unread_reason` says in a sentence why there is
    no text (a media type we do not read, broken bytes); `text` is then empty. `cut` says in a
    sentence which part was not read, when `text` is not the whole.
    """

    text: str
    main: tuple[tuple[int, int], ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    title: str | None = None
    h1: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    links: tuple[str, ...] = ()
    charset: str | None = None
    unread_reason: str | None = None
    cut: str | None = None

    @property
    def is_read_apart(self) -> bool:
        """Whether its text is still to be read, see READ_APART."""
        return self.unread_reason == READ_APART

    @property
    def main_text(self) -> str:
        """The main text alone, a line of the page on each."""
        return "\n".join(self.text[start:end] for start, end in self.main)


def whole(text: str) -> tuple[tuple[int, int], ...]:
    """Take the whole of a text for its main text."""
    return ((0, len(text)),) if text else ()
