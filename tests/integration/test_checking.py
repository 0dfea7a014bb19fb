"""Evidence from the archive: proposed, replaced, kept apart from what people pinned."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from capture_support import FACT, cite, serve_one, write_claims
from claimcheck.app import capturing, checking, intake, judging, processes, proposing, reading
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder
from claimcheck.database.document_tables import DocumentRow, PostingsRow
from claimcheck.database.queries import chunks
from claimcheck.database.queries import claims as claim_queries
from claimcheck.database.queries import evidence as evidence_queries
from claimcheck.database.tables import EvidenceRow
from claimcheck.errors import ArchiveUnusable, BadInput, UnknownName
from fetch_support import Answer, page

TEXT = b"Content-Type: text/plain; charset=utf-8\r\n"
BODY = b"The ferry carried 4,100 people in May. It stopped for a week in June."
PAGE = page(BODY, headers=TEXT)
MANY = 20
"""Claims with a page each, far fewer than one batch holds."""
GONE = page(BODY, status="410 Gone", headers=TEXT)


def prepare(workspace: Workspace, home: Path, **answers: Answer) -> None:
    """Cite and capture one page for each answer, as `claim-0`, `claim-1` and so on."""
    with serve_one(**answers) as site:
        cite(workspace, home, *(site.url(path) for path in site.answers))
        capturing.fetch_due(workspace, Wanted())


def stored(workspace: Workspace) -> list[EvidenceRow]:
    """All passages, by claim and rank."""
    query = sa.select(EvidenceRow).order_by(EvidenceRow.claim_key, EvidenceRow.rank)
    with workspace.reading() as session:
        return list(session.scalars(query))


@contextmanager
def counted(engine: sa.Engine) -> Iterator[list[str]]:
    """Collect the statements that are executed in the block."""
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_passages_are_proposed(workspace: Workspace, tmp_path: Path) -> None:
    """What is proposed is stored as it is given, and stands in the text where it says."""
    prepare(workspace, tmp_path, page=PAGE)
    proposed = checking.find_evidence(workspace)
    rows = stored(workspace)
    assert [(p.claim, p.passage.selector.exact) for p in proposed] == [
        (row.claim_key, row.exact) for row in rows
    ]
    text = reading.read_text(workspace, proposed[0].source)
    for row in rows:
        assert text[row.start : row.end] == row.exact
    assert {"kind", "claim", "source", "result"} <= rows[0].checks[0].keys()  # type: ignore[index]
    assert "differs" in {check.result for check in proposed[0].checks}


def test_proposals_are_replaced(workspace: Workspace, tmp_path: Path) -> None:
    """A second run replaces what the first proposed and leaves what people pinned."""
    prepare(workspace, tmp_path, page=PAGE)
    first = checking.find_evidence(workspace)
    judging.pin(workspace, "claim-0", judging.Passage(quote="The ferry carried 4,100 people"))
    assert checking.find_evidence(workspace) == first
    rows = stored(workspace)
    assert len([row for row in rows if row.pinned_by is None]) == len(first)
    assert [row.exact for row in rows if row.pinned_by] == ["The ferry carried 4,100 people"]


def test_only_what_changed_is_written(workspace: Workspace, tmp_path: Path) -> None:
    """What is proposed again as it stands is left alone, whatever else stands there replaced."""
    prepare(workspace, tmp_path, a=PAGE, b=PAGE)
    first = checking.find_evidence(workspace)
    rows = [(row.id, row.rank, row.score, row.checks) for row in stored(workspace)]
    with counted(workspace.writer) as statements:
        assert checking.find_evidence(workspace) == first
    assert not [s for s in statements if s.startswith(("INSERT INTO evidence", "DELETE"))]
    with workspace.writing() as session:
        changed = sa.update(EvidenceRow).where(EvidenceRow.claim_key == "claim-0")
        session.execute(changed.values(checks=[]))
        moved = sa.update(EvidenceRow).where(EvidenceRow.claim_key == "claim-1")
        session.execute(moved.where(EvidenceRow.rank == 1).values(id="0" * 32))
    assert checking.find_evidence(workspace) == first
    assert [(row.id, row.rank, row.score, row.checks) for row in stored(workspace)] == rows


def test_dry_run(workspace: Workspace, tmp_path: Path) -> None:
    """A dry run says the same and stores nothing."""
    prepare(workspace, tmp_path, page=PAGE)
    proposed = checking.find_evidence(workspace, dry_run=True)
    assert proposed
    assert stored(workspace) == []
    assert checking.find_evidence(workspace) == proposed
    before = [row.id for row in stored(workspace)]
    checking.find_evidence(workspace, dry_run=True)
    assert [row.id for row in stored(workspace)] == before


def test_only_these_claims(workspace: Workspace, tmp_path: Path) -> None:
    """Keys narrow the work; a key that is none is refused before anything is done."""
    prepare(workspace, tmp_path, a=PAGE, b=PAGE)
    assert {p.claim for p in checking.find_evidence(workspace, ["claim-1"])} == {"claim-1"}
    assert {row.claim_key for row in stored(workspace)} == {"claim-1"}
    with pytest.raises(UnknownName, match="no claim nobody"):
        checking.find_evidence(workspace, ["nobody", "claim-0"])
    assert {row.claim_key for row in stored(workspace)} == {"claim-1"}


def postings(workspace: Workspace) -> dict[str, bytes]:
    """The postings that the database keeps, by digest."""
    with workspace.reading() as session:
        rows = session.scalars(sa.select(PostingsRow)).all()
        return {row.payload_sha256: row.packed for row in rows}


def texts_of(workspace: Workspace) -> dict[str, str]:
    """The claims' wordings by key."""
    with workspace.reading() as session:
        return evidence_queries.claim_texts(session)


