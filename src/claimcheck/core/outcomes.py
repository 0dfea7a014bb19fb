"""How a fetch can end, whether what came back can serve as evidence, and how a citation fares."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a fetch ended. Whatever bytes came back are archived, an error page too."""

    ARCHIVED = "archived"
    UNCHANGED = "unchanged"  # 304, or the same payload as the capture before
    NOT_FOUND = "not_found"  # 404, 410
    BLOCKED = "blocked"  # 401, 402, 403, 451, 429 after retries, a challenge or a wall
    HTTP_ERROR = "http_error"  # other 4xx, 5xx after retries
    TIMEOUT = "timeout"
    DNS_ERROR = "dns_error"
    CONNECT_ERROR = "connect_error"
    TLS_ERROR = "tls_error"
    PROTOCOL_ERROR = "protocol_error"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    FORBIDDEN_ADDRESS = "forbidden_address"
    ROBOTS_DENIED = "robots_denied"
    UNSUPPORTED_URL = "unsupported_url"


class Quality(StrEnum):
    """Whether a capture can serve as evidence. Only `ok` and `truncated` can be pinned."""

    OK = "ok"
    SOFT_404 = "soft_404"  # says 200, reads "not found"
    CHALLENGE = "challenge"  # a robot check stands in front of the page
    LOGIN = "login"
    PAYWALL = "paywall"
    CONSENT = "consent"
    EMPTY = "empty"
    ERROR_PAGE = "error_page"
    TRUNCATED = "truncated"  # cut at a limit; what is there is real


class Health(StrEnum):
    """How well the archive still backs a citation. Always derived, never typed in."""

    FRESH = "fresh"
    UNARCHIVED = "unarchived"
    DRIFTED = "drifted"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    DEAD = "dead"


class Method(StrEnum):
    """How a capture came to be."""

    FETCH = "fetch"
    BROWSER = "browser"  # rendered by a browser that got every byte through our fetcher
    MEMENTO = "memento"  # the copy of another archive
    IMPORT = "import"  # a record out of a WARC or WACZ that a person handed in
    UPLOAD = "upload"  # a file that a person handed in
    ROBOTS = "robots"  # a robots.txt, archived for what it said on that day
    SIBLING = "sibling"  # an address that cannot exist, for what its host says of missing pages


class RobotsPolicy(StrEnum):
    """What a verdict of robots.txt does to a fetch."""

    OBEY = "obey"
    ADVISORY = "advisory"  # noted, not obeyed: a named person asked for this one page


class Rendering(StrEnum):
    """How the pages of a source are got at; a setting that a person makes."""

    STATIC = "static"  # what the server sends
    BROWSER = "browser"  # what a browser makes of it
    AUTO = "auto"  # a browser's, where what the server sends has hardly any text


class Submission(StrEnum):
    """Where another archive's copy of a capture stands: a witness, never a condition."""

    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that spoke on a capture's quality: its name, its version and its weight, 0 to 1."""

    name: str
    version: int
    weight: float


BESIDE_SOURCES = frozenset({Method.ROBOTS, Method.SIBLING})
"""Attempts at what nobody cites: each kind has rows of its own."""

SUCCESSES = frozenset({Outcome.ARCHIVED, Outcome.UNCHANGED})
PINNABLE = frozenset({Quality.OK, Quality.TRUNCATED})

NEXT_STEP = {
    Outcome.NOT_FOUND: "run `claimcheck archive lookup` for a copy in another archive, "
    "or name another source",
    Outcome.BLOCKED: "open it in a browser and judge it by hand, or name another source",
    Outcome.HTTP_ERROR: "the server failed; try again later with `claimcheck fetch --retry-failed`",
    Outcome.TIMEOUT: "try again later with `claimcheck fetch --retry-failed`",
    Outcome.DNS_ERROR: "check the host's spelling and this machine's network, "
    "then `claimcheck fetch --retry-failed`",
    Outcome.CONNECT_ERROR: "check this machine's network and firewall, "
    "then `claimcheck fetch --retry-failed`",
    Outcome.TLS_ERROR: "the site's certificate does not hold; do not rely on the page",
    Outcome.PROTOCOL_ERROR: "the server does not speak proper HTTP; name another source",
    Outcome.TOO_LARGE: "raise CLAIMCHECK_MAX_BODY_BYTES, or cite a smaller document",
    Outcome.TOO_MANY_REDIRECTS: "cite the address that the page finally has",
    Outcome.FORBIDDEN_ADDRESS: "the address is not public; allow its network with "
    "CLAIMCHECK_ALLOW_ADDRESSES if it is your own",
    Outcome.ROBOTS_DENIED: "the site asks robots to stay away; open it by hand",
    Outcome.UNSUPPORTED_URL: "cite an http or https address",
}
"""What to do about each outcome that is not a success."""
