"""The pages of replay that are ours: the list, the frame around a capture, and messages."""

from importlib import resources
from urllib.parse import quote, urlencode

from claimcheck.app.replaying import Listed, Listing, Memento
from claimcheck.core.outcomes import PINNABLE, Quality
from claimcheck.reports import words
from claimcheck.reports.markup import advice, esc, facts, table, when
from claimcheck.web import replay_links
from claimcheck.web.replay_bodies import Shown

_NOT_FRAMED = {
    Shown.DOWNLOAD: "This kind of file is not shown here, since a browser cannot show it without "
    "letting it act. Save the original and open it in a program that you trust.",
    Shown.NOTHING: "The answer had no content: there is nothing to show but the facts above.",
}
_FRAME = (
    '<iframe sandbox="allow-top-navigation-by-user-activation" referrerpolicy="no-referrer" '
    'title="The archived page" src="{}"></iframe>'
)


def list_page(listing: Listing) -> str:
    """Write the list of sources that have captures."""
    counted = words.counted(listing.total, "source")
    found = f"{counted} with captures" if not listing.search else f"{counted} found"
    head = ("Source", "Newest capture", "Answer", "Captures")
    rows = table("sources", head, (_row(one) for one in listing.sources))
    return _page(
        "Archive",
        f"""<p class="kicker">claimcheck archive</p>
<h1>Captured sources</h1>
<form action="/" method="get" role="search">
<input type="search" name="q" value="{esc(listing.search)}" aria-label="Address or title" \
placeholder="Address or title">
<button>Find</button>
</form>
<p class="quiet">{found}{_page_number(listing)}</p>
{rows if listing.sources else _nothing(listing)}
{_turning(listing)}""",
    )


def view_page(memento: Memento, shown: Shown) -> str:
    """Write the frame around a capture: what it is, and the capture itself in a sandbox."""
    source = replay_links.memento_path(memento.url, memento.captured_at)
    framed = shown not in _NOT_FRAMED
    body = _FRAME.format(esc(source)) if framed else f"<main><p>{_NOT_FRAMED[shown]}</p></main>"
    return _page(f"Archived: {memento.url}", f"{_banner(memento)}\n{body}", css_class="view")


def message_page(title: str, message: str, next_step: str, *, capture_id: str = "") -> str:
    """Write a page that says what is the matter and what to do next."""
    original = f"<p>{_originals(capture_id)}</p>\n" if capture_id else ""
    return _page(
        title,
        f"""<main>
<p class="kicker">claimcheck archive</p>
<h1>{esc(title)}</h1>
<p class="message">{esc(message)}</p>
<p class="message">Next: {advice(next_step)}</p>
{original}</main>""",
    )


def _page(title: str, body: str, *, css_class: str = "") -> str:
    css = resources.files(__package__).joinpath("replay.css").read_text(encoding="utf-8")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{esc(title)}</title>
<style>
{css}</style>
</head>
<body class="{css_class}">
{body}
</body>
</html>
"""


def _row(one: Listed) -> tuple[str, ...]:
    title = f'<a href="/view/{esc(one.capture_id)}">{esc(one.title or one.url)}</a>'
    url = f'<span class="quiet">{esc(one.url)}</span>' if one.title else ""
    answer = f"{_status(one.http_status)}{_quality(one.quality)}"
    return title + url, when(one.captured_at), answer, words.counted(one.captures, "capture")


def _nothing(listing: Listing) -> str:
    if listing.search:
        return '<p class="message">Nothing captured has this in its address or title.</p>'
    step = advice("Next: run `claimcheck fetch` to capture what the claims cite.")
    return f'<p class="message">Nothing has been captured yet. {step}</p>'


def _page_number(listing: Listing) -> str:
    return f", page {listing.page:,} of {listing.pages:,}" if listing.pages > 1 else ""


def _turning(listing: Listing) -> str:
    turns = (("Earlier in the list", listing.page - 1), ("Further", listing.page + 1))
    links = "".join(
        f'<a href="/?{esc(urlencode({"q": listing.search, "page": page}))}">{word}</a>'
        for word, page in turns
        if 1 <= page <= listing.pages
    )
    return f'<nav class="pages" aria-label="Pages">{links}</nav>' if links else ""


def _banner(memento: Memento) -> str:
    moved = memento.final_url if memento.final_url != memento.url else ""
    pairs = (
        ("Captured", f"<strong>{_to_the_second(memento)}</strong>"),
        ("Answer", _status(memento.http_status) + _quality(memento.quality)),
        ("Why", "" if _is_fit(memento.quality) else esc(memento.quality_reason)),
        ("Cut", esc(memento.cut or "")),
        ("Came from", esc(moved)),
        ("sha256", f"<code>{esc(memento.payload_sha256)}</code>"),
    )
    return f"""<header class="banner">
<div class="line"><span class="kicker">Archived copy, not live</span>
<nav aria-label="Archive">{_neighbours(memento)}<a href="/">All sources</a></nav></div>
<h1>{esc(memento.url)}</h1>
{facts(pairs)}
<div class="line quiet">{_originals(memento.id)}</div>
</header>"""


def _to_the_second(memento: Memento) -> str:
    return esc(f"{memento.captured_at:%Y-%m-%d %H:%M:%S} UTC")


def _neighbours(memento: Memento) -> str:
    ids = [capture_id for capture_id, _ in memento.moments]
    if memento.id not in ids or len(ids) < 2:
        return ""
    place = ids.index(memento.id)
    number = f"<span>Capture {place + 1:,} of {len(ids):,}</span>"
    turns = (("Earlier", place - 1), ("Later", place + 1))
    links = (
        f'<a href="/view/{esc(ids[other])}">{word}</a>'
        for word, other in turns
        if 0 <= other < len(ids)
    )
    return number + "".join(links)


def _originals(capture_id: str) -> str:
    name = quote(capture_id, safe="")
    return (
        f'<a href="/raw/{name}">Save the original</a> '
        f'<a href="/record/{name}">Save the WARC record</a>'
    )


def _status(http_status: int | None) -> str:
    return f"HTTP {http_status} " if http_status is not None else ""


def _is_fit(quality: str) -> bool:
    return quality in PINNABLE


def _quality(quality: str) -> str:
    """Whether the capture can serve as evidence, in a word and a colour."""
    css_class = "good" if quality == Quality.OK else "warn" if _is_fit(quality) else "bad"
    return f'<span class="{css_class}">{esc(words.word(Quality(quality)))}</span>'