def test_postings_are_made_once(workspace: Workspace, tmp_path: Path) -> None:
    """The first look reads a page and keeps its postings; the next one finds them."""
    prepare(workspace, tmp_path, a=PAGE, b=page(BODY + b" Sorry.", headers=TEXT))
    checking.find_evidence(workspace, dry_run=True)
    assert postings(workspace) == {}
    first = checking.find_evidence(workspace)
    kept = postings(workspace)
    assert len(kept) == 2
    assert proposing.check_batch(workspace, texts_of(workspace)).made == {}
    assert checking.find_evidence(workspace) == first
    assert postings(workspace) == kept


def test_postings_that_cannot_be_read_are_made_anew(workspace: Workspace, tmp_path: Path) -> None:
    """Damaged postings, or those of another version, change nothing that is found."""
    prepare(workspace, tmp_path, a=PAGE)
    first = checking.find_evidence(workspace)
    kept = postings(workspace)
    with workspace.writing() as session:
        session.execute(sa.update(PostingsRow).values(packed=b"not postings"))
    assert checking.find_evidence(workspace) == first
    assert postings(workspace) == kept


def test_postings_go_with_their_document(workspace: Workspace, tmp_path: Path) -> None:
    """A text that is read anew gets postings of its own."""
    prepare(workspace, tmp_path, a=PAGE)
    first = checking.find_evidence(workspace)
    with workspace.writing() as session:
        session.execute(sa.delete(DocumentRow))
    assert postings(workspace) == {}
    assert checking.find_evidence(workspace) == first
    assert len(postings(workspace)) == 1


