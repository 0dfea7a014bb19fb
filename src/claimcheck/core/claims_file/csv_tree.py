"""
CSV (RFC 4180) to the same tree: one mapping a row.

Not the csv module: it does not say in which column a cell begins, takes an unclosed quote for
the rest of the file, and has one limit for the whole process.
"""

import itertools
import re
from collections.abc import Iterator

from claimcheck.core.claims_file.limits import MAX_ITEMS, MAX_NODES
from claimcheck.core.claims_file.places import Cursor, Place
from claimcheck.core.claims_file.problems import Problems, Unreadable, show
from claimcheck.core.claims_file.tree import Form, Mapping, Node, Scalar, Sequence
from claimcheck.errors import Problem

REQUIRED_COLUMNS = ("key", "text", "source")
OPTIONAL_COLUMNS = ("report", "section", "quote", "claimant", "kind", "tags", "checkable", "hedge")

_COLUMNS = REQUIRED_COLUMNS + OPTIONAL_COLUMNS
_LISTS = {"sources": re.compile(r"\S+"), "tags": re.compile(r"[^\s,]+")}
_CELL = re.compile(r'(?:"([^"]*+(?:""[^"]*+)*+)"|([^",\n][^,\n]*+|))(,|\n|\Z)')

_Row = tuple[Scalar, ...]


def read_csv(text: str, problems: Problems) -> Node:
    """
    Give the rows of a CSV text as a list of claims; `source` and `tags` become lists.

    Raises Unreadable when a quote is not closed or a required column is missing.
    """
    if text.count(",") + text.count("\n") > MAX_NODES:
        raise Unreadable(Problem(0, 0, "too many values", "split the file in two"))
    rows = (row for row in _read_rows(text) if any(cell.text.strip() for cell in row))
    header = next(rows, None)
    if header is None:
        raise Unreadable(Problem(0, 0, "the table is empty", "write at least one claim"))
    columns = _read_header(header, problems)
    claims = tuple(_read_claim(row, columns, problems) for row in rows)
    return Sequence(claims, header[0].line, header[0].column)


def _read_rows(text: str) -> Iterator[_Row]:
    cursor, offset, row = Cursor(text), 0, list[Scalar]()
    while True:
        place = cursor.place(offset)
        found = _CELL.match(text, offset)
        if found is None:
            raise Unreadable(_explain_quote(place))
        cell = found[2] if found[1] is None else found[1].replace('""', '"')
        row.append(Scalar(cell, Form.PLAIN, place.line, place.column))
        offset = found.end()
        if found[3] != ",":
            yield tuple(row)
            row = []
        if found[3] == "":
            return


def _explain_quote(place: Place) -> Problem:
    message = "the quote that opens here is not closed, or text follows its end"
    instead = 'write " at the end of the cell and "" for a quote inside it'
    return Problem(place.line, place.column, message, instead)


def _read_header(header: _Row, problems: Problems) -> tuple[Scalar | None, ...]:
    names = [cell.text.strip() for cell in header]
    if len(header) == 1 and re.search("[;\t]", names[0]):
        message = "the columns are not separated by commas"
        raise Unreadable(Problem(header[0].line, 1, message, "save it as comma-separated text"))
    seen: set[str] = set()
    columns = tuple(_read_column(cell, seen, problems) for cell in header)
    missing = [name for name in REQUIRED_COLUMNS if name not in names]
    if missing:
        raise Unreadable(_explain_missing(header[0], missing))
    return columns


def _explain_missing(place: Scalar, missing: list[str]) -> Problem:
    names = ", ".join(missing)
    message = f"the first row does not name the column{'s' * (len(missing) > 1)} {names}"
    instead = f"begin with {','.join(REQUIRED_COLUMNS)} and any of {','.join(OPTIONAL_COLUMNS)}"
    return Problem(place.line, place.column, message, instead)


def _read_column(cell: Scalar, seen: set[str], problems: Problems) -> Scalar | None:
    name = cell.text.strip()
    if name not in _COLUMNS:
        message = f"unknown column {show(name)}" if name else "a column has no name"
        problems.add(cell, message, problems.suggest(name, _COLUMNS))
    elif name in seen:
        problems.add(cell, f"the column {name} stands twice", "delete one of them")
    else:
        seen.add(name)
        field = "sources" if name == "source" else name
        return Scalar(field, Form.PLAIN, cell.line, cell.column)
    return None


def _read_claim(row: _Row, columns: tuple[Scalar | None, ...], problems: Problems) -> Mapping:
    if len(row) > len(columns):
        message = f"the row has {len(row)} cells for {len(columns)} columns"
        problems.add(row[len(columns)], message, "put a text that holds a comma in quotes")
    entries = tuple(
        (column, _split_list(column.text, cell))
        for column, cell in zip(columns, row, strict=False)
        if column is not None
    )
    return Mapping(entries, row[0].line, row[0].column)


def _split_list(field: str, cell: Scalar) -> Node:
    if field not in _LISTS:
        return cell
    cursor = Cursor(cell.text, cell)
    words = itertools.islice(_LISTS[field].finditer(cell.text), MAX_ITEMS + 1)
    items = []
    for word in words:
        place = cursor.place(word.start())
        items.append(Scalar(word[0], Form.PLAIN, place.line, place.column))
    return Sequence(tuple(items), cell.line, cell.column)
