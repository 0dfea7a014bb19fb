"""
The proof of politeness, judged by the servers alone.

    python tests/proofs/politeness.py --hosts 100 --urls 5000 --workers 4 --delay 0.1

serves hosts on loopback that forbid some pages, push back with Retry-After, and lead on to each
other; one fetch over several processes. Each server's log must show no two requests closer than
the delay, never two at once, nothing that robots.txt forbids, and silence for as long as a
Retry-After asked for.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import capture_support

ROBOTS = b"User-agent: *\nDisallow: /private\n\nUser-agent: claimcheck\nDisallow: /closed\n"
RETRY_SECONDS = 1
ASKS_FOR_PATIENCE = frozenset({7, 23})
"""The requests of a host that are answered with 429, counted from its first."""


@dataclass
class Host:
    """One server and its log: when each request came, when its answer was done, what it was."""

    address: str
    log: list[tuple[float, float, str]] = field(default_factory=list)
    closed_until: float = 0.0
    at_once: int = 0
    violations: list[str] = field(default_factory=list)


class Town:
    """All hosts, on one port."""

    def __init__(self, count: int, delay_seconds: float) -> None:
        self.hosts = {f"127.0.{1 + n // 250}.{1 + n % 250}": None for n in range(count)}
        self.logs = {address: Host(address) for address in self.hosts}
        self.delay_seconds = delay_seconds
        self.port = 0

    async def serve(self, ready: threading.Event, ended: threading.Event) -> None:
        """Serve until the end."""
        server = await asyncio.start_server(self._answer, "0.0.0.0", 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await asyncio.to_thread(ended.wait)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = self.logs[writer.get_extra_info("sockname")[0]]
        try:
            while raw := await reader.readuntil(b"\r\n\r\n"):
                began = time.monotonic()
                path = raw.split(b" ", 2)[1].decode()
                self._judge(host, began, path)
                host.at_once += 1
                writer.write(self._content(host, path))
                await writer.drain()
                host.at_once -= 1
                host.log.append((began, time.monotonic(), path))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _judge(self, host: Host, now: float, path: str) -> None:
        if host.log and now - host.log[-1][0] < self.delay_seconds:
            host.violations.append(f"{now - host.log[-1][0]:.3f} s after the request before")
        if host.at_once:
            host.violations.append("two requests at once")
        if now < host.closed_until:
            host.violations.append(f"{host.closed_until - now:.3f} s before Retry-After is over")
        if path.startswith("/closed"):
            host.violations.append(f"{path} is forbidden")

    def _content(self, host: Host, path: str) -> bytes:
        if path == "/robots.txt":
            return _message("200 OK", ROBOTS)
        if len(host.log) in ASKS_FOR_PATIENCE:
            host.closed_until = time.monotonic() + RETRY_SECONDS
            return _message("429 Slow", b"wait", f"Retry-After: {RETRY_SECONDS}\r\n")
        if path.startswith("/go"):
            addresses = list(self.logs)
            other = addresses[(addresses.index(host.address) + 7) % len(addresses)]
            return _message("302 Go", b"", f"Location: http://{other}:{self.port}/led{path}\r\n")
        return _message("200 OK", f"<p>This is {path} of {host.address}.</p>".encode())


def _message(status: str, body: bytes, headers: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def prove(home: Path, *, hosts: int, urls: int, workers: int, delay_seconds: float) -> list[str]:
    """Give what the servers complain of, and what went missing."""
    town = Town(hosts, delay_seconds)
    ready, ended = threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(town.serve(ready, ended)))
    thread.start()
    try:
        ready.wait()
        outcomes = _fetch(home, town, urls, workers)
    finally:
        ended.set()
        thread.join()
    problems = [f"{h.address}: {what}" for h in town.logs.values() for what in h.violations]
    pushed_back = sum(bool(host.closed_until) for host in town.logs.values())
    requests = sum(len(host.log) for host in town.logs.values())
    print(f"{requests} requests at {hosts} hosts, {pushed_back} of which asked for patience;"
          f" outcomes {dict(outcomes)}")  # fmt: skip
    if outcomes.total() != urls or outcomes["robots_denied"] != urls // 10:
        problems.append(f"of {urls} sources: {dict(outcomes)}")
    return problems


def _fetch(home: Path, town: Town, urls: int, workers: int) -> Counter[str]:
    addresses = list(town.logs)
    claims = {}
    for number in range(urls):
        # One in ten is forbidden, one in ten leads on to another host.
        kind = {0: "closed", 1: "go"}.get(number // len(addresses) % 10, "page")
        url = f"http://{addresses[number % len(addresses)]}:{town.port}/{kind}/{number}"
        claims[f"claim-{number}"] = (f"It is told at page {number}.", url)
    capture_support.write_claims(home / "claims.csv", claims)
    environ = {name: word for name, word in os.environ.items() if "CLAIMCHECK_" not in name} | {
        "CLAIMCHECK_ALLOW_ADDRESSES": "127.0.0.0/8",
        "CLAIMCHECK_HOST_DELAY": str(town.delay_seconds),
        "CLAIMCHECK_USER": "checker",
    }
    told = {}
    for command in (["import", "claims.csv"], ["fetch", "--workers", str(workers)]):
        done = subprocess.run(
            [sys.executable, "-m", "claimcheck", *command, "--json"],
            cwd=home, env=environ, check=True, capture_output=True,
        )  # fmt: skip
        told = json.loads(done.stdout)
    return Counter(told["outcomes"])


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--hosts", type=int, default=100)
    parser.add_argument("--urls", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--delay", type=float, default=0.1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        problems = prove(
            Path(name),
            hosts=options.hosts,
            urls=options.urls,
            workers=options.workers,
            delay_seconds=options.delay,
        )
    print("\n".join(problems[:40]) or "no violation")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
