"""What a page in the browser asks for, got by our own transport: guard, limits, recorder."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from claimcheck import spool
from claimcheck.core import content_coding, http_message
from claimcheck.core.captures import Ask, Exchange
from claimcheck.core.content_coding import CannotDecode
from claimcheck.core.http_message import NotHttp
from claimcheck.core.outcomes import RobotsPolicy
from claimcheck.fetching.client import Shared, host_of, origin_of, read_url
from claimcheck.fetching.politeness import AskedToWait
from claimcheck.fetching.recording import Ending, ExchangeFailed, Recording
from claimcheck.fetching.retries import read_retry_after
from claimcheck.fetching.robots import Robots
from claimcheck.fetching.shares import Shares, Slot
from claimcheck.spool import Raw

MAX_PARTS = 300
"""Requests of one page. The HTTP Archive's 90th percentile is under 180."""

MAX_PARTS_BYTES = 32 * 1024 * 1024
MAX_PART_BYTES = 8 * 1024 * 1024
"""Of all parts of a page as they came, and of one, content coding undone."""

MAX_HELD_BYTES = 16 * 1024 * 1024
"""Of the small parts, which stay in memory until they are archived; large ones lie in files."""

MAX_DOCUMENTS = 20
"""Pages that a page leads on to, and frames: each may be one more page in full."""

MAX_AT_ONCE = 6
"""Parts of one page under way, as browsers do it for one host."""

MAX_PART_SECONDS = 20.0

PASSED_ON = frozenset(
    {"accept", "accept-language", "cookie", "origin", "referer", "x-requested-with"}
)
"""What of the page's own headers goes out. Authorization never does: it would be archived."""

NOT_PASSED_BACK = frozenset(
    {
        # The content is handed over decoded and whole.
        *("content-encoding", "content-length", "transfer-encoding", "connection", "trailer"),
        # Invitations to send something later, beside the page.
        *("alt-svc", "nel", "report-to", "reporting-endpoints", "accept-ch", "critical-ch"),
        *(
            "clear-site-data",
            "strict-transport-security",
            "speculation-rules",
            "supports-loading-mode",
        ),
    }
)

REFUSED_TYPES = frozenset(
    {"CSPViolationReport", "EventSource", "FedCM", "Media", "Ping", "Prefetch", "Preflight",
     "SignedExchange", "WebSocket"}
)  # fmt: skip
"""No part of what a reader sees, or without an end."""

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.6.2


@dataclass(frozen=True, slots=True)
class Wish:
    """One request that the browser has paused. `is_document` is a page or a frame."""

    url: str
    method: str
    kind: str
    headers: Mapping[str, str]

    @property
    def is_document(self) -> bool:
        """Whether this is a page of its own, and not a part of one."""
        return self.kind == "Document"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the browser is given: an answer without its content coding."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def as_fulfilment(self) -> dict[str, Any]:
        """Write it as Fetch.fulfillRequest takes it."""
        return {
            "responseCode": self.status,
            "responseHeaders": [{"name": name, "value": value} for name, value in self.headers],
            "body": b64encode(self.body).decode("ascii"),
        }


