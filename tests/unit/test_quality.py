"""Walls, errors and nothing at all are told from pages that can serve as evidence."""

import pytest

from claimcheck.core.documents import Document
from claimcheck.core.outcomes import Quality
from claimcheck.core.quality import Judgement, judge_quality

SHORT = "A few words that a reader can see here."
LONG = "An ordinary sentence of an ordinary page. " * 400
URL = "https://example.org/news/story"


def judge(
    title: str | None = "A story",
    h1: str | None = None,
    text: str = SHORT,
    *,
    http_status: int = 200,
    cut: str | None = None,
    final_url: str = URL,
    source_url: str = URL,
    headers: tuple[tuple[str, str], ...] = (),
) -> Judgement:
    return judge_quality(
        http_status=http_status,
        document=Document(text=text, title=title, h1=h1),
        cut=cut,
        final_url=final_url,
        source_url=source_url,
        headers=headers,
    )


@pytest.mark.parametrize(
    ("title", "h1", "quality"),
    [
        ("Just a moment...", None, Quality.CHALLENGE),
        ("Attention Required! | Some Shield", None, Quality.CHALLENGE),
        ("Example", "Verify you are human", Quality.CHALLENGE),
        ("Security check", None, Quality.CHALLENGE),
        ("Log in - Example", None, Quality.LOGIN),
        ("Sign in to continue", None, Quality.LOGIN),
        ("Anmelden | Beispiel", None, Quality.LOGIN),
        ("Subscribe to read | Example Times", None, Quality.PAYWALL),
        ("A story", "This article is for subscribers only", Quality.PAYWALL),
        ("Before you continue to Example", None, Quality.CONSENT),
        ("We value your privacy", None, Quality.CONSENT),
        ("Page not found | Example", None, Quality.SOFT_404),
        ("404 - Page Not Found", None, Quality.SOFT_404),
        ("Example", "Sorry, we couldn't find that page", Quality.SOFT_404),
        ("Example", "Oops! This page doesn't exist.", Quality.SOFT_404),
        ("Seite nicht gefunden – Beispiel", None, Quality.SOFT_404),
        ("404 Not Found", None, Quality.SOFT_404),
        ("503 Service Unavailable", None, Quality.ERROR_PAGE),
        # ordinary pages, some of them about walls and errors
        ("HTTP 404 explained", "HTTP 404 explained", Quality.OK),
        ("Page not found errors and how to mend them", None, Quality.OK),
        ("How to solve a captcha", None, Quality.OK),
        ("Why we ask you to log in twice", None, Quality.OK),
        ("Cookie consent law passed in parliament", None, Quality.OK),
        ("Subscribe to the idea of less", None, Quality.OK),
        ("Not found in nature: ten new elements", None, Quality.OK),
        ("It took just a moment", None, Quality.OK),
        (None, None, Quality.OK),
    ],
)
def test_judges_by_title_and_heading(title: str | None, h1: str | None, quality: Quality) -> None:
    """A whole title or heading, or a part between separators, gives a wall or an error away."""
    assert judge(title, h1).quality is quality


@pytest.mark.parametrize("title", ["404 Not Found - Handbook", "Log in", "Just a moment"])
def test_a_long_page_is_about_it_and_not_it(title: str) -> None:
    """A page with much to say under such a title is documentation, not a wall."""
    assert judge(title, text=LONG).quality is Quality.OK


def test_phrases_in_the_text_raise_no_alarm() -> None:
    """Where a page says anything else, its text is not looked at: pages speak of errors."""
    assert judge(text="Page not found. Just a moment... Log in. Subscribe.").quality is Quality.OK


@pytest.mark.parametrize(
    ("http_status", "quality"),
    [
        (200, Quality.OK),
        (203, Quality.OK),
        (304, Quality.OK),
        (302, Quality.ERROR_PAGE),  # a redirect that leads nowhere
        (404, Quality.ERROR_PAGE),
        (403, Quality.ERROR_PAGE),
        (500, Quality.ERROR_PAGE),
    ],
)
def test_judges_by_status(http_status: int, quality: Quality) -> None:
    """Whatever an error status comes with is an error page."""
    assert judge(http_status=http_status).quality is quality


