"""A file as a tree of values that know their place, the same for YAML, JSON and CSV."""

from dataclasses import dataclass
from enum import Enum

from claimcheck.core.claims_file.limits import MAX_DEPTH, MAX_NODES
from claimcheck.core.claims_file.places import Placed
from claimcheck.core.claims_file.problems import Problems, Unreadable
from claimcheck.errors import Problem


class Form(Enum):
    """How a scalar was written, which decides what it can be."""

    QUOTED = "quoted"  # text for certain
    PLAIN = "plain"  # YAML without quotes, or a CSV cell: what the field takes it for
    LITERAL = "literal"  # a JSON number, true, false or null: never text


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. Places count lines and columns (code points) from 1."""

    text: str
    form: Form
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields in the order written; a name may still stand twice."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that has been reported already; nothing more is said about it."""

    line: int
    column: int


Node = Scalar | Sequence | Mapping | Broken

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def is_null(node: Node) -> bool:
    """Whether a value was left out in so many words: nothing, `~`, `null`."""
    return isinstance(node, Scalar) and node.form is not Form.QUOTED and node.text in _NULLS


class TreeBuilder:
    """
    Puts a stream of parts together, without recursion, within MAX_DEPTH and MAX_NODES.

    Raises Unreadable when a bound is passed.
    """

    def __init__(self, problems: Problems) -> None:
        self.root: Node | None = None
        self._problems = problems
        self._open: list[tuple[type[Sequence] | type[Mapping], Placed, list[Node]]] = []
        self._nodes = 0

    def open(self, kind: type[Sequence] | type[Mapping], place: Placed) -> None:
        """Begin a list or a mapping."""
        if len(self._open) == MAX_DEPTH:
            raise Unreadable(
                Problem(
                    place.line,
                    place.column,
                    "lists or fields lie too deep",
                    f"nest at most {MAX_DEPTH} levels",
                )
            )
        self._open.append((kind, place, []))

    def close(self) -> None:
        """End the innermost list or mapping."""
        kind, place, parts = self._open.pop()
        if kind is Sequence:
            self.add(Sequence(tuple(parts), place.line, place.column))
        else:
            self.add(Mapping(self._pair(parts), place.line, place.column))

    def add(self, node: Node) -> None:
        """Append a finished value to what is open; the first of all is the root."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise Unreadable(
                Problem(node.line, node.column, "too many values", "split the file in two")
            )
        if self._open:
            self._open[-1][2].append(node)
        else:
            self.root = node

    def _pair(self, parts: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        entries = []
        for name, value in zip(parts[::2], parts[1::2], strict=True):
            if isinstance(name, Scalar):
                entries.append((name, value))
            elif not isinstance(name, Broken):
                self._problems.add(name, "a field has a list for a name", "write a field's name")
        return tuple(entries)
