"""
The browser's own protocol, over two pipes: calls, answers and events as JSON.

https://chromedevtools.github.io/devtools-protocol/ ; with `--remote-debugging-pipe` messages end
with NUL, so nothing listens on a port and no other program can take the browser over.
"""

import asyncio
import json
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable
from typing import Any

MAX_MESSAGE_BYTES = 96 * 1024 * 1024
"""A page of 16 MiB or a screenshot fits, written as JSON; whatever is longer ends the browser."""

CALL_SECONDS = 30.0
"""No call takes longer unless its page hangs."""

Body = dict[str, Any]
Listen = Callable[[str, Body], None]


class BrowserGone(Exception):
    """The browser has ended, or does not answer."""


class CallRefused(Exception):
    """The browser did not do what it was asked: mostly, its target is gone already."""


class Connection:
    """
    The line to one browser. Whoever opens it has to keep `run` running.

    `handing_over` is for whoever sends something large, of which memory holds one at a time.
    """

    def __init__(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._next_id = 0
        self._waiting: dict[int, asyncio.Future[Body]] = {}
        self._listeners: dict[str, Listen] = {}
        self._is_gone = False
        self.handing_over = asyncio.Lock()

    @property
    def is_gone(self) -> bool:
        """Whether the browser has hung up."""
        return self._is_gone

    def listen(self, session: str, listener: Listen) -> None:
        """Have the events of a session told: method and parameters. "" is the browser itself."""
        self._listeners[session] = listener

    def forget(self, session: str) -> None:
        """Stop listening to a session."""
        self._listeners.pop(session, None)

    async def call(
        self,
        method: str,
        body: Body | None = None,
        session: str = "",
        *,
        seconds: float = CALL_SECONDS,
    ) -> Body:
        """Ask for something and wait for the result. Raises CallRefused and BrowserGone."""
        answer = self._send(method, body or {}, session)
        try:
            async with asyncio.timeout(seconds):
                return await answer
        except TimeoutError as exc:
            raise CallRefused(f"{method} took too long") from exc

    def post(self, method: str, body: Body, session: str) -> None:
        """Ask for something whose result nobody waits for."""
        answer = self._send(method, body, session)
        answer.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def run(self) -> None:
        """Read what the browser says until it hangs up."""
        try:
            while True:
                self._dispatch(json.loads((await self._reader.readuntil(b"\0"))[:-1]))
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError, ValueError):
            pass
        finally:
            self._hang_up()

    def _send(self, method: str, body: Body, session: str) -> "asyncio.Future[Body]":
        if self._is_gone:
            raise BrowserGone
        self._next_id += 1
        message: Body = {"id": self._next_id, "method": method, "params": body}
        if session:
            message["sessionId"] = session
        answer: asyncio.Future[Body] = asyncio.get_running_loop().create_future()
        number = self._next_id
        self._waiting[number] = answer
        answer.add_done_callback(lambda _: self._waiting.pop(number, None))
        self._writer.write(json.dumps(message).encode("ascii") + b"\0")
        return answer

    def _dispatch(self, message: Body) -> None:
        if "id" not in message:
            listener = self._listeners.get(message.get("sessionId", ""))
            if listener is not None:
                listener(message["method"], message["params"])
            return
        answer = self._waiting.get(message["id"])
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(CallRefused(str(message["error"].get("message", ""))))
        else:
            answer.set_result(message["result"])

    def _hang_up(self) -> None:
        self._is_gone = True
        for answer in list(self._waiting.values()):
            if not answer.done():
                answer.set_exception(BrowserGone())
        for listener in list(self._listeners.values()):
            listener("", {})