def test_a_robot_check_is_named_even_under_an_error_status() -> None:
    """A challenge is worth knowing: a person with a browser gets past it."""
    assert judge("Just a moment...", http_status=403).quality is Quality.CHALLENGE
    judgement = judge(http_status=403, headers=(("CF-Mitigated", "challenge"),))
    assert judgement.quality is Quality.CHALLENGE
    assert "cf-mitigated" in judgement.reason.lower()


@pytest.mark.parametrize(
    ("source_url", "final_url", "quality"),
    [
        (URL, "https://example.org/login?next=/news/story", Quality.LOGIN),
        (URL, "https://consent.example.org/m?continue=x", Quality.CONSENT),
        (URL, "https://www.example.org/", Quality.SOFT_404),  # led to the front page
        ("https://example.org/index.html", "https://example.org/", Quality.OK),
        ("https://example.org/en", "https://example.org/", Quality.OK),
        ("https://example.org/project", "https://project.example.net/", Quality.OK),
        ("https://example.org/login", "https://example.org/login", Quality.OK),
        (URL, "https://example.org/news/story-2", Quality.OK),
    ],
)
def test_judges_by_where_it_led(source_url: str, final_url: str, quality: Quality) -> None:
    """A source that leads to a login, a consent page or the front page is not itself."""
    assert judge(source_url=source_url, final_url=final_url).quality is quality


@pytest.mark.parametrize(
    ("text", "quality"),
    [
        ("", Quality.EMPTY),
        ("Loading...", Quality.EMPTY),
        ("人口は1400万人です、東京。", Quality.OK),
    ],
)
def test_judges_by_amount(text: str, quality: Quality) -> None:
    """A page without words, such as one that only a script fills, is empty."""
    assert judge(text=text).quality is quality


def test_an_unread_type_is_not_empty() -> None:
    """A PDF has no text for us, and is good evidence all the same."""
    document = Document(text="", unread_reason="claimcheck does not read application/pdf yet")
    judgement = judge_quality(
        http_status=200, document=document, cut=None, final_url=URL, source_url=URL
    )
    assert judgement.quality is Quality.OK


def test_a_cut_body_is_truncated() -> None:
    """What is there of a cut page is real and may be pinned, but marked."""
    assert judge(cut="length").quality is Quality.TRUNCATED
    document = Document(text=SHORT, cut="only the first 16 MiB were read")
    judgement = judge_quality(
        http_status=200, document=document, cut=None, final_url=URL, source_url=URL
    )
    assert judgement.quality is Quality.TRUNCATED
    assert judgement.reason == "only the first 16 MiB were read"


# Content-Range of a 206 that nobody asked for, and what the capture is.
PARTS = (
    (("bytes 0-899/1500",), Quality.TRUNCATED),
    # a whole page that only calls itself a part
    (("bytes 0-1499/1500",), Quality.OK),
    # its end alone
    (("bytes 600-1499/1500",), Quality.TRUNCATED),
    # nobody knows how much there is
    (("bytes 0-899/*",), Quality.TRUNCATED),
    # several parts in one body
    ((), Quality.TRUNCATED),
    (("bytes 0-9/10", "bytes 0-9/20"), Quality.TRUNCATED),
)


@pytest.mark.parametrize(("ranges", "quality"), PARTS)
def test_a_part_that_nobody_asked_for(ranges: tuple[str, ...], quality: Quality) -> None:
    """A 206 is marked as truncated unless its range is the whole page."""
    judged = judge_quality(
        http_status=206,
        document=Document(text=LONG),
        cut=None,
        final_url=URL,
        source_url=URL,
        headers=tuple(("Content-Range", written) for written in ranges),
    )
    assert judged.quality is quality


def test_a_wall_is_named_before_a_cut() -> None:
    """A cut wall is still a wall."""
    assert judge("Log in", cut="length").quality is Quality.LOGIN
