"""What differs between two wordings, word by word."""

import re
from itertools import groupby

from rapidfuzz.distance import Indel

from claimcheck.core.anchors.normal import CJK, normal_form
from claimcheck.core.drifts import Piece

MAX_TOKENS = 4000
"""Wordings longer than this are shown whole, one taken out and one put in."""

_TOKEN = re.compile(
    rf"[{CJK}]|\d+(?:[.,:/]\d+)*+|(?:(?![{CJK}])[^\W\d_])+(?:['’](?:(?![{CJK}])[^\W\d_])+)*"
    r"|\s+|[^\w\s]|_"
)
_WORD = re.compile(rf"[{CJK}]|\d+(?:[.,:/]\d+)*+|(?:(?![{CJK}])[^\W\d_])+|[%€$£¥]")


def tokens(text: str) -> list[str]:
    """Take a text apart into words, numbers, marks and white space; nothing is lost."""
    return _TOKEN.findall(text)


def words(form: str) -> list[str]:
    """Give the words and numbers of a normal form, each Chinese or Japanese sign for itself."""
    return _WORD.findall(form)


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """
    Say what was taken out of a wording and what was put in, in reading order.

    The pieces that are not `added` give `before`, those not `removed` give `after`, but for
    typography: where the two differ in that alone, the newer is shown as the same.
    """
    old, new = tokens(before), tokens(after)
    if max(len(old), len(new)) > MAX_TOKENS:
        return _joined([("removed", before), ("added", after)])
    steps = Indel.opcodes([*map(_folded, old)], [*map(_folded, new)])
    pieces = []
    for step in steps:
        if step.tag == "equal":
            pieces.append(("same", "".join(new[step.dest_start : step.dest_end])))
        elif step.tag == "delete":
            pieces.append(("removed", "".join(old[step.src_start : step.src_end])))
        else:
            pieces.append(("added", "".join(new[step.dest_start : step.dest_end])))
    return _joined(_without_islands(pieces))


def _folded(token: str) -> str:
    return " " if token.isspace() else normal_form(token)


def _without_islands(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A lone space that is the same between two changes belongs to both: it reads better."""
    out: list[tuple[str, str]] = []
    for number, (kind, text) in enumerate(pieces):
        inner = 0 < number < len(pieces) - 1 and pieces[number + 1][0] != "same"
        if kind == "same" and text.isspace() and inner:
            out += [("removed", text), ("added", text)]
        else:
            out.append((kind, text))
    return out


def _joined(pieces: list[tuple[str, str]]) -> tuple[Piece, ...]:
    """Between two runs that are the same, one removed and one added run at most."""
    out: list[Piece] = []
    for same, group in groupby(pieces, key=lambda piece: piece[0] == "same"):
        run = list(group)
        for kind in ("same",) if same else ("removed", "added"):
            text = "".join(text for of, text in run if of == kind)
            if text:
                out.append(Piece(kind, text))
    return tuple(out)


def likeness(before: list[str], after: list[str]) -> float:
    """Say how much two wordings share, in order: 0 nothing, 1 all. Takes `words`."""
    if not before or not after or max(len(before), len(after)) > MAX_TOKENS:
        return 0.0
    return float(Indel.normalized_similarity(before, after))
