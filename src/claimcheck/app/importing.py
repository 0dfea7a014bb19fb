"""Import: what a person hands in becomes evidence, marked with who, when and the file's name."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from claimcheck.app import attempts, recovering
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, foreign, foreign_bytes, segments
from claimcheck.core import settling, uploads, urls
from claimcheck.core.captures import Ask, CaptureFacts, Fetched, Resource
from claimcheck.core.outcomes import PINNABLE, SUCCESSES, Method, Outcome, Quality
from claimcheck.database.queries import rejudging as capture_queries
from claimcheck.database.queries import sources as source_queries
from claimcheck.errors import BadInput, UnknownName
from claimcheck.fetching import judging
from claimcheck.fetching.recording import Ending, Recording

MAX_FILES = 100
"""Files of one call: all are read before anything is archived, and each stays open meanwhile."""

BATCH_CAPTURES = 8
"""Captures that are archived together, which bounds the texts in memory."""

_LISTED = "`claimcheck sources` lists the addresses that are cited"


@dataclass(frozen=True, slots=True)
class Brought:
    """A capture that a file brought. `is_new` is False for one that was in the archive before."""

    source: str
    final_url: str
    captured_at: datetime
    http_status: int | None
    outcome: Outcome
    quality: Quality
    is_new: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A visit to a cited page that cannot be evidence: where it is in the file, and why."""

    source: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """
    What one file was, by its bytes, and what it brought.

    `records` and `unmatched` (answers that nobody cites) are those of a WARC or WACZ; `note`
    is what a saved page says of itself and who wants to rely on it should know.
    """

    file: str
    kind: str
    records: int
    unmatched: int
    captures: tuple[Brought, ...]
    left_out: tuple[LeftOut, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Handed:
    """A file that was opened and found sound. `holding` is what a WARC or WACZ holds."""

    name: str
    kind: str
    holding: foreign.Holding | None = None
    upload: Fetched | None = None
    note: str | None = None


def import_files(
    workspace: Workspace, paths: Sequence[Path], *, source: str | None = None, dry_run: bool = False
) -> list[Imported]:
    """
    Archive what these files hold on cited sources; a second time brings nothing new.

    Every file is read to its end first: one that is damaged or hostile refuses them all.
    `source` names the one address that counts; a page, paper or picture needs it, unless
    SingleFile wrote into it where it comes from. Raises BadInput, UnknownName,
    ArchiveUnusable.
    """
    if len(paths) > MAX_FILES:
        raise BadInput(
            f"{len(paths)} files are more than {MAX_FILES}", next_step="hand them in in parts"
        )
    cited = _cited(workspace, source)
    with ExitStack() as held:
        handed = [_open(workspace, path, cited, source, held) for path in paths]
        if dry_run:
            return [_bring(_Desk(workspace, None), one, cited) for one in handed]
        folder.prepare_folder(workspace.archive)
        held.enter_context(recovering.sole_fetcher(workspace))
        recovering.recover(workspace)
        with segments.open_writer(workspace.archive, now=workspace.clock()) as writer:
            desk = _Desk(workspace, writer)
            return [_bring(desk, one, cited) for one in handed]


def _cited(workspace: Workspace, source: str | None) -> frozenset[str]:
    with workspace.reading() as session:
        if source is None:
            return frozenset(row.url for row in source_queries.all_sources(session))
        try:
            url = urls.normalise_url(source)
        except urls.BadUrl as exc:
            raise BadInput(f"--source: {exc.mistake}", next_step=exc.instead) from exc
        found = source_queries.source_by_url(session, url)
    if found is None:
        raise UnknownName(f"no claim cites {url}", next_step=_LISTED)
    return frozenset({found.url})


def _open(
    workspace: Workspace,
    path: Path,
    cited: Collection[str],
    source: str | None,
    held: ExitStack,
) -> _Handed:
    file = held.enter_context(foreign_bytes.open_file(path))
    name = uploads.clean_name(path.name)
    try:
        head = file.read(uploads.HEAD_BYTES)
        file.seek(0)
        if kind := foreign.kind_of(head):
            now = workspace.clock()
            holding = held.enter_context(foreign.open_holding(file, name, cited, now=now))
            return _Handed(name, kind, holding)
        return _open_upload(workspace, (name, file), head, next(iter(cited)) if source else cited)
    except OSError as exc:
        raise BadInput(
            f"{name}: it cannot be read: {exc.strerror or exc}", next_step="copy it to a sound disk"
        ) from exc


def _open_upload(
    workspace: Workspace, named: tuple[str, BinaryIO], head: bytes, cited: str | Collection[str]
) -> _Handed:
    """Take a file that is one page. `cited` is the source that was named, or all there are."""
    name, file = named
    kind = uploads.sniff_upload(head)
    if kind is None:
        raise BadInput(
            f"{name}: it is {'nothing that can be evidence' if head else 'empty'}",
            next_step="hand in a WARC, WACZ, HTML, PDF, PNG, JPEG, GIF, WebP or text file",
        )
    saved = uploads.read_saved_page(head) if kind == "text/html" else None
    now = workspace.clock()
    url, note = uploads.choose_source(name, saved, cited)
    resource = Resource(url, now, "upload", kind, foreign_bytes.read_whole(name, file))
    ask = Ask(url, method=Method.UPLOAD, by=workspace.user)
    fetched = _fetched(ask, name, now, Outcome.ARCHIVED, uploads.reason_of(saved, now))
    return _Handed(name, kind, upload=replace(fetched, resources=(resource,)), note=note)


class _Desk:
    """Takes what files bring, once. Without a writer it only says what it would take."""

    def __init__(self, workspace: Workspace, writer: segments.SegmentWriter | None) -> None:
        self.workspace = workspace
        self._writer = writer
        self._known: dict[str, set[tuple[object, ...]]] = {}

    def is_new(self, source: str, capture: CaptureFacts, method: Method) -> bool:
        """Note a capture; False for one that is in the archive, or was noted before."""
        if source not in self._known:
            self._known[source] = self._in_archive(source)
        # What was handed in at another moment is still the same file.
        moment = method if method is Method.UPLOAD else capture.captured_at
        key = (moment, capture.payload_sha256)
        is_new = key not in self._known[source]
        self._known[source].add(key)
        return is_new

    def archive(self, batch: Sequence[Fetched]) -> None:
        """Archive these, bytes first."""
        if self._writer and batch:
            attempts.archive(self.workspace, self._writer, batch)

    def _in_archive(self, source: str) -> set[tuple[object, ...]]:
        known: set[tuple[object, ...]] = set()
        with self.workspace.reading() as session:
            ids = capture_queries.captures_of(session, {urls.source_id(source)})
            for row, _, attempt in capture_queries.captures_with_origin(session, ids):
                known.add((row.captured_at, row.payload_sha256))
                known.add((attempt.method, row.payload_sha256))
        return known


def _bring(desk: _Desk, handed: _Handed, cited: Collection[str]) -> Imported:
    brought: list[Brought] = []
    left_out: list[LeftOut] = []
    offers = _offers(desk.workspace, handed, cited)
    while offered := list(islice(offers, BATCH_CAPTURES)):
        batch = []
        for offer in offered:
            if isinstance(offer, LeftOut):
                left_out.append(offer)
                continue
            fetched, told = _settled(desk, offer)
            brought.append(told)
            if told.is_new:
                batch.append(fetched)
        desk.archive(batch)
    holding = handed.holding
    return Imported(
        handed.name,
        handed.kind,
        records=holding.records if holding else 0,
        unmatched=holding.unmatched if holding else 0,
        captures=tuple(brought),
        left_out=tuple(left_out),
        note=handed.note,
    )


def _offers(
    workspace: Workspace, handed: _Handed, cited: Collection[str]
) -> Iterator[Fetched | LeftOut]:
    if handed.upload:
        yield handed.upload
    for visit in handed.holding.visits(cited) if handed.holding else ():
        try:
            taken = handed.holding.take(visit) if handed.holding else None
        except foreign.NotImportable as exc:
            yield LeftOut(visit.source_url, visit.hops[0].place, str(exc))
            continue
        if taken:
            yield _import(workspace, handed.name, visit, taken)


def _import(workspace: Workspace, name: str, visit: foreign.Visit, taken: foreign.Taken) -> Fetched:
    ask = Ask(visit.source_url, method=Method.IMPORT, by=workspace.user)
    now = workspace.clock()
    ending = _ending(taken)
    if ending is None or ending.outcome is Outcome.ARCHIVED:
        fetched = _fetched(ask, name, now, Outcome.ARCHIVED, "imported")
    else:
        fetched = _fetched(ask, name, now, ending.outcome, ending.reason)
        fetched = replace(fetched, error=ending.error)
    return replace(fetched, exchanges=taken.exchanges, resources=taken.resources)


def _ending(taken: foreign.Taken) -> Ending | None:
    """What the status means, in the words that a fetch has for it."""
    if not taken.exchanges:
        return None
    last = taken.exchanges[-1]
    return judging.judge(Recording(b"", b"", 0.0, status=last.status, location=last.location))


def _fetched(ask: Ask, name: str, at: datetime, outcome: Outcome, reason: str) -> Fetched:
    return Fetched(
        ask=ask,
        started_at=at,
        finished_at=at,
        outcome=outcome,
        reason=reason,
        error=None,
        tries=1,
        exchanges=(),
        original_name=name,
    )


def _settled(desk: _Desk, fetched: Fetched) -> tuple[Fetched, Brought]:
    """Look at what a visit is before it is archived, and date it."""
    facts = settling.settle(fetched, attempt_id="", capture_id="").facts
    capture = facts.capture
    if capture is None:
        raise ValueError("what was taken out of a file is always an answer")
    told = Brought(
        source=facts.source_url,
        final_url=capture.final_url,
        captured_at=capture.captured_at,
        http_status=capture.http_status,
        outcome=facts.outcome,
        quality=capture.quality,
        is_new=desk.is_new(facts.source_url, capture, fetched.ask.method),
    )
    if facts.outcome in SUCCESSES and capture.quality in PINNABLE:
        return fetched, told
    # The newest attempt says how a source fares, and an old refusal says so of its own day only.
    then = capture.captured_at
    return replace(fetched, started_at=then, finished_at=then), told
