"""The pages that capture.py fetches: real ones, each made unique, behind nginx on loopback."""

import asyncio
import gzip
import os
import random
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ECHO_MODULE = Path("/usr/lib/nginx/modules/ngx_http_echo_module.so")
START_SECONDS = 10
SEED = 11

# An internal redirect after the sleep: the page itself is then served as without it, so the
# delay costs nginx one timer a request. The sleep is per response, not per TCP handshake.
_CONFIG = """
load_module {module};
daemon off;
user {user};
worker_processes {workers};
worker_rlimit_nofile 65536;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 16384; }}
http {{
    types {{ text/html html; text/plain txt; }}
    access_log off;
    sendfile on;
    tcp_nopush on;
    gzip_static on;
    gzip_vary on;
    keepalive_requests 100000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen {port} backlog=8192;
        allow 127.0.0.0/8;
        deny all;
        root {root};
        location / {{ {delay} }}
        location @page {{ }}
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Site:
    """
    Unique pages under `folder`/pages: page `number` is `/{number}.html`, its bytes have `digests`.
    """

    folder: Path
    digests: tuple[str, ...]
    mean_bytes: int


def find_pages(folders: list[Path], min_bytes: int, max_bytes: int) -> list[bytes]:
    """
    Read the HTML pages of a size, plain or gzipped, in an order that is the same each time.

    Shuffled, so that the first few are like all of them.
    """
    pages = []
    for path in sorted(found for folder in folders for found in folder.rglob("*.html*")):
        if path.suffix not in (".html", ".gz") or not path.is_file():
            continue
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
        if min_bytes <= len(content) <= max_bytes:
            pages.append(content)
    if not pages:
        named = ", ".join(map(str, folders))
        raise SystemExit(f"{named}: no HTML page of {min_bytes} to {max_bytes} bytes")
    random.Random(SEED).shuffle(pages)
    return pages


def build_site(folder: Path, pages: list[bytes], count: int) -> Site:
    """
    Write `count` pages and their gzip forms, going round the real ones.

    Each begins with a comment of its own: an engine that stores equal payloads once
    would otherwise be measured on the number of real pages.
    """
    root = folder / "pages"
    root.mkdir(parents=True)
    prepared = [(page, _deflated(page)) for page in pages[:count]]
    digests, total = [], 0
    for number in range(count):
        page, deflated = prepared[number % len(prepared)]
        mark = b"<!-- %d -->\n" % number
        content = mark + page
        (root / f"{number}.html").write_bytes(content)
        (root / f"{number}.html.gz").write_bytes(_gzipped(mark, content, deflated))
        digests.append(sha256(content).hexdigest())
        total += len(content)
    (root / "robots.txt").write_text("User-agent: *\nAllow: /\n")
    return Site(folder, tuple(digests), total // count)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _gzipped(mark: bytes, content: bytes, deflated: bytes) -> bytes:
    """Put a stored block (RFC 1951, 3.2.4) before the page's: compressing it again is dear."""
    stored = b"\x00" + struct.pack("<HH", len(mark), len(mark) ^ 0xFFFF) + mark
    header = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    trailer = struct.pack("<II", zlib.crc32(content), len(content))
    return header + stored + deflated + trailer


def addresses(count: int) -> list[str]:
    """Give `count` loopback addresses: 127.0.1.1 to 127.0.1.200, then 127.0.2.1 and on."""
    return [f"127.0.{1 + number // 200}.{1 + number % 200}" for number in range(count)]


@contextmanager
def serve_site(site: Site, *, latency_seconds: float, workers: int) -> Iterator[int]:
    """Serve a site on every loopback address with nginx; gives the port."""
    folder = Path(tempfile.mkdtemp(prefix="nginx-", dir=site.folder))
    port = _free_port()
    # Built without the echo module where there is no latency: its phases would cost a little.
    delay = f"echo_sleep {latency_seconds:g}; echo_exec @page;" if latency_seconds else ""
    config = folder / "nginx.conf"
    user = "root" if os.geteuid() == 0 else os.environ.get("USER", "nobody")
    config.write_text(
        _CONFIG.format(
            module=ECHO_MODULE, folder=folder, port=port, root=site.folder / "pages",
            delay=delay, workers=workers, user=user,
        )
    )  # fmt: skip
    server = subprocess.Popen(
        [_nginx(), "-c", config, "-e", folder / "error.log"], stdin=subprocess.DEVNULL
    )
    try:
        _await_port(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(START_SECONDS)


def _nginx() -> str:
    found = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if found is None or not ECHO_MODULE.exists():
        raise SystemExit("needs nginx and its echo module: apt install nginx-light "
                         "libnginx-mod-http-echo")  # fmt: skip
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_port(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise SystemExit("nginx did not start")


@contextmanager
def serve_zeros(length: int, media_type: str) -> Iterator[str]:
    """Serve `length` zero bytes at /zeros and a tiny page at /tiny; gives the address."""
    loop = asyncio.new_event_loop()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nConnection: close\r\n"
    piece = bytes(256 * 1024)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            size = length if b"/zeros" in request else 5 if b"/tiny" in request else 0
            writer.write(f"{head}Content-Length: {size}\r\n\r\n".encode())
            for start in range(0, size, len(piece)):
                writer.write(piece[: size - start])
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has had enough: that is its limit at work
        finally:
            writer.close()

    listening = loop.run_until_complete(asyncio.start_server(answer, "127.0.1.1", 0))
    port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.1.1:{port}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        listening.close()
        loop.close()
