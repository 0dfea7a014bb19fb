"""robots.txt by RFC 9309: asked once an origin and run, through the same guard and limits."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from claimcheck.core import content_coding, http_message
from claimcheck.core.captures import Exchange, Fetched
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.recording import Ending
from claimcheck.fetching.shares import Slot

PRODUCT_TOKEN = "claimcheck"  # noqa: S105 - a name for robots, no secret
MAX_ROBOTS_BYTES = 500 * 1024
"""RFC 9309, section 2.5: the least that a crawler has to read."""
MAX_ROBOTS_REDIRECTS = 5
"""RFC 9309, section 2.3.1.2."""

_AGENT = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*(\*(?=\s|$)|[a-z_-]*).*", re.I | re.S)
_LINE_END = re.compile(r"\r\n?|\n")
_NO_LINE_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What robots.txt says of a page, in a word, and the ending where that is obeyed."""

    word: str
    refusal: Ending | None = None


ALLOWED = Verdict("allowed")
NO_RULES = Verdict("no rules")
DISALLOWED = Verdict(
    "disallowed",
    Ending(
        Outcome.ROBOTS_DENIED, "disallowed by robots.txt", "the site's robots.txt forbids this page"
    ),
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What an origin says to robots: one verdict on every page, or rules to ask."""

    on_all: Verdict | None = NO_RULES
    parser: Protego | None = None

    def verdict(self, url: str) -> Verdict:
        """Say whether a page may be asked for."""
        if self.on_all or self.parser is None:
            return self.on_all or NO_RULES
        if urlsplit(url).path == "/robots.txt":
            return ALLOWED
        return ALLOWED if self.parser.can_fetch(url, PRODUCT_TOKEN) else DISALLOWED


@dataclass(frozen=True, slots=True)
class KnownRobots:
    """A robots.txt that was read not long ago: its status and its content, decoded."""

    status: int
    content: bytes


@dataclass(slots=True)
class _Entry:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    rules: Rules | None = None


class Robots:
    """
    The rules of all origins of a run. `fetch` gets the robots.txt at an address.

    `known` are those that need not be asked for again, by origin.
    """

    def __init__(
        self, fetch: Callable[[str, Slot], Awaitable[Fetched]], known: Mapping[str, KnownRobots]
    ) -> None:
        self._fetch = fetch
        self._known = known
        self._entries: dict[str, _Entry] = {}

    async def verdict(self, origin: str, url: str, slot: Slot) -> Verdict:
        """
        Say whether a page may be asked for.

        Many may ask at once and share one fetch; where the asker who fetches is cancelled,
        the next one takes over. `origin` is scheme, host and port.
        """
        entry = self._entries.setdefault(origin, _Entry())
        if entry.rules is None:
            slot.put_down()  # a waiting asker must not keep it from the one who fetches
            async with entry.lock:
                if entry.rules is None:
                    entry.rules = await self._read(origin, slot)
        return entry.rules.verdict(url)

    async def _read(self, origin: str, slot: Slot) -> Rules:
        if known := self._known.get(origin):
            return rules_of(known)
        return read_rules(await self._fetch(f"{origin}/robots.txt", slot))


def rules_of(known: KnownRobots) -> Rules:
    """Give the rules of a robots.txt that was read before."""
    return _parse(known.content) if 200 <= known.status < 300 else Rules()


def read_rules(fetched: Fetched) -> Rules:
    """
    Judge what came back for a robots.txt. RFC 9309, section 2.3.1.

    A host that could not be reached gives every page that same, truthful ending. A client
    error or too many redirects mean welcome; a server error or 429 mean stay away.
    """
    status = fetched.exchanges[-1].status if fetched.exchanges else None
    if status is not None and 200 <= status < 300:
        if fetched.outcome in (Outcome.ARCHIVED, Outcome.TOO_LARGE):
            return _parse(read_content(fetched.exchanges[-1]))
    elif status is not None and 300 <= status < 500 and status != 429:
        return Rules()
    hosts = {_host(exchange.url) for exchange in fetched.exchanges}
    if not hosts or (fetched.outcome in _UNREACHED and len(hosts) == 1):
        return _unreachable(Ending(fetched.outcome, fetched.reason, fetched.error))
    reason = str(status) if status and status >= 400 else fetched.reason
    return _unreachable(
        Ending(
            Outcome.ROBOTS_DENIED,
            f"robots.txt unreachable: {reason}",
            "the site's robots.txt could not be read, which forbids its pages to robots",
        )
    )


def read_content(exchange: Exchange) -> bytes:
    """Give the rules in an answer, empty where nobody could read them: RFC 9309, 2.3.1.1."""
    try:
        message = http_message.parse_response(exchange.response)
        decoded = content_coding.read_content(message, max_bytes=MAX_ROBOTS_BYTES)
    except (http_message.NotHttp, content_coding.CannotDecode):
        return b""
    content = decoded.content
    if decoded.cut or exchange.cut:
        content = content[: content.rfind(b"\n") + 1]  # half a rule would forbid too much
    return content


def _unreachable(ending: Ending) -> Rules:
    return Rules(Verdict("unreachable", ending))


def _parse(content: bytes) -> Rules:
    text = content.decode("utf-8-sig", "replace")
    return Rules(None, Protego.parse("\n".join(map(_tidy, _LINE_END.split(text)))))


def _tidy(line: str) -> str:
    """
    Make Protego compare names as RFC 9309, 2.2.1 does: the whole token, nothing behind it.

    By itself it takes `claim` for us and `ClaimCheck/1.0` for somebody else.
    """
    line = _NO_LINE_END.sub(" ", line)  # it would begin a new line there
    found = _AGENT.fullmatch(line)
    if not found:
        return line
    token = found[1].lower()
    return f"User-agent: {token if token in ('*', PRODUCT_TOKEN) else 'other'}"


def _host(url: str) -> str:
    return urlsplit(url).netloc
