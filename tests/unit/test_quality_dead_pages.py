"""Whole pages that are no evidence are told from pages that are, whatever stands around."""

from itertools import chain, repeat

import pytest

import dead_pages
from claimcheck.core.documents import read_document
from claimcheck.core.outcomes import PINNABLE, Quality
from claimcheck.core.quality import Judgement, judge_quality
from dead_pages import MENU, TEASER, page

URL = "https://gazette.example/news/ferry"


def judge(content: bytes) -> Judgement:
    return judge_quality(
        http_status=200,
        document=read_document(content, "text/html", URL),
        cut=None,
        final_url=URL,
        source_url=URL,
    )


GROUPS = (
    (dead_pages.SOFT_404, Quality.SOFT_404),
    (dead_pages.LOGIN, Quality.LOGIN),
    (dead_pages.PAYWALL, Quality.PAYWALL),
    (dead_pages.CONSENT, Quality.CONSENT),
    (dead_pages.CHALLENGE, Quality.CHALLENGE),
    (dead_pages.PARKED, Quality.SOFT_404),
)
DEAD = list(chain.from_iterable(zip(pages, repeat(quality)) for pages, quality in GROUPS))
ALSO_AN_ERROR = (b"Access Denied", b"Account has been suspended")
"""A refusal without a reason, and a host that has closed a site, are called error pages."""


@pytest.mark.parametrize(("content", "quality"), DEAD, ids=range(len(DEAD)))
def test_a_dead_page_is_called_what_it_is(content: bytes, quality: Quality) -> None:
    """None can be pinned, and each says why."""
    judged = judge(content)
    if any(words in content for words in ALSO_AN_ERROR):
        quality = Quality.ERROR_PAGE
    assert judged.quality is quality
    assert judged.reason


LONG = (
    "<p>The ferry to the island was late on every second day of the year, says the harbour master, "
    "and the reason is always the same: the lock is too narrow for two ships at a time.</p>"
)
ALIVE = (
    # a story that goes on behind the plea
    page("Ferry late again", f"<h1>Ferry late again</h1>{TEASER}<p>Subscribe to continue "
         f"reading</p>{LONG * 3}"),
    # a short notice with a label that pay walls use too
    page("Swimming pool", "<h1>Swimming pool</h1><p>Open from nine.</p><p>Members only</p>"),
    # a story about a wall
    page("Gazette puts up a pay wall", f"<h1>Gazette puts up a pay wall</h1>{LONG * 4}"),
    page("Why pages go missing", f"<h1>Why pages go missing: not found</h1>{LONG * 4}"),
    page("Is your domain for sale?", f"<h1>How to sell a domain name well</h1>{LONG * 4}"),
    # a story beside a login form and a notice of cookies
    page("Ferry late", f"<h1>Ferry late</h1>{LONG * 4}<form><input type='password'>"
         "<button>Log in</button></form><p>We use cookies.</p>"),
    # very short, and itself
    page("Times", "<h1>Ferry timetable</h1><table><tr><td>9:00</td><td>12:00</td></tr></table>"),
    page("Fähre", "<h1>Fährzeiten</h1><p>Abfahrt um neun, Rückfahrt um fünf, sonntags nie.</p>"),
    f"<title>Notes</title><body>{MENU}{LONG}</body>".encode(),
)  # fmt: skip


@pytest.mark.parametrize("content", ALIVE, ids=range(len(ALIVE)))
def test_an_ordinary_page_is_ordinary(content: bytes) -> None:
    """What only looks like a wall, or stands beside one, can be pinned."""
    assert judge(content).quality in PINNABLE
