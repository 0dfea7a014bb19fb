"""Export: what the archive holds for some claims, in a file that others can read and replay."""

import hashlib
from collections.abc import Collection, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from io import SEEK_END
from pathlib import Path

from sqlalchemy.orm import Session

from claimcheck.app import lookups
from claimcheck.app.workspace import Workspace
from claimcheck.archive import delivery, exporting, wacz
from claimcheck.archive.delivery import Hashed
from claimcheck.archive.exporting import WantedGroup
from claimcheck.archive.wacz import Contents, Page
from claimcheck.core.captures import Place
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import exports as export_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.errors import BadInput, UnknownName


class Format(StrEnum):
    """What an export is written as."""

    WACZ = "wacz"  # with index, page list and manifest: replayable as it is
    WARC = "warc"  # the records alone


@dataclass(frozen=True, slots=True)
class Selection:
    """Whose captures to export: those of these claims, of one report, or all."""

    keys: tuple[str, ...] = ()
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an export would hold: captures that were asked for, and those they refer to."""

    captures: int
    referred: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds, and the file as it lies there. `records` with the warcinfo."""

    captures: int
    referred: int
    records: int
    bytes: int
    sha256: str


SUFFIXES = {Format.WACZ: ".wacz", Format.WARC: ".warc.gz"}
"""What the names of such files have to end with; readers and the WACZ standard insist on it."""


def choose_format(path: Path, named: Format | None = None) -> Format:
    """Tell the format from the file's name. Raises BadInput when it is none, or another's."""
    for form, suffix in SUFFIXES.items():
        if path.name.lower().endswith(suffix) and named in (form, None):
            return form
    wanted = SUFFIXES[named] if named else " or ".join(SUFFIXES.values())
    raise BadInput(
        f"{path}: the name of such an export ends with {wanted}",
        next_step=f"give -o a name that ends with {wanted}",
    )


def plan_export(
    workspace: Workspace, selection: Selection, path: Path, *, force: bool = False
) -> Plan:
    """
    Say what `export` would write, after the same checks; nothing is written.

    Raises UnknownName for a claim or report that is none, BadInput when there is nothing to
    export or the file could not be put there.
    """
    delivery.refuse_taken(path, force=force)
    with workspace.reading() as session:
        return _Chosen(session, selection).plan()


def export(
    workspace: Workspace,
    selection: Selection,
    path: Path,
    *,
    form: Format,
    force: bool = False,
) -> Exported:
    """
    Write the captures to a new file, whole attempts as they were archived.

    A revisit brings the attempt along that holds its payload. The file appears when it is
    complete. Raises what `plan_export` does, and ArchiveUnusable for a damaged record.
    """
    now = workspace.clock()
    with delivery.new_file(path, force=force) as file, workspace.reading() as session:
        chosen = _Chosen(session, selection)
        plan = chosen.plan()
        # Closed before the session, whatever happens: a server's cursor may hang on them.
        with closing(chosen.groups()) as groups, closing(chosen.pages()) as pages:
            if form is Format.WACZ:
                contents = Contents(*_words(selection), groups, pages)
                records = wacz.write_wacz(file, workspace.archive, contents, now=now)
            else:
                out = Hashed(file)
                exporting.write_warcinfo(out, path.name, now)
                copied = exporting.copy_groups(workspace.archive, groups, out, name=path.name)
                records = 1 + sum(group.records for group in copied)
        size = file.seek(0, SEEK_END)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Exported(plan.captures, plan.referred, records, size, digest)


class _Chosen:
    """The captures of a selection, as one state of the database shows them."""

    def __init__(self, session: Session, selection: Selection) -> None:
        self._session = session
        # Sorted, so that the same archive gives the same export.
        found = _source_ids(session, selection)
        self._source_ids = None if found is None else dict.fromkeys(sorted(found))
        self._referred = export_queries.referred_captures(session, self._source_ids or ())

    def plan(self) -> Plan:
        """Count them. Raises BadInput when there are none."""
        captures = referred = 0
        for row in self._places():
            is_asked_for = self._is_asked_for(row)
            captures += is_asked_for
            referred += not is_asked_for and row.id in self._referred
        if not captures:
            raise BadInput(
                "nothing of it is captured yet", next_step="run `claimcheck fetch`, then export"
            )
        return Plan(captures, referred)

    def groups(self) -> Generator[WantedGroup, None, None]:
        """Give the attempts to copy, in the order in which they lie in the archive."""
        for row in self._places():
            if self._is_asked_for(row) or row.id in self._referred:
                place = Place(row.segment, row.offset, row.length)
                yield WantedGroup(row.attempt_id, place, row.after or 0)

    def pages(self) -> Generator[Page, None, None]:
        """Give the captures that were asked for, with their texts."""
        for row in export_queries.captured_pages(self._session, self._source_ids):
            yield Page(row.id, row.url, row.captured_at, row.title, row.text)

    def _places(self) -> Iterator[export_queries.CapturePlace]:
        return export_queries.places_in_order(self._session, self._source_ids, self._referred)

    def _is_asked_for(self, row: export_queries.CapturePlace) -> bool:
        return self._source_ids is None or row.source_id in self._source_ids


def _source_ids(session: Session, selection: Selection) -> Collection[str] | None:
    if selection.keys and selection.report is not None:
        raise BadInput("claims and a report cannot be named together", next_step="name one of them")
    if selection.report is not None:
        # The drivers refuse some characters that no key holds.
        known = selection.report.isprintable()
        if not known or claim_queries.report_by_key(session, selection.report) is None:
            raise UnknownName(
                f"no report {selection.report}", next_step="`claimcheck list` shows the reports"
            )
        return export_queries.sources_of_report(session, selection.report)
    if not selection.keys:
        return None
    found = lookups.find_claims(session, selection.keys)
    return source_queries.sources_of_claims(session, found)


def _words(selection: Selection) -> tuple[str, str]:
    """Title and description for whoever opens the package."""
    if selection.report is not None:
        what = f"report {selection.report}"
    elif selection.keys:
        what = f"claims {', '.join(selection.keys[:10])}" + (
            f" and {len(selection.keys) - 10} more" if len(selection.keys) > 10 else ""
        )
    else:
        what = "all claims and reports"
    return (
        f"Sources cited for {what}",
        "Captures of cited sources, whole attempts as they were archived, by claimcheck.",
    )
