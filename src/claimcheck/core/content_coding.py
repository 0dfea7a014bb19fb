"""Content codings of HTTP bodies (gzip, deflate), undone within bounds."""

import zlib
from dataclasses import dataclass

from isal import igzip_lib, isal_zlib

from claimcheck.core.http_message import ResponseMessage

MAX_CODINGS = 4
"""Content codings on one body. Real pages have one; each layer multiplies a bomb."""

MAX_MEMBERS = 1000
"""Members of one gzip body. Real pages have one; empty ones cost time and give nothing."""

_SLICE_BYTES = 1024
_GZIP, _WRAPPED, _BARE = 31, 15, -15  # zlib's `wbits`


class CannotDecode(ValueError):
    """The content coding is unknown to us, or the bytes are not in it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Content without its codings. `cut`: the stream tore, or there was more than allowed."""

    content: bytes
    cut: bool


def read_content(message: ResponseMessage, *, max_bytes: int) -> Decoded:
    """
    Give at most `max_bytes` of the content without its codings, looking at no more than needed.

    Raises CannotDecode as `decode_content` does.
    """
    # No coding grows what it cannot press by more than a thousandth: RFC 1951, 3.2.4.
    head = message.payload_head(max_bytes + max_bytes // 64 + _SLICE_BYTES)
    return decode_content(head, message.content_codings, max_bytes=max_bytes)


def decode_content(payload: bytes, codings: tuple[str, ...], *, max_bytes: int) -> Decoded:
    """
    Undo the content codings, last applied first, giving at most `max_bytes`.

    A torn stream gives what can be read of it, to within its last kibibyte. The bound on the
    output holds at every layer, so time and memory are bounded whatever the ratio.
    Raises CannotDecode for a coding other than gzip, deflate and identity, for more than
    MAX_CODINGS of them, and for bytes that are not in it. RFC 9110, section 8.4.
    """
    layers = [coding.lower() for coding in codings if coding.lower() != "identity"]
    if len(layers) > MAX_CODINGS:
        raise CannotDecode(f"{len(layers)} content codings on one body")
    content, cut = payload, False
    for coding in reversed(layers):
        layer = _decode_layer(content, coding, max_bytes)
        content, cut = layer.content, cut or layer.cut
    return Decoded(content[:max_bytes], cut or len(content) > max_bytes)


def _decode_layer(source: bytes, coding: str, max_bytes: int) -> Decoded:
    match coding:
        case "gzip" | "x-gzip":
            return _inflate(source, _GZIP, max_bytes)
        case "deflate":
            # Some servers send the bare stream, without the zlib wrapper that the name
            # means: RFC 9110, section 8.4.1.2.
            try:
                return _inflate(source, _WRAPPED, max_bytes)
            except CannotDecode:
                return _inflate(source, _BARE, max_bytes)
        case _:
            raise CannotDecode(f"the content coding {coding[:40]!r} is not known")


def _inflate(source: bytes, wbits: int, max_bytes: int) -> Decoded:
    """One layer undone; gzip may come in several members, other trailing bytes are ignored."""
    inflater = isal_zlib.decompressobj(wbits)
    try:
        content = inflater.decompress(source, max_bytes + 1)
    except igzip_lib.IsalError:  # type: ignore[misc] # its stub names no base
        return _inflate_slowly(source, wbits, max_bytes)
    if inflater.eof and not inflater.unused_data and len(content) <= max_bytes:
        return Decoded(content, cut=False)
    return _inflate_slowly(source, wbits, max_bytes)


def _inflate_slowly(source: bytes, wbits: int, max_bytes: int) -> Decoded:
    """A slice at a time, because an error takes with it all that its call had read."""
    content = bytearray()
    inflater, members, position = zlib.decompressobj(wbits), 1, 0
    try:
        while position < len(source) and members <= MAX_MEMBERS:
            piece = source[position : position + _SLICE_BYTES]
            content += inflater.decompress(piece, max_bytes + 1 - len(content))
            if len(content) > max_bytes:
                break
            position += len(piece) - len(inflater.unused_data)
            if inflater.eof:
                if wbits != _GZIP or not source.startswith(b"\x1f\x8b", position):
                    return Decoded(bytes(content), cut=False)
                inflater, members = zlib.decompressobj(wbits), members + 1
    except zlib.error as exc:
        # A bare stream has no header to know it by: broken means that it never was one.
        if not content or wbits == _BARE:
            raise CannotDecode(f"the content cannot be decoded ({exc})") from exc
    return Decoded(bytes(content[:max_bytes]), cut=bool(source))
