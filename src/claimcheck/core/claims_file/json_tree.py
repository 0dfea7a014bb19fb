"""JSON to a tree that knows its places."""

import json
import re

from claimcheck.core.claims_file.limits import MAX_NODES
from claimcheck.core.claims_file.places import Cursor, Place
from claimcheck.core.claims_file.problems import Problems, Unreadable
from claimcheck.core.claims_file.tree import (
    Form,
    Mapping,
    Node,
    Scalar,
    Sequence,
    TreeBuilder,
)
from claimcheck.errors import Problem

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]]|[^\s{}\[\],:"]+')


def read_json(text: str, problems: Problems) -> Node | None:
    """
    Give the tree of a JSON text (RFC 8259); a name given twice in an object stays twice.

    Raises Unreadable at the first mistake of syntax.
    """
    _check_syntax(text)
    tree, cursor = TreeBuilder(problems), Cursor(text)
    for found in _TOKEN.finditer(text):
        _take(tree, found[0], cursor.place(found.start()))
    return tree.root


def _take(tree: TreeBuilder, token: str, place: Place) -> None:
    match token[0]:
        case "{":
            tree.open(Mapping, place)
        case "[":
            tree.open(Sequence, place)
        case "}" | "]":
            tree.close()
        case '"':
            tree.add(Scalar(_unquote(token), Form.QUOTED, place.line, place.column))
        case _:
            tree.add(Scalar(token, Form.LITERAL, place.line, place.column))


def _unquote(token: str) -> str:
    return str(json.loads(token)) if "\\" in token else token[1:-1]


def _check_syntax(text: str) -> None:
    if sum(text.count(mark) for mark in ",[{") > MAX_NODES:
        raise Unreadable(Problem(0, 0, "too many values", "split the file in two"))
    try:
        # Numbers stay text: turning ten thousand digits into one is slow, and Python refuses it.
        json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as exc:
        message = f"not valid JSON: {exc.msg}"
        problem = Problem(
            exc.lineno, exc.colno, message, "mend this place; then the rest is checked"
        )
        raise Unreadable(problem) from exc
    except RecursionError:
        return  # the builder refuses such a depth at its place
