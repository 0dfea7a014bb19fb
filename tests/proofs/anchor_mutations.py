"""
The proof that no passage is anchored to the wrong place.

    python tests/proofs/anchor_mutations.py --documents 10000 --seed 1

changes documents in ways whose truth is known (edits, moves, copies, deletions, lookalikes,
typography) and looks each passage up twice: by its selector alone, and with the older text at
hand. It counts wrong places, passages that still stand and were not found, and places that are
not certain and were not called so.
"""

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import mutation_texts as texts
import mutations
from mutations import Case

from claimcheck.core.anchors import Anchoring, AnchorState, anchor
from claimcheck.core.anchors.normal import normal_form
from claimcheck.core.selectors import Selector, select

MAKERS = (texts.article, texts.article, texts.page, texts.page, texts.register, texts.table)
STILL_PRESENT = {
    *("nothing", "furniture", "moved", "swapped", "surroundings", "doubled", "split"),
}
"""Kinds of change after which the passage stands somewhere with its own words."""

SHAKEN = {"moved", "swapped", "surroundings", "split", "doubled"}
"""Kinds of change that leave too little around the passage to tell it from the same words."""


@dataclass
class Tally:
    """What was counted in one way of looking."""

    documents: int = 0
    present: int = 0
    found: int = 0
    edited: int = 0
    edited_found: int = 0
    unsure: int = 0
    unsure_said: int = 0
    twins: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __str__(self) -> str:
        missed = Counter({kind: len(cases) for kind, cases in self.missed.items()})
        return (
            f"{self.documents} documents: {len(self.wrong)} wrong, "
            f"{self.twins} taken for a twin in words or surroundings; "
            f"{self.found} of {self.present} "
            f"still-present passages found; {self.edited_found} of {self.edited} edited ones; "
            f"{self.unsure_said} of {self.unsure} ambiguous ones said so; missed: {dict(missed)}"
        )


def make_case(seed: int) -> tuple[Case, str, str]:
    """Make a document and a change of it; gives both texts, the passage marked."""
    dice = random.Random(seed)
    maker = dice.choice(MAKERS)
    blocks = maker(dice)
    block = dice.randrange(len(blocks))
    if dice.random() < 0.1:
        block = dice.choice([0, len(blocks) - 1])
    own = (block, dice.randrange(len(blocks[block])))
    if len(re.findall(r"(?<!\S)[^\W\d_]{2,}", blocks[block][own[1]])) < 3:
        return make_case(seed + 500_000_000)
    mutate = dice.choice(mutations.MUTATIONS)
    case = Case(dice, blocks, own, f"{maker.__name__}/{mutate.__name__}")
    if mutate.__name__.startswith("lookalike_beside"):
        other = texts.sentence(dice, texts.pattern_of(case.quote, dice))
        if other == case.quote:
            return make_case(seed + 500_000_000)
        at = dice.choice([0, 1])
        blocks[own[0]].insert(own[1] + at, other)
        case.own = (own[0], own[1] + 1 - at)
    mutations.choose_passage(case, dice)
    before = case.write()
    mutate(case)
    after = case.write()
    for change in dice.sample(mutations.TYPOGRAPHY, dice.choice([0, 0, 0, 1, 1, 2])):
        after = change(after, dice)
        case.kind += f"+{change.__name__}"
    return case, before, after


def judge(
    tally: Tally,
    case: Case,
    found: Anchoring,
    true: tuple[int, int] | None,
    where: str,
    *,
    unsure: bool,
    twin: bool,
) -> None:
    """
    Count one answer against the truth.

    `unsure` says that the passage is too short or stands in several places, and its surroundings
    were changed too: then `ambiguous` is a right answer. `twin` says that the place found has the
    same words, of which the older text had two: a selector alone cannot know of the other.
    """
    mutation = mutation_of(case)
    tally.documents += 1
    right = found.span is not None and true is not None and _meets(found.span, true)
    if found.span is not None and not right and twin:
        tally.twins += 1
    elif found.span is not None and not right:
        tally.wrong.append(where)
    if case.allowed == {"ambiguous"}:
        tally.unsure += 1
        tally.unsure_said += found.state is AnchorState.AMBIGUOUS
        if found.state is not AnchorState.AMBIGUOUS:
            tally.missed["not called ambiguous"].append(where)
    elif (
        mutation in STILL_PRESENT
        and true is not None
        and not (unsure and found.state is AnchorState.AMBIGUOUS)
    ):
        tally.present += 1
        tally.found += right
        if not right:
            tally.missed[f"{mutation}: {found.state}"].append(where)
    elif mutation.startswith("edited") and true is not None:
        tally.edited += 1
        tally.edited_found += right
        if not right:
            tally.missed[f"{mutation}: {found.state}"].append(where)


def _meets(found: tuple[int, int], true: tuple[int, int]) -> bool:
    """Whether it is the same place: most of either is in the other."""
    shared = min(found[1], true[1]) - max(found[0], true[0])
    longer = max(found[1] - found[0], true[1] - true[0])
    return shared * 2 >= longer


def _is_twin(found: Anchoring, after: str, before: str, selector: Selector) -> bool:
    """Whether the same words, or words in the same surroundings, stood twice in the older text."""
    quote = normal_form(selector.exact).strip(" -")
    words = normal_form(found.found_in(after) or "").strip(" -")
    plain = normal_form(before)
    if words == quote:
        return plain.count(quote) > 1
    around = [normal_form(part).strip(" -'") for part in (selector.prefix, selector.suffix)]
    return all(part and plain.count(part) > 1 for part in around)


def mutation_of(case: Case) -> str:
    """Give the name of the change."""
    return case.kind.split("/")[1].split("+")[0]


def prove(documents: int, seed: int) -> dict[str, Tally]:
    """Judge so many documents in both ways of looking."""
    tallies = {"selector alone": Tally(), "with the older text": Tally()}
    for number in range(documents):
        case, marked_before, marked_after = make_case(seed * 1_000_003 + number)
        before, span = mutations.unmarked(marked_before)
        after, true = mutations.unmarked(marked_after)
        if span is None or not normal_form(before[slice(*span)]).strip():
            continue
        selector = select(before, *span)
        where = f"{seed * 1_000_003 + number} {case.kind}"
        whole = normal_form(selector.prefix + selector.exact + selector.suffix).strip()
        for way, older in (("selector alone", None), ("with the older text", before)):
            found = anchor(selector, after, before=older)
            if older is None and normal_form(before).count(whole) > 1:
                continue  # the selector did not tell the passage from another to begin with
            count = normal_form(after).count(normal_form(before[slice(*span)]).strip(" -"))
            short = not (len(selector.exact) >= 60 or selector.exact.endswith((".", "”")))
            shaken = older is None and mutation_of(case) in SHAKEN
            unsure = shaken and (count > 1 or short or len(selector.exact) < 30)
            twin = older is None and _is_twin(found, after, before, selector)
            judge(tallies[way], case, found, true, where, unsure=unsure, twin=twin)
    return tallies


def main() -> int:
    """Prove it at full size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many cases of each kind")
    options = parser.parse_args()
    tallies = prove(options.documents, options.seed)
    for way, tally in tallies.items():
        print(f"{way}: {tally}")
        for kind, cases in {"WRONG": tally.wrong, **tally.missed}.items():
            for case in cases[: options.show]:
                print(f"    {kind}: {case}")
    good = all(not t.wrong and t.unsure_said == t.unsure for t in tallies.values())
    enough = all(t.found >= 0.99 * t.present for t in tallies.values())
    return 0 if good and enough else 1


if __name__ == "__main__":
    sys.exit(main())
