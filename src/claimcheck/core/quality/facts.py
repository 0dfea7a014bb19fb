"""What headers, status, phrases and amount give away, and what a sibling address adds."""

import re

from claimcheck.core.outcomes import Quality
from claimcheck.core.quality.addresses import is_front
from claimcheck.core.quality.page import Page, Said

# Products that stand in front of sites, by the marks that their documentation names.
_CHALLENGE_HEADERS = {
    "cf-mitigated": frozenset({"challenge"}),
    "x-amzn-waf-action": frozenset({"challenge", "captcha"}),
    "x-vercel-mitigated": frozenset({"challenge"}),
}
_SHIELD_HEADERS = frozenset(
    {"x-datadome", "x-dd-b", "x-iinfo", "x-kpsdk-ct", "x-kpsdk-v", "x-px-block", "x-sucuri-block"}
    | {"x-perimeterx-block", "x-distil-cs", "x-hcaptcha", "x-captcha", "x-captcha-required"}
)
_SHIELD_COOKIE = re.compile(
    r"(?:datadome|visid_incap_\w{1,40}|incap_ses_\w{1,40}|_pxhd|_px3|_pxvid|__ddg\d\w{0,3}|_abck|ak_bmsc"
    r"|bm_sz|sec_cpt|kp_uidz|kp_uidz-ssn|sucuri_cloudproxy_uuid_\w{1,20}|aws-waf-token|reese84"
    r"|___utmvc|within\.website-x-cmd-anubis-\w{1,40}|techaro\.lol-anubis-\w{1,40})=",
    re.I,
)
_RANGE = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15})", re.I)
_REFUSALS = frozenset({403, 405, 429})
_PAYWALL_HEADERS = frozenset(
    {
        "x-paywall",
        "x-paywalled",
        "x-paywall-required",
        "x-subscription-required",
        "x-paywall-status",
    }
)
_YES = frozenset({"1", "true", "yes", "on", "hard", "locked", "required", "active", "closed"})
LITTLE_ELSE = 3
"""A third of a page's text: with that much of it, a phrase is what the page says."""

PARAGRAPH_CHARS = 120
"""A line of this length is running text, not a menu or a button."""

_SHARED_TEXT = 0.02
"""Two pages of one template whose texts differ by less than this share say the same."""


LOOKED_AT = (
    frozenset(_CHALLENGE_HEADERS)
    | _SHIELD_HEADERS
    | _PAYWALL_HEADERS
    | {"set-cookie", "www-authenticate", "content-range"}
)
"""The headers that a rule asks for; all others are left out when a page is gathered."""


def said_at_top(quality: Quality, page: Page, *, max_chars: int) -> str | None:
    """Give the reason when title or heading of a short page plainly says so."""
    said = _first(page, quality, ("title", "heading"))
    if said is None or not said.sure or page.text_chars > max_chars:
        return None
    return f"its {said.place} says “{said.phrase}”"


def perhaps_at_top(quality: Quality, page: Page, *, sure_chars: int, max_chars: int) -> str | None:
    """Give the reason when they say so beside much else: words, or a longer text."""
    said = _first(page, quality, ("title", "heading"))
    if said is None or page.text_chars > max_chars:
        return None
    if said.sure and page.text_chars <= sure_chars:
        return None
    return f"its {said.place} says “{said.phrase}”, beside much else"


def said_in_lines(quality: Quality, page: Page, *, max_chars: int) -> str | None:
    """Give the reason when a page of few words says so in a line."""
    said = _first(page, quality, ("text",))
    if said is None or page.text_chars > max_chars:
        return None
    return f"it says “{said.phrase}”"


def said_in_all(quality: Quality, page: Page, *, max_chars: int) -> str | None:
    """Give the reason when a page of few words says little else."""
    if not page.said:
        return None
    lines = [said for said in page.said if said.quality is quality and said.place == "text"]
    chars = sum(len(said.phrase) for said in lines)
    if not lines or page.text_chars > min(max_chars, chars * LITTLE_ELSE):
        return None
    return f"it says little more than “{lines[0].phrase}”"


def breaks_off_at(quality: Quality, page: Page, *, max_chars: int) -> str | None:
    """Give the reason when a short text breaks off at such a line: no paragraph follows it."""
    said = _first(page, quality, ("text",))
    if said is None or page.text_chars > max_chars or _is_label(said.phrase):
        return None
    lines = page.document.text.lower().replace("’", "'").split("\n")
    places = [number for number, line in enumerate(lines) if said.phrase in line]
    if not places or any(len(line) >= PARAGRAPH_CHARS for line in lines[places[-1] + 1 :]):
        return None
    return f"its text breaks off at “{said.phrase}”"


