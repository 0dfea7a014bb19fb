"""Settings: where they come from, what they take, and what they say of a mistake."""

from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import BadInput
from claimcheck.settings import CONFIG_NAME, MAX_BODY_BYTES, Settings, load_settings


def test_nothing_said_is_the_default(tmp_path: Path) -> None:
    """An empty folder and environment give the documented defaults."""
    settings = load_settings({}, tmp_path)
    assert settings == Settings()
    assert settings.database_url == "sqlite:///claimcheck.db"
    assert (settings.archive_url, settings.allow_addresses) == ("archive", ())
    assert (settings.host_delay_seconds, settings.host_connections) == (1, 1)
    assert (settings.timeout_seconds, settings.four_eyes) == (60, True)


def test_options_win_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    """Each place is asked only for what the one before does not say."""
    (tmp_path / CONFIG_NAME).write_text('user = "c"\ncontact = "c"\narchive_url = "c"\n')
    environ = {"CLAIMCHECK_USER": "b", "CLAIMCHECK_CONTACT": "b", "CLAIMCHECK_ARCHIVE_URL": ""}
    settings = load_settings(environ, tmp_path, {"user": "a", "contact": None})
    assert (settings.user, settings.contact, settings.archive_url) == ("a", "b", "c")


GOOD = (
    # a name, as written in the environment, as written in TOML, what it becomes
    ("host_delay", "0.5", "0.5", 0.5),
    ("host_delay", "0", "0", 0.0),
    ("host_connections", "4", "4", 4),
    ("timeout", "90", "90", 90.0),
    ("max_body_bytes", "1000", "1000", 1_000),
    ("four_eyes", "false", "false", False),
    ("four_eyes", "No", '"no"', False),
    ("four_eyes", "1", "true", True),
    ("contact", "desk@example.org", '"desk@example.org"', "desk@example.org"),
    ("timegate", "https://a.example/tg/", '"https://a.example/tg/"', "https://a.example/tg/"),
    ("save_page_key", "access:secret", '"access:secret"', "access:secret"),
    (
        "allow_addresses",
        "127.0.0.0/8, ::1",
        '["127.0.0.0/8", "::1"]',
        (ip_network("127.0.0.0/8"), ip_network("::1")),
    ),
)
FIELDS = {"host_delay": "host_delay_seconds", "timeout": "timeout_seconds"}


@pytest.mark.parametrize(("name", "variable", "toml", "value"), GOOD)
def test_both_ways_of_writing_mean_the_same(
    tmp_path: Path, name: str, variable: str, toml: str, value: Any
) -> None:
    """A word in the environment and a value in the file are read alike."""
    field = FIELDS.get(name, name)
    spoken = load_settings({f"CLAIMCHECK_{name.upper()}": variable}, tmp_path)
    (tmp_path / CONFIG_NAME).write_text(f"{name} = {toml}\n")
    written = load_settings({}, tmp_path)
    assert getattr(spoken, field) == getattr(written, field) == value


BAD = (
    # a line of claimcheck.toml, a word of the message
    ("host_delay = -1", "0 or more"),
    ("host_delay = nan", "0 or more"),
    ("host_delay = inf", "0 or more"),
    ("host_delay = [1]", "not a number"),
    ("host_delay = true", "not a number"),
    ("host_delay = 2026-01-31", "not a number"),
    ('host_delay = "soon"', "not a number"),
    ("timeout = 0", "over 0"),
    ("host_connections = 0", "1 or more"),
    ("host_connections = 1.5", "whole number"),
    ("host_connections = true", "not a number"),
    (f"max_body_bytes = {MAX_BODY_BYTES + 1}", "archive can hold"),
    (f"max_body_bytes = {10**400}", "not a number"),
    ("four_eyes = 2", "neither true nor false"),
    ("allow_addresses = 5", "list of networks"),
    ("allow_addresses = [5]", "list of networks"),
    ('allow_addresses = ["127.0.0.1/8"]', "host bits"),
    ('allow_addresses = "localhost"', "localhost"),
    ("user = 5", "not text"),
    ('contact = "a\\r\\nX: b"', "cannot be printed"),  # would become a header of its own
    ('timegate = "ftp://a.example/"', "not an http or https"),
    ('timegate = "http://[a/"', "not an http or https"),
    ('save_page = "https://u:geheim@a.example/"', "name or password"),
    ('save_page_key = "only"', "access:secret"),
    ("hosts = 5", "unknown setting hosts"),
    ("= 5", CONFIG_NAME),
    ("user = 'a'\nuser = 'b'", CONFIG_NAME),
)


@pytest.mark.parametrize(("line", "says"), BAD)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, line: str, says: str) -> None:
    """The message names the file and what is wrong, the next step what to correct."""
    (tmp_path / CONFIG_NAME).write_text(line)
    with pytest.raises(BadInput) as caught:
        load_settings({}, tmp_path)
    assert CONFIG_NAME in caught.value.message
    assert says in caught.value.message
    assert caught.value.next_step


@pytest.mark.parametrize("content", [b"user = 'caf\xe9'", b"\xff\xfeu\0", None])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    """Another encoding, or a folder of that name."""
    path = tmp_path / CONFIG_NAME
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(BadInput, match=CONFIG_NAME):
        load_settings({}, tmp_path)


def test_the_place_of_a_mistake_is_where_it_was_set(tmp_path: Path) -> None:
    """The variable is named, not the file that it overrules."""
    (tmp_path / CONFIG_NAME).write_text("timeout = 5\n")
    with pytest.raises(BadInput, match="CLAIMCHECK_TIMEOUT"):
        load_settings({"CLAIMCHECK_TIMEOUT": "soon"}, tmp_path)


def test_passwords_are_not_shown(tmp_path: Path) -> None:
    """Neither when settings are printed nor when they are refused."""
    assert "geheim" not in repr(Settings(database_url="postgresql://u:geheim@h/x"))
    with pytest.raises(BadInput) as caught:
        load_settings({"CLAIMCHECK_DATABASE_URL": "postgresql://u:geheim\t@h/x"}, tmp_path)
    assert "geheim" not in str(caught.value)
    assert "geheim" not in repr(Settings(save_page_key="access:geheim"))
    for name, value in (("KEY", "gehei m:x"), ("KEY", "geheim"), ("", "https://u:geheim@h/")):
        variable = f"CLAIMCHECK_SAVE_PAGE{'_' if name else ''}{name}"
        with pytest.raises(BadInput) as caught:
            load_settings({variable: value}, tmp_path)
        assert "gehei" not in str(caught.value)
