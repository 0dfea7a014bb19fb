"""
The proof that nothing a page does in the browser gets past the address guard.

    python tests/proofs/guard_browser.py

shows hostile pages, which try every way we know to reach canaries on loopback (TCP and UDP, IPv6
too). A call of a canary is a failure; so is an honest part that does not come through. With
`--control` the same pages are shown by the same browser without us: how many attacks are real.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import fetch_support
from claimcheck.core.captures import Ask
from claimcheck.core.outcomes import Rendering
from claimcheck.fetching import browser, fetcher
from fetch_support import Site, page
from proofs.guard_browser_pages import LEADING, MARKUP, SCRIPTS

ALLOWED = "127.0.0.64"
CANARIES = ("127.0.0.1", "127.0.0.2", "::1")
HTML = b"Content-Type: text/html\r\n"
HONEST = 200
PAGE_SECONDS = 12.0


@dataclass(slots=True)
class Canaries(asyncio.DatagramProtocol):
    """Listeners that nobody may call, on one port. `calls` are what they were told first."""

    port: int = 0
    calls: list[str] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Note a call and answer it."""
        with suppress(TimeoutError, OSError):
            async with asyncio.timeout(1):
                line = await reader.readline()
            self.calls.append(line[:60].decode("latin-1").strip() or "nothing")
            writer.write(page(b"canary", headers=HTML))
        writer.close()

    def datagram_received(self, data: bytes, addr: object) -> None:
        """Note a datagram."""
        self.calls.append(f"datagram {data[:4].hex()}")


@dataclass(slots=True)
class Proof:
    """How many attacks were tried, what reached a canary, how many honest parts came through."""

    attacks: int
    calls: list[str]
    honest: int = 0
    rendered: int = 0
    pages: int = 0


@asynccontextmanager
async def open_canaries() -> AsyncIterator[Canaries]:
    """Listen on one port of every address, with TCP and UDP."""
    canaries, loop = Canaries(), asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        for host in CANARIES:
            with suppress(OSError):  # no IPv6 here, or a second address is not to be had
                server = await asyncio.start_server(canaries.answer, host, canaries.port)
                await stack.enter_async_context(server)
                canaries.port = server.sockets[0].getsockname()[1]
                address = (host, canaries.port)
                udp, _ = await loop.create_datagram_endpoint(lambda: canaries, address)
                stack.callback(udp.close)
        yield canaries


def write_site(site: Site, canaries: Canaries, *, leading: int = len(LEADING)) -> list[str]:
    """Put the hostile pages on a site; gives their paths."""
    places = {"c": f"http://127.0.0.1:{canaries.port}", "w": f"ws://127.0.0.1:{canaries.port}"}
    fill = [*MARKUP, *SCRIPTS, *LEADING]
    written = [html.format(**places, p=canaries.port) for _, html in fill]
    markup, scripts = written[: len(MARKUP)], written[len(MARKUP) :][: len(SCRIPTS)]
    pages = {
        "/markup": "\n".join(markup),
        "/scripts": "".join(
            f"<script>try{{{script}}}catch(e){{}}</script>\n" for script in scripts
        ),
    }
    leads = written[len(MARKUP) + len(SCRIPTS) :][:leading]
    pages |= {f"/leading-{number}": html for number, html in enumerate(leads)}
    parts = "".join(f"<img src=/part-{n}.svg>" for n in range(HONEST))
    site.answers = {path: _page(html) for path, html in (pages | {"/honest": parts}).items()}
    site.answers["/leads-on"] = _page(LEADING[0][1].format(c=places["c"]))
    sw = f"fetch('{places['c']}/sw',{{mode:'no-cors'}})".encode()
    site.answers["/sw.js"] = page(sw, headers=b"Content-Type: text/javascript\r\n")
    for name in ("img", "script", "frame", "fetch", "leading"):
        to = fetch_support.redirect(f"{places['c']}/redirected-{name}")
        site.answers[f"/to-canary?{name}"] = to
    svg = page(
        b"<svg xmlns='http://www.w3.org/2000/svg'/>", headers=b"Content-Type: image/svg+xml\r\n"
    )
    site.answers |= {f"/part-{n}.svg": svg for n in range(HONEST)}
    return [*pages, "/honest"]


def _page(html: str) -> bytes:
    body = f"<!doctype html><title>t</title><body><p>A page.</p>{html}"
    # What reports and hints a header can ask for goes with each page.
    headers = b"Link: </x>; rel=preload; as=image\r\n"
    return page(body.encode(), headers=HTML + headers)


async def prove(*, leading: int = len(LEADING)) -> Proof:
    """Show every page through the guard, and count the canaries' calls."""
    only = (ip_network(f"{ALLOWED}/32"),)
    settings = fetch_support.settings(
        allow_addresses=only, timeout_seconds=PAGE_SECONDS, host_connections=6
    )
    async with fetch_support.open_site(host=ALLOWED) as site, open_canaries() as canaries:
        paths = write_site(site, canaries, leading=leading)
        proof = Proof(len(MARKUP) + len(SCRIPTS) + leading, canaries.calls, pages=len(paths))
        program = browser.find_browser()
        async with (
            browser.open_browser(program, "claimcheck/proof") as opened,
            fetcher.open_fetcher(settings, browser=opened) as fetching,
        ):
            shown = [_show(fetching, site.url(path, host=ALLOWED)) for path in paths]
            proof.rendered = sum(await asyncio.gather(*shown))
        proof.honest = len({path for path in site.paths if path.startswith("/part-")})
    return proof


async def _show(fetching: fetcher.Fetcher, url: str) -> bool:
    fetched = await fetching.fetch(Ask(url, rendering=Rendering.BROWSER))
    return bool(fetched.resources)


async def control() -> Sequence[str]:
    """Show every page without us; gives what reached the canaries."""
    async with fetch_support.open_site(host="127.0.0.1") as site, open_canaries() as canaries:
        for path in write_site(site, canaries):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
                process = await asyncio.create_subprocess_exec(
                    str(browser.find_browser()), "--headless=new", "--no-sandbox", "--disable-gpu",
                    f"--user-data-dir={profile}", "--timeout=6000", "--dump-dom", site.url(path),
                    stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
                )  # fmt: skip
                try:
                    async with asyncio.timeout(15):
                        await process.wait()
                except TimeoutError:
                    process.kill()
                    await process.wait()
        return sorted(set(canaries.calls))


def main() -> int:
    """Run the proof, or its control."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--control", action="store_true")
    if parser.parse_args().control:
        calls = asyncio.run(control())
        print(f"without us {len(calls)} different calls reach a canary", *calls, sep="\n  ")
        return 0
    proof = asyncio.run(prove())
    print(f"{proof.attacks} attacks on {proof.pages} pages: {len(proof.calls)} calls of a canary")
    print(*proof.calls, f"{proof.honest} of {HONEST} honest parts came through", sep="\n  ")
    print(f"  {proof.rendered} of {proof.pages} pages were rendered")
    return 1 if proof.calls or proof.honest < HONEST else 0


if __name__ == "__main__":
    sys.exit(main())
