"""Connections that serve again: the same bytes, the same guard, and never a request too many."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import pytest

from claimcheck.core.captures import Connected
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.recording import ExchangeFailed, Recording
from claimcheck.fetching.transport import RecordingTransport
from fetch_support import LOOPBACK, names, page

OK = page(b"one")


@dataclass
class Keeper:
    """
    A server that keeps its connections open.

    `script` has, for each connection in order, what to answer to each request on it, in as
    many writes as there are; when a connection's answers are over it is closed. `asked` are
    the requests by connection; `dropped` is set when the other side has left one.
    """

    script: list[list[list[bytes]]]
    port: int = 0
    asked: list[list[bytes]] = field(default_factory=list)
    dropped: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection."""
        number = len(self.asked)
        self.asked.append([])
        try:
            for answer in self.script[number]:
                self.asked[number].append(await reader.readuntil(b"\r\n\r\n"))
                for piece in answer:
                    writer.write(piece)
                    await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            self.dropped.set()
        finally:
            writer.close()


@asynccontextmanager
async def keeping(*script: list[list[bytes]]) -> AsyncIterator[Keeper]:
    """Serve for the length of a block."""
    keeper = Keeper(list(script))
    server = await asyncio.start_server(keeper.serve, "127.0.0.1", 0)
    keeper.port = server.sockets[0].getsockname()[1]
    try:
        yield keeper
    finally:
        server.close()


Get = Callable[..., Awaitable[Recording]]


@asynccontextmanager
async def getting(keeper: Keeper, **more: object) -> AsyncIterator[Get]:
    """Give what asks the server through one transport, and gives the recording, good or bad."""
    transport = RecordingTransport(allow=LOOPBACK, **more)  # type: ignore[arg-type]

    async def get(host: str = "127.0.0.1", method: str = "GET") -> Recording:
        request = httpx.Request(method, f"http://{host}:{keeper.port}/")
        try:
            response = await transport.handle_async_request(request)
        except ExchangeFailed as failed:
            return failed.recording
        recording: Recording = response.extensions["recording"]
        return recording

    async with transport:
        yield get


def connected(recording: Recording) -> Connected:
    """How the request of a recording got there."""
    assert recording.connected is not None
    return recording.connected


def test_that_a_connection_serves_again() -> None:
    """The second request goes out on the first one's connection, and its record says so."""

    async def scenario() -> None:
        async with keeping([[OK], [page(b"two")], []]) as keeper, getting(keeper) as get:
            first, second = await get(), await get()
        assert (first.response, second.response) == (OK, page(b"two"))
        assert (connected(first).reused, connected(second).reused) == (False, True)
        assert connected(second).connect_seconds == 0
        assert connected(first).connect_seconds > 0
        assert connected(first).peer == connected(second).peer == f"127.0.0.1:{keeper.port}"
        assert list(map(len, keeper.asked)) == [2]

    asyncio.run(scenario())


# Answers behind which another request must not follow on the same connection.
LAST = (
    # the server says so
    ("says close", [page(headers=b"Connection: close\r\n")]),
    ("says close among others", [page(headers=b"Connection: X-A, Close\r\n")]),
    # old servers close without a word
    ("old", [page().replace(b"1.1", b"1.0")]),
    # a byte too many: what would it be the beginning of?
    ("leftover", [OK + b"x"]),
    ("another answer behind", [OK + page(b"smuggled")]),
    ("leftover behind chunks", [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                b"1\r\nx\r\n0\r\n\r\n", b"y"]),
    # one that says less than it sends
    ("length too small", [OK.replace(b"Length: 3", b"Length: 1")]),
)  # fmt: skip


@pytest.mark.parametrize("answer", [row[1] for row in LAST], ids=[row[0] for row in LAST])
def test_that_no_request_follows_such_an_answer(answer: list[bytes]) -> None:
    """The next one has its own connection, and no byte of the first answer gets into it."""

    async def scenario() -> None:
        script = [[answer, [page(b"never")]], [[page(b"two")]]]
        async with keeping(*script) as keeper, getting(keeper) as get:
            first = await get()
            if len(answer) > 1:  # the rest came unasked, which ends the connection
                await keeper.dropped.wait()
            second = await get()
        assert b"".join(answer).startswith(first.response[:])
        assert first.fault is None
        assert second.response == page(b"two")
        assert not connected(second).reused
        assert list(map(len, keeper.asked)) == [1, 1]

    asyncio.run(scenario())


