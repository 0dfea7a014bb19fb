"""robots.txt by RFC 9309: asked once an origin and run, through the same guard and limits."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from claimcheck.core import http_message
from claimcheck.core.captures import Exchange, Fetched
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.politeness import Slot
from claimcheck.fetching.recording import Ending

PRODUCT_TOKEN = "claimcheck"  # noqa: S105 - a name for robots, no secret
MAX_ROBOTS_BYTES = 500 * 1024
"""RFC 9309, section 2.5: the least that a crawler has to read."""
MAX_ROBOTS_REDIRECTS = 5
"""RFC 9309, section 2.3.1.2."""

_UNREACHED = frozenset(
    {
        Outcome.DNS_ERROR,
        Outcome.CONNECT_ERROR,
        Outcome.TLS_ERROR,
        Outcome.TIMEOUT,
        Outcome.PROTOCOL_ERROR,
        Outcome.FORBIDDEN_ADDRESS,
    }
)
DISALLOWED = Ending(
    Outcome.ROBOTS_DENIED, "disallowed by robots.txt", "the site's robots.txt forbids this page"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What an origin says to robots: an ending for every page, rules, or (neither) welcome."""

    ending: Ending | None = None
    parser: Protego | None = None

    def refusal(self, url: str) -> Ending | None:
        """Say why a page may not be asked for; None when it may."""
        if self.ending or self.parser is None or urlsplit(url).path == "/robots.txt":
            return self.ending
        return None if self.parser.can_fetch(url, PRODUCT_TOKEN) else DISALLOWED


@dataclass(slots=True)
class _Entry:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    rules: Rules | None = None


class Robots:
    """The rules of all origins of a run. `fetch` gets the robots.txt at an address."""

    def __init__(self, fetch: Callable[[str, Slot], Awaitable[Fetched]]) -> None:
        self._fetch = fetch
        self._entries: dict[str, _Entry] = {}

    async def refusal(self, origin: str, url: str, slot: Slot) -> Ending | None:
        """
        Say why a page may not be asked for; None when it may.

        Many may ask at once and share one fetch; where the asker who fetches is cancelled,
        the next one takes over. `origin` is scheme, host and port.
        """
        entry = self._entries.setdefault(origin, _Entry())
        slot.put_down()  # a waiting asker must not keep it from the one who fetches
        async with entry.lock:
            if entry.rules is None:
                entry.rules = read_rules(await self._fetch(f"{origin}/robots.txt", slot))
        return entry.rules.refusal(url)


def read_rules(fetched: Fetched) -> Rules:
    """
    Judge what came back for a robots.txt. RFC 9309, section 2.3.1.

    A host that could not be reached gives every page that same, truthful ending. A client
    error or too many redirects mean welcome; a server error or 429 mean stay away.
    """
    status = fetched.exchanges[-1].status if fetched.exchanges else None
    if status is not None and 200 <= status < 300:
        if fetched.outcome in (Outcome.ARCHIVED, Outcome.TOO_LARGE):
            return _parse(fetched.exchanges[-1])
    elif status is not None and 300 <= status < 500 and status != 429:
        return Rules()
    if fetched.outcome in _UNREACHED and len({_host(e.url) for e in fetched.exchanges}) == 1:
        return Rules(Ending(fetched.outcome, fetched.reason, fetched.error))
    reason = str(status) if status and status >= 400 else fetched.reason
    return Rules(
        Ending(
            Outcome.ROBOTS_DENIED,
            f"robots.txt unreachable: {reason}",
            "the site's robots.txt could not be read, which forbids its pages to robots",
        )
    )


def _parse(exchange: Exchange) -> Rules:
    try:
        message = http_message.parse_response(exchange.response)
        decoded = http_message.decode_content(
            message.payload, message.content_codings, max_bytes=MAX_ROBOTS_BYTES
        )
    except (http_message.NotHttp, http_message.CannotDecode):
        return Rules()  # no rules that anybody could read: RFC 9309, section 2.3.1.1
    content = decoded.content
    if decoded.cut or exchange.cut:
        content = content[: content.rfind(b"\n") + 1]  # half a rule would forbid too much
    return Rules(parser=Protego.parse(content.decode("utf-8-sig", "replace")))


def _host(url: str) -> str:
    return urlsplit(url).netloc
