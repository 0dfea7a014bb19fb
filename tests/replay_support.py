"""Replay on a port of its own in a thread, and a client that sends exactly what it is told."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
import uvicorn

from claimcheck.app import capturing
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.database.tables import CaptureRow
from claimcheck.web import replay


@dataclass(frozen=True, slots=True)
class Got:
    """One answer: its status, its headers in lower case, its body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8."""
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Server:
    """A running replay."""

    port: int

    @property
    def origin(self) -> str:
        """Scheme and host of it."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Got:
        """Ask for a path as it is written; underscores in header names stand for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        path = path.removeprefix(self.origin)
        connection.putrequest(method, path, skip_host="host" in given)
        for name, value in given.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Got(answer.status, {k.lower(): v for k, v in answer.getheaders()}, body)


@contextmanager
def serve(workspace: Workspace, *names: str) -> Iterator[Server]:
    """Serve a workspace's archive until the block ends."""
    config = uvicorn.Config(
        replay.build_app(workspace, names), log_level="critical", lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Server(listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


def fetch_again(workspace: Workspace) -> None:
    """Capture every source once more, whenever it was captured last."""
    capturing.fetch_due(workspace, Wanted(refresh=timedelta(0)))


def captures(workspace: Workspace) -> list[CaptureRow]:
    """Every capture, oldest first."""
    with workspace.reading() as session:
        return list(session.scalars(sa.select(CaptureRow).order_by(CaptureRow.captured_at)))


def memento_path(row: CaptureRow, url: str) -> str:
    """The path under which a capture is replayed."""
    return f"/memento/{row.captured_at:%Y%m%d%H%M%S}/{url}"
