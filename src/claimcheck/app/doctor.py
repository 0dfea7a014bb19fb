"""What is set up, what is missing, and what each gap costs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from claimcheck.app.workspace import Workspace
from claimcheck.archive import findings, folder
from claimcheck.database import engine
from claimcheck.errors import ClaimcheckError
from claimcheck.fetching import browser, browser_switches


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `next` is empty when nothing has to be done."""

    check: str
    ok: bool
    detail: str
    next: str = ""


def examine(workspace: Workspace) -> tuple[Check, ...]:
    """Look at everything; a check that cannot be made is one that failed. Changes nothing."""
    looks = (_database, _archive, _records, _browser, _desk)
    return tuple(check for look in looks for check in look(workspace))


def _database(workspace: Workspace) -> Iterator[Check]:
    shown = engine.shown(workspace.database_url)
    path = engine.sqlite_path(workspace.database_url)
    if engine.is_sqlite(workspace.database_url) and path is not None and not path.exists():
        parent = path.absolute().parent
        writable = _is_writable(parent)
        detail = f"{shown}: not there yet, the first command creates it"
        problem = f"{shown}: its folder does not exist or cannot be written to"
        yield Check("database", writable, detail if writable else problem, _unless(writable, _DB))
        return
    yield _attempted("database", lambda: _schema(workspace, shown))


_DB = "name another database with --database"


def _schema(workspace: Workspace, shown: str) -> Check:
    with engine.translated(workspace.database_url), workspace.reader.connect() as connection:
        found, newest = engine.revision(connection), engine.NEWEST_REVISION
    if found == newest:
        return Check("database", True, f"{shown}: up to date ({found})")
    detail = f"{shown}: at revision {found or 'none'}, this version needs {newest}"
    return Check("database", False, detail, "claimcheck db upgrade")


def _attempted(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except ClaimcheckError as exc:
        return Check(name, False, exc.message, exc.next_step)


def _archive(workspace: Workspace) -> Iterator[Check]:
    place = workspace.archive
    ok = _is_writable(_nearest(place))
    detail = f"{place}: " + ("ready" if place.is_dir() else "the first fetch creates it")
    problem = f"{place}: cannot be written to; nothing can be archived"
    yield Check("archive", ok, detail if ok else problem, _unless(ok, "choose one with --archive"))


def _records(workspace: Workspace) -> Iterator[Check]:
    """Health goes by rows, which know nothing of a damaged record: who read them last, and when."""
    yield _attempted("records", lambda: _last_verified(workspace))


def _last_verified(workspace: Workspace) -> Check:
    if not any(not segment.is_open for segment in folder.list_segments(workspace.archive)):
        return Check("records", True, "nothing is archived yet")
    found = findings.read(workspace.archive)
    if found is None:
        cost = "never verified: damage shows only when a record is needed"
        return Check("records", False, cost, "claimcheck archive verify")
    when = f"verified on {found.at:%Y-%m-%d}"
    if not found.problems:
        return Check("records", True, f"{when}: {found.records} records, all whole")
    cost = "a source whose record is damaged still counts as archived"
    detail = f"{when}: problems found: {found.problems}; {cost}"
    return Check("records", False, detail, "claimcheck archive verify, which names each")


def _nearest(folder: Path) -> Path:
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    return place


def _is_writable(folder: Path) -> bool:
    """Try it with a file that has no name: permissions do not tell the whole truth."""
    try:
        TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True


def _browser(workspace: Workspace) -> Iterator[Check]:
    try:
        program = browser.find_browser(workspace.settings.browser)
    except ClaimcheckError as exc:
        cost = "pages that scripts write are captured as the server sends them"
        yield Check("browser", False, f"{exc.message}: {cost}", exc.next_step)
        return
    sandboxed = browser_switches.is_sandboxed()
    without = "without its sandbox, which Chromium refuses to root: a page that breaks out is root"
    yield Check(
        "browser",
        sandboxed,
        f"{program}, " + ("in its sandbox" if sandboxed else without),
        _unless(sandboxed, "run claimcheck as a user of its own, or in a container"),
    )


def _desk(workspace: Workspace) -> Iterator[Check]:
    settings = workspace.settings
    yield _attempted("user", lambda: _user(workspace))
    yield Check(
        "contact",
        bool(settings.contact),
        settings.contact or "none: sites cannot tell whom to ask, and block sooner",
        _unless(bool(settings.contact), "set CLAIMCHECK_CONTACT to a mail or web address"),
    )
    yield Check(
        "four-eyes",
        settings.four_eyes,
        "a second person has to sign off"
        if settings.four_eyes
        else "off: one person may check and sign off, and every report says so",
        _unless(settings.four_eyes, "set four_eyes = true in claimcheck.toml when there are two"),
    )
    allowed = ", ".join(map(str, settings.allow_addresses))
    yield Check("addresses", True, f"public ones, and {allowed}" if allowed else "public ones only")


def _user(workspace: Workspace) -> Check:
    named = bool(workspace.settings.user)
    for_ever = "" if named else " (the login name); the ledger will show that name for ever"
    step = "set CLAIMCHECK_USER to the name that the ledger should show"
    return Check("user", named, f"acting as {workspace.user}{for_ever}", _unless(named, step))


def _unless(ok: bool, step: str) -> str:
    return "" if ok else step
