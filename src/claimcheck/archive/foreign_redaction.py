"""Secrets out of requests that somebody else recorded: they never reach our archive."""

import re

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CREDENTIALS = re.compile(rb"\S{1,20}[ \t]+[a-z]{1,10}://[^/?#\s]*@", re.IGNORECASE)
_SECRET = re.compile(rb"(?:proxy-)?authorization|cookie2?", re.IGNORECASE)


def redact_request(request: bytes) -> bytes:
    """
    Give the head of a request without the lines that let somebody in, all else as it was.

    Authorization, Proxy-Authorization, Cookie and Cookie2 go, with their folded lines; a body
    goes too, since a form may hold a password. An address with credentials in the first line
    leaves nothing. RFC 9110, sections 11.6 and 11.7; RFC 6265.
    """
    end = _HEAD_END.search(request)
    head = request[: end.end()] if end else request
    first, *lines = head.splitlines(keepends=True) or [b""]
    if _CREDENTIALS.match(first):
        return b""
    kept, is_secret = [first], False
    for line in lines:
        if line[:1] not in (b" ", b"\t"):
            is_secret = bool(_SECRET.fullmatch(line.partition(b":")[0].strip()))
        if not is_secret:
            kept.append(line)
    return b"".join(kept)
