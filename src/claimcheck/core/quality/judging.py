"""The decision: rules fire, their weights are combined, the strongest that is sure wins."""

from math import prod
from urllib.parse import urlsplit

from claimcheck.core.documents import Document
from claimcheck.core.outcomes import FiredRule, Quality
from claimcheck.core.quality.addresses import is_front
from claimcheck.core.quality.facts import LOOKED_AT
from claimcheck.core.quality.page import Judgement, Page, Sibling
from claimcheck.core.quality.saying import find_sayings
from claimcheck.core.quality.table import RULES, Rule

SURE = 0.8
"""From here a quality is called by its name; below, the page is `ok` and people see it."""

DOUBTFUL = 0.4
"""From here it is worth a request to ask what a made-up address answers."""

_QUALITY_OF = {rule.name: rule.quality for rule in RULES}
_RULES_OF_FAILURES = tuple(rule for rule in RULES if rule.quality is not Quality.SOFT_404)
"""A soft 404 is one that calls itself a success."""

_SIBLING_RULES = frozenset({"sibling-bytes", "sibling-alike"})


def judge_quality(
    *,
    http_status: int,
    document: Document,
    cut: str | None,
    final_url: str,
    source_url: str,
    headers: tuple[tuple[str, str], ...] = (),
    payload_sha256: str | None = None,
    sibling: Sibling | None = None,
    remembered: tuple[FiredRule, ...] = (),
) -> Judgement:
    """
    Say whether a capture can serve as evidence, and why.

    `cut` is why the body is not whole, `headers` are those of the final answer. `sibling` is
    what a made-up address beside it answered; `remembered` are rules that fired when that was
    asked, for a later judgement without asking again. Only what is sure is called a wall or an
    error; in doubt a page is `ok` and people see it.
    """
    lowered = ((name.strip().lower(), value) for name, value in headers)
    page = Page(
        http_status=http_status,
        document=document,
        text_chars=len(document.text),
        source=urlsplit(source_url),
        final=urlsplit(final_url),
        was_led=final_url != source_url,
        headers=tuple((name, value) for name, value in lowered if name in LOOKED_AT),
        said=find_sayings(document),
        cut=cut,
        payload_sha256=payload_sha256,
        sibling=sibling,
        remembered=_remember(remembered, sibling),
    )
    rules = RULES if page.is_success else _RULES_OF_FAILURES
    return _decide([(rule, reason) for rule in rules if (reason := rule.reason(page))])


def wants_sibling_probe(judgement: Judgement, *, source_url: str) -> bool:
    """
    Say whether it is worth asking what a made-up address beside the source answers.

    Only where something speaks for a missing page and nothing settles it; never for a front
    page, whose server may well give it for every address, and never a second time.
    """
    if judgement.quality not in (Quality.OK, Quality.TRUNCATED):
        return False
    if any(rule.name in _SIBLING_RULES for rule in judgement.fired):
        return False
    doubtful = DOUBTFUL <= strength(judgement.fired, Quality.SOFT_404) < SURE
    return doubtful and not is_front(urlsplit(source_url).path)


def strength(fired: tuple[FiredRule, ...], quality: Quality) -> float:
    """
    Combine the weights of the rules that speak for a quality into one, 0 to 1.

    Noisy-or: each weight is the chance that the rule is right when it fires alone, and they
    are wrong together only if each is wrong (Pearl, Probabilistic Reasoning, 1988, 4.3.2).
    """
    weights = [rule.weight for rule in fired if _QUALITY_OF.get(rule.name) is quality]
    return round(1 - prod(1 - weight for weight in weights), 6)


def _remember(rules: tuple[FiredRule, ...], sibling: Sibling | None) -> frozenset[str]:
    if sibling is not None:
        return frozenset()
    return _SIBLING_RULES & {rule.name for rule in rules}


def _decide(fired: list[tuple[Rule, str]]) -> Judgement:
    facts = tuple(FiredRule(rule.name, rule.version, rule.weight) for rule, _ in fired)
    qualities = dict.fromkeys(rule.quality for rule, _ in fired)
    best = max(qualities, key=lambda quality: strength(facts, quality), default=None)
    if best is None or strength(facts, best) < SURE:
        return Judgement(Quality.OK, "an ordinary page", facts)
    strongest = max(
        ((rule, reason) for rule, reason in fired if rule.quality is best),
        key=lambda pair: pair[0].weight,
    )
    return Judgement(best, strongest[1], facts)
