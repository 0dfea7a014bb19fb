"""The table of quality rules: what each fires on, how they combine, what bounds them."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.documents import Document
from claimcheck.core.outcomes import FiredRule, Quality
from claimcheck.core.quality import (
    RULES,
    RULES_VERSION,
    Judgement,
    Sibling,
    judge_quality,
    wants_sibling_probe,
)
from claimcheck.core.quality.judging import DOUBTFUL, SURE, strength

URL = "https://harbour.example/news/ferry-timetable"
TEXT = "The ferry leaves at nine. Dogs travel free. Bring a coat, the deck is cold in May."
DIGEST = "ab" * 32
Headers = tuple[tuple[str, str], ...]


def judge(
    title: str | None = "Ferry timetable",
    text: str = TEXT,
    *,
    http_status: int = 200,
    led_to: str = URL,
    source_url: str = URL,
    headers: Headers = (),
    sibling: Sibling | None = None,
    published: str | None = None,
    remembered: tuple[FiredRule, ...] = (),
) -> Judgement:
    return judge_quality(
        http_status=http_status,
        document=Document(text=text, title=title, published=published),
        cut=None,
        final_url=led_to,
        source_url=source_url,
        headers=headers,
        payload_sha256=DIGEST,
        sibling=sibling,
        remembered=remembered,
    )


def names(judged: Judgement) -> list[str]:
    return [rule.name for rule in judged.fired]


# headers, status, quality
HEADERS: tuple[tuple[Headers, int, Quality], ...] = (
    # what the shield itself says
    ((("CF-Mitigated", "challenge"),), 403, Quality.CHALLENGE),
    ((("x-amzn-waf-action", "captcha"),), 405, Quality.CHALLENGE),
    ((("X-Vercel-Mitigated", "challenge"),), 429, Quality.CHALLENGE),
    # a refusal by a host with a shield; without one it is a plain error
    ((("X-DataDome", "protected"),), 403, Quality.CHALLENGE),
    ((("Set-Cookie", "datadome=xyz; Path=/"),), 403, Quality.CHALLENGE),
    ((("Set-Cookie", "visid_incap_12=xyz"),), 403, Quality.CHALLENGE),
    ((("Set-Cookie", "session=xyz"),), 403, Quality.ERROR_PAGE),
    # most pages of such a host are just pages
    ((("X-DataDome", "protected"), ("Set-Cookie", "datadome=x")), 200, Quality.OK),
    ((("Set-Cookie", "_abck=x"),), 404, Quality.ERROR_PAGE),
    # who may come in, and for how much (RFC 9110)
    ((("WWW-Authenticate", 'Basic realm="desk"'),), 401, Quality.LOGIN),
    ((), 401, Quality.ERROR_PAGE),
    ((("WWW-Authenticate", "Negotiate"),), 200, Quality.OK),
    ((), 407, Quality.LOGIN),
    ((), 402, Quality.PAYWALL),
    ((("X-Paywall", "hard"),), 200, Quality.PAYWALL),
    ((("X-Paywall", "false"),), 200, Quality.OK),
)


@pytest.mark.parametrize(("headers", "status", "quality"), HEADERS, ids=range(len(HEADERS)))
def test_headers_tell(headers: Headers, status: int, quality: Quality) -> None:
    """Names of headers in any case; a shield's mark alone says nothing."""
    assert judge(http_status=status, headers=headers).quality is quality


def test_a_shield_before_a_page_without_words_is_a_challenge() -> None:
    """Its script was to come first; without the shield such a page is empty."""
    assert judge(None, "", headers=(("x-iinfo", "1"),)).quality is Quality.CHALLENGE
    assert judge(None, "").quality is Quality.EMPTY


# where it led, quality
LED: tuple[tuple[str, Quality], ...] = (
    ("https://harbour.example/users/sign_in", Quality.LOGIN),
    ("https://harbour.example/login.php?next=x", Quality.LOGIN),
    ("https://login.harbour.example/start", Quality.LOGIN),
    ("https://id.harbour.example/news/ferry-timetable", Quality.OK),  # a language, not a login
    ("https://harbour.example/blog/how-to-log-in", Quality.OK),
    ("https://consent.harbour.example/?to=x", Quality.CONSENT),
    ("https://harbour.example/cookie-wall", Quality.CONSENT),
    ("https://harbour.example/404.html", Quality.SOFT_404),
    ("https://harbour.example/page-not-found", Quality.SOFT_404),
    ("https://harbour.example/", Quality.SOFT_404),
    ("https://harbour.example/?utm=1", Quality.OK),  # perhaps where the page lives now
    ("https://harbour.example/news/", Quality.OK),  # in doubt
    ("https://harbour.example/error", Quality.ERROR_PAGE),
    ("https://harbour.example/captcha", Quality.CHALLENGE),
    ("https://elsewhere.example/", Quality.OK),
)


