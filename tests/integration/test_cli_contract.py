"""The command line as DESIGN fixes it: keys, exit codes, one JSON document, dry runs, options."""

import io
import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from claimcheck.cli import main
from claimcheck.demo import story
from cli_support import Done, Here, claimcheck, environment, export, files_in, start

CLAIM_KEYS = {
    *("key", "text", "report", "section", "kind", "checkable", "state", "verdict", "health"),
    "citations",
}
CITATION_KEYS = {"url", "origin", "support", "outcome", "captured_at"}
SOURCE_KEYS = {
    *("url", "outcome", "reason", "http_status", "final_url", "media_type", "quality"),
    *("attempts", "captures", "captured_at", "payload_sha256", "error"),
}
EVIDENCE_KEYS = {
    *("claim", "source", "exact", "prefix", "suffix", "start", "end", "score", "checks"),
    *("heading", "uncovered"),
}
DISPUTED = "ferry-islanders-2025"  # 52 percent? the page says 45
LEFT = story.LEFT_TO_RATE


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


def test_list_gives_every_claim_with_its_citations(call: Here) -> None:
    """The keys of the contract, and filters that keep what they name."""
    claims = call("list", "--json").json
    assert len(claims) == 15
    for claim in claims:
        assert claim.keys() >= CLAIM_KEYS
        assert all(citation.keys() >= CITATION_KEYS for citation in claim["citations"])
    for option, value in (
        ("state", "signed_off"),
        ("verdict", "refuted"),
        ("health", "blocked"),
        ("report", claims[0]["report"]),
    ):
        kept = call("list", f"--{option}", value, "--json").json
        assert kept == [claim for claim in claims if claim[option] == value]
        assert kept
    assert call("list", "--tag", "nowhere", "--json").json == []
    found = call("list", "--search", "LOG BOOKS", "--json").json
    assert [claim["key"] for claim in found] == ["log-books-1931"]


def test_show_gives_one_claim_with_evidence_and_events(call: Here) -> None:
    """What list gives, and its evidence and history."""
    claim = call("show", DISPUTED, "--json").json
    assert claim.keys() >= CLAIM_KEYS | {"evidence", "events"}
    assert claim["evidence"]
    assert claim["events"]
    listed = next(c for c in call("list", "--json").json if c["key"] == DISPUTED)
    assert {name: claim[name] for name in CLAIM_KEYS - {"citations"}} == {
        name: listed[name] for name in CLAIM_KEYS - {"citations"}
    }
    assert call("review", "log", DISPUTED, "--json").json == claim["events"]


def test_sources_gives_outcome_and_archive(call: Here) -> None:
    """Every source with how its newest fetch ended and what the archive holds."""
    found = call("sources", "--json").json
    assert len(found) == 11
    assert all(source.keys() >= SOURCE_KEYS for source in found)
    assert {source["outcome"] for source in found} >= {"archived", "not_found", "blocked"}


def test_evidence_gives_selectors_and_checks(call: Here) -> None:
    """Passages with where they stand, and the figures that differ."""
    found = call("evidence", DISPUTED, "--json").json
    assert found
    for passage in found:
        assert passage.keys() >= EVIDENCE_KEYS
        assert passage["end"] - passage["start"] == len(passage["exact"])
        assert all(c.keys() >= {"kind", "claim", "source", "result"} for c in passage["checks"])
    assert "differs" in {check["result"] for p in found for check in p["checks"]}


SMALL = (
    # a command, the keys of its document
    (("add", "A new claim.", "--json"), {"key"}),
    (("import", "claims.yaml", "--json"), {"added", "changed", "unchanged", "claims", "sources"}),
    (("fetch", "--json"), {"due", "fetched", "outcomes", "seconds"}),
    (("review", "next", "--json"), CLAIM_KEYS),
    (("review", "take", LEFT, "--json"), CLAIM_KEYS),
    (("review", "judge", LEFT, "--verdict", "not_enough_evidence", "--json"), CLAIM_KEYS),
    (("review", "note", LEFT, "asked", "--json"), CLAIM_KEYS),
    (
        ("review", "derive", LEFT, "--kind", "sum", "--operand", "4", "--operand", "5", "--json"),
        CLAIM_KEYS | {"derivations"},
    ),
    (("review", "withdraw", LEFT, "--reason", "cut", "--json"), CLAIM_KEYS),
    (("coverage", "--json", "report.txt"), {"sentences", "covered", "open", "waived"}),
    (("report", "--json"), {"claims", "sources", "totals"}),
    (("report", "--format", "json"), {"claims", "sources", "totals"}),
    (("report", "--json", "-o", "page.html"), {"claims", "sources", "totals"}),
    (("run", "claims.yaml", "--json"), {"claims", "sources", "totals"}),
    (("run", "claims.yaml", "--json", "--dry-run"), {"added", "changed", "unchanged"}),
    (("archive", "verify", "--json"), {"segments", "records", "captures", "problems"}),
    (("ledger", "verify", "--json"), {"events", "head", "problems"}),
    (("db", "current", "--json"), {"current", "newest"}),
    (("db", "upgrade", "--json"), {"before", "after"}),
)


