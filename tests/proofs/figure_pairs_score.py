"""
Scores the check of figures on the hand-made pairs of tests/figure_pairs_*.py.

    uv run python tests/proofs/figure_pairs_score.py [--show]
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from claimcheck.core.figures import check_figures
from figure_pairs import Pair
from figure_pairs_abroad import ABROAD
from figure_pairs_german import FRENCH, GERMAN
from figure_pairs_meaning import MEANING
from figure_pairs_money import MONEY
from figure_pairs_names import NAMES
from figure_pairs_news import NEWS
from figure_pairs_pages import PAGES
from figure_pairs_percent import PERCENT
from figure_pairs_rounding import ROUNDING
from figure_pairs_scales import SCALES
from figure_pairs_spanish import JAPANESE, SPANISH
from figure_pairs_time import TIME
from figure_pairs_units import UNITS

TOPICS = {
    "units": UNITS,
    "scales": SCALES,
    "rounding": ROUNDING,
    "percent": PERCENT,
    "money": MONEY,
    "names": NAMES,
    "time": TIME,
    "meaning": MEANING,
    "news": NEWS,
    "pages": PAGES,
    "abroad": ABROAD,
    "german": GERMAN,
    "french": FRENCH,
    "spanish": SPANISH,
    "japanese": JAPANESE,
}


def results_of(pair: Pair) -> str:
    """Give the results of a pair's figures in order."""
    return " ".join(check.result for check in check_figures(pair.claim, pair.source))


def is_sprung(pair: Pair) -> bool:
    """Whether a trap was taken for a match."""
    found, wanted = results_of(pair).split(), pair.results.split()
    spare = found.count("match") - wanted.count("match")
    return pair.trap and spare > 0


def wrong_pairs() -> Iterator[tuple[str, Pair]]:
    """Give each pair with another result than the table's."""
    for topic, pairs in TOPICS.items():
        yield from ((topic, pair) for pair in pairs if results_of(pair) != pair.results)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="show every pair that is wrong")
    shown = parser.parse_args().show
    wrong = list(wrong_pairs())
    for topic, pairs in TOPICS.items():
        missed = sum(name == topic for name, _ in wrong)
        print(f"{topic:10}{len(pairs) - missed:4} of {len(pairs):3} right")
    for topic, pair in wrong if shown else []:
        print(f"{topic}: {pair.claim!r} | {pair.source!r} | {pair.why}")
        print(f"    wanted {pair.results or 'nothing'}, got {results_of(pair) or 'nothing'}")
    total = sum(len(pairs) for pairs in TOPICS.values())
    traps = [pair for pairs in TOPICS.values() for pair in pairs if pair.trap]
    sprung = sum(map(is_sprung, traps))
    share = (total - len(wrong)) / total
    print(
        f"in all {total - len(wrong)} of {total} right ({share:.3f});"
        f" traps sprung: {sprung} of {len(traps)}"
    )
    return 1 if sprung else 0


if __name__ == "__main__":
    raise SystemExit(main())
