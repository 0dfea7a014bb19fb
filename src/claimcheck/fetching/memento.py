"""Fetching copies out of other archives: as all else, but led to the original bytes."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

import httpx

from claimcheck.core import mementos
from claimcheck.core.captures import Ask
from claimcheck.core.outcomes import Method
from claimcheck.fetching import fetcher
from claimcheck.fetching.fetcher import Fetcher
from claimcheck.fetching.recording import Recording
from claimcheck.fetching.transport import RecordingTransport
from claimcheck.settings import Settings


class OriginalBytes(httpx.AsyncBaseTransport):
    """Follows a redirect to a copy as it was archived. What came is recorded as it came."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; only where its answer leads is another place."""
        response = await self._inner.handle_async_request(request)
        recording: Recording = response.extensions["recording"]
        if recording.location:
            led = mementos.original_bytes(recording.location)
            response.extensions["recording"] = replace(recording, location=led)
        return response

    async def aclose(self) -> None:
        """Close what is idle."""
        await self._inner.aclose()


@asynccontextmanager
async def open_fetcher(
    settings: Settings,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
    clock: Callable[[], datetime] = fetcher.utcnow,
) -> AsyncIterator[Fetcher]:
    """Open a fetcher of copies: same guard, limits, robots rules and delays as for any page."""
    own = transport or RecordingTransport(
        allow=settings.allow_addresses, max_body_bytes=settings.max_body_bytes
    )
    try:
        async with fetcher.open_fetcher(
            settings,
            transport=OriginalBytes(own),
            clock=clock,
            monotonic=time.monotonic,
            sleep=asyncio.sleep,
        ) as opened:
            yield opened
    finally:
        if transport is None:
            await own.aclose()


def ask_for_copy(timegate: str, url: str, *, at: datetime, by: str) -> Ask:
    """Ask a TimeGate for the copy of a page nearest to a moment."""
    return Ask(
        url,
        address=mementos.timegate_address(timegate, url),
        headers=(mementos.accept_datetime(at),),
        method=Method.MEMENTO,
        by=by,
    )
