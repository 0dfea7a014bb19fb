"""More bad servers: what they answer, where they lead to, what their pages and rules hold."""

import gzip
from collections.abc import Iterator

from fetch_support import Answer, page, redirect
from proofs.zoo_cases import (
    ARCHIVED,
    BLOCKED,
    DENIED,
    FAILED,
    FORBIDDEN,
    GONE,
    GZIP,
    HTML,
    LATE,
    LOOPING,
    OK,
    TEXT,
    UNCONNECTED,
    UNSUPPORTED,
    Case,
    bomb,
    drip,
    endless,
    html,
    never,
    status,
)

GOOD = html(TEXT)
MEGABYTE = b"x" * 2**20


def statuses() -> Iterator[Case]:
    """Every status that is no page."""
    yield Case("204", b"HTTP/1.1 204 No Content\r\n\r\n", ARCHIVED, quality="empty")
    yield Case("205", page(b"", status="205 Reset Content"), ARCHIVED, quality="empty")
    for name, written, quality in (
        ("206 unasked", b"", "truncated"),
        ("206 unasked of a part", b"Content-Range: bytes 0-%d/9999\r\n", "truncated"),
        ("206 unasked of all", b"Content-Range: bytes 0-%d/%d\r\n", "ok"),
    ):
        sizes = (len(TEXT) - 1, len(TEXT))[: written.count(b"%d")]
        part = page(TEXT, status="206 Partial", headers=HTML + written % sizes)
        yield Case(name, part, ARCHIVED, quality=quality)
    yield Case("304 unasked", b"HTTP/1.1 304 Not Modified\r\n\r\n", FAILED, "304")
    for code in (401, 403, 451):
        yield Case(f"{code}", status(f"{code} No"), BLOCKED, f"{code}", "error_page")
    yield Case("402", status("402 Payment Required"), BLOCKED, "402", "paywall")
    for code in (404, 410):
        yield Case(f"{code}", status(f"{code} Gone"), GONE, f"{code}", "error_page")
    for code in (400, 405, 418, 501, 599, 999):
        yield Case(f"{code}", status(f"{code} Oops"), FAILED, f"{code}")
    for code in (500, 502, 503, 504):
        yield Case(f"{code} for ever", status(f"{code} Oops"), FAILED, f"{code}")
        yield Case(f"{code}, then fine", [status(f"{code} Oops"), GOOD], ARCHIVED, quality="ok")
    yield Case("endless 503", endless(b"HTTP/1.1 503 Oops\r\n\r\n", MEGABYTE), FAILED)
    yield Case("endless 404", endless(b"HTTP/1.1 404 Gone\r\n\r\n", MEGABYTE), GONE, "404")
    yield Case("403 with a bomb", page(bomb(100), status="403 No", headers=GZIP), BLOCKED, "403")
    yield Case("challenge", status("403 No", b"cf-mitigated: challenge\r\n"), BLOCKED)


def waits() -> Iterator[Case]:
    """Servers that ask to come again later."""
    later = "Fri, 01 Jan 2100 00:00:00 GMT"
    past = "Thu, 01 Jan 1970 00:00:00 GMT"
    for value, reason in (
        ("", "429"),
        ("1", "429"),
        ("0", "429"),
        (past, "429"),
        ("soon", "429"),
        ("-1", "429"),
        ("1.5", "429"),
        ("٣", "429"),
        ("1, 2", "429"),
        ("3600", "retry-after too long"),
        ("9" * 4000, "retry-after too long"),
        (later, "retry-after too long"),
    ):
        answer = status("429 Slow", f"Retry-After: {value}\r\n".encode())
        yield Case(f"429, Retry-After {value[:32] or 'empty'}", answer, BLOCKED, reason)
    busy = status("503 Busy", b"Retry-After: 1\r\n")
    yield Case("503 with Retry-After, then fine", [busy, GOOD], ARCHIVED, quality="ok")


