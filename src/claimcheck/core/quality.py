"""Whether what came back can serve as evidence, or is a wall, an error or nothing at all.

Phrases are looked for in the title and the first heading alone: anywhere in the text they
raise false alarms on real pages.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from claimcheck.core.documents import Document
from claimcheck.core.outcomes import Quality

EMPTY_CHARS = 12
"""Fewer letters and digits than this are no page: `Loading...`, `Please wait`."""

THIN_CHARS = 2_000
"""A wall or a bare status page says little; a page about walls says more."""

MENU_CHARS = 10_000
"""A missing page inside a site's full menus still has less text than this."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The quality of a capture and the reason for it, in a sentence."""

    quality: Quality
    reason: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A title or heading, as a whole or between separators, that gives a page away."""

    quality: Quality
    max_chars: int
    pattern: re.Pattern[str]


def _rule(quality: Quality, max_chars: int, *phrases: str) -> _Rule:
    return _Rule(quality, max_chars, re.compile("|".join(phrases), re.I))


_CODE = r"(?:(?:http |error |http error |status |fehler |erreur )?\(?\d{3}\)?[:.!,]? ?)?"
_RULES = (
    _rule(
        Quality.CHALLENGE,
        THIN_CHARS,
        r"just a moment",
        r"attention required",
        r"(?:please )?(?:verify|confirm|prove) (?:that )?you(?:['’]re| are) "
        r"(?:not a robot|(?:a )?human).{0,40}",
        r"are you (?:a )?(?:human|robot|bot)",
        r"checking (?:your browser|if the site connection is secure).{0,40}",
        r"(?:bot|robot|human|security) (?:check|verification)",
        r"(?:security )?captcha(?: challenge| required)?",
        r"pardon our interruption",
        r"access to this page has been denied",
        r"(?:one more step|ddos.guard|please wait)",
    ),
    _rule(
        Quality.LOGIN,
        THIN_CHARS,
        r"(?:please )?(?:log|sign) ?in(?: (?:to|with) .{1,60}| required| page)?",
        r"login(?: required| page)?",
        r"(?:bitte )?anmelden|anmeldung|(?:se )?connecter|connexion|iniciar sesión|accedi",
        r"you (?:must|need to) (?:be logged|log|sign) ?in.{0,60}",
    ),
    _rule(
        Quality.PAYWALL,
        THIN_CHARS,
        r"subscribe (?:now )?to (?:read|continue|keep|unlock).{0,60}",
        r"(?:to )?continue reading,? .{0,60}subscri.{0,40}",
        r"(?:this (?:article|story|content|page) is )?(?:for|only for|reserved for|exclusive to) "
        r"(?:paying )?(?:subscribers|members)(?: only)?",
        r"(?:subscribers|members) only",
    ),
    _rule(
        Quality.CONSENT,
        THIN_CHARS,
        r"before you continue.{0,60}",
        r"we (?:value|respect|care about) your privacy",
        r"(?:your )?(?:cookie|privacy) (?:consent|choices|settings)",
        r"bevor sie (?:fortfahren|weitermachen).{0,60}|avant d.accéder à .{1,60}",
    ),
    _rule(
        Quality.SOFT_404,
        MENU_CHARS,
        _CODE + r"(?:oops[!.,]* |sorry[!.,]* )?(?:the |this |that )?(?:requested )?(?:web ?)?"
        r"(?:page|article|content|document|file)(?: you requested| you were looking for)?"
        r"(?: (?:was|is|were|could|can|has|does)(?: ?not|n['’]t)(?: be| been| exist)?| cannot be"
        r"| no longer| not)? ?(?:found|available|exists?|missing|unavailable)",
        r"(?:oops[!.,]* |sorry[!.,]* )?we (?:can(?: ?not|['’]t)|could(?: not|n['’]t)) find "
        r"(?:the|that|this) page.{0,40}",
        _CODE + r"seite (?:wurde )?nicht (?:gefunden|vorhanden)",
        _CODE + r"page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata",
        r"(?:this )?(?:domain(?: name)?|site) is for sale",
    ),
    _rule(
        Quality.SOFT_404,
        THIN_CHARS,
        r"(?:http |error |http error )?404(?: error)?(?:[:.!,]? ?(?:not found|error))?[.!]?",
        r"not found",
        r"(?:error |http )?(?:403|500|502|503|504)[:.!,]? ?(?:forbidden|internal server error"
        r"|bad gateway|service (?:temporarily )?unavailable|gateway time-?out)?",
        r"access denied|forbidden|service unavailable|site (?:is )?(?:under|in) maintenance",
    ),
)
_SEPARATOR = re.compile(r"\s+[|–—·•»«:\-]+\s+|\s*[|»«]\s*")
_CHALLENGE_HEADERS = {
    "cf-mitigated": ("challenge",),
    "x-amzn-waf-action": ("challenge", "captcha"),
}
_LOGIN_PATH = re.compile(r"/(?:log-?_?in|sign-?_?in|sso|auth|servicelogin|wp-login\.php)/?$", re.I)
_FRONT_PATH = re.compile(
    r"(?:/(?:index|home|default|start)?(?:\.\w{3,5})?)?|/[a-z]{2}(?:[-_][a-z]{2})?/?", re.I
)


def judge_quality(
    *,
    http_status: int,
    document: Document,
    cut: str | None,
    final_url: str,
    source_url: str,
    headers: tuple[tuple[str, str], ...] = (),
) -> Judgement:
    """
    Say whether a capture can serve as evidence, and why.

    `cut` is why the body is not whole, `headers` are those of the final answer. Only what is
    sure is called a wall or an error; in doubt a page is `ok` and people see it.
    """
    return (
        _judge_headers(headers)
        or _judge_phrases(document, {Quality.CHALLENGE})
        or _judge_status(http_status)
        or _judge_addresses(source_url, final_url)
        or _judge_phrases(document, set(Quality) - {Quality.CHALLENGE})
        or _judge_amount(document, cut)
        or Judgement(Quality.OK, "an ordinary page")
    )


def _judge_headers(headers: tuple[tuple[str, str], ...]) -> Judgement | None:
    for name, value in headers:
        if value.strip().lower() in _CHALLENGE_HEADERS.get(name.strip().lower(), ()):
            return Judgement(Quality.CHALLENGE, f"the server asks for a robot check ({name})")
    return None


def _judge_status(http_status: int) -> Judgement | None:
    if 200 <= http_status < 300 or http_status == 304:
        return None
    return Judgement(Quality.ERROR_PAGE, f"the server answered with HTTP status {http_status}")


def _judge_addresses(source_url: str, final_url: str) -> Judgement | None:
    source, final = urlsplit(source_url), urlsplit(final_url)
    if _LOGIN_PATH.search(final.path) and not _LOGIN_PATH.search(source.path):
        return Judgement(Quality.LOGIN, f"it led to a login page, {final.path[:200]}")
    if (final.hostname or "").startswith("consent.") and source.hostname != final.hostname:
        return Judgement(Quality.CONSENT, f"it led to a consent page at {final.hostname}")
    if _bare_host(source.hostname) != _bare_host(final.hostname) or final.query:
        return None
    if final.path in ("", "/") and not _FRONT_PATH.fullmatch(source.path):
        return Judgement(Quality.SOFT_404, "it led to the site's front page")
    return None


def _bare_host(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def _judge_phrases(document: Document, qualities: set[Quality]) -> Judgement | None:
    length = len(document.text)
    for rule in _RULES:
        if rule.quality not in qualities or length > rule.max_chars:
            continue
        for place, heading in (("title", document.title), ("heading", document.h1)):
            said = _first_match(rule.pattern, heading or "")
            if said:
                return Judgement(rule.quality, f"its {place} says “{said}”")
    return None


def _first_match(pattern: re.Pattern[str], heading: str) -> str | None:
    parts = [heading, *_SEPARATOR.split(heading)]
    return next((part for part in parts if pattern.fullmatch(part.strip(" .!…"))), None)


def _judge_amount(document: Document, cut: str | None) -> Judgement | None:
    readable = sum(map(str.isalnum, document.text[: EMPTY_CHARS * 20]))
    if document.unread_reason is None and readable < EMPTY_CHARS:
        return Judgement(Quality.EMPTY, "it has almost no visible text")
    if cut:
        return Judgement(Quality.TRUNCATED, f"the body was cut short ({cut})")
    if document.cut:
        return Judgement(Quality.TRUNCATED, document.cut)
    return None
