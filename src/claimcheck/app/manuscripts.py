"""Reports in: from a file, or from an address that the archive holds or is asked to capture."""

import os
from collections.abc import Callable
from pathlib import Path

from claimcheck.app import recovering, replaying, sharing
from claimcheck.app.deciding import deciding
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder
from claimcheck.core import content_coding, urls
from claimcheck.core.captures import Ask
from claimcheck.core.documents.charset import decode
from claimcheck.core.ledger import Action, Step
from claimcheck.core.manuscripts import (
    Manuscript,
    UnreadableWord,
    read_markdown,
    read_page,
    read_plain_manuscript,
    read_word,
)
from claimcheck.core.outcomes import PINNABLE
from claimcheck.core.proposals.drafting import report_key
from claimcheck.database.queries import claims as claim_queries
from claimcheck.errors import BadInput, UnknownName

MAX_REPORT_BYTES = 16 * 1024 * 1024
"""A Word file with its pictures; the text of a book has a tenth of that."""
MAX_TEXT_CHARS = 2_000_000
"""Some 700 printed pages. A longer work is handed in chapter by chapter."""


def is_address(report: str) -> bool:
    """Whether an address is meant, not a file."""
    return report.lower().startswith(("http://", "https://"))


def read_file(path: Path) -> Manuscript:
    """Read a report from a file by its ending. Raises BadInput."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise BadInput(
            f"{path}: a report of this form is not read",
            next_step=f"save it as one of {', '.join(_READERS)}",
        )
    try:
        manuscript = reader(_read_bytes(path))
    except UnreadableWord as exc:
        raise BadInput(f"{path}: {exc}", next_step="save it again as .docx, or as .txt") from exc
    return _checked(manuscript, str(path))


def _checked(manuscript: Manuscript, name: str) -> Manuscript:
    if not manuscript.text.strip():
        raise BadInput(f"{name} holds no text", next_step="name another file, or save it as .txt")
    if len(manuscript.text) > MAX_TEXT_CHARS:
        raise BadInput(
            f"{name} has more than {MAX_TEXT_CHARS:,} characters",
            next_step="hand it in chapter by chapter",
        )
    return manuscript


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            too_large = os.fstat(file.fileno()).st_size > MAX_REPORT_BYTES
            content = b"" if too_large else file.read(MAX_REPORT_BYTES + 1)
    except OSError as exc:
        raise BadInput(
            f"{path}: {(exc.strerror or str(exc)).lower()}",
            next_step=f"give the path of a report ({', '.join(_READERS)})",
        ) from exc
    if too_large or len(content) > MAX_REPORT_BYTES:
        raise BadInput(
            f"{path}: larger than {MAX_REPORT_BYTES // 2**20} MB",
            next_step="save it without its pictures, or as .txt",
        )
    return content


def _plain(content: bytes) -> Manuscript:
    return read_plain_manuscript(decode(content, None, markup=False)[0])


def _markdown(content: bytes) -> Manuscript:
    return read_markdown(decode(content, None, markup=False)[0])


def _page(content: bytes) -> Manuscript:
    return read_page(content, "text/html", "")


_READERS: dict[str, Callable[[bytes], Manuscript]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _page,
    ".htm": _page,
    ".docx": read_word,
}


def read_address(workspace: Workspace, address: str, *, dry_run: bool = False) -> Manuscript:
    """
    Read a report from its address: the newest copy in the archive.

    Where there is none the address is put on record as a report and captured like any source,
    through the same guard and under the same robots.txt; a dry run does not. Raises BadInput.
    """
    url = _normalised(address)
    try:
        memento = replaying.find_memento(workspace, url)
    except UnknownName:
        if dry_run:
            raise BadInput(
                f"{url} is not archived", next_step="without --dry-run it is captured"
            ) from None
        _capture(workspace, url)
        memento = _captured(workspace, url)
    if memento.quality not in PINNABLE:
        raise BadInput(
            f"the copy of {url} is no report: {memento.quality_reason}",
            next_step="save the page from a browser that shows it, and propose the file",
        )
    answer = replaying.read_answer(workspace, memento)
    try:
        page = content_coding.read_content(answer, max_bytes=MAX_REPORT_BYTES).content
    except content_coding.CannotDecode as exc:
        raise BadInput(
            f"the copy of {url} cannot be read: {exc}",
            next_step="save the page from a browser that shows it, and propose the file",
        ) from exc
    media_type = answer.header("content-type") or "text/html"
    return _checked(read_page(page, media_type, memento.final_url), url)


def _captured(workspace: Workspace, url: str) -> replaying.Memento:
    try:
        return replaying.find_memento(workspace, url)
    except UnknownName as exc:
        raise BadInput(
            f"{url} could not be captured",
            next_step="`claimcheck sources` says why; or save the page and propose the file",
        ) from exc


def _normalised(address: str) -> str:
    try:
        return urls.normalise_url(address)
    except urls.BadUrl as exc:
        raise BadInput(f"{address}: {exc.mistake}", next_step=exc.instead) from exc


def _capture(workspace: Workspace, url: str) -> None:
    reference = {"url": url, "cited_as": url, "title": None}
    key = report_key(url.partition("://")[2], "report")
    body = {
        "key": key, "title": url, "url": url, "publisher": None, "published_on": None,
        "references": [reference],
    }  # fmt: skip
    with deciding(workspace) as book:
        if claim_queries.report_by_key(book.session, key) is None:
            book.record([Step(Action.REPORT_ADDED, key, body)])
    folder.prepare_folder(workspace.archive)
    with recovering.sole_fetcher(workspace):
        recovering.recover(workspace)
        sharing.capture_all(workspace, sharing.Share((Ask(url),), 1, None), 1, lambda _: None)
