"""
Capture side by side: claimcheck, wget, Scrapy and curl on the same pages of this machine.

    python benchmarks/capture.py compare --pages EVAL_DATA --sizes 400 2000 --latency 0 0.1
    python benchmarks/capture.py hosts
    python benchmarks/capture.py memory --sizes 10000 20000
    python benchmarks/capture.py body

Needs nginx with its echo module (Debian: nginx-light, libnginx-mod-http-echo), wget, curl, uv and
the development dependencies; Scrapy and warcio go into a virtual environment of their own
(--peers). Pages are real: --pages FOLDER with .html or .html.gz files, of --min-bytes to
--max-bytes; without it the documentation of Debian (python3.11-doc, postgresql-doc-15).

Every page is unique, lies gzipped beside itself (the server compresses nothing), and is served by
nginx on many loopback addresses. --latency delays each RESPONSE, robots.txt too; TCP handshakes
on loopback stay free, which favours those who open a connection for every page. wget asks for no
gzip by itself and so receives 200 kB where the others receive 40; `wget 1 gzip` asks for it.

An engine is a whole process with all that it starts, from an empty folder. Rounds are
interleaved, medians are given. A run that has not archived every page, as it was served, with
right digests, is not timed but called invalid. The server and the engine share the machine's
cores. PYTHONPATH=OTHER/src measures another checkout of claimcheck.
"""

import argparse
import os
import shlex
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import capture_peers
import capture_site
from capture_measure import Ran, cut_records, run
from capture_peers import Engine, Pages
from capture_site import Site
from capture_table import Case, Result, medians, print_table, write_json

DEBIAN_PAGES = [
    Path("/usr/share/doc/python3.11/html"),
    Path("/usr/share/doc/postgresql-doc-15/html"),
]
NEWS_BYTES = (150_000, 250_000)
GIGABYTE = 10**9
ENGINES = ["ours", "wget 1", "wget 1 gzip", "wget 8", "wget 64", "scrapy", "curl"]