def test_that_a_dead_connection_is_replaced_once() -> None:
    """A connection that ended while idle costs one new connection, and no answer."""

    async def scenario() -> None:
        async with keeping([[OK], []], [[page(b"two")]]) as keeper, getting(keeper) as get:
            await get()
            second = await get()
        assert second.response == page(b"two")
        assert second.fault is None
        assert not connected(second).reused
        assert list(map(len, keeper.asked)) == [2, 1]

    asyncio.run(scenario())


def test_that_a_new_connection_is_not_replaced() -> None:
    """Only a kept connection may be dead without blame: a new one that fails is the outcome."""

    async def scenario() -> None:
        async with keeping([[OK], []], [[]], [[OK]]) as keeper, getting(keeper) as get:
            await get()
            second = await get()
        assert second.fault is not None
        assert second.fault.reason == "empty response"
        assert list(map(len, keeper.asked)) == [2, 1]

    asyncio.run(scenario())


def test_that_half_an_answer_is_not_asked_for_again() -> None:
    """What broke behind its first byte was answered: it is kept as it came."""

    async def scenario() -> None:
        async with keeping([[OK], [OK[:-1]]], [[OK]]) as keeper, getting(keeper) as get:
            await get()
            second = await get()
        assert second.response == OK[:-1]
        assert (second.cut, connected(second).reused) == ("disconnect", True)
        assert list(map(len, keeper.asked)) == [2]

    asyncio.run(scenario())


def test_that_only_get_uses_a_kept_connection() -> None:
    """What must not be sent twice gets a connection that is surely alive (RFC 9110, 9.2.2)."""

    async def scenario() -> None:
        script = [[[OK], [page(b"never")]], [[page(b"two")]]]
        async with keeping(*script) as keeper, getting(keeper) as get:
            await get()
            second = await get(method="POST")
        assert second.response == page(b"two")
        assert not connected(second).reused

    asyncio.run(scenario())


def test_that_hosts_share_no_connection() -> None:
    """Two names at one address are two servers, as far as anybody knows."""

    async def scenario() -> None:
        resolve = names({"a.example": ["127.0.0.1"], "b.example": ["127.0.0.1"]})
        script = [[[OK], [page(b"a again")]], [[page(b"b")]]]
        async with keeping(*script) as keeper, getting(keeper, resolve=resolve) as get:
            answers = [await get(f"{name}.example") for name in "aba"]
        assert [answer.response for answer in answers] == [OK, page(b"b"), page(b"a again")]
        assert [connected(answer).reused for answer in answers] == [False, False, True]
        assert connected(answers[2]).answers == ("127.0.0.1",)

    asyncio.run(scenario())


def test_that_each_new_connection_is_guarded() -> None:
    """The name is vetted anew when a kept connection has to be replaced; it may have moved."""

    async def scenario() -> None:
        answers = iter([["127.0.0.1"], ["10.0.0.1"]])

        async def resolve(host: str, port: int) -> list[str]:
            return next(answers)

        async with keeping([[OK], []], [[OK]]) as keeper, getting(keeper, resolve=resolve) as get:
            first, second = await get("a.example"), await get("a.example")
        assert first.fault is None
        assert second.fault is not None
        assert second.fault.outcome is Outcome.FORBIDDEN_ADDRESS
        assert (second.request, second.response, second.connected) == (b"", b"", None)
        assert len(keeper.asked) == 1

    asyncio.run(scenario())


def test_that_idle_connections_end_with_the_transport() -> None:
    """Nothing stays open behind a run."""

    async def scenario() -> None:
        async with keeping([[OK], [OK]]) as keeper:
            async with getting(keeper) as get:
                await get()
                assert not keeper.dropped.is_set()
            await asyncio.wait_for(keeper.dropped.wait(), 10)

    asyncio.run(scenario())