def redirects() -> Iterator[Case]:
    """Servers that lead on."""
    loop = "redirect loop"
    yield Case("to itself", redirect("/"), LOOPING, loop)
    yield Case(
        "two that lead to each other", redirect("/b"), LOOPING, loop, more={"/b": redirect("/")}
    )
    chain: dict[str, Answer] = {f"/{n}": redirect(f"/{n + 1}") for n in range(50)}
    yield Case("endless chain", redirect("/0"), LOOPING, "more than 10 redirects", more=chain)
    yield Case("five steps", redirect("/45"), ARCHIVED, more=chain | {"/50": GOOD})
    cookies = [redirect("/", headers=b"Set-Cookie: n=%d\r\n" % n) for n in range(50)]
    yield Case("ever new cookies", cookies, LOOPING)
    yield Case("one cookie, then fine", [cookies[0], GOOD], ARCHIVED, quality="ok")
    for place in ("http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/", "http://0/"):
        yield Case(f"to {place}", redirect(place), FORBIDDEN)
    for place in (
        "file:///etc/passwd",
        "ftp://a.example/",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "data:text/html,x",
        "http://name:word@a.example/",
        "http://a.example:99999/",
    ):
        yield Case(f"to {place[:14]}", redirect(place), UNSUPPORTED)
    yield Case("to a closed port", redirect("http://127.0.0.3:9/"), UNCONNECTED)
    yield Case("without Location", status("302 Found"), FAILED, "302 without Location")
    yield Case("empty Location", redirect(""), FAILED | LOOPING)
    yield Case("Location of garbage", redirect("http://[\x01"), UNSUPPORTED)
    yield Case("Location of 60 KB", redirect("/" + "a" * 60_000), UNSUPPORTED | GONE)
    yield Case("relative", redirect("../b?c#d"), ARCHIVED, path="/a/x", more={"/b?c": GOOD})
    yield Case("backslash", redirect("\\b"), ARCHIVED, more={"/b": GOOD})
    yield Case("to a private place by backslashes", redirect("http:\\\\10.0.0.1\\"), FORBIDDEN)
    yield Case("with fragment", redirect("/b#part"), ARCHIVED, more={"/b": GOOD})
    yield Case("300", status("300 Choose", b"Location: /b\r\n"), FAILED, "300")
    yield Case("305", status("305 Proxy", b"Location: http://127.0.0.3:9/\r\n"), FAILED, "305")
    endless_302 = endless(b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n", MEGABYTE)
    yield Case("redirect with an endless body", endless_302, ARCHIVED, more={"/b": GOOD})
    yield Case(
        "to a login page",
        redirect("/login"),
        ARCHIVED | BLOCKED,
        quality="login",
        path="/article",
        more={"/login": GOOD},
    )
    yield Case(
        "to the front page",
        redirect("/"),
        ARCHIVED,
        quality="soft_404",
        path="/2019/article",
        more={"/": GOOD},
    )
    closed = page(b"User-agent: *\nDisallow: /b")
    yield Case("to where robots may not go", redirect("/b"), DENIED, more={"/robots.txt": closed})


def rules() -> Iterator[Case]:
    """robots.txt as a weapon."""
    stars = b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*a*a*a*a*b\n" * 5000
    for name, answer, outcomes in (
        ("forbids", page(b"User-agent: *\nDisallow: /"), DENIED),
        ("500", status("500 Oops"), DENIED),
        ("silent", never, LATE),
        ("drips", drip(OK + b"\r\n", b"#"), LATE | DENIED),
        ("endless", endless(OK + b"\r\n", b"# nothing\n" * 999), ARCHIVED),
        ("bomb", page(bomb(100), headers=GZIP), ARCHIVED),
        ("loops", redirect("/robots.txt"), ARCHIVED),
        ("garbage", page(bytes(range(256)) * 999), ARCHIVED),
        ("leads to a private place", redirect("http://10.0.0.1/"), DENIED),
        ("of 100,000 groups", page(b"User-agent: a\nDisallow: /\n" * 18_000), ARCHIVED),
        ("of many stars", page(stars), ARCHIVED),
    ):
        yield Case(
            f"robots.txt {name}", GOOD, outcomes, path="/" + "a" * 900, more={"/robots.txt": answer}
        )


def pages() -> Iterator[Case]:
    """Pages that hurt whoever reads them."""

    def case(name: str, body: bytes, kind: str = "text/html", quality: str = "") -> Case:
        head = f"Content-Type: {kind}\r\n".encode()
        return Case(name, page(body, headers=head), ARCHIVED | BLOCKED, quality=quality)

    yield case("60,000 nested tags", b"<div>" * 60_000 + TEXT)
    yield case("60,000 nested links", b"<a><b>" * 30_000 + TEXT)
    yield case(
        "80,000 attributes", b"<p " + b"".join(b"a%d=1 " % n for n in range(80_000)) + b">" + TEXT
    )
    yield case("millions of angles", b"<" * 4_000_000)
    yield case("a comment without end", b"<!--" + b"-" * 4_000_000)
    yield case("a table of 200,000 cells", b"<table>" + b"<td>x" * 200_000)
    yield case("a million entities", b"<p>" + b"&amp;" * 1_000_000)
    yield case("20 MB of text", b"<p>" + b"The ferry carried people. " * 800_000)
    yield case("20 MB in one line", b"The ferry carried people. " * 800_000, "text/plain")
    yield case("10 MB of NUL", bytes(10 * 2**20))
    yield case("charset that lies", TEXT, "text/html; charset=utf-16")
    yield case("charset unknown", TEXT, "text/html; charset=" + "x" * 500)
    yield case("charset that runs code", TEXT, "text/html; charset=rot13")
    yield case("bytes of no charset", bytes(range(128, 256)) * 30_000)
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
        + b"".join(
            b'<!ENTITY a%d "%s">' % (n + 1, b"&a%s;" % (b"" if n == 0 else b"%d" % n) * 10)
            for n in range(12)
        )
        + b"]><r>&a12;</r>"
    )
    yield case("entities that multiply", laughs, "application/xml")
    yield case(
        "entity that reads a file",
        b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>',
        "application/xml",
    )
    yield case("PDF that is none", b"%PDF-1.7\n" + bytes(99_999), "application/pdf")
    yield case("image that is none", TEXT, "image/png")
    yield case("JSON of 100,000 levels", b"[" * 100_000, "application/json")
    yield case("empty", b"", quality="empty")
    missing = b"<title>Page not found</title><h1>404</h1><p>Sorry, it is not here any more."
    yield case("soft 404", missing, quality="soft_404")
    yield case("robot check", b"<title>Just a moment...</title><p>Checking.", quality="challenge")
    country = b"<h1>Sorry, this content is not available in your country.</h1><p>Home"
    yield case("closed to a country", country, quality="error_page")
    choice = b"<title>Before you continue</title><p>We and our 842 partners use cookies."
    yield case("consent", choice, quality="consent")
    sold = b"<h1>Ferries</h1><p>The ferry sank.<p>This article is for subscribers only."
    yield case("pay wall", sold, quality="paywall")
    crash = b"<b>Fatal error</b>: Uncaught Error: Call to undefined function x() in index.php:3"
    yield case("crash", crash, quality="error_page")
    yield case("login form", b"<title>Log in</title><p>Please give name and word.", quality="login")
    yield Case(
        "refresh by header",
        page(TEXT, headers=HTML + b"Refresh: 0; url=http://10.0.0.1/\r\n"),
        ARCHIVED,
        quality="ok",
    )
    yield Case(
        "zipped twice, said once",
        page(gzip.compress(gzip.compress(TEXT)), headers=HTML + GZIP),
        ARCHIVED,
    )
