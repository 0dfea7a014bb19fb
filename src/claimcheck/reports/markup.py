"""The few pieces that the HTML page is written with. All text from outside goes through `esc`."""

import html
import re
from collections.abc import Iterable
from datetime import datetime

from claimcheck.reports import words

_COMMAND = re.compile(r"`([^`]+)`")
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_DIGEST_CHARS = 12  # enough to tell captures apart by eye; the whole digest is in the title


def esc(text: str) -> str:
    """Make text from outside mean only itself, in an element or in a quoted attribute."""
    return html.escape(words.clean(text), quote=True)


def advice(text: str) -> str:
    """Show a next step; what stands between backticks is shown as a command."""
    return _COMMAND.sub(r"<code>\1</code>", esc(text))


def link(url: str) -> str:
    """Show an address, as a link only when it is a plain http or https one."""
    shown = f'<span class="url">{esc(url)}</span>'
    if not words.is_web_address(url):
        return shown
    return f'<a href="{esc(url)}" rel="noreferrer noopener nofollow">{shown}</a>'


def when(at: datetime | None) -> str:
    """Show a moment to the minute; the exact one is in the markup."""
    if at is None:
        return words.moment(at)
    return f'<time datetime="{words.timestamp(at)}">{words.moment(at)}</time>'


def digest(sha256: str | None) -> str:
    """Show the start of a payload digest, the whole of it in the title; nothing without one."""
    if not sha256:
        return ""
    return f'<code title="sha256 {esc(sha256)}">{esc(sha256[:_DIGEST_CHARS])}…</code>'


def anchor(key: str, number: int) -> str:
    """Name the place of a claim on the page: by its key, or by number if the key is unfit."""
    return f"claim-{key}" if _KEY.fullmatch(key) else f"claim--{number}"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Write label and ready HTML as a list of facts; empty ones are left out."""
    rows = "".join(
        f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in pairs if value
    )
    return f'<dl class="facts">{rows}</dl>' if rows else ""


def listed(css_class: str, items: Iterable[str]) -> str:
    """Write ready HTML as a list, or nothing at all when there is nothing to list."""
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="{css_class}">{rows}</ul>' if rows else ""


def table(css_class: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write ready HTML cells as a table whose first column heads its row."""
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>\n'
        for first, *rest in rows
    )
    return (
        f'<table class="{css_class}"><thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody></table>'
    )
