"""The browser of a run: found, started with no way out but our pipe, ended whatever happens."""

import asyncio
import os
import shutil
import signal
import socket
import tempfile
from asyncio import StreamWriter
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path

from claimcheck.errors import Unusable
from claimcheck.fetching.browser_switches import switches
from claimcheck.fetching.cdp import MAX_MESSAGE_BYTES, BrowserGone, CallRefused, Connection

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")

MAX_TABS = 2
"""Pages at once: each takes some 100 MB and a core."""

START_SECONDS = 20.0
END_SECONDS = 2.0

# The pipes come as stdin and stdout and leave as 3 and 4, the descriptors of
# --remote-debugging-pipe. The shell waits, so that the profile goes even when we are killed:
# the browser ends when its pipe does.
_SCRIPT = 'exec 3<&0 4>&1 </dev/null >/dev/null; "$@"; rm -rf -- "$0"'


def find_browser(named: str = "") -> Path:
    """
    Find the browser: the one that is named, else Chromium or Chrome on the PATH.

    Raises Unusable saying what to install.
    """
    for name in (named,) if named else NAMES:
        if found := shutil.which(name):
            return Path(found)
    missing = f"there is no program {named}" if named else "no Chromium or Chrome was found"
    raise Unusable(
        missing,
        next_step="install it (Debian: apt install chromium), or name it: CLAIMCHECK_BROWSER",
    )


class Browser:
    """
    One Chromium, started with the first page that needs it and anew when it has broken.

    `tabs` bounds the pages at once.
    """

    def __init__(self, program: Path, user_agent: str) -> None:
        self._program = program
        self._user_agent = user_agent
        self._starting = asyncio.Lock()
        self._running: tuple[Connection, AsyncExitStack] | None = None
        self.tabs = asyncio.Semaphore(MAX_TABS)

    async def connect(self) -> Connection:
        """Give the line to a browser that is running. Raises Unusable when none starts."""
        async with self._starting:
            if self._running is None or self._running[0].is_gone:
                await self.close()
                self._running = await self._start()
            return self._running[0]

    async def close(self) -> None:
        """End the browser, if there is one, and remove its profile."""
        if self._running is not None:
            _, opened = self._running
            self._running = None
            await opened.aclose()

    async def _start(self) -> tuple[Connection, AsyncExitStack]:
        async with AsyncExitStack() as opening:
            connection = await opening.enter_async_context(_run(self._program, self._user_agent))
            try:
                await connection.call("Browser.getVersion", seconds=START_SECONDS)
            except (BrowserGone, CallRefused) as exc:
                raise Unusable(
                    f"{self._program} does not start as a browser",
                    next_step=f"see what `{self._program} --headless --dump-dom about:blank` says; "
                    "without root it needs user namespaces or the chromium-sandbox package",
                ) from exc
            return connection, opening.pop_all()


@asynccontextmanager
async def open_browser(program: Path, user_agent: str) -> AsyncIterator[Browser]:
    """Have a browser for the length of a block; it starts when it is first needed."""
    browser = Browser(program, user_agent)
    try:
        yield browser
    finally:
        await browser.close()


@asynccontextmanager
async def _run(program: Path, user_agent: str) -> AsyncIterator[Connection]:
    with (
        tempfile.TemporaryDirectory(
            prefix="claimcheck-browser-", ignore_cleanup_errors=True
        ) as home,
        _dead_port() as port,
    ):
        arguments = switches(Path(home), user_agent, dead_port=port)
        process = await asyncio.create_subprocess_exec(
            "/bin/sh", "-c", _SCRIPT, home, str(program), *arguments,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=MAX_MESSAGE_BYTES,
            start_new_session=True, env=_environment(home),
        )  # fmt: skip
        if process.stdout is None or process.stdin is None:
            raise BrowserGone
        connection = Connection(process.stdout, process.stdin)
        reading = asyncio.create_task(connection.run())
        try:
            yield connection
        finally:
            await _end(process, process.stdin)
            # To the end of what it said: a pipe that is still open fails the loop's closing.
            await asyncio.wait([reading], timeout=END_SECONDS)
            reading.cancel()
            await asyncio.wait([reading])


async def _end(process: Process, stdin: StreamWriter) -> None:
    """End the browser with all its processes, which are a group of their own."""
    stdin.close()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


@contextmanager
def _dead_port() -> Iterator[int]:
    """A port of ours on which nobody listens: whatever gets past the pipe ends there."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def _environment(home: str) -> dict[str, str]:
    """What a browser needs and no more: no secret of ours, no proxy, no folder of the user's."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return kept | {"HOME": home, "TMPDIR": home, "XDG_RUNTIME_DIR": home}
