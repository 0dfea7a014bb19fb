"""
Changes to a document that leave the truth known: where the passage stands, or that it is gone.

The passage is marked by two characters of the private use area, which are taken out at the end.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

import mutation_texts as texts

OPEN, CLOSE = "\ue100", "\ue101"
Blocks = list[list[str]]


@dataclass
class Case:
    """A document under change. `own` are block and sentence of the passage."""

    dice: random.Random
    blocks: Blocks
    own: tuple[int, int]
    kind: str
    joint: str = " "
    allowed: set[str] = field(default_factory=set)
    surely_found: bool = False

    @property
    def quote(self) -> str:
        """The sentence with the marked passage."""
        return self.blocks[self.own[0]][self.own[1]]

    def put(self, text: str) -> None:
        """Write the sentence anew."""
        self.blocks[self.own[0]][self.own[1]] = text

    def write(self) -> str:
        """Write the document."""
        return "\n".join(self.joint.join(block) for block in self.blocks)


def unmarked(text: str) -> tuple[str, tuple[int, int] | None]:
    """Take the marks out and say where the passage stood."""
    start, end = text.find(OPEN), text.find(CLOSE)
    clean = text.replace(OPEN, "").replace(CLOSE, "")
    return clean, (start, end - 1) if 0 <= start < end else None


def beside(case: Case, offset: int) -> tuple[int, int] | None:
    """Find the sentence before or behind the passage's own."""
    flat = [(b, s) for b, block in enumerate(case.blocks) for s in range(len(block))]
    place = flat.index(case.own) + offset
    return flat[place] if 0 <= place < len(flat) else None


def nothing(case: Case) -> None:
    """The page is the same."""
    case.surely_found = True


def furniture(case: Case) -> None:
    """Lines come and go elsewhere; the passage's own neighbours stay."""
    for _ in range(case.dice.randrange(1, 6)):
        at = case.dice.choice([0, len(case.blocks)])
        case.blocks.insert(at, [f"{case.dice.randrange(9999)} views | Share | Sign in"])
        if at == 0:
            case.own = (case.own[0] + 1, case.own[1])
    case.surely_found = True


def moved(case: Case) -> None:
    """The sentence stands in another paragraph."""
    text = case.quote
    del case.blocks[case.own[0]][case.own[1]]
    case.blocks = [block for block in case.blocks if block]
    at = case.dice.randrange(len(case.blocks) + 1)
    case.blocks.insert(at, [text])
    case.own = (at, 0)


def swapped(case: Case) -> None:
    """The sentence has changed places with the next one."""
    other = beside(case, case.dice.choice([-1, 1]))
    if other:
        (a, b), (c, d) = case.own, other
        blocks = case.blocks
        blocks[a][b], blocks[c][d] = blocks[c][d], blocks[a][b]
        case.own = other


def surroundings(case: Case) -> None:
    """The sentences next to it were written anew."""
    for offset in case.dice.choice([(-1,), (1,), (-1, 1)]):
        if at := beside(case, offset):
            case.blocks[at[0]][at[1]] = texts.sentence(case.dice)


def edited(case: Case) -> None:
    """A word, a figure or a name inside the passage is another."""
    head, passage, tail = re.split(f"[{OPEN}{CLOSE}]", case.quote)
    words = passage.split(" ")
    number = case.dice.choice([n for n, word in enumerate(words) if re.search(r"\w", word)])
    if words[number][:1].isdigit():
        words[number] = re.sub(r"\d", lambda d: str((int(d[0]) + 1) % 10), words[number], count=1)
    else:
        words[number] = case.dice.choice(["seldom", "Ottery", "blue", "towards"])
    case.put(f"{head}{OPEN}{' '.join(words)}{CLOSE}{tail}")
    case.allowed = {"changed"}


def edited_beside_edited(case: Case) -> None:
    """The passage was edited, and so was a neighbour."""
    edited(case)
    if at := beside(case, case.dice.choice([-1, 1])):
        words = case.blocks[at[0]][at[1]].split(" ")
        words[case.dice.randrange(len(words))] = "newly"
        case.blocks[at[0]][at[1]] = " ".join(words)


def edited_and_moved(case: Case) -> None:
    """The passage was edited and moved at once."""
    edited(case)
    moved(case)


def deleted(case: Case) -> None:
    """The sentence is gone."""
    block = case.blocks[case.own[0]]
    del block[case.own[1]]
    if not block:
        del case.blocks[case.own[0]]


def lookalike_beside(case: Case) -> None:
    """The sentence is gone; one of the same pattern stood right beside it from the start."""
    deleted(case)


def lookalike_beside_edited(case: Case) -> None:
    """The sentence is gone, and the lookalike beside it was edited."""
    at = beside(case, 1)
    if at:
        case.blocks[at[0]][at[1]] = re.sub(r"\d", "7", case.blocks[at[0]][at[1]], count=1)
    deleted(case)


