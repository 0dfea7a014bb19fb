"""The readable text of a capture."""

from dataclasses import dataclass

EXTRACTOR_VERSION = 3
"""Raised whenever the same bytes would read differently; documents are kept by it."""


@dataclass(frozen=True, slots=True)
class Document:
    """
    What a reader sees of a page. `text` is the whole visible text, blocks on their own lines.

    `charset` is the encoding that was used. `unread_reason` says in a sentence why there is
    no text (a media type we do not read, broken bytes); `text` is then empty. `cut` says in a
    sentence which part was not read, when `text` is not the whole.
    """

    text: str
    title: str | None = None
    h1: str | None = None
    published: str | None = None
    language: str | None = None
    charset: str | None = None
    unread_reason: str | None = None
    cut: str | None = None
