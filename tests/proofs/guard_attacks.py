"""
The proof that no address, name or redirect gets past the address guard.

    python tests/proofs/guard_attacks.py

sends attacks on canaries that listen on loopback, IPv6 too: odd spellings, names that resolve
there (at once, in part, or the second time), redirects from an allowed site. A canary that is
called, or an attack whose outcome says that a connection was tried, is a failure. Honest
addresses have to pass the same guard. Names resolve through a resolver of our own, which takes
every name that it does not know to a canary.
"""

import argparse
import asyncio
import ipaddress
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import capture_support
import cli_support
import fetch_support
from claimcheck.core.captures import Ask, Fetched
from claimcheck.core.urls import BadUrl, normalise_url
from claimcheck.fetching.fetcher import open_fetcher
from claimcheck.fetching.transport import RecordingTransport
from fetch_support import Site
from proofs import guard_spellings as spellings

ALLOWED = "127.0.0.64"
"""The one address that the desk allows; everything else on loopback is forbidden."""

CANARIES = ("127.0.0.1", "127.0.0.2", "127.1.2.3", "::1")
SPARE_PORTS = 1
WEB_PORTS = (80, 443)
"""Held by a canary where this machine lets us: a forbidden port must not be what protects us."""

REFUSED = frozenset({"forbidden_address", "unsupported_url", "dns_error"})
PUBLIC = "93.184.215.14"  # never connected to: what stands beside it refuses it
PAGE = fetch_support.page(b"an honest page")


