"""The servers of the fault zoo, in a thread: one for each case, and a good one on another host."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from fetch_support import Site
from proofs.zoo_answers import GOOD
from proofs.zoo_cases import Case, never, reset

HOST = "127.0.0.1"
GOOD_HOST = "127.0.0.2"
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

GARBAGE = b"this is no handshake at all\r\n" * 20


class _AnyPath(dict[str, bytes]):
    def get(self, path: str, default: bytes | None = None) -> bytes | None:  # type: ignore[override]
        return default if path == "/robots.txt" else GOOD


class Servers:
    """Serves cases; `home` is where the trusted authority's certificate is put."""

    def __init__(self, home: Path) -> None:
        self.authority = home / "authority.pem"
        self._home = home
        self._trusted = trustme.CA()
        self._ports: dict[str, int] = {}
        self._good_port = 0
        self._tasks: set[asyncio.Task[Any]] = set()

    def url(self, case: Case) -> str:
        """Give the address of a case's page."""
        secure = bool(case.certificate)
        own = f"http{'s' * secure}://{HOST}:{self._ports[case.name]}{case.path}"
        return case.url or own

    def good_url(self, path: str) -> str:
        """Give an address on the good server, where every path is a page."""
        return f"http://{GOOD_HOST}:{self._good_port}{path}"

    @contextmanager
    def open(self, cases: Sequence[Case]) -> Iterator["Servers"]:
        """Serve until the block ends."""
        self._trusted.cert_pem.write_to_path(str(self.authority))
        ready, ended = threading.Event(), threading.Event()
        serving = self._serve(cases, ready, ended)
        thread = threading.Thread(target=lambda: asyncio.run(serving))
        thread.start()
        try:
            ready.wait()
            yield self
        finally:
            ended.set()
            thread.join()

    async def _serve(
        self, cases: Sequence[Case], ready: threading.Event, ended: threading.Event
    ) -> None:
        async with AsyncExitStack() as stack:
            try:
                self._good_port = await self._listen(stack, Site(_AnyPath()).serve, GOOD_HOST, None)
                for case in cases:
                    site = Site({case.path: case.answer} | case.more)
                    self._ports[case.name] = await self._open_case(stack, case, site)
            finally:
                ready.set()
            await asyncio.to_thread(ended.wait)

    async def _open_case(self, stack: AsyncExitStack, case: Case, site: Site) -> int:
        raw = {"silent": never, "garbage": _send_garbage, "cut": reset, "drip": _drip_handshake}
        if act := raw.get(case.certificate):

            async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                await act(writer)

            return await self._listen(stack, answer, HOST, None)
        return await self._listen(stack, site.serve, HOST, self._context(case.certificate))

    async def _listen(
        self, stack: AsyncExitStack, serve: Serve, host: str, context: ssl.SSLContext | None
    ) -> int:
        server = await asyncio.start_server(self._minding(serve), host, 0, ssl=context)
        stack.callback(server.close)
        return int(server.sockets[0].getsockname()[1])

    def _minding(self, serve: Serve) -> Serve:
        """Take it calmly when the client leaves; keep the task, which nothing else does."""

        async def serve_minded(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._tasks.add(task)
            try:
                await serve(reader, writer)
            except (OSError, asyncio.CancelledError):
                writer.close()

        return serve_minded

    def _context(self, kind: str) -> ssl.SSLContext | None:
        if kind in ("", "plain"):
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        now = datetime.now(UTC)
        match kind:
            case "expired":
                issued = self._trusted.issue_cert(HOST, not_after=now - timedelta(days=1))
            case "early":
                issued = self._trusted.issue_cert(HOST, not_before=now + timedelta(days=1))
            case "other host":
                issued = self._trusted.issue_cert("other.example")
            case "unknown authority":
                issued = trustme.CA().issue_cert(HOST)
            case "self-signed":
                context.load_cert_chain(_self_signed(self._home, now))
                return context
            case _:
                issued = self._trusted.issue_cert(HOST)
        issued.configure_cert(context)
        if kind == "old":
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        return context


async def _send_garbage(writer: asyncio.StreamWriter) -> None:
    writer.write(GARBAGE)
    await writer.drain()
    await asyncio.sleep(1)
    writer.close()


async def _drip_handshake(writer: asyncio.StreamWriter) -> None:
    """Begin a handshake record that never ends."""
    writer.write(b"\x16\x03\x03\x40\x00")
    while not writer.is_closing():
        writer.write(b"\x02")
        await writer.drain()
        await asyncio.sleep(0.05)


def _self_signed(home: Path, now: datetime) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    built = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    built = built.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate = built.sign(key, hashes.SHA256())
    path = home / "self-signed.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
