"""What a clumsy user types and gives: each mistake named, nothing changed, no traceback."""

import codecs
import sqlite3
import string
from contextlib import closing
from pathlib import Path

import pytest

from claimcheck.core import claims_file
from cli_support import Done, Here, claimcheck, export, files_in

GOOD = """\
version: 1
claims:
  - key: bridge-length
    text: The bridge is 912 m long.
    sources: [http://127.0.0.1:9/bridge]
"""

TEN_MISTAKES = """\
version: 1
report:
  key: bridges
  title: Bridges
  published_on: 2026-02-31
  references:
    - {key: yearbook, url: http://127.0.0.1:9/yearbook}
claims:
  - key: one
    text: The bridge is long.
    soruces: []
  - key: Two Words
    text: The bridge is old.
  - key: three
    text: The bridge is red.
    sources: [ftp://127.0.0.1/three]
  - key: three
    text: The bridge is grey.
  - key: five
    text: The bridge is wide.
    kind: rumour
  - key: six
    text: The bridge will stand.
    kind: forecast
    checkable: true
  - key: seven
    text: The bridge hums.
    sources: [{ref: almanac}]
  - key: eight
    text: The bridge is high.
    checkable: perhaps
  - key: nine
    text: The bridge is steel.
    tags: steel
"""

# Where each mistake stands, and a word of what is said about it.
TEN_MESSAGES = (
    (5, "published_on"),  # a day that no calendar has
    (11, "soruces"),  # an unknown field
    (12, "Two Words"),  # no key
    (16, "http"),  # an address of another kind
    (17, "three"),  # a key twice
    (21, "rumour"),  # a word of no list
    (25, "forecast"),  # a forecast that claims to be checkable
    (28, "almanac"),  # a reference that the report does not list
    (31, "checkable"),  # neither true nor false
    (34, "tags"),  # no list
)


def assert_refused(done: Done, *, code: int, says: str) -> None:
    """One line of error, one of what to do, no traceback, nothing on stdout."""
    assert done.code == code, done.err
    assert done.out == ""
    assert "Traceback" not in done.err
    lines = done.err.splitlines()
    assert says in done.err
    assert lines[-2].startswith("error: ")
    assert lines[-1].startswith("next: ")
    assert len(lines[-1]) > len("next: ")


def test_every_mistake_of_a_file_is_located_and_nothing_is_imported(tmp_path: Path) -> None:
    """Ten kinds of mistakes: a located message each, exit 2, every table as it was."""
    (tmp_path / "good.yaml").write_text(GOOD)
    assert claimcheck(tmp_path, "import", "good.yaml").code == 0
    before = export(f"sqlite:///{tmp_path}/claimcheck.db")
    assert "bridge-length" in before
    (tmp_path / "bad.yaml").write_text(TEN_MISTAKES)
    done = claimcheck(tmp_path, "import", "bad.yaml")
    assert_refused(done, code=2, says=f"{len(TEN_MESSAGES)} mistakes, nothing was imported")
    located = [line for line in done.err.splitlines() if line.startswith("bad.yaml:")]
    assert len(located) == len(TEN_MESSAGES)
    for line, words in TEN_MESSAGES:
        found = [text for text in located if text.startswith(f"bad.yaml:{line}:")]
        assert any(words in text for text in found), (line, words, located)
    assert export(f"sqlite:///{tmp_path}/claimcheck.db") == before


def test_a_bad_file_creates_nothing(tmp_path: Path) -> None:
    """In a folder that was never set up, a bad file leaves no database and no archive behind."""
    (tmp_path / "bad.yaml").write_text(TEN_MISTAKES)
    done = claimcheck(tmp_path, "import", "bad.yaml")
    assert done.code == 2
    assert list(files_in(tmp_path)) == ["bad.yaml"]


BAD_FILES = (
    # an editor of another age: a letter that UTF-8 does not know
    ("latin1.yaml", GOOD.replace("bridge is", "brücke is").encode("latin-1"), "UTF-8"),
    ("utf16.yaml", GOOD.encode("utf-16"), "UTF-16"),  # saved as "Unicode"
    ("utf16le.csv", "key,text,source\n".encode("utf-16-le"), "UTF-16"),  # the same, unmarked
    ("report.yaml", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),  # the wrong file
    ("book.csv", b"PK\x03\x04" + bytes(60), "ZIP"),  # a spreadsheet, renamed
    ("empty.yaml", b"", "empty"),
    ("blank.csv", b"\n \n", "empty"),
    ("comment.yaml", b"# later\n", "only comments"),  # YAML without a value
    ("claims.txt", GOOD.encode(), "txt"),  # an ending that says nothing
    ("nul.yaml", GOOD.replace("long", "lo\0ng").encode(), "4:33: a NUL byte"),
)


@pytest.mark.parametrize(("name", "content", "says"), BAD_FILES, ids=lambda v: str(v)[:12])
def test_a_file_of_another_kind_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, says: str
) -> None:
    """The message says what the file is instead, and the next line what to do."""
    (tmp_path / name).write_bytes(content)
    assert_refused(Here(capsys)("import", name), code=2, says=says)


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    """45 MB: refused by its size, and no parser ever sees it."""
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(45_000_000)  # zeros: a parser would complain about those
    done = claimcheck(tmp_path, "import", "huge.yaml")
    assert_refused(done, code=2, says=f"larger than {claims_file.MAX_FILE_BYTES // 2**20} MB")
    assert list(files_in(tmp_path)) == ["huge.yaml"]


