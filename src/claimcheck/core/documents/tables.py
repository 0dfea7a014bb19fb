"""The text of data files, by cell: comma-separated values and JSON."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

from claimcheck.core.documents.cleaning import collapse
from claimcheck.core.documents.lines import CELL_SEPARATOR

MAX_JSON_CHARS = 512 * 1024
"""As values, JSON takes up to twenty times its size in memory."""

_DELIMITERS = ",;\t|"


def read_csv(text: str) -> str | None:
    """Give a line a row, its cells parted by ` | `; None for what is no table."""
    first = text.lstrip("\r\n").partition("\n")[0][:4096]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(StringIO(text), delimiter=delimiter)
    try:
        lines = [CELL_SEPARATOR.join(map(collapse, row)) for row in rows]
    except csv.Error:
        return None
    return "\n".join(line.rstrip(" |") for line in lines if line.strip(" |"))


def read_json(text: str) -> str | None:
    """Give a line a value, with its place before it: `items[0].price: 12`; None for no JSON."""
    if len(text) > MAX_JSON_CHARS:
        return None
    try:
        # Numbers stay as they are written.
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
        return "\n".join(_lines(value, ""))
    except (ValueError, RecursionError):
        return None


def _lines(value: object, place: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _lines(inner, f"{place}[{number}]")
    elif value is not None:
        written = str(value).lower() if isinstance(value, bool) else str(value)
        line = collapse(f"{place}: {written}" if place else written)
        if line:
            yield line
