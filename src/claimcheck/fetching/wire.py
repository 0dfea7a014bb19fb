"""One connection: a request goes out, its answer is fed to a reader as it comes."""

import asyncio
import ssl
import time
from dataclasses import dataclass
from typing import cast

from claimcheck.core.captures import TlsFacts
from claimcheck.core.outcomes import Outcome
from claimcheck.errors import ClaimcheckError
from claimcheck.fetching import connecting
from claimcheck.fetching.recording import Broken, Ending
from claimcheck.fetching.response_reader import CLOSED_EARLY, ResponseReader

CONNECTION_RESET = Ending(
    Outcome.CONNECT_ERROR,
    "connection reset",
    "the server broke the connection before it answered",
    transient=True,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """How a connection came about: the resolver's answers, the peer, how it is secured."""

    answers: tuple[str, ...]
    peer: str
    tls: TlsFacts | None
    connect_seconds: float


class Wire(asyncio.Protocol):
    """A connection that serves one request at a time. Whatever comes unasked ends it."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._reader: ResponseReader | None = None
        self._done: asyncio.Future[None] | None = None
        self.is_open = False
        self.idle_since = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        self._transport = cast(asyncio.Transport, transport)
        self.is_open = True

    def describe(self, answers: tuple[str, ...], began: float) -> Opened:
        """Tell where the connection goes and how; `began` is when its opening did."""
        transport = self._transport
        peername = transport.get_extra_info("peername") if transport else None
        secured = transport.get_extra_info("ssl_object") if transport else None
        return Opened(
            answers,
            connecting.write_peer(peername),
            connecting.read_tls(secured),
            time.monotonic() - began,
        )

    async def ask(self, request: bytes, reader: ResponseReader) -> None:
        """
        Send a request and wait for the end of its answer, which is in the reader then.

        Raises Broken where the answer is not whole.
        """
        self._reader = reader
        self._done = asyncio.get_running_loop().create_future()
        if self._transport is None or not self.is_open:
            raise Broken(CONNECTION_RESET)
        self._transport.write(request)
        try:
            await self._done
        finally:
            self._reader = self._done = None

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        if self._reader is None or self._done is None or self._done.done():
            self.abort()
            return
        try:
            whole = self._reader.feed(data)
        except (Broken, ClaimcheckError) as exc:
            self.abort()
            self._finish(exc)
        else:
            if whole:
                self._finish(None)

    def eof_received(self) -> None:
        """Called by the loop; the end of the connection may be the end of the answer."""
        self.is_open = False
        if self._reader is not None:
            try:
                self._reader.finish(was_closed=self._was_closed())
            except Broken as exc:
                self._finish(exc)
            else:
                self._finish(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop."""
        self.is_open = False
        if self._reader is None:
            return
        if exc is None:
            self.eof_received()
        elif self._reader.received_bytes:
            self._finish(Broken(CLOSED_EARLY, cut="disconnect"))
        elif isinstance(exc, ssl.SSLError):
            self._finish(Broken(connecting.tls_fault(exc)))
        else:
            self._finish(Broken(CONNECTION_RESET))

    def _was_closed(self) -> bool:
        """Whether the server ended the connection; over TLS its end could be anybody's doing."""
        secured = self._transport.get_extra_info("ssl_object") if self._transport else None
        if secured is None:
            return True
        try:
            # Asked once more, only a connection whose closing alert came says that it is over.
            return not secured.read(1)
        except ssl.SSLError:
            return False

    def abort(self) -> None:
        """Let go of the connection at once."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()

    def _finish(self, exc: Exception | None) -> None:
        if self._done is None or self._done.done():
            return
        if exc is None:
            self._done.set_result(None)
        else:
            self._done.set_exception(exc)
