"""What a host says of a page that it cannot have, asked only where a capture is in doubt."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from capture_support import cite, count_records, serve_one
from claimcheck.app import auditing, capturing, recovering, rejudging
from claimcheck.app.capturing import Wanted
from claimcheck.app.workspace import Workspace
from claimcheck.archive import folder, reading
from claimcheck.archive.members import Record
from claimcheck.core.captures import Place
from claimcheck.core.outcomes import Outcome
from claimcheck.database.tables import AttemptRow, CaptureRow, RobotsFileRow, SiblingProbeRow
from conftest import OpenAs
from fetch_support import Answer, Site, page, redirect

HTML = b"Content-Type: text/html; charset=utf-8\r\n"
FERRIES = b"<title>Harbour</title>" + b"<p>The ferry runs daily between the two piers." * 8
STORY = page(FERRIES + b"<p>It carried 4,200 people in May.", headers=HTML)
# A line that speaks for a missing page, among others: in doubt.
DOUBTFUL = page(FERRIES + b"<p>Page not found", headers=HTML)
ALIKE = page(FERRIES.replace(b"daily", b"often") + b"<p>Page not found", headers=HTML)
ALL = Wanted(refresh=timedelta(0))


def rows(workspace: Workspace, table: type) -> list:  # type: ignore[type-arg]
    """All rows of a table."""
    with workspace.reading() as session:
        return list(session.scalars(sa.select(table)))


def qualities(workspace: Workspace) -> dict[str, str]:
    """The quality of each source's newest capture, by the path it was cited with."""
    with workspace.reading() as session:
        query = sa.select(CaptureRow, AttemptRow.final_url).join(
            AttemptRow, AttemptRow.id == CaptureRow.attempt_id
        )
        found = session.execute(query.order_by(CaptureRow.captured_at)).all()
    return {url.rpartition("/")[2]: row.quality for row, url in found}