@pytest.mark.parametrize(("led_to", "quality"), LED, ids=range(len(LED)))
def test_where_it_led_tells(led_to: str, quality: Quality) -> None:
    """A source that leads to another kind of page is not itself; a cited such page is."""
    assert judge(led_to=led_to).quality is quality
    assert judge(led_to=led_to, source_url=led_to).quality is Quality.OK


# where it led and whether that lies above URL or another cited address
ABOVE: tuple[tuple[str, str, bool], ...] = (
    (URL, "https://harbour.example/news/", True),
    (URL, "https://harbour.example/news", True),
    (URL, "https://www.harbour.example/news/", True),
    (URL, "https://harbour.example/stories/ferry-timetable", False),  # moved
    (URL, "https://harbour.example/new", False),  # begins alike, and is no folder of it
    (URL, f"{URL}/", False),
    (URL, "http://harbour.example/news/ferry-timetable", False),
    (URL, "https://harbour.example/news/?page=2", False),
    (URL, "https://elsewhere.example/news/", False),
    ("https://harbour.example/news/index.html", "https://harbour.example/news/", False),
    ("https://harbour.example/news/en", "https://harbour.example/news", False),  # a language
)


@pytest.mark.parametrize(("cited", "led_to", "above"), ABOVE, ids=range(len(ABOVE)))
def test_only_a_folder_above_speaks_for_a_missing_page(
    cited: str, led_to: str, above: bool
) -> None:
    """Sites move pages every day; a redirect alone is no doubt and costs no request more."""
    judged = judge(source_url=cited, led_to=led_to)
    assert (names(judged) == ["upward"]) is above
    assert wants_sibling_probe(judged, source_url=cited) is above


def test_a_status_decides_what_a_title_is_called() -> None:
    """A 404 is an error page whatever it looks like; a challenge under an error is a challenge."""
    assert judge("Page not found", http_status=404).quality is Quality.ERROR_PAGE
    assert judge("Log in", http_status=404).quality is Quality.ERROR_PAGE
    assert judge("Just a moment...", http_status=503).quality is Quality.CHALLENGE
    assert judge("Log in", http_status=403).quality is Quality.LOGIN


def test_in_doubt_a_page_is_ok_and_says_what_spoke_against_it() -> None:
    """Beside many other words, or with a date of its own, a bare phrase proves nothing."""
    story = judge("404 – the bus line that nobody in the whole town wanted")
    assert (story.quality, names(story)) == (Quality.OK, ["missing-title-doubt"])
    essay = judge("Page not found - how three small words on a screen came to be feared by all")
    assert (essay.quality, names(essay)) == (Quality.OK, ["missing-title-doubt"])
    poem = judge("Just a moment", published="2026-03-01")
    assert (poem.quality, names(poem)) == (Quality.OK, ["challenge-title-doubt"])
    assert judge("Just a moment").quality is Quality.CHALLENGE


def sibling(
    digest: str = "cd" * 32, title: str | None = "Ferry timetable", chars: int = len(TEXT)
) -> Sibling:
    return Sibling(200, digest, title, chars)


def test_the_same_page_for_a_made_up_address_is_a_soft_404() -> None:
    """To the byte it is enough alone; alike in title and length it needs another doubt."""
    assert judge(sibling=sibling(DIGEST)).quality is Quality.SOFT_404
    assert judge(sibling=sibling()).quality is Quality.OK
    up = {"led_to": "https://harbour.example/news/"}
    assert judge(sibling=sibling(), **up).quality is Quality.SOFT_404
    assert judge(sibling=sibling(title="Not found"), **up).quality is Quality.OK
    assert judge(sibling=sibling(chars=len(TEXT) + 200), **up).quality is Quality.OK
    assert judge(sibling=Sibling(404, DIGEST, "Not found", 9), **up).quality is Quality.OK


def test_a_front_page_may_be_what_every_address_gives() -> None:
    """A server that answers everything with its front page does have that page."""
    front = "https://harbour.example/"
    assert judge(sibling=sibling(DIGEST), source_url=front, led_to=front).quality is Quality.OK


def test_a_sibling_is_remembered_and_not_asked_twice() -> None:
    """Judged again without a network, what the sibling gave away still counts."""
    first = judge(sibling=sibling(DIGEST))
    again = judge(remembered=first.fired)
    assert (again.quality, again.fired) == (first.quality, first.fired)
    assert judge(remembered=(FiredRule("login-title", 1, 0.9),)).fired == ()
    assert not wants_sibling_probe(judge(sibling=sibling()), source_url=URL)


