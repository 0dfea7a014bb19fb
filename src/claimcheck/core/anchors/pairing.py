"""Which new sentence is which old one, edited: pairs that keep the order and share the most."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from claimcheck.core.anchors.anchoring import Span
from claimcheck.core.anchors.diff import likeness, tokens, words
from claimcheck.core.anchors.normal import normal_form
from claimcheck.core.anchors.sentences import Sentence

EDITED = 0.3
"""Two sentences that share less are two; a part of one that was split may share so much."""
MAX_SPLITS = 6
TAKEN_GAIN = 0.15
STOPS = frozenset(".!?")
MAX_GROWTH = 1.4
"""How much longer a passage may have become when sentences beside it are taken to be its parts."""
MARGIN = 0.06
"""By how much the best pairing must beat the next, so that it counts."""
MAX_SENTENCES = 60
"""So many on either side are paired; a place with more rewritten ones is taken to be lost."""


@dataclass(frozen=True, slots=True)
class Window:
    """The sentences between two landmarks, in the older and in the newer text."""

    old: range
    new: range


@dataclass(frozen=True, slots=True)
class Edited:
    """The sentences that the passage's own have become; `other` are others that may be it."""

    new: range
    other: range | None = None


def find_edited(
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    window: Window,
    own: range,
    known: Callable[[str], bool],
) -> Edited | None:
    """
    Find what became of the sentences `own` between two landmarks.

    A sentence that stood elsewhere in the older text, word for word, is that one still: `known`.
    """
    rows = [n for n in window.old if n in own or old[n].form not in _forms(new, window.new)]
    columns = [n for n in window.new if not known(new[n].form)]
    if not columns or len(rows) > MAX_SENTENCES or len(columns) > MAX_SENTENCES:
        return _unchanged_parts(old, new, window, own)
    table = _table([words(old[n].form) for n in rows], [words(new[n].form) for n in columns])
    pairs = _best(table, frozenset())
    total = sum(table[r][c] for r, c in pairs)
    mine = [(r, c) for r, c in pairs if rows[r] in own]
    if not mine:
        return _unchanged_parts(old, new, window, own)
    found = _run([columns[c] for _, c in mine], own, old, new, window)
    whole = _forms(old, range(len(old)))
    free = {n for n in window.new if new[n].form not in whole}
    found = _with_neighbours(found, old, new, own, free, {columns[c] for _, c in pairs})
    other = _other(table, pairs, mine, total)
    if other is not None and columns[other] not in found:
        return Edited(found, range(columns[other], columns[other] + 1))
    return Edited(found)


def _forms(sentences: Sequence[Sentence], numbers: range) -> Set[str]:
    return {sentences[n].form for n in numbers}


def _unchanged_parts(
    old: Sequence[Sentence], new: Sequence[Sentence], window: Window, own: range
) -> Edited | None:
    """Of a passage of several sentences some may still stand, the others having been deleted."""
    if len(own) < 2:
        return None
    kept = [n for n in window.new if new[n].form in {old[o].form for o in own}]
    if not kept or len(kept) * 2 < len(own):
        return None
    return Edited(range(kept[0], kept[-1] + 1))


def _run(
    found: list[int], own: range, old: Sequence[Sentence], new: Sequence[Sentence], window: Window
) -> range:
    """From the first to the last sentence of the passage, those that stand unchanged with them."""
    forms = {old[n].form for n in own}
    near = range(min(found) - len(own), max(found) + len(own) + 1)
    found = found + [n for n in window.new if n in near and new[n].form in forms]
    return range(min(found), max(found) + 1)


def _table(rows: list[list[str]], columns: list[list[str]]) -> list[list[float]]:
    scored = [[likeness(row, column) for column in columns] for row in rows]
    # Squared, so that one sure pair outweighs two that may be chance.
    return [[score * score if score >= EDITED else 0.0 for score in row] for row in scored]


