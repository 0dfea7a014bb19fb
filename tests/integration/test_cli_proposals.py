"""The command line from a report to its claims and back: propose, coverage, waive, revise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli_support import Here, environment, export
from proposal_samples import CLAIMS, REPORT, REVISED

QUESTION = "Who pays for the new quay?"
PROPOSAL_KEYS = {"text", "start", "end", "score", "kind"}
COVERAGE_KEYS = {"sentences", "covered", "open", "waived"}
UNCLEAR = REPORT.replace(
    "The port authority has reportedly sold the old crane.", "A crane of the town stands idle."
)
DATABASE = "sqlite:///claimcheck.db"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    """The command line in a folder with a report, its claims and a revision."""
    monkeypatch.setenv("CLAIMCHECK_USER", "checker")
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    Path("revised.txt").write_text(REVISED, encoding="utf-8")
    Path("claims.yaml").write_text(CLAIMS, encoding="utf-8")
    return Here(capsys)


def test_propose_lists_every_sentence_best_first(call: Here) -> None:
    """Claims by their worth, then what is none, with its reason; no database is made."""
    found = call("propose", "report.txt", "--json").json
    assert all(proposal.keys() >= PROPOSAL_KEYS for proposal in found)
    assert all(REPORT[p["start"] : p["end"]] == p["text"] for p in found)
    ranks = [(p["left_out"] is not None, -p["score"]) for p in found]
    assert ranks == sorted(ranks)
    told = call("propose", "report.txt").out
    assert "a question" in told
    assert "next: `claimcheck propose" in told
    assert not Path("claimcheck.db").exists()


def test_a_draft_is_imported_as_it_is_and_covers_its_report(call: Here) -> None:
    """propose, import, coverage: nothing is open then."""
    assert call("propose", "report.txt", "-o", "draft.yaml").code == 0
    done = call("import", "draft.yaml", "--json").json
    assert done["added"] == done["claims"] == 9
    found = call("coverage", "report.txt", "--json").json
    assert found.keys() >= COVERAGE_KEYS
    assert (found["sentences"], found["covered"], found["open"]) == (9, 8, [])
    assert call("coverage", "report.txt", "--fail-on", "open-parts").code == 0


def test_proposing_a_file_loads_neither_database_nor_network(call: Here) -> None:
    """A report in a file answers at once."""
    code = (
        "import sys\nfrom claimcheck.cli.main import run\n"
        "code = run(['propose', 'report.txt'])\n"
        "print([n for n in ('httpx', 'sqlalchemy', 'docx', 'lxml') if n in sys.modules],"
        " file=sys.stderr)\nsys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.strip() == b"[]"


def test_places_of_markdown_are_those_of_the_file(call: Here) -> None:
    """An editor can jump to what is proposed."""
    markdown = (
        "# Quay\n\nThe quay is **912 m** long. It was [widened](https://a.example) in 1958.\n"
    )
    Path("report.md").write_text(markdown, encoding="utf-8")
    found = call("propose", "report.md", "--json").json
    places = {p["text"]: markdown[p["start"] : p["end"]] for p in found}
    assert places == {
        "Quay": "Quay",
        "The quay is 912 m long.": "The quay is **912 m** long.",
        "It was widened in 1958.": "It was [widened](https://a.example) in 1958.",
    }


def test_a_dry_run_of_propose_writes_nothing(call: Here) -> None:
    """It says what it would draft."""
    done = call("propose", "report.txt", "-o", "draft.yaml", "--dry-run")
    assert "9 claims drafted" in done.err
    assert "dry run" in done.err
    assert not Path("draft.yaml").exists()


BAD = (
    # what is typed, and what the line on stderr says
    (("propose", "nothing.txt"), "no such file"),
    (("propose", "report.pdf"), "this form is not read"),
    (("propose", "report.txt", "-o", "draft.csv"), "a draft is YAML"),
    (("propose", "heading.md", "-o", "draft.yaml"), "asserts nothing"),
    (("coverage", "nothing"), "there is no report"),
    (("waive", "report.txt", "--quote", "Who pays"), "needs a reason"),
    (("waive", "report.txt", "--quote", "nobody", "--reason", "x"), "do not stand"),
    (("unwaive", "report.txt", "--quote", "Who pays"), "0 waived sentences"),
    (("revise", "nothing", "report.txt"), "there is no report"),
    (("revise", "port-2025", "report.txt", "--answer", "x"), "is no answer"),
    (("revise", "port-2025", "report.txt", "--on-unclear", "x"), "is no answer"),
)


@pytest.mark.parametrize(("command", "message"), BAD, ids=lambda v: " ".join(v)[:40])
def test_bad_input_gets_one_line_and_the_next_step(
    call: Here, command: tuple[str, ...], message: str
) -> None:
    """Exit 2, and nothing was changed."""
    Path("heading.md").write_text("# Quay\n", encoding="utf-8")
    call("import", "claims.yaml")
    before = export(DATABASE)
    done = call(*command)
    assert done.code == 2
    assert message in done.err
    assert "next: " in done.err
    assert export(DATABASE) == before


def test_coverage_shows_what_is_open_and_can_fail_a_build(call: Here) -> None:
    """Loud where something is open; exit 1 only where that was asked for."""
    call("import", "claims.yaml")
    call("review", "withdraw", "crane", "--reason", "doubtful")
    done = call("coverage", "report.txt")
    assert done.code == 0
    assert "!! open: The port authority has reportedly sold the old crane." in done.out
    assert "not checkable: a question: Who pays for the new quay?" in done.out
    assert call("coverage", "report.txt", "--fail-on", "open").code == 1
    call("waive", "report.txt", "--quote", "sold the old crane", "--reason", "common knowledge")
    assert call("coverage", "report.txt", "--fail-on", "open").code == 0
    told = call("coverage", "report.txt").out
    assert "waived by checker: common knowledge: The port authority" in told
    assert call("ledger", "verify").code == 0


CHANGING = (
    ("waive", "report.txt", "--quote", "Who pays", "--reason", "no claim"),
    ("unwaive", "report.txt", "--quote", "widened"),
    ("revise", "port-2025", "revised.txt"),
)


@pytest.mark.parametrize("command", CHANGING, ids=lambda v: v[0])
def test_a_dry_run_says_so_and_changes_nothing(call: Here, command: tuple[str, ...]) -> None:
    """The same words on stdout, and the same database as before."""
    call("import", "claims.yaml")
    call("waive", "report.txt", "--quote", "widened in", "--reason", "x")
    call("revise", "port-2025", "report.txt")
    before = export(DATABASE)
    tried = call(*command, "--dry-run")
    assert "dry run: nothing was changed" in tried.err
    assert export(DATABASE) == before
    done = call(*command)
    assert (done.code, done.out) == (tried.code, tried.out)
    assert export(DATABASE) != before


def test_revise_tells_what_became_of_each_claim(call: Here) -> None:
    """What went back to check or was withdrawn, what is new; then the key is enough."""
    call("import", "claims.yaml")
    assert "this one is the first" in call("revise", "port-2025", "report.txt").out
    told = call("revise", "port-2025", "revised.txt", "-o", "new.yaml").out
    assert "7 claims: 4 kept, 2 back to check, 1 withdrawn, 0 unclear" in told
    assert "A lighthouse was opened in May 2026." in told
    assert call("import", "new.yaml", "--json").json["added"] == 1
    assert call("coverage", "port-2025", "--json").json["open"] == []
    assert call("ledger", "verify").code == 0


def test_an_unclear_claim_ends_with_findings(call: Here) -> None:
    """Exit 1 and nothing changed, until somebody answers for it."""
    Path("unclear.txt").write_text(UNCLEAR, encoding="utf-8")
    call("import", "claims.yaml")
    call("revise", "port-2025", "report.txt")
    before = export(DATABASE)
    done = call("revise", "port-2025", "unclear.txt", "--json")
    assert (done.code, done.json["unclear"], done.json["is_done"]) == (1, ["crane"], False)
    assert "nothing was changed" in call("revise", "port-2025", "unclear.txt").out
    assert export(DATABASE) == before
    done = call("revise", "port-2025", "unclear.txt", "--answer", "crane=cut", "--json")
    assert (done.code, done.json["cut"]) == (0, ["crane"])


def test_a_person_at_a_terminal_is_asked(call: Here, tmp_path: Path) -> None:
    """The unclear claim is shown with what may have become of it, and the answer is taken."""
    call("import", "claims.yaml")
    call("revise", "port-2025", "report.txt")
    Path("unclear.txt").write_text(UNCLEAR, encoding="utf-8")
    desk, terminal = os.openpty()
    os.write(desk, b"cut\n")
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", "revise", "port-2025", "unclear.txt"],
        stdin=terminal,
        capture_output=True,
        env=environment({}),
        cwd=tmp_path,
        check=True,
    )
    os.close(terminal)
    os.close(desk)
    assert b"perhaps now: A crane of the town stands idle." in done.stderr
    assert b"1 withdrawn" in done.stdout


def test_the_own_claims_file_covers_a_sentence_by_its_quote(call: Here) -> None:
    """A file with hash signs, bullets and curly marks is found by the plain words quoted."""
    Path("curly.md").write_text(
        "## Out\n\n- Ferries carried “half *the* town”.\n- The\u00a0quay was built.\n",
        encoding="utf-8",
    )
    claims = (
        "version: 1\nreport: {key: r, title: R}\nclaims:\n"
        "  - {key: a, text: T., quote: 'carried \"half the town\"'}\n"
        "  - {key: b, text: T., quote: 'the quay was'}\n"
    )
    Path("curly.yaml").write_text(claims, encoding="utf-8")
    call("import", "curly.yaml")
    found = call("coverage", "curly.md", "--json").json
    assert (found["sentences"], found["covered"], found["unplaced"]) == (2, 2, [])