def main() -> None:
    """Run one of the measurements and print its table."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nginx ends with us
    options = _parser().parse_args()
    results = options.measure(options)
    if options.json:
        write_json(options.json, results)
    if any(result.wrong for result in results):
        raise SystemExit("a run was invalid: see above")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="MEASUREMENT")
    compare = _command(commands, "compare", compare_engines, "all engines, side by side")
    compare.add_argument("--sizes", type=int, nargs="+", default=[400, 2000])
    compare.add_argument("--latency", type=float, nargs="+", default=[0.0, 0.1], help="seconds")
    compare.add_argument("--rounds", type=int, default=5)
    compare.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    compare.add_argument("--hosts", type=int, default=200)
    compare.add_argument("--host-connections", type=int, nargs="+", default=[1, 4], help="ours")
    compare.add_argument("--peers", type=Path, default=capture_peers.default_peers())
    compare.add_argument(
        "--wget-one-pages", type=int, default=200, help="its size under latency: it is slow"
    )
    hosts = _command(commands, "hosts", measure_hosts, "CPU a page at few and at many hosts")
    hosts.add_argument("--sizes", type=int, nargs="+", default=[4000])
    hosts.add_argument("--hosts", type=int, nargs="+", default=[10, 2000])
    hosts.add_argument("--rounds", type=int, default=3)
    memory = _command(commands, "memory", measure_memory, "peak memory and time at N and 2 N pages")
    memory.add_argument("--sizes", type=int, nargs="+", default=[10_000, 20_000])
    memory.add_argument("--hosts", type=int, default=200)
    memory.add_argument("--rounds", type=int, default=1)
    body = _command(commands, "body", measure_body, "memory for a body of 1 GB")
    body.add_argument("--bytes", type=int, default=GIGABYTE)
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    measure: Callable[[argparse.Namespace], list[Result]],
    help_text: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_text)
    command.set_defaults(measure=measure)
    command.add_argument("--pages", type=Path, nargs="+", help="folders of news-size pages")
    command.add_argument("--min-bytes", type=int, help="of a page; 150,000 with --pages")
    command.add_argument("--max-bytes", type=int, help="of a page; 250,000 with --pages")
    command.add_argument("--scratch", type=Path, help="folder to work in; it is left as it was")
    command.add_argument("--nginx-workers", type=int, default=1)
    command.add_argument("--concurrency", type=int, default=200, help="ours: sources at once")
    command.add_argument("--fetch-options", default="", help='ours: ="--more --options"')
    command.add_argument("--timeout", type=float, default=900, help="seconds for one run")
    command.add_argument("--json", type=Path, help="file for every single run")
    return command


def compare_engines(options: argparse.Namespace) -> list[Result]:
    """Measure every engine at every size and latency."""
    engines = _engines(options)
    results = []
    with _site(options, max(options.sizes)) as site:
        for latency in options.latency:
            for size in options.sizes:
                sizes = dict.fromkeys(engines, size)
                if latency:
                    one = min(size, options.wget_one_pages)
                    sizes |= {name: one for name in engines if name.startswith("wget 1")}
                cases = [Case(name, sizes[name], options.hosts, latency) for name in engines]
                found = _measure(options, site, engines, cases)
                print_table(f"{size} pages, {latency * 1000:g} ms a response", found)
                results += found
    return results


def _engines(options: argparse.Namespace) -> dict[str, Engine]:
    found = []
    for name in options.engines:
        match name.split():
            case ["ours"]:
                found += [_ours(options, count) for count in options.host_connections]
            case ["wget", processes, *gzip]:
                found.append(capture_peers.wget(int(processes), compressed=bool(gzip)))
            case ["scrapy"]:
                found.append(capture_peers.scrapy(options.peers))
            case ["curl"]:
                found.append(capture_peers.curl())
    return {engine.name: engine for engine in found}


def _ours(options: argparse.Namespace, host_connections: int) -> Engine:
    fetch_options = ["--concurrency", str(options.concurrency), *shlex.split(options.fetch_options)]
    return capture_peers.ours(host_connections=host_connections, fetch_options=fetch_options)


@contextmanager
def _site(options: argparse.Namespace, count: int) -> Iterator[Site]:
    low, high = NEWS_BYTES if options.pages else (0, GIGABYTE)
    pages = capture_site.find_pages(
        options.pages or DEBIAN_PAGES, options.min_bytes or low, options.max_bytes or high
    )
    with tempfile.TemporaryDirectory(prefix="capture-", dir=options.scratch) as name:
        site = capture_site.build_site(Path(name), pages, count)
        print(f"{count} pages made of {len(pages)} real ones, {site.mean_bytes / 1000:.0f} kB each")
        yield site


def _measure(
    options: argparse.Namespace,
    site: Site,
    engines: dict[str, Engine],
    cases: list[Case],
) -> list[Result]:
    """Run all cases, which share a latency, in turn, as often as there are rounds."""
    results = []
    with capture_site.serve_site(
        site, latency_seconds=cases[0].latency_seconds, workers=options.nginx_workers
    ) as port:
        for number in range(options.rounds):
            turn = number % len(cases)
            for case in cases[turn:] + cases[:turn]:
                pages = _pages(site, case, port)
                ran, wrong = run_engine(engines[case.engine], pages, site.folder, options.timeout)
                results.append(_result(case, number, ran, wrong))
                print(f"  {results[-1]}", file=sys.stderr, flush=True)
    return results


def _pages(site: Site, case: Case, port: int) -> Pages:
    hosts = capture_site.addresses(case.hosts)
    return {
        f"http://{hosts[number % case.hosts]}:{port}/{number}.html": site.digests[number]
        for number in range(case.pages)
    }


def run_engine(
    engine: Engine, pages: Pages, folder: Path, timeout_seconds: float
) -> tuple[Ran, str]:
    """Run an engine once in a folder of its own, and say what is wrong with what it archived."""
    with tempfile.TemporaryDirectory(prefix="run-", dir=folder) as name:
        command = engine.prepare(Path(name), pages)
        os.sync()  # what an earlier run left to be written is not this one's to wait for
        ran = run(command, Path(name), environ=engine.environ, timeout_seconds=timeout_seconds)
        if ran.code:
            return ran, f"exit {ran.code}: {ran.stderr.strip()[-300:]}"
        return ran, engine.check(Path(name), pages, ran.stdout)


def _result(case: Case, number: int, ran: Ran, wrong: str) -> Result:
    return Result(
        case,
        number,
        ran.seconds,
        ran.cpu_seconds,
        ran.other_cpu_seconds,
        ran.process_mib,
        ran.tree_mib,
        wrong,
    )


def measure_hosts(options: argparse.Namespace) -> list[Result]:
    """Measure ours at few and many hosts. Every host costs a robots.txt and a connection too."""
    engine = _ours(options, 1)
    results = []
    with _site(options, max(options.sizes)) as site:
        for size in options.sizes:
            cases = [Case(engine.name, size, hosts, 0.0) for hosts in options.hosts]
            found = _measure(options, site, {engine.name: engine}, cases)
            print_table(f"{size} pages", found)
            few, many = min(options.hosts), max(options.hosts)
            page = {m.case.hosts: m.cpu_ms_per_page for m in medians(found)}
            if few in page and many in page:
                request = {n: ms * size / (size + n) for n, ms in page.items()}
                print(f"CPU a page at {many} hosts: {page[many] / page[few]:.2f} times that at "
                      f"{few}; a request, robots.txt among them: "
                      f"{request[many] / request[few]:.2f}")  # fmt: skip
            results += found
    return results


def measure_memory(options: argparse.Namespace) -> list[Result]:
    """Measure ours at growing sizes: memory must not grow with them, time only in step."""
    engine = _ours(options, 1)
    with _site(options, max(options.sizes)) as site:
        cases = [Case(engine.name, size, options.hosts, 0.0) for size in options.sizes]
        results = _measure(options, site, {engine.name: engine}, cases)
    print_table("growing sizes", results)
    found = {m.case.pages: m for m in medians(results)}
    small, large = found.get(min(options.sizes)), found.get(max(options.sizes))
    if small and large:
        print(f"{large.case.pages / small.case.pages:.1f} times the pages take "
              f"{large.seconds / small.seconds:.2f} times the time and "
              f"{large.tree_mib / small.tree_mib:.2f} times the memory")  # fmt: skip
    return results


def measure_body(options: argparse.Namespace) -> list[Result]:
    """Measure the memory that a huge body takes beyond what a tiny page takes."""
    engine = _ours(options, 1)
    results = []
    for media_type in ("application/octet-stream", "text/html"):
        with (
            tempfile.TemporaryDirectory(prefix="capture-", dir=options.scratch) as folder,
            capture_site.serve_zeros(options.bytes, media_type) as address,
        ):
            found = {}
            for path in ("tiny", "zeros"):
                pages = {f"{address}/{path}": ""}
                found[path] = _run_body(engine, pages, Path(folder), options.timeout)
                results.append(_result(Case(f"ours, {path}", 1, 1, 0.0), 0, *found[path]))
        extra = found["zeros"][0].tree_mib - found["tiny"][0].tree_mib
        zeros, wrong = found["zeros"]
        print(f"{options.bytes:,} bytes of {media_type}: {extra:.0f} MiB more than a tiny page, "
              f"{zeros.seconds:.1f} s; {wrong or 'cut and marked'}")  # fmt: skip
    return results


def _run_body(engine: Engine, pages: Pages, folder: Path, timeout: float) -> tuple[Ran, str]:
    """Fetch one body; what must be there is a record, marked where it was cut."""

    def check(run_folder: Path, _: Pages, stdout: str) -> str:
        (source,) = capture_peers.read_json(run_folder, ["sources", "--json"], engine.environ)
        (url,) = pages
        limited = url.endswith("/zeros")
        kinds = cut_records(sorted((run_folder / "archive").rglob("*.warc.gz*")), url)
        if source["captures"] != 1 or kinds != [limited]:
            return f"{source['outcome']}, {source['captures']} captures, records cut: {kinds}"
        return ""

    return run_engine(replace(engine, check=check), pages, folder, timeout)


if __name__ == "__main__":
    main()
