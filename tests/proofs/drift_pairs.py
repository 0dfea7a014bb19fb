"""
The proof that the kind of a change is told, and that a page's furniture is none.

    python tests/proofs/drift_pairs.py --pairs 2000 --seed 1

makes pairs of pages in five languages: one thing is done to a passage, and other things to all
around it (advertisements, navigation, clocks, counters, cookie bars). It reads both as the project
reads any page and counts what was missed, what was a false alarm, and macro-F1 over the kinds.
"""

import argparse
import html
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pair_grammar import LANGUAGES, Language, Sentence

from claimcheck.core.documents import read_document
from claimcheck.core.drift import compare
from claimcheck.core.selectors import select

KINDS = (
    "same", "moved", "reworded", "figure_changed", "date_changed", "negated",
    "attribution_changed", "correction_notice", "gone",
)  # fmt: skip
GRAVE = ("figure_changed", "date_changed", "negated")


@dataclass(frozen=True)
class Pair:
    """Two pages, the passage, and what was done to it."""

    before: str
    after: str
    quote: str
    kind: str
    language: str


@dataclass
class Proof:
    """What was counted; `table` is by true and told kind."""

    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    cases: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def missed(self) -> int:
        """Changes of a figure, a date or a negation that were called something else."""
        return sum(n for (true, told), n in self.table.items() if true in GRAVE and true != told)

    @property
    def false_alarms(self) -> float:
        """The share of passages that stand, with nothing done to them, that were called drifted."""
        stand = {key: n for key, n in self.table.items() if key[0] in ("same", "moved")}
        wrong = sum(n for (_, told), n in stand.items() if told not in ("same", "moved"))
        return wrong / max(1, sum(stand.values()))

    @property
    def macro_f1(self) -> float:
        """The mean of F1 over the kinds."""
        scores = []
        for kind in KINDS:
            hits = self.table[kind, kind]
            told = sum(n for (_, t), n in self.table.items() if t == kind)
            true = sum(n for (t, _), n in self.table.items() if t == kind)
            if true or told:
                scores.append(2 * hits / (told + true))
        return sum(scores) / len(scores)

    def __str__(self) -> str:
        wrong = {key: n for key, n in sorted(self.table.items()) if key[0] != key[1]}
        return (
            f"{self.table.total()} pairs: "
            f"{self.missed} changes of figure, date or negation missed; "
            f"false alarms {self.false_alarms:.2%}; macro-F1 {self.macro_f1:.4f}; wrong: {wrong}"
        )


def furniture(language: Language, dice: random.Random) -> tuple[list[str], list[str]]:
    """Write what stands around the text of a page and is another at each visit."""
    head = [
        " | ".join(dice.sample(language.menu, 4)),
        f"{dice.randrange(1, 99999):,} {language.views}",
        f"{language.updated} {dice.randrange(1, 29)}.{dice.randrange(1, 13)}.2025, "
        f"{dice.randrange(24):02}:{dice.randrange(60):02}",
    ]
    foot = [dice.choice(language.ads) for _ in range(dice.randrange(4))]
    foot += [language.cookies] * dice.randrange(2)
    foot += [f"{dice.randrange(300)} {language.comments}", dice.choice(language.teasers)]
    dice.shuffle(head)
    return head[: dice.randrange(1, 4)], foot


def page(language: Language, paragraphs: list[list[str]], dice: random.Random) -> str:
    """Put paragraphs and furniture into a page."""
    head, foot = furniture(language, dice)
    joint = "" if language.code == "ja" else " "
    body = "".join(f"<p>{html.escape(joint.join(p))}</p>" for p in paragraphs)
    around = ["".join(f"<div>{html.escape(line)}</div>" for line in part) for part in (head, foot)]
    inner = f"{around[0]}<article>{body}</article>{around[1]}"
    return f"<html lang={language.code}><body>{inner}</body></html>"


def make_pair(seed: int) -> Pair:
    """Make two pages, of which the second differs in one way that is known."""
    dice = random.Random(seed)
    language = dice.choice(LANGUAGES)
    kind = dice.choice(KINDS)
    sentence = language.sentence(dice)
    paragraphs = [
        [language.sentence(dice).text for _ in range(dice.randrange(1, 5))]
        for _ in range(dice.randrange(3, 8))
    ]
    at = dice.randrange(len(paragraphs))
    paragraphs[at].insert(dice.randrange(len(paragraphs[at]) + 1), sentence.text)
    later = [list(paragraph) for paragraph in paragraphs]
    _change(later, sentence, kind, language, dice)
    return Pair(
        page(language, paragraphs, dice),
        page(language, later, dice),
        sentence.text,
        kind,
        language.code,
    )


def _change(
    later: list[list[str]], sentence: Sentence, kind: str, language: Language, dice: random.Random
) -> None:
    at = next(n for n, paragraph in enumerate(later) if sentence.text in paragraph)
    if dice.random() < 0.3:  # a neighbour is written anew: no drift of the passage
        other = dice.choice([n for n in range(len(later)) if n != at])
        later[other][0] = language.sentence(dice).text
    place = later[at].index(sentence.text)
    if kind == "moved":
        del later[at][place]
        far = [n for n in range(len(later)) if n not in (at, at + 1)]
        later.insert(dice.choice(far), [sentence.text])
    elif kind == "gone":
        unlike = [frame for frame in language.frames if frame != sentence.frame]
        other = [language.sentence(dice, unlike).text]
        later[at][place : place + 1] = other if dice.random() < 0.3 else []
    elif kind == "correction_notice":
        later.insert(dice.choice([0, len(later)]), [dice.choice(language.notices)])
    elif kind != "same":
        later[at][place] = sentence.changed(kind, dice)


def prove(pairs: int, seed: int) -> Proof:
    """Judge so many pairs."""
    proof = Proof()
    for number in range(pairs):
        pair = make_pair(seed * 1_000_003 + number)
        before, after = (
            read_document(text.encode(), "text/html", "https://example.org/").text
            for text in (pair.before, pair.after)
        )
        start = before.index(pair.quote)
        told = compare(select(before, start, start + len(pair.quote)), before, after).kind.value
        proof.table[pair.kind, told] += 1
        if told != pair.kind:
            proof.cases[f"{pair.language} {pair.kind} -> {told}"].append(seed * 1_000_003 + number)
    return proof


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    proof = prove(options.pairs, options.seed)
    print(proof)
    for kind, cases in proof.cases.items():
        print(f"    {kind}: {cases[:5]}")
    good = proof.missed == 0 and proof.false_alarms <= 0.005 and proof.macro_f1 >= 0.95
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
