"""YAML to a tree, from parser events: nothing is constructed, nothing is expanded."""

import re
from collections.abc import Iterable

import yaml
import yaml.reader

from claimcheck.core.claims_file.places import Cursor, Place
from claimcheck.core.claims_file.problems import Problems, Unreadable, show
from claimcheck.core.claims_file.tree import (
    Broken,
    Form,
    Mapping,
    Node,
    Scalar,
    Sequence,
    TreeBuilder,
)
from claimcheck.errors import Problem

# Part of a message (libyaml's or the Python parser's), and what people mostly did there.
_HINTS = {
    "mapping values are not allowed": 'put a text that holds ": " in quotes',
    "cannot start any token": "indent with spaces; put a text that begins with @ or ` in quotes",
    "tab character": "indent with spaces",
    "',' or": "close the bracket; put a text that holds a comma in quotes",
    "expected '-'": "give every claim of the list, and its fields, the same indent",
    "expected key": "give the fields of one claim the same indent",
    "block end": "give the fields of one claim the same indent",
    "expected ':'": "write a field as name: value",
    "end of stream": "close the quotes",
    "escape character": "write \\\\ for a backslash in double quotes",
}

# With the line breaks of YAML 1.1. Tags are refused anyway, and libyaml compares each of these
# with all others: a file of them keeps it busy for hours.
_TAG_DIRECTIVE = re.compile("(?:^|[\n\x85\u2028\u2029])\ufeff?(?=%TAG)")


def read_yaml(text: str, problems: Problems) -> Node | None:
    """
    Give the tree of a YAML text; None when it holds nothing but comments.

    Aliases and tags are refused: the first can blow a small file up, the second run code.
    Raises Unreadable at the first mistake of syntax.
    """
    _refuse_tag_directives(text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader(problems).read(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as exc:
        raise Unreadable(_explain(exc)) from exc
    except yaml.reader.ReaderError as exc:
        raise Unreadable(Problem(0, 0, f"not valid YAML: {exc.reason}", "delete it")) from exc


def _refuse_tag_directives(text: str) -> None:
    found = _TAG_DIRECTIVE.search(text)
    if found:
        place = Cursor(text).place(found.end())
        raise Unreadable(
            Problem(place.line, place.column, "the YAML directive %TAG is refused", "delete it")
        )


def _explain(error: yaml.MarkedYAMLError) -> Problem:
    message = error.problem or error.context or "not valid YAML"
    hint = next((hint for part, hint in _HINTS.items() if part in message), "mend this place")
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return Problem(line, column, f"not valid YAML: {message}", f"{hint}; then the rest is checked")


class _Reader:
    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._tree = TreeBuilder(problems)
        self._aliases: set[str] = set()

    def read(self, events: Iterable[yaml.Event]) -> Node | None:
        for event in events:
            place = _place(event)
            match event:
                case yaml.ScalarEvent():
                    self._refuse_tag(event.tag, place)
                    form = Form.PLAIN if event.style in {None, ""} else Form.QUOTED
                    self._tree.add(Scalar(event.value, form, place.line, place.column))
                case yaml.AliasEvent():
                    self._refuse_alias(event.anchor or "", place)
                case yaml.MappingStartEvent():
                    self._refuse_tag(event.tag, place)
                    self._tree.open(Mapping, place)
                case yaml.SequenceStartEvent():
                    self._refuse_tag(event.tag, place)
                    self._tree.open(Sequence, place)
                case yaml.CollectionEndEvent():
                    self._tree.close()
                case yaml.DocumentStartEvent() if self._tree.root is not None:
                    message = "a second document begins"
                    raise Unreadable(Problem(place.line, place.column, message, "delete the ---"))
        return self._tree.root

    def _refuse_tag(self, tag: str | None, place: Place) -> None:
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._problems.add(place, f"the YAML tag {show(shown)} is refused", "delete it")

    def _refuse_alias(self, name: str, place: Place) -> None:
        if name not in self._aliases:
            self._aliases.add(name)
            message = f"the YAML alias {show('*' + name)} is refused"
            self._problems.add(place, message, "write the value itself")
        self._tree.add(Broken(place.line, place.column))


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(0, 0)
