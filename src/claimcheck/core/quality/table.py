"""The table of rules: name, version, quality, weight, and what each looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from claimcheck.core.outcomes import Quality
from claimcheck.core.quality import addresses, facts
from claimcheck.core.quality.page import Page
from claimcheck.core.quality.saying import LOOK_UP_TO_CHARS

RULES_VERSION = 4
"""Raised with every change of a rule, a weight or a list of phrases; 1 had no table."""

THIN_CHARS = 2_000
"""A wall or a bare status page says little; a page about walls says more."""

MENU_CHARS = 10_000
"""A missing page inside a site's full menus still has less text than this."""

FEW_CHARS = 500
"""So short that such lines can be what the whole page says."""

SCANT_CHARS = 1_500
"""So short that one such line leaves doubt."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it speaks for, how strongly, and the reason it gives when it fires."""

    name: str
    version: int
    quality: Quality
    weight: float
    looks_at: str
    reason: Callable[[Page], str | None]


def _top(quality: Quality, max_chars: int = THIN_CHARS) -> Callable[[Page], str | None]:
    return partial(facts.said_at_top, quality, max_chars=max_chars)


def _perhaps(
    quality: Quality, sure_chars: int = THIN_CHARS, max_chars: int = THIN_CHARS
) -> Callable[[Page], str | None]:
    return partial(facts.perhaps_at_top, quality, sure_chars=sure_chars, max_chars=max_chars)


def _all_of(quality: Quality) -> Callable[[Page], str | None]:
    return partial(facts.said_in_all, quality, max_chars=FEW_CHARS)


def _lines(quality: Quality) -> Callable[[Page], str | None]:
    return partial(facts.said_in_lines, quality, max_chars=SCANT_CHARS)


def _breaks_off(quality: Quality) -> Callable[[Page], str | None]:
    return partial(facts.breaks_off_at, quality, max_chars=SCANT_CHARS)


_CHALLENGE, _LOGIN, _PAYWALL = Quality.CHALLENGE, Quality.LOGIN, Quality.PAYWALL
_CONSENT, _MISSING, _ERROR = Quality.CONSENT, Quality.SOFT_404, Quality.ERROR_PAGE
_EMPTY, _TRUNCATED = Quality.EMPTY, Quality.TRUNCATED

_TOP = "title and first heading of a short page"
_DOUBT = "the same phrase beside much else"
_FEW = "a page that says little else"
_SCANT = "a line of a short page"
_BREAK = "a short text that breaks off there"

