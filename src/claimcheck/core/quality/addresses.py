"""What the address gives away at which an answer was found, beside the one that is cited."""

import re

from claimcheck.core.quality.page import Page

_LOGIN_PATH = re.compile(
    r"/(?:log-?_?[io]n|sign-?_?in|sso|auth|servicelogin|wp-login\.php|users/sign_in|oauth2?/authori[sz]e"
    r"|adfs/ls|cas/login|saml2?/(?:sso|login)|openid-connect/auth|(?:log-?in|sign-?in)\.(?:php|aspx?|jsp|html?|do))/?$",
    re.I,
)
_LOGIN_HOSTS = frozenset({"login", "signin", "sso", "auth", "accounts", "idp", "passport"})
_CONSENT_HOSTS = frozenset({"consent", "cmp", "privacygate", "cookiewall", "guce"})
_CONSENT_PATH = re.compile(
    r"/(?:collectconsent|cookie-?consent|consent|cookie-?wall|privacy-?gate|privacy-?wall|zustimmung)/?$",
    re.I,
)
_MISSING_PATH = re.compile(
    r"/(?:40[04]|error-?_?40[04]|40[04]-?_?error|(?:page-?_?)?not-?_?found|no-such-page|page-?_?missing)"
    r"(?:\.\w{3,5})?/?$",
    re.I,
)
_ERROR_PATH = re.compile(
    r"/(?:errors?|50[0234]|40[13]|error-?page|maintenance|unavailable)(?:\.\w{3,5})?/?$", re.I
)
_CHALLENGE_PATH = re.compile(
    r"/(?:sorry/index|captcha|recaptcha|challenge|bot-?check|distil_r_captcha\.html|showcaptcha)/?$",
    re.I,
)
_FRONT_PATH = re.compile(
    r"(?:/(?:index|home|default|start)?(?:\.\w{3,5})?)?|/[a-z]{2}(?:[-_][a-z]{2})?/?", re.I
)


def challenge_path(page: Page) -> str | None:
    """It led to an address where robot checks live."""
    return _led_to(_CHALLENGE_PATH, page, "a robot check")


def login_path(page: Page) -> str | None:
    """It led to a login page."""
    return _led_to(_LOGIN_PATH, page, "a login page")


def login_host(page: Page) -> str | None:
    """It led to a host that does nothing but let people in."""
    return _led_to_host(_LOGIN_HOSTS, page, "a login page")


def consent_host(page: Page) -> str | None:
    """It led to a host that does nothing but ask for consent."""
    return _led_to_host(_CONSENT_HOSTS, page, "a consent page")


def consent_path(page: Page) -> str | None:
    """It led to a consent page."""
    return _led_to(_CONSENT_PATH, page, "a consent page")


def missing_path(page: Page) -> str | None:
    """It led to the page that the site keeps for what it does not have."""
    return _led_to(_MISSING_PATH, page, "a page for what is missing")


def error_path(page: Page) -> str | None:
    """It led to the page that the site keeps for errors."""
    return _led_to(_ERROR_PATH, page, "an error page")


def front_page(page: Page) -> str | None:
    """A deeper address led to the front page of the same site."""
    if not page.was_led or not _same_site(page) or page.final.query or is_front(page.source.path):
        return None
    return "it led to the site's front page" if page.final.path in ("", "/") else None


def upward(page: Page) -> str | None:
    """An address led to a folder above it: often where a site sends what it no longer has."""
    if not page.was_led:
        return None
    above = page.final.path.rstrip("/")
    cited = page.source.path.rstrip("/")
    led_up = above and _same_site(page) and cited.startswith(f"{above}/") and not page.final.query
    if not led_up or is_front(cited.removeprefix(above)):
        return None
    return f"it led to {page.final.path[:200]}, above the address that is cited"


def is_front(path: str) -> bool:
    """Whether a path is a site's front page, in one language or all."""
    return _FRONT_PATH.fullmatch(path) is not None


def _led_to(pattern: re.Pattern[str], page: Page, what: str) -> str | None:
    if not page.was_led:
        return None
    path, cited = page.final.path[-200:], page.source.path[-200:]
    if pattern.search(path) and not pattern.search(cited):
        return f"it led to {what}, {path}"
    return None


def _led_to_host(labels: frozenset[str], page: Page, what: str) -> str | None:
    if not page.was_led:
        return None
    source, final = page.source.hostname or "", page.final.hostname or ""
    if final != source and final.partition(".")[0] in labels:
        return f"it led to {what} at {final}"
    return None


def _same_site(page: Page) -> bool:
    source, final = page.source.hostname or "", page.final.hostname or ""
    return source.removeprefix("www.") == final.removeprefix("www.")