class AnyName(dict[str, Answer]):
    """Answers that hold for a name that nobody knows beforehand too."""

    def __init__(self, answers: dict[str, Answer], other: Answer) -> None:
        super().__init__(answers)
        self.other = other

    def get(self, path: str, default: object = None) -> Answer:  # type: ignore[override]
        """The answer for a path; for a made-up one `other`."""
        return self.other if "/claimcheck-" in path else super().get(path, default)  # type: ignore[arg-type]


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that has two doubtful pages and an ordinary one."""
    with serve_one(a=DOUBTFUL, b=DOUBTFUL, story=STORY) as served:
        served.answers = AnyName(served.answers, page(b"no", status="404 Not Found"))
        yield served


def made_up(site: Site) -> list[str]:
    """The paths that were asked for and cannot exist."""
    return [path for path in site.all_paths if "claimcheck-" in path]


def fetch(workspace: Workspace, home: Path, site: Site, *names: str) -> dict[Outcome, int]:
    """Capture these pages of a site."""
    cite(workspace, home, *(site.url(f"/{name}") for name in names))
    return capturing.fetch_due(workspace, ALL).outcomes


# What the host answers for the made-up address, what the doubtful page is then.
ANSWERS: tuple[tuple[str, Answer, str], ...] = (
    # it knows what it lacks: the page is one
    ("an honest 404", page(b"no", status="404 Not Found", headers=HTML), "ok"),
    # the very same page says nothing about either
    ("the same bytes", DOUBTFUL, "soft_404"),
    # of one template, and of about the same length
    ("the same template", ALIKE, "soft_404"),
    # another page of the same title
    ("a longer page", page(FERRIES * 3, headers=HTML), "ok"),
    # trouble settles nothing
    ("trouble", page(b"", status="503 Busy"), "ok"),
    ("nothing at all", b"", "ok"),
    # what is missing is led to one page
    ("a redirect", redirect("/a"), "soft_404"),
    ("a loop", redirect("/b"), "soft_404"),
)


@pytest.mark.parametrize(
    ("answer", "quality"), [r[1:] for r in ANSWERS], ids=[r[0] for r in ANSWERS]
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_the_host_answers_decides(
    workspace: Workspace, tmp_path: Path, site: Site, answer: Answer, quality: str
) -> None:
    """One request, never tried again; it is no source, no capture of one, and no outcome."""
    site.answers.other = answer  # type: ignore[attr-defined]
    assert fetch(workspace, tmp_path, site, "a") == {Outcome.ARCHIVED: 1}
    assert len(made_up(site)) == 1
    assert qualities(workspace) == {"a": quality}
    assert len(rows(workspace, SiblingProbeRow)) == 1
    assert len(rows(workspace, AttemptRow)) == len(rows(workspace, CaptureRow)) == 1
    assert auditing.verify_archive(workspace).problems == ()


def test_one_request_for_a_host(workspace: Workspace, tmp_path: Path, site: Site) -> None:
    """However many of its pages are in doubt; it says something about each of them."""
    site.answers.other = DOUBTFUL  # type: ignore[attr-defined]
    fetch(workspace, tmp_path, site, "a", "b", "story")
    assert len(made_up(site)) == 1
    assert qualities(workspace) == {"a": "soft_404", "b": "soft_404", "story": "ok"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_each_host_of_several_workers(open_as: OpenAs, tmp_path: Path, site: Site) -> None:
    """A worker asks for its own hosts."""
    workspace = open_as()
    with serve_one(c=DOUBTFUL) as other:
        other.answers = AnyName(other.answers, DOUBTFUL)
        cite(workspace, tmp_path, site.url("/a"), other.url("/c"))
        capturing.fetch_due(workspace, Wanted(), workers=2)
        assert [len(made_up(each)) for each in (site, other)] == [1, 1]
    assert qualities(workspace) == {"a": "ok", "c": "soft_404"}
    assert auditing.verify_archive(workspace).problems == ()


def test_nobody_is_asked_without_doubt(workspace: Workspace, tmp_path: Path, site: Site) -> None:
    """An ordinary page costs no request more."""
    fetch(workspace, tmp_path, site, "story")
    assert made_up(site) == []
    assert rows(workspace, SiblingProbeRow) == []


def test_robots_txt_binds(workspace: Workspace, tmp_path: Path, site: Site) -> None:
    """What is forbidden is not asked for; that it was not is on record."""
    rules = b"User-agent: *\nAllow: /a$\nDisallow: /\n"
    site.answers["/robots.txt"] = page(rules, headers=b"Content-Type: text/plain\r\n")
    fetch(workspace, tmp_path, site, "a")
    assert made_up(site) == []
    (probe,) = rows(workspace, SiblingProbeRow)
    assert (probe.outcome, probe.capture_id) == ("robots_denied", None)
    assert qualities(workspace) == {"a": "ok"}


def test_the_guard_binds(workspace: Workspace, tmp_path: Path, site: Site) -> None:
    """A made-up address that leads to a private place is not followed there."""
    site.answers.other = redirect("http://10.0.0.1/")  # type: ignore[attr-defined]
    fetch(workspace, tmp_path, site, "a")
    (probe,) = rows(workspace, SiblingProbeRow)
    assert probe.outcome == "forbidden_address"
    assert qualities(workspace) == {"a": "ok"}


def test_the_bytes_are_kept(workspace: Workspace, tmp_path: Path, site: Site) -> None:
    """What a page was called missing for can be shown: request, answer and facts are archived."""
    site.answers.other = ALIKE  # type: ignore[attr-defined]
    fetch(workspace, tmp_path, site, "a")
    (probe,) = rows(workspace, SiblingProbeRow)
    assert (probe.origin, probe.http_status) == (site.url(""), 200)
    assert probe.url == site.url(made_up(site)[0])
    place = Place(probe.segment, probe.record_offset, probe.record_length)
    assert reading.read_record(workspace.archive, place).block[:] == ALIKE
    types = [
        record.type
        for segment in folder.list_segments(workspace.archive)
        for record in reading.iter_records(segment)
        if isinstance(record, Record)
    ]
    # the page's, robots.txt's and the probe's
    assert types.count("response") == types.count("metadata") == 3
    _, errors = count_records(workspace.archive)
    assert errors == {"fastwarc": 0, "warcio": 0}
    assert auditing.verify_archive(workspace).captures == 1


def test_the_rows_can_be_brought_back(workspace: Workspace, tmp_path: Path, site: Site) -> None:
    """From the archive alone comes the probe, and judged again the page is what it was."""
    site.answers.other = DOUBTFUL  # type: ignore[attr-defined]
    fetch(workspace, tmp_path, site, "a")
    (before,) = rows(workspace, SiblingProbeRow)
    with workspace.writing() as session:
        for table in (SiblingProbeRow, RobotsFileRow, CaptureRow, AttemptRow):
            session.execute(sa.delete(table))
    assert recovering.repair(workspace).attempts == 3
    (after,) = rows(workspace, SiblingProbeRow)
    names = [column.key for column in sa.inspect(SiblingProbeRow).columns]
    assert [getattr(after, n) for n in names] == [getattr(before, n) for n in names]
    rejudging.rejudge(workspace)
    assert qualities(workspace) == {"a": "soft_404"}
    assert auditing.verify_archive(workspace).problems == ()


def test_a_probe_says_nothing_of_another_day(
    workspace: Workspace, tmp_path: Path, site: Site
) -> None:
    """What a host says now was not asked about last week's capture; the next run asks anew."""
    site.answers.other = DOUBTFUL  # type: ignore[attr-defined]
    fetch(workspace, tmp_path, site, "a")
    with workspace.writing() as session:
        late = SiblingProbeRow.fetched_at
        (probe,) = session.scalars(sa.select(SiblingProbeRow))
        session.execute(sa.update(SiblingProbeRow).values({late: probe.fetched_at + 2 * DAY}))
        session.execute(sa.update(CaptureRow).values(quality="ok", rules=[]))
    rejudging.rejudge(workspace)
    assert qualities(workspace) == {"a": "ok"}
    fetch(workspace, tmp_path, site, "a")
    assert len(made_up(site)) == 2
    assert qualities(workspace) == {"a": "soft_404"}


DAY = timedelta(days=1)