def _is_label(phrase: str) -> bool:
    """Whether it is so short that a list of honest pages may carry it: `members only`."""
    return phrase.isascii() and phrase.count(" ") < 2


def _first(page: Page, quality: Quality, places: tuple[str, ...]) -> Said | None:
    if not page.said:
        return None
    found = [said for said in page.said if said.quality is quality and said.place in places]
    return next((said for said in found if said.sure), found[0] if found else None)


def challenge_header(page: Page) -> str | None:
    """A header in which the shield itself says that it asks for a robot check."""
    for name, value in page.headers:
        if name in _CHALLENGE_HEADERS and value.strip().lower() in _CHALLENGE_HEADERS[name]:
            return f"the server asks for a robot check ({name})"
    return None


def shield_refusal(page: Page) -> str | None:
    """A refusal by a host whose headers or cookies show a shield against robots."""
    mark = _shield(page) if page.http_status in _REFUSALS else None
    return f"a shield against robots refused it ({mark})" if mark else None


def shield_blank(page: Page) -> str | None:
    """A page without words from a host that has such a shield: its script was to come first."""
    mark = _shield(page)
    if mark is None or not (page.is_success and page.is_wordless):
        return None
    return f"a shield against robots sent a page without words ({mark})"


def _shield(page: Page) -> str | None:
    for name, value in page.headers:
        if name in _SHIELD_HEADERS:
            return name
        if name == "set-cookie" and (cookie := _SHIELD_COOKIE.match(value.strip())):
            return f"cookie {cookie[0].rstrip('=')[:40]}"
    return None


def asks_credentials(page: Page) -> str | None:
    """The server asks for credentials (RFC 9110, section 11.6)."""
    if page.http_status == 407 or (
        page.http_status == 401 and any(name == "www-authenticate" for name, _ in page.headers)
    ):
        return f"the server asks for credentials (HTTP status {page.http_status})"
    return None


def payment_status(page: Page) -> str | None:
    """The server asks for money (RFC 9110, section 15.5.3)."""
    return "the server asks for payment (HTTP status 402)" if page.http_status == 402 else None


def paywall_header(page: Page) -> str | None:
    """A header in which the site says that the page is not free."""
    for name, value in page.headers:
        if name in _PAYWALL_HEADERS and value.strip().lower() in _YES:
            return f"the server says that the page is behind a pay wall ({name})"
    return None


def sibling_bytes(page: Page) -> str | None:
    """A made-up address gave the same page to the byte."""
    if "sibling-bytes" not in page.remembered and not (
        _has_sibling(page) and page.sibling and page.sibling.payload_sha256 == page.payload_sha256
    ):
        return None
    return "an address that cannot exist gave the very same page"


def sibling_alike(page: Page) -> str | None:
    """A made-up address gave a page of the same title and about as much text."""
    if "sibling-alike" not in page.remembered and not (
        _has_sibling(page)
        and page.sibling
        and _alike(page, page.sibling.title, page.sibling.text_chars)
    ):
        return None
    return "an address that cannot exist gave a page of the same title and length"


def _has_sibling(page: Page) -> bool:
    sibling = page.sibling
    return (
        sibling is not None and 200 <= sibling.http_status < 300 and not is_front(page.source.path)
    )


def _alike(page: Page, title: str | None, text_chars: int) -> bool:
    near = abs(page.text_chars - text_chars) <= max(20, page.text_chars * _SHARED_TEXT)
    return bool(title) and title == page.document.title and near


def error_status(page: Page) -> str | None:
    """The status says that this is not the page."""
    if page.is_success:
        return None
    return f"the server answered with HTTP status {page.http_status}"


def gone_status(page: Page) -> str | None:
    """The status says that there is no such page; whatever it looks like, it is that."""
    if page.http_status not in (404, 410):
        return None
    return f"the server answered with HTTP status {page.http_status}"


def wordless(page: Page) -> str | None:
    """Almost no visible text, such as a page that only a script fills."""
    return "it has almost no visible text" if page.is_wordless else None


def cut_short(page: Page) -> str | None:
    """The body is not whole, was not read whole, or is a part that nobody asked for."""
    if page.cut:
        return f"the body was cut short ({page.cut})"
    return page.document.cut or _part_alone(page)


def _part_alone(page: Page) -> str | None:
    """A 206 whose range is not plainly the whole page: RFC 9110, sections 14.4 and 15.3.7."""
    if page.http_status != 206:
        return None
    ranges = [value for name, value in page.headers if name == "content-range"]
    span = _RANGE.fullmatch(ranges[0].strip()) if len(ranges) == 1 else None
    if span and int(span[1]) == 0 and int(span[2]) + 1 == int(span[3]):
        return None
    return "the server gave a part of the page (HTTP status 206)"