def _best(table: list[list[float]], without: Set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pair rows and columns so that no two pairs cross and the sum is the greatest."""
    height, width = len(table), len(table[0])
    sums = [[0.0] * (width + 1) for _ in range(height + 1)]
    for r in range(height - 1, -1, -1):
        for c in range(width - 1, -1, -1):
            score = 0.0 if (r, c) in without else table[r][c]
            paired = score + sums[r + 1][c + 1] if score else 0.0
            sums[r][c] = max(paired, sums[r + 1][c], sums[r][c + 1])
    pairs, r, c = [], 0, 0
    while r < height and c < width:
        if sums[r][c] == sums[r + 1][c]:
            r += 1
        elif sums[r][c] == sums[r][c + 1]:
            c += 1
        else:
            pairs.append((r, c))
            r, c = r + 1, c + 1
    return pairs


def _other(
    table: list[list[float]],
    pairs: list[tuple[int, int]],
    mine: list[tuple[int, int]],
    total: float,
) -> int | None:
    """Give a column that another pairing, nearly as good, makes the passage; its own for none."""
    for pair in mine:
        rest = _best(table, frozenset({pair}))
        if sum(table[r][c] for r, c in rest) >= total - MARGIN:
            return next((c for r, c in rest if r == pair[0]), pair[1])
    return None


def _with_neighbours(
    found: range,
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    own: range,
    free: Set[int],
    taken: Set[int],
) -> range:
    """Add new sentences beside it while that makes it more like the passage: it was split."""
    form = " ".join(old[n].form for n in own)
    passage = words(form)
    likest = _likeness_of(passage, new, found)
    for step in range(2 * MAX_SPLITS):
        number = found.stop if step % 2 else found.start - 1
        wider = range(min(found.start, number), max(found.stop, number + 1))
        if number not in free or _length(new, wider) > MAX_GROWTH * len(passage):
            continue
        # What seems to be another sentence's belongs here if it makes a great difference here.
        more = TAKEN_GAIN if number in taken else 0.0
        unended = step % 2 and form[-1:] in STOPS and new[found[-1]].form[-1:] not in STOPS
        alike = _likeness_of(passage, new, wider)
        if alike > likest + more or (unended and number not in taken):
            found, likest = wider, alike
    return found


def _length(new: Sequence[Sentence], numbers: range) -> int:
    return sum(len(words(new[n].form)) for n in numbers)


def _likeness_of(passage: list[str], new: Sequence[Sentence], numbers: range) -> float:
    return likeness(passage, words(" ".join(new[n].form for n in numbers)))


def carry_over(old: str, new: str, span: Span) -> Span:
    """Find the part of an edited text that a part of the older one has become."""
    before, after = tokens(old), tokens(new)
    starts, ends = _starts(before), _starts(after)
    first = max(n for n, start in enumerate(starts) if start <= span[0])
    last = min((n for n, start in enumerate(starts) if start >= span[1]), default=len(before))
    left, right = len(after), 0
    for src, dest, same in _steps(before, after):
        if src.start >= last or src.stop <= first:
            continue  # what was put in right before or behind the part is none of it
        begin, end = dest.start, dest.stop
        if same:
            begin += max(0, first - src.start)
            end -= max(0, src.stop - last)
        left, right = min(left, begin), max(right, end)
    return _trimmed(new, ends[left], ends[max(left, right)])


def _steps(before: list[str], after: list[str]) -> list[tuple[range, range, bool]]:
    """What became what: runs that are the same, and between them runs that were exchanged."""
    out: list[tuple[range, range, bool]] = []
    for step in Indel.opcodes([*map(_folded, before)], [*map(_folded, after)]):
        src, dest = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        same = step.tag == "equal"
        if not same and out and not out[-1][2]:
            src, dest = range(out[-1][0].start, src.stop), range(out[-1][1].start, dest.stop)
            out.pop()
        out.append((src, dest, same))
    return out


def _folded(token: str) -> str:
    return " " if token.isspace() else normal_form(token)


def _starts(parts: list[str]) -> list[int]:
    starts, place = [], 0
    for part in parts:
        starts.append(place)
        place += len(part)
    return [*starts, place]


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
