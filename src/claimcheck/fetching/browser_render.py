"""A fetched page, shown by a browser: its text as readers see it, and a picture of it."""

from dataclasses import replace
from datetime import datetime

from claimcheck.core import content_coding, http_message, settling
from claimcheck.core.captures import NOT_RENDERED, Exchange, Fetched, Resource
from claimcheck.core.http_message import NotHttp, ResponseMessage
from claimcheck.core.outcomes import Method, Outcome
from claimcheck.fetching.browser import Browser
from claimcheck.fetching.browser_page import MAX_DOM_BYTES, Shown, open_tab
from claimcheck.fetching.browser_parts import Parts, read_reply
from claimcheck.fetching.cdp import BrowserGone, CallRefused
from claimcheck.fetching.client import Shared
from claimcheck.fetching.robots import Robots
from claimcheck.spool import Raw, Spool

MIN_LETTERS = 200
"""A page with fewer letters of text, and with scripts, is likely to be written by them."""

MIN_SECONDS = 5.0
"""A page that took nearly all of its time to come is still given so long to be shown."""

_HTML = ("text/html", "application/xhtml+xml")
_TRIES = 2
_FAILED = "the browser could not show the page; this is what the server sent"
_NO_BROWSER = "there was no browser to show the page; this is what the server sent"


def is_thin(fetched: Fetched) -> bool:
    """Tell whether the server sent a page with hardly any text, but with scripts."""
    message = _page_of(fetched)
    if message is None:
        return False
    document = settling.read_message(message, fetched.exchanges[-1].url)
    letters = sum(mark.isalpha() for mark in document.text)
    return letters < MIN_LETTERS and b"<script" in _content(message).lower()


async def render(
    fetched: Fetched, shared: Shared, browser: Browser | None, *, robots: Robots
) -> Fetched:
    """
    Show a page that was fetched, and give the fetch with what the browser made of it.

    The exchanges of its parts come before those of the page itself, whose document's is last;
    the first resource is the DOM (`dom`), the second the picture (`screenshot`), and the method
    is then BROWSER. What is no archived HTML comes back as it is; so does, with the reason, a
    page that the browser cannot show. Raises Unusable when no browser starts.
    """
    if _page_of(fetched) is None or read_reply(fetched.exchanges[-1].response) is None:
        return fetched
    parts = Parts(fetched.ask, shared, robots)
    shown = await _show(fetched, parts, browser) if browser else None
    html = shown.html.encode("utf-8", "replace") if shown else b""
    if shown is None or not 0 < len(html) <= MAX_DOM_BYTES:
        return replace(
            fetched,
            reason=NOT_RENDERED,
            error=_FAILED if browser else _NO_BROWSER,
            finished_at=shared.clock(),
        )
    now = shared.clock()
    return replace(
        fetched,
        ask=replace(fetched.ask, method=Method.BROWSER),
        exchanges=_in_order(fetched.exchanges, parts.exchanges, shown.document),
        resources=_resources(shown, html, now),
        finished_at=now,
    )


async def _show(fetched: Fetched, parts: Parts, browser: Browser) -> Shown | None:
    """A page that breaks the browser gets one more chance, in a new one."""
    spent_seconds = sum(exchange.seconds for exchange in fetched.exchanges)
    seconds = max(parts.shared.timeout_seconds - spent_seconds, MIN_SECONDS)
    async with browser.tabs:
        for _ in range(_TRIES):
            connection = await browser.connect()
            document = fetched.exchanges[-1]
            try:
                async with open_tab(connection, parts, document, seconds=seconds) as tab:
                    return await tab.show()
            except CallRefused:
                return None
            except BrowserGone:
                continue
    return None


def _resources(shown: Shown, html: bytes, now: datetime) -> tuple[Resource, ...]:
    url = shown.document.url
    dom = Resource(url, now, "dom", "text/html; charset=utf-8", _spooled(html), shown.cut)
    if shown.screenshot is None:
        return (dom,)
    return dom, Resource(url, now, "screenshot", "image/png", _spooled(shown.screenshot))


def _spooled(block: bytes) -> Raw:
    kept = Spool()
    kept.write(block)
    return kept.freeze()


def _in_order(
    own: tuple[Exchange, ...], parts: list[Exchange], document: Exchange
) -> tuple[Exchange, ...]:
    """The document last: its status is that of the capture."""
    everything = [*parts, *own]
    return (*(each for each in everything if each is not document), document)


def _page_of(fetched: Fetched) -> ResponseMessage | None:
    """The answer that holds an HTML page, if that is how the fetch ended."""
    if fetched.outcome is not Outcome.ARCHIVED or not fetched.exchanges:
        return None
    try:
        message = http_message.parse_response(fetched.exchanges[-1].response)
    except NotHttp:
        return None
    media_type = (message.header("content-type") or "").partition(";")[0].strip().lower()
    return message if media_type in _HTML else None


def _content(message: ResponseMessage) -> bytes:
    return content_coding.read_content(message, max_bytes=MAX_DOM_BYTES).content