@dataclass(slots=True)
class Parts:
    """
    The parts of one page, asked for with GET, within the limits of a page.

    `documents` are the exchanges of pages that the page led on to, and frames, by address.
    """

    ask: Ask
    shared: Shared
    robots: Robots
    exchanges: list[Exchange] = field(default_factory=list)
    documents: int = 0
    wishes: int = 0
    received_bytes: int = 0
    held_bytes: int = 0
    at_once: Shares = field(default_factory=lambda: Shares(MAX_AT_ONCE))

    async def get(self, wish: Wish, *, seconds: float) -> Exchange | None:
        """Get what the page wishes for; None where it has to do without."""
        target = read_url(wish.url)
        if isinstance(target, Ending) or not self._is_within_limits(wish):
            return None
        try:
            word = await self._robots_word(wish, target)
            exchange = await self._exchange(wish, target, (word, seconds)) if word != "no" else None
        except AskedToWait:
            return None
        return exchange if exchange and not exchange.cut else None

    def _is_within_limits(self, wish: Wish) -> bool:
        self.wishes += 1
        self.documents += wish.is_document
        return (
            wish.method == "GET"
            and wish.kind not in REFUSED_TYPES
            and self.wishes <= MAX_PARTS
            and self.documents <= MAX_DOCUMENTS
        )

    @property
    def _is_full(self) -> bool:
        return self.received_bytes >= MAX_PARTS_BYTES or self.held_bytes >= MAX_HELD_BYTES

    async def _robots_word(self, wish: Wish, target: httpx.URL) -> str | None:
        """What robots.txt says of a document; "no" where that is obeyed. Parts are not asked."""
        if not wish.is_document:
            return None
        with self._place() as slot:
            verdict = await self.robots.verdict(origin_of(target), str(target), slot)
        obeyed = self.ask.robots is RobotsPolicy.OBEY
        return "no" if obeyed and verdict.refusal else verdict.word

    async def _exchange(
        self, wish: Wish, target: httpx.URL, terms: tuple[str | None, float]
    ) -> Exchange | None:
        word, seconds = terms
        host, shared = host_of(target), self.shared
        with self._place() as slot:
            # A page's parts follow it as in any browser; a frame is a page of its own.
            async with shared.politeness.turn(host, slot, paced=wish.is_document):
                if self._is_full:  # what came meanwhile, before it was this one's turn
                    return None
                started_at = shared.clock()
                request = self._request(wish, target, min(seconds, MAX_PART_SECONDS))
                recording = await self._send(request)
                retry_after_seconds = read_retry_after(recording.retry_after, shared.clock())
                shared.politeness.note(host, recording.status, retry_after_seconds)
        self._count(recording.response)
        exchange = Exchange(
            url=str(target),
            started_at=started_at,
            seconds=recording.seconds,
            request=recording.request,
            response=recording.response,
            status=recording.status,
            location=recording.location,
            connected=recording.connected,
            cut=recording.cut,
            robots=word,
        )
        self.exchanges.append(exchange)
        return exchange

    async def _send(self, request: httpx.Request) -> Recording:
        try:
            response = await self.shared.transport.handle_async_request(request)
        except ExchangeFailed as failed:
            return failed.recording
        recording: Recording = response.extensions["recording"]
        return recording

    def _count(self, response: Raw) -> None:
        self.received_bytes += len(response)
        if isinstance(response, bytes):
            self.held_bytes += len(response)

    def _request(self, wish: Wish, target: httpx.URL, seconds: float) -> httpx.Request:
        left_bytes = max(MAX_PARTS_BYTES - self.received_bytes, 1)
        return httpx.Request(
            "GET",
            target,
            headers=[
                ("Host", target.netloc.decode("ascii")),
                ("Accept-Encoding", "gzip"),
                ("Connection", "keep-alive"),
                ("User-Agent", self.shared.user_agent),
                *_passed_on(wish.headers),
            ],
            extensions={
                "timeout": {"read": seconds},
                "max_body_bytes": min(left_bytes, MAX_PART_BYTES),
            },
        )

    @contextmanager
    def _place(self) -> Iterator[Slot]:
        """One of the page's own places, given back behind the part."""
        slot = Slot(self.at_once)
        try:
            yield slot
        finally:
            slot.put_down()


def read_reply(response: Raw) -> Reply | None:
    """Read what the browser may see of an answer; None for what is broken or too large."""
    try:
        message = http_message.parse_response(response)
        content = content_coding.read_content(message, max_bytes=MAX_PART_BYTES)
    except (NotHttp, CannotDecode):
        return None
    spool.drop(response, len(response))
    if content.cut or message.cut:
        return None
    headers = tuple(header for header in message.headers if _is_passed_back(*header))
    return Reply(message.status, headers, content.content)


def _passed_on(headers: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in headers.items()
        if name.lower() in PASSED_ON and value.isascii() and value.isprintable()
    ]


def _is_passed_back(name: str, value: str) -> bool:
    known = _TOKEN.fullmatch(name) and not set(value) & set("\r\n\0")
    return bool(known) and name.lower() not in NOT_PASSED_BACK
