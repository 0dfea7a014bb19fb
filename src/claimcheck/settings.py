"""Settings, from options, then the environment, then `claimcheck.toml` in the folder."""

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from claimcheck.errors import BadInput

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

CONFIG_NAME = "claimcheck.toml"

MAX_BODY_BYTES = 200 * 1024 * 1024
"""More than this does not fit into one record of the archive with its headers."""


@dataclass(frozen=True, slots=True)
class Settings:
    """
    Everything that a workspace can be told.

    Seconds and bytes are named in the field. `database_url` and `save_page_key` hold secrets
    and stay out of `repr`.
    """

    database_url: str = field(default="sqlite:///claimcheck.db", repr=False)
    archive_url: str = "archive"
    allow_addresses: tuple[Network, ...] = ()
    host_delay_seconds: float = 1.0
    host_connections: int = 1
    timeout_seconds: float = 60.0
    max_body_bytes: int = 32 * 1024 * 1024
    contact: str = ""
    user: str = ""
    four_eyes: bool = True
    browser: str = ""
    timegate: str = "https://web.archive.org/web/"
    save_page: str = "https://web.archive.org/save"
    save_page_key: str = field(default="", repr=False)


# One row a setting: the name in the environment (after CLAIMCHECK_) and in claimcheck.toml,
# the field, and how the written word is read.
_NAMES = {
    "database_url": "database_url",
    "archive_url": "archive_url",
    "allow_addresses": "allow_addresses",
    "host_delay": "host_delay_seconds",
    "host_connections": "host_connections",
    "timeout": "timeout_seconds",
    "max_body_bytes": "max_body_bytes",
    "contact": "contact",
    "user": "user",
    "four_eyes": "four_eyes",
    "browser": "browser",
    "timegate": "timegate",
    "save_page": "save_page",
    "save_page_key": "save_page_key",
}


def load_settings(
    environ: Mapping[str, str], folder: Path, options: Mapping[str, str | None] | None = None
) -> Settings:
    """
    Read the settings of a folder; options win over the environment, that over the file.

    `options` is keyed as `claimcheck.toml` is; None means not given.
    Raises BadInput naming the setting, where it was set and what it takes.
    """
    values: dict[str, Any] = {}
    for name, (raw, place) in _collect(environ, folder, options or {}).items():
        try:
            values[_NAMES[name]] = _READERS[name](raw)
        except ValueError as exc:
            raise BadInput(f"{place}: {exc}", next_step=f"correct {name} and try again") from exc
    return Settings(**values)


def _collect(
    environ: Mapping[str, str], folder: Path, options: Mapping[str, str | None]
) -> dict[str, tuple[Any, str]]:
    found: dict[str, tuple[Any, str]] = {
        name: (raw, f"{CONFIG_NAME}, {name}") for name, raw in _read_config(folder).items()
    }
    for name in _NAMES:
        variable = f"CLAIMCHECK_{name.upper()}"
        if environ.get(variable):
            found[name] = (environ[variable], variable)
    for name, option in options.items():
        if option is not None:
            found[name] = (option, f"option for {name}")
    return found


def _read_config(folder: Path) -> dict[str, Any]:
    path = folder / CONFIG_NAME
    try:
        config = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise BadInput(f"{CONFIG_NAME}: {exc}", next_step="correct the file and try again") from exc
    unknown = sorted(set(config) - set(_NAMES))
    if unknown:
        raise BadInput(
            f"{CONFIG_NAME}: unknown setting {', '.join(unknown)}",
            next_step=f"use one of {', '.join(_NAMES)}",
        )
    return config


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError("it is not text")
    if not raw.isprintable():  # not shown: it may hold a password
        raise ValueError("it holds characters that cannot be printed")
    return raw


def _address(raw: Any) -> str:
    address = _text(raw)
    try:
        parts = urlsplit(address)
    except ValueError:
        raise ValueError("it is not an http or https address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in address:
        raise ValueError("it is not an http or https address")
    if "@" in parts.netloc:  # not shown: it may hold a password
        raise ValueError("it holds a name or password")
    return address


def _key(raw: Any) -> str:
    access, colon, secret = _text(raw).partition(":")
    if not (access and colon and secret and raw.isascii()) or " " in raw:
        raise ValueError("it is not written as access:secret")  # not shown
    return f"{access}:{secret}"


def _number(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise ValueError(f"{raw!r} is not a number")
    try:
        return float(raw)
    except (ValueError, OverflowError):
        raise ValueError(f"{raw!r} is not a number") from None


def _non_negative(raw: Any) -> float:
    number = _number(raw)
    if not 0 <= number < float("inf"):
        raise ValueError(f"{raw!r} is not a number of 0 or more")
    return number


def _positive(raw: Any) -> float:
    number = _non_negative(raw)
    if number == 0:
        raise ValueError(f"{raw!r} is not a number over 0")
    return number


def _count(raw: Any) -> int:
    number = _number(raw)
    if not number.is_integer() or number < 1:
        raise ValueError(f"{raw!r} is not a whole number of 1 or more")
    return int(number)


def _body_bytes(raw: Any) -> int:
    number = _count(raw)
    if number > MAX_BODY_BYTES:
        raise ValueError(f"{raw!r} is over {MAX_BODY_BYTES}, which the archive can hold")
    return number


def _switch(raw: Any) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    try:
        return words[str(raw).strip().lower()]
    except KeyError:
        raise ValueError(f"{raw!r} is neither true nor false") from None


def _networks(raw: Any) -> tuple[Network, ...]:
    parts = raw.replace(",", " ").split() if isinstance(raw, str) else raw
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ValueError(f"{raw!r} is not a list of networks, as in 127.0.0.0/8")
    return tuple(ipaddress.ip_network(part) for part in parts)


_READERS = {
    "database_url": _text,
    "archive_url": _text,
    "allow_addresses": _networks,
    "host_delay": _non_negative,
    "host_connections": _count,
    "timeout": _positive,
    "max_body_bytes": _body_bytes,
    "contact": _text,
    "user": _text,
    "four_eyes": _switch,
    "browser": _text,
    "timegate": _address,
    "save_page": _address,
    "save_page_key": _key,
}
