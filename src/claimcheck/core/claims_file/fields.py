"""The fields of one mapping, each read as what it must be; every mistake is noted."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from claimcheck.core import urls
from claimcheck.core.claims import SourceDraft
from claimcheck.core.claims_file.limits import MAX_ITEMS, MAX_KEY_CHARS, MAX_LABEL_CHARS
from claimcheck.core.claims_file.places import Placed
from claimcheck.core.claims_file.problems import (
    Problems,
    may_hold_password,
    show,
)
from claimcheck.core.claims_file.tree import Broken, Form, Mapping, Node, Scalar, Sequence, is_null

_SLUG = re.compile(rf"[a-z0-9][a-z0-9._-]{{0,{MAX_KEY_CHARS - 1}}}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BLANK = re.compile("[ \t\r\n\x85\u2028\u2029]+")
# What an escape can bring in: controls, surrogates, and the marks that make a text read
# differently from what it says (https://trojansource.codes).
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff\ud800-\udfff]")
# The words of YAML 1.1, which its readers take for true and false.
_FLAGS = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fields:
    """
    One mapping with known field names.

    Every reader gives None for a field that is absent, null, empty or wrong; only the last
    is a problem, unless `required`.
    """

    at: Placed
    values: dict[str, Node]
    problems: Problems

    def has(self, name: str) -> bool:
        """Whether the field was written at all, rightly or wrongly."""
        return name in self.values and not is_null(self.values[name])

    def text(
        self, name: str, *, limit: int = MAX_LABEL_CHARS, required: bool = False
    ) -> str | None:
        """Read a text of at most `limit` characters; white space becomes single spaces."""
        node = self.values.get(name)
        text = "" if node is None else read_text(node, name, limit, self.problems)
        if text == "" and required:
            self.problems.add(node or self.at, f"{name} is missing", f"write {name}: and its text")
        return text or None

    def slug(self, name: str, *, required: bool = False) -> str | None:
        """Read a key: lower-case letters, digits, dots, hyphens and underscores."""
        key = self.text(name, required=required)
        if key is None or _SLUG.fullmatch(key):
            return key
        self.problems.add(self.values[name], f"{name} {show(key)} is not a key", _suggest_key(key))
        return None

    def choice(self, name: str, words: type[Choice]) -> Choice | None:
        """Read one word of a closed list."""
        word = self.text(name)
        if word is None:
            return None
        try:
            return words(word)
        except ValueError:
            message = f"{show(word)} is not a word for {name}"
            self.problems.add(self.values[name], message, self.problems.suggest(word, words))
            return None

    def date(self, name: str) -> date | None:
        """Read a day as YYYY-MM-DD."""
        written = self.text(name)
        if written is None:
            return None
        try:
            if not _DATE.fullmatch(written):
                raise ValueError(written)
            return date.fromisoformat(written)
        except ValueError:
            message = f"{name} {show(written)} is not a day of the calendar"
            self.problems.add(self.values[name], message, "write YYYY-MM-DD, as in 2026-01-31")
            return None

    def flag(self, name: str) -> bool | None:
        """Read true or false."""
        if not self.has(name):
            return None
        node = self.values[name]
        if isinstance(node, Scalar) and node.form is not Form.QUOTED:
            flag = _FLAGS.get(node.text.lower())
            if flag is not None:
                return flag
        if not isinstance(node, Broken):
            self.problems.add(node, f"{name} is neither true nor false", "write true or false")
        return None

    def url(self, name: str, *, required: bool = False) -> SourceDraft | None:
        """Read an address: normalised, and as written."""
        written = self.text(name, limit=urls.MAX_URL_CHARS, required=required)
        return None if written is None else read_url(written, self.values[name], self.problems)

    def items(self, name: str, *, limit: int | None = MAX_ITEMS) -> tuple[Node, ...]:
        """Read a list of at most `limit` values."""
        if not self.has(name):
            return ()
        node = self.values[name]
        if not isinstance(node, Sequence):
            if not isinstance(node, Broken):
                self.problems.add(node, f"{name} is not a list", f"write {name}: [ … ]")
            return ()
        if limit is not None and len(node.items) > limit:
            self.problems.add(node, f"{name} has more than {limit} entries", "keep what matters")
        return node.items[:limit]


def read_fields(
    node: Node, allowed: tuple[str, ...], what: str, problems: Problems
) -> Fields | None:
    """Open a mapping; unknown and repeated names are problems. None when it is no mapping."""
    if not isinstance(node, Mapping):
        if not isinstance(node, Broken):
            problems.add(node, f"{what} is not a set of fields", f"write {', '.join(allowed)}")
        return None
    values: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for name, value in node.entries:
        if name.text in lines:
            message = f"{show(name.text)} stands twice, first in line {lines[name.text]}"
            problems.add(name, message, "keep one of them")
        elif name.text in allowed:
            values[name.text] = value
        else:
            instead = problems.suggest(name.text, allowed)
            problems.add(name, f"{what} has an unknown field {show(name.text)}", instead)
        lines.setdefault(name.text, name.line)
    return Fields(node, values, problems)


def read_text(node: Node, what: str, limit: int, problems: Problems) -> str | None:
    """Read one text, "" for null; None when it is wrong, which is noted."""
    if isinstance(node, Broken):
        return None
    if is_null(node):
        return ""
    if not isinstance(node, Scalar) or node.form is Form.LITERAL:
        problems.add(node, f"{what} is not a text", "write it as one text in quotes")
        return None
    text = _BLANK.sub(" ", node.text).strip()
    if len(text) > limit:
        message = f"{what} has {len(text):,} characters, more than {limit:,}"
        problems.add(node, message, "shorten it")
        return None
    control = _CONTROL.search(text)
    if control:
        problems.add(node, f"{what} holds the control U+{ord(control[0]):04X}", "delete it")
        return None
    return text


def read_url(written: str, at: Placed, problems: Problems) -> SourceDraft | None:
    """Read one address; what is wrong with it is noted."""
    try:
        return SourceDraft(urls.normalise_url(written), written)
    except urls.BadUrl as exc:
        problems.add(at, exc.mistake, exc.instead)
        return None


def _suggest_key(written: str) -> str:
    plain = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9._-]+", "-", plain).strip("._-")[:MAX_KEY_CHARS].rstrip("._-")
    if not slug or may_hold_password(written):
        slug = "c12"
    return f"lower-case letters, digits, hyphens, dots and underscores, as in {slug}"