def test_an_endless_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A device has no size; reading stops at the limit."""
    assert_refused(Here(capsys)("import", "/dev/zero"), code=2, says="larger than")


def test_a_byte_order_mark_is_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What Windows editors put in front changes nothing."""
    (tmp_path / "marked.yaml").write_bytes(codecs.BOM_UTF8 + GOOD.encode())
    done = Here(capsys)("import", "marked.yaml", "--json")
    assert done.json == {"added": 1, "changed": 0, "unchanged": 0, "claims": 1, "sources": 1}


MISTYPED = (
    # arguments, exit code, a word of the message
    (("import", "nowhere.yaml"), "no such file"),
    (("import", "."), "directory"),
    (("show", "nowhere"), "nowhere"),
    (("review", "take", "nowhere"), "nowhere"),
    (("review", "log", "nowhere"), "nowhere"),
    (("fetch", "nowhere"), "nowhere"),
    (("fetch", "--dry-run", "nowhere"), "nowhere"),
    (("evidence", "nowhere"), "nowhere"),
    (("archive", "text", "http://nowhere/"), "no claim cites"),
    (("fetch", "--refresh", "soon"), "soon"),
    (("fetch", "--refresh", "-1d"), "-1d"),
    (("report", "--fail-on", "bad"), "bad"),
    (("report", "--format", "docx"), "docx"),
    (("report", "--fail-on", "unverified,bad", "-o", "x.html"), "bad"),
    (("report", "-o", "nowhere/x.html"), "no such file"),
    (("report", "-o", "."), "directory"),
    (("ledger", "verify", "--head", "1:2"), "1:2"),
    (("ledger", "verify", "--head", f"²:{'a' * 64}"), "²"),
    (("db", "downgrade", "nowhere"), "nowhere"),
    (("db", "downgrade", "-7"), "-7"),
    (("add", ""), "text is missing"),
    (("add", "   "), "text is missing"),
    (("add", "x", "--key", "Not A Key"), "Not A Key"),
    (("add", "x", "--source", "nowhere"), "http"),
    (("add", "x", "--source", "http://user:pw@127.0.0.1/"), "password"),
    (("add", "\x1b[31mred"), "U+001B"),
    (("add", "x\0y"), "NUL"),
    (("add", "x" * 6_000), "5,000"),
    (("list", "--database"), "--database needs a value"),
    (("list", "--user"), "--user needs a value"),
    (("add", "caf\udce9"), "argument 2 is not UTF-8"),  # the byte E9 of a Latin-1 terminal
    (("review", "pin", "nowhere"), "which passage"),
    (("review", "pin", "nowhere", "--passage", "1", "--quote", "x"), "two passages"),
    (("list", "--archive", "s3://bucket/prefix"), "folder"),
    (("add", "x", "--user", "check\ter"), "user"),
    (("import", "good.yaml", "--user", " "), "user"),
)


@pytest.mark.parametrize(("arguments", "says"), MISTYPED, ids=lambda v: " ".join(v)[:40])
def test_what_is_mistyped_is_answered_with_the_next_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    """Exit 2, one line of error and one of what to do."""
    (tmp_path / "good.yaml").write_text(GOOD)
    assert_refused(Here(capsys)(*arguments), code=2, says=says)


MISUSED = (
    # arguments, a word of the message
    (("nonsense",), "nonsense"),  # no such command
    (("lsit",), "Did you mean 'list'?"),
    (("show",), "key"),  # its argument is missing
    (("list", "--stat", "open"), "--stat"),  # no such option
    (("list", "--state", "shut"), "'in_check'"),  # the words to choose from
    (("fetch", "--concurrency", "0"), "greater than or equal to 1"),
    (("review", "judge", "x", "--passage", "first"), "--passage"),
)


@pytest.mark.parametrize(("arguments", "says"), MISUSED, ids=lambda v: " ".join(v)[:40])
def test_a_call_that_does_not_exist_points_to_help(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    """Exit 2, what is wrong, and where the help is; nothing on stdout."""
    done = Here(capsys)(*arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert "--help" in done.err


def test_hostile_text_cannot_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever got into the tables: escapes are shown, not obeyed, and JSON keeps them exactly."""
    hostile = "\x1b]0;title\x07 \x1b[2J \x7f \u202e red"
    call = Here(capsys)
    assert call("add", "The bridge is long.", "--key", "bridge", "--section", "x").code == 0
    with closing(sqlite3.connect(tmp_path / "claimcheck.db")) as database, database:
        database.execute("UPDATE claims SET text = ?, section = ?", (hostile, hostile))
    for command in (("list",), ("show", "bridge"), ("report",), ("report", "--format", "md")):
        done = call(*command)
        assert done.code == 0
        assert "red" in done.out
        assert not set("\x1b\x07\x7f\u202e") & set(done.out), command
    for command in (("list", "--json"), ("report", "--json")):
        done = call(*command)
        assert set(done.out) <= {*string.printable} - {"\x0b", "\x0c"}
        claims = done.json if command[0] == "list" else done.json["claims"]
        assert claims[0]["text"] == hostile


def test_adding_the_same_again_is_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    """The same words are the same claim; other words under its key are refused."""
    call = Here(capsys)
    once = call("add", "It is long.", "--source", "http://127.0.0.1:9/a", "--json").json
    again = call("add", "It is long.", "--source", "http://127.0.0.1:9/a", "--json").json
    assert (once["added"], again["added"], once["key"]) == (True, False, again["key"])
    for other in (
        ("It is short.", "--source", "http://127.0.0.1:9/a"),  # another text
        ("It is long.", "--source", "http://127.0.0.1:9/b"),  # another source
        ("It is long.",),  # no source any more
        ("It is long.", "--source", "http://127.0.0.1:9/a", "--kind", "opinion"),
    ):
        assert_refused(call("add", *other, "--key", once["key"]), code=2, says="already there")
    assert [claim["text"] for claim in call("list", "--json").json] == ["It is long."]
