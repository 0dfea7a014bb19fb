"""How the pages of a source are got at: the setting that a person makes, and a run's browser."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from claimcheck.app.deciding import deciding
from claimcheck.app.workspace import Workspace
from claimcheck.core import urls
from claimcheck.core.captures import Ask
from claimcheck.core.ledger import Action, Step
from claimcheck.core.outcomes import Rendering
from claimcheck.database.queries import sources as source_queries
from claimcheck.database.tables import SourceRow
from claimcheck.errors import BadInput, UnknownName, Unusable
from claimcheck.fetching import browser
from claimcheck.fetching.browser import Browser
from claimcheck.settings import Settings


@dataclass(frozen=True, slots=True)
class RenderingSet:
    """A source with how its pages were got at, and how they are from now on."""

    url: str
    before: Rendering
    after: Rendering


def read_rendering(workspace: Workspace, url: str) -> RenderingSet:
    """Tell how the pages of a source are got at. Raises BadInput and UnknownName."""
    with workspace.reading() as session:
        source = _find(session, url)
    return RenderingSet(source.url, Rendering(source.rendering), Rendering(source.rendering))


def set_rendering(
    workspace: Workspace, url: str, rendering: Rendering, *, dry_run: bool = False
) -> RenderingSet:
    """
    Choose how the pages of a source are got at from its next fetch on.

    It is a step in the ledger, unless it is chosen already. Raises BadInput and UnknownName.
    """
    with deciding(workspace, dry_run=dry_run) as book:
        source = _find(book.session, url)
        before = Rendering(source.rendering)
        if before is not rendering:
            body = {"before": before.value, "rendering": rendering.value}
            book.record([Step(Action.SOURCE_SET, source.url, body)])
        return RenderingSet(source.url, before, rendering)


def _find(session: Session, url: str) -> SourceRow:
    try:
        source = source_queries.source_by_url(session, urls.normalise_url(url))
    except urls.BadUrl as exc:
        raise BadInput(exc.mistake, next_step=exc.instead) from exc
    if source is None:
        raise UnknownName(
            "no claim cites this address", next_step="`claimcheck sources` lists those cited"
        )
    return source


@asynccontextmanager
async def browser_for(
    settings: Settings, asks: Iterable[Ask], user_agent: str
) -> AsyncIterator[Browser | None]:
    """
    Have a browser, if any of these may need one; it starts with the first that does.

    Raises Unusable where one has to be shown and no browser is there. With `auto` alone the
    fetch goes without.
    """
    program = _find_program(settings, {ask.rendering for ask in asks})
    if program is None:
        yield None
        return
    async with browser.open_browser(program, user_agent) as opened:
        yield opened


def _find_program(settings: Settings, renderings: set[Rendering]) -> Path | None:
    if renderings <= {Rendering.STATIC}:
        return None
    try:
        return browser.find_browser(settings.browser)
    except Unusable:
        if Rendering.BROWSER in renderings:
            raise
        return None