def test_many_claims_go_over_several_processes(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many processes share the work changes nothing in what is found, stored or its order."""
    prepare(workspace, tmp_path, a=PAGE, b=page(BODY + b" Sorry.", headers=TEXT), c=PAGE)
    alone = checking.find_evidence(workspace)
    rows = [row.id for row in stored(workspace)]
    kept = postings(workspace)
    with workspace.writing() as session:
        session.execute(sa.delete(EvidenceRow))
        session.execute(sa.delete(PostingsRow))
    monkeypatch.setattr(proposing, "CLAIMS_A_WORKER", 1)
    monkeypatch.setattr(processes, "count_cores", lambda: 2)
    monkeypatch.setattr(chunks, "CHUNK", 1)
    assert checking.find_evidence(workspace) == alone
    assert [row.id for row in stored(workspace)] == rows
    assert postings(workspace) == kept


def test_claims_of_one_page_are_checked_together(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claims that cite one page are in one batch, and come back in their own order."""
    with serve_one(a=PAGE, b=PAGE) as site:
        cite(workspace, tmp_path, *(site.url(path) for path in ("/a", "/b", "/a", "/b")))
        capturing.fetch_due(workspace, Wanted())
    monkeypatch.setattr(chunks, "CHUNK", 2)
    batches = proposing.check_all(workspace, texts_of(workspace))
    together = {frozenset(batch.claims) for batch in batches}
    assert together == {frozenset({"claim-0", "claim-2"}), frozenset({"claim-1", "claim-3"})}
    order = list(dict.fromkeys(p.claim for p in checking.find_evidence(workspace)))
    assert order == [f"claim-{number}" for number in range(4)]


def test_what_no_source_says_is_told(workspace: Workspace, tmp_path: Path) -> None:
    """What of a claim is uncovered is what the passages of none of its sources have."""
    first = page(b"The ferry carried people.", headers=TEXT)
    second = page(b"It was a stormy May in the harbour.", headers=TEXT)
    with serve_one(a=first, b=second) as site:
        urls = f"{site.url('/a')} {site.url('/b')}"
        claim = ("The ferry carried people and zebras in May", urls)
        intake.import_file(workspace, write_claims(tmp_path / "c.csv", {"claim": claim}))
        capturing.fetch_due(workspace, Wanted())
    found = checking.find_evidence(workspace)
    assert len({p.source for p in found}) == 2
    assert {p.uncovered for p in found} == {("zebras",)}


def test_unusable_captures(workspace: Workspace, tmp_path: Path) -> None:
    """Nothing is proposed from an error page, an unread format or a page that says nothing."""
    pdf = page(b"%PDF-1.4 The ferry carried 4,200", headers=b"Content-Type: application/pdf\r\n")
    other = page(b"Nothing whatever here bears on that.", headers=TEXT)
    prepare(workspace, tmp_path, gone=GONE, pdf=pdf, other=other)
    assert checking.find_evidence(workspace) == []


def test_newest_usable_capture(workspace: Workspace, tmp_path: Path) -> None:
    """An error after a good capture does not take its evidence away."""
    with serve_one(page=PAGE) as site:
        cite(workspace, tmp_path, site.url("/page"))
        capturing.fetch_due(workspace, Wanted())
        first = checking.find_evidence(workspace)
        site.answers["/page"] = GONE
        capturing.fetch_due(workspace, Wanted(keys=("claim-0",), refresh=timedelta(0)))
    assert checking.find_evidence(workspace) == first != []


def test_damaged_record(workspace: Workspace, tmp_path: Path) -> None:
    """One page that cannot be read is named, after all others have their evidence."""
    prepare(workspace, tmp_path, a=PAGE)
    with serve_one(b=page(BODY + b" Sorry.", headers=TEXT)) as site:
        intake.import_file(
            workspace, write_claims(tmp_path / "b.csv", {"b": (FACT, site.url("/b"))})
        )
        capturing.fetch_due(workspace, Wanted())
    with workspace.writing() as session:
        session.execute(sa.delete(DocumentRow))
    damaged = folder.list_segments(workspace.archive)[0]
    damaged.path.write_bytes(damaged.path.read_bytes()[:300])
    with pytest.raises(ArchiveUnusable) as told:
        checking.find_evidence(workspace)
    assert damaged.name in str(told.value)
    assert len({row.claim_key for row in stored(workspace)}) == 1


def test_claim_changed_meanwhile(workspace: Workspace, tmp_path: Path) -> None:
    """What was found for an older wording, or a citation that is gone, is not stored."""
    prepare(workspace, tmp_path, a=PAGE, b=PAGE)
    checking.find_evidence(workspace)
    asked = {key: text_of(workspace, key) for key in ("claim-0", "claim-1")}
    batch = proposing.check_batch(workspace, asked)
    assert len(batch.found) == 2
    with serve_one(c=PAGE) as site:
        claims = {"claim-0": ("Another wording.", rows_url(workspace, 0)),
                  "claim-1": (text_of(workspace, "claim-1"), site.url("/c"))}  # fmt: skip
        intake.import_file(workspace, write_claims(tmp_path / "changed.csv", claims))
    proposing.store(workspace, batch)
    assert stored(workspace) == []


def text_of(workspace: Workspace, key: str) -> str:
    """The wording of a claim."""
    with workspace.reading() as session:
        return claim_queries.claims_by_key(session, [key])[key].text


def rows_url(workspace: Workspace, number: int) -> str:
    """The address that a claim cites."""
    key = f"claim-{number}"
    with workspace.reading() as session:
        return claim_queries.citations_of(session, [key])[key][0][1].url


def test_two_at_once(open_as: Callable[..., Workspace], tmp_path: Path) -> None:
    """Two that look for evidence at the same time leave what one of them would have left."""
    prepare(open_as(), tmp_path, a=PAGE, b=PAGE, c=PAGE)
    both = threading.Barrier(2, timeout=30)

    def look(workspace: Workspace) -> None:
        for _ in range(5):
            both.wait()
            checking.find_evidence(workspace)

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(look, workspace) for workspace in (open_as(), open_as())]:
            done.result()
    last = open_as()
    rows = [row.id for row in stored(last)]
    checking.find_evidence(last)
    assert rows == [row.id for row in stored(last)] != []


def test_statements_do_not_grow_with_claims(workspace: Workspace, tmp_path: Path) -> None:
    """A batch of claims, each with its own page, costs as many statements as a single one."""
    pages = {f"p{n}": page(BODY + b" Page %d." % n, headers=TEXT) for n in range(MANY)}
    prepare(workspace, tmp_path, **pages)
    with counted(workspace.reader) as one:
        checking.find_evidence(workspace, ["claim-0"])
    with counted(workspace.reader) as batch:
        assert len({p.claim for p in checking.find_evidence(workspace)}) == MANY
    assert len(batch) <= len(one) + 1


def test_text_of_a_source(workspace: Workspace, tmp_path: Path) -> None:
    """The text that passages are looked for in can be read; what has none says why."""
    picture = page(b"\x89PNG\r\n", headers=b"Content-Type: image/png\r\n")
    prepare(workspace, tmp_path, page=PAGE, picture=picture, gone=GONE)
    urls = [rows_url(workspace, number) for number in range(3)]
    assert reading.read_text(workspace, urls[0]) == BODY.decode()
    with pytest.raises(BadInput, match="does not read"):
        reading.read_text(workspace, urls[1])
    with pytest.raises(BadInput, match="no usable capture"):
        reading.read_text(workspace, urls[2])
    with pytest.raises(UnknownName, match="no claim cites"):
        reading.read_text(workspace, "http://127.0.0.1/nobody")
