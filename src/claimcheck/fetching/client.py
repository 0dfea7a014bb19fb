"""One source: its redirects, retries and robots rules, hop by hop, within its time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

from claimcheck.core.captures import Ask, Exchange, Fetched
from claimcheck.core.outcomes import Outcome, RobotsPolicy
from claimcheck.fetching.judging import judge
from claimcheck.fetching.politeness import AskedToWait, Politeness, Sleep
from claimcheck.fetching.recording import Ending, ExchangeFailed, Recording
from claimcheck.fetching.retries import MAX_TRIES, plan_retry, read_retry_after
from claimcheck.fetching.robots import Robots
from claimcheck.fetching.shares import Slot

MAX_REDIRECTS = 10
"""Browsers follow 20; a cited page that needs more than 10 is a trap or a mistake."""

MAX_HELD_BYTES = 8 * 1024 * 1024
"""What came back is held until it is archived; past this a source waits for the next run."""

_MANY_SLASHES = re.compile(r"\A((?:https?:)?)//+", re.I)

LOOP = Ending(Outcome.TOO_MANY_REDIRECTS, "redirect loop", "the page leads back to itself")
MALFORMED = Ending(Outcome.UNSUPPORTED_URL, "malformed address", "the address cannot be read")
HAS_CREDENTIALS = Ending(
    Outcome.UNSUPPORTED_URL, "credentials in the address", "the address holds a name or password"
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sources of a run share. `jitter` gives numbers in 0..1, `clock` aware UTC."""

    transport: httpx.AsyncBaseTransport
    politeness: Politeness
    user_agent: str
    timeout_seconds: float
    clock: Callable[[], datetime]
    sleep: Sleep
    jitter: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Limits:
    """What differs between a page and what is no page. None leaves the transport's body limit."""

    max_redirects: int = MAX_REDIRECTS
    max_body_bytes: int | None = None
    max_tries: int = MAX_TRIES


async def fetch_source(
    ask: Ask, shared: Shared, slot: Slot, *, robots: Robots | None, limits: Limits | None = None
) -> Fetched:
    """
    Try to get one source and tell how it went; a bad source or address never raises.

    `robots` is None when robots.txt itself is asked for. The time limit covers exchanges and
    waits between tries, not the waiting for a host's turn.
    """
    started_at = shared.clock()
    trip = _Trip(ask, shared, slot, robots, limits or Limits())
    ending = await trip.follow()
    return Fetched(
        ask=ask,
        started_at=started_at,
        finished_at=shared.clock(),
        outcome=ending.outcome,
        reason=ending.reason,
        error=ending.error,
        tries=trip.tries,
        exchanges=tuple(trip.exchanges),
        robots=trip.robots_word,
    )


def read_url(url: str) -> httpx.URL | Ending:
    """Read an address that may be asked for, or say why it may not."""
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return MALFORMED
    return _check_url(target)


