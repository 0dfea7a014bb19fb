"""How an archived answer is served: as a harmless page, an image, plain text or a download."""

import re
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.app.replaying import Memento
from claimcheck.core.content_coding import decode_content
from claimcheck.core.documents.charset import decode
from claimcheck.core.documents.media import TEXT_FORMS, Form, identify
from claimcheck.core.documents.reading import MAX_READ_BYTES
from claimcheck.core.http_message import ResponseMessage
from claimcheck.web import replay_html, replay_links
from claimcheck.web.replay_html import Site

MAX_SHOWN_BYTES = 64 * 1024 * 1024
"""What is served of an answer without its content coding; a bomb ends here."""

_IMAGES = frozenset(
    {
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/avif",
        "image/bmp",
        "image/x-icon",
        "image/vnd.microsoft.icon",
    }
)
_PARTS = _IMAGES | {"image/svg+xml", "text/css"}
"""What a page may have within it. SVG only so: on its own it is a page that may hold scripts."""

_MEDIA_TYPE = re.compile(r"\s*+([\w.+-]+/[\w.+-]+)\s*+(?:;|\Z)")


class Shown(StrEnum):
    """How a browser shows an archived answer."""

    PAGE = "page"
    IMAGE = "image"
    TEXT = "text"
    DOWNLOAD = "download"  # PDF too: no browser shows one in a sandbox
    NOTHING = "nothing"  # there is no content


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent: bytes, their type as a whole Content-Type, and how it is shown."""

    shown: Shown
    content: bytes
    content_type: str


def shown_as(content: bytes, content_type: str | None) -> Shown:
    """Say how an answer is shown, by its type and its first bytes."""
    if not content:
        return Shown.NOTHING
    form, name = identify(content, content_type)
    if form is Form.HTML:
        return Shown.PAGE
    if _media_type(content_type) in _IMAGES or name in _IMAGES:
        return Shown.IMAGE
    return Shown.TEXT if form in TEXT_FORMS else Shown.DOWNLOAD


def how_shown(memento: Memento, message: ResponseMessage) -> Shown:
    """Say how a capture is shown. Raises CannotDecode for a content coding that is not undone."""
    return shown_as(_decoded(message), memento.content_type)


def body_of(memento: Memento, message: ResponseMessage, token: str) -> Body:
    """
    Make what is served of a capture; `token` opens the parts of a page to it.

    Raises CannotDecode for a content coding that cannot be undone, and
    replay_html.Unshowable for a page that cannot be made harmless within bounds.
    """
    content = _decoded(message)
    shown = shown_as(content, memento.content_type)
    match shown:
        case Shown.PAGE:
            text, _ = decode(content[:MAX_READ_BYTES], memento.content_type, markup=True)
            page = replay_html.render(text, _site(memento, token))
            return Body(shown, page.encode("utf-8", "replace"), "text/html; charset=utf-8")
        case Shown.IMAGE:
            return Body(shown, content, _image_type(content, memento.content_type))
        case Shown.TEXT:
            text, _ = decode(content, memento.content_type, markup=False)
            plain = text.encode("utf-8", "replace")
            return Body(shown, plain, "text/plain; charset=utf-8")
        case _:
            return Body(shown, content, "application/octet-stream")


def part_of(memento: Memento, message: ResponseMessage) -> Body | None:
    """Make what a page gets of a capture within it: an image or a style sheet, else None."""
    media_type = _media_type(memento.content_type)
    if media_type not in _PARTS:
        return None
    content = _decoded(message)
    if media_type != "text/css":
        return Body(Shown.IMAGE, content, media_type)
    text, _ = decode(content, memento.content_type, markup=False)
    return Body(Shown.TEXT, text.encode("utf-8", "replace"), "text/css; charset=utf-8")


def _site(memento: Memento, token: str) -> Site:
    at = replay_links.stamp(memento.captured_at)
    return Site(memento.final_url, f"/memento/{at}/", f"/part/{token}/{at}/")


def _decoded(message: ResponseMessage) -> bytes:
    codings = message.content_codings
    return decode_content(message.payload, codings, max_bytes=MAX_SHOWN_BYTES).content


def _image_type(content: bytes, content_type: str | None) -> str:
    media_type = _media_type(content_type)
    return media_type if media_type in _IMAGES else identify(content, content_type)[1]


def _media_type(content_type: str | None) -> str:
    found = _MEDIA_TYPE.match(content_type or "")
    return found[1].lower() if found else ""
