"""Reports in, from an address that the archive holds or is asked to capture."""

from claimcheck.app import recovering, replaying, sharing
from claimcheck.app.deciding import deciding
from claimcheck.app.manuscripts import MAX_REPORT_BYTES, checked
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder
from claimcheck.core import content_coding, urls
from claimcheck.core.captures import Ask
from claimcheck.core.ledger import Action, Step
from claimcheck.core.manuscripts import Manuscript, read_page
from claimcheck.core.outcomes import PINNABLE
from claimcheck.core.proposals.drafting import report_key
from claimcheck.database.queries import claims as claim_queries
from claimcheck.errors import BadInput, UnknownName


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
                f"{url} is not archived", next_step=f"`claimcheck propose {url}` captures it"
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
    return checked(read_page(page, media_type, memento.final_url), url)


def known_key(workspace: Workspace, address: str) -> str | None:
    """Give the key of the report that has this address, if one is on record."""
    url = _normalised(address)
    with workspace.reading() as session:
        return next((row.key for row in claim_queries.reports(session) if row.url == url), None)


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