@pytest.mark.parametrize(
    ("judged", "source_url", "wanted"),
    [
        # an ordinary page
        (judge(), URL, False),
        # one that led to a folder above it
        (judge(led_to="https://harbour.example/news/"), URL, True),
        # the heading of a missing page over a long text
        (judge("Page not found", TEXT * 200), URL, True),
        # a line of a missing page on a short one
        (judge(text=TEXT * 4 + "\nPage not found"), URL, True),
        # sure already
        (judge("Page not found"), URL, False),
        # a wall: a sibling would stand behind it too
        (judge("Log in", led_to="https://harbour.example/news/"), URL, False),
        # a front page
        (judge(text=TEXT * 4 + "\nPage not found"), "https://harbour.example/", False),
    ],
    ids=range(7),
)
def test_a_sibling_is_asked_only_in_doubt(judged: Judgement, source_url: str, wanted: bool) -> None:
    """A request more is made where it can settle something, and never for most pages."""
    assert wants_sibling_probe(judged, source_url=source_url) is wanted


def test_the_table_is_in_order() -> None:
    """Names are unique, weights are chances, versions count from 1, walls come first."""
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(0 < rule.weight <= 1 and rule.version >= 1 for rule in RULES)
    assert 0 < DOUBTFUL < SURE < 1
    order = list(dict.fromkeys(rule.quality for rule in RULES))
    assert set(order) == set(Quality) - {Quality.OK}
    blocks = [before.quality is not after.quality for before, after in pairwise(RULES)]
    assert sum(blocks) == len(order) - 1


FIRED = st.lists(
    st.sampled_from([FiredRule(rule.name, rule.version, rule.weight) for rule in RULES])
)


@given(FIRED, FIRED)
def test_evidence_only_adds(some: list[FiredRule], more: list[FiredRule]) -> None:
    """A further rule never weakens a quality, and the order of rules does not matter."""
    for quality in Quality:
        alone = strength(tuple(some), quality)
        assert 0 <= alone <= strength(tuple(some + more), quality) <= 1
        assert strength(tuple(more + some), quality) == strength(tuple(some + more), quality)


@given(
    st.text(max_size=400),
    st.text(max_size=400),
    st.integers(100, 599),
    st.lists(st.tuples(st.text(max_size=30), st.text(max_size=60)), max_size=5),
)
def test_nothing_a_server_says_breaks_a_judgement(
    title: str, text: str, status: int, headers: list[tuple[str, str]]
) -> None:
    """Any words give a judgement, the same each time, and only what is sure is called."""
    first = judge(title, text, http_status=status, headers=tuple(headers))
    assert first == judge(title, text, http_status=status, headers=tuple(headers))
    assert (first.quality is Quality.OK) is all(
        strength(first.fired, quality) < SURE for quality in Quality
    )


LONG = 2_000_000
HOSTILE = (
    # long, and made of what the patterns repeat
    "the page you are looking for " * (LONG // 29),
    "404 " * (LONG // 4),
    "error " * (LONG // 6),
    "oops! sorry! " * (LONG // 13),
    " | " * (LONG // 3),
    " " * LONG,
    "\u3042-" * (LONG // 2),
    "ﷺ" * 300,  # one character that a normal form makes into eighteen
    # just under the limits, so that nothing refuses them early
    "sorry, we can't find the " + "a" * 250,
    "javascript " * 13,
    "error " * 26,
    " - ".join("404" for _ in range(50)),
    "a" * 100 + "does not work " * 10,
    "for sale " * 15,
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_titles_and_texts_come_to_an_end(hostile: str) -> None:
    """However long or repetitive, a title, its lines and its address are judged at once."""
    for title, text in (
        (hostile, TEXT),
        (TEXT, hostile),
        (hostile, "\n".join([hostile[:35]] * 40)),
    ):
        judged = judge(title, text, led_to=URL + "/login" * 1_000)
        assert judged.quality in Quality


def test_the_document_shows_the_table() -> None:
    """docs/quality.md lists every rule as it is."""
    text = (Path(__file__).parents[2] / "docs" / "quality.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (\d+) \| (\w+) \| ([\d.]+) \| (.+) \|$", text, re.M)
    assert [(name, int(version), quality, float(weight), looks_at)
            for name, version, quality, weight, looks_at in rows] == [
        (rule.name, rule.version, rule.quality, rule.weight, rule.looks_at) for rule in RULES
    ]  # fmt: skip
    assert f"Version {RULES_VERSION} " in text