@pytest.mark.parametrize(("command", "keys"), SMALL, ids=lambda v: " ".join(sorted(v))[:30])
def test_json_is_one_document_with_its_keys(
    call: Here, command: tuple[str, ...], keys: set[str]
) -> None:
    """Everything on stdout is one JSON document; progress and warnings are elsewhere."""
    Path("report.txt").write_text("The bridge is 912 m long.\n")
    done = call(*command)
    assert done.code == 0, done.err
    assert done.json.keys() >= keys
    assert done.out.isascii()


def test_doctor_and_the_ledger_give_lists(call: Here) -> None:
    """Each check with its next step; each event with its place in the chain."""
    checks = call("doctor", "--json").json
    assert all(check.keys() == {"check", "ok", "detail", "next"} for check in checks)
    assert all(check["next"] for check in checks if not check["ok"])
    events = call("ledger", "show", "--json").json
    verified = call("ledger", "verify", "--json").json
    assert (len(events), events[-1]["hash"]) == (verified["events"], verified["head"])
    head = f"{verified['events']}:{verified['head']}"
    assert call("ledger", "verify", "--head", head).code == 0
    assert call("ledger", "verify", "--head", f"{verified['events'] + 1}:{'0' * 64}").code == 1


DRY = (
    ("add", "A new claim."),
    ("import", "new.yaml"),
    ("fetch", "--refresh", "0s"),
    ("evidence",),
    ("review", "take", LEFT),
    ("review", "pin", LEFT, "--passage", "1"),
    ("review", "judge", LEFT, "--passage", "1", "--support", "supports", "--verdict", "supported"),
    ("review", "note", LEFT, "asked"),
    ("review", "derive", LEFT, "--kind", "sum", "--operand", "4", "--operand", "5"),
    ("review", "withdraw", LEFT, "--reason", "cut"),
    ("run", "new.yaml"),
    ("db", "upgrade"),
    ("db", "downgrade", "base"),
)


REPEATED = (("evidence",), ("db", "upgrade"))
"""What the demonstration has done already: done again, it comes out the same."""


@pytest.mark.parametrize("command", DRY, ids=lambda v: " ".join(v)[:30])
def test_a_dry_run_says_so_and_changes_nothing(call: Here, command: tuple[str, ...]) -> None:
    """Every table and every file is as it was; without the switch something changes."""
    Path("new.yaml").write_text("version: 1\nclaims: [{key: new, text: It is new.}]\n")
    before, files = export("sqlite:///claimcheck.db"), files_in(Path("archive"))
    done = call(*command, "--dry-run")
    assert done.code == 0, done.err
    assert "dry run" in done.out + done.err or command[0] == "fetch"
    assert export("sqlite:///claimcheck.db") == before
    assert files_in(Path("archive")) == files
    if command not in REPEATED:
        assert call(*command).code == 0
        assert export("sqlite:///claimcheck.db") != before


REFUSED = (
    # a step that a rule forbids is refused by its dry run too
    ("review", "approve", LEFT),
    ("review", "submit", LEFT),
    ("review", "reopen", LEFT, "--reason", "x"),
    ("review", "withdraw", LEFT),  # without a reason
    ("review", "take", LEFT, "--version", "999"),
    ("review", "derive", LEFT, "--kind", "sum", "--operand", "4"),  # a sum of one
)


@pytest.mark.parametrize("command", REFUSED, ids=lambda v: " ".join(v)[:30])
def test_a_dry_run_is_refused_as_the_step_would_be(call: Here, command: tuple[str, ...]) -> None:
    """Exit 2 with the same words."""
    tried, done = call(*command, "--dry-run"), call(*command)
    assert (tried.code, tried.err) == (done.code, done.err)
    assert tried.code == 2