def lookalike_elsewhere(case: Case) -> None:
    """The sentence is gone, and a new one of its pattern stands elsewhere."""
    plain = unmarked(case.quote)[0]
    passage = re.split(f"[{OPEN}{CLOSE}]", case.quote)[1].strip("— ")
    other = texts.sentence(case.dice, texts.pattern_of(plain, case.dice))
    if passage in other:
        return
    far = [n for n in range(len(case.blocks) + 1) if abs(n - case.own[0]) > 2]
    deleted(case)
    if far:
        case.blocks.insert(case.dice.choice(far), [other])


def doubled(case: Case) -> None:
    """The sentence stands elsewhere as well."""
    case.blocks.append([unmarked(case.quote)[0]])


def doubled_with_surroundings(case: Case) -> None:
    """The whole document stands twice: no one can say which passage is meant."""
    case.blocks += [[unmarked(s)[0] for s in block] for block in case.blocks]
    case.allowed = {"ambiguous"}


def split(case: Case) -> None:
    """The passage goes over two paragraphs."""
    head, passage, tail = re.split(f"[{OPEN}{CLOSE}]", case.quote)
    words = passage.split(" ")
    at = case.dice.randrange(1, len(words)) if len(words) > 1 else 0
    case.put(
        f"{head}{OPEN}{' '.join(words[:at])}\n\n{' '.join(words[at:])}{CLOSE}{tail}".replace(
            "\n\n ", "\n\n"
        )
    )


def replaced(case: Case) -> None:
    """An unlike sentence stands in its place."""
    case.put("Weather permitting, admission is free for children under twelve and their dogs.")


MUTATIONS: tuple[Callable[[Case], None], ...] = (
    nothing, furniture, moved, swapped, surroundings, edited, edited_beside_edited,
    edited_and_moved, deleted, lookalike_beside, lookalike_beside_edited, lookalike_elsewhere,
    doubled, doubled_with_surroundings, split, replaced,
)  # fmt: skip


def curly(text: str, dice: random.Random) -> str:
    """Set it with other quotation marks, dashes and ellipses."""
    for plain, set_ in (("“", "„"), ("”", "“"), ("'", "’"), (" — ", " – "), ("...", "…")):
        text = text.replace(plain, set_)
    return text


def spaced(text: str, dice: random.Random) -> str:
    """Wrap it anew, with odd white space."""
    return re.sub(" ", lambda _: dice.choice([" ", " ", "  ", "\u00a0", "\n", " \u2009"]), text)


def soft_hyphens(text: str, dice: random.Random) -> str:
    """Put soft hyphens and invisible marks into words."""
    return re.sub(
        r"(?<=[a-z]{3})(?=[a-z]{3})", lambda _: dice.choice(["", "", "\u00ad", "\u200b"]), text
    )


def line_ends(text: str, dice: random.Random) -> str:
    """Break words at line ends."""
    return re.sub(
        r"(?<=[a-z]{3})(?=[a-z]{4})", lambda _: "-\n" if dice.random() < 0.04 else "", text
    )


def decomposed(text: str, dice: random.Random) -> str:
    """Write letters and their marks apart."""
    return unicodedata.normalize("NFD", text)


def wide(text: str, dice: random.Random) -> str:
    """Write digits in full width."""
    return re.sub(r"\d", lambda d: chr(ord(d[0]) + 0xFEE0), text)


def ligatures(text: str, dice: random.Random) -> str:
    """Join letters."""
    return text.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ff", "ﬀ")


def capitals(text: str, dice: random.Random) -> str:
    """Set it in capitals."""
    return text.upper()


def entities(text: str, dice: random.Random) -> str:
    """Leave entities in, as pages that were escaped twice do."""
    return text.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("—", "&mdash;")


TYPOGRAPHY: tuple[Callable[[str, random.Random], str], ...] = (
    curly, spaced, soft_hyphens, line_ends, decomposed, wide, ligatures, capitals, entities,
)  # fmt: skip


def choose_passage(case: Case, dice: random.Random) -> None:
    """Mark a passage: mostly a whole sentence, at times some words of one."""
    text = case.quote
    cell = text.split("\t")[2] if text.count("\t") == 3 else text
    offset = text.index(cell)
    words = list(re.finditer(r"\S+", cell))
    if dice.random() < 0.7 or len(words) < 6:
        start, end = len(cell) - len(cell.lstrip()), len(cell.rstrip())
    else:
        size = 3 if dice.random() < 0.5 else dice.randrange(3, len(words))
        first = dice.randrange(len(words) - size + 1)
        start, end = words[first].start(), words[first + size - 1].end()
    start, end = start + offset, end + offset
    case.put(f"{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}")
