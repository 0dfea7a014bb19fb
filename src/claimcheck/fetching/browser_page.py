"""One page in one tab: every request paused and answered by us, until the page is at rest."""

import asyncio
import time
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from claimcheck.core.captures import Exchange
from claimcheck.fetching.browser_parts import Parts, Wish, read_reply
from claimcheck.fetching.browser_switches import VIEW_HEIGHT, VIEW_WIDTH
from claimcheck.fetching.cdp import Body, BrowserGone, CallRefused, Connection

MAX_DOM_BYTES = 16 * 1024 * 1024
MAX_SCREENSHOT_HEIGHT = 16_000
"""Pixels. The browser's own limit for a picture is 16,384."""

MAX_SCROLLS = 20
QUIET_SECONDS = 0.5
"""A page is at rest when it has asked for nothing for so long: what test drivers wait for."""

MAX_REST_SECONDS = 10.0
"""Some pages never rest. They are taken as they are so long after they have loaded."""

READ_SECONDS = 10.0
"""For the DOM and the picture, whatever the page does."""

_LOOK_AGAIN_SECONDS = 0.05

_EVERYTHING = [{"urlPattern": "*", "requestStage": "Request"}]
_ATTACH = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
_SCROLL_ON = (
    "scrollBy(0, innerHeight); scrollY + innerHeight >= document.documentElement.scrollHeight"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """
    What the browser made of a page, and the exchange that its document came with.

    `cut` is "time" for a page that was not at rest in its time (the WARC-Truncated word).
    """

    document: Exchange
    html: str
    screenshot: bytes | None
    cut: str | None


@dataclass(slots=True)
class Tab:
    """A page in a browser context of its own: no cookie of another page, none kept."""

    connection: Connection
    parts: Parts
    context: str
    target: str
    session: str
    document: Exchange
    deadline: float
    is_first: bool = True
    sessions: set[str] = field(default_factory=set)
    tasks: set["asyncio.Task[None]"] = field(default_factory=set)
    pending: int = 0
    last_asked: float = field(default_factory=time.monotonic)
    loaded: asyncio.Event = field(default_factory=asyncio.Event)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def seconds_left(self) -> float:
        return max(self.deadline - time.monotonic(), 0.0)

    async def show(self) -> Shown:
        """Load the page, let it come to rest, and read it. Raises CallRefused and BrowserGone."""
        cut = None
        try:
            async with asyncio.timeout(self.seconds_left):
                await self._load()
        except TimeoutError:
            cut = "time"  # what is there by then is the page
        if self.gone.is_set():
            raise BrowserGone
        await self._stop()
        html = await self._read_html()
        return Shown(self.document, html, await self._take_screenshot(), cut)

    async def _load(self) -> None:
        await self._call("Page.enable")
        await self._attend(self.session)
        await self._call("Network.enable")
        await self._call("Network.setBypassServiceWorker", {"bypass": True})
        await self._call("Network.setCacheDisabled", {"cacheDisabled": True})
        self._post("Page.navigate", {"url": self.document.url})
        await self._either(self.loaded.wait())
        await self._come_to_rest()
        await self._scroll()
        await self._come_to_rest()

    async def _either(self, awaited: Any) -> None:
        """Wait, but not for a page that has crashed."""
        waiting = [asyncio.ensure_future(awaited), asyncio.ensure_future(self.gone.wait())]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waiting:
                each.cancel()

    async def _come_to_rest(self) -> None:
        latest = time.monotonic() + MAX_REST_SECONDS
        while not self.gone.is_set() and (now := time.monotonic()) < latest:
            if not self.pending and now - self.last_asked >= QUIET_SECONDS:
                return
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)

    async def _scroll(self) -> None:
        """Go down to the bottom once, as a reader would, for what loads only when it is seen."""
        for _ in range(MAX_SCROLLS):
            answer = await self._call(
                "Runtime.evaluate", {"expression": _SCROLL_ON, "timeout": 1000}
            )
            if answer["result"].get("value") is not False:
                break
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        await self._call("Runtime.evaluate", {"expression": "scrollTo(0, 0)", "timeout": 1000})

    async def _stop(self) -> None:
        """No script may change or hold up what is read now; a busy loop ends."""
        self._post("Emulation.setScriptExecutionDisabled", {"value": True})
        self._post("Page.stopLoading", {})
        self._post("Runtime.terminateExecution", {})

    async def _read_html(self) -> str:
        """With its shadow roots, unless the styles in them make it too large to keep."""
        html = await self._read_outer_html(shadow_roots=True)
        if len(html) > MAX_DOM_BYTES:
            html = await self._read_outer_html(shadow_roots=False)
        return html

    async def _read_outer_html(self, *, shadow_roots: bool) -> str:
        root = await self._call("DOM.getDocument", {"depth": 0}, seconds=READ_SECONDS)
        # A browser that does not know the switch yet leaves shadow roots out.
        which = {"nodeId": root["root"]["nodeId"], "includeShadowDOM": shadow_roots}
        html: str = (await self._call("DOM.getOuterHTML", which, seconds=READ_SECONDS))["outerHTML"]
        return html

    async def _take_screenshot(self) -> bytes | None:
        """A picture of the whole page; a page that cannot be drawn has none."""
        try:
            metrics = await self._call("Page.getLayoutMetrics", seconds=READ_SECONDS)
            height = metrics["cssContentSize"]["height"]
            clip = {
                "x": 0, "y": 0, "width": VIEW_WIDTH, "scale": 1,
                "height": min(max(height, VIEW_HEIGHT), MAX_SCREENSHOT_HEIGHT),
            }  # fmt: skip
            how = {"format": "png", "captureBeyondViewport": True, "clip": clip}
            picture = await self._call("Page.captureScreenshot", how, seconds=READ_SECONDS)
        except CallRefused:
            return None
        return b64decode(picture["data"])

    async def _attend(self, session: str) -> None:
        """Stand between a page, frame or worker and everything that it may ask for."""
        self.sessions.add(session)
        self.connection.listen(session, lambda method, body: self._hear(session, method, body))
        await self.connection.call("Fetch.enable", {"patterns": _EVERYTHING}, session)
        await self.connection.call("Target.setAutoAttach", _ATTACH, session)

    def _hear(self, session: str, method: str, body: Body) -> None:
        match method:
            case "Fetch.requestPaused":
                self._begin(self._answer(session, body))
            case "Target.attachedToTarget":
                self._begin(self._admit(session, body))
            case "Page.loadEventFired":
                self.loaded.set()
            case "Page.javascriptDialogOpening":
                # Whoever leaves may leave; everything else is answered with no.
                accept = {"accept": body.get("type") == "beforeunload"}
                self.connection.post("Page.handleJavaScriptDialog", accept, session)
            case "Inspector.targetCrashed" | "":
                self.gone.set()

    def _begin(self, work: Any) -> None:
        task = asyncio.ensure_future(_unless_gone(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _admit(self, session: str, body: Body) -> None:
        """Let a frame or worker run once we stand before it; anything else may not run at all."""
        child = body["sessionId"]
        target = body["targetInfo"]
        if target["type"] in ("iframe", "worker", "shared_worker"):
            await self._attend(child)
            await self.connection.call("Runtime.runIfWaitingForDebugger", {}, child)
        else:
            await self.connection.call("Target.closeTarget", {"targetId": target["targetId"]})

    async def _answer(self, session: str, body: Body) -> None:
        self.pending += 1
        self.last_asked = time.monotonic()
        paused = {"requestId": body["requestId"]}
        try:
            exchange = await self._get(body)
            if exchange is not None and await self._hand_over(exchange, paused, session):
                return
        except CallRefused:
            pass  # a header that the browser does not take, or a request that it gave up
        finally:
            self.pending -= 1
            self.last_asked = time.monotonic()
        blocked = paused | {"errorReason": "BlockedByClient"}
        await self.connection.call("Fetch.failRequest", blocked, session)

    async def _get(self, body: Body) -> Exchange | None:
        request = body["request"]
        is_page = body["resourceType"] == "Document" and body["frameId"] == self.target
        if is_page and self.is_first and request["url"] == self.document.url:
            self.is_first = False
            return self.document
        wish = Wish(request["url"], request["method"], body["resourceType"], request["headers"])
        exchange = await self.parts.get(wish, seconds=self.seconds_left)
        if exchange is not None and is_page and exchange.location is None:
            self.loaded.clear()
            self.document = exchange
        return exchange

    async def _hand_over(self, exchange: Exchange, paused: Body, session: str) -> bool:
        """One at a time: decoded and written as JSON, a part takes several times its size."""
        async with self.connection.handing_over:
            reply = read_reply(exchange.response)
            if reply is not None:
                fulfilment = paused | reply.as_fulfilment()
                await self.connection.call("Fetch.fulfillRequest", fulfilment, session)
        return reply is not None

    async def _call(self, method: str, body: Body | None = None, *, seconds: float = 30.0) -> Body:
        return await self.connection.call(method, body, self.session, seconds=seconds)

    def _post(self, method: str, body: Body) -> None:
        self.connection.post(method, body, self.session)


async def _unless_gone(work: Any) -> None:
    # The page, or the browser, may have ended meanwhile.
    with suppress(BrowserGone, CallRefused):
        await work


@asynccontextmanager
async def open_tab(
    connection: Connection, parts: Parts, document: Exchange, *, seconds: float
) -> AsyncIterator[Tab]:
    """
    Open a tab for a page whose document has come; nothing of it is left afterwards.

    Raises CallRefused and BrowserGone.
    """
    created = await connection.call("Target.createBrowserContext", {"disposeOnDetach": True})
    context = {"browserContextId": created["browserContextId"]}
    tab: Tab | None = None
    try:
        await connection.call("Browser.setDownloadBehavior", {"behavior": "deny"} | context)
        target = await connection.call("Target.createTarget", {"url": "about:blank"} | context)
        attach = {"targetId": target["targetId"], "flatten": True}
        attached = await connection.call("Target.attachToTarget", attach)
        tab = Tab(
            connection, parts, context["browserContextId"], target["targetId"],
            attached["sessionId"], document, deadline=time.monotonic() + seconds,
        )  # fmt: skip
        yield tab
    finally:
        if tab is not None:
            await _leave(tab)
        if not connection.is_gone:
            connection.post("Target.disposeBrowserContext", context, "")


async def _leave(tab: Tab) -> None:
    for task in tab.tasks:
        task.cancel()
    if tab.tasks:
        await asyncio.wait(tab.tasks)
    for session in tab.sessions:
        tab.connection.forget(session)