def test_a_dry_run_in_a_fresh_folder_leaves_it_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It works as on an empty database, and creates none."""
    call = Here(capsys)
    Path("new.csv").write_text("key,text,source\nnew,It is new.,http://127.0.0.1:9/\n")
    assert call("import", "new.csv", "--dry-run", "--json").json["added"] == 1
    assert call("add", "It is new.", "--dry-run").code == 0
    assert call("run", "new.csv", "--dry-run").code == 0
    assert call("fetch", "--dry-run", "--json").json["due"] == 0
    assert call("evidence", "--dry-run").code == 0
    assert call("review", "take", "new", "--dry-run").code == 2
    assert call("db", "upgrade", "--dry-run", "--json").json["before"] is None
    assert call("db", "current", "--json").json["current"] is None
    assert call("doctor").code == 0
    assert list(files_in(tmp_path)) == ["new.csv"]


def test_shared_options_stand_before_and_behind(call: Here) -> None:
    """--database, --archive and --user mean the same in both places, and win over the rest."""
    for arguments in (
        ("--user", "second", "review", "note", LEFT, "before"),
        ("review", "note", LEFT, "behind", "--user", "second"),
        ("review", "note", "--user=second", LEFT, "joined"),
    ):
        assert call(*arguments, "--json").json["events"][-1]["actor"] == "second"
    assert call("review", "note", LEFT, "--json", "--", "--user").json["events"][-1]["summary"] == (
        "note: --user"
    )
    other = ("--database", "sqlite:///other.db", "--archive", "elsewhere")
    assert call("list", "--json", *other).json == []
    assert call(*other, "add", "It is new.").code == 0
    assert Path("elsewhere").is_dir()


def test_settings_come_from_options_then_environment_then_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is named closest to the command acts."""
    call = Here(capsys)
    assert call("add", "It is new.", "--key", "new", "--user", "option").code == 0
    Path("claimcheck.toml").write_text('user = "file"\n')
    call("review", "note", "new", "x")
    monkeypatch.setenv("CLAIMCHECK_USER", "environment")
    call("review", "note", "new", "x")
    call("review", "note", "new", "x", "--user", "option")
    events = call("review", "log", "new", "--json").json
    assert [event["actor"] for event in events] == ["option", "file", "environment", "option"]


def _commands(app: typer.Typer, *before: str) -> list[tuple[str, ...]]:
    named = [(*before, command.name or "") for command in app.registered_commands]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        named += _commands(group.typer_instance, *before, group.name or "")
    return named


COMMANDS = _commands(main.build())
SHOWN_ONLY = {
    "next", "log", "list", "show", "sources", "doctor", "current", "verify", "text", "replay",
    "coverage",
    "drift", "impact",
}  # fmt: skip
"""Commands that change nothing. The report writes what it is told to; a demo has its own folder."""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    """--help with an example, --json everywhere, --dry-run on whatever changes something."""
    done = Here(capsys)(*command, "--help")
    assert done.code == 0
    assert f"Example: claimcheck {' '.join(command)}" in " ".join(done.out.split())
    assert "--json" in done.out
    if command[-1] not in SHOWN_ONLY | {"report", "demo"}:
        assert "--dry-run" in done.out


def test_the_examples_of_help_can_be_typed(call: Here) -> None:
    """No example names an option or a word that does not exist: none ends as a wrong call."""
    for command in COMMANDS:
        if command[-1] in ("demo", "run", "replay"):  # the last serves until it is interrupted
            continue
        told = " ".join(call(*command, "--help").out.split())
        example = shlex.split(told.split("Example: claimcheck ")[1].replace("...", "0" * 57))
        done = call(*example, *([] if command[-1] in SHOWN_ONLY | {"report"} else ["--dry-run"]))
        assert "Usage:" not in done.err, example


def test_interrupted_while_it_waits(tmp_path: Path) -> None:
    """Ctrl-C ends a command with exit 130 and no traceback."""
    os.mkfifo(tmp_path / "claims.csv")
    running = start(tmp_path, "import", "claims.csv")
    writer = os.open(tmp_path / "claims.csv", os.O_WRONLY)  # returns when the command reads
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    os.close(writer)
    assert running.returncode == 130
    assert b"Traceback" not in err


def test_a_reader_that_goes_away_is_no_failure_to_shout_about(told: Path) -> None:
    """`claimcheck list | head -1` prints no traceback."""
    running = start(told, "ledger", "show", "--json")
    assert isinstance(running.stdout, io.BufferedReader)
    running.stdout.close()
    _, err = running.communicate(timeout=60)
    assert b"Traceback" not in err
    assert b"Exception" not in err


def test_any_terminal_can_print_any_claim(tmp_path: Path) -> None:
    """A terminal of another age gets UTF-8 through a pipe, never a traceback."""
    text = "Die Brücke – 912 m – hält 平和"
    assert claimcheck(tmp_path, "add", text).code == 0
    done = claimcheck(tmp_path, "list", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.code == 0
    assert text in done.out


def test_the_version_is_told_at_once(tmp_path: Path) -> None:
    """Both ways of asking give one line."""
    done = claimcheck(tmp_path, "--version")
    assert done.out.startswith("claimcheck ")
    assert claimcheck(tmp_path, "--user", "x", "--version") == Done(0, done.out, "")


LIGHT = (("list",), ("show", DISPUTED), ("review", "next"), ("report",), ("doctor",), ("sources",))
HEAVY = (
    "httpx", "yaml", "alembic", "rich", "protego", "httptools", "bs4", "lxml", "charset_normalizer",
)  # fmt: skip


@pytest.mark.parametrize("command", LIGHT, ids=" ".join)
def test_what_a_command_does_without_is_not_loaded(told: Path, command: tuple[str, ...]) -> None:
    """Reading what stands answers at once: no HTTP client, no YAML, no migrations."""
    code = (
        "import sys\nfrom claimcheck.cli.main import run\n"
        "code = run(sys.argv[1:])\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        cwd=told,
        env=environment({}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "[]"