def origin_of(url: httpx.URL) -> str:
    """Give scheme, host and port, as robots rules are kept."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def host_of(url: httpx.URL) -> str:
    """Give host and port, as politeness is kept: the port is always written."""
    port = url.port or (443 if url.scheme == "https" else 80)
    return f"{url.raw_host.decode('ascii')}:{port}"


@dataclass(slots=True)
class _Trip:
    """One source on its way. Cookies live as long as the trip."""

    ask: Ask
    shared: Shared
    slot: Slot
    robots: Robots | None
    limits: Limits
    exchanges: list[Exchange] = field(default_factory=list)
    tries: int = 1
    spent_seconds: float = 0.0
    robots_word: str | None = None
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    @property
    def seconds_left(self) -> float:
        return max(self.shared.timeout_seconds - self.spent_seconds, 0.0)

    @property
    def _held_bytes(self) -> int:
        return sum(len(exchange.response) for exchange in self.exchanges)

    async def follow(self) -> Ending:
        """Ask for the address and for each one that it leads to, until something ends it."""
        seen: set[tuple[str, bytes]] = set()
        target = read_url(self.ask.address or self.ask.url)
        try:
            for _ in range(self.limits.max_redirects + 1):
                if isinstance(target, Ending):
                    return target
                if refusal := await self._robots_refusal(target):
                    return refusal
                recording, ending = await self._ask(target)
                if ending is not None:
                    return ending
                # With the request: a site may set a cookie and lead back to the page.
                if (origin_of(target), recording.request) in seen:
                    return LOOP
                seen.add((origin_of(target), recording.request))
                target = _next_url(target, recording.location or "")
        except AskedToWait as asked:
            return _asked_to_wait(asked)
        return Ending(
            Outcome.TOO_MANY_REDIRECTS,
            f"more than {self.limits.max_redirects} redirects",
            f"the page leads on more than {self.limits.max_redirects} times",
        )

    async def _robots_refusal(self, target: httpx.URL) -> Ending | None:
        if self.robots is None:
            return None
        verdict = await self.robots.verdict(origin_of(target), str(target), self.slot)
        self.robots_word = verdict.word
        return verdict.refusal if self.ask.robots is RobotsPolicy.OBEY else None

    async def _ask(self, target: httpx.URL) -> tuple[Recording, Ending | None]:
        """One hop, tried again where that may help. An ending of None leads on."""
        while True:
            recording, retry_after_seconds = await self._exchange(target)
            ending = judge(recording, conditional=self._is_conditional)
            given_up = self.tries >= self.limits.max_tries or self._held_bytes > MAX_HELD_BYTES
            if ending is None or given_up:
                return recording, ending
            plan = plan_retry(
                ending,
                retry_after_seconds,
                tries=self.tries,
                seconds_left=self.seconds_left,
                jitter=self.shared.jitter(),
            )
            if isinstance(plan, Ending):
                return recording, plan
            self.tries += 1
            self.spent_seconds += plan
            self.slot.put_down()
            await self.shared.sleep(plan)

    async def _exchange(self, target: httpx.URL) -> tuple[Recording, float | None]:
        async with self.shared.politeness.turn(host_of(target), self.slot):
            started_at = self.shared.clock()
            recording = await self._send(target)
            retry_after_seconds = read_retry_after(recording.retry_after, self.shared.clock())
            self.shared.politeness.note(host_of(target), recording.status, retry_after_seconds)
        self.spent_seconds += recording.seconds
        self.exchanges.append(self._build_exchange(target, started_at, recording))
        return recording, retry_after_seconds

    async def _send(self, target: httpx.URL) -> Recording:
        request = self._build_request(target)
        try:
            response = await self.shared.transport.handle_async_request(request)
        except ExchangeFailed as failed:
            return failed.recording
        if "set-cookie" in response.headers:
            response.request = request
            self.cookies.extract_cookies(response)
        recording: Recording = response.extensions["recording"]
        return recording

    def _build_request(self, target: httpx.URL) -> httpx.Request:
        limit = self.limits.max_body_bytes
        extensions: dict[str, Any] = {"timeout": {"read": self.seconds_left}}
        if limit is not None:
            extensions["max_body_bytes"] = limit
        request = httpx.Request("GET", target, headers=self._headers(target), extensions=extensions)
        if self.cookies:
            self.cookies.set_cookie_header(request)
        return request

    def _headers(self, target: httpx.URL) -> list[tuple[str, str]]:
        headers = [
            # Left to itself httpx decodes the host for this, and fails on emoji domains.
            ("Host", target.netloc.decode("ascii")),
            ("Accept", "*/*"),
            ("Accept-Encoding", "gzip"),
            ("Connection", "keep-alive"),
            ("User-Agent", self.shared.user_agent),
        ]
        if self._is_conditional and self.ask.validators:
            etag, modified = self.ask.validators.etag, self.ask.validators.last_modified
            headers += [("If-None-Match", etag)] if etag else []
            headers += [("If-Modified-Since", modified)] if modified else []
        return headers + ([] if self._was_led_on else list(self.ask.headers))

    @property
    def _is_conditional(self) -> bool:
        """Whether the validators go with the request: they are those of the page itself."""
        return self.ask.validators is not None and not self._was_led_on

    @property
    def _was_led_on(self) -> bool:
        return any(exchange.location is not None for exchange in self.exchanges)

    def _build_exchange(
        self, target: httpx.URL, started_at: datetime, recording: Recording
    ) -> Exchange:
        return Exchange(
            url=str(target),
            started_at=started_at,
            seconds=recording.seconds,
            request=recording.request,
            response=recording.response,
            status=recording.status,
            location=recording.location,
            connected=recording.connected,
            cut=recording.cut,
            robots=self.robots_word,
        )


def _check_url(target: httpx.URL) -> httpx.URL | Ending:
    if target.scheme not in ("http", "https"):
        return Ending(
            Outcome.UNSUPPORTED_URL, "not http or https", "only web pages can be captured"
        )
    if target.userinfo:
        return HAS_CREDENTIALS
    if not target.raw_host or not 0 < (80 if target.port is None else target.port) < 65536:
        return MALFORMED
    # It is parsed anew for this, which takes as long as parsing it did.
    return target.copy_with(fragment=None) if target.fragment else target


def _next_url(base: httpx.URL, location: str) -> httpx.URL | Ending:
    """Where a redirect leads, in the words of the source's own outcome when nowhere."""
    try:
        return _check_url(base.join(_as_browsers_read(location)))
    except (httpx.InvalidURL, ValueError):
        return MALFORMED


def _asked_to_wait(asked: AskedToWait) -> Ending:
    return Ending(
        Outcome.BLOCKED,
        "the host asked to wait",
        f"the host has asked everybody to stay away for {asked.seconds:.0f} seconds more",
    )


def _as_browsers_read(location: str) -> str:
    """
    Give a redirect's address with its slashes as they are meant: `\\` is one, `///` are two.

    https://url.spec.whatwg.org/#special-authority-ignore-slashes-state; httpx reads RFC 3986.
    """
    path_end = min((at for mark in "?#" if (at := location.find(mark)) >= 0), default=len(location))
    path = location[:path_end].replace("\\", "/")
    return _MANY_SLASHES.sub(r"\1//", path) + location[path_end:]
