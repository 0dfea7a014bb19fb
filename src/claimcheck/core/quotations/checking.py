"""Checks quotations against a source, word for word."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from claimcheck.core.names import same_person
from claimcheck.core.quotations.finding import Quotation, find_quotations, speaker_of, words_beside
from claimcheck.core.status import FigureCheck

QUOTATION = "quotation"
LIKE_SHARE = 0.6
"""The share of a quotation's words that a source must have in a row to be its other wording."""
MAX_LIKE_WORDS = 200
ELISION_WORDS = 80
"""How many words an ellipsis may stand for."""
BRACKET_WORDS = 6
"""How many words a bracket may stand for."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’][^\W_]+)*")
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-"})
_PIECES = re.compile(r"\[\s*(?:\.\.\.|…)\s*\]|\(\s*(?:\.\.\.|…)\s*\)|\.{3,4}|…|\[([^\[\]]{0,80})\]")
_BRACKETED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_SIC = re.compile(r"\s?\[sic!?\]", re.I)

_Say = Callable[[str, str | None, str], FigureCheck]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, folded, and where each stands in it."""

    folded: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def check_quotations(
    claim: str, passage: str, *, whole_page: bool = False
) -> tuple[FigureCheck, ...]:
    """
    Check whether a source has each quotation of a claim verbatim, and from whom.

    Quotation marks, dashes, spaces and the case of letters may differ; ellipses and brackets
    are understood. `differs`: the source has it in other words, or from another speaker.
    Linear in the passage.
    """
    quotations = _claimed(claim)
    source = _words(passage) if quotations else None
    return tuple(
        _check(quotation, passage, source, whole_page) for quotation in quotations if source
    )


@lru_cache(maxsize=1_024)
def _claimed(claim: str) -> tuple[Quotation, ...]:
    return tuple(find_quotations(claim))


def _check(quotation: Quotation, passage: str, source: _Words, whole_page: bool) -> FigureCheck:
    def say(result: str, found: str | None, note: str) -> FigureCheck:
        return FigureCheck(
            QUOTATION, quotation.words, found, result, note=note, whole_page=whole_page
        )

    pieces = _pieces(quotation.words)
    place = _find_pieces([words for words, _ in pieces], [gap for _, gap in pieces], source)
    if place is None:
        return _check_like(quotation, passage, source, say)
    start, end = source.spans[place[0]][0], source.spans[place[1] - 1][1]
    found = passage[start:end]
    marked = len(pieces) > 1 or bool(_PIECES.search(quotation.words))
    note = "shortened or changed where marked" if marked else ""
    unclear = _speaker_note(quotation, passage, start, end)
    if unclear.startswith(OTHER_SPEAKER):
        return say("differs", found, unclear)
    return say("match", found, "; ".join(part for part in (note, unclear) if part))


OTHER_SPEAKER = "the source lets another say it: "


def _speaker_note(quotation: Quotation, passage: str, start: int, end: int) -> str:
    """Say whether the source lets somebody else say it, or nobody that can be made out."""
    if quotation.speaker is None:
        return ""
    beside = " ".join(words_beside(passage, start, end))
    if _words(quotation.speaker).folded[-1] in _words(beside).folded:
        return ""
    said_by = speaker_of(passage, start, end)
    if said_by is None:
        return "the source does not say right there who said it"
    return "" if same_person(quotation.speaker, said_by) else f"{OTHER_SPEAKER}{said_by}"


@lru_cache(maxsize=16)
def _words(text: str) -> _Words:
    found = [(_fold(match[0]), match.span()) for match in _WORD.finditer(text)]
    return _Words(tuple(word for word, _ in found), tuple(span for _, span in found))


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word.translate(_MARKS)).casefold()


def _pieces(quotation: str) -> list[tuple[tuple[str, ...], int]]:
    """Split a quotation where words were left out; each piece with how many may follow it."""
    plain = _SIC.sub("", _BRACKETED_LETTER.sub(r"\1", quotation))
    pieces: list[tuple[tuple[str, ...], int]] = []
    place = 0
    for match in _PIECES.finditer(plain):
        words = _words(plain[place : match.start()]).folded
        gap = BRACKET_WORDS if match[1] is not None else ELISION_WORDS
        if words:
            pieces.append((words, gap))
        place = match.end()
    last = _words(plain[place:]).folded
    return [*pieces, (last, 0)] if last or not pieces else pieces


def _find_pieces(
    pieces: list[tuple[str, ...]], gaps: list[int], source: _Words
) -> tuple[int, int] | None:
    """Find all pieces in order, each near the end of the one before it."""
    for start in _places(pieces[0], source, 0, len(source.folded)):
        end = start + len(pieces[0])
        for piece, gap in zip(pieces[1:], gaps, strict=False):
            following = next(_places(piece, source, end, end + gap + len(piece)), None)
            if following is None:
                break
            end = following + len(piece)
        else:
            return start, end
    return None


def _places(piece: tuple[str, ...], source: _Words, start: int, end: int) -> Iterator[int]:
    if not piece:
        return
    first, size = piece[0], len(piece)
    end = min(end, len(source.folded))
    place = start
    while place + size <= end:
        try:
            place = source.folded.index(first, place, end - size + 1)
        except ValueError:
            return
        last = source.folded[place + size - 1] == piece[-1]
        if last and source.folded[place : place + size] == piece:
            yield place
        place += 1


def _check_like(quotation: Quotation, passage: str, source: _Words, say: _Say) -> FigureCheck:
    """Look for the place that has most of the quotation's words in a row."""
    wanted = _words(_PIECES.sub(" ", quotation.words)).folded[:MAX_LIKE_WORDS]
    if len(wanted) < 4 or _is_title(quotation):
        return say("not_found", None, "")
    place = _best_window(wanted, source)
    if place is None:
        return say("not_found", None, "")
    window = source.folded[place : place + len(wanted) + 4]
    blocks = [b for b in SequenceMatcher(None, wanted, window, autojunk=False).get_matching_blocks()
              if b.size]  # fmt: skip
    kept = sum(block.size for block in blocks)
    if kept < LIKE_SHARE * len(wanted):
        return say("not_found", None, "")
    first, last = place + blocks[0].b, place + blocks[-1].b + blocks[-1].size
    start, end = source.spans[first][0], source.spans[last - 1][1]
    return say("differs", passage[start:end], "not verbatim")


def _is_title(quotation: Quotation) -> bool:
    """Whether the words are the name of a work, of which another wording is another work."""
    words = [word for word in quotation.words.split() if len(word) > 3]
    return quotation.speaker is None and all(word[:1].isupper() for word in words)


def _best_window(wanted: tuple[str, ...], source: _Words) -> int | None:
    """Slide over the source and give the window that shares most words with the quotation."""
    size, need = len(wanted), Counter(wanted)
    have: Counter[str] = Counter()
    shared, best, best_place = 0, 0, None
    for place, word in enumerate(source.folded):
        if word in need:
            have[word] += 1
            shared += have[word] <= need[word]
        if place >= size:
            gone = source.folded[place - size]
            if gone in need:
                shared -= have[gone] <= need[gone]
                have[gone] -= 1
        if shared > best:
            best, best_place = shared, max(0, place - size + 1)
    return best_place if best >= LIKE_SHARE * size else None