RULES = (
    Rule("challenge-header", 1, _CHALLENGE, 1.0, "header facts", facts.challenge_header),
    Rule("challenge-title", 1, _CHALLENGE, 0.95, _TOP, _top(_CHALLENGE)),
    Rule("challenge-title-doubt", 1, _CHALLENGE, 0.5, _DOUBT, _perhaps(_CHALLENGE)),
    Rule("challenge-line", 1, _CHALLENGE, 0.9, _FEW, _all_of(_CHALLENGE)),
    Rule("challenge-scant", 1, _CHALLENGE, 0.5, _SCANT, _lines(_CHALLENGE)),
    Rule("challenge-path", 1, _CHALLENGE, 0.9, "where it led", addresses.challenge_path),
    Rule("shield-refusal", 1, _CHALLENGE, 0.9, "status, headers, cookies", facts.shield_refusal),
    Rule("shield-blank", 1, _CHALLENGE, 0.85, "headers, cookies, no text", facts.shield_blank),
    Rule("login-asked", 1, _LOGIN, 0.95, "401 or 407 and its header", facts.asks_credentials),
    Rule("login-path", 1, _LOGIN, 0.9, "where it led", addresses.login_path),
    Rule("login-host", 1, _LOGIN, 0.85, "where it led", addresses.login_host),
    Rule("login-title", 1, _LOGIN, 0.9, _TOP, _top(_LOGIN)),
    Rule("login-title-doubt", 1, _LOGIN, 0.5, _DOUBT, _perhaps(_LOGIN)),
    Rule("login-line", 1, _LOGIN, 0.85, _FEW, _all_of(_LOGIN)),
    Rule("login-scant", 1, _LOGIN, 0.4, _SCANT, _lines(_LOGIN)),
    Rule("paywall-status", 1, _PAYWALL, 0.95, "402", facts.payment_status),
    Rule("paywall-header", 1, _PAYWALL, 0.85, "header facts", facts.paywall_header),
    Rule("paywall-title", 1, _PAYWALL, 0.9, _TOP, _top(_PAYWALL)),
    Rule("paywall-title-doubt", 1, _PAYWALL, 0.5, _DOUBT, _perhaps(_PAYWALL)),
    Rule("paywall-line", 1, _PAYWALL, 0.85, _FEW, _all_of(_PAYWALL)),
    Rule("paywall-scant", 1, _PAYWALL, 0.5, _SCANT, _lines(_PAYWALL)),
    Rule("paywall-break", 1, _PAYWALL, 0.7, _BREAK, _breaks_off(_PAYWALL)),
    Rule("consent-host", 1, _CONSENT, 0.9, "where it led", addresses.consent_host),
    Rule("consent-path", 1, _CONSENT, 0.85, "where it led", addresses.consent_path),
    Rule("consent-title", 1, _CONSENT, 0.9, _TOP, _top(_CONSENT)),
    Rule("consent-title-doubt", 1, _CONSENT, 0.5, _DOUBT, _perhaps(_CONSENT)),
    Rule("consent-line", 1, _CONSENT, 0.85, _FEW, _all_of(_CONSENT)),
    Rule("missing-path", 1, _MISSING, 0.9, "where it led", addresses.missing_path),
    Rule("front-page", 1, _MISSING, 0.85, "where it led", addresses.front_page),
    Rule("upward", 2, _MISSING, 0.4, "where it led", addresses.upward),
    Rule("missing-title", 1, _MISSING, 0.9, _TOP + ", menus allowed", _top(_MISSING, MENU_CHARS)),
    Rule(
        "missing-title-doubt",
        1,
        _MISSING,
        0.5,
        _DOUBT,
        _perhaps(_MISSING, MENU_CHARS, LOOK_UP_TO_CHARS),
    ),
    Rule("missing-line", 1, _MISSING, 0.85, _FEW, _all_of(_MISSING)),
    Rule("missing-scant", 1, _MISSING, 0.5, _SCANT, _lines(_MISSING)),
    Rule("sibling-bytes", 1, _MISSING, 0.95, "sibling probe", facts.sibling_bytes),
    Rule("sibling-alike", 1, _MISSING, 0.7, "sibling probe", facts.sibling_alike),
    Rule("gone-status", 1, _ERROR, 0.99, "404 or 410", facts.gone_status),
    Rule("error-status", 1, _ERROR, 0.85, "any other status than 2xx", facts.error_status),
    Rule("error-path", 1, _ERROR, 0.85, "where it led", addresses.error_path),
    Rule("error-title", 1, _ERROR, 0.9, _TOP, _top(_ERROR)),
    Rule("error-title-doubt", 1, _ERROR, 0.5, _DOUBT, _perhaps(_ERROR)),
    Rule("error-line", 1, _ERROR, 0.85, _FEW, _all_of(_ERROR)),
    Rule("script-plea-title", 1, _EMPTY, 0.85, _TOP, _top(_EMPTY, FEW_CHARS)),
    Rule("script-plea-line", 1, _EMPTY, 0.85, _FEW, _all_of(_EMPTY)),
    Rule("wordless", 1, _EMPTY, 0.8, "the text", facts.wordless),
    Rule("cut-short", 2, _TRUNCATED, 0.8, "the body, 206 and its range", facts.cut_short),
)
"""In the order in which equal strengths are settled: the first quality named wins."""
