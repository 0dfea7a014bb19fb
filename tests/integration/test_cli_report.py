"""The report on the command line: rules that fail a build, whole files, forms by ending."""

import os
import shutil
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from claimcheck.archive import folder
from claimcheck.database import engine
from claimcheck.database.document_tables import DocumentRow
from claimcheck.demo import story
from cli_support import Here


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that has seen everything: the demonstration's folder."""
    folder = tmp_path_factory.mktemp("demo") / "desk"
    story.tell(folder, say=lambda _: None)
    return folder


@pytest.fixture
def call(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Here:
    """The command line on a desk of its own, a copy of the demonstration's."""
    shutil.copytree(told, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    return Here(capsys)


RULES = (
    # a rule, and a claim of the demonstration that breaks it; None where none does
    ("unverified", "second-boat"),
    ("refuted", "ferry-islanders-2025"),
    ("contradicted", "ferry-islanders-2025"),
    ("differs", "ferry-islanders-2025"),
    ("drifted", "ferry-passengers-2025"),
    ("blocked", "log-books-1931"),
    ("conflicting", None),
)


@pytest.mark.parametrize(("rule", "key"), RULES)
def test_a_rule_holds_a_publication(call: Here, rule: str, key: str | None) -> None:
    """Exit 1 and every claim that breaks the rule on stderr; the report is written all the same."""
    done = call("report", "--fail-on", rule, "--json")
    breaches = [line for line in done.err.splitlines() if line.startswith("!! ")]
    assert done.code == (1 if breaches else 0)
    assert all(line.startswith(f"!! {rule}: ") for line in breaches)
    assert bool(breaches) is (key is not None)
    assert key is None or f"!! {rule}: {key}" in breaches
    assert done.json["claims"]


def test_several_rules_are_one_exit_code(call: Here) -> None:
    """Repeated or with commas; a rule that holds does not excuse one that is broken."""
    repeated = call("report", "--fail-on", "conflicting", "--fail-on", "refuted")
    joined = call("report", "--fail-on", "conflicting,refuted")
    assert repeated.code == joined.code == 1
    assert repeated.err == joined.err


def test_a_withdrawn_claim_breaks_no_rule(call: Here) -> None:
    """What is no longer asserted holds up nobody."""
    broken = call("report", "--fail-on", "unverified").err
    withdrawn = [c["key"] for c in call("list", "--state", "withdrawn", "--json").json]
    assert withdrawn
    assert not any(f": {key}\n" in broken for key in withdrawn)


FORMS = (
    # the ending of a file, the form by name, how it begins
    ("html", "html", "<!DOCTYPE html>"),
    ("md", "md", "# "),
    ("json", "json", "{"),
    ("txt", "text", ""),
    ("report", "text", ""),  # an ending that says nothing
    ("HTML", "html", "<!DOCTYPE html>"),
)


@pytest.mark.parametrize(("ending", "form", "begin"), FORMS)
def test_the_ending_chooses_the_form(call: Here, ending: str, form: str, begin: str) -> None:
    """A file's ending, or --format, which wins; stdout stays empty when a file is written."""
    done = call("report", "-o", f"status.{ending}")
    assert (done.code, done.out) == (0, "")
    text = Path(f"status.{ending}").read_text(encoding="utf-8")
    assert text.lower().startswith(begin.lower())
    call("report", "--format", form, "-o", "other.json")
    assert Path("other.json").read_text(encoding="utf-8").splitlines()[0] == text.splitlines()[0]
    assert call("report", "--format", form).out.splitlines()[0] == text.splitlines()[0]


def test_a_report_is_replaced_whole(call: Here) -> None:
    """Whoever has the old one open keeps it; nothing else is left in the folder."""
    target = Path("status.html")
    target.write_text("the old report")
    before = sorted(Path().iterdir())
    with target.open() as reader:
        assert call("report", "-o", target).code == 0
        assert reader.read() == "the old report"
    assert "the old report" not in target.read_text(encoding="utf-8")
    assert sorted(Path().iterdir()) == before


def test_a_link_stays_a_link(call: Here) -> None:
    """The file behind it is replaced."""
    Path("published").mkdir()
    Path("published/status.md").touch()
    Path("status.md").symlink_to("published/status.md")
    assert call("report", "-o", "status.md").code == 0
    assert Path("status.md").is_symlink()
    assert Path("published/status.md").read_text(encoding="utf-8")


def test_what_is_no_file_is_written_to(call: Here) -> None:
    """A pipe stays a pipe: nobody's device is replaced by a file."""
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(
        target=lambda: read.append(Path("pipe").read_text(encoding="utf-8")), daemon=True
    )
    reader.start()
    assert call("report", "-o", "pipe").code == 0
    reader.join(timeout=30)
    assert [bool(text) for text in read] == [True]
    assert Path("pipe").is_fifo()


def test_a_report_that_cannot_be_written_leaves_the_old_one(call: Here) -> None:
    """Exit 2 and the old file untouched, with nothing beside it."""
    Path("status.html").mkdir()
    before = sorted(Path().iterdir())
    done = call("report", "-o", "status.html")
    assert done.code == 2
    assert "status.html" in done.err
    assert sorted(Path().iterdir()) == before


def test_a_run_reports_though_the_archive_is_damaged(call: Here) -> None:
    """A page that cannot be read costs its own evidence, not the report; exit 3 says so."""
    made = engine.create_engine(engine.parse_url("sqlite:///claimcheck.db"))
    with made.begin() as connection:
        connection.execute(sa.delete(DocumentRow))
    made.dispose()
    damaged = folder.list_segments(Path("archive"))[0]
    damaged.path.write_bytes(damaged.path.read_bytes()[:300])
    done = call("run", "claims.yaml", "-o", "status.html", "--fail-on", "refuted")
    assert done.code == 3
    assert f"error: {damaged.name}" in done.err
    assert "!! refuted: ferry-islanders-2025" in done.err
    assert Path("status.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