@dataclass(slots=True)
class Canaries:
    """Listeners that nobody may call. `calls` counts those who did."""

    ports: list[int] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)

    async def answer(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Count a call."""
        self.calls["{}:{}".format(*writer.get_extra_info("sockname")[:2])] += 1
        writer.write(PAGE)
        writer.close()


@dataclass(slots=True)
class Proof:
    """What was tried, by kind, and what went wrong. `calls` are those of the canaries."""

    attacks: Counter[str] = field(default_factory=Counter)
    honest: int = 0
    calls: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def note(self, kind: str, results: Sequence[Fetched], wanted: frozenset[str]) -> None:
        """Count attacks, and those with another outcome as failures."""
        self.attacks[kind] += len(results)
        self.failures += [
            f"{kind}: {found.source_url!r}: {found.outcome} {found.reason}"
            for found in results
            if found.outcome not in wanted
        ]

    def refused(self, kind: str, results: Sequence[Fetched]) -> None:
        """Count attacks that may not lead to a connection at all."""
        self.note(kind, results, REFUSED)
        self.failures += [f"{kind}: {f.source_url!r} was sent" for f in results if f.exchanges]

    def __str__(self) -> str:
        """Give the summary lines."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.attacks.items())
        calls = f"{self.calls.total()} calls of a canary {dict(self.calls) or ''}"
        lines = [f"{self.attacks.total()} attacks ({kinds}): {calls}"]
        lines += [f"{self.honest} honest addresses passed", *self.failures]
        return "\n  ".join(lines)


class Names:
    """A resolver. What it is not told leads to a canary; what it is asked is counted."""

    def __init__(self, known: dict[str, Sequence[Sequence[str]]]) -> None:
        self.asked: Counter[str] = Counter()
        self._known = known

    async def __call__(self, host: str, port: int) -> list[str]:
        """Give the answers of this turn: the first, the second and so on, then from the start."""
        self.asked[host] += 1
        turns = self._known.get(host, [["127.0.0.1"]])
        return list(turns[(self.asked[host] - 1) % len(turns)])


async def prove(home: Path, *, every: int = 1) -> Proof:
    """Send each `every`-th attack and address, and count the canaries' calls."""
    proof = Proof()
    async with fetch_support.open_site(host=ALLOWED) as site, open_canaries(site.port) as canaries:
        await _attack_by_spelling(proof, canaries.ports, every)
        await _attack_by_name(proof, canaries.ports, every)
        await _attack_by_rebinding(proof, site, every)
        await _attack_by_redirect(proof, site, canaries.ports, every)
        await _attack_by_robots(proof, site, canaries.ports, every)
        await asyncio.to_thread(_attack_by_command, proof, home, canaries.ports, every)
        await _pass_honest(proof, site, every)
        proof.calls.update(canaries.calls)
    return proof


@asynccontextmanager
async def open_canaries(shared_port: int) -> AsyncIterator[Canaries]:
    """Listen wherever an attack may lead, on the port of the allowed site too."""
    canaries = Canaries()
    async with AsyncExitStack() as stack:
        for port in (shared_port, *WEB_PORTS, *[0] * SPARE_PORTS):
            for host in CANARIES:
                with suppress(OSError):  # held by somebody else, forbidden, or no IPv6 here
                    server = await asyncio.start_server(canaries.answer, host, port)
                    await stack.enter_async_context(server)
                    canaries.ports.append(server.sockets[0].getsockname()[1])
        yield canaries


async def _attack_by_spelling(proof: Proof, ports: list[int], every: int) -> None:
    urls = list(_write_urls(ports))[::every]
    proof.refused("spellings", await _fetch(urls, Names({})))


def _write_urls(ports: list[int]) -> Iterator[str]:
    """Give every spelling with one port or another, or none, and every trick."""
    for number, host in enumerate(spellings.hosts()):
        port = ports[number % len(ports)]
        yield (f"http://{host}:{port}/", f"http://{host}/", f"https://{host}:{port}/")[number % 3]
    for port in sorted(set(ports))[:3]:
        yield from spellings.tricks(port)


async def _attack_by_name(proof: Proof, ports: list[int], every: int) -> None:
    answers = [[address] for address in (*spellings.FORBIDDEN, *spellings.FORBIDDEN_6)]
    answers += [[spelled] for spelled in spellings.spell("127.0.0.1")]  # from a broken resolver
    answers += [[], [""], [" 127.0.0.1"], ["127.0.0.1\n"], ["localhost"], [ALLOWED, ""]]
    for address in ("127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::127.0.0.1"):
        for crowd in ([ALLOWED], [ALLOWED] * 2, [ALLOWED] * 30, [PUBLIC, ALLOWED]):
            answers += [[address, *crowd], [*crowd, address], [*crowd, address, *crowd]]
    known = {f"name-{n}.example": [row] for n, row in enumerate(answers)}
    urls = [f"http://{name}:{ports[n % len(ports)]}/" for n, name in enumerate(known)]
    proof.refused("names", await _fetch(urls[::every], Names(known)))


async def _attack_by_rebinding(proof: Proof, site: Site, every: int) -> None:
    """The resolver's second or third answer is a canary on the port of the allowed site."""
    site.answers = {"/": fetch_support.redirect("/next"), "/next": PAGE}
    good, bad = [ALLOWED], ["127.0.0.1"]
    turns = ([good, bad], [good, good, bad], [bad, good], [good, [ALLOWED, "127.0.0.1"]])
    known = {f"turn-{n}.example": turns[n % len(turns)] for n in range(80)}
    fetched = await _fetch([site.url(host=name) for name in known][::every], Names(known))
    proof.note("rebindings", fetched, REFUSED | {"archived", "robots_denied"})


async def _attack_by_redirect(proof: Proof, site: Site, ports: list[int], every: int) -> None:
    places = [url for url in _write_urls(ports) if not set(url) & set("\r\n\0")]
    places += [f"//{host}/" for host in spellings.hosts()]
    statuses = (301, 302, 303, 307, 308)
    site.answers = {
        f"/{n}": fetch_support.redirect(place, status=statuses[n % len(statuses)])
        for n, place in enumerate(places[::every])
    }
    fetched = await _fetch([site.url(path) for path in site.answers], Names({}))
    # What is no address at all is a path on the allowed site itself, where nothing is.
    proof.note("redirects", fetched, REFUSED | {"not_found"})


async def _attack_by_robots(proof: Proof, site: Site, ports: list[int], every: int) -> None:
    """robots.txt itself leads away, for each host to another place."""
    places = [url for url in _write_urls(ports) if not set(url) & set("\r\n\0")][:: 7 * every]
    site.asked.clear()
    site.answers = {"/": PAGE, "/robots.txt": [fetch_support.redirect(place) for place in places]}
    known = {f"rules-{n}.example": [[ALLOWED]] for n in range(len(places))}
    fetched = await _fetch([site.url(host=name) for name in known], Names(known))
    proof.note("robots.txt redirects", fetched, REFUSED | {"robots_denied", "archived"})


def _attack_by_command(proof: Proof, home: Path, ports: list[int], every: int) -> None:
    """The command line, with the system's resolver and a canary for a proxy."""
    sources = set()
    for url in [*_write_urls(ports), *(f"http://{name}/" for name in spellings.NAMES)]:
        with suppress(BadUrl):
            sources.add(normalise_url(url))
    sources = {url for url in sources if ".invalid" not in url and "example" not in url}
    claims = {f"claim-{n}": (f"Claim {n}.", u) for n, u in enumerate(sorted(sources)[::every])}
    path = capture_support.write_claims(home / "claims.csv", claims)
    proxy = f"http://127.0.0.1:{ports[0]}"
    wanted = dict.fromkeys(("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"), proxy)
    for command in (["import", path], ["fetch"], ["sources", "--json"]):
        done = cli_support.claimcheck(home, *command, CLAIMCHECK_HOST_DELAY="0", **wanted)
    outcomes = {source["url"]: source["outcome"] for source in done.json}
    proof.attacks["by command"] += len(outcomes)
    proof.failures += [
        f"by command: {url}: {outcome}"
        for url, outcome in outcomes.items()
        if outcome not in REFUSED
    ]


async def _pass_honest(proof: Proof, site: Site, every: int) -> None:
    """Honest names pass, and each connection asks the resolver once."""
    forms = (
        "news-{}.example.org",
        "NEWS-{}.Example.ORG",
        "a.b.c.d.e{}.example",
        "under_{}.example",
    )
    forms += ("xn--bcher-{}va.example", "{}.example.", "127.0.0.1.{}.example", "0x7f.{}.example")
    hosts = [forms[n % len(forms)].format(n) for n in range(200)][::every]
    answers = ([ALLOWED], [ALLOWED, ALLOWED])
    known = {host.lower(): [answers[n % len(answers)]] for n, host in enumerate(hosts)}
    site.answers, names, before = {"/": PAGE}, Names(known), site.connections
    fetched = await _fetch([site.url(host=host) for host in hosts], names)
    fetched += await _fetch(
        [site.url(host=ALLOWED), site.url(host=str(int(ipaddress.ip_address(ALLOWED))))], Names({})
    )
    proof.honest += len(fetched)
    proof.failures += [
        f"honest: {f.source_url}: {f.outcome} {f.reason}"
        for f in fetched
        if f.outcome != "archived"
    ]
    if names.asked.total() > site.connections - before:
        proof.failures.append(
            f"{names.asked.total()} resolutions, {site.connections - before} calls"
        )


async def _fetch(urls: Sequence[str], resolve: Names) -> list[Fetched]:
    allow = (ipaddress.ip_network(ALLOWED),)
    settings = fetch_support.settings(allow_addresses=allow, timeout_seconds=10.0)
    transport = RecordingTransport(allow=allow, resolve=resolve)
    async with (
        open_fetcher(settings, transport=transport) as fetcher,
        aclosing(fetcher.fetch_all([Ask(url) for url in urls], concurrency=32)) as results,
    ):
        return [fetched async for batch in results for fetched in batch]


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--every", type=int, default=1, help="only each so many-th attack")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        proof = asyncio.run(prove(Path(name), every=options.every))
    print(proof)
    return 1 if proof.failures or proof.calls else 0


if __name__ == "__main__":
    sys.exit(main())
